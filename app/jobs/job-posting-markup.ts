import type { Country, JobPosting, MonetaryAmount, Place, WithContext } from 'schema-dts'
import type { EmploymentType, Job, PayPeriod } from '../../contract/jobs'
import { countryName, REMOTE_WORDS, TYPE_WORDS } from './words'

const EMPLOYMENT_TYPES: Record<EmploymentType, string> = {
  full_time: 'FULL_TIME',
  part_time: 'PART_TIME',
  contract: 'CONTRACTOR',
  temporary: 'TEMPORARY',
  internship: 'INTERN',
  volunteer: 'VOLUNTEER',
}
const UNITS: Record<PayPeriod, string> = { hour: 'HOUR', day: 'DAY', week: 'WEEK', month: 'MONTH', year: 'YEAR' }

/**
 * schema.org `JobPosting` of an open job, as Google's guide asks for it.
 * `null` when the advert leaves out what that guide requires (who hires; where the work is or a remote worker may live), and for a
 * closed job: markup that is wrong is worse than none. Pay that is our estimate is not the employer's word and stays out.
 *
 * @param descriptionHtml the advert's text as safe HTML, where we hold it
 * @param url the one address of the job page
 */
export function jobPostingMarkup(job: Job, descriptionHtml: string | null, url: string): WithContext<JobPosting> | null {
  if (job.status === 'closed' || !job.companyName) return null
  const isRemote = job.remote === 'remote'
  const countries = isRemote ? job.remoteRegions.filter((region) => /^[A-Z]{2}$/.test(region) && region !== 'EU') : []
  if (job.places.length === 0 && countries.length === 0) return null
  return {
    '@context': 'https://schema.org',
    '@type': 'JobPosting',
    title: job.title,
    description: descriptionHtml ?? escapeHtml(job.excerpt ?? factsInWords(job)),
    datePosted: (job.postedAt ?? job.foundAt).slice(0, 10),
    ...(job.validThrough ? { validThrough: job.validThrough } : {}),
    hiringOrganization: { '@type': 'Organization', name: job.companyName },
    identifier: { '@type': 'PropertyValue', name: job.companyName, value: job.id },
    url,
    directApply: false,
    ...(job.employmentType ? { employmentType: EMPLOYMENT_TYPES[job.employmentType] } : {}),
    ...(job.places.length > 0 ? { jobLocation: job.places.map(placeMarkup) } : {}),
    ...(isRemote ? { jobLocationType: 'TELECOMMUTE' } : {}),
    ...(countries.length > 0
      ? { applicantLocationRequirements: countries.map((code): Country => ({ '@type': 'Country', name: countryName(code) })) }
      : {}),
    ...(job.skills.length > 0 ? { skills: job.skills.join(', ') } : {}),
    ...salaryMarkup(job),
  }
}

/** JSON for a script element: `<` cannot end it early. */
export function scriptJson(value: unknown) {
  return JSON.stringify(value)
    .replace(/</g, '\\u003c')
    .replace(/\u2028/g, '\\u2028')
    .replace(/\u2029/g, '\\u2029')
}

function placeMarkup(place: string): Place {
  const parts = place.split(', ')
  const country = parts.length > 1 ? parts.at(-1) : undefined
  return {
    '@type': 'Place',
    address: { '@type': 'PostalAddress', addressLocality: parts[0] ?? place, ...(country ? { addressCountry: country } : {}) },
  }
}

function salaryMarkup({ salary }: Job): { baseSalary?: MonetaryAmount } {
  if (!salary || salary.isEstimate || (salary.minCents === null && salary.maxCents === null)) return {}
  const major = (cents: number) => cents / 100
  const amount =
    salary.minCents !== null && salary.maxCents !== null && salary.minCents !== salary.maxCents
      ? { minValue: major(salary.minCents), maxValue: major(salary.maxCents) }
      : { value: major(salary.minCents ?? salary.maxCents ?? 0) }
  return {
    baseSalary: {
      '@type': 'MonetaryAmount',
      currency: salary.currency,
      value: { '@type': 'QuantitativeValue', unitText: UNITS[salary.period], ...amount },
    },
  }
}

/** What we know of a job whose text is read at its source, in our own words. */
function factsInWords(job: Job) {
  const where = job.places.length > 0 ? ` in ${job.places.join('; ')}` : ''
  const how = [job.remote && REMOTE_WORDS[job.remote], job.employmentType && TYPE_WORDS[job.employmentType]].filter(Boolean).join(', ')
  return `${job.companyName ?? 'An employer'} is looking for: ${job.title}${where}.${how ? ` ${how}.` : ''}${job.skills.length > 0 ? ` Skills: ${job.skills.join(', ')}.` : ''} The full text is at the employer’s own page.`
}

const escapeHtml = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
