import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { personRoom } from '../../contract/live'
import { postings } from '../../db/schema'
import { addMember, addPosting, applyAs } from '../../test/add-posting'
import { newWorld } from '../../test/world'
import { heartbeatOf } from './core/heartbeat'
import { pauseIdlePostings } from './pause-idle'

const DAY_MS = 86_400_000
const day = (number: number) => new Date(Date.UTC(2026, 0, number))

test('a posting beats by what its team does, is slow after a week without a look, and names the day on which it pauses', () => {
  expect(heartbeatOf({ publishedAt: day(1), reviewedAt: null }, day(7))).toMatchObject({ state: 'beating', days: 6, lastReviewedAt: null })
  expect(heartbeatOf({ publishedAt: day(1), reviewedAt: null }, day(8))).toMatchObject({ state: 'slow', days: 7 })
  expect(heartbeatOf({ publishedAt: day(1), reviewedAt: day(8) }, day(10))).toEqual({
    state: 'beating',
    days: 2,
    lastReviewedAt: day(8).toISOString(),
    pausesAt: day(22).toISOString(),
  })
  // Published again after a look: what counts is the later of both.
  expect(heartbeatOf({ publishedAt: day(9), reviewedAt: day(2) }, day(10))).toMatchObject({ days: 1 })
})

test('after 14 days without a look a posting pauses itself: its job is gone, applicants and managers are told once, and showing it again starts anew', async () => {
  await using world = await newWorld()
  const anna = await world.person('Anna')
  const rosa = await world.person('Rosa')
  const viewer = await world.person('Vera')
  const { postingId, jobId, organisationId } = await addPosting(world, anna, { replyPromiseDays: 60 })
  await addMember(world, organisationId, viewer, 'viewer')
  await applyAs(rosa, postingId)
  await world.settle()
  const heartbeat = async () => (await world.api('visitor').careers.heartbeat({ jobId })).heartbeat

  world.passMs(8 * DAY_MS)
  expect(await heartbeat()).toMatchObject({ state: 'slow', days: 8, lastReviewedAt: null })
  const [card] = (await anna.api.hiring.pipeline({ postingId })).cards
  await anna.api.hiring.candidate({ applicationId: card?.applicationId ?? '' })
  expect(await heartbeat()).toMatchObject({ state: 'beating', days: 0 })

  world.passMs(14 * DAY_MS - 1)
  expect(await pauseIdlePostings(world.as('system'))).toBe(0)
  world.passMs(1)
  expect(await pauseIdlePostings(world.as('system'))).toBe(1)
  expect(await pauseIdlePostings(world.as('system'))).toBe(0)
  await world.settle()

  expect(await anna.api.postings.get({ postingId })).toMatchObject({ state: 'paused' })
  expect((await world.api('visitor').jobs.get({ id: jobId })).status).toBe('closed')
  expect(await heartbeat()).toBeNull()
  const pipeline = await anna.api.hiring.pipeline({ postingId })
  expect(pipeline.posting).toMatchObject({ pauseReason: 'idle', heartbeat: null })
  const [mine] = (await rosa.api.applications.list({})).data
  expect(mine?.employer).toMatchObject({ label: 'Received', isPaused: true, group: 'applied' })
  expect(world.events(personRoom(rosa.personId)).at(-1)).toMatchObject({ type: expect.stringMatching(/^(application|notification)/) })
  const stages = async () =>
    (await rosa.api.notifications.list({})).data.flatMap(({ data }) => (data.event === 'application.moved' ? [data.stage] : []))
  expect(await stages()).toEqual(['Received. The job is paused for now'])
  const told = (await anna.api.notifications.list({})).data.map(({ data }) => data.event)
  expect(told).toEqual(['posting.paused-idle'])
  expect((await viewer.api.notifications.list({})).data).toEqual([])

  await anna.api.postings.resume({ postingId })
  await world.settle()
  expect(await heartbeat()).toMatchObject({ state: 'beating', days: 0 })
  expect((await rosa.api.applications.list({})).data[0]?.employer).toMatchObject({ isPaused: false })
  expect(await stages()).toEqual(['Received', 'Received. The job is paused for now'])
  world.passMs(13 * DAY_MS)
  expect(await pauseIdlePostings(world.as('system'))).toBe(0)
})

test('an application that has ended hears nothing of a pause; the pause of a member is not called idle', async () => {
  await using world = await newWorld()
  const anna = await world.person('Anna')
  const rosa = await world.person('Rosa')
  const { postingId } = await addPosting(world, anna)
  const { applicationId } = await applyAs(rosa, postingId)
  await anna.api.hiring.close({
    applicationIds: [applicationId ?? ''],
    disposition: { kind: 'rejected', reason: 'skills' },
    batchId: anna.ctx.newId('batch'),
  })
  world.passMs(DAY_MS)
  await world.cron()
  await world.settle()
  const before = (await rosa.api.notifications.list({})).data.length
  await anna.api.postings.pause({ postingId })
  await world.settle()
  expect((await rosa.api.notifications.list({})).data).toHaveLength(before)
  expect((await rosa.api.applications.list({})).data[0]?.employer?.isPaused ?? false).toBe(false)
  const [row] = await anna.ctx.db.select({ reason: postings.pauseReason }).from(postings).where(eq(postings.id, postingId))
  expect(row?.reason).toBe('member')
})
