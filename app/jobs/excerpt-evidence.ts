import type { Job } from '../../contract/jobs'
import type { Evidence } from '../../contract/leads'

type Span = Pick<Evidence, 'field' | 'start' | 'end'>

/** Where the facts of a job stand word for word in its excerpt. A fact that was read from other words is not marked. */
export function excerptEvidence(job: Pick<Job, 'excerpt' | 'title' | 'companyName' | 'places' | 'skills'>): Span[] {
  const text = job.excerpt?.toLowerCase() ?? ''
  const spans: Span[] = []
  const mark = (field: Span['field'], words: string | null | undefined) => {
    const start = words ? text.indexOf(words.toLowerCase()) : -1
    if (words && start >= 0 && standsAlone(text, start, start + words.length)) spans.push({ field, start, end: start + words.length })
  }
  mark('title', job.title)
  mark('company', job.companyName)
  for (const place of job.places) mark('place', text.includes(place.toLowerCase()) ? place : place.split(', ')[0])
  for (const skill of job.skills) mark('skill', skill)
  return spans
}

/** Not inside a longer word: `Go` is not read in `good`. */
function standsAlone(text: string, start: number, end: number) {
  const isWordSign = (sign: string | undefined) => sign !== undefined && /[\p{L}\p{N}]/u.test(sign)
  return !isWordSign(text[start - 1]) && !isWordSign(text[end])
}
