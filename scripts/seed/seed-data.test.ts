import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { parseCsv } from './parse-csv'
import { SeedOpenings, SeedPages, SeedPostings } from './shapes'

const read = (name: string) => readFileSync(new URL(name, import.meta.url))
const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes)
const readJson = (name: string): unknown => JSON.parse(text(read(name)))

test('sixty postings of about twenty-five organisations have the shape that the seed reads', () => {
  const postings = SeedPostings.parse(readJson('postings.json'))
  expect(postings).toHaveLength(60)
  expect(new Set(postings.map((posting) => posting.companyDomain)).size).toBe(25)
  expect(new Set(postings.map((posting) => posting.applyUrl)).size).toBe(60)
})

test('every posting is whole: pay in order and in its text, five sections, 150 to 350 words, still valid', () => {
  for (const posting of SeedPostings.parse(readJson('postings.json'))) {
    const { salary, description } = posting
    expect(salary.max, posting.title).toBeGreaterThanOrEqual(salary.min)
    expect(description, posting.title).toContain(`- ${salary.currency} ${salary.min.toLocaleString('en-US').slice(0, 4)}`)
    expect([...description.matchAll(/^## (.+)$/gm)].map((match) => match[1])).toEqual([
      'About',
      'What you will do',
      'What you bring',
      'What we offer',
      'How we decide',
    ])
    const wordCount = description.split(/\s+/).length
    expect(wordCount, posting.title).toBeGreaterThanOrEqual(150)
    expect(wordCount, posting.title).toBeLessThanOrEqual(350)
    expect(posting.postedDaysAgo, posting.title).toBeLessThan(posting.validDays)
    expect(posting.remote === 'remote' || posting.places.length > 0, posting.title).toBe(true)
    expect(posting.remote !== 'remote' || posting.remoteRegions.length > 0, posting.title).toBe(true)
  }
})

test('8,000 openings are facts only, each once, at most 25 a company, in less than 700 kB', () => {
  const bytes = read('openings.json.gz')
  expect(bytes.length).toBeLessThan(700_000)
  const { openings } = SeedOpenings.parse(JSON.parse(text(gunzipSync(bytes))))
  expect(openings).toHaveLength(8_000)
  expect(new Set(openings.map((opening) => opening.url)).size).toBe(8_000)
  expect(new Set(openings.map((opening) => `${opening.company}|${opening.title}|${opening.place}`.toLowerCase())).size).toBe(8_000)
  const perCompany = new Map<string, number>()
  for (const { company } of openings) perCompany.set(company, (perCompany.get(company) ?? 0) + 1)
  expect(Math.max(...perCompany.values())).toBeLessThanOrEqual(25)
  expect(perCompany.size).toBeGreaterThan(1_000)
})

test('the demo Pages have different ids, and one of them takes posts that name none', () => {
  const { pages } = SeedPages.parse(readJson('pages.json'))
  expect(new Set(pages.map((page) => page.externalId)).size).toBe(pages.length)
  expect(pages.filter((page) => page.isDefault)).toHaveLength(1)
})

test('a quoted CSV cell keeps its commas, quotes and line breaks', () => {
  expect(parseCsv('id,title\r\n1,"Cook, ""grill""\nand garden"\r\n2,Baker\r\n')).toEqual([
    { id: '1', title: 'Cook, "grill"\nand garden' },
    { id: '2', title: 'Baker' },
  ])
})
