import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import PostalMime from 'postal-mime'
import { SMTPServer } from 'smtp-server'
import { Webhook } from 'standardwebhooks'
import { expect, test, vi } from 'vitest'
import type { Mail, MailTransport } from '../core/ctx'
import { AppError } from '../core/errors'
import { addressed, type MailSettings, mailTransport } from './mail'
import { readResendWebhook } from './resend'

vi.mock('cloudflare:email', () => ({
  EmailMessage: class {
    constructor(
      readonly from: string,
      readonly to: string,
      readonly raw: string,
    ) {}
  },
}))

const SENDER = 'Numerojobs <mail@jobs.example>'
const mail = (change: Partial<Mail> = {}): Mail => ({
  id: `msg_${'a'.repeat(32)}`,
  to: 'anna@example.com',
  subject: 'Ihr Code für heute ✓',
  html: '<p>Grüße</p>',
  text: 'Grüße\n.\nfrom a line with one dot above',
  unsubscribeUrl: null,
  ...change,
})
const transportOf = (settings: Partial<MailSettings>): MailTransport => {
  const transport = mailTransport({
    transport: undefined,
    sender: SENDER,
    resendApiKey: undefined,
    resendApiUrl: 'https://api.resend.com',
    smtpUrl: undefined,
    binding: undefined,
    ...settings,
  })
  if (!transport) throw new Error('These settings give no transport.')
  return transport
}

test('without a transport, or without what it needs, there is none', () => {
  expect(() => transportOf({})).toThrow()
  expect(() => transportOf({ transport: 'resend' })).toThrow()
  expect(() => transportOf({ transport: 'smtp' })).toThrow()
  expect(() => transportOf({ transport: 'cloudflare' })).toThrow()
})

test('a line break in any part of a header is refused, whatever carries the mail', () => {
  const broken: [string, Partial<Mail>, string][] = [
    ['subject, CR LF', { subject: 'Hello\r\nBcc: everybody@example.com' }, SENDER],
    ['subject, LF', { subject: 'Hello\nBcc: everybody@example.com' }, SENDER],
    ['subject, CR', { subject: 'Hello\rBcc: everybody@example.com' }, SENDER],
    ['subject, NUL', { subject: 'Hello\u0000' }, SENDER],
    ['subject, a separator of lines', { subject: 'Hello\u2028Bcc: x' }, SENDER],
    ['address', { to: 'anna@example.com\r\nBcc: everybody@example.com' }, SENDER],
    ['two addresses', { to: 'anna@example.com, boris@example.com' }, SENDER],
    ['an address with a name', { to: 'Anna <anna@example.com>' }, SENDER],
    ['a quoted address', { to: '"anna@example.com>"@evil.example' }, SENDER],
    ['unsubscribe link', { unsubscribeUrl: 'https://jobs.example/u/1\r\nX-Evil: 1' }, SENDER],
    ['id', { id: 'msg_1\r\nX-Evil: 1' }, SENDER],
    ['sender', {}, 'Numerojobs\r\nBcc: everybody@example.com <mail@jobs.example>'],
  ]
  for (const [what, change, sender] of broken) expect.soft(() => addressed(sender, mail(change)), what).toThrow('no mail can have')
})

test('what is not about the own account carries the two lines of one-click unsubscribe', () => {
  const url = 'https://jobs.example/unsubscribe/abc'
  expect(addressed(SENDER, mail({ unsubscribeUrl: url })).headers).toMatchObject({
    'List-Unsubscribe': `<${url}>`,
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  })
  expect(addressed(SENDER, mail()).headers).not.toHaveProperty('List-Unsubscribe')
})

test('SMTP delivers text and HTML with our Message-ID, and a dot at the start of a line stays one', async () => {
  await using server = await smtpServer()
  const { vendorId } = await transportOf({ transport: 'smtp', smtpUrl: server.url }).send(
    mail({ unsubscribeUrl: 'https://jobs.example/u/1' }),
  )
  const [got] = server.mails
  const read = await PostalMime.parse(got?.raw ?? '')
  expect(got).toMatchObject({ from: 'mail@jobs.example', to: ['anna@example.com'], user: 'anna' })
  expect(read).toMatchObject({ subject: 'Ihr Code für heute ✓', messageId: `<msg_${'a'.repeat(32)}@jobs.example>` })
  expect(vendorId).toBe(read.messageId)
  expect(read.text?.trim()).toBe('Grüße\n.\nfrom a line with one dot above')
  expect(read.html).toContain('<p>Grüße</p>')
  expect(read.headers.find(({ key }) => key === 'list-unsubscribe-post')?.value).toBe('List-Unsubscribe=One-Click')
})

test('SMTP tells an address that nobody has from a server that is busy, away or does not know us', async () => {
  await using server = await smtpServer()
  const send = (to: string, url = server.url) => refusal(transportOf({ transport: 'smtp', smtpUrl: url }).send(mail({ to })))
  expect(await send('nobody@example.com')).toMatchObject({ reason: 'mail.address-refused', retryable: false })
  expect(await send('greylisted@example.com')).toMatchObject({ reason: 'mail.failed', retryable: true })
  expect(await send('anna@example.com', server.url.replace('right', 'wrong'))).toMatchObject({ reason: 'mail.failed', retryable: true })
  expect(await send('anna@example.com', 'smtp://127.0.0.1:9')).toMatchObject({ reason: 'mail.failed', retryable: true })
})

test('a password never leaves unencrypted for another machine', async () => {
  await using server = await smtpServer()
  // The same machine under a name that is not known to be it.
  const url = server.url.replace('127.0.0.1', '127.0.0.2')
  expect(await refusal(transportOf({ transport: 'smtp', smtpUrl: url }).send(mail()))).toMatchObject({ reason: 'mail.failed' })
  expect(server.mails).toEqual([])
  expect(server.logins).toBe(0)
})

test('Resend gets our id as idempotency key and tag, and its refusal of one mail is final', async () => {
  await using resend = await httpServer()
  const transport = transportOf({ transport: 'resend', resendApiKey: 're_key', resendApiUrl: resend.url })
  resend.answers = [{ status: 200, body: { id: '49a3999c-0ce1-4ea6-ab68-afcd6dc2e794' } }]
  expect(await transport.send(mail())).toEqual({ vendorId: '49a3999c-0ce1-4ea6-ab68-afcd6dc2e794' })
  const [asked] = resend.requests
  expect(asked).toMatchObject({
    path: 'POST /emails',
    headers: { authorization: 'Bearer re_key', 'idempotency-key': mail().id },
    body: {
      from: SENDER,
      to: ['anna@example.com'],
      subject: 'Ihr Code für heute ✓',
      tags: [{ name: 'message_id', value: mail().id }],
      headers: { 'Message-ID': `<${mail().id}@jobs.example>` },
    },
  })
  for (const [status, retryable] of [
    [422, false],
    [400, false],
    [429, true],
    [500, true],
    [403, true],
    [409, true],
  ] as const) {
    resend.answers = [{ status, body: { name: 'some_error' } }]
    expect.soft(await refusal(transport.send(mail())), String(status)).toMatchObject({ reason: 'mail.failed', retryable })
  }
})

test('the send_email binding gets the whole mail raw', async () => {
  const sent: { from: string; to: string; raw: string }[] = []
  const binding = {
    send: async (message: { from: string; to: string; raw: string }) => {
      sent.push(message)
      return { messageId: '<cf-1>' }
    },
  }
  // The stand-in takes the class of the mock above, which is all that the transport makes.
  const transport = transportOf({ transport: 'cloudflare', binding: binding as unknown as SendEmail })
  expect(await transport.send(mail())).toEqual({ vendorId: '<cf-1>' })
  expect(sent[0]).toMatchObject({ from: 'mail@jobs.example', to: 'anna@example.com' })
  const read = await PostalMime.parse(sent[0]?.raw ?? '')
  expect(read).toMatchObject({ subject: 'Ihr Code für heute ✓', messageId: `<${mail().id}@jobs.example>` })
  expect(read.html).toContain('Grüße')
})

test('a webhook of Resend is read only when it is signed, and a full mailbox is not a bounce for good', async () => {
  const secret = `whsec_${Buffer.from('a secret of this test, long enough').toString('base64')}`
  const body = (type: string, bounce?: string) =>
    JSON.stringify({
      type,
      created_at: '2026-11-21T10:00:00.000Z',
      data: {
        email_id: 'e1',
        to: ['anna@example.com'],
        tags: { message_id: 'msg_1' },
        ...(bounce ? { bounce: { type: bounce, subType: 'General', message: '' } } : {}),
      },
    })
  const read = (raw: string, key = secret) => {
    const at = new Date()
    const signed: Record<string, string> = {
      'svix-id': 'evt_1',
      'svix-timestamp': String(Math.floor(at.getTime() / 1000)),
      'svix-signature': new Webhook(key).sign('evt_1', at, raw),
    }
    return readResendWebhook(secret, raw, (name) => signed[name])
  }
  expect(await read(body('email.delivered'))).toMatchObject({ eventId: 'evt_1', vendorId: 'e1', messageId: 'msg_1', type: 'delivered' })
  expect(await read(body('email.bounced', 'Permanent'))).toMatchObject({ type: 'bounced', isPermanent: true })
  expect(await read(body('email.bounced', 'Transient'))).toMatchObject({ type: 'bounced', isPermanent: false })
  expect(await read(body('email.opened'))).toBeNull()
  expect(await read('no json')).toBeNull()
  expect(await read(body('email.delivered'), `whsec_${Buffer.from('another secret, long enough too').toString('base64')}`)).toBe('unsigned')
  expect(await readResendWebhook(secret, body('email.delivered'), () => undefined)).toBe('unsigned')
})

/** A mail server that speaks SMTP on loopback. */
async function smtpServer() {
  const mails: { from: string; to: string[]; user: string; raw: string }[] = []
  const state = { logins: 0 }
  const refuse = (code: number) => Object.assign(new Error('Refused'), { responseCode: code })
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    onAuth({ username, password }, _session, done) {
      state.logins += 1
      if (password === 'right') done(null, { user: username ?? '' })
      else done(refuse(535))
    },
    onRcptTo({ address }, _session, done) {
      done(address.startsWith('nobody') ? refuse(550) : address.startsWith('greylisted') ? refuse(451) : null)
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope
        mails.push({
          from: mailFrom ? mailFrom.address : '',
          to: rcptTo.map(({ address }) => address),
          user: String(session.user),
          raw: Buffer.concat(chunks).toString(),
        })
        done()
      })
    },
  })
  server.on('error', () => {})
  await new Promise<void>((resolve) => server.listen(0, '0.0.0.0', () => resolve()))
  // A server that listens by TCP has an address with a port.
  const { port } = server.server.address() as AddressInfo
  return {
    mails,
    get logins() {
      return state.logins
    },
    url: `smtp://anna:right@127.0.0.1:${port}`,
    [Symbol.asyncDispose]: () => new Promise<void>((resolve) => server.close(() => resolve())),
  }
}

/** Answers in turn what a test puts there, and remembers what was asked. */
async function httpServer() {
  const state = {
    url: '',
    answers: [] as { status: number; body: unknown }[],
    requests: [] as { path: string; headers: Record<string, unknown>; body: unknown }[],
  }
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      state.requests.push({
        path: `${request.method} ${request.url}`,
        headers: request.headers,
        body: JSON.parse(Buffer.concat(chunks).toString()),
      })
      const { status, body } = state.answers.shift() ?? { status: 500, body: {} }
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  // As above.
  state.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return Object.assign(state, { [Symbol.asyncDispose]: () => new Promise<void>((resolve) => server.close(() => resolve())) })
}

async function refusal(promise: Promise<unknown>): Promise<{ reason: string; retryable: boolean }> {
  const error = await promise.catch((error: unknown) => error)
  if (error instanceof AppError) return { reason: error.reason, retryable: error.retryable }
  throw error
}
