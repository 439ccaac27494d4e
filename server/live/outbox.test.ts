import { expect, test } from 'vitest'
import { rooms } from '../../contract/live'
import { outbox } from '../../db/schema'
import { newWorld } from '../../test/world'
import { withEvents } from './outbox'
import { listEventsSince, publishLeftovers } from './publish'

const closed = (index: number) => ({
  type: 'job.closed' as const,
  version: 1,
  data: { jobId: `job_${index.toString(16).padStart(32, '0')}` },
})

test('many transactions at once make one dense sequence, and a transaction that fails leaves no hole', async () => {
  await using world = await newWorld()
  const ctx = world.as('system')
  const outcomes = await Promise.allSettled(
    Array.from({ length: 24 }, (_, index) =>
      withEvents(ctx, async (_tx, emit) => {
        emit(rooms.jobs, closed(index))
        if (index % 6 === 0) throw new Error('This one changes its mind.')
        if (index % 2 === 0) emit(rooms.jobs, closed(100 + index))
      }),
    ),
  )
  expect(outcomes.filter((outcome) => outcome.status === 'rejected')).toHaveLength(4)
  await Promise.all(world.state.later.splice(0))
  await publishLeftovers(ctx)
  const seqs = (await ctx.db.select({ seq: outbox.seq }).from(outbox).orderBy(outbox.seq)).map((row) => row.seq)
  expect(seqs).toEqual(Array.from({ length: 28 }, (_, index) => index + 1))
  expect(world.events(rooms.jobs).map((event) => event.seq)).toEqual(seqs)
})

test('a reader who was away gets what is missing, and is told to reload when that is too much or no longer kept', async () => {
  await using world = await newWorld()
  const ctx = world.as('system')
  for (let index = 0; index < 3; index++) await withEvents(ctx, async (_tx, emit) => emit(rooms.jobs, closed(index)))
  const since = await listEventsSince(ctx, rooms.jobs, 1)
  expect([since.events.map((event) => event.seq), since.last, since.reload]).toEqual([[2, 3], 3, false])
  expect(await listEventsSince(ctx, rooms.jobs, 3)).toEqual({ events: [], last: 3, reload: false })
  expect((await listEventsSince(ctx, rooms.jobs, 99)).reload).toBe(true)
  await withEvents(ctx, async (_tx, emit) => {
    for (let index = 0; index < 600; index++) emit(rooms.jobs, closed(index))
  })
  expect((await listEventsSince(ctx, rooms.jobs, 3)).reload).toBe(true)
})

test('old events are forgotten only when their room has them', async () => {
  await using world = await newWorld()
  const ctx = world.as('system')
  await withEvents(ctx, async (_tx, emit) => emit(rooms.jobs, closed(1)))
  await Promise.all(world.state.later.splice(0))
  world.state.roomsAreDown = true
  await withEvents(ctx, async (_tx, emit) => emit(rooms.jobs, closed(2)))
  await Promise.allSettled(world.state.later.splice(0))
  world.state.roomsAreDown = false
  world.passMs(8 * 86_400_000)
  await publishLeftovers(ctx)
  expect(world.events(rooms.jobs).map((event) => event.seq)).toEqual([1, 2])
  expect(await ctx.db.$count(outbox)).toBe(0)
})
