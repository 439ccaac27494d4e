import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { writeReceipts } from '../../../test/fixtures/matching/write-receipts'

const FIXTURES = new URL('../../../test/fixtures/matching/', import.meta.url)

test('stored inputs give, in Node, the receipts that are kept, byte for byte', async () => {
  // Whoever changes these bytes changes what old receipts say: that is a new version of the matcher.
  const receipts = writeReceipts(readFileSync(new URL('inputs.jsonl', FIXTURES), 'utf8'))
  expect(receipts).toBe(readFileSync(new URL('receipts.jsonl', FIXTURES), 'utf8'))
})
