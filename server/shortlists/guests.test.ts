import { eq, isNull } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { shortlistRoom } from '../../contract/live'
import { auditLines, shortlistGuests } from '../../db/schema'
import { addHiring } from '../../test/add-hiring'
import { failure, newWorld, type World } from '../../test/world'
import { findGuest } from './guest-session'

async function invite(world: World, days = 7) {
  const { staff, postingId, applicationIds } = await addHiring(world, { Anna: 'owner', Vera: 'viewer' }, 1)
  const { Anna: anna, Vera: vera } = staff
  if (!anna || !vera) throw new Error('Somebody is missing.')
  const { id: shortlistId } = await anna.api.shortlists.create({ postingId, name: 'Final round', applicationIds })
  const { guest, url } = await anna.api.shortlists.inviteGuest({ shortlistId, name: 'Client Cora', right: 'vote', days })
  const token = url.slice(url.lastIndexOf('/') + 1)
  return { anna, vera, shortlistId, guest, url, token }
}

test('a link makes its guest, of whom the log tells, and only a hash of it is kept', async () => {
  await using world = await newWorld()
  const { anna, shortlistId, guest, url, token } = await invite(world)
  expect(url).toMatch(/^https:\/\/numerojobs\.example\/g\/[0-9a-f]{48}$/)
  const actor = await findGuest(world.as('visitor'), token)
  expect(actor).toEqual({ role: 'guest', key: guest.id, name: 'Client Cora', guestId: guest.id, shortlistId, right: 'vote' })
  await findGuest(world.as('visitor'), token)
  expect(JSON.stringify(await anna.ctx.db.select().from(shortlistGuests))).not.toContain(token)
  const asGuest = world.guest({ name: 'Client Cora', guestId: guest.id, shortlistId, right: 'vote' })
  const [line] = (await asGuest.api.shortlists.get({ shortlistId })).lines
  await asGuest.api.shortlists.vote({ shortlistId, entryId: line?.entry.id ?? '', vote: 'yes' })
  const lines = await anna.ctx.db.select().from(auditLines).where(isNull(auditLines.actorId)).orderBy(auditLines.at, auditLines.id)
  expect(lines.map(({ act, details }) => [act, details.guestId])).toEqual([
    ['shortlist.guest-entered', guest.id],
    ['shortlist.viewed', guest.id],
    ['shortlist.changed', guest.id],
  ])
})

test('a link ends at its time, and at once when it is ended, in open windows too; a second ending changes nothing', async () => {
  await using world = await newWorld()
  const { anna, shortlistId, guest, token } = await invite(world, 1)
  const second = await anna.api.shortlists.inviteGuest({ shortlistId, name: 'Client Carl' })
  const revoked = await anna.api.shortlists.revokeGuest({ shortlistId, guestId: guest.id })
  await world.settle()
  expect(world.state.reauthorised).toContainEqual(shortlistRoom(shortlistId))
  expect(await findGuest(world.as('visitor'), token)).toBeNull()
  world.passMs(60_000)
  expect(await anna.api.shortlists.revokeGuest({ shortlistId, guestId: guest.id })).toEqual(revoked)
  const other = second.url.slice(second.url.lastIndexOf('/') + 1)
  expect(await findGuest(world.as('visitor'), other)).toMatchObject({ right: 'view' })
  world.passMs(7 * 86_400_000)
  expect(await findGuest(world.as('visitor'), other)).toBeNull()
  expect(await findGuest(world.as('visitor'), 'f'.repeat(48))).toBeNull()
})

test('who may not change a shortlist invites nobody, sees no guests, and no link lasts over 30 days', async () => {
  await using world = await newWorld()
  const { anna, vera, shortlistId, guest } = await invite(world)
  const refusal = { code: 'forbidden', reason: 'organisation.right-missing' }
  expect(await failure(vera.api.shortlists.inviteGuest({ shortlistId, name: 'Mallory' }))).toMatchObject(refusal)
  expect(await failure(vera.api.shortlists.guests({ shortlistId }))).toMatchObject(refusal)
  expect(await failure(vera.api.shortlists.revokeGuest({ shortlistId, guestId: guest.id }))).toMatchObject(refusal)
  await expect(anna.api.shortlists.inviteGuest({ shortlistId, name: 'Cora', days: 31 })).rejects.toThrow()
  expect(await anna.ctx.db.select().from(shortlistGuests).where(eq(shortlistGuests.shortlistId, shortlistId))).toHaveLength(1)
})
