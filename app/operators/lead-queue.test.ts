import { expect, test } from 'vitest'
import type { Lead, LeadState } from '../../contract/leads'
import type { LiveEvent } from '../../contract/live'
import { countWaiting, isLikelyScam, neighbour, newsOf, nextAfter, visibleLeads } from './lead-queue'

const idOf = (letter: string) => `led_${letter.repeat(32)}`

function lead(letter: string, version = 1): Lead {
  return {
    id: idOf(letter),
    postId: `pst_${letter.repeat(32)}`,
    jobId: null,
    source: 'facebook',
    sourceUrl: null,
    text: 'A post.',
    state: 'queued',
    score: {
      verdict: 'offer',
      confidenceRatio: 0.7,
      probabilities: { offer: 0.7, seeking: 0.1, chatter: 0.1, scam: 0.1 },
      modelVersion: '1',
      reasons: [],
    },
    extracted: {
      title: 'Baker',
      company: null,
      places: [],
      remote: null,
      remoteRegions: [],
      salary: null,
      employmentType: null,
      seniority: null,
      skills: [],
      applyUrl: null,
      contact: null,
      language: 'en',
      evidence: [],
    },
    receivedAt: '2026-11-21T10:00:00.000Z',
    postedAt: null,
    decidedAt: null,
    decidedBy: null,
    version,
  }
}

function event(letter: string, type: 'lead.read' | 'lead.decided', state: LeadState, version: number): LiveEvent {
  return {
    room: 'operators/all',
    seq: version,
    type,
    version,
    at: '2026-11-21T10:00:00.000Z',
    data: {
      leadId: idOf(letter),
      state,
      verdict: 'offer',
      source: 'facebook',
      title: 'Baker',
      receivedAt: '2026-11-21T10:00:00.000Z',
      readAt: '2026-11-21T10:00:00.000Z',
    },
  }
}

const queue = [lead('a'), lead('b'), lead('c')]

test('new leads of this state are counted once, and not those that left it again', () => {
  const news = newsOf(queue, 'queued', [
    event('d', 'lead.read', 'queued', 1),
    event('d', 'lead.read', 'queued', 2),
    event('e', 'lead.read', 'published', 1),
    event('f', 'lead.read', 'queued', 1),
    event('f', 'lead.decided', 'confirmed', 2),
  ])
  expect(news.newCount).toBe(1)
})

test('a shown lead that somebody else decided, or whose post was edited, says so; old news says nothing', () => {
  const news = newsOf([lead('a'), lead('b'), lead('c', 5)], 'queued', [
    event('a', 'lead.decided', 'rejected', 2),
    event('b', 'lead.read', 'queued', 2),
    event('c', 'lead.read', 'queued', 4),
  ])
  expect([...news.decided]).toEqual([[idOf('a'), 'rejected']])
  expect([...news.editedIds]).toEqual([idOf('b')])
})

test('a lead decided here leaves at once, and comes back when its post is edited after that', () => {
  const decidedHere = new Map([[idOf('b'), 1]])
  expect(visibleLeads(queue, decidedHere).map((each) => each.id)).toEqual([idOf('a'), idOf('c')])
  expect(visibleLeads([lead('b', 3)], decidedHere)).toHaveLength(1)
})

test('a decision made here counts once, before and after its own event comes back', () => {
  const shown = visibleLeads(queue, new Map([[idOf('b'), 1]]))
  expect(countWaiting(10, queue, shown, newsOf(queue, 'queued', []))).toBe(9)
  const own = event('b', 'lead.decided', 'confirmed', 2)
  expect(countWaiting(10, queue, shown, newsOf(queue, 'queued', [own]))).toBe(9)
  const byAnother = event('c', 'lead.decided', 'rejected', 2)
  expect(countWaiting(10, queue, shown, newsOf(queue, 'queued', [own, byAnother, event('d', 'lead.read', 'queued', 1)]))).toBe(9)
})

test('a lead read as a scam, or as likely as not one, is not approved by one key', () => {
  const { score } = lead('a')
  expect(isLikelyScam(score)).toBe(false)
  expect(isLikelyScam({ ...score, verdict: 'scam' })).toBe(true)
  expect(isLikelyScam({ ...score, probabilities: { ...score.probabilities, scam: 0.5 } })).toBe(true)
})

test('j and k stop at the ends, and deciding goes on to the next lead', () => {
  expect(neighbour(queue, idOf('a'), 1)).toBe(idOf('b'))
  expect(neighbour(queue, idOf('a'), -1)).toBe(idOf('a'))
  expect(neighbour(queue, idOf('c'), 1)).toBe(idOf('c'))
  expect(neighbour(queue, null, 1)).toBe(idOf('a'))
  expect(neighbour([], null, 1)).toBeNull()
  expect(nextAfter(queue, idOf('b'))).toBe(idOf('c'))
  expect(nextAfter(queue, idOf('c'))).toBe(idOf('b'))
  expect(nextAfter([lead('a')], idOf('a'))).toBeNull()
})
