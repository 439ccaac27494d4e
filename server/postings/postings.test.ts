import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { hiringRoom, rooms } from '../../contract/live'
import type { PostingFields } from '../../contract/postings'
import { auditLines, creditEntries, jobs, members } from '../../db/schema'
import { failure, newWorld, type World } from '../../test/world'
import { findPublishedPosting } from './find-published'

const BAKER: Partial<PostingFields> = {
  title: 'Pastry chef',
  places: ['Lyon, France'],
  jurisdiction: 'FR',
  description: 'You bake for three shops, from four in the morning, with two apprentices beside you.',
}

test('a posting goes from its first words to a public job that everybody’s feed hears of', async () => {
  await using world = await newWorld()
  const { anna, boris, organisationId } = await team(world)
  const draft = await anna.api.postings.create({ organisationId, fields: BAKER })
  expect(draft).toMatchObject({ state: 'draft', jobId: null, may: ['edit', 'submit', 'close'], organisationName: 'Kestrel Bakery' })
  expect(await anna.api.postings.submit({ postingId: draft.id })).toMatchObject({ state: 'review', isSubmitted: true })
  await boris.api.postings.approve({ postingId: draft.id })
  const published = await anna.api.postings.publish({ postingId: draft.id })
  expect(published).toMatchObject({ state: 'published', approvedBy: boris.personId, isSubmitted: false })
  await world.settle()
  expect(world.events(rooms.jobs)).toMatchObject([{ type: 'job.opened', data: { job: { title: 'Pastry chef', origin: 'posted' } } }])
  expect(await world.api('visitor').jobs.get({ id: published.jobId ?? '' })).toMatchObject({
    companyName: 'Kestrel Bakery',
    source: 'numerojobs',
    applyUrl: `https://numerojobs.example/apply/${draft.id}`,
    status: 'open',
  })
  const found = await findPublishedPosting(world.as('visitor'), { jobId: published.jobId ?? '' })
  expect(found).toMatchObject({ id: draft.id, organisationName: 'Kestrel Bakery', replyPromiseDays: 14 })
  expect(await findPublishedPosting(world.as('visitor'), { postingId: draft.id })).toEqual(found)
  const { data } = await anna.api.postings.history({ postingId: draft.id })
  expect(data.map(({ act, by }) => [act, by?.name])).toEqual([
    ['posting.published', 'Anna'],
    ['posting.approved', 'Boris'],
    ['posting.submitted', 'Anna'],
    ['posting.created', 'Anna'],
  ])
  expect(world.events(hiringRoom(draft.id)).map(({ version }) => version)).toEqual([2, 3, 4])
})

test('two people who change different fields both keep what they wrote; of one field the second is told', async () => {
  await using world = await newWorld()
  const { anna, boris, organisationId } = await team(world)
  const { id: postingId } = await anna.api.postings.create({ organisationId, fields: BAKER })
  await Promise.all([
    anna.api.postings.update({ postingId, change: { title: 'Head pastry chef' }, was: { title: 'Pastry chef' } }),
    boris.api.postings.update({ postingId, change: { openings: 3 }, was: { openings: 1 } }),
  ])
  expect(await anna.api.postings.get({ postingId })).toMatchObject({ title: 'Head pastry chef', openings: 3, version: 3 })
  const late = boris.api.postings.update({
    postingId,
    change: { title: 'Pâtissier', openings: 4 },
    was: { title: 'Pastry chef', openings: 3 },
  })
  expect(await failure(late)).toMatchObject({ code: 'conflict', reason: 'posting.field-changed' })
  expect(await anna.api.postings.get({ postingId })).toMatchObject({ title: 'Head pastry chef', openings: 3, version: 3 })
})

test('saying what it says already changes nothing, and pay is compared a year whatever a caller says of it', async () => {
  await using world = await newWorld()
  const { anna, organisationId } = await team(world)
  const { id: postingId } = await anna.api.postings.create({ organisationId, fields: BAKER })
  const pay = {
    minCents: 250_000,
    maxCents: 300_000,
    currency: 'EUR',
    period: 'month',
    yearlyMinCents: 1,
    yearlyMaxCents: 1,
    isEstimate: true,
  } as const
  const once = await anna.api.postings.update({ postingId, change: { salary: pay } })
  expect(once.salary).toMatchObject({ yearlyMinCents: 3_000_000, yearlyMaxCents: 3_600_000, isEstimate: false })
  expect((await anna.api.postings.update({ postingId, change: { salary: pay } })).version).toBe(once.version)
})

test('who goes on typing writes one line of the log, and another person or field one more', async () => {
  await using world = await newWorld()
  const { anna, boris, organisationId } = await team(world)
  const { id: postingId } = await anna.api.postings.create({ organisationId })
  for (const title of ['B', 'Ba', 'Baker']) await anna.api.postings.update({ postingId, change: { title } })
  await boris.api.postings.update({ postingId, change: { title: 'Bakers' } })
  await anna.api.postings.update({ postingId, change: { title: 'Baker' } })
  world.passMs(601_000)
  await anna.api.postings.update({ postingId, change: { title: 'The baker' } })
  const { data } = await anna.api.postings.history({ postingId })
  expect(data.map(({ by }) => by?.name)).toEqual(['Anna', 'Anna', 'Boris', 'Anna', 'Anna'])
})

test('nobody approves alone what they wrote, unless nobody else could', async () => {
  await using world = await newWorld()
  const { anna, boris, organisationId } = await team(world)
  const { id: postingId } = await anna.api.postings.create({ organisationId, fields: BAKER })
  expect((await anna.api.postings.submit({ postingId })).may).not.toContain('approve')
  expect(await failure(anna.api.postings.approve({ postingId }))).toMatchObject({ code: 'forbidden', reason: 'posting.own-words' })
  expect((await boris.api.postings.get({ postingId })).may).toContain('approve')
  await anna.api.organisations.removeMember({ organisationId, personId: boris.personId })
  expect(await anna.api.postings.approve({ postingId })).toMatchObject({ isApproved: true })
})

test('what waits for approval is not edited; sent back with a reason, it is', async () => {
  await using world = await newWorld()
  const { anna, boris, organisationId } = await team(world)
  const { id: postingId } = await anna.api.postings.create({ organisationId, fields: BAKER })
  await anna.api.postings.submit({ postingId })
  const edit = () => anna.api.postings.update({ postingId, change: { title: 'Baker' } })
  expect(await failure(edit())).toMatchObject({ code: 'conflict', reason: 'posting.in-review' })
  expect(await failure(anna.api.postings.publish({ postingId }))).toMatchObject({ reason: 'posting.not-approved' })
  expect(await boris.api.postings.sendBack({ postingId, reason: 'Name the hours.' })).toMatchObject({
    state: 'draft',
    sentBackReason: 'Name the hours.',
  })
  await edit()
  await anna.api.postings.submit({ postingId })
  expect(await anna.api.postings.takeBack({ postingId })).toMatchObject({ state: 'draft', sentBackReason: null })
})

test('a published posting that is edited says the old words until the new ones are approved, and stays one job', async () => {
  await using world = await newWorld()
  const { anna, boris, organisationId } = await team(world)
  const { id: postingId, jobId } = await publish(anna, boris, organisationId)
  world.passMs(60_000)
  expect(await anna.api.postings.update({ postingId, change: { title: 'Head pastry chef' } })).toMatchObject({
    isAhead: true,
    state: 'published',
  })
  expect(await failure(anna.api.postings.publish({ postingId }))).toMatchObject({ reason: 'posting.not-submitted' })
  const job = () => world.api('visitor').jobs.get({ id: jobId ?? '' })
  expect((await job()).title).toBe('Pastry chef')
  await anna.api.postings.submit({ postingId })
  await boris.api.postings.approve({ postingId })
  expect(await anna.api.postings.publish({ postingId })).toMatchObject({ jobId, isAhead: false })
  expect((await job()).title).toBe('Head pastry chef')
  const again = await anna.api.postings.publish({ postingId })
  expect(again).toMatchObject({ jobId, version: (await anna.api.postings.get({ postingId })).version })
})

test('a posting that lacks what every applicant must know is not published, and each field says why', async () => {
  await using world = await newWorld()
  const { anna, boris, organisationId } = await team(world)
  const { id: postingId } = await anna.api.postings.create({ organisationId, fields: { title: 'Baker' } })
  await anna.api.postings.submit({ postingId })
  await boris.api.postings.approve({ postingId })
  expect(await failure(anna.api.postings.publish({ postingId }))).toMatchObject({ code: 'invalid', reason: 'posting.blocked' })
  expect(await anna.ctx.db.$count(jobs)).toBe(0)
  expect((await anna.api.postings.get({ postingId })).state).toBe('review')
})

test('a paused posting takes no applicants and comes back as it was', async () => {
  await using world = await newWorld()
  const { anna, boris, organisationId } = await team(world)
  const { id: postingId, jobId } = await publish(anna, boris, organisationId)
  await anna.api.postings.pause({ postingId })
  await anna.api.postings.pause({ postingId })
  expect((await world.api('visitor').jobs.get({ id: jobId ?? '' })).status).toBe('closed')
  expect(await findPublishedPosting(world.as('visitor'), { postingId })).toBeNull()
  await anna.api.postings.resume({ postingId })
  expect((await world.api('visitor').jobs.get({ id: jobId ?? '' })).status).toBe('open')
  await world.settle()
  expect(world.events(rooms.jobs).map(({ type }) => type)).toEqual(['job.opened', 'job.closed', 'job.opened'])
})

test('the link to apply says that a posting is paused or was closed, and of a draft nothing', async () => {
  await using world = await newWorld()
  const { anna, boris, organisationId } = await team(world)
  const { id: postingId } = await publish(anna, boris, organisationId)
  const draft = await anna.api.postings.create({ organisationId, fields: {} })
  const asked = (id: string) => failure(world.api('visitor').hiring.applyForm({ postingId: id }))
  expect(await asked(draft.id)).toMatchObject({ code: 'not_found', reason: 'posting.not-found' })
  await anna.api.postings.pause({ postingId })
  expect(await asked(postingId)).toMatchObject({ code: 'not_found', reason: 'hiring.posting-paused' })
  await anna.api.postings.close({ postingId, reason: 'cancelled' })
  expect(await asked(postingId)).toMatchObject({ code: 'not_found', reason: 'hiring.posting-closed' })
})

test('what an operator closed after reports is opened by nobody of the organisation', async () => {
  await using world = await newWorld()
  const { anna, boris, organisationId } = await team(world)
  const { id: postingId, jobId } = await publish(anna, boris, organisationId)
  await anna.ctx.db
    .update(jobs)
    .set({ status: 'closed', closedFor: 'scam' })
    .where(eq(jobs.id, jobId ?? ''))
  await anna.api.postings.pause({ postingId })
  expect(await failure(anna.api.postings.resume({ postingId }))).toMatchObject({ reason: 'posting.closed-by-operator' })
})

test('beyond the postings that the plan carries, one is opened by a credit or not at all', async () => {
  await using world = await newWorld()
  const { anna, boris, organisationId } = await team(world)
  const first = await publish(anna, boris, organisationId)
  expect(await failure(publish(anna, boris, organisationId))).toMatchObject({ code: 'conflict', reason: 'billing.no-credit' })
  await anna.api.postings.pause({ postingId: first.id })
  const second = await publish(anna, boris, organisationId, { title: 'Baker' })
  expect(await failure(anna.api.postings.resume({ postingId: first.id }))).toMatchObject({ reason: 'billing.no-credit' })
  await anna.ctx.db.insert(creditEntries).values({
    id: anna.ctx.newId('creditEntry'),
    organisationId,
    kind: 'bought',
    amount: 1,
    reference: 'a checkout',
    createdAt: world.state.now,
  })
  expect(await anna.api.postings.resume({ postingId: first.id })).toMatchObject({ state: 'published' })
  await anna.api.postings.pause({ postingId: first.id })
  expect(await anna.api.postings.resume({ postingId: first.id })).toMatchObject({ state: 'published' })
  expect(second.state).toBe('published')
})

test('a posting whose last day is over closes by itself, once, and its task tells the applicants', async () => {
  await using world = await newWorld()
  const { anna, boris, organisationId } = await team(world)
  const validThrough = new Date(world.state.now.getTime() + 3_600_000).toISOString()
  const { id: postingId, jobId } = await publish(anna, boris, organisationId, { validThrough })
  world.passMs(3_600_000)
  await world.cron()
  await world.cron()
  await world.settle()
  expect(await anna.api.postings.get({ postingId })).toMatchObject({ state: 'closed', closeReason: 'expired', may: [] })
  expect((await world.api('visitor').jobs.get({ id: jobId ?? '' })).status).toBe('closed')
  const closings = await anna.ctx.db.select({ by: auditLines.actorId }).from(auditLines).where(eq(auditLines.act, 'posting.closed'))
  expect(closings).toEqual([{ by: null }])
})

test('a closed posting stays closed; its words go on as a new draft', async () => {
  await using world = await newWorld()
  const { anna, boris, organisationId } = await team(world)
  const { id: postingId } = await publish(anna, boris, organisationId)
  expect(await anna.api.postings.close({ postingId, reason: 'filled' })).toMatchObject({ state: 'closed', closeReason: 'filled' })
  expect(await failure(anna.api.postings.update({ postingId, change: { title: 'Baker' } }))).toMatchObject({ reason: 'posting.closed' })
  const copy = await anna.api.postings.duplicate({ postingId })
  expect(copy).toMatchObject({ state: 'draft', jobId: null, title: 'Pastry chef', version: 1 })
  expect(await anna.api.postings.list({ organisationId })).toMatchObject({
    data: [{ id: copy.id }, { id: postingId }],
    counts: { draft: 1, review: 0, published: 0, paused: 0, closed: 1 },
  })
})

test('each page of the list goes on where the last one ended', async () => {
  await using world = await newWorld()
  const { anna, organisationId } = await team(world)
  const made: string[] = []
  for (const title of ['One', 'Two', 'Three']) {
    made.unshift((await anna.api.postings.create({ organisationId, fields: { title } })).id)
    world.passMs(1_000)
  }
  const first = await anna.api.postings.list({ organisationId, limit: 2 })
  const second = await anna.api.postings.list({ organisationId, limit: 2, cursor: first.next ?? '' })
  expect([...first.data, ...second.data].map(({ id }) => id)).toEqual(made)
  expect(second.next).toBeNull()
})

test('an interviewer reads a posting and changes nothing', async () => {
  await using world = await newWorld()
  const { anna, boris, organisationId } = await team(world)
  const { id: postingId } = await anna.api.postings.create({ organisationId, fields: BAKER })
  await anna.api.organisations.changeRole({ organisationId, personId: boris.personId, role: 'interviewer' })
  expect((await boris.api.postings.get({ postingId })).may).toEqual([])
  for (const refused of [
    () => boris.api.postings.update({ postingId, change: { title: 'Baker' } }),
    () => boris.api.postings.submit({ postingId }),
    () => boris.api.postings.approve({ postingId }),
    () => boris.api.postings.publish({ postingId }),
    () => boris.api.postings.close({ postingId, reason: 'other' }),
    () => boris.api.postings.create({ organisationId }),
  ])
    expect(await failure(refused())).toMatchObject({ code: 'forbidden', reason: 'organisation.right-missing' })
})

/** Anna owns Kestrel Bakery; Boris is its hiring manager. */
async function team(world: World) {
  const anna = await world.person('Anna')
  const boris = await world.person('Boris')
  const { id: organisationId } = await anna.api.organisations.create({ name: 'Kestrel Bakery' })
  await anna.ctx.db.insert(members).values({ organisationId, personId: boris.personId, role: 'hiring_manager', joinedAt: world.state.now })
  return { anna, boris, organisationId }
}
type Person = Awaited<ReturnType<World['person']>>

async function publish(anna: Person, boris: Person, organisationId: string, fields: Partial<PostingFields> = {}) {
  const { id: postingId } = await anna.api.postings.create({ organisationId, fields: { ...BAKER, ...fields } })
  await anna.api.postings.submit({ postingId })
  await boris.api.postings.approve({ postingId })
  return anna.api.postings.publish({ postingId })
}
