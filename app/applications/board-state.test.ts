import { expect, test } from 'vitest'
import type { ApplicationCard } from '../../contract/applications'
import { applyChange, columnsOf, isSamePlace, placeAt, rangeBetween, stepFrom, withPending } from './board-state'

const NOW = '2026-11-21T10:00:00.000Z'
const card = (id: string, group: ApplicationCard['group'], rank: string, more: Partial<ApplicationCard> = {}): ApplicationCard => ({
  id,
  version: 1,
  title: `Job ${id}`,
  companyName: null,
  places: [],
  group,
  stageId: null,
  rank,
  stageSince: '2026-11-01T10:00:00.000Z',
  outcome: null,
  priority: null,
  tags: [],
  source: 'own',
  appliedAt: null,
  jobId: null,
  remote: null,
  salary: null,
  url: null,
  resumeVersionId: null,
  savedAt: '2026-11-01T10:00:00.000Z',
  updatedAt: '2026-11-01T10:00:00.000Z',
  nextAction: null,
  nextInterview: null,
  employer: null,
  removedAt: null,
  ...more,
})
const board = [card('a', 'preparing', 'a0'), card('b', 'preparing', 'a1'), card('c', 'applied', 'a0'), card('d', 'applied', 'a1')]
const idsIn = (cards: ApplicationCard[], group: ApplicationCard['group'], stages: Parameters<typeof columnsOf>[1] = []) =>
  columnsOf(cards, stages)
    .find((column) => column.group === group)
    ?.cards.map(({ id }) => id)
const columnOf = (cards: ApplicationCard[], group: ApplicationCard['group']) => {
  const column = columnsOf(cards, []).find((each) => each.group === group)
  if (!column) throw new Error(`There is no column ${group}.`)
  return column
}

test('a card that is let go between two stands between them, and is applied for from now on', () => {
  const place = placeAt(columnOf(board, 'applied'), 1, ['a'])
  expect(place).toEqual({ group: 'applied', stageId: null, afterId: 'c' })
  const moved = applyChange(board, ['a'], { kind: 'move', to: place }, NOW)
  expect(idsIn(moved, 'applied')).toEqual(['c', 'a', 'd'])
  expect(moved.find(({ id }) => id === 'a')).toMatchObject({ stageSince: NOW, appliedAt: NOW })
  expect(moved[1]).toBe(board[1])
})

test('a card stays where it is when it is let go above or below itself', () => {
  const column = columnOf(board, 'preparing')
  for (const index of [0, 1]) expect(isSamePlace(column, 'a', placeAt(column, index, ['a']))).toBe(true)
  expect(isSamePlace(column, 'a', placeAt(column, 2, ['a']))).toBe(false)
})

test('cards stand by stage, and one that is let go below a card enters its stage', () => {
  const stages = [
    { id: 'late', group: 'applied' as const, name: 'Referred', rank: 'a1', version: 1 },
    { id: 'early', group: 'applied' as const, name: 'Sent', rank: 'a0', version: 1 },
  ]
  const cards = [
    card('x', 'applied', 'a0', { stageId: 'late' }),
    card('y', 'applied', 'a9', { stageId: 'early' }),
    card('z', 'applied', 'a5'),
  ]
  expect(idsIn(cards, 'applied', stages)).toEqual(['z', 'y', 'x'])
  const [, column] = columnsOf(cards, stages)
  expect(column && placeAt(column, 2, ['z'])).toEqual({ group: 'applied', stageId: 'early', afterId: 'y' })
})

test('many that move together come last, in the order they had', () => {
  const moved = applyChange(board, ['a', 'b'], { kind: 'move', to: { group: 'applied', stageId: null } }, NOW)
  expect(idsIn(moved, 'applied')).toEqual(['c', 'd', 'a', 'b'])
})

test('a change that is not told yet lies on top of what the server told in the meantime', () => {
  const pending = [
    { batchId: '1', ids: ['a'], change: { kind: 'fields' as const, priority: 1, addTags: ['far'] }, at: NOW, state: 'saving' as const },
    { batchId: '2', ids: ['b'], change: { kind: 'remove' as const }, at: NOW, state: 'failed' as const },
  ]
  const told = board.with(0, card('a', 'offer', 'a0', { version: 2, tags: ['near'] }))
  const shown = withPending(told, pending)
  expect(shown.find(({ id }) => id === 'a')).toMatchObject({ group: 'offer', priority: 1, tags: ['near', 'far'] })
  expect(shown.some(({ id }) => id === 'b')).toBe(false)
})

test('arrow keys go through a column and over empty ones to the next', () => {
  const columns = columnsOf([...board, card('o', 'offer', 'a0')], [])
  expect(stepFrom(columns, 'a', 'ArrowDown')).toBe('b')
  expect(stepFrom(columns, 'b', 'ArrowDown')).toBeNull()
  expect(stepFrom(columns, 'b', 'ArrowRight')).toBe('d')
  expect(stepFrom(columns, 'd', 'ArrowRight')).toBe('o')
  expect(stepFrom(columns, 'o', 'Home')).toBe('o')
})

test('a range is chosen in either direction, and one alone when there is nothing to reach from', () => {
  expect(rangeBetween(['a', 'b', 'c', 'd'], 'c', 'a')).toEqual(['a', 'b', 'c'])
  expect(rangeBetween(['a', 'b'], null, 'b')).toEqual(['b'])
  expect(rangeBetween(['a', 'b'], 'gone', 'b')).toEqual(['b'])
})
