import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

const SERVER = 'build/server'
/** More than half of it are the driver of the database, its queries, Zod and tRPC; the rest are the doors and what visitors read. */
const START_BYTES_MAX = 820_000
/** A word that stands in the code of each part which only some requests need. */
const LATER = {
  React: 'react.element',
  'the sanitiser': 'allowedSchemesAppliedToAttributes',
  'the weights of the detector': 'treesShare',
  'the OpenAPI document': 'Search needs no key',
  SMTP: 'EHLO',
  calendars: 'VALARM',
  CSV: 'UndetectableDelimiter',
  'the provider of this machine': 'code_challenge_methods_supported',
  'what is kept of a person': 'account/downloads.json',
}

/** The entry with all that it imports at once: what is evaluated before the first answer. */
function readStart(file: string, seen = new Map<string, string>()): Map<string, string> {
  if (seen.has(file)) return seen
  const code = readFileSync(path.join(SERVER, file), 'utf8')
  seen.set(file, code)
  for (const [, imported] of code.matchAll(/(?:\bfrom|\bimport)\s*"(\.[^"]+\.js)"/g))
    if (imported) readStart(path.join(path.dirname(file), imported), seen)
  return seen
}

test('starting the Worker does not wait for what only some requests need', () => {
  const start = readStart('index.js')
  const code = [...start.values()].join('\n')
  expect(start.size).toBeGreaterThan(1)
  expect(Buffer.byteLength(code)).toBeLessThan(START_BYTES_MAX)
  for (const [part, word] of Object.entries(LATER)) expect.soft(code.includes(word), part).toBe(false)
})
