/** The seeker-facing word for where an application stands, in the order in which it gets there. Plain values: a page needs no schema for them. */
export const STAGE_GROUPS = ['preparing', 'applied', 'screening', 'interview', 'offer', 'closed'] as const
export type StageGroup = (typeof STAGE_GROUPS)[number]

export const OUTCOMES = ['accepted', 'rejected', 'withdrawn', 'ghosted', 'expired'] as const
/** How an application ended. */
export type OutcomeKind = (typeof OUTCOMES)[number]

/** The disposition: the closed list of reasons for each outcome, the first of which is taken when nobody says. */
export const OUTCOME_REASONS = {
  accepted: ['as-offered', 'after-negotiation'],
  rejected: [
    'no-reason-given',
    'experience',
    'skills',
    'qualification',
    'place',
    'work-permit',
    'pay',
    'position-filled',
    'position-cancelled',
    'culture',
    'other',
  ],
  withdrawn: ['no-longer-interested', 'accepted-other', 'pay', 'place', 'role', 'company', 'process', 'personal', 'other'],
  ghosted: ['no-answer', 'no-answer-after-interview'],
  expired: ['posting-closed', 'deadline-missed', 'position-filled'],
} as const satisfies Record<OutcomeKind, readonly string[]>
export type OutcomeReason = (typeof OUTCOME_REASONS)[OutcomeKind][number]

/** Every reason once. */
export const ALL_REASONS: readonly OutcomeReason[] = [...new Set(Object.values(OUTCOME_REASONS).flat())]

/** The reasons of one outcome, the default first. */
export function reasonsOf(kind: OutcomeKind): readonly OutcomeReason[] {
  return OUTCOME_REASONS[kind]
}

/** What is taken when nobody says why. */
export function defaultReasonOf(kind: OutcomeKind): OutcomeReason {
  return OUTCOME_REASONS[kind][0]
}
