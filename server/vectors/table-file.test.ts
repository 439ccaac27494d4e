import { expect, test } from 'vitest'
import { packTableFile, readTableFile } from './table-file'

test('a table comes back as it was packed, whatever lengths its parts have', () => {
  const file = packTableFile(
    { version: 'v' },
    { text: 'ä\nb', bytes: Int8Array.of(-127, 0, 127), floats: Float32Array.of(0.5, -2), shorts: Uint16Array.of(65_535), none: '' },
  )
  const table = readTableFile(file.buffer, (meta) => meta)
  expect(table.meta).toEqual({ version: 'v' })
  expect(table.text('text')).toBe('ä\nb')
  expect([...table.bytes('bytes')]).toEqual([-127, 0, 127])
  expect([...table.floats('floats')]).toEqual([0.5, -2])
  expect([...table.shorts('shorts')]).toEqual([65_535])
  expect(table.text('none')).toBe('')
})

test('another file, or a part that it lacks, is refused', () => {
  expect(() => readTableFile(new TextEncoder().encode('<!doctype html>').buffer, (meta) => meta)).toThrow('no table of ours')
  expect(() => readTableFile(packTableFile({}, {}).buffer, (meta) => meta).bytes('words')).toThrow('no part words')
})
