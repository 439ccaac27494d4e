import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { personRoom } from '../../contract/live'
import { applications, jobs, people, postings, sessions } from '../../db/schema'
import { PLAIN_JOB } from '../../test/plain-job'
import { failure, newWorld, type World } from '../../test/world'
import type { PersonActor } from '../core/ctx'
import { createCaller } from '../entry/app-router'
import { endDemo } from '../identity/demo-person'
import { renewSession, startSession } from '../identity/renew-session'
import { openJobs } from '../jobs/open-jobs'
import { withEvents } from '../live/outbox'
import { findPublishedPosting } from '../postings/find-published'
import { countStores } from '../privacy/erase-person'
import { startDemo } from './start-demo'

const HOUR_MS = 3_600_000

async function newDemo(world: World) {
  const { token, personId } = await startDemo(world.as('visitor'), { timeZone: 'Europe/Paris' })
  const session = await startSession(world.as('visitor'), token, { country: null })
  await world.settle()
  const actor: PersonActor = {
    role: 'person',
    key: personId,
    name: 'Robin Reed',
    personId,
    sessionId: session.claims.sid,
    scopes: null,
    isOperator: false,
    isDemo: true,
  }
  const ctx = { ...world.as('visitor'), actor }
  return { personId, ctx, api: createCaller(ctx), refreshToken: session.refreshToken ?? '' }
}

test('one click makes a world with every stage filled, history, interviews, notes, reminders, news and a résumé, all relative to now', async () => {
  await using world = await newWorld()
  const { api } = await newDemo(world)
  const { data } = await api.applications.list({ limit: 100 })
  expect(data).toHaveLength(25)
  expect(new Set(data.map(({ group }) => group))).toEqual(new Set(['preparing', 'applied', 'screening', 'interview', 'offer', 'closed']))
  expect((await api.applications.history({ limit: 100 })).data.length).toBeGreaterThan(50)
  expect((await api.interviews.list({ from: world.state.now.toISOString() })).data.length).toBeGreaterThanOrEqual(3)
  expect((await api.reminders.list({})).data.length).toBeGreaterThanOrEqual(5)
  expect((await api.notifications.list({})).data.length).toBeGreaterThanOrEqual(1)
  expect((await api.resumes.listFiles({})).data).toMatchObject([{ name: 'Robin Reed.docx', state: 'read' }])
  expect(Date.parse(data[0]?.savedAt ?? '')).toBeLessThanOrEqual(world.state.now.getTime())
})

test('nothing leaves a demo: no mail, no text message, no key, no invitation', async () => {
  await using world = await newWorld()
  const { api } = await newDemo(world)
  const { id } = await api.organisations.create({ name: 'House Reed' })
  expect(await failure(api.organisations.invite({ organisationId: id, email: 'anna@example.com', role: 'viewer' }))).toMatchObject({
    reason: 'notifications.not-in-demo',
  })
  expect(await failure(api.notifications.startPhone({ phone: '+4915112345678' }))).toMatchObject({ reason: 'notifications.not-in-demo' })
  expect(await failure(api.keys.issue({ name: 'x', scopes: ['profile:read'] }))).toMatchObject({ reason: 'key.not-in-demo' })
  expect(await failure(api.privacy.askDeletion({ when: 'after-grace' }))).toMatchObject({ reason: 'privacy.not-in-demo' })
  world.passMs(3 * 24 * HOUR_MS)
  await world.cron()
  await world.settle()
  expect([world.state.mailbox.taken, world.state.phone.taken]).toEqual([[], []])
})

test('a demo’s posting never becomes public, and one that already is takes no application of a visitor', async () => {
  await using world = await newWorld()
  const { api } = await newDemo(world)
  const { id: organisationId } = await api.organisations.create({ name: 'House Reed' })
  const { id: postingId } = await api.postings.create({
    organisationId,
    fields: { title: 'Pastry chef', places: ['Bern, Switzerland'], jurisdiction: 'CH', description: 'You bake for three shops.' },
  })
  await api.postings.submit({ postingId })
  await api.postings.approve({ postingId })
  expect(await failure(api.postings.publish({ postingId }))).toMatchObject({ code: 'forbidden', reason: 'posting.not-in-demo' })
  const { db } = world.as('system')
  expect(await db.$count(jobs, eq(jobs.origin, 'posted'))).toBe(0)
  const visitor = world.api('visitor')
  const system = world.as('system')
  const [jobId] = await withEvents(system, (tx, emit) => openJobs(system, tx, emit, [{ ...PLAIN_JOB, title: 'Pastry chef' }]))
  await db
    .update(postings)
    .set({ state: 'published', jobId: jobId ?? '' })
    .where(eq(postings.id, postingId))
  expect(await findPublishedPosting(world.as('visitor'), { postingId })).toBeNull()
  expect(await failure(visitor.hiring.applyForm({ postingId }))).toMatchObject({ code: 'not_found' })
  await db.update(postings).set({ state: 'paused' }).where(eq(postings.id, postingId))
  expect(await failure(api.postings.resume({ postingId }))).toMatchObject({ code: 'forbidden', reason: 'posting.not-in-demo' })
  // Kept as an account, the same posting is one like any other.
  await db.update(people).set({ demoUntil: null })
  await db.update(postings).set({ state: 'published' }).where(eq(postings.id, postingId))
  expect(await findPublishedPosting(world.as('visitor'), { postingId })).toMatchObject({ id: postingId })
})

test('after a day nobody gets in, and nothing of it is left anywhere; another demo goes on', async () => {
  await using world = await newWorld()
  const first = await newDemo(world)
  world.passMs(12 * HOUR_MS)
  const second = await newDemo(world)
  world.passMs(12 * HOUR_MS + 1)
  expect(await renewSession(world.as('visitor'), first.refreshToken, { strict: true })).toBeNull()
  await world.cron()
  await world.settle()
  const system = world.as('system')
  const left = await countStores(system, { personId: first.personId, email: `${first.personId}@demo.invalid`, keyIds: [] })
  expect(left.filter(({ count }) => count > 0)).toEqual([])
  expect([...world.state.bucket.objects.keys()].filter((key) => key.includes(first.personId))).toEqual([])
  expect(world.state.forgotten).toContainEqual(personRoom(first.personId))
  expect(await system.db.$count(applications)).toBe(25)
  expect(await renewSession(world.as('visitor'), second.refreshToken, { strict: true })).toMatchObject({ claims: { demo: true } })
})

test('ended by its owner it is gone with the next run of cron', async () => {
  await using world = await newWorld()
  const { ctx } = await newDemo(world)
  await endDemo(ctx)
  await world.cron()
  await world.settle()
  expect(await world.as('system').db.$count(people)).toBe(0)
  const anna = await world.person('Anna')
  expect(await failure(endDemo(anna.ctx))).toMatchObject({ reason: 'demo.none' })
})

test('proving an address makes it an account with everything in it; a wrong code, a used one and a taken address do not', async () => {
  await using world = await newWorld()
  await world.person('Anna')
  const { api, personId, refreshToken } = await newDemo(world)
  await api.demo.startClaim({ email: 'anna@example.com' })
  await world.settle()
  expect(world.state.mailbox.taken.at(-1)).toMatchObject({ to: 'anna@example.com', subject: expect.stringContaining('already have') })
  await api.demo.startClaim({ email: 'robin@example.com' })
  await world.settle()
  const code = world.state.mailbox.taken.at(-1)?.text.match(/\b\d{6}\b/)?.[0] ?? ''
  const wrong = code === '000000' ? '000001' : '000000'
  expect(await failure(api.demo.finishClaim({ email: 'robin@example.com', code: wrong }))).toMatchObject({ reason: 'demo.wrong-code' })
  expect(await failure(api.demo.finishClaim({ email: 'anna@example.com', code }))).toMatchObject({ reason: 'demo.wrong-code' })
  await api.demo.finishClaim({ email: 'robin@example.com', code, name: 'Robin' })
  expect(await failure(api.demo.finishClaim({ email: 'robin@example.com', code }))).toMatchObject({ reason: 'demo.none' })
  world.passMs(48 * HOUR_MS)
  await world.cron()
  await world.settle()
  expect(await api.people.me()).toMatchObject({
    id: personId,
    name: 'Robin',
    email: 'robin@example.com',
    emailVerified: true,
    demoUntil: null,
  })
  expect((await api.applications.list({ limit: 100 })).data).toHaveLength(25)
  expect(await renewSession(world.as('visitor'), refreshToken, { strict: true })).toMatchObject({ claims: { demo: false } })
})

test('over the limit there is no demo, and nothing of a half one', async () => {
  await using world = await newWorld()
  world.state.isLimited = true
  expect(await failure(startDemo(world.as('visitor'), { timeZone: 'UTC' }))).toMatchObject({ reason: 'demo.too-many' })
  expect(await world.as('system').db.$count(people)).toBe(0)
  expect(await world.as('system').db.$count(sessions, eq(sessions.personId, 'nobody'))).toBe(0)
})
