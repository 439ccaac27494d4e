import { createHmac } from 'node:crypto'
import { expect, inject, test } from 'vitest'
import { z } from 'zod'
import { queueMail, queueText } from '../../server/notifications/queue-mail'
import { systemCtx } from '../system-ctx'

const system = inject('system')
const { origin } = system
/** Cron runs every ten seconds here, and finds a task whose queue message was lost. */
const CRON = { timeout: 25_000, interval: 250 }

const Inbox = z.object({
  mails: z.array(
    z.object({
      id: z.string(),
      subject: z.string(),
      text: z.string(),
      html: z.string(),
      headers: z.array(z.tuple([z.string(), z.string()])),
    }),
  ),
  texts: z.array(z.object({ body: z.string(), status: z.string(), direction: z.string() })),
})
const readInbox = async (to: string) => Inbox.parse(await (await fetch(`${origin}/dev/mail.json?to=${encodeURIComponent(to)}`)).json())

test('a queued mail leaves the Worker by SMTP and is shown in the local inbox, its HTML in a frame that may do nothing', async () => {
  const ctx = systemCtx(system)
  await queueMail(ctx, ctx.db, {
    template: 'sign-in-code',
    to: 'worker@example.com',
    personId: null,
    data: { code: '918273', link: 'https://numerojobs.example/sign-in/code', minutes: 10 },
  })
  await expect.poll(async () => (await readInbox('worker@example.com')).mails.length, CRON).toBe(1)
  const [mail] = (await readInbox('worker@example.com')).mails
  expect(mail?.subject).toBe('918273 is your Numerojobs code')
  expect(mail?.text).toContain('918273')
  expect(mail?.html).toContain('918273')
  expect(mail?.headers.find(([name]) => name.toLowerCase() === 'message-id')?.[1]).toMatch(/^<msg_[0-9a-f]{32}@/)
  const page = await fetch(`${origin}/dev/mail/${mail?.id}`)
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'")
  expect(await page.text()).toContain('<iframe sandbox title=')
  expect(await (await fetch(`${origin}/dev/mail`)).text()).toContain('918273 is your Numerojobs code')
})

test('a queued text message leaves by the HTTP of Twilio, its signed status arrives, and STOP ends the next', async () => {
  const ctx = systemCtx(system)
  const phone = '+4915112345678'
  const text = () =>
    queueText(ctx, ctx.db, { template: 'phone-code', to: phone, personId: 'per_of_nobody', data: { code: '445566', minutes: 10 } })
  await text()
  await expect.poll(async () => (await readInbox(phone)).texts.map(({ status }) => status), CRON).toEqual(['delivered'])
  const answer = await fetch(`${origin}/dev/mail/texts`, {
    method: 'POST',
    body: new URLSearchParams({ from: phone, body: 'Stop' }),
    redirect: 'manual',
  })
  expect(answer.status).toBe(303)
  expect((await readInbox(phone)).texts.map(({ direction }) => direction)).toEqual(['out', 'in', 'out'])
  expect((await readInbox(phone)).texts[0]?.body).toContain('START')
})

test('a webhook that its vendor did not sign is refused, and learns nothing', async () => {
  const post = (door: string, headers: Record<string, string> = {}) =>
    fetch(`${origin}/webhooks/${door}`, {
      method: 'POST',
      headers,
      body: new URLSearchParams({ From: '+491', Body: 'STOP', MessageSid: 'SM1' }),
    })
  const forged = createHmac('sha1', 'guessed').update('x').digest('base64')
  for (const door of ['twilio/inbound', 'twilio/status?message=msg_1', 'resend']) {
    expect.soft((await post(door)).status, door).toBe(401)
    expect
      .soft(
        (await post(door, { 'x-twilio-signature': forged, 'svix-id': '1', 'svix-timestamp': '1', 'svix-signature': 'v1,x' })).status,
        door,
      )
      .toBe(401)
  }
})
