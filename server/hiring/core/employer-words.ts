import type { EmployerSide, Outcome } from '../../../contract/applications'
import type { Disposition, PipelineGroup } from '../../../contract/hiring'

/** What a candidate reads where the employer chose no words of their own. */
export const USUAL_WORDING: Record<PipelineGroup, string> = {
  applied: 'Received',
  screening: 'In review',
  interview: 'Interviews',
  offer: 'Offer',
}

/** Facts of an application that the candidate's side is made from. */
export interface EmployerFacts {
  organisationName: string
  /** `null` once it has ended. */
  stage: { group: PipelineGroup; wording: string | null } | null
  disposition: Disposition | null
  stageSince: Date
  replyDueAt: Date
  repliedAt: Date | null
  hasResume: boolean
  isResumeWithdrawn: boolean
  /** Whether its posting rests for a while. */
  isPaused: boolean
}

/** What the candidate is shown: the employer's wording, and whether the promised answer came. The stage's own name is never part of it. */
export function employerSideOf(facts: EmployerFacts, now: Date): EmployerSide {
  const { organisationName, stage, disposition, stageSince, replyDueAt, repliedAt } = facts
  return {
    organisationName,
    label: disposition === null && stage ? (stage.wording ?? USUAL_WORDING[stage.group]) : endingWords(disposition),
    group: disposition === null && stage ? stage.group : 'closed',
    since: stageSince.toISOString(),
    replyDueAt: replyDueAt.toISOString(),
    repliedAt: repliedAt?.toISOString() ?? null,
    promise: promiseOf({ replyDueAt, repliedAt }, now),
    sharesResume: facts.hasResume && !facts.isResumeWithdrawn,
    isPaused: facts.isPaused && disposition === null,
  }
}

/** Where it stands in one line, as mails and notifications say it. */
export const standingWords = ({ label, isPaused }: Pick<EmployerSide, 'label' | 'isPaused'>) =>
  isPaused ? `${label}. The job is paused for now` : label

/** Whether the promised reply came: by the clock alone, so that nobody can call it kept. */
export function promiseOf({ replyDueAt, repliedAt }: { replyDueAt: Date; repliedAt: Date | null }, now: Date): EmployerSide['promise'] {
  if (repliedAt !== null) return repliedAt <= replyDueAt ? 'kept' : 'late'
  return now < replyDueAt ? 'waiting' : 'broken'
}

/** How it ended, as the seeker's tracker keeps it. */
export function outcomeOfDisposition({ kind, reason }: Disposition): Outcome {
  switch (kind) {
    case 'hired':
      return { kind: 'accepted', reason: reason === 'after-negotiation' ? 'after-negotiation' : 'as-offered' }
    case 'withdrawn':
      return { kind: 'withdrawn', reason }
    case 'rejected':
      // Why somebody was not chosen is the team's own affair; that there is no position any more is a fact for everybody.
      return { kind: 'rejected', reason: reason === 'position-filled' || reason === 'position-cancelled' ? reason : 'no-reason-given' }
    default:
      return kind satisfies never
  }
}

function endingWords(disposition: Disposition | null): string {
  switch (disposition?.kind) {
    case 'hired':
      return 'Hired'
    case 'withdrawn':
      return 'Withdrawn by you'
    case 'rejected':
      if (disposition.reason === 'position-filled') return 'Closed: the position is filled'
      return disposition.reason === 'position-cancelled' ? 'Closed: the position was cancelled' : 'Not selected'
    default:
      return 'Closed'
  }
}
