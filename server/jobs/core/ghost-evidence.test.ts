import { expect, test } from 'vitest'
import { type GhostFacts, ghostEvidence, type Sighting } from './ghost-evidence'

const DAY_MS = 86_400_000
const NOW = Date.parse('2026-11-21T10:00:00.000Z')
const ago = (days: number) => NOW - days * DAY_MS
const on = (days: number) => new Date(ago(days)).toISOString()
const seen = (part: Partial<Sighting> = {}): Sighting => ({
  isThis: false,
  source: 'facebook',
  origin: 'detected',
  foundAtMs: ago(30),
  closedAtMs: null,
  closedBecause: null,
  isSameText: true,
  ...part,
})
const OWN = seen({ isThis: true })
const find = (part: Partial<GhostFacts> = {}) =>
  ghostEvidence({
    nowMs: NOW,
    sinceMs: ago(30),
    likeRoles: null,
    sightings: [OWN],
    text: null,
    applied: { people: 0, unanswered: 0 },
    ...part,
  })

test('nothing is said of a job of which nothing is known, however old it is', () => {
  expect(find({ sinceMs: ago(900) })).toEqual([])
})

test('open far longer than like roles, with how many they are; not when they are few, nor when it is only somewhat longer', () => {
  const likeRoles = { n: 20, medianDays: 20 }
  expect(find({ sinceMs: ago(61), likeRoles })).toEqual([{ kind: 'open-long', since: on(61), days: 61, medianDays: 20, n: 20 }])
  expect(find({ sinceMs: ago(59), likeRoles })).toEqual([])
  expect(find({ sinceMs: ago(44), likeRoles: { n: 20, medianDays: 5 } })).toEqual([])
  expect(find({ sinceMs: ago(200), likeRoles: { n: 19, medianDays: 20 } })).toEqual([])
})

test('the same text again and again on the same site, a week apart at least; other sites and other texts do not count', () => {
  const sightings = [OWN, seen({ foundAtMs: ago(60) }), seen({ foundAtMs: ago(90), closedAtMs: ago(70) })]
  expect(find({ sightings })).toEqual([{ kind: 'reposted', times: 3, source: 'facebook', firstAt: on(90), lastAt: on(30) }])
  for (const other of [{ source: 'reddit' }, { isSameText: false }, { foundAtMs: ago(63) }])
    expect(find({ sightings: [OWN, seen({ foundAtMs: ago(60) }), seen({ foundAtMs: ago(90), ...other })] })).toEqual([])
})

test('the board that listed it for the employer took it down while this copy is still up', () => {
  const board = { source: 'greenhouse', origin: 'synced', foundAtMs: ago(40), closedAtMs: ago(5), closedBecause: 'link-gone' } as const
  expect(find({ sightings: [OWN, seen(board)] })).toEqual([{ kind: 'taken-down-elsewhere', source: 'greenhouse', at: on(5) }])
  const others = [{ closedAtMs: ago(1) }, { closedAtMs: ago(31) }, { closedBecause: 'reported' as const }, { origin: 'detected' as const }]
  for (const other of others) expect(find({ sightings: [OWN, seen({ ...board, ...other })] })).toEqual([])
  // It stands on another board of the employer.
  expect(find({ sightings: [OWN, seen(board), seen({ source: 'lever', origin: 'synced' })] })).toEqual([])
})

test('silence is told of ten people and more, in steps in which nobody can be counted, and only when hardly anybody was answered', () => {
  const people = (all: number, unanswered: number) => find({ applied: { people: all, unanswered } })
  expect(people(9, 9)).toEqual([])
  expect(people(10, 10)).toEqual([{ kind: 'no-answers', people: 10, days: 21 }])
  for (const count of [11, 15, 19]) expect(people(count, count)).toEqual(people(10, 10))
  expect(people(26, 21)).toEqual([{ kind: 'no-answers', people: 20, days: 21 }])
  expect(people(30, 21)).toEqual([])
})

test('an unchanged text is no evidence by itself, and stands beside what is', () => {
  const text = { sinceMs: ago(70), looks: 12 }
  expect(find({ text })).toEqual([])
  const both = find({ text, sinceMs: ago(200), likeRoles: { n: 50, medianDays: 30 } })
  expect(both.map(({ kind }) => kind)).toEqual(['open-long', 'unchanged'])
  expect(both[1]).toEqual({ kind: 'unchanged', since: on(70), looks: 12 })
  for (const weak of [
    { ...text, looks: 4 },
    { ...text, sinceMs: ago(59) },
  ])
    expect(find({ text: weak, sinceMs: ago(200), likeRoles: { n: 50, medianDays: 30 } })).toHaveLength(1)
})
