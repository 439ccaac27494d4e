import { expect, test } from 'vitest'
import { apiKeys } from '../../db/schema'
import { failure, newWorld } from '../../test/world'
import { findKeyOwner } from './api-keys'

test('a key is shown once, kept as a hash, and acts as its owner with its rights alone', async () => {
  await using world = await newWorld()
  const anna = await world.person('Anna')
  const { key, apiKey } = await anna.api.keys.issue({ name: 'Sheet', scopes: ['applications:read'], days: 30 })
  expect(JSON.stringify(await anna.ctx.db.select().from(apiKeys))).not.toContain(key)
  expect(await anna.api.keys.list()).toMatchObject([{ id: apiKey.id, prefix: key.slice(0, 11), lastUsedAt: null }])
  expect(await findKeyOwner(world.as('visitor'), key)).toMatchObject({
    personId: anna.personId,
    scopes: ['applications:read'],
    isOperator: false,
  })
  await world.settle()
  expect((await anna.api.keys.list())[0]?.lastUsedAt).not.toBeNull()
})

test('a key that is revoked, over or made up opens nothing, and says which', async () => {
  await using world = await newWorld()
  const anna = await world.person('Anna')
  const { key, apiKey } = await anna.api.keys.issue({ name: 'Sheet', scopes: ['profile:read'], days: 1 })
  const other = await anna.api.keys.issue({ name: 'Other', scopes: ['profile:read'], days: 1 })
  await anna.api.keys.revoke({ id: apiKey.id })
  await anna.api.keys.revoke({ id: apiKey.id })
  const visitor = world.as('visitor')
  expect(await failure(findKeyOwner(visitor, key))).toMatchObject({ code: 'unauthenticated', reason: 'key.revoked' })
  expect(await failure(findKeyOwner(visitor, `${key}x`))).toMatchObject({ reason: 'key.unknown' })
  world.passMs(86_400_000 + 1)
  expect(await failure(findKeyOwner(visitor, other.key))).toMatchObject({ reason: 'key.expired' })
})

test('after a rotation both keys count for a day, then the new one alone', async () => {
  await using world = await newWorld()
  const anna = await world.person('Anna')
  const first = await anna.api.keys.issue({ name: 'Sheet', scopes: ['profile:read'], days: 90 })
  const second = await anna.api.keys.rotate({ id: first.apiKey.id })
  expect(second.apiKey).toMatchObject({ name: 'Sheet', scopes: ['profile:read'] })
  const visitor = world.as('visitor')
  await findKeyOwner(visitor, first.key)
  world.passMs(86_400_000 + 1)
  expect(await failure(findKeyOwner(visitor, first.key))).toMatchObject({ reason: 'key.expired' })
  await expect(findKeyOwner(visitor, second.key)).resolves.toMatchObject({ personId: anna.personId })
})

test("another person's key cannot be rotated or revoked: it is as if it did not exist", async () => {
  await using world = await newWorld()
  const anna = await world.person('Anna')
  const boris = await world.person('Boris')
  const { apiKey, key } = await anna.api.keys.issue({ name: 'Sheet', scopes: ['profile:read'], days: 90 })
  expect(await failure(boris.api.keys.revoke({ id: apiKey.id }))).toMatchObject({ code: 'not_found' })
  expect(await failure(boris.api.keys.rotate({ id: apiKey.id }))).toMatchObject({ code: 'not_found' })
  await expect(findKeyOwner(world.as('visitor'), key)).resolves.toMatchObject({ personId: anna.personId })
})
