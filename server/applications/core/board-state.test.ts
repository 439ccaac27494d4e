import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ApplicationCard } from '../../../contract/applications'
import { STAGE_GROUPS } from '../../../contract/stages'
import {
  applyBoardEvent,
  applyCard,
  boardOf,
  cardsShown,
  columnOf,
  confirmMove,
  type PendingMove,
  refuseMove,
  startMove,
} from './board-state'
import { rankAfter } from './rank'

const AT = '2026-11-21T10:00:00.000Z'
const id = (n: number) => `app_${n.toString(16).padStart(32, '0')}`
const card = (n: number, over: Partial<ApplicationCard> = {}): ApplicationCard => ({
  id: id(n),
  jobId: null,
  title: `Job ${n}`,
  companyName: null,
  places: [],
  remote: null,
  salary: null,
  url: null,
  source: 'own',
  version: 1,
  group: 'preparing',
  stageId: null,
  rank: `a${n}`,
  stageSince: AT,
  outcome: null,
  priority: null,
  tags: [],
  resumeVersionId: null,
  appliedAt: null,
  savedAt: AT,
  updatedAt: AT,
  nextAction: null,
  nextInterview: null,
  employer: null,
  removedAt: null,
  ...over,
})
const move = (n: number, over: Partial<PendingMove> = {}): PendingMove => ({
  batchId: `bat_${n}`,
  applicationId: id(n),
  to: { group: 'applied', stageId: null },
  at: AT,
  ...over,
})
const titles = (cards: ReadonlyMap<string, ApplicationCard>, group: (typeof STAGE_GROUPS)[number]) =>
  columnOf(cards, { group, stageId: null }).map(({ title }) => title)

test('a move is shown at once, confirmed by the answer, and its own echo changes nothing', () => {
  const started = startMove(boardOf([card(1), card(2)]), move(1))
  expect(titles(cardsShown(started), 'applied')).toEqual(['Job 1'])
  const answer = card(1, { group: 'applied', version: 2, rank: 'a0' })
  const confirmed = confirmMove(started, 'bat_1', answer)
  expect(confirmed.pending).toEqual([])
  const echo = applyBoardEvent(confirmed, {
    room: 'person/x',
    seq: 1,
    type: 'application.changed',
    version: 2,
    data: { card: answer },
    at: AT,
  })
  expect(echo).toBe(confirmed)
})

test('a refused move goes back alone: other moves and newer cards stay', () => {
  const state = [move(1), move(2)].reduce(startMove, boardOf([card(1), card(2), card(3)]))
  const newer = applyCard(state, card(3, { version: 5, group: 'offer' }))
  const refused = refuseMove(newer, 'bat_1')
  expect(titles(cardsShown(refused), 'preparing')).toEqual(['Job 1'])
  expect(titles(cardsShown(refused), 'applied')).toEqual(['Job 2'])
  expect(titles(cardsShown(refused), 'offer')).toEqual(['Job 3'])
})

test('events in any order and any number leave the newest card', () => {
  const versions = [1, 2, 3, 4].map((version) => card(1, { version, group: STAGE_GROUPS[version] ?? 'closed' }))
  fc.assert(
    fc.property(fc.shuffledSubarray([...versions, ...versions], { minLength: 8, maxLength: 8 }), (delivered) => {
      expect(delivered.reduce(applyCard, boardOf([])).cards.get(id(1))).toEqual(versions[3])
    }),
  )
})

test('a card that was removed does not come back with an older event', () => {
  const state = boardOf([card(1, { version: 3 })])
  const removed = applyBoardEvent(state, {
    room: 'r',
    seq: 2,
    type: 'application.removed',
    version: 4,
    data: { applicationId: id(1) },
    at: AT,
  })
  if (removed === 'reload') throw new Error('One removal needs no reload.')
  expect(cardsShown(applyCard(removed, card(1, { version: 3 }))).size).toBe(0)
})

test('any number of moves keeps every card once, each right behind the one it was dropped on', () => {
  const drop = fc.record({ moved: fc.integer({ min: 1, max: 8 }), after: fc.integer({ min: 0, max: 8 }) })
  fc.assert(
    fc.property(fc.array(drop, { maxLength: 30 }), (drops) => {
      let state = boardOf(Array.from({ length: 8 }, (_, index) => card(index + 1)))
      for (const [at, { moved, after }] of drops.entries()) {
        if (moved === after) continue
        const to = { group: 'preparing' as const, stageId: null }
        state = startMove(state, { ...move(moved), batchId: `bat_${at}`, to, afterId: after === 0 ? null : id(after) })
        const order = columnOf(cardsShown(state), to).map((shown) => shown.id)
        expect(new Set(order).size).toBe(8)
        expect(order.indexOf(id(moved))).toBe(after === 0 ? 0 : order.indexOf(id(after)) + 1)
      }
    }),
  )
})

test('behind a card whose rank another shares, it comes after both', () => {
  const column = [
    { id: 'x', rank: 'a1' },
    { id: 'y', rank: 'a1' },
    { id: 'z', rank: 'a2' },
  ]
  const rank = rankAfter(column, 'x')
  expect(rank > 'a1' && rank < 'a2').toBe(true)
})
