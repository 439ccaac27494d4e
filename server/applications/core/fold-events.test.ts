import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ApplicationChange } from '../../../contract/applications'
import { STAGE_GROUPS } from '../../../contract/stages'
import { type FoldedEvent, findUndone, foldEvents } from './fold-events'
import { refusalToUndo } from './undo'

const DAY_MS = 86_400_000
const START_MS = Date.parse('2026-11-01T00:00:00.000Z')
const at = (day: number) => new Date(START_MS + day * DAY_MS).toISOString()
const placement = (group: (typeof STAGE_GROUPS)[number], rank = 'a0') => ({
  group,
  stageId: null,
  rank,
  outcome: group === 'closed' ? { kind: 'rejected' as const, reason: 'pay' as const } : null,
})
const FIELDS = { title: 'Baker', companyName: null, places: [], url: null, source: 'own', priority: null, tags: [], resumeVersionId: null }
const SAVED: ApplicationChange = { kind: 'saved', to: placement('preparing'), fields: FIELDS, appliedAt: null }
const history = (...changes: ApplicationChange[]): FoldedEvent[] =>
  changes.map((change, index) => ({ id: `e${index + 1}`, seq: index + 1, change, happenedAt: at(index), learnedAt: at(index) }))

test('a corrected date counts as if it had been right, and its correction can be taken back', () => {
  const applied: ApplicationChange = { kind: 'moved', from: placement('preparing'), to: placement('applied') }
  const corrected: ApplicationChange = { kind: 'date-corrected', eventId: 'e2', from: at(1), to: at(-5) }
  const undone: ApplicationChange = { kind: 'undone', eventId: 'e3', of: 'date-corrected' }
  expect(foldEvents(history(SAVED, applied)).appliedAtMs).toBe(Date.parse(at(1)))
  expect(foldEvents(history(SAVED, applied, corrected)).appliedAtMs).toBe(Date.parse(at(-5)))
  expect(foldEvents(history(SAVED, applied, corrected, undone)).appliedAtMs).toBe(Date.parse(at(1)))
})

test('taking back that it was saved removes it; taking that back brings it back', () => {
  const unsaved: ApplicationChange = { kind: 'undone', eventId: 'e1', of: 'saved' }
  const again: ApplicationChange = { kind: 'undone', eventId: 'e2', of: 'undone' }
  expect(foldEvents(history(SAVED, unsaved)).removedAtMs).toBe(Date.parse(at(1)))
  expect(foldEvents(history(SAVED, unsaved, again)).removedAtMs).toBeNull()
})

test('the first answer is counted from applying, and only a sign of the employer is one', () => {
  const applied: ApplicationChange = { kind: 'moved', from: placement('preparing'), to: placement('applied') }
  const ghosted: ApplicationChange = {
    kind: 'moved',
    from: placement('applied'),
    to: { ...placement('closed'), outcome: { kind: 'ghosted', reason: 'no-answer' } },
  }
  const rejected: ApplicationChange = { kind: 'moved', from: placement('applied'), to: placement('closed') }
  expect(foldEvents(history(SAVED, applied, ghosted)).answeredAtMs).toBeNull()
  expect(foldEvents(history(SAVED, applied, rejected)).answeredAtMs).toBe(Date.parse(at(2)))
})

const change = fc.oneof(
  fc.record({ kind: fc.constant('moved' as const), group: fc.constantFrom(...STAGE_GROUPS) }),
  fc.record({ kind: fc.constant('changed' as const), priority: fc.constantFrom(1, 2, 3, null) }),
  fc.record({ kind: fc.constant('reordered' as const), rank: fc.constantFrom('a1', 'a2', 'a3') }),
  fc.record({ kind: fc.constant('removed' as const) }),
  fc.record({ kind: fc.constant('undone' as const), target: fc.nat(30) }),
)

test('whatever is undone that may be undone leaves the state as if it had never been', () => {
  fc.assert(
    fc.property(fc.array(change, { maxLength: 25 }), (drawn) => {
      let events = history(SAVED)
      for (const next of drawn) {
        const state = foldEvents(events)
        const seq = events.length + 1
        const made: ApplicationChange | null =
          next.kind === 'moved'
            ? { kind: 'moved', from: { ...placement(state.group, state.rank), outcome: state.outcome }, to: placement(next.group) }
            : next.kind === 'changed'
              ? { kind: 'changed', from: { priority: state.fields.priority }, to: { priority: next.priority } }
              : next.kind === 'reordered'
                ? { kind: 'reordered', stage: { group: state.group, stageId: null }, fromRank: state.rank, rank: next.rank }
                : next.kind === 'removed'
                  ? { kind: state.removedAtMs === null ? 'removed' : 'restored' }
                  : undoOf(events, next.target)
        if (made === null) continue
        const grown = [...events, { id: `e${seq}`, seq, change: made, happenedAt: at(seq), learnedAt: at(seq) }]
        if (made.kind === 'undone' && events.find((event) => event.id === made.eventId)?.change.kind !== 'undone') {
          const undone = new Set([...findUndone(grown).keys()])
          const without = grown.filter((event) => event.change.kind !== 'undone' && (!undone.has(event.id) || event.seq === 1))
          expect({ ...foldEvents(grown), removedAtMs: null }).toEqual({ ...foldEvents(without), removedAtMs: null })
        }
        events = grown
      }
    }),
  )
})

function undoOf(events: FoldedEvent[], target: number): ApplicationChange | null {
  const event = events[target % events.length]
  return event && refusalToUndo(events, event.id) === null ? { kind: 'undone', eventId: event.id, of: event.change.kind } : null
}
