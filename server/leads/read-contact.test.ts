import { expect, test } from 'vitest'
import { extractJob } from './extract-job'

const contacts = (text: string) =>
  extractJob({ text })
    .evidence.filter((seen) => seen.field === 'contact')
    .map((seen) => text.slice(seen.start, seen.end))

test.each([
  ['Ring Mo on 07700 900456', ['07700 900456']],
  ['Ask for Ines, 555-0177', ['555-0177']],
  ['phone 0161/496 0001 or 0161–496–0002', ['0161/496 0001', '0161–496–0002']],
  ['07700·900·457', ['07700·900·457']],
  ['07700 900458 / 07700 900459', ['07700 900458', '07700 900459']],
  ['jo [at] moss-farm [dot] example', ['jo [at] moss-farm [dot] example']],
  ['jo at moss dot example', ['jo at moss dot example']],
  ['jo dot lee at moss dot example', ['jo dot lee at moss dot example']],
  ['jo＠moss.example', ['jo＠moss.example']],
  ['a@one.example, then b@two.example', ['a@one.example', 'b@two.example']],
  ['DM @moss_farm on insta', ['@moss_farm']],
  ['wa.me/447700900460 or https://t.me/mossfarm', ['wa.me/447700900460', 'https://t.me/mossfarm']],
])('every contact has its span: %s', (text, expected) => {
  expect(contacts(text)).toEqual(expected)
})

test.each([
  'Pay: 30 000 - 40 000 EUR',
  'from 01.12.2026 to 31.01.2027',
  'Apply at acme.example',
  'Engineer @ Acme',
  'open 24/7, 365 days',
  'npm @moss/farm',
])('%s holds no contact', (text) => {
  expect(contacts(text)).toEqual([])
})

test('of several contacts the mail address is the one shown, and a link to a chat is no address to apply at', () => {
  const job = extractJob({ text: 'Cook wanted. Call 07700 900461 or jo@moss.example. https://t.me/mossfarm' })
  expect(job).toMatchObject({ contact: 'jo@moss.example', applyUrl: null })
})
