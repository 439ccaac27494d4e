import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { birthData } from '../../db/schema'
import { hashTables } from '../../test/tables-that-hold'
import { failure, newWorld } from '../../test/world'

test('its owner reads it; nobody else can, no key can, and at rest it cannot be read', async () => {
  await using world = await newWorld()
  const anna = await world.person('Anna')
  const boris = await world.person('Boris')
  await anna.api.birthData.set({ birthDate: '1990-04-23', birthName: 'Anna Marie Reed' })
  await anna.api.birthData.set({ birthDate: '1990-04-23', birthName: 'Anna Marie Reed' })
  expect(await anna.api.birthData.get()).toMatchObject({ birthDate: '1990-04-23', birthName: 'Anna Marie Reed' })
  expect(await boris.api.birthData.get()).toEqual({ birthDate: null, birthName: null, updatedAt: null })
  const key = await world.person('Anna', { personId: anna.personId, scopes: ['profile:read', 'profile:write'] })
  for (const call of [key.api.birthData.get(), key.api.birthData.remove()])
    expect(await failure(call)).toMatchObject({ reason: 'key.scope-missing' })
  const [row] = await world.as('system').db.select().from(birthData)
  expect(JSON.stringify(row)).not.toMatch(/1990|Marie/)
  expect(row?.birthDate).not.toBe(row?.birthName)
})

test('a field that is moved to another person, or to the other field, does not open', async () => {
  await using world = await newWorld()
  const anna = await world.person('Anna')
  const boris = await world.person('Boris')
  await anna.api.birthData.set({ birthDate: '1990-04-23', birthName: 'Anna Marie Reed' })
  await boris.api.birthData.set({ birthDate: '1991-05-24', birthName: null })
  await world
    .as('system')
    .db.execute(
      sql`update private.birth_data b set birth_date = a.birth_date from private.birth_data a where b.person_id = ${boris.personId} and a.person_id = ${anna.personId}`,
    )
  await expect(boris.api.birthData.get()).rejects.toThrow()
})

test('given and taken away again, nothing else has changed anywhere', async () => {
  await using world = await newWorld()
  const anna = await world.person('Anna')
  await anna.api.applications.save({ from: 'form', title: 'Baker' })
  await world.settle()
  const before = await hashTables(world)
  await anna.api.birthData.set({ birthDate: '1990-04-23', birthName: 'Anna Marie Reed' })
  await world.settle()
  expect(await hashTables(world)).toEqual({
    ...before,
    'private.birth_data': expect.not.stringMatching(before['private.birth_data'] ?? ''),
  })
  await anna.api.birthData.remove()
  await anna.api.birthData.remove()
  await world.settle()
  expect(await hashTables(world)).toEqual(before)
})

test('no day that never was is taken, and what is wrong is not said back', async () => {
  await using world = await newWorld()
  const anna = await world.person('Anna')
  for (const birthDate of ['1990-02-30', '23.04.1990', '1899-12-31']) {
    const refusal = await anna.api.birthData.set({ birthDate, birthName: null }).catch((error: unknown) => error)
    expect(refusal).toBeInstanceOf(Error)
    expect(world.state.errors).toEqual([])
  }
  expect((await anna.api.birthData.get()).updatedAt).toBeNull()
})
