import { expect, test } from 'vitest'
import { sendOrStay } from './send-or-stay'

test('what never arrived is answered on the page, and what the server said is passed on', async () => {
  const unsent = { error: 'not sent' }
  expect(await sendOrStay(() => Promise.reject(new TypeError('Failed to fetch')), unsent)).toEqual({ error: 'not sent', isUnsent: true })
  expect(await sendOrStay(() => Promise.resolve('saved'), unsent)).toBe('saved')
  const refusal = new Response(null, { status: 403 })
  await expect(sendOrStay(() => Promise.reject(refusal), unsent)).rejects.toBe(refusal)
})
