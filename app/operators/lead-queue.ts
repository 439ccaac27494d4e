import type { Lead, LeadState, PostScore } from '../../contract/leads'
import type { LiveEvent } from '../../contract/live'
import { isOfLead } from './readings-state'

const LIKELY_RATIO = 0.5

/** What happened to the queue since it was loaded. */
export type QueueNews = {
  /** Leads of this state that came in and are not shown yet. */
  newCount: number
  /** Shown leads that somebody else decided, and how. */
  decided: Map<string, LeadState>
  /** Shown leads whose post was read again: what is shown is old. */
  editedIds: Set<string>
}

/** Reads the news of a queue out of the operators' events that came after it was loaded. */
export function newsOf(shown: Lead[], state: LeadState, events: LiveEvent[]): QueueNews {
  const versions = new Map(shown.map((lead) => [lead.id, lead.version]))
  const newIds = new Set<string>()
  const decided = new Map<string, LeadState>()
  const editedIds = new Set<string>()
  for (const event of events) {
    if (!isOfLead(event)) continue
    const { leadId } = event.data
    const version = versions.get(leadId)
    if (version === undefined) {
      if (event.data.state === state) newIds.add(leadId)
      else newIds.delete(leadId)
      continue
    }
    if (event.version <= version) continue
    // One that was taken back into this list is as good as read anew.
    if (event.type !== 'lead.read' && event.data.state !== state) {
      decided.set(leadId, event.data.state)
      editedIds.delete(leadId)
    } else {
      editedIds.add(leadId)
      decided.delete(leadId)
    }
  }
  return { newCount: newIds.size, decided, editedIds }
}

/** The leads that are still to be shown: those decided here leave at once, and come back if that failed or if they changed since. */
export function visibleLeads(leads: Lead[], decidedHere: ReadonlyMap<string, number>): Lead[] {
  return leads.filter((lead) => (decidedHere.get(lead.id) ?? Number.NEGATIVE_INFINITY) < lead.version)
}

/**
 * How many leads of this state there are now. A lead that left counts once, whether it left here, by somebody's news, or, as after
 * every decision made here, by both.
 *
 * @param total how many there were in all when `leads` were loaded
 */
export function countWaiting(total: number, leads: Lead[], shown: Lead[], news: QueueNews): number {
  const shownIds = new Set(shown.map((lead) => lead.id))
  const goneCount = leads.filter((lead) => !shownIds.has(lead.id) || news.decided.has(lead.id)).length
  return Math.max(0, total + news.newCount - goneCount)
}

/** Whether approving must be said twice: what was read looks like a scam, and approving makes it public. */
export function isLikelyScam(score: PostScore): boolean {
  return score.verdict === 'scam' || score.probabilities.scam >= LIKELY_RATIO
}

/** The lead one step further; at either end, the one at that end. `null` of an empty queue. */
export function neighbour(leads: Lead[], id: string | null, step: 1 | -1): string | null {
  const at = leads.findIndex((lead) => lead.id === id)
  if (at === -1) return leads[0]?.id ?? null
  return leads[Math.min(leads.length - 1, Math.max(0, at + step))]?.id ?? null
}

/** Where to go on when a lead leaves the queue: the next one, or at the end the one before. */
export function nextAfter(leads: Lead[], id: string): string | null {
  const at = leads.findIndex((lead) => lead.id === id)
  return leads[at + 1]?.id ?? leads[at - 1]?.id ?? null
}
