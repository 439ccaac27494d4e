import { expect, test } from 'vitest'
import { newWorld } from '../../test/world'
import { answerImport } from './answer-import.server'
import { decodeCsv } from './read-csv.server'

const CSV = 'Job Title,Company,List,Notes\r\nBaker,Wren,Applied,"one\r\ntwo"\r\nCook,Fitch,Nowhere,\r\nBaker,Wren,Applied,\r\n'

function formOf(fields: Record<string, string | Blob>): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  return form
}

test('a file is looked at, saved and taken back, its text travelling from form to form', async () => {
  await using world = await newWorld()
  const anna = await world.person('Anna')
  const api = anna.api.applications
  const { answer: looked } = await answerImport(formOf({ file: new File([CSV], 'huntr.csv') }), api)
  if (looked.step !== 'preview') throw new Error(looked.step)
  expect(looked).toMatchObject({ name: 'huntr.csv', error: null, preview: { format: 'huntr', rows: 3, ready: 1 } })
  expect(looked.preview.errors).toMatchObject([{ field: 'stage' }])
  expect(looked.preview.duplicates).toMatchObject([{ ofLine: 2 }])
  // A browser sends line ends as CRLF, whatever they were.
  const form = { csv: looked.csv.replace(/\n/g, '\r\n'), 'map.title': 'Job Title', 'map.companyName': 'Company', 'map.note': 'Notes' }
  const { answer: done } = await answerImport(formOf({ ...form, intent: 'commit', withDuplicates: 'on' }), api)
  if (done.step !== 'done') throw new Error(done.step)
  expect(done.result).toMatchObject({ saved: 3, errors: [] })
  const { answer: again } = await answerImport(formOf({ ...form, csv: looked.csv, intent: 'commit', withDuplicates: 'on' }), api)
  expect(again).toMatchObject({ step: 'done', result: { saved: 0, alreadySaved: 3 } })
  const { answer: undone } = await answerImport(formOf({ intent: 'undo', batchId: done.result.batchId }), api)
  expect(undone).toEqual({ step: 'undone', count: 3, stayed: 0 })
  expect((await api.list({})).total).toBe(0)
})

test('columns that do not fit are told, and what was looked at stays', async () => {
  await using world = await newWorld()
  const anna = await world.person('Anna')
  const api = {
    previewImport: anna.api.applications.previewImport,
    undo: anna.api.applications.undo,
    commitImport: async () => {
      throw Response.json({ code: 'invalid', status: 400, title: 'Say which column holds the title of the job.' }, { status: 400 })
    },
  }
  const { answer, status } = await answerImport(formOf({ csv: CSV, 'map.title': '', intent: 'commit' }), api)
  expect([answer, status]).toMatchObject([{ step: 'preview', error: 'Say which column holds the title of the job.' }, 400])
  const empty = await answerImport(formOf({ file: new File([], 'none.csv') }), anna.api.applications)
  expect(empty).toMatchObject({ answer: { step: 'refused', error: 'Choose a CSV file first.' }, status: 400 })
})

test.each([
  ['UTF-8', new TextEncoder().encode('\uFEFFKöln\r\n')],
  [
    'UTF-16 with its mark',
    new Uint8Array([0xff, 0xfe, ...'Köln\r'].flatMap((one) => (typeof one === 'string' ? [one.charCodeAt(0), 0] : one))),
  ],
  ['Windows', new Uint8Array([0x4b, 0xf6, 0x6c, 0x6e, 0x0a])],
])('a file in %s is read', (_, bytes) => {
  expect(decodeCsv(bytes)).toBe('Köln\n')
})
