import type { FoundThings, HitKind, SearchHit } from '../../contract/search'

/** What the page of the search is drawn from, and what opens over other pages as well. */
export type FoundPage = FoundThings & { q: string; kind: HitKind | null; timeZone: string }

export const KIND_HEADINGS: Record<HitKind, string> = {
  page: 'Go to',
  application: 'Applications',
  interview: 'Interviews',
  reminder: 'To do',
  note: 'Notes',
  contact: 'Contacts',
  file: 'Files',
  resume: 'Résumés',
  candidate: 'Candidates',
  organisation: 'Organisations',
  member: 'Members',
  job: 'Open jobs',
  company: 'Companies',
}

/** Where all of one kind are listed: jobs in their own search, which knows filters, everything else here. */
export function allOf(kind: HitKind, q: string): string {
  return kind === 'job' ? `/jobs?${new URLSearchParams({ q })}` : searchPath(q, kind)
}

export function searchPath(q: string, kind?: HitKind): string {
  const params = new URLSearchParams({ q, ...(kind ? { kind } : {}) })
  return `/search?${params}`
}

/** Where what is found is asked for without its page. */
export const foundPath = (q: string) => `/search/found?${new URLSearchParams({ q })}`

/** What stands beside the name of a hit. */
export function aboutOf({ about, at }: SearchHit, timeZone: string): string {
  const when = at && new Date(at).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone })
  return [about, when].filter(Boolean).join(' · ')
}
