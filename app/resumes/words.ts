import type { ResumeFileState, ResumeSection, RevisionCause } from '../../contract/resumes'

export const SECTION_WORDS: Record<ResumeSection, string> = {
  basics: 'About you',
  summary: 'Summary',
  work: 'Work experience',
  volunteer: 'Volunteering',
  education: 'Education',
  awards: 'Awards',
  certificates: 'Certificates',
  publications: 'Publications',
  skills: 'Skills',
  languages: 'Languages',
  interests: 'Interests',
  references: 'References',
  projects: 'Projects',
  other: 'Other',
}
export const CAUSE_WORDS: Record<RevisionCause, string> = {
  started: 'Started',
  confirmed: 'Confirmed from a file',
  edited: 'Edited',
  imported: 'Imported',
  restored: 'Put back',
}
export const FILE_STATE_WORDS: Record<ResumeFileState, string> = {
  waiting: 'Waiting to be read',
  reading: 'Being read',
  read: 'Read',
  failed: 'Cannot be read',
}

/** `2 November 2026, 14:05`, in the person's own time zone. */
export function momentWord(at: string, timeZone: string): string {
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone }).format(new Date(at))
}

/** `Mar 2019 – now`, as exactly as it is known. */
export function spanWord(from: string | undefined, until: string | undefined, isOngoing: boolean): string {
  const end = until ? dateWord(until) : isOngoing && from ? 'now' : ''
  return [from ? dateWord(from) : '', end].filter(Boolean).join(' – ')
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
export function dateWord(date: string): string {
  const [year = '', month, day] = date.split('-')
  const name = month ? MONTHS[Number(month) - 1] : undefined
  return [day ? String(Number(day)) : '', name ?? '', year].filter(Boolean).join(' ')
}
