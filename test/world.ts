import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'
import type { Scope } from '../contract/identity'
import type { IncomingPost, PostChange } from '../contract/leads'
import type { LiveEvent, RoomAddress } from '../contract/live'
import { readDb, transact } from '../db/client'
import { people } from '../db/schema'
import { noCache } from '../server/core/cache'
import type { Actor, AiModels, Ctx, GuestActor, Mail, TextMessage } from '../server/core/ctx'
import { AppError, upstreamFailed } from '../server/core/errors'
import { newId } from '../server/core/ids'
import { createCaller } from '../server/entry/app-router'
import { runCron } from '../server/entry/cron'
import { taskHandlers } from '../server/entry/tasks'
import { ingestPosts } from '../server/leads/ingest-posts'
import { sendingTasks } from '../server/tasks/add-task'
import { runTasks } from '../server/tasks/run-tasks'
import { encryptedFiles } from '../server/vendors/files'
import { hmacHex } from '../server/vendors/hmac'
import type { KeyRing } from '../server/vendors/key-ring'
import { seal, unseal } from '../server/vendors/seal'
import { findHookFault, sendHook } from '../server/vendors/send-hook'
import { assetFromDisk } from './asset-from-disk'
import { memoryBucket } from './fakes/bucket'
import { fakeStripe } from './fakes/stripe'
import { fakeWeb } from './fakes/web'

/**
 * A world of its own for one test: a clone of a migrated PostgreSQL, a clock that stands still, a queue that waits to be asked,
 * and rooms that remember what was published. Gone at the end of the test.
 */
export async function newWorld() {
  const { adminUrl, proxy, template, rankingPassword } = inject('database')
  const name = `world_${randomUUID().replaceAll('-', '').slice(0, 12)}`
  // Copied file by file: the usual way writes every page into the log as well, and takes three times as long.
  await administer(adminUrl, `create database ${name} template ${template} strategy file_copy`)
  const address = { url: new URL(`/${name}`, adminUrl).toString(), proxy, timeoutMs: 150_000 }
  const ranking = new URL(address.url)
  ranking.username = 'numerojobs_ranking'
  ranking.password = rankingPassword
  const state = {
    now: new Date('2026-11-21T10:00:00.000Z'),
    queue: [] as string[],
    /** What the queue holds back, with when it hands it on. */
    delayed: [] as { taskIds: string[]; atMs: number }[],
    published: [] as { room: RoomAddress; events: LiveEvent[] }[],
    forgotten: [] as RoomAddress[],
    reauthorised: [] as RoomAddress[],
    later: [] as Promise<unknown>[],
    roomsAreDown: false,
    queueIsDown: false,
    isLimited: false,
    /** Mails and text messages that left. A test that needs a vendor to be away or to refuse puts an error into `failsWith`. */
    mailbox: newMailbox<Mail>(),
    phone: newMailbox<TextMessage>(),
    hasMail: true,
    hasTexts: true,
    bucket: memoryBucket(),
    /** The pages that people may give the addresses of. */
    web: fakeWeb(),
    /** As the setting says: how many links of jobs may be looked at again in a minute. */
    linkChecksPerMinute: 60,
    /** Where webhooks of organisations go: a real receiver on loopback, unless a test forbids that. */
    hooks: { allowsLoopback: true, addresses: new Map<string, string[]>() },
    hasPayments: true,
    /** TXT records by name. */
    dns: new Map<string, string[]>(),
    /** What names are an alias of. */
    aliases: new Map<string, string[]>(),
    dnsIsDown: false,
    /** As the setting DATA_KEYS names them; a test that rotates them puts another ring here. */
    keyRing: newKeyRing('k1'),
    /** A vendor's models; a test that needs one puts a fake here. */
    ai: null as AiModels | null,
    /** What was logged as an error. */
    errors: [] as Record<string, unknown>[],
  }

  const stripe = fakeStripe(() => state.now.getTime())
  const hookDoor = () => ({
    fetch: (url: string, init: RequestInit) => fetch(url, init),
    resolve: async (host: string) => state.hooks.addresses.get(host) ?? [],
    origin: 'https://numerojobs.example',
    allowsLoopback: state.hooks.allowsLoopback,
  })

  function as(role: NamelessRole, key: string = role): Ctx {
    return ctxOf({ role, key, name: role === 'operator' ? 'Operator' : key })
  }

  async function enqueue(taskIds: string[], delayMs = 0) {
    if (state.queueIsDown) throw new Error('The queue is down.')
    if (delayMs > 0) state.delayed.push({ taskIds, atMs: state.now.getTime() + delayMs })
    else state.queue.push(...taskIds)
  }
  /** What the queue held back until now. */
  function handOnDelayed() {
    const isDue = ({ atMs }: { atMs: number }) => atMs <= state.now.getTime()
    state.queue.push(...state.delayed.filter(isDue).flatMap(({ taskIds }) => taskIds))
    state.delayed = state.delayed.filter((one) => !isDue(one))
  }

  const log: Ctx['log'] = { info: () => {}, warn: () => {}, error: (message, fields) => state.errors.push({ message, ...fields }) }

  function ctxOf<A extends Actor>(actor: A): Ctx & { actor: A } {
    return {
      db: readDb(address),
      rankingDb: readDb({ ...address, url: ranking.toString() }),
      transact: sendingTasks({
        transact: (work) => transact(address, (promise) => state.later.push(promise), work),
        enqueue,
        waitUntil: (promise) => state.later.push(promise),
        log,
      }),
      actor,
      requestId: newId('request'),
      now: () => state.now,
      newId,
      enqueue,
      async publish(room, events) {
        if (state.roomsAreDown) throw upstreamFailed('party', { retryable: true })
        state.published.push({ room, events })
        return { last: events.at(-1)?.seq ?? 0 }
      },
      async forgetRoom(room) {
        if (state.roomsAreDown) throw upstreamFailed('party', { retryable: true })
        state.forgotten.push(room)
      },
      async reauthoriseRoom(room) {
        if (state.roomsAreDown) throw upstreamFailed('party', { retryable: true })
        state.reauthorised.push(room)
      },
      signTicket: async () => ({ ticket: 'ticket', expiresAt: new Date(state.now.getTime() + 300_000) }),
      hash: (value) => hmacHex('a secret of this world', value),
      allow: async () => !state.isLimited,
      mail: state.hasMail ? { send: (mail) => state.mailbox.take(mail) } : null,
      replyDomain: 'reply.numerojobs.example',
      texts: state.hasTexts ? { send: (text) => state.phone.take(text) } : null,
      files: encryptedFiles(state.bucket.bucket, state.keyRing),
      seal: (text, row) => seal(state.keyRing, text, row),
      unseal: (sealed, row) => unseal(state.keyRing, sealed, row),
      dataKeyId: state.keyRing.current,
      fetchPage: state.web.fetchPage,
      fetchCalendar: state.web.fetchCalendar,
      linkChecksPerMinute: state.linkChecksPerMinute,
      sendHook: (hook) => sendHook(hookDoor(), hook),
      findHookFault: (url) => findHookFault(hookDoor(), url, AbortSignal.timeout(5_000)),
      payments: state.hasPayments ? stripe.payments : null,
      findTxtRecords: async (name) => {
        const records = state.dns.get(name)
        if (state.dnsIsDown) throw upstreamFailed('dns', { retryable: true })
        return records ?? []
      },
      findAliases: async (name) => {
        if (state.dnsIsDown) throw upstreamFailed('dns', { retryable: true })
        return state.aliases.get(name) ?? []
      },
      asset: assetFromDisk,
      ai: state.ai,
      cache: noCache,
      waitUntil: (promise) => state.later.push(promise),
      log,
      count: () => {},
      origin: 'https://numerojobs.example',
    }
  }

  return {
    state,
    stripe,
    as,
    api: (role: NamelessRole, key?: string) => createCaller(as(role, key)),

    /** Somebody with an account who is signed in: their id, and what they may do as `ctx` and `api`. `scopes` makes it a program with their key. */
    async person(
      name: string,
      is: { scopes?: Scope[]; isOperator?: boolean; timeZone?: string; personId?: string; sessionId?: string } = {},
    ) {
      const personId = is.personId ?? newId('person')
      const { scopes = null, isOperator = false, timeZone = 'UTC' } = is
      await as('system')
        .db.insert(people)
        .values({ id: personId, name, email: `${name.toLowerCase()}@example.com`, emailVerified: true, isOperator, timeZone })
        .onConflictDoNothing()
      const sessionId = scopes ? null : (is.sessionId ?? newId('session'))
      const ctx = ctxOf({ role: 'person', key: personId, name, personId, sessionId, scopes, isOperator, isDemo: false })
      return { personId, ctx, api: createCaller(ctx) }
    },
    /** The guest of a shortlist, as their link makes them. */
    guest(guest: Omit<GuestActor, 'role' | 'key'>) {
      const ctx = ctxOf({ role: 'guest', key: guest.guestId, ...guest })
      return { ctx, api: createCaller(ctx) }
    },
    address,

    /** A post as its source would deliver it. */
    post: (post: Partial<IncomingPost> & { externalId: string; text: string }, at = state.now.toISOString()): PostChange => ({
      kind: 'written',
      at,
      post: { url: `https://posts.example/${post.externalId}`, authorExternalId: null, authorName: null, postedAt: at, ...post },
    }),
    removal: (externalId: string, at = state.now.toISOString()): PostChange => ({ kind: 'removed', at, externalId }),
    deliver: (changes: PostChange[], source = 'facebook') => ingestPosts(as('system'), { source, pageExternalId: null, changes }),

    /** Carries out what the queue holds, and what that enqueues, until it is empty and every deferred promise has settled. */
    async settle() {
      handOnDelayed()
      while (state.queue.length > 0 || state.later.length > 0) {
        await runTasks(as('system'), taskHandlers, state.queue.splice(0))
        await Promise.all(state.later.splice(0))
      }
    },
    /** One run of cron. */
    cron: () => runCron(as('system')),
    passMs(ms: number) {
      state.now = new Date(state.now.getTime() + ms)
    },
    /** Every event that rooms were given, in order, each once however often it was sent. */
    events(room: RoomAddress): LiveEvent[] {
      const seen = new Map(
        state.published
          .filter((publication) => publication.room.party === room.party)
          .flatMap(({ events }) => events.map((event) => [event.seq, event] as const)),
      )
      return [...seen.values()].sort((a, b) => a.seq - b.seq)
    },

    async [Symbol.asyncDispose]() {
      await Promise.allSettled(state.later)
      await administer(adminUrl, `drop database ${name} with (force)`)
    },
  }
}
/** Roles that need no more than a key. */
type NamelessRole = Exclude<Actor['role'], 'person' | 'guest'>
export type World = Awaited<ReturnType<typeof newWorld>>

/** Keeps what it is given, each message once, as a transport with idempotency keys does. */
function newMailbox<M extends { id: string }>() {
  const taken: M[] = []
  return {
    taken,
    failsWith: null as AppError | null,
    async take(this: { failsWith: AppError | null }, message: M) {
      if (this.failsWith) throw this.failsWith
      if (!taken.some(({ id }) => id === message.id)) taken.push(message)
      return { vendorId: `vendor-${message.id}` }
    },
  }
}

/** A ring with a fresh key of that name, beside the keys of an older ring. */
export function newKeyRing(current: string, older: Partial<KeyRing> = {}): KeyRing {
  return { current, keys: { ...older.keys, [current]: crypto.getRandomValues(new Uint8Array(32)) } }
}

/** The reason of what a promise failed with, in the form a caller gets: `not_found job.not-found`. Fails when it does not fail. */
export async function failure(promise: Promise<unknown>): Promise<{ code: string; reason: string; message: string }> {
  try {
    await promise
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof AppError ? error.cause : error
    if (cause instanceof AppError) return { code: cause.code, reason: cause.reason, message: cause.message }
    throw error
  }
  throw new Error('This was expected to fail, and did not.')
}

async function administer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
