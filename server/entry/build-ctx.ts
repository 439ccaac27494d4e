import { readDb, transact } from '../../db/client'
import { routeRoom } from '../../party/durable'
import { edgeCache, tieredCache } from '../core/cache'
import type { Actor, Ctx } from '../core/ctx'
import type { GivenPage } from '../core/given-page'
import type { OutgoingHook } from '../core/hook-answer'
import { newId } from '../core/ids'
import { writeLog } from '../core/log'
import type { Payments } from '../core/payments'
import { sendingTasks } from '../tasks/add-task'
import { aiModels } from '../vendors/ai'
import { encryptedFiles } from '../vendors/files'
import { hmacHex } from '../vendors/hmac'
import { mailTransport } from '../vendors/mail'
import { forgetEvents, postEvents, reauthoriseListeners, signTicket } from '../vendors/party'
import { seal, unseal } from '../vendors/seal'
import { textTransport } from '../vendors/sms'
import { type Env, mailSettingsOf, replyDomainOf, type Settings, settingsOf, textSettingsOf } from './env'
import { addCount, flushCounts } from './metrics'
import { type Trace, tracedPorts } from './trace'

const QUEUE_BATCH_MAX = 100
const LINK_CHECKS_PER_MINUTE_USUAL = 60
const LOOK_UP_TIMEOUT_MS = 5_000

/** The ports of one request or one batch of tasks. */
export function buildCtx(
  env: Env,
  execution: { waitUntil(promise: Promise<unknown>): void },
  who: { actor: Actor; requestId: string; trace: Trace },
): Ctx {
  const settings = settingsOf(env)
  const address = { url: settings.DATABASE_URL, proxy: settings.DB_PROXY }
  const waitUntil = (promise: Promise<unknown>) => execution.waitUntil(promise)
  const rooms = { secret: settings.PARTY_PUBLISH_SECRET, send: roomSender(env) }
  const limits = {
    webhook: env.LIMIT_WEBHOOK,
    public: env.LIMIT_PUBLIC,
    paste: env.LIMIT_PASTE,
    signIn: env.LIMIT_SIGN_IN,
    signInPlace: env.LIMIT_SIGN_IN_PLACE,
  }
  const db = readDb(address)
  const ports: Ctx = {
    db,
    rankingDb: settings.DATABASE_URL_RANKING ? readDb({ url: settings.DATABASE_URL_RANKING, proxy: settings.DB_PROXY }) : null,
    transact: (work) => transact(address, waitUntil, work),
    actor: who.actor,
    requestId: who.requestId,
    now: () => new Date(),
    newId,
    async enqueue(taskIds, delayMs = 0) {
      const delaySeconds = Math.ceil(delayMs / 1_000)
      for (let at = 0; at < taskIds.length; at += QUEUE_BATCH_MAX) {
        const batch = taskIds.slice(at, at + QUEUE_BATCH_MAX)
        await env.TASKS.sendBatch(
          batch.map((taskId) => ({ body: { taskId, traceparent: who.trace.traceparent } })),
          { delaySeconds },
        )
      }
    },
    publish: (room, events) => postEvents(rooms, room, events),
    forgetRoom: (room) => forgetEvents(rooms, room),
    reauthoriseRoom: (room) => reauthoriseListeners(rooms, room),
    signTicket: (claims) => signTicket(settings.PARTY_TICKET_SECRET, claims, new Date()),
    hash: (value) => hmacHex(settings.SESSION_SECRET, `hash:${value}`),
    allow: async (limit, key) => (await limits[limit]?.limit({ key: `${limit}:${key}` }))?.success ?? true,
    mail: mailTransport(mailSettingsOf(env)),
    replyDomain: replyDomainOf(env),
    texts: textTransport(textSettingsOf(env)),
    files: encryptedFiles(env.FILES, settings.DATA_KEYS),
    seal: (text, row) => seal(settings.DATA_KEYS, text, row),
    unseal: (sealed, row) => unseal(settings.DATA_KEYS, sealed, row),
    dataKeyId: settings.DATA_KEYS.current,
    fetchPage: (url) => openPage(settings, url),
    findTxtRecords: async (name) => (await import('../vendors/dns')).findTxtRecords(name),
    findAliases: async (name) => (await import('../vendors/dns')).findAliases(name),
    linkChecksPerMinute: settings.LINK_CHECKS_PER_MINUTE ?? (settings.LOCAL ? 0 : LINK_CHECKS_PER_MINUTE_USUAL),
    sendHook: async (hook) => (await hookDoor(settings)).send(hook),
    findHookFault: async (url) => (await hookDoor(settings)).findFault(url),
    fetchCalendar: (url, etag) => openCalendar(settings, url, etag),
    payments: settings.STRIPE_SECRET_KEY ? () => openPayments(settings) : null,
    asset: (path) => readAsset(env.ASSETS, path),
    ai: aiModels(env.AI),
    cache: tieredCache({ edge: edgeCache(), kv: env.KV, waitUntil }),
    waitUntil,
    log: writeLog({ requestId: who.requestId }),
    count: (series, by) => {
      addCount(series, by)
      flushCounts(db, waitUntil)
    },
    origin: settings.APP_ORIGIN,
  }
  return tracedPorts({ ...ports, transact: sendingTasks(ports) }, who.trace)
}

/** The reader of HTML is loaded when a page is first asked for. */
async function openPage({ DNS_URL, APP_ORIGIN }: Settings, url: string): Promise<GivenPage> {
  const { fetchGivenPage } = await import('../vendors/fetch-given-page')
  const { resolveOverHttps } = await import('../vendors/given-address')
  const resolve = resolveOverHttps((address, init) => fetch(address, init), DNS_URL)
  return fetchGivenPage({ fetch: (address, init) => fetch(address, init), resolve, origin: APP_ORIGIN }, url)
}

/** Few requests pay. */
async function openPayments({ STRIPE_SECRET_KEY: secretKey, STRIPE_API_URL: apiUrl }: Settings): Promise<Payments> {
  const { stripePayments } = await import('../vendors/stripe')
  return stripePayments({ secretKey: secretKey ?? '', apiUrl })
}

/** Few requests post to endpoints, so what does is loaded when one does. */
async function hookDoor({ DNS_URL, APP_ORIGIN, LOCAL }: Settings) {
  const [{ sendHook, findHookFault }, { resolveOverHttps }] = await Promise.all([
    import('../vendors/send-hook'),
    import('../vendors/given-address'),
  ])
  const door = {
    fetch: (address: string, init: RequestInit) => fetch(address, init),
    resolve: resolveOverHttps((address, init) => fetch(address, init), DNS_URL),
    origin: APP_ORIGIN,
    allowsLoopback: LOCAL === '1',
  }
  return {
    send: (hook: OutgoingHook) => sendHook(door, hook),
    findFault: (url: string) => findHookFault(door, url, AbortSignal.timeout(LOOK_UP_TIMEOUT_MS)).catch(() => 'timed-out' as const),
  }
}

/** A calendar that says when somebody is busy. */
async function openCalendar({ DNS_URL, APP_ORIGIN, LOCAL }: Settings, url: string, etag: string | null) {
  const [{ fetchCalendar }, { resolveOverHttps }] = await Promise.all([
    import('../vendors/fetch-calendar'),
    import('../vendors/given-address'),
  ])
  const door = {
    fetch: (address: string, init: RequestInit) => fetch(address, init),
    resolve: resolveOverHttps((address, init) => fetch(address, init), DNS_URL),
    origin: APP_ORIGIN,
    allowsLoopback: LOCAL === '1',
  }
  return fetchCalendar(door, url, etag)
}

/** Files of the build are asked for by path; the host in front of it is never looked at. */
async function readAsset(files: Fetcher, path: string): Promise<ArrayBuffer> {
  const answer = await files.fetch(`https://assets.local/${path}`)
  if (!answer.ok) throw new Error(`The build has no file ${path}: ${answer.status}.`)
  return answer.arrayBuffer()
}

/** Rooms run in PartyKit at `PARTY_HOST`, or as Durable Objects of this Worker. */
function roomSender(env: Env): (request: Request) => Promise<Response> {
  const host = settingsOf(env).PARTY_HOST
  if (host) {
    return (request) => {
      const url = new URL(request.url)
      return fetch(new Request(`http://${host}${url.pathname}${url.search}`, request))
    }
  }
  return async (request) => (await routeRoom(request, roomsEnvOf(env))) ?? new Response(null, { status: 404 })
}

/** The guard of our own rooms reads its settings from the same object as their bindings. */
export function roomsEnvOf(env: Env) {
  const settings = settingsOf(env)
  return {
    ROOMS_FEED: env.ROOMS_FEED,
    ROOMS_OPERATORS: env.ROOMS_OPERATORS,
    ROOMS_PERSON: env.ROOMS_PERSON,
    ROOMS_HIRING: env.ROOMS_HIRING,
    ROOMS_SHORTLIST: env.ROOMS_SHORTLIST,
    ROOMS_TEXT: env.ROOMS_TEXT,
    APP_ORIGINS: settings.APP_ORIGINS ?? settings.APP_ORIGIN,
    PARTY_TICKET_SECRET: settings.PARTY_TICKET_SECRET,
    PARTY_PUBLISH_SECRET: settings.PARTY_PUBLISH_SECRET,
  }
}
