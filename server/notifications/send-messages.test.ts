import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { messageEvents, messages, suppressions, tasks } from '../../db/schema'
import { failure, newWorld, type World } from '../../test/world'
import { upstreamFailed } from '../core/errors'
import { taskHandlers } from '../entry/tasks'
import { replayTask } from '../tasks/list-tasks'
import { runTasks } from '../tasks/run-tasks'
import { addressRefused } from '../vendors/outgoing-mail'
import { applyNews } from './apply-news'
import { setConsent } from './consents'
import { queueMail } from './queue-mail'
import { eraseOldContent } from './send-messages'
import { readUnsubscribeToken, unsubscribe } from './unsubscribe'

const CODE = {
  template: 'sign-in-code',
  to: 'anna@example.com',
  personId: null,
  data: { code: '123456', link: 'https://numerojobs.example/sign-in/code', minutes: 10 },
} as const
const DAY_MS = 86_400_000

test('a mail that is queued in a transaction leaves once that has committed, and its content lies sealed', async () => {
  await using world = await newWorld()
  const ctx = world.as('system')
  const id = await ctx.transact(async (tx) => {
    const id = await queueMail(ctx, tx, CODE)
    expect(world.state.queue).toEqual([])
    return id
  })
  const [row] = await ctx.db.select().from(messages)
  expect(row).toMatchObject({ id, state: 'queued', channel: 'mail', template: 'sign-in-code', purpose: null, attempts: 0 })
  expect(JSON.stringify(row)).not.toMatch(/anna|123456/)
  await world.settle()
  expect(world.state.mailbox.taken).toMatchObject([
    { id, to: 'anna@example.com', subject: '123456 is your Numerojobs code', unsubscribeUrl: null },
  ])
  expect(await stateOf(world, id)).toEqual({ state: 'sent', reason: null, attempts: 1 })
  expect(await eventsOf(world, id)).toEqual(['queued', 'sent'])
})

test('a transaction that fails sends nothing', async () => {
  await using world = await newWorld()
  const ctx = world.as('system')
  const broken = ctx.transact(async (tx) => {
    await queueMail(ctx, tx, CODE)
    throw new Error('changed my mind')
  })
  await expect(broken).rejects.toThrow('changed my mind')
  await world.settle()
  expect(await ctx.db.$count(messages)).toBe(0)
  expect(world.state.mailbox.taken).toEqual([])
})

test('the same task twice sends one mail, and so does a crash between sending and noting it', async () => {
  await using world = await newWorld()
  const ctx = world.as('system')
  const id = await queueMail(ctx, ctx.db, CODE)
  await world.settle()
  await ctx.db.update(tasks).set({ state: 'open' })
  await runTasks(ctx, taskHandlers, await taskIds(world))
  expect(world.state.mailbox.taken).toHaveLength(1)
  await ctx.db.update(messages).set({ state: 'queued' }).where(eq(messages.id, id))
  await ctx.db.update(tasks).set({ state: 'open' })
  await runTasks(ctx, taskHandlers, await taskIds(world))
  // The second asks with the same id, by which a transport knows it.
  expect(world.state.mailbox.taken).toHaveLength(1)
  expect((await stateOf(world, id)).state).toBe('sent')
})

test('a transport that is away is tried again; at the end the message says failed, and a replay from the dead letters sends it', async () => {
  await using world = await newWorld()
  const ctx = world.as('system')
  world.state.mailbox.failsWith = upstreamFailed('mail', { retryable: true })
  const id = await queueMail(ctx, ctx.db, CODE)
  await world.settle()
  expect(await stateOf(world, id)).toEqual({ state: 'queued', reason: null, attempts: 1 })
  const [taskId = ''] = await taskIds(world)
  for (let attempt = 0; attempt < 5; attempt++) {
    world.passMs(10 * 60_000)
    await runTasks(ctx, taskHandlers, [taskId])
  }
  expect(await stateOf(world, id)).toEqual({ state: 'failed', reason: 'transport-unreachable', attempts: 6 })
  world.state.mailbox.failsWith = null
  await replayTask(world.as('operator'), taskId)
  await world.settle()
  expect(await stateOf(world, id)).toMatchObject({ state: 'sent', reason: null })
  expect(world.state.mailbox.taken).toHaveLength(1)
})

test('an address that nobody has is bounced, and gets nothing more: not even what it asks for, for a day', async () => {
  await using world = await newWorld()
  const ctx = world.as('system')
  world.state.mailbox.failsWith = addressRefused(null)
  const first = await queueMail(ctx, ctx.db, CODE)
  await world.settle()
  expect(await stateOf(world, first)).toMatchObject({ state: 'bounced', reason: 'address-refused' })
  world.state.mailbox.failsWith = null
  const second = await queueMail(ctx, ctx.db, { ...CODE, to: ' Anna@Example.com' })
  await world.settle()
  expect(await stateOf(world, second)).toEqual({ state: 'never_attempted', reason: 'address-bounced', attempts: 0 })
  world.passMs(DAY_MS + 1)
  const third = await queueMail(ctx, ctx.db, CODE)
  await world.settle()
  expect((await stateOf(world, third)).state).toBe('sent')
})

test('without a transport, nothing is attempted and the message says so', async () => {
  await using world = await newWorld()
  world.state.hasMail = false
  const ctx = world.as('system')
  const id = await queueMail(ctx, ctx.db, CODE)
  await world.settle()
  expect(await stateOf(world, id)).toEqual({ state: 'never_attempted', reason: 'no-transport', attempts: 0 })
})

test('what a person did not agree to is never attempted; agreed to, it leaves with its one-click way out, and after that click no more', async () => {
  await using world = await newWorld()
  const anna = await world.person('Anna')
  const send = async () => {
    const id = await queueMail(world.as('system'), world.as('system').db, updateFor(anna.personId))
    await world.settle()
    return stateOf(world, id)
  }
  expect(await send()).toEqual({ state: 'never_attempted', reason: 'no-consent', attempts: 0 })
  await setConsent(anna.ctx, { textId: 'mail-updates', textVersion: 1, given: true })
  expect((await send()).state).toBe('sent')
  const url = world.state.mailbox.taken[0]?.unsubscribeUrl ?? ''
  expect(world.state.mailbox.taken[0]?.html).toContain(url)
  const token = url.split('/unsubscribe/')[1] ?? ''
  expect(url).not.toContain('anna')
  // A year later, without signing in, and twice.
  world.passMs(365 * DAY_MS)
  await unsubscribe(world.as('visitor'), token)
  await unsubscribe(world.as('visitor'), token)
  expect(await send()).toMatchObject({ state: 'never_attempted', reason: 'unsubscribed' })
  await setConsent(anna.ctx, { textId: 'mail-updates', textVersion: 1, given: true })
  expect((await send()).state).toBe('sent')
  // What was not unsubscribed from goes on all the time.
  const code = await queueMail(world.as('system'), world.as('system').db, CODE)
  await world.settle()
  expect((await stateOf(world, code)).state).toBe('sent')
})

test('an unsubscribe link that somebody made or changed ends nothing', async () => {
  await using world = await newWorld()
  const visitor = world.as('visitor')
  const payload = btoa(JSON.stringify({ channel: 'mail', addressHash: 'a'.repeat(64), personId: null, purpose: 'updates' }))
  for (const token of ['', 'x', `${payload}.`, `${payload}.${'0'.repeat(64)}`, `${payload}.${await visitor.hash(payload)}`])
    expect.soft(await failure(readUnsubscribeToken(visitor, token)), token).toMatchObject({ reason: 'unsubscribe.bad-link' })
  expect(await visitor.db.$count(suppressions)).toBe(0)
})

test('news of a transport moves a message on, each once, and never back', async () => {
  await using world = await newWorld()
  const ctx = world.as('system')
  const id = await queueMail(ctx, ctx.db, CODE)
  await world.settle()
  const news = (type: 'sent' | 'delivered' | 'bounced' | 'complained', eventId: string, isPermanent = true) =>
    applyNews(ctx, { messageId: null, vendorId: `vendor-${id}`, eventId, type, isPermanent, at: world.state.now })
  await news('delivered', 'e1')
  await news('delivered', 'e1')
  await news('sent', 'e2')
  expect((await stateOf(world, id)).state).toBe('delivered')
  expect(await eventsOf(world, id)).toEqual(['queued', 'sent', 'delivered', 'sent'])
  await news('bounced', 'e3', false)
  expect(await stateOf(world, id)).toMatchObject({ state: 'bounced', reason: 'address-refused' })
  expect(await ctx.db.$count(suppressions)).toBe(0)
  await news('bounced', 'e4')
  expect(await ctx.db.select({ scope: suppressions.scope, reason: suppressions.reason }).from(suppressions)).toEqual([
    { scope: 'all', reason: 'bounced' },
  ])
  await applyNews(ctx, {
    messageId: null,
    vendorId: 'of somebody else',
    eventId: 'e5',
    type: 'bounced',
    isPermanent: true,
    at: world.state.now,
  })
  expect(await ctx.db.$count(suppressions)).toBe(1)
})

test('a complaint ends what the person did not ask for, and is written in the ledger as a withdrawal', async () => {
  await using world = await newWorld()
  const anna = await world.person('Anna')
  await setConsent(anna.ctx, { textId: 'mail-updates', textVersion: 1, given: true })
  const ctx = world.as('system')
  const id = await queueMail(ctx, ctx.db, updateFor(anna.personId))
  await world.settle()
  await applyNews(ctx, { messageId: id, vendorId: '', eventId: 'e1', type: 'complained', isPermanent: false, at: world.state.now })
  const after = await queueMail(ctx, ctx.db, updateFor(anna.personId))
  const code = await queueMail(ctx, ctx.db, { ...CODE, personId: anna.personId })
  await world.settle()
  expect(await stateOf(world, after)).toMatchObject({ state: 'never_attempted', reason: 'address-complained' })
  expect((await stateOf(world, code)).state).toBe('sent')
})

test('after 30 days the content and the address are gone, and what became of the mail stays', async () => {
  await using world = await newWorld()
  const ctx = world.as('system')
  const id = await queueMail(ctx, ctx.db, CODE)
  await world.settle()
  world.passMs(29 * DAY_MS)
  await eraseOldContent(ctx)
  expect((await ctx.db.select().from(messages))[0]?.sealedContent).not.toBeNull()
  world.passMs(2 * DAY_MS)
  await eraseOldContent(ctx)
  expect((await ctx.db.select().from(messages))[0]).toMatchObject({ id, state: 'sent', sealedContent: null, sealedTo: null })
})

test('what happened to a message cannot be written anew', async () => {
  await using world = await newWorld()
  const ctx = world.as('system')
  await queueMail(ctx, ctx.db, CODE)
  await expect(ctx.db.update(messageEvents).set({ type: 'delivered' })).rejects.toThrow()
})

const updateFor = (personId: string) =>
  ({
    template: 'update',
    to: 'anna@example.com',
    personId,
    data: {
      item: {
        data: {
          event: 'job.closed',
          jobId: `job_${'1'.repeat(32)}`,
          jobTitle: 'Baker',
          companyName: null,
        },
        at: '2026-11-21T10:00:00.000Z',
      },
      timeZone: 'UTC',
    },
  }) as const

async function stateOf(world: World, id: string) {
  const [row] = await world
    .as('system')
    .db.select({ state: messages.state, reason: messages.reason, attempts: messages.attempts })
    .from(messages)
    .where(eq(messages.id, id))
  if (!row) throw new Error('There is no such message.')
  return row
}
const eventsOf = async (world: World, id: string) =>
  (
    await world
      .as('system')
      .db.select({ type: messageEvents.type })
      .from(messageEvents)
      .where(eq(messageEvents.messageId, id))
      .orderBy(messageEvents.id)
  ).map(({ type }) => type)
const taskIds = async (world: World) => (await world.as('system').db.select({ id: tasks.id }).from(tasks)).map(({ id }) => id)
