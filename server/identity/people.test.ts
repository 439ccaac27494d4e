import { expect, test } from 'vitest'
import { personRoom } from '../../contract/live'
import { sessions } from '../../db/schema'
import { failure, newWorld, type World } from '../../test/world'

async function addSession(world: World, personId: string) {
  const ctx = world.as('system')
  const id = ctx.newId('session')
  await ctx.db.insert(sessions).values({ id, personId, token: id, expiresAt: new Date(world.state.now.getTime() + 86_400_000) })
  return id
}

test('a person changes what they say of themselves, and shows it only when they choose to', async () => {
  await using world = await newWorld()
  const anna = await world.person('Anna')
  expect(await failure(world.api('visitor').people.get({ id: anna.personId }))).toMatchObject({ code: 'not_found' })
  await anna.api.people.update({ headline: 'Pastry chef', isPublic: true, timeZone: 'Europe/Berlin' })
  expect(await world.api('visitor').people.get({ id: anna.personId })).toEqual({ id: anna.personId, name: 'Anna', headline: 'Pastry chef' })
  expect(await anna.api.people.me()).toMatchObject({ timeZone: 'Europe/Berlin', email: 'anna@example.com' })
})

test('ending a session tells its open pages and makes every listener show a new ticket; ending it again changes nothing', async () => {
  await using world = await newWorld()
  const anna = await world.person('Anna')
  const sessionId = await addSession(world, anna.personId)
  await anna.api.session.revoke({ sessionId })
  await anna.api.session.revoke({ sessionId })
  await world.settle()
  expect(world.events(personRoom(anna.personId)).map(({ data }) => data)).toEqual([{ sessionId }])
  expect(world.state.reauthorised.length).toBeGreaterThan(0)
  expect(await anna.api.session.list()).toEqual([])
})

test("nobody ends another person's session", async () => {
  await using world = await newWorld()
  const anna = await world.person('Anna')
  const boris = await world.person('Boris')
  const sessionId = await addSession(world, anna.personId)
  await boris.api.session.revoke({ sessionId })
  await boris.api.session.revokeOthers()
  expect((await anna.api.session.list()).map(({ id }) => id)).toEqual([sessionId])
})

test('all sessions but the one that asks are ended', async () => {
  await using world = await newWorld()
  const { personId } = await world.person('Anna')
  const [own, ...others] = [await addSession(world, personId), await addSession(world, personId), await addSession(world, personId)]
  const anna = await world.person('Anna', { personId, sessionId: own })
  expect(await anna.api.session.revokeOthers()).toEqual({ ended: others.length })
  expect(await anna.api.session.list()).toMatchObject([{ id: own, isCurrent: true }])
})
