import { expect, test } from 'vitest'
import { extractJob } from './extract-job'
import { excerptOf } from './job-of-lead'

const hidden = (text: string) => excerptOf(text, extractJob({ text }).evidence)

test.each([
  'write to secret@harbour.example',
  'write to secret [at] harbour [dot] example',
  'write to secret (at) harbour (dot) example',
  'write to secret at harbour dot com',
  'write to secret @ harbour . com',
  'write to secret＠harbour.com',
  'write to jörg.secret@häfen.example',
  'call 0170/1234567',
  'call 555-0142',
  'call 0172–998–8776',
  'call 0173·998·8775',
  'call +49 (0)40 123 45 67',
  'find us on Telegram @secretten',
  'chat: https://wa.me/491741234567',
  'chat: t.me/secret_jobs',
])('a stranger does not see how to reach the poster: %s', (contact) => {
  const shown = hidden(`We are hiring a Line Cook in Hamburg. First ask anna@first.example, then ${contact} today.`)
  expect(shown).not.toMatch(/secret|first\.example|1234567|555-0142|998|123 45|491741/)
  expect(shown).toContain('Line Cook in Hamburg')
  expect(shown).toMatch(/today\.$/)
})

test('pay, years and times are no contacts', () => {
  const text = 'We are hiring a Line Cook. Pay 12.60 - 14.50 € an hour, 2025-2026 season, 45.000 – 55.000 € a year for chefs. Apply online.'
  expect(hidden(text)).toBe(text)
})

test('an approved lead shows its text as it stands', () => {
  const text = 'We are hiring a Line Cook. Write to anna@first.example'
  expect(excerptOf(text, null)).toBe(text)
})

test('an excerpt ends between words and never in the middle of a letter', () => {
  expect(excerptOf(`${'word '.repeat(80)}`, [])).toMatch(/word…$/)
  expect(excerptOf('😀'.repeat(400), []).isWellFormed()).toBe(true)
})
