import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { rooms } from '../../contract/live'
import { jobs, leads, posts, tasks } from '../../db/schema'
import { newWorld } from '../../test/world'

const OFFER = `We are hiring! Harbour Light Software is looking for a Senior Backend Engineer in Hamburg, Germany (hybrid).
€75,000 - €90,000 per year, full-time. You will work with TypeScript, PostgreSQL and Kubernetes.
Apply at https://harbour-light.example/careers`
const CHATTER =
  'Anyone else think the coffee machine at work judges you? Mine makes a disappointed noise every morning. Share your stories below.'

test('an offer becomes a job on the feed, and chatter is kept but shown to nobody', async () => {
  await using world = await newWorld()
  await world.deliver([world.post({ externalId: 'p1', text: OFFER }), world.post({ externalId: 'p2', text: CHATTER })])
  await world.settle()
  const found = await world.as('visitor').db.select().from(jobs)
  expect(found).toHaveLength(1)
  expect(found[0]).toMatchObject({
    title: expect.stringMatching(/senior backend engineer/i),
    status: 'open',
    source: 'facebook',
    origin: 'detected',
  })
  const feed = world.events(rooms.jobs)
  expect(feed.map((event) => [event.seq, event.type])).toEqual([[1, 'job.opened']])
  const states = await world.as('operator').db.select({ state: leads.state }).from(leads).orderBy(leads.state)
  expect(states.map((lead) => lead.state)).toEqual(['published', 'unseen'])
})

test('a delivery that comes twice, and a task that runs twice, change nothing', async () => {
  await using world = await newWorld()
  const change = world.post({ externalId: 'p1', text: OFFER })
  await world.deliver([change])
  const ids = [...world.state.queue]
  await world.settle()
  expect(await world.deliver([change])).toEqual({ added: 0, changed: 0, known: 1 })
  world.state.queue.push(...ids)
  await world.settle()
  const { db } = world.as('operator')
  expect(await db.$count(posts)).toBe(1)
  expect(await db.$count(jobs)).toBe(1)
  // One that reads the post, one that tells who waits for such a job.
  expect(await db.$count(tasks)).toBe(2)
  expect(world.events(rooms.jobs)).toHaveLength(1)
})

test('an edit is read again and its job follows; an older edit that arrives later changes nothing', async () => {
  await using world = await newWorld()
  await world.deliver([world.post({ externalId: 'p1', text: OFFER }, '2026-11-21T09:00:00.000Z')])
  await world.settle()
  const edited = OFFER.replace('Hamburg', 'Berlin')
  await world.deliver([world.post({ externalId: 'p1', text: edited }, '2026-11-21T09:10:00.000Z')])
  await world.deliver([world.post({ externalId: 'p1', text: OFFER }, '2026-11-21T09:05:00.000Z')])
  await world.settle()
  const [job] = await world.as('visitor').db.select().from(jobs)
  expect(job?.places.join()).toContain('Berlin')
  expect(job?.version).toBe(2)
  expect(world.events(rooms.jobs).map((event) => event.type)).toEqual(['job.opened', 'job.changed'])
})

test('a removed post closes its job, also when the removal arrives before the post', async () => {
  await using world = await newWorld()
  await world.deliver([world.post({ externalId: 'p1', text: OFFER }, '2026-11-21T09:00:00.000Z')])
  await world.settle()
  await world.deliver([world.removal('p1', '2026-11-21T09:30:00.000Z'), world.removal('p9', '2026-11-21T09:30:00.000Z')])
  await world.deliver([world.post({ externalId: 'p9', text: OFFER }, '2026-11-21T09:20:00.000Z')])
  await world.settle()
  const all = await world.as('visitor').db.select({ status: jobs.status }).from(jobs)
  expect(all).toEqual([{ status: 'closed' }])
  expect(world.events(rooms.jobs).map((event) => event.type)).toEqual(['job.opened', 'job.closed'])
})

test('a role seen at two sources is one card that counts both', async () => {
  await using world = await newWorld()
  await world.deliver([world.post({ externalId: 'p1', text: OFFER })], 'facebook')
  await world.settle()
  await world.deliver([world.post({ externalId: 'x1', text: `${OFFER}\nShared from our page.` })], 'reddit')
  await world.settle()
  const page = await world.api('visitor').jobs.search({})
  expect(page.data).toHaveLength(1)
  expect(page.data[0]).toMatchObject({ seenOn: 2, source: 'facebook' })
  const last = world.events(rooms.jobs).at(-1)
  expect(last).toMatchObject({ type: 'job.changed', data: { job: { seenOn: 2 } } })
})

test('dead rooms lose nothing: what was not published goes out later, once and in order', async () => {
  await using world = await newWorld()
  world.state.roomsAreDown = true
  await world.deliver([
    world.post({ externalId: 'p1', text: OFFER }),
    world.post({ externalId: 'p2', text: OFFER.replaceAll('Backend', 'Frontend') }),
  ])
  await world.settle()
  expect(world.events(rooms.jobs)).toEqual([])
  world.state.roomsAreDown = false
  const { publishLeftovers } = await import('../live/publish')
  await publishLeftovers(world.as('system'))
  expect(world.events(rooms.jobs).map((event) => event.seq)).toEqual([1, 2])
  expect(await publishLeftovers(world.as('system'))).toBe(0)
})

test('a dead queue loses nothing: the rows are sent again after thirty seconds', async () => {
  await using world = await newWorld()
  world.state.queueIsDown = true
  await world.deliver([world.post({ externalId: 'p1', text: OFFER })])
  world.state.queueIsDown = false
  const { resendTasks } = await import('../tasks/run-tasks')
  expect(await resendTasks(world.as('system'))).toBe(0)
  world.passMs(31_000)
  expect(await resendTasks(world.as('system'))).toBe(1)
  await world.settle()
  expect(await world.as('visitor').db.$count(jobs)).toBe(1)
})

test('a contact is public only after a person approved the lead', async () => {
  await using world = await newWorld()
  await world.deliver([world.post({ externalId: 'p1', text: `${OFFER}\nOr write to jobs@harbour-light.example` })])
  await world.settle()
  const [row] = await world.as('operator').db.select().from(leads)
  const before = await world.api('visitor').jobs.get({ id: row?.jobId ?? '' })
  expect(JSON.stringify(before)).not.toContain('jobs@harbour-light.example')
  await world.api('operator').leads.decide({ decision: 'confirm', leadId: row?.id ?? '', version: row?.version ?? 0 })
  const after = await world.api('visitor').jobs.get({ id: row?.jobId ?? '' })
  expect(after.contact).toBe('jobs@harbour-light.example')
  const [kept] = await world
    .as('operator')
    .db.select({ state: leads.state })
    .from(leads)
    .where(eq(leads.id, row?.id ?? ''))
  expect(kept?.state).toBe('confirmed')
})

test('a newer change that says the same still makes an older one late', async () => {
  await using world = await newWorld()
  const other = OFFER.replace('Hamburg', 'Berlin')
  await world.deliver([world.post({ externalId: 'p1', text: OFFER }, '2026-11-21T09:00:00.000Z')])
  expect(await world.deliver([world.post({ externalId: 'p1', text: OFFER }, '2026-11-21T09:10:00.000Z')])).toEqual({
    added: 0,
    changed: 0,
    known: 1,
  })
  await world.deliver([world.post({ externalId: 'p1', text: other }, '2026-11-21T09:05:00.000Z')])
  await world.settle()
  const [job] = await world.as('visitor').db.select({ places: jobs.places }).from(jobs)
  expect(job?.places.join()).toContain('Hamburg')
})

test('a card stays the card of its role when an older sighting is read later', async () => {
  await using world = await newWorld()
  await world.deliver([world.post({ externalId: 'early', text: OFFER })], 'reddit')
  const waiting = world.state.queue.splice(0)
  world.passMs(5_000)
  await world.deliver([world.post({ externalId: 'late', text: OFFER })], 'facebook')
  await world.settle()
  world.state.queue.push(...waiting)
  await world.settle()
  const feed = world.events(rooms.jobs)
  expect(feed.map((event) => event.type)).toEqual(['job.opened', 'job.changed'])
  const shown = await world.api('visitor').jobs.search({})
  expect(shown.data.map((job) => [job.source, job.seenOn])).toEqual([['facebook', 2]])
})

test('half of a letter, a NUL, or a clock that is years ahead holds nothing up', async () => {
  await using world = await newWorld()
  const counts = await world.deliver([
    world.post({ externalId: 'bad\u0000id', text: `${OFFER} \ud83d \u0000`, authorExternalId: 'a\ud800' }),
    world.post({ externalId: 'ahead', text: OFFER.replaceAll('Backend', 'Frontend') }, '2199-01-01T00:00:00.000Z'),
  ])
  expect(counts.added).toBe(2)
  await world.settle()
  world.passMs(2 * 86_400_000)
  await world.deliver([world.removal('ahead')])
  await world.settle()
  const { db } = world.as('operator')
  expect((await db.select({ externalId: posts.externalId }).from(posts).orderBy(posts.externalId)).map((post) => post.externalId)).toEqual([
    'ahead',
    'badid',
  ])
  expect((await db.select({ status: jobs.status }).from(jobs).orderBy(jobs.status)).map((job) => job.status)).toEqual(['closed', 'open'])
})
