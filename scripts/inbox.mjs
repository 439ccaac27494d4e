/**
 * The local inbox: takes every mail by SMTP and every text message by Twilio's HTTP, so that both really leave on this machine, and shows them.
 * The local payment provider lives here too. The Worker passes `/dev/mail*` and `/dev/stripe*` on to it, under LOCAL=1 only. It listens on loopback, and what it took lies in the data folder.
 */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { createTransport } from 'nodemailer'
import PostalMime from 'postal-mime'
import { SMTPServer } from 'smtp-server'
import { readVars } from './dev-vars.mjs'
import { showList, showMail, showTexts } from './inbox-pages.mjs'
import { openStripe } from './stripe.mjs'

const KEPT_MAX = 500
const BODY_BYTES_MAX = 64 * 1_024
const MAIL_BYTES_MAX = 5 * 1_024 * 1_024

/**
 * @param {{ dataDir: string, smtpPort: number, httpPort: number, readSettings: () => Record<string, string>, log?: (line: string) => void }} options
 *   `readSettings` gives the Worker's variables: the Twilio account, and where the Worker is
 * @returns {Promise<{ smtpPort: number, httpPort: number, stop: () => Promise<void> }>}
 */
export async function startInbox({ dataDir, smtpPort, httpPort, readSettings, log = console.log }) {
  const folder = path.join(dataDir, 'inbox')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const store = openStore(folder)
  const stripe = openStripe({ file: path.join(folder, 'stripe.json'), readSettings, log })

  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    size: MAIL_BYTES_MAX,
    logger: false,
    onAuth: (auth, _session, done) => done(null, { user: auth.username }),
    // An address that nobody has, so that a bounce can be tried: anything at nobody.invalid.
    onRcptTo: (address, _session, done) =>
      done(/@nobody\.invalid$/i.test(address.address) ? Object.assign(new Error('No such user here'), { responseCode: 550 }) : null),
    onData(stream, session, done) {
      const chunks = []
      stream.on('data', (chunk) => chunks.push(chunk))
      stream.on('end', () => {
        const raw = Buffer.concat(chunks)
        PostalMime.parse(raw)
          .then((mail) => {
            store.addMail(raw, {
              from: session.envelope.mailFrom ? session.envelope.mailFrom.address : '',
              to: session.envelope.rcptTo.map(({ address }) => address),
              subject: mail.subject ?? '',
              text: mail.text ?? '',
              html: mail.html ?? '',
              messageId: mail.messageId ?? '',
              headers: mail.headers.map(({ originalKey, key, value }) => [originalKey ?? key, value]),
            })
            done()
          })
          .catch((error) => done(error))
      })
    },
  })
  smtp.on('error', (error) => log(`SMTP: ${error.message}`))
  await new Promise((resolve, reject) => {
    smtp.server.once('error', reject)
    smtp.listen(smtpPort, '127.0.0.1', () => resolve())
  })

  const http = createServer((request, response) => {
    answer(request, { store, stripe, readSettings, log })
      .catch((error) => {
        log(`${request.method} failed: ${error.message}`)
        return { status: 500, type: 'text/plain', body: 'The inbox failed; its log says why.' }
      })
      .then(({ status = 200, type = 'text/html; charset=utf-8', body = '', location }) => {
        response.writeHead(status, { 'content-type': type, ...(location ? { location } : {}) })
        response.end(body)
      })
  })
  // Longer than workerd keeps an idle connection, so that it never sends into one that is being closed here.
  http.keepAliveTimeout = 60_000
  await new Promise((resolve, reject) => {
    http.once('error', reject)
    http.listen(httpPort, '127.0.0.1', () => resolve())
  })
  return {
    smtpPort: smtp.server.address().port,
    httpPort: http.address().port,
    stop: async () => {
      http.closeAllConnections()
      await Promise.all([new Promise((resolve) => http.close(resolve)), new Promise((resolve) => smtp.close(resolve))])
    },
  }
}

/** Mails and texts as files, the newest 500 of each, numbered in the order they came. */
function openStore(folder) {
  const read = (kind) =>
    readdirSync(folder)
      .filter((name) => name.startsWith(`${kind}-`) && name.endsWith('.json'))
      .sort()
      .map((name) => JSON.parse(readFileSync(path.join(folder, name), 'utf8')))
  const kept = { mail: read('mail'), text: read('text') }
  let last = Math.max(0, ...[...kept.mail, ...kept.text].map(({ id }) => Number(id)))
  const save = (kind, item) => writeFileSync(path.join(folder, `${kind}-${item.id}.json`), JSON.stringify(item), { mode: 0o600 })
  const add = (kind, item) => {
    last += 1
    const whole = { id: String(last).padStart(8, '0'), at: new Date().toISOString(), ...item }
    save(kind, whole)
    kept[kind].push(whole)
    for (const old of kept[kind].splice(0, Math.max(0, kept[kind].length - KEPT_MAX)))
      for (const ending of ['json', 'eml']) rmSync(path.join(folder, `${kind}-${old.id}.${ending}`), { force: true })
    return whole
  }
  return {
    /** A mail that came twice under one Message-ID is one mail: a task that was tried again sends the same one. */
    addMail(raw, mail) {
      if (mail.messageId && kept.mail.some(({ messageId, to }) => messageId === mail.messageId && to.join() === mail.to.join())) return
      const { id } = add('mail', mail)
      writeFileSync(path.join(folder, `mail-${id}.eml`), raw, { mode: 0o600 })
    },
    addText: (text) => add('text', text),
    saveText: (text) => save('text', text),
    listMails: (to) =>
      [...kept.mail].reverse().filter((mail) => !to || mail.to.some((address) => address.toLowerCase() === to.toLowerCase())),
    findMail: (id) => kept.mail.find((mail) => mail.id === id),
    listTexts: (number) => [...kept.text].reverse().filter(({ to, from }) => !number || to === number || from === number),
    clear() {
      for (const kind of ['mail', 'text']) {
        for (const { id } of kept[kind].splice(0))
          for (const ending of ['json', 'eml']) rmSync(path.join(folder, `${kind}-${id}.${ending}`), { force: true })
      }
    },
  }
}

async function answer(request, { store, stripe, readSettings, log }) {
  const url = new URL(request.url, 'http://inbox')
  if (/^\/(?:v1|dev\/stripe)(?:\/|$)/.test(url.pathname)) return answerStripe(request, url, stripe)
  const at = `${request.method} ${url.pathname}`
  const json = (value, status = 200) => ({ status, type: 'application/json', body: JSON.stringify(value) })
  if (at === 'GET /health') return { type: 'text/plain', body: 'ok' }
  if (at === 'GET /dev/mail') return { body: showList(store.listMails(url.searchParams.get('to')), url.searchParams.get('to') ?? '') }
  if (at === 'GET /dev/mail.json') {
    const to = url.searchParams.get('to')
    return json({ mails: store.listMails(to), texts: store.listTexts(to) })
  }
  if (at === 'GET /dev/mail/texts') return { body: showTexts(store.listTexts(null)) }
  if (at === 'POST /dev/mail/clear') {
    store.clear()
    return { status: 303, location: '/dev/mail' }
  }
  if (at === 'POST /dev/mail/texts') {
    const form = new URLSearchParams(await readBody(request))
    await textBack(store, readSettings(), form.get('from') ?? '', (form.get('body') ?? '').slice(0, 500))
    return { status: 303, location: '/dev/mail/texts' }
  }
  const answered = store.findMail(/^POST \/dev\/mail\/(\d+)\/reply$/.exec(at)?.[1])
  if (answered) {
    const form = new URLSearchParams(await readBody(request))
    await mailBack(readSettings(), answered, form.get('text') ?? '')
    return { status: 303, location: `/dev/mail/${answered.id}` }
  }
  const mail = store.findMail(/^GET \/dev\/mail\/(\d+)$/.exec(at)?.[1])
  if (mail) return { body: showMail(mail) }
  const account = /^POST \/2010-04-01\/Accounts\/([^/]+)\/Messages\.json$/.exec(at)?.[1]
  if (account) return takeText(request, account, { store, settings: readSettings(), json, log })
  return { status: 404, type: 'text/plain', body: 'Not here.' }
}

/** Stripe's API below `/v1`, and the pages that stand for Stripe's own below `/dev/stripe`. */
async function answerStripe(request, url, stripe) {
  const form = Object.fromEntries(new URLSearchParams(await readBody(request)))
  const asked = { method: request.method ?? 'GET', path: url.pathname, query: Object.fromEntries(url.searchParams), form }
  if (url.pathname.startsWith('/dev/')) return stripe.answerPage(asked) ?? { status: 404, type: 'text/plain', body: 'Not here.' }
  const { status, body } = stripe.answerApi({ ...asked, headers: request.headers })
  return { status, type: 'application/json', body: JSON.stringify(body) }
}

/** Twilio's POST Messages.json, as far as we use it: basic auth, its refusals, 201 with a sid, and then a signed status callback. */
async function takeText(request, account, { store, settings, json, log }) {
  const form = new URLSearchParams(await readBody(request))
  const wanted = `Basic ${Buffer.from(`${settings.TWILIO_ACCOUNT_SID}:${settings.TWILIO_AUTH_TOKEN}`).toString('base64')}`
  if (account !== settings.TWILIO_ACCOUNT_SID || !isSame(request.headers.authorization ?? '', wanted))
    return json({ code: 20003, message: 'Authenticate', status: 401 }, 401)
  const to = form.get('To') ?? ''
  const refuse = (code, message) => json({ code, message, status: 400, more_info: `https://www.twilio.com/docs/errors/${code}` }, 400)
  if (!/^\+[1-9]\d{6,14}$/.test(to)) return refuse(21211, `The 'To' number ${to} is not a valid phone number.`)
  if (!form.get('From') && !form.get('MessagingServiceSid')) return refuse(21603, "A 'From' phone number is required.")
  if (!form.get('Body')) return refuse(21602, 'Message body is required.')
  const sid = `SM${randomBytes(16).toString('hex')}`
  const text = store.addText({ direction: 'out', sid, from: form.get('From') ?? 'service', to, body: form.get('Body'), status: 'queued' })
  const callback = form.get('StatusCallback')
  if (callback) {
    // Its own address may not be that of the Worker; where to call back is said by who sent it, so only ours is called.
    void callBack(settings, callback, { MessageSid: sid, SmsSid: sid, AccountSid: account, To: to, MessageStatus: 'delivered' })
      .then((status) => {
        text.status = status === 200 ? 'delivered' : `callback answered ${status}`
        store.saveText(text)
      })
      .catch((error) => log(`status callback failed: ${error.message}`))
  }
  return json({ sid, status: 'queued', to, account_sid: account, error_code: null }, 201)
}

/** What a phone answers, as Twilio brings it to us. */
async function textBack(store, settings, from, body) {
  const sid = `SM${randomBytes(16).toString('hex')}`
  const to = settings.TWILIO_FROM ?? ''
  store.addText({ direction: 'in', sid, from, to, body, status: 'received' })
  const answer = await post(settings, `${settings.APP_ORIGIN}/webhooks/twilio/inbound`, { MessageSid: sid, From: from, To: to, Body: body })
  const said = /<Message>([^<]*)<\/Message>/.exec(await answer.text())?.[1]
  if (said) store.addText({ direction: 'out', sid: '', from: to, to: from, body: said, status: 'answered' })
}

/** What a mail program answers: a real MIME message with what it repeats, to where the mail says that an answer goes. */
async function mailBack(settings, mail, text) {
  const header = (wanted) => mail.headers.find(([name]) => name.toLowerCase() === wanted)?.[1] ?? ''
  const [from = ''] = mail.to
  const to = header('reply-to')
  const quoted = mail.text
    .split('\n')
    .map((line) => `> ${line}`)
    .join('\n')
  const server = to.split('@')[1] ?? ''
  const { message } = await createTransport({ streamTransport: true, buffer: true, newline: 'windows' }).sendMail({
    from,
    to,
    subject: `Re: ${mail.subject}`,
    inReplyTo: mail.messageId,
    references: mail.messageId,
    // As the server at the door writes it, above everything that the sender wrote.
    headers: { 'Authentication-Results': `${server}; spf=pass; dkim=pass; dmarc=pass` },
    text: `${text}\n\nOn ${mail.at.slice(0, 10)}, Numerojobs wrote:\n${quoted}\n`,
  })
  await fetch(`${settings.APP_ORIGIN}/dev/inbound-mail?${new URLSearchParams({ from, to })}`, {
    method: 'POST',
    headers: { 'content-type': 'message/rfc822' },
    body: message,
    signal: AbortSignal.timeout(10_000),
  })
}

async function callBack(settings, address, fields) {
  if (!address.startsWith(`${settings.APP_ORIGIN}/`)) return 0
  return (await post(settings, address, fields)).status
}

function post(settings, address, fields) {
  const signed =
    address +
    Object.keys(fields)
      .sort()
      .map((name) => name + fields[name])
      .join('')
  const signature = createHmac('sha1', settings.TWILIO_AUTH_TOKEN ?? '')
    .update(signed)
    .digest('base64')
  return fetch(address, {
    method: 'POST',
    headers: { 'x-twilio-signature': signature },
    body: new URLSearchParams(fields),
    signal: AbortSignal.timeout(10_000),
  })
}

async function readBody(request) {
  const chunks = []
  let bytes = 0
  for await (const chunk of request) {
    bytes += chunk.length
    if (bytes > BODY_BYTES_MAX) throw new Error('The body is too large.')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

const isSame = (a, b) => a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b))

async function main() {
  const projectDir = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
  const dataDir = path.resolve(process.env.DATA_DIR ?? path.join(projectDir, '.data'))
  const inbox = await startInbox({
    dataDir,
    smtpPort: Number(process.env.MAIL_PORT),
    httpPort: Number(process.env.INBOX_PORT),
    readSettings: () => readVars(dataDir),
  })
  console.log('takes mail and text messages, and shows them at /dev/mail')
  const end = async () => {
    await inbox.stop()
    process.exit(0)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, end)
  // A supervisor that was killed cannot ask: the channel to it closes instead.
  process.on('disconnect', end)
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  main().catch((error) => {
    console.error(error.message)
    process.exit(1)
  })
}
