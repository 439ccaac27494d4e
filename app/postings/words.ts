import type { AuditAct } from '../../contract/audit'
import type { PostingAct, PostingCloseReason, PostingFields, PostingState, PostingSummary } from '../../contract/postings'
import { EU_COUNTRIES, JURISDICTIONS } from '../../server/postings/core/laws'
import { COUNTRIES } from '../jobs/countries'

export const STATE_WORDS: Record<PostingState, string> = {
  draft: 'Draft',
  review: 'In review',
  published: 'Published',
  paused: 'Paused',
  closed: 'Closed',
}
export const STATE_TONES = { draft: 'neutral', review: 'warn', published: 'good', paused: 'warn', closed: 'neutral' } as const

export const CLOSE_WORDS: Record<PostingCloseReason, string> = {
  filled: 'The places are filled',
  cancelled: 'Nobody is hired after all',
  expired: 'Its last day is over',
  other: 'Another reason',
}

/** Where a posting stands, in a word or two more than its state. */
export function standingOf({
  state,
  isSubmitted,
  isApproved,
  isAhead,
  closeReason,
}: Pick<PostingSummary, 'state' | 'isSubmitted' | 'isApproved' | 'isAhead' | 'closeReason'>): string | null {
  if (state === 'closed') return closeReason ? CLOSE_WORDS[closeReason] : null
  if (isApproved) return 'Approved, to be published'
  if (isSubmitted) return 'Waits for approval'
  return isAhead ? 'Edited since it was published' : null
}

export const ACT_WORDS: Record<Exclude<PostingAct, 'edit'>, string> = {
  submit: 'Submit for approval',
  'take-back': 'Take back to edit',
  approve: 'Approve',
  'send-back': 'Send back',
  publish: 'Publish',
  pause: 'Pause',
  resume: 'Resume',
  close: 'Close',
}

export const HISTORY_WORDS: Partial<Record<AuditAct, string>> = {
  'posting.created': 'began it',
  'posting.changed': 'changed',
  'posting.submitted': 'submitted it for approval',
  'posting.approved': 'approved it',
  'posting.sent-back': 'sent it back',
  'posting.taken-back': 'took it back',
  'posting.published': 'published it',
  'posting.paused': 'paused it',
  'posting.resumed': 'resumed it',
  'posting.closed': 'closed it',
}

export const FIELD_WORDS: Record<keyof PostingFields, string> = {
  title: 'Title',
  places: 'Places of work',
  jurisdiction: 'Whose law holds',
  remote: 'On site or remote',
  remoteRegions: 'Where a remote worker may live',
  employmentType: 'Kind of employment',
  seniority: 'Level',
  salary: 'Pay',
  skills: 'Skills',
  description: 'Description',
  questions: 'Questions',
  statements: 'Statements',
  replyPromiseDays: 'Reply promise',
  openings: 'Openings',
  requisition: 'Requisition',
  validThrough: 'Last day',
}

const EU = new Set<string>(EU_COUNTRIES)
/** What a posting may name as the place whose law holds: where we know rules, first. */
export const PLACES_OF_LAW = [
  { label: 'With rules of their own', places: JURISDICTIONS.map(({ code, name }) => ({ code: code as string, name: name as string })) },
  { label: 'European Union', places: COUNTRIES.filter(({ code }) => EU.has(code)) },
  { label: 'Elsewhere', places: COUNTRIES.filter(({ code }) => !EU.has(code)) },
]
