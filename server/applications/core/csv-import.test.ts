import fc from 'fast-check'
import Papa from 'papaparse'
import { expect, test } from 'vitest'
import { findDuplicates, guessMapping, parseImport } from './csv-import'
import { safeCell } from './safe-cell'

test('a file of Huntr is known by its columns, and its lists become stages', () => {
  const csv = [
    'Job Title,Company,Location,Job Post URL,List,Salary,Date Added,Date Applied,Notes',
    'Pastry Chef,Kestrel Bakery,Lyon,https://kestrel.example/1,Wishlist,,2026-10-01,,',
    'Baker,Heron & Sons,Berlin,https://heron.example/2,Applied,"$50,000 - $60,000 per year",2026-10-01,10/03/2026,Ask for Carla',
    'Cook,Wren,Paris,,Rejected,,2026-09-01,2026-09-02,',
  ].join('\n')
  const { format, errors, rows } = parseImport(csv)
  expect([format, errors]).toEqual(['huntr', []])
  expect(
    rows.map(({ title, group, outcome, appliedAt }) => [title, group, outcome?.kind ?? null, appliedAt?.slice(0, 10) ?? null]),
  ).toEqual([
    ['Pastry Chef', 'preparing', null, null],
    ['Baker', 'applied', null, '2026-10-03'],
    ['Cook', 'closed', 'rejected', '2026-09-02'],
  ])
  expect(rows[1]?.salary).toEqual({ minCents: 5_000_000, maxCents: 6_000_000, currency: 'USD', period: 'year' })
})

test('a file of Teal is known by its columns; excitement becomes priority', () => {
  const csv = [
    'Job Position,Company,Max. Salary,Location,Status,Date Saved,Date Applied,Excitement',
    'Baker,Kestrel,"€48,000",Lyon,Interviewing,"Oct 1, 2026","Oct 2, 2026",5',
    'Cook,Wren,,Paris,Bookmarked,2026-10-01,,2',
  ].join('\n')
  const { format, errors, rows } = parseImport(csv)
  expect([format, errors]).toEqual(['teal', []])
  expect(rows.map(({ title, group, priority, savedAt }) => [title, group, priority, savedAt?.slice(0, 10)])).toEqual([
    ['Baker', 'interview', 1, '2026-10-01'],
    ['Cook', 'preparing', 2, '2026-10-01'],
  ])
})

test('each mistake is told with its line and field, and its row is left out', () => {
  const csv =
    'Title,Company,Stage,Applied at,URL\n,Kestrel,Applied,2026-10-01,\nBaker,Kestrel,Frobnicated,2026-10-01,\nCook,Wren,Applied,31.02.2026,\nChef,Wren,Applied,,javascript:alert(1)\nGood,Wren,Applied,,'
  const { errors, rows } = parseImport(csv)
  expect(errors.map(({ line, field }) => [line, field])).toEqual([
    [2, 'title'],
    [3, 'stage'],
    [4, 'appliedAt'],
    [5, 'url'],
  ])
  expect(rows.map(({ title }) => title)).toEqual(['Good'])
})

test('a mapping given by hand goes before the names; a column that is not there is told', () => {
  const csv = 'Was,Wo\nBäcker,Bäckerei Kestrel'
  expect(parseImport(csv).errors).toMatchObject([{ line: 1, field: 'title' }])
  expect(parseImport(csv, { title: 'Was', companyName: 'Wo' }).rows).toMatchObject([{ title: 'Bäcker', companyName: 'Bäckerei Kestrel' }])
  expect(parseImport(csv, { title: 'Was', place: 'Wohin' }).errors).toMatchObject([{ line: 1, field: 'place' }])
})

test('more than 5,000 rows are refused before any is read', () => {
  const { errors, rows } = parseImport(`Title\n${'Baker\n'.repeat(5_001)}`)
  expect([rows.length, errors.length, errors[0]?.line]).toEqual([0, 1, 1])
})

test('a row repeats another by its address, or by company and title in any spelling', () => {
  const { rows } = parseImport(
    'Title,Company,URL\nBaker,Kestrel GmbH,https://a.example/1?utm=x\nBaker (m/w/d),KESTREL,\nCook,Wren,https://a.example/1\nChef,Wren,',
  )
  const held = [{ id: 'app_held', title: 'Chef', companyName: 'Wren Ltd', url: null }]
  expect(findDuplicates(rows, held)).toEqual([
    { line: 3, applicationId: null, ofLine: 2 },
    { line: 4, applicationId: null, ofLine: 2 },
    { line: 5, applicationId: 'app_held', ofLine: null },
  ])
})

test('no cell of an export is a formula, and it comes back as it was', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string({ minLength: 1 }), fc.constantFrom('=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '=HYPERLINK("x")')),
      (title) => {
        const cell = safeCell(title)
        expect(cell).not.toMatch(/^[=+\-@\t\r]/)
        const trimmed = title.trim()
        if (trimmed === '' || trimmed !== title || title.length > 200 || title.startsWith("'")) return
        const csv = Papa.unparse([['Title'], [cell]])
        expect(parseImport(csv).rows[0]?.title).toBe(title)
      },
    ),
  )
})

test('columns are parted by what parts their names, whatever stands in a cell', () => {
  expect(parseImport('Title\n;#;').rows[0]?.title).toBe(';#;')
  expect(parseImport('Title;Company\nBaker, first;Kestrel').rows[0]).toMatchObject({ title: 'Baker, first', companyName: 'Kestrel' })
})

test('our own export is known whole', () => {
  expect(
    guessMapping(['Numerojobs ID', 'Title', 'Company', 'Location', 'URL', 'Stage', 'Outcome', 'Saved at', 'Applied at', 'Notes']),
  ).toMatchObject({
    title: 'Title',
    companyName: 'Company',
    place: 'Location',
    stage: 'Stage',
    outcome: 'Outcome',
    savedAt: 'Saved at',
    appliedAt: 'Applied at',
    note: 'Notes',
  })
})
