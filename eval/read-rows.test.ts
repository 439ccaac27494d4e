import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { LabelledPost } from './detection/posts'
import { readRows } from './read-rows'

test('a labelled post needs no source, and what cannot be read is named by file and line', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rows-'))
  const file = join(folder, 'posts.jsonl')
  const post = { id: 'a', text: 'We hire a baker.', label: 'offer' }
  writeFileSync(file, `${JSON.stringify(post)}\n\n`)
  expect(readRows(file, LabelledPost)).toEqual([{ ...post, source: '' }])

  writeFileSync(file, `${JSON.stringify(post)}\n${JSON.stringify({ ...post, label: 'job' })}\n`)
  expect(() => readRows(file, LabelledPost)).toThrow(`${file}, line 2: label: `)
  writeFileSync(file, `${JSON.stringify(post)}\n{"id"\n`)
  expect(() => readRows(file, LabelledPost)).toThrow(`${file}, line 2: this is not JSON.`)
  rmSync(folder, { recursive: true })
  expect(() => readRows(file, LabelledPost)).toThrow(`There is no file ${file}.`)
})
