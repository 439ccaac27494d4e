import type { EmploymentType, JobSearch, PayPeriod, Remote, Seniority } from '../../contract/jobs'

export const REMOTE_WORDS: Record<Remote, string> = { remote: 'Remote', hybrid: 'Hybrid', onsite: 'On site' }

export const TYPE_WORDS: Record<EmploymentType, string> = {
  full_time: 'Full time',
  part_time: 'Part time',
  contract: 'Contract',
  temporary: 'Temporary',
  internship: 'Internship',
  volunteer: 'Volunteer',
}

export const SENIORITY_WORDS: Record<Seniority, string> = {
  intern: 'Intern',
  junior: 'Junior',
  mid: 'Mid level',
  senior: 'Senior',
  staff: 'Staff, principal, lead',
  manager: 'Manager',
  executive: 'Executive',
}

export const PERIOD_WORDS: Record<PayPeriod, string> = { hour: 'an hour', day: 'a day', week: 'a week', month: 'a month', year: 'a year' }

export const SORT_WORDS: Record<JobSearch['sort'], string> = { relevance: 'Best match', newest: 'Newest', pay: 'Highest pay' }

const AGE_WORDS: Record<string, string> = {
  1: 'Past day',
  3: 'Past 3 days',
  7: 'Past week',
  14: 'Past 2 weeks',
  30: 'Past month',
  90: 'Past 3 months',
}
export const ageWord = (days: string | number) => AGE_WORDS[String(days)] ?? `Past ${days} days`

const SOURCE_WORDS: Record<string, string> = {
  facebook: 'Facebook',
  hackernews: 'Hacker News',
  reddit: 'Reddit',
  greenhouse: 'Greenhouse',
  lever: 'Lever',
  ashby: 'Ashby',
  smartrecruiters: 'SmartRecruiters',
  'company-site': 'Company site',
  rss: 'RSS',
  pasted: 'Pasted',
}
/** A source as people write it; one without a known spelling gets a capital. */
export const sourceWord = (source: string) => SOURCE_WORDS[source] ?? source.charAt(0).toUpperCase() + source.slice(1)

const REGION_WORDS: Record<string, string> = {
  WORLDWIDE: 'Anywhere',
  EU: 'EU',
  EUROPE: 'Europe',
  EMEA: 'EMEA',
  AMERICAS: 'Americas',
  NORTH_AMERICA: 'North America',
  LATAM: 'Latin America',
  APAC: 'Asia and the Pacific',
  DACH: 'Germany, Austria, Switzerland',
  NORDICS: 'Nordic countries',
  AFRICA: 'Africa',
  MIDDLE_EAST: 'Middle East',
}
/** A region of `remoteRegions` in words; countries by their English names. */
export const regionWord = (region: string) => REGION_WORDS[region] ?? countryName(region)

const COUNTRY_NAMES = new Intl.DisplayNames('en', { type: 'region', fallback: 'code' })
export function countryName(code: string) {
  return /^[A-Z]{2}$/.test(code) ? (COUNTRY_NAMES.of(code) ?? code) : code
}
