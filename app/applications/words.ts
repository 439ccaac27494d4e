import type { OutcomeKind, OutcomeReason, StageGroup } from '../../contract/stages'

export const GROUP_WORDS: Record<StageGroup, string> = {
  preparing: 'Preparing',
  applied: 'Applied',
  screening: 'Screening',
  interview: 'Interview',
  offer: 'Offer',
  closed: 'Closed',
}
/** The colour of a group wherever it is drawn: the dot of a column, a bar, a line in the history. */
export const GROUP_LOOK: Record<StageGroup, { dot: string; fill: string }> = {
  preparing: { dot: 'bg-line-strong', fill: 'fill-line-strong' },
  applied: { dot: 'bg-accent', fill: 'fill-accent' },
  screening: { dot: 'bg-warn', fill: 'fill-warn' },
  interview: { dot: 'bg-mark-4-text', fill: 'fill-mark-4-text' },
  offer: { dot: 'bg-good', fill: 'fill-good' },
  closed: { dot: 'bg-ink-3', fill: 'fill-ink-3' },
}

export const OUTCOME_WORDS: Record<OutcomeKind, string> = {
  accepted: 'Accepted',
  rejected: 'Rejected',
  withdrawn: 'Withdrawn',
  ghosted: 'No answer',
  expired: 'Expired',
}
/** What each outcome means, said to the one who chooses it. */
export const OUTCOME_HINTS: Record<OutcomeKind, string> = {
  accepted: 'I took the job',
  rejected: 'They said no',
  withdrawn: 'I said no',
  ghosted: 'They never answered',
  expired: 'The posting closed before it came to anything',
}
/** As a person is asked, the usual ones first. */
export const OUTCOME_CHOICES = ['rejected', 'ghosted', 'withdrawn', 'expired', 'accepted'] as const satisfies OutcomeKind[]

export const REASON_WORDS: Record<OutcomeReason, string> = {
  'as-offered': 'As it was offered',
  'after-negotiation': 'After a negotiation',
  'no-reason-given': 'No reason given',
  experience: 'Experience',
  skills: 'Skills',
  qualification: 'Qualification',
  place: 'Place',
  'work-permit': 'Work permit',
  pay: 'Pay',
  'position-filled': 'The position is filled',
  'position-cancelled': 'The position was cancelled',
  culture: 'Culture',
  other: 'Something else',
  'no-longer-interested': 'No longer interested',
  'accepted-other': 'I took another job',
  role: 'The role',
  company: 'The company',
  process: 'Their process',
  personal: 'Personal',
  'no-answer': 'No answer to the application',
  'no-answer-after-interview': 'No answer after an interview',
  'posting-closed': 'The posting was closed',
  'deadline-missed': 'The deadline passed',
}

export const PRIORITY_WORDS: Record<number, string> = { 1: 'High', 2: 'Medium', 3: 'Low' }
