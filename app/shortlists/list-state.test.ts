import { expect, test } from 'vitest'
import type { LiveEvent } from '../../contract/live'
import type { ShortlistEntry, ShortlistView } from '../../contract/shortlists'
import { afterAt, afterStep, applyEvent, castVote, linesShown, listOf, readAgain } from './list-state'

const entryOf = (id: string, rank: string, version = 1): ShortlistEntry => ({
  id,
  shortlistId: 'sho',
  applicationId: `app-${id}`,
  rank,
  votes: { yes: 0, maybe: 0, no: 0 },
  commentCount: 0,
  version,
})
function viewOf(entries: ShortlistEntry[], eventSeq = 10): ShortlistView {
  const card = { name: null, headline: null, summary: null, places: [], skills: [], work: [], education: [], languages: [] }
  const more = { applicationId: '', label: 'Candidate 1', group: 'applied' as const, appliedAt: '', hasResume: false }
  return {
    shortlist: {
      id: 'sho',
      organisationId: 'org',
      postingId: 'pos',
      name: 'Final round',
      isAnonymous: false,
      version: 1,
      eventSeq,
      createdAt: '',
      closedAt: null,
    },
    organisationName: '',
    postingTitle: '',
    right: 'edit',
    me: { key: 'me', name: 'Anna', role: 'owner' },
    lines: entries.map((entry) => ({ entry, card: { ...card, ...more }, myVote: null })),
    members: [],
  }
}
const changed = (entry: ShortlistEntry, eventSeq: number): LiveEvent => ({
  room: 'shortlist/sho',
  seq: eventSeq,
  type: 'shortlist.entry-changed',
  version: entry.version,
  data: { entry, by: null, eventSeq },
  at: '',
})
const three = () => listOf(viewOf([entryOf('a', 'a0'), entryOf('b', 'a1'), entryOf('c', 'a2')]))
const order = (state: ReturnType<typeof three>) => linesShown(state).map(({ entry }) => entry.id)
const move = { batchId: 'bat', entryId: 'c', afterEntryId: null, reason: '', baseSeq: 10, state: 'saving' as const }

test('a move stands at once, its confirmation changes nothing more, and an older event is no news', () => {
  const moved = { ...three(), pending: [move] }
  expect(order(moved)).toEqual(['c', 'a', 'b'])
  const confirmed = applyEvent({ ...moved, pending: [] }, changed(entryOf('c', 'Zz', 2), 11))
  if (confirmed === 'reload') throw new Error('It was known.')
  expect(order(confirmed)).toEqual(['c', 'a', 'b'])
  expect(applyEvent(confirmed, changed(entryOf('c', 'a2', 1), 11))).toMatchObject({ lines: confirmed.lines })
})

test('a move stays on top of what others do meanwhile', () => {
  const state = applyEvent({ ...three(), pending: [move] }, changed(entryOf('a', 'a5', 2), 11))
  if (state === 'reload') throw new Error('It was known.')
  expect(order(state)).toEqual(['c', 'b', 'a'])
})

test('an entry that is not shown is read, one that was removed is not brought back by older news', () => {
  const state = three()
  expect(applyEvent(state, changed(entryOf('new', 'a9'), 11))).toBe('reload')
  const gone = applyEvent(state, {
    room: 'shortlist/sho',
    seq: 12,
    type: 'shortlist.entry-removed',
    version: 3,
    data: { entryId: 'b', by: null, eventSeq: 12 },
    at: '',
  })
  if (gone === 'reload') throw new Error('It was known.')
  expect(order(gone)).toEqual(['a', 'c'])
  expect(applyEvent(gone, changed(entryOf('b', 'a1', 2), 11))).not.toBe('reload')
})

test('what was read a moment ago does not put back what the room told since', () => {
  const newer = applyEvent(three(), changed(entryOf('a', 'a9', 4), 14))
  if (newer === 'reload') throw new Error('It was known.')
  expect(order(readAgain(newer, viewOf([entryOf('a', 'a0'), entryOf('b', 'a1'), entryOf('c', 'a2')], 12)))).toEqual(['b', 'c', 'a'])
})

test('a vote counts at once, in place of the one before', () => {
  const voted = castVote(castVote(three(), 'a', 'yes'), 'a', 'no')
  expect(voted.lines.get('a')).toMatchObject({ myVote: 'no', entry: { votes: { yes: 0, maybe: 0, no: 1 } } })
})

test.each([
  [0, null],
  [1, null],
  [2, 'b'],
  [3, 'c'],
])('let go before line %i, the first one comes to stand after %s', (index, after) => {
  expect(afterAt(linesShown(three()), 'a', index)).toBe(after)
})

test('a step up or down stops at the ends', () => {
  const lines = linesShown(three())
  expect([afterStep(lines, 'b', -1), afterStep(lines, 'b', 1), afterStep(lines, 'a', -1), afterStep(lines, 'c', 1)]).toEqual([
    null,
    'c',
    null,
    'b',
  ])
})

test('what leaves while the list is read anew does not come back with the reading', () => {
  const removed: LiveEvent = {
    room: 'shortlist/sho',
    seq: 11,
    type: 'shortlist.entry-removed',
    version: 2,
    data: { entryId: 'b', by: null, eventSeq: 11 },
    at: '',
  }
  const state = applyEvent(three(), removed)
  if (state === 'reload') throw new Error('It was known.')
  const asBefore = viewOf([entryOf('a', 'a0'), entryOf('b', 'a1'), entryOf('c', 'a2')])
  expect(order(readAgain(state, asBefore))).toEqual(['a', 'c'])
  expect(order(readAgain(readAgain(state, asBefore), viewOf([entryOf('a', 'a0'), entryOf('b', 'a3', 3), entryOf('c', 'a2')], 12)))).toEqual(
    ['a', 'c', 'b'],
  )
})
