import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { OfflineMove, ShortlistChange, Vote } from '../../../contract/shortlists'
import { compareRanked, ranksBetween } from '../../applications/core/rank'
import { mergeMoves } from './merge-moves'
import { newReplay } from './replay'
import { applyChange, EMPTY_SHORTLIST, foldChanges, orderOf, rankOfMove, rewindRanks, type ShortlistState } from './shortlist-state'

/** A shortlist kept the plain way: one list in order, one entry after the other. What a replay must add up to. */
interface Plain {
  order: string[]
  votes: Record<string, Record<string, Vote>>
}
type Step = { act: 'add' | 'move' | 'remove' | 'vote'; who: number; to: number; voter: number; vote: Vote | null }
const step: fc.Arbitrary<Step> = fc.record({
  act: fc.constantFrom('add', 'move', 'move', 'move', 'remove', 'vote', 'vote'),
  who: fc.nat(59),
  to: fc.nat(60),
  voter: fc.nat(4),
  vote: fc.constantFrom('yes', 'maybe', 'no', null),
})

/** One random step, as the change that the product would write and on the plain list. `null`: it would be refused or change nothing. */
function carryOut(state: ShortlistState, plain: Plain, { act, who, to, voter, vote }: Step): ShortlistChange | null {
  const entryId = `e${who}`
  const isThere = plain.order.includes(entryId)
  const others = plain.order.filter((id) => id !== entryId)
  const at = Math.min(to, others.length)
  const after = others[at - 1] ?? null
  const present = orderOf(state)
  if (act === 'add' && !isThere) {
    const rank = rankOfMove(present, entryId, after) ?? ''
    plain.order = others.toSpliced(at, 0, entryId)
    return { kind: 'added', entryId, applicationId: `a${who}`, rank, reason: '' }
  }
  if (!isThere) return null
  const from = state.entries.get(entryId)?.rank ?? ''
  switch (act) {
    case 'move': {
      const rank = rankOfMove(present, entryId, after)
      plain.order = others.toSpliced(at, 0, entryId)
      return rank === null ? null : { kind: 'moved', entryId, from, to: rank, reason: '' }
    }
    case 'remove':
      plain.order = others
      return { kind: 'removed', entryId, rank: from, reason: 'no' }
    case 'vote': {
      const by = `p${voter}`
      plain.votes[entryId] ??= {}
      const held = plain.votes[entryId]
      const before = held[by] ?? null
      if (before === vote) return null
      if (vote === null) delete held[by]
      else held[by] = vote
      return { kind: 'voted', entryId, by, from: before, to: vote }
    }
    default:
      return null
  }
}

test('10,000 random changes replay to exactly what a plainly kept list holds, at each of 100 checkpoints', () => {
  const [steps = []] = fc.sample(fc.array(step, { minLength: 24_000, maxLength: 24_000, size: 'max' }), { numRuns: 1, seed: 20_261_121 })
  const plain: Plain = { order: [], votes: {} }
  const history: ShortlistChange[] = []
  let state = EMPTY_SHORTLIST
  for (const each of steps) {
    const change = carryOut(state, plain, each)
    if (change === null) continue
    history.push(change)
    state = applyChange(state, change)
    if (history.length % 100 !== 0) continue
    const replayed = history.length % 1_000 === 0 ? foldChanges(history) : state
    expect(orderOf(replayed).map(({ id }) => id)).toEqual(plain.order)
    for (const { id, votes } of orderOf(replayed)) expect(Object.fromEntries(votes)).toEqual(plain.votes[id] ?? {})
    if (history.length === 10_000) break
  }
  expect(history).toHaveLength(10_000)
})

test('going back over changes gives the ranks of before', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), fc.array(step, { maxLength: 40 }), (before, after) => {
      const plain: Plain = { order: [], votes: {} }
      const run = (start: ShortlistState, steps: Step[]) => {
        const changes: ShortlistChange[] = []
        let state = start
        for (const each of steps) {
          const change = carryOut(state, plain, each)
          if (change) changes.push(change)
          if (change) state = applyChange(state, change)
        }
        return { state, changes }
      }
      const base = run(EMPTY_SHORTLIST, before).state
      const { state, changes } = run(base, after)
      const then = rewindRanks(state.entries, changes)
      const present = [...then].flatMap(([id, { rank, isRemoved }]) => (isRemoved ? [] : [{ id, rank }])).sort(compareRanked)
      expect(present).toEqual(orderOf(base).map(({ id, rank }) => ({ id, rank })))
    }),
    { numRuns: 300 },
  )
})

test('offline moves of two people merge to the same order whoever comes back first; only what both moved is a conflict', () => {
  const move = fc.record({ entry: fc.nat(11), after: fc.nat(12) })
  fc.assert(
    fc.property(fc.array(move, { maxLength: 20 }), fc.array(move, { maxLength: 20 }), (annas, borises) => {
      const ids = Array.from({ length: 12 }, (_, index) => `e${index}`)
      const ranks = ranksBetween(null, null, ids.length)
      const base = new Map(ids.map((id, index) => [id, { rank: ranks[index] ?? '', isRemoved: false }]))
      const movesOf = (who: string, moves: { entry: number; after: number }[], overrides = false): OfflineMove[] =>
        moves.map(({ entry, after }, index) => ({
          entryId: `e${entry}`,
          afterEntryId: after === 12 ? null : `e${after}`,
          reason: '',
          batchId: `${who}${index}`,
          overrides,
        }))
      const meet = (first: OfflineMove[], second: OfflineMove[]) => {
        const one = mergeMoves({ now: base, moves: first, known: new Set(), since: [] })
        const between = new Map(base)
        for (const { entryId, to } of one.moved) between.set(entryId, { rank: to, isRemoved: false })
        const since = one.moved.map(({ batchId: _, ...change }) => ({
          change: { kind: 'moved' as const, ...change },
          isOwn: false,
          by: null,
          at: '',
        }))
        const two = mergeMoves({ now: between, moves: second, known: new Set(), since })
        const end = new Map(between)
        for (const { entryId, to } of two.moved) end.set(entryId, { rank: to, isRemoved: false })
        return { end, conflicts: two.conflicts.map(({ entryId }) => entryId).sort(), since, between }
      }
      const [anna, boris] = [movesOf('anna', annas), movesOf('boris', borises)]
      const [annaFirst, borisFirst] = [meet(anna, boris), meet(boris, anna)]
      const placeIn = ({ end }: { end: typeof base }, id: string) => end.get(id)?.rank
      for (const id of ids) if (!annaFirst.conflicts.includes(id)) expect(placeIn(annaFirst, id)).toBe(placeIn(borisFirst, id))
      expect(annaFirst.conflicts).toEqual(borisFirst.conflicts)
      // Anna comes second and decides that her place counts: the same as if she had been first.
      const decided = mergeMoves({
        now: borisFirst.between,
        moves: anna.map((each) => ({ ...each, overrides: true })),
        known: new Set(),
        since: borisFirst.since,
      })
      const end = new Map(borisFirst.between)
      for (const { entryId, to } of decided.moved) end.set(entryId, { rank: to, isRemoved: false })
      expect(decided.conflicts).toEqual([])
      for (const id of ids) expect(end.get(id)?.rank).toBe(placeIn(annaFirst, id))
    }),
    { numRuns: 500 },
  )
})

test('a hand on the slider sees at every place what the first changes add up to, in whatever order it asks', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 350 }), fc.array(fc.nat(360), { minLength: 1, maxLength: 12 }), (steps, asked) => {
      const plain: Plain = { order: [], votes: {} }
      let state = EMPTY_SHORTLIST
      const changes: ShortlistChange[] = []
      for (const each of steps) {
        const change = carryOut(state, plain, each)
        if (!change) continue
        changes.push(change)
        state = applyChange(state, change)
      }
      const replay = newReplay(changes)
      for (const at of asked) expect(orderOf(replay(at))).toEqual(orderOf(foldChanges(changes.slice(0, at))))
      expect(orderOf(replay(changes.length)).map(({ id }) => id)).toEqual(plain.order)
    }),
    { numRuns: 60 },
  )
})
