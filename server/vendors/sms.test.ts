import { createHmac } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { startInbox } from '../../scripts/inbox.mjs'
import { AppError } from '../core/errors'
import { isTwilioSigned, readInboundText, readTextStatus, textTransport } from './sms'

const ACCOUNT = { TWILIO_ACCOUNT_SID: 'AC1', TWILIO_AUTH_TOKEN: 'token', TWILIO_FROM: '+15005550006', APP_ORIGIN: 'http://127.0.0.1:9' }
const settings = {
  accountSid: 'AC1',
  authToken: 'token',
  messagingServiceSid: undefined,
  from: '+15005550006',
  apiUrl: 'http://127.0.0.1:9',
}
const text = { id: 'msg_1', to: '+4915112345678', body: 'Hello', statusUrl: 'https://jobs.example/webhooks/twilio/status?message=msg_1' }

test('a text is taken by an account that is ours, and refused for another key or a number that is none', async () => {
  await using inbox = await newInbox()
  const send = (change: Partial<typeof settings>, to = text.to) =>
    textTransport({ ...settings, apiUrl: inbox.url, ...change })?.send({ ...text, to }) ?? Promise.resolve(null)
  expect(await send({})).toEqual({ vendorId: expect.stringMatching(/^SM[0-9a-f]{32}$/) })
  expect(await inbox.read('+4915112345678')).toMatchObject([{ body: 'Hello', from: '+15005550006' }])
  expect(await refusal(send({ authToken: 'wrong' }))).toEqual({ reason: 'sms.failed', retryable: true })
  expect(await refusal(send({}, '12'))).toEqual({ reason: 'sms.address-refused', retryable: false })
  expect(await refusal(send({ apiUrl: 'http://127.0.0.1:9' }))).toEqual({ reason: 'sms.failed', retryable: true })
  expect(textTransport({ ...settings, authToken: undefined })).toBeNull()
  expect(textTransport({ ...settings, from: undefined })).toBeNull()
})

test('only what Twilio signed over this very address and these very fields is believed', async () => {
  // The worked example of Twilio's own documentation.
  const url = 'https://example.com/myapp.php?foo=1&bar=2'
  const form = new URLSearchParams({
    CallSid: 'CA1234567890ABCDE',
    Caller: '+14158675310',
    Digits: '1234',
    From: '+14158675310',
    To: '+18005551212',
  })
  const joined = `${url}CallSidCA1234567890ABCDECaller+14158675310Digits1234From+14158675310To+18005551212`
  const signature = createHmac('sha1', '12345').update(joined).digest('base64')
  expect(await isTwilioSigned('12345', url, form, signature)).toBe(true)
  expect(await isTwilioSigned('12346', url, form, signature)).toBe(false)
  expect(await isTwilioSigned('12345', `${url}&x=1`, form, signature)).toBe(false)
  expect(await isTwilioSigned('12345', url, new URLSearchParams({ ...Object.fromEntries(form), From: '+1' }), signature)).toBe(false)
  expect(await isTwilioSigned('12345', url, form, undefined)).toBe(false)
  expect(await isTwilioSigned('12345', url, form, 'no base64!')).toBe(false)
})

test('STOP, START and HELP are understood as people write them, and an ordinary answer is none of them', () => {
  const read = (body: string, more: Record<string, string> = {}) =>
    readInboundText(new URLSearchParams({ From: '+491', Body: body, ...more }))
  for (const word of ['STOP', 'stop', ' Stop. ', 'UNSUBSCRIBE', 'quit', '"STOP"']) expect.soft(read(word).keyword, word).toBe('stop')
  for (const word of ['START', 'unstop', 'Yes']) expect.soft(read(word).keyword, word).toBe('start')
  for (const word of ['HELP', 'info']) expect.soft(read(word).keyword, word).toBe('help')
  for (const word of ['please stop by on Monday', '', 'Thanks!']) expect.soft(read(word).keyword, word).toBeNull()
  expect(read('whatever', { OptOutType: 'STOP' })).toMatchObject({ keyword: 'stop', isAnswered: true })
})

test('a status tells what became of a text, and steps on the way tell nothing', () => {
  const read = (MessageStatus: string, ErrorCode = '') =>
    readTextStatus(new URLSearchParams({ MessageSid: 'SM1', MessageStatus, ErrorCode }))?.type ?? null
  expect([read('queued'), read('sending'), read('sent'), read('delivered')]).toEqual([null, null, null, 'delivered'])
  expect([read('undelivered', '30003'), read('undelivered', '30005'), read('failed')]).toEqual(['failed', 'bounced', 'failed'])
  expect(readTextStatus(new URLSearchParams())).toBeNull()
})

async function newInbox() {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'inbox-'))
  const inbox = await startInbox({ dataDir, smtpPort: 0, httpPort: 0, readSettings: () => ACCOUNT, log: () => {} })
  const url = `http://127.0.0.1:${inbox.httpPort}`
  return {
    url,
    read: async (to: string): Promise<unknown[]> =>
      (await (await fetch(`${url}/dev/mail.json?to=${encodeURIComponent(to)}`)).json<{ texts: unknown[] }>()).texts,
    async [Symbol.asyncDispose]() {
      await inbox.stop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

async function refusal(promise: Promise<unknown>): Promise<{ reason: string; retryable: boolean }> {
  const error = await promise.catch((error: unknown) => error)
  if (error instanceof AppError) return { reason: error.reason, retryable: error.retryable }
  throw error
}
