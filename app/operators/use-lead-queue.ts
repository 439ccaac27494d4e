import { useRevalidator } from '@remix-run/react'
import { useEffect, useRef, useState } from 'react'
import type { Lead, LeadState } from '../../contract/leads'
import type { LiveEvent } from '../../contract/live'
import type { RoomState } from '../live/follow-room'
import { useRoom } from '../live/use-room'
import { showToast } from '../ui/toast'
import type { DecisionAnswer } from './decision-answer'
import { countWaiting, neighbour, newsOf, nextAfter, type QueueNews, visibleLeads } from './lead-queue'
import { STATE_WORDS } from './words'

type Refusal = Extract<DecisionAnswer, { ok: false }>

type UseLeadQueue = {
  leads: Lead[]
  state: LeadState
  /** How many there are of this state in all. */
  total: number
  /** Where the operators' room stood before they were read. */
  last: number
  /** The lead that the address names; without one, or with one that is not here, the first is shown. */
  askedId: string | null
  /** What became of a decision sent without scripts. */
  answered: DecisionAnswer | undefined
}

/** A lead as a decision left it. */
export type DecidedLead = { id: string; version: number; title: string }

export type LeadQueue = QueueNews & {
  leads: Lead[]
  selected: Lead | null
  waiting: number
  /** As `waiting`, with what came in and what others decided since. */
  waitingNow: number
  roomState: RoomState
  refusals: ReadonlyMap<string, Refusal>
  select(id: string): void
  step(step: 1 | -1): void
  decide(lead: Lead, form: FormData): void
  /** The decision that was made here last, until it is taken back. */
  lastDecision: DecidedLead | null
  takeBack(decided: DecidedLead): void
  reload(): void
}

const DECIDE_AT = '/operator/leads/decide'
const TIMEOUT_MS = 15_000
/** The lead is not what it was when it was looked at: only its newest form can be decided. */
const STALE_REASONS = ['lead.changed', 'lead.post-removed', 'lead.not-found']

/**
 * The moderation queue. A decided lead leaves at once and the next one is shown; if the decision is refused, the lead comes back
 * with the reason and with everything that was typed. Nothing else moves: what came in is counted, what others decided is marked.
 */
export function useLeadQueue({ leads, state, total, last, askedId, answered }: UseLeadQueue): LeadQueue {
  const [events, setEvents] = useState<LiveEvent[]>([])
  const [selectedId, setSelectedId] = useState(askedId)
  const [decidedHere, setDecidedHere] = useState<ReadonlyMap<string, number>>(new Map())
  const [refusals, setRefusals] = useState<ReadonlyMap<string, Refusal>>(() =>
    answered?.ok === false ? new Map([[answered.leadId, answered]]) : new Map(),
  )
  const { revalidate, state: loading } = useRevalidator()
  const [lastDecision, setLastDecision] = useState<DecidedLead | null>(null)
  const sentIds = useRef(new Set<string>())
  const roomState = useRoom({
    party: 'operators',
    room: 'all',
    startAt: last,
    onEvent: (event) => setEvents((known) => [...known.filter((each) => each.seq > last), event].slice(-1_000)),
    onReload: revalidate,
  })
  useEffect(() => setSelectedId(askedId), [askedId])

  const shown = visibleLeads(leads, decidedHere)
  const selected = shown.find((lead) => lead.id === selectedId) ?? shown[0] ?? null
  const news = newsOf(
    leads,
    state,
    events.filter((event) => event.seq > last),
  )
  const waiting = Math.max(0, total - (leads.length - shown.length))

  // The page is worked off and there is more: the next page comes by itself.
  const isWorkedOff = shown.length === 0 && decidedHere.size > 0 && waiting + news.newCount > 0
  useEffect(() => {
    if (isWorkedOff && loading === 'idle') revalidate()
  }, [isWorkedOff, loading, revalidate])

  const select = (id: string) => {
    setSelectedId(id)
    const address = new URL(location.href)
    address.searchParams.set('lead', id)
    // Not a navigation: everything about the lead is here already.
    history.replaceState(history.state, '', address)
  }

  const decide = async (lead: Lead, form: FormData) => {
    if (sentIds.current.has(lead.id)) return
    sentIds.current.add(lead.id)
    const next = nextAfter(shown, lead.id)
    setDecidedHere((known) => new Map(known).set(lead.id, lead.version))
    setRefusals((known) => without(known, lead.id))
    if (next) select(next)
    const answer = await send(lead.id, form)
    sentIds.current.delete(lead.id)
    if (answer.ok) {
      const decided = { id: lead.id, version: answer.version, title: answer.title }
      setLastDecision(decided)
      const undo = { label: 'Undo', act: () => void takeBack(decided) }
      return showToast(`${STATE_WORDS[answer.state]}: ${answer.title}`, 'good', undo)
    }
    setDecidedHere((known) => without(known, lead.id))
    setRefusals((known) => new Map(known).set(lead.id, answer))
    showToast(`Not saved: ${lead.extracted.title ?? 'lead'}. ${answer.error}`, 'bad')
    if (answer.reason && STALE_REASONS.includes(answer.reason)) revalidate()
    else select(lead.id)
  }

  const takeBack = async ({ id, version, title }: DecidedLead) => {
    if (sentIds.current.has(id)) return
    sentIds.current.add(id)
    const form = new FormData()
    form.set('decision', 'take-back')
    form.set('leadId', id)
    form.set('version', String(version))
    const answer = await send(id, form)
    sentIds.current.delete(id)
    setLastDecision((known) => (known?.id === id ? null : known))
    if (answer.ok) showToast(`Taken back: ${title}. It is now: ${STATE_WORDS[answer.state].toLowerCase()}.`)
    else showToast(`Not taken back: ${title}. ${answer.error}`, 'bad')
    // Another version of it stands in the lists now, or they are not what this page holds.
    revalidate()
    if (answer.ok && answer.state === state) select(id)
  }

  return {
    ...news,
    lastDecision,
    takeBack: (decided) => void takeBack(decided),
    leads: shown,
    selected,
    waiting,
    waitingNow: countWaiting(total, leads, shown, news),
    roomState,
    refusals,
    select,
    step: (step) => {
      const id = neighbour(shown, selected?.id ?? null, step)
      if (id) select(id)
    },
    decide: (lead, form) => void decide(lead, form),
    reload: revalidate,
  }
}

async function send(leadId: string, form: FormData): Promise<DecisionAnswer> {
  const typed = Object.fromEntries([...form].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])))
  const refuse = (error: string): DecisionAnswer => ({ leadId, ok: false, reason: null, error, errors: {}, values: typed })
  try {
    const response = await fetch(DECIDE_AT, { method: 'POST', body: form, signal: AbortSignal.timeout(TIMEOUT_MS) })
    const answer: unknown = await response.json()
    return isAnswer(answer) ? answer : refuse('The server gave no answer that can be read. Try again.')
  } catch {
    return refuse('The server could not be reached. Nothing is lost; try again.')
  }
}

function isAnswer(answer: unknown): answer is DecisionAnswer {
  return typeof answer === 'object' && answer !== null && 'ok' in answer && 'leadId' in answer
}

function without<T>(map: ReadonlyMap<string, T>, key: string): ReadonlyMap<string, T> {
  const rest = new Map(map)
  rest.delete(key)
  return rest
}
