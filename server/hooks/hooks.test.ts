import { Webhook } from 'standardwebhooks'
import { expect, test } from 'vitest'
import { hookAttempts, hookDeliveries, hookEvents, tasks } from '../../db/schema'
import { startReceiver } from '../../test/fakes/receiver'
import { failure, newWorld, type World } from '../../test/world'
import { newId } from '../core/ids'
import { tellHooks } from './tell-hooks'

const HOUR_MS = 3_600_000
const JOB = `job_${'1'.repeat(32)}`
const POSTING = `pos_${'1'.repeat(32)}`

async function newOwner(world: World) {
  const anna = await world.person('Anna')
  const { id: organisationId, slug } = await anna.api.organisations.create({ name: 'Reed & Daughters' })
  return { anna, organisationId, slug }
}
async function publish(world: World, organisationId: string) {
  const ctx = world.as('system')
  await ctx.transact((tx) => tellHooks(ctx, tx, { organisationId, type: 'job.published', data: { jobId: JOB, postingId: POSTING } }))
}
/** Lets time pass until cron finds what is due, and does it. */
async function pass(world: World, ms: number) {
  world.passMs(ms)
  await world.cron()
  await world.settle()
}

test('an event reaches the endpoint signed, with ids and no names, under an id that stays the same', async () => {
  await using world = await newWorld()
  await using receiver = await startReceiver()
  const { anna, organisationId } = await newOwner(world)
  const { endpoint, secret } = await anna.api.hooks.add({ organisationId, url: receiver.url, types: ['job.published', 'job.closed'] })
  await publish(world, organisationId)
  await world.settle()
  expect(receiver.got).toHaveLength(1)
  const [hook] = receiver.got
  const read = new Webhook(secret)
  world.state.now = new Date()
  expect(JSON.parse(hook?.body ?? '')).toEqual({
    type: 'job.published',
    timestamp: '2026-11-21T10:00:00.000Z',
    data: { jobId: JOB, postingId: POSTING },
  })
  const signed = read.sign(
    hook?.headers['webhook-id'] ?? '',
    new Date(Number(hook?.headers['webhook-timestamp']) * 1_000),
    hook?.body ?? '',
  )
  expect(hook?.headers['webhook-signature']).toBe(signed)
  expect(hook?.headers['content-type']).toBe('application/json')
  const { data } = await anna.api.hooks.deliveries({ endpointId: endpoint.id })
  expect(data).toMatchObject([
    { type: 'job.published', state: 'delivered', attempts: 1, lastStatus: 200, eventId: hook?.headers['webhook-id'] },
  ])
  const detail = await anna.api.hooks.delivery({ deliveryId: data[0]?.id ?? '' })
  expect(detail).toMatchObject({ payload: hook?.body, log: [{ status: 200, answer: 'thank you', fault: null }] })
  expect(JSON.stringify(detail)).not.toContain(secret)
  expect(JSON.stringify(detail)).not.toContain('v1,')
})

test('what no endpoint wants costs no row, and another organisation hears nothing', async () => {
  await using world = await newWorld()
  await using receiver = await startReceiver()
  const { anna, organisationId } = await newOwner(world)
  const other = await anna.api.organisations.create({ name: 'Another' })
  await publish(world, organisationId)
  await anna.api.hooks.add({ organisationId, url: receiver.url, types: ['application.created'] })
  await anna.api.hooks.add({ organisationId: other.id, url: receiver.url, types: ['job.published'] })
  await publish(world, organisationId)
  await world.settle()
  const { db } = world.as('system')
  expect([await db.$count(hookEvents), await db.$count(tasks)]).toEqual([0, 0])
  expect(receiver.got).toEqual([])
})

test('a transaction that is rolled back tells nobody', async () => {
  await using world = await newWorld()
  const { anna, organisationId } = await newOwner(world)
  await anna.api.hooks.add({ organisationId, url: 'http://127.0.0.1:9/', types: ['job.published'] })
  const ctx = world.as('system')
  const half = ctx.transact(async (tx) => {
    await tellHooks(ctx, tx, { organisationId, type: 'job.published', data: { jobId: JOB, postingId: POSTING } })
    throw new Error('Something after it failed.')
  })
  await expect(half).rejects.toThrow('Something after it failed.')
  expect(await ctx.db.$count(hookEvents)).toBe(0)
})

test('an endpoint that is down is tried again by the schedule and gets the same event under the same id', async () => {
  await using world = await newWorld()
  await using receiver = await startReceiver()
  const { anna, organisationId } = await newOwner(world)
  const { endpoint } = await anna.api.hooks.add({ organisationId, url: receiver.url, types: ['job.published'] })
  receiver.state.status = 503
  await publish(world, organisationId)
  await world.settle()
  const { endpointId } = { endpointId: endpoint.id }
  expect((await anna.api.hooks.deliveries({ endpointId })).data).toMatchObject([{ state: 'waiting', attempts: 1, lastStatus: 503 }])
  expect((await anna.api.hooks.list({ organisationId })).data[0]?.failingSince).toBe('2026-11-21T10:00:00.000Z')
  await pass(world, 35_000)
  expect(receiver.got).toHaveLength(2)
  // Not before its time.
  await pass(world, 60_000)
  expect(receiver.got).toHaveLength(2)
  receiver.state.status = 200
  await pass(world, 6 * 60_000)
  expect(receiver.got).toHaveLength(3)
  expect(new Set(receiver.got.map(({ headers }) => headers['webhook-id'])).size).toBe(1)
  expect(new Set(receiver.got.map(({ body }) => body)).size).toBe(1)
  expect(new Set(receiver.got.map(({ headers }) => headers['webhook-timestamp'])).size).toBe(3)
  expect((await anna.api.hooks.deliveries({ endpointId })).data).toMatchObject([{ state: 'delivered', attempts: 3, nextAt: null }])
  expect((await anna.api.hooks.list({ organisationId })).data[0]?.failingSince).toBeNull()
})

test('a task that runs twice sends once, and one that stopped before it wrote its answer sends again', async () => {
  await using world = await newWorld()
  await using receiver = await startReceiver()
  const { anna, organisationId } = await newOwner(world)
  await anna.api.hooks.add({ organisationId, url: receiver.url, types: ['job.published'] })
  await publish(world, organisationId)
  const ctx = world.as('system')
  const { deliverHooks, fanOut } = await import('./deliver')
  const [event] = await ctx.db.select({ id: hookEvents.id }).from(hookEvents)
  await Promise.all([fanOut(ctx, event?.id ?? ''), fanOut(ctx, event?.id ?? '')])
  const [delivery] = await ctx.db.select({ id: hookDeliveries.id }).from(hookDeliveries)
  const attempt = { kind: 'hooks.deliver', deliveryId: delivery?.id ?? '', round: 1, attempt: 1 } as const
  await Promise.all([deliverHooks(ctx, [attempt]), deliverHooks(ctx, [attempt, attempt])])
  await deliverHooks(ctx, [attempt])
  expect(receiver.got).toHaveLength(1)
  // As if the Worker had died after the answer: claimed, and never written down.
  await ctx.db.update(hookDeliveries).set({ state: 'waiting', attempts: 0, claimedUntil: new Date(world.state.now.getTime() + 25_000) })
  await deliverHooks(ctx, [attempt])
  expect(receiver.got).toHaveLength(1)
  world.passMs(25_001)
  await deliverHooks(world.as('system'), [attempt])
  expect(receiver.got).toHaveLength(2)
})

test('an endpoint that fails for three days is switched off and its owners are told once; what it missed can be replayed', async () => {
  await using world = await newWorld()
  await using receiver = await startReceiver()
  const { anna, organisationId, slug } = await newOwner(world)
  const { endpoint } = await anna.api.hooks.add({ organisationId, url: receiver.url, types: ['job.published'] })
  const endpointId = endpoint.id
  receiver.state.status = 500
  await publish(world, organisationId)
  await world.settle()
  for (let step = 0; step < 55; step++) await pass(world, 2 * HOUR_MS)
  expect(receiver.got).toHaveLength(10)
  expect((await anna.api.hooks.list({ organisationId })).data).toMatchObject([{ state: 'off', offReason: 'failing' }])
  expect((await anna.api.hooks.deliveries({ endpointId })).data).toMatchObject([{ state: 'failed', attempts: 10 }])
  const mails = world.state.mailbox.taken
  expect(mails.map(({ to, subject }) => [to, subject])).toEqual([
    ['anna@example.com', expect.stringMatching(/^Webhooks of Reed & Daughters to 127\.0\.0\.1:\d+ are switched off$/)],
  ])
  expect(mails[0]?.text).toContain(`/organisations/${slug}/webhooks/${endpointId}`)
  // While it is off, what happens is kept but not sent.
  await publish(world, organisationId)
  await world.settle()
  expect(receiver.got).toHaveLength(10)
  const since = '2026-11-21T10:00:00.000Z'
  expect(await failure(anna.api.hooks.replaySince({ endpointId, since }))).toMatchObject({ reason: 'hooks.endpoint-off' })
  receiver.state.status = 200
  expect(await anna.api.hooks.update({ endpointId, state: 'on' })).toMatchObject({ state: 'on', offReason: null, failingSince: null })
  expect(await anna.api.hooks.replaySince({ endpointId, since })).toEqual({ replayed: 2, isMore: false })
  await world.settle()
  expect(receiver.got).toHaveLength(12)
  expect((await anna.api.hooks.deliveries({ endpointId })).data.map(({ state }) => state)).toEqual(['delivered', 'delivered'])
  expect(await anna.api.hooks.replaySince({ endpointId, since })).toEqual({ replayed: 0, isMore: false })
})

test('410 Gone switches an endpoint off at once, a redirect is a failure and is not followed', async () => {
  await using world = await newWorld()
  await using receiver = await startReceiver()
  const { anna, organisationId } = await newOwner(world)
  const { endpoint } = await anna.api.hooks.add({ organisationId, url: receiver.url, types: ['job.published'] })
  receiver.state.status = 302
  receiver.state.headers = { location: receiver.url.replace('/hooks', '/elsewhere') }
  await publish(world, organisationId)
  await world.settle()
  expect(receiver.got.map(({ path }) => path)).toEqual(['/hooks'])
  receiver.state.status = 410
  await publish(world, organisationId)
  await world.settle()
  expect((await anna.api.hooks.list({ organisationId })).data).toMatchObject([{ state: 'off', offReason: 'gone' }])
  const { data } = await anna.api.hooks.deliveries({ endpointId: endpoint.id })
  expect(data.map(({ state, nextAt }) => [state, nextAt])).toEqual([
    ['failed', null],
    ['failed', null],
  ])
})

test('a delivery is replayed as often as an owner likes, always under its own id', async () => {
  await using world = await newWorld()
  await using receiver = await startReceiver()
  const { anna, organisationId } = await newOwner(world)
  const { endpoint } = await anna.api.hooks.add({ organisationId, url: receiver.url, types: ['job.published'] })
  await publish(world, organisationId)
  await world.settle()
  const [delivery] = (await anna.api.hooks.deliveries({ endpointId: endpoint.id })).data
  const deliveryId = delivery?.id ?? ''
  expect(await anna.api.hooks.replay({ deliveryId })).toMatchObject({ state: 'waiting', attempts: 0 })
  await anna.api.hooks.replay({ deliveryId })
  await world.settle()
  // The round that the second replay has overtaken sends nothing.
  expect(receiver.got).toHaveLength(2)
  expect(new Set(receiver.got.map(({ headers }) => headers['webhook-id'])).size).toBe(1)
  expect((await anna.api.hooks.delivery({ deliveryId })).log).toHaveLength(2)
})

test('after a rotation both secrets sign for a day, then the new one alone', async () => {
  await using world = await newWorld()
  await using receiver = await startReceiver()
  const { anna, organisationId } = await newOwner(world)
  const { endpoint, secret } = await anna.api.hooks.add({ organisationId, url: receiver.url, types: ['job.published'] })
  const rotated = await anna.api.hooks.rotateSecret({ endpointId: endpoint.id })
  expect(rotated.secret).not.toBe(secret)
  expect(rotated.endpoint.oldSecretUntil).toBe('2026-11-22T10:00:00.000Z')
  const signaturesOf = async () => {
    await publish(world, organisationId)
    await world.settle()
    const hook = receiver.got.at(-1)
    const at = new Date(Number(hook?.headers['webhook-timestamp']) * 1_000)
    const by = (each: string) => new Webhook(each).sign(hook?.headers['webhook-id'] ?? '', at, hook?.body ?? '')
    return { sent: hook?.headers['webhook-signature'], byNew: by(rotated.secret), byOld: by(secret) }
  }
  const during = await signaturesOf()
  expect(during.sent).toBe(`${during.byNew} ${during.byOld}`)
  world.passMs(24 * HOUR_MS)
  const after = await signaturesOf()
  expect(after.sent).toBe(after.byNew)
})

test('an address that is not on the public web is refused when it is given, and again when it is posted to', async () => {
  await using world = await newWorld()
  await using receiver = await startReceiver()
  const { anna, organisationId } = await newOwner(world)
  world.state.hooks.allowsLoopback = false
  world.state.hooks.addresses.set('inside.example.com', ['93.184.216.34', '10.0.0.7'])
  world.state.hooks.addresses.set('hooks.example.com', ['93.184.216.34'])
  const add = (url: string) => anna.api.hooks.add({ organisationId, url, types: ['job.published'] })
  for (const url of [
    receiver.url,
    'http://hooks.example.com/',
    'https://hooks.example.com:8443/',
    'https://anna:secret@hooks.example.com/',
    'https://127.0.0.1/',
    'https://[::1]/',
    'https://169.254.169.254/latest/meta-data/',
    'https://2130706433/',
    'https://localhost/',
    'https://db.internal/',
    'https://inside.example.com/',
    'https://nobody.example.com/',
    'ftp://hooks.example.com/',
    'hooks.example.com',
  ])
    expect.soft(await failure(add(url)), url).toMatchObject({ code: 'invalid', reason: 'hooks.bad-address' })
  const { endpoint } = await add('https://hooks.example.com/numerojobs#part')
  expect(endpoint.url).toBe('https://hooks.example.com/numerojobs')
  // The name now stands for an inner address.
  world.state.hooks.addresses.set('hooks.example.com', ['192.168.0.1'])
  expect(await anna.api.hooks.test({ endpointId: endpoint.id })).toMatchObject({ status: null, fault: 'not-public' })
})

test('the test button posts a signed event at once and shows the answer; its failure counts for nothing', async () => {
  await using world = await newWorld()
  await using receiver = await startReceiver()
  const { anna, organisationId } = await newOwner(world)
  const { endpoint } = await anna.api.hooks.add({ organisationId, url: receiver.url, types: ['job.published'] })
  receiver.state.status = 418
  receiver.state.body = `a teapot\u0000${'x'.repeat(5_000)}`
  const answer = await anna.api.hooks.test({ endpointId: endpoint.id })
  expect(answer).toMatchObject({ status: 418, fault: null })
  expect(answer.answer).toHaveLength(1_000)
  expect(JSON.parse(receiver.got[0]?.body ?? '')).toMatchObject({ type: 'endpoint.tested', data: { endpointId: endpoint.id } })
  await pass(world, HOUR_MS)
  expect(receiver.got).toHaveLength(1)
  expect((await anna.api.hooks.list({ organisationId })).data[0]).toMatchObject({ state: 'on', failingSince: null })
  await receiver[Symbol.asyncDispose]()
  expect(await anna.api.hooks.test({ endpointId: endpoint.id })).toMatchObject({ status: null, fault: 'unreachable', answer: '' })
  world.state.isLimited = true
  expect(await failure(anna.api.hooks.test({ endpointId: endpoint.id }))).toMatchObject({ reason: 'hooks.too-many-tests' })
})

test('only owners see endpoints; to a stranger each is as if it did not exist, and a recruiter is told what right is missing', async () => {
  await using world = await newWorld()
  await using receiver = await startReceiver()
  const { anna, organisationId } = await newOwner(world)
  const { endpoint } = await anna.api.hooks.add({ organisationId, url: receiver.url, types: ['job.published'] })
  await publish(world, organisationId)
  await world.settle()
  const [delivery] = (await anna.api.hooks.deliveries({ endpointId: endpoint.id })).data
  const boris = await world.person('Boris')
  const ids = { endpointId: endpoint.id, deliveryId: delivery?.id ?? '' }
  const calls = ({ endpointId, deliveryId }: typeof ids) => [
    () => boris.api.hooks.get({ endpointId }),
    () => boris.api.hooks.update({ endpointId, description: 'x' }),
    () => boris.api.hooks.rotateSecret({ endpointId }),
    () => boris.api.hooks.test({ endpointId }),
    () => boris.api.hooks.deliveries({ endpointId }),
    () => boris.api.hooks.replaySince({ endpointId, since: '2026-11-21T00:00:00.000Z' }),
    () => boris.api.hooks.remove({ endpointId }),
    () => boris.api.hooks.delivery({ deliveryId }),
    () => boris.api.hooks.replay({ deliveryId }),
  ]
  const missing = calls({ endpointId: newId('hookEndpoint'), deliveryId: newId('hookDelivery') })
  for (const [index, call] of calls(ids).entries())
    expect(await failure(call())).toEqual(await failure(missing[index]?.() ?? Promise.resolve()))
  const invitation = await anna.api.organisations.invite({ organisationId, email: 'boris@example.com', role: 'recruiter' })
  await boris.api.organisations.answerInvitation({ invitationId: invitation.id, accept: true })
  for (const call of calls(ids)) expect(await failure(call())).toMatchObject({ reason: 'organisation.right-missing' })
  expect(await failure(boris.api.hooks.list({ organisationId }))).toMatchObject({ reason: 'organisation.right-missing' })
})

test('an organisation has ten endpoints at most; removed, an endpoint takes its log along; events end after 30 days', async () => {
  await using world = await newWorld()
  await using receiver = await startReceiver()
  const { anna, organisationId } = await newOwner(world)
  const add = () => anna.api.hooks.add({ organisationId, url: receiver.url, types: ['job.published'] })
  const added = []
  for (let count = 0; count < 9; count++) added.push(await add())
  const last = await Promise.allSettled([add(), add()])
  expect(last.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  await publish(world, organisationId)
  await world.settle()
  expect(receiver.got).toHaveLength(10)
  for (const { endpoint } of added) await anna.api.hooks.remove({ endpointId: endpoint.id })
  const { db } = world.as('system')
  expect([await db.$count(hookDeliveries), await db.$count(hookAttempts)]).toEqual([1, 1])
  world.passMs(30 * 24 * HOUR_MS + (67 - world.state.now.getUTCMinutes()) * 60_000)
  await world.cron()
  expect([await db.$count(hookEvents), await db.$count(hookAttempts)]).toEqual([0, 0])
})
