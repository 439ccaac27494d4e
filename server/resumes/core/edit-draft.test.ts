import { expect, test } from 'vitest'
import { draftOf, resumeOf } from './draft'
import { historyOf, makeEdit, redoEdit, undoEdit } from './edit-draft'

const work = (history: ReturnType<typeof historyOf>) => resumeOf(history.now).resume?.work?.map(({ name }) => name)
const start = () => historyOf(draftOf({ work: [{ name: 'A' }, { name: 'B' }, { name: 'C' }] }))

test('entries are added, changed, moved and removed, and each step can be taken back and made again', () => {
  const moved = makeEdit(start(), { kind: 'move', part: 'work', entryKey: 'work.0', by: 1 })
  expect(work(moved)).toEqual(['B', 'A', 'C'])
  const removed = makeEdit(moved, { kind: 'remove', part: 'work', entryKey: 'work.2' })
  const added = makeEdit(removed, { kind: 'add', part: 'work', entryKey: 'work.3' })
  const typed = makeEdit(added, { kind: 'set', part: 'work', entryKey: 'work.3', field: 'name', value: 'D' })
  expect(work(typed)).toEqual(['B', 'A', 'D'])
  const back = [1, 2, 3, 4].reduce((history) => undoEdit(history), typed)
  expect(back.now).toEqual(start().now)
  expect(undoEdit(back)).toBe(back)
  const again = [1, 2, 3, 4].reduce((history) => redoEdit(history), back)
  expect(again.now).toEqual(typed.now)
  expect(redoEdit(again)).toBe(again)
})

test('typing on in one field is one step, and an edit ends what could be made again', () => {
  const type = (history: ReturnType<typeof historyOf>, value: string) =>
    makeEdit(history, { kind: 'set', part: 'work', entryKey: 'work.0', field: 'name', value })
  const typed = type(type(type(start(), 'Ab'), 'Abc'), 'Abcd')
  expect(work(undoEdit(typed))?.[0]).toBe('A')
  expect(redoEdit(type(undoEdit(typed), 'X')).now.parts.work[0]?.values.name).toBe('X')
})

test('what is first cannot move up, nor what is last down', () => {
  const history = start()
  expect(makeEdit(history, { kind: 'move', part: 'work', entryKey: 'work.0', by: -1 })).toBe(history)
  expect(makeEdit(history, { kind: 'move', part: 'work', entryKey: 'work.2', by: 1 })).toBe(history)
})
