import { type Context, Hono } from 'hono'
import { MessageId } from '../../contract/wire'
import type { Ctx } from '../core/ctx'
import { readRaw, wrongSignature } from '../core/raw-body'
import { readResendWebhook } from '../vendors/resend'
import { isTwilioSigned, readInboundText, readTextStatus } from '../vendors/sms'
import { applyKeyword, applyNews } from './apply-news'
import { unsubscribe } from './unsubscribe'

/** What the doors of this area need of their surroundings. */
export interface MessageSecrets {
  resendWebhookSecret: string | undefined
  twilioAuthToken: string | undefined
}
interface MessageVariables {
  ctx: Ctx
  messageSecrets: MessageSecrets
}
type MessageContext = Context<{ Variables: MessageVariables }>

/** `/webhooks/*`: what transports say of our messages, and what people text to us. */
export const messageWebhooks = new Hono<{ Variables: MessageVariables }>()
  .post('/resend', async (c) => {
    const raw = new TextDecoder().decode(await readRaw(c.req.raw))
    const secret = c.get('messageSecrets').resendWebhookSecret
    const news = secret ? await readResendWebhook(secret, raw, (name) => c.req.header(name)) : 'unsigned'
    if (news === 'unsigned') throw wrongSignature()
    if (news) await applyNews(c.get('ctx'), { ...news, messageId: ownId(news.messageId) })
    return c.json({ ok: true })
  })
  .post('/twilio/status', async (c) => {
    const form = await readTwilioForm(c)
    const status = readTextStatus(form)
    if (status) {
      const { vendorId, type } = status
      // Twilio gives its news no id of its own: one message has each status once.
      const news = { vendorId, type, messageId: ownId(c.req.query('message') ?? null), eventId: `${vendorId}:${status.status}` }
      await applyNews(c.get('ctx'), { ...news, isPermanent: type === 'bounced', at: c.get('ctx').now() })
    }
    return answerTwiml(c, null)
  })
  .post('/twilio/inbound', async (c) => {
    const { from, keyword, isAnswered } = readInboundText(await readTwilioForm(c))
    if (keyword === 'stop' || keyword === 'start') await applyKeyword(c.get('ctx'), { from, keyword })
    return answerTwiml(c, isAnswered || keyword === null ? null : ANSWERS[keyword])
  })

/** `POST /unsubscribe/*`: RFC 8058, what a mail program sends when its reader presses its own button. The page's own form takes another way. */
export const oneClick = new Hono<{ Variables: MessageVariables }>().post('/unsubscribe/:token', async (c, next) => {
  const body = await c.req.raw.clone().text()
  if (body.trim() !== 'List-Unsubscribe=One-Click') return next()
  await unsubscribe(c.get('ctx'), c.req.param('token'))
  return c.text('Unsubscribed.')
})

const ANSWERS = {
  stop: 'Numerojobs: you get no more text messages from us. Answer START to get them again.',
  start: 'Numerojobs: you get the text messages you agreed to again. Answer STOP to end, HELP for help.',
  help: 'Numerojobs sends reminders and updates you agreed to. Answer STOP to end. Message and data rates may apply. Help: see our web page.',
} as const

async function readTwilioForm(c: MessageContext): Promise<URLSearchParams> {
  const form = new URLSearchParams(new TextDecoder().decode(await readRaw(c.req.raw)))
  const secret = c.get('messageSecrets').twilioAuthToken
  const url = new URL(c.req.url)
  const called = `${c.get('ctx').origin}${url.pathname}${url.search}`
  if (!secret || !(await isTwilioSigned(secret, called, form, c.req.header('x-twilio-signature')))) throw wrongSignature()
  return form
}

function answerTwiml(c: MessageContext, answer: string | null): Response {
  const body = `<?xml version="1.0" encoding="UTF-8"?><Response>${answer === null ? '' : `<Message>${answer}</Message>`}</Response>`
  return c.body(body, 200, { 'content-type': 'text/xml; charset=utf-8' })
}

const ownId = (id: string | null) => MessageId.safeParse(id).data ?? null
