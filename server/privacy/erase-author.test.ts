import { expect, test } from 'vitest'
import { rooms } from '../../contract/live'
import { jobs, leads, posts } from '../../db/schema'
import { tablesThatHold } from '../../test/tables-that-hold'
import { failure, newWorld } from '../../test/world'
import { requestErasure } from './erase-author'

const OFFER = `We are hiring! Harbour Light Software is looking for a Senior Backend Engineer in Hamburg, Germany.
€75,000 - €90,000 per year, full-time. Apply at https://harbour-light.example/careers`
const PERSON = 'person-7766554433'

test('erasing a person empties every table of what came from them, and says so under a public code', async () => {
  await using world = await newWorld()
  await world.deliver([
    world.post({ externalId: 'p1', text: OFFER.replaceAll('Harbour Light Software', 'Zebrafinch Software'), authorExternalId: PERSON }),
    world.post({ externalId: 'p2', text: OFFER.replaceAll('Backend', 'Frontend'), authorExternalId: 'somebody-else' }),
  ])
  await world.settle()
  const code = await requestErasure(world.as('system'), { source: 'facebook', authorExternalId: PERSON })
  await world.settle()
  const status = await world.api('visitor').privacy.deletionStatus({ code })
  expect(status).toMatchObject({ state: 'done' })
  expect(Object.fromEntries(status.stores.map((store) => [store.store, store.erased]))).toMatchObject({ posts: 1, leads: 1, jobs: 1 })
  expect(await tablesThatHold(world, PERSON)).toEqual([])
  expect(await tablesThatHold(world, 'Senior Backend')).toEqual([])
  expect(await tablesThatHold(world, 'zebrafinch')).toEqual([])
  const { db } = world.as('operator')
  expect(await db.$count(jobs)).toBe(1)
  expect(await db.$count(leads)).toBe(1)
  expect(world.events(rooms.jobs).at(-1)?.type).toBe('job.closed')
  expect(world.state.forgotten.map((room) => room.party)).toEqual(['feed', 'operators'])
})

test('asking twice is one request with one code; a late repeat of an erased post does not bring it back', async () => {
  await using world = await newWorld()
  const post = world.post({ externalId: 'p1', text: OFFER, authorExternalId: PERSON })
  await world.deliver([post])
  await world.settle()
  const first = await requestErasure(world.as('system'), { source: 'facebook', authorExternalId: PERSON })
  await world.settle()
  world.passMs(1_000)
  const second = await requestErasure(world.as('system'), { source: 'facebook', authorExternalId: PERSON })
  await world.deliver([post])
  await world.settle()
  expect(second).toBe(first)
  expect(await tablesThatHold(world, PERSON)).toEqual([])
  const [kept] = await world.as('operator').db.select({ text: posts.text }).from(posts)
  expect(kept).toEqual({ text: '' })
  expect((await world.api('visitor').privacy.deletionStatus({ code: first })).state).toBe('done')
})

test('when the rooms are down the request stays open and ends later', async () => {
  await using world = await newWorld()
  await world.deliver([world.post({ externalId: 'p1', text: OFFER, authorExternalId: PERSON })])
  await world.settle()
  world.state.roomsAreDown = true
  const code = await requestErasure(world.as('system'), { source: 'facebook', authorExternalId: PERSON })
  await world.settle()
  expect((await world.api('visitor').privacy.deletionStatus({ code })).state).toBe('received')
  world.state.roomsAreDown = false
  world.passMs(10_000)
  const { resendTasks } = await import('../tasks/run-tasks')
  expect(await resendTasks(world.as('system'))).toBe(1)
  await world.settle()
  expect((await world.api('visitor').privacy.deletionStatus({ code })).state).toBe('done')
})

test('an unknown code is not found', async () => {
  await using world = await newWorld()
  expect(await failure(world.api('visitor').privacy.deletionStatus({ code: 'del_none' }))).toMatchObject({ code: 'not_found' })
})
