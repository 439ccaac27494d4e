import type { ApplicationCard, Outcome, StageRef } from '../../../contract/applications'
import { type OutcomeKind, STAGE_GROUPS, type StageGroup } from '../../../contract/stages'

/** Why a change of stage is refused: a stable reason for programs, and a sentence for people. */
export interface StageRefusal {
  reason: keyof typeof REFUSALS
  message: string
}

const REFUSALS = {
  'application.already-applied':
    'You have applied already, so this is no longer being prepared. If that was a mistake, undo that step in its history.',
  'application.offer-stands': 'An offer does not turn back into waiting for a first answer. Undo the step in its history, or close it.',
  'application.accepted': 'You accepted this offer. Close it as withdrawn if that changed, or undo the step in its history.',
  'application.never-applied': 'You never applied for this one. Move it to “preparing”, or to “applied” with the date.',
  'application.outcome-needed': 'Say how it ended: accepted, rejected, withdrawn, ghosted or expired.',
  'application.outcome-not-closed': 'Only a closed application has an outcome.',
  'application.no-offer': 'Only an offer can be accepted. Move it to “offer” first.',
  'application.not-waiting': 'This outcome needs an application that was sent and waits for an answer.',
  'application.not-expired': 'A posting expires before somebody answers. Close it as rejected, withdrawn or ghosted.',
} as const
type RefusalReason = keyof typeof REFUSALS

/**
 * The stage table: which change from a group (row) to another (column) is allowed, and why the others are not.
 * Within a group a person moves freely between stages of their own. What is open may always be closed; which outcome fits stands in `OUTCOMES_FROM`.
 */
const CHANGES: Record<StageGroup, Partial<Record<StageGroup, RefusalReason>>> = {
  preparing: {},
  applied: { preparing: 'application.already-applied' },
  screening: { preparing: 'application.already-applied' },
  interview: { preparing: 'application.already-applied' },
  offer: { preparing: 'application.already-applied', applied: 'application.offer-stands', screening: 'application.offer-stands' },
  closed: {},
}

/** Reopening goes by how far it had come and how it had ended. */
function refusalToReopen(card: StageFacts, to: StageGroup): RefusalReason | null {
  if (card.outcome?.kind === 'accepted') return 'application.accepted'
  if (to === 'preparing') return card.appliedAt === null ? null : 'application.already-applied'
  return null
}

/** From which group an outcome can be reached, and why not from the others. `closed` corrects an outcome that was wrong. */
const OUTCOMES_FROM: Record<OutcomeKind, { from: readonly StageGroup[]; otherwise: RefusalReason }> = {
  accepted: { from: ['offer'], otherwise: 'application.no-offer' },
  rejected: { from: ['applied', 'screening', 'interview', 'offer', 'closed'], otherwise: 'application.not-waiting' },
  withdrawn: { from: STAGE_GROUPS, otherwise: 'application.not-waiting' },
  ghosted: { from: ['applied', 'screening', 'interview', 'closed'], otherwise: 'application.not-waiting' },
  expired: { from: ['preparing', 'applied', 'closed'], otherwise: 'application.not-expired' },
}

/** What the table looks at. */
export type StageFacts = Pick<ApplicationCard, 'group' | 'stageId' | 'outcome' | 'appliedAt'>

/** `null` when an application may go there; otherwise why it may not. Staying where it is always is allowed. */
export function refusalToMove(card: StageFacts, to: StageRef, outcome: Outcome | null): StageRefusal | null {
  const reason = refusalReason(card, to.group, outcome)
  return reason === null ? null : { reason, message: REFUSALS[reason] }
}

function refusalReason(card: StageFacts, to: StageGroup, outcome: Outcome | null): RefusalReason | null {
  if (to !== 'closed') {
    if (outcome !== null) return 'application.outcome-not-closed'
    if (card.group === 'closed') return refusalToReopen(card, to)
    return CHANGES[card.group][to] ?? null
  }
  if (outcome === null) return card.group === 'closed' ? null : 'application.outcome-needed'
  if (card.group === 'closed' && card.appliedAt === null && !['withdrawn', 'expired'].includes(outcome.kind))
    return 'application.never-applied'
  const { from, otherwise } = OUTCOMES_FROM[outcome.kind]
  return from.includes(card.group) ? null : otherwise
}

/** The outcomes that fit where an application stands: what a page offers when it is closed. */
export function outcomesFor(card: StageFacts): OutcomeKind[] {
  const kinds: OutcomeKind[] = ['accepted', 'rejected', 'withdrawn', 'ghosted', 'expired']
  return kinds.filter((kind) => refusalReason(card, 'closed', { kind, reason: 'other' }) === null)
}

/** The groups an application may go to from where it stands, its own included; for `closed` any outcome will do. */
export function groupsFor(card: StageFacts): StageGroup[] {
  return STAGE_GROUPS.filter((group) => (group === 'closed' ? outcomesFor(card).length > 0 : refusalReason(card, group, null) === null))
}
