import type { Salary } from '../../contract/jobs'
import type { ExtractedJob } from '../../contract/leads'

/** The controls of the form by name, as text. */
export type DraftValues = Record<string, string>

/** What was read, as the form shows it: a place a line, skills and regions with commas, pay in whole units. */
export function draftValuesOf(extracted: ExtractedJob): DraftValues {
  return {
    title: extracted.title ?? '',
    company: extracted.company ?? '',
    places: extracted.places.join('\n'),
    remote: extracted.remote ?? '',
    remoteRegions: extracted.remoteRegions.join(', '),
    payMin: amountOf(extracted.salary, 'minCents'),
    payMax: amountOf(extracted.salary, 'maxCents'),
    currency: extracted.salary?.currency ?? 'EUR',
    period: extracted.salary?.period ?? 'year',
    employmentType: extracted.employmentType ?? '',
    seniority: extracted.seniority ?? '',
    skills: extracted.skills.join(', '),
    applyUrl: extracted.applyUrl ?? '',
    contact: extracted.contact ?? '',
  }
}

function amountOf(salary: Salary | null, which: 'minCents' | 'maxCents') {
  const cents = salary?.[which]
  return cents === null || cents === undefined ? '' : String(cents / 100)
}
