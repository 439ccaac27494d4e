import { POSTING_ACTS, type PostingAct, type PostingState } from '../../../contract/postings'

/** What the table looks at. */
export interface PostingFacts {
  state: PostingState
  /** It waits for approval, or has it and waits to be published. */
  isSubmitted: boolean
  isApproved: boolean
  /** Edited since it was last published. */
  isAhead: boolean
}

/** Why something cannot be done with a posting now: a stable reason for programs, and a sentence for people. */
export interface PostingRefusal {
  reason: keyof typeof REFUSALS
  message: string
}

const REFUSALS = {
  'posting.closed': 'This posting is closed. Duplicate it to write a new one.',
  'posting.in-review': 'It waits for approval. Take it back to change it.',
  'posting.not-submitted': 'It was not submitted for approval. Submit it first.',
  'posting.not-approved': 'Nobody approved it yet. Ask somebody who may approve.',
  'posting.nothing-new': 'The published posting says all this already. Edit it first.',
  'posting.never-published': 'It was never published.',
} as const
type RefusalReason = keyof typeof REFUSALS

/** What an act comes to: the state it leads to, nothing because it is done already, or why not. */
export type PostingStep = { to: PostingState } | 'done' | PostingRefusal

/**
 * The table of what can be done with a posting, by where it stands. Approval is given to words, not to a posting: what is submitted is not
 * edited, and what is edited after it was published is approved again before the public job says so.
 */
export function stepOf(facts: PostingFacts, act: PostingAct): PostingStep {
  const step = TABLE[act](facts)
  return typeof step === 'string' && step !== 'done' ? { reason: step, message: REFUSALS[step] } : step
}

export const isRefusal = (step: PostingStep): step is PostingRefusal => typeof step === 'object' && 'reason' in step

type Answer = { to: PostingState } | 'done' | RefusalReason

const TABLE: Record<PostingAct, (facts: PostingFacts) => Answer> = {
  edit: ({ state, isSubmitted }) => {
    if (state === 'closed') return 'posting.closed'
    return isSubmitted ? 'posting.in-review' : { to: state }
  },
  submit: ({ state, isSubmitted, isAhead }) => {
    if (state === 'closed') return 'posting.closed'
    if (isSubmitted) return 'done'
    if (state === 'draft') return { to: 'review' }
    return isAhead ? { to: state } : 'posting.nothing-new'
  },
  'take-back': ({ state, isSubmitted }) => {
    if (state === 'closed') return 'posting.closed'
    return isSubmitted ? { to: state === 'review' ? 'draft' : state } : 'done'
  },
  approve: ({ state, isSubmitted, isApproved }) => {
    if (state === 'closed') return 'posting.closed'
    if (!isSubmitted) return 'posting.not-submitted'
    return isApproved ? 'done' : { to: state }
  },
  'send-back': ({ state, isSubmitted }) => {
    if (state === 'closed') return 'posting.closed'
    return isSubmitted ? { to: state === 'review' ? 'draft' : state } : 'posting.not-submitted'
  },
  publish: ({ state, isSubmitted, isApproved, isAhead }) => {
    if (state === 'closed') return 'posting.closed'
    if (isApproved) return { to: 'published' }
    if (state === 'published' && !isSubmitted && !isAhead) return 'done'
    return isSubmitted ? 'posting.not-approved' : 'posting.not-submitted'
  },
  pause: ({ state }) => {
    if (state === 'closed') return 'posting.closed'
    if (state === 'paused') return 'done'
    return state === 'published' ? { to: 'paused' } : 'posting.never-published'
  },
  resume: ({ state }) => {
    if (state === 'closed') return 'posting.closed'
    if (state === 'published') return 'done'
    return state === 'paused' ? { to: 'published' } : 'posting.never-published'
  },
  close: ({ state }) => (state === 'closed' ? 'done' : { to: 'closed' }),
}

/** The acts that would change something as it stands. */
export function actsFor(facts: PostingFacts): PostingAct[] {
  return POSTING_ACTS.filter((act) => {
    const step = stepOf(facts, act)
    return step !== 'done' && !isRefusal(step)
  })
}

/** Who had a hand in a posting, and who may approve in its organisation. */
export interface Approval {
  actorId: string
  submittedBy: string | null
  /** Everybody who wrote it, submitted it included. */
  authorIds: readonly string[]
  approverIds: readonly string[]
}

/**
 * Whether somebody with the right may approve this one. Nobody approves alone what they wrote while a colleague with the right had no hand in it.
 * Where all of them had, nobody approves what they submitted themselves; where there is only one, they may.
 */
export function mayApprove({ actorId, submittedBy, authorIds, approverIds }: Approval): boolean {
  const others = approverIds.filter((id) => id !== actorId)
  if (others.length === 0) return true
  if (others.some((id) => !authorIds.includes(id))) return !authorIds.includes(actorId)
  return actorId !== submittedBy
}
