import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { notificationSettings } from '../../db/schema'
import { column, pdfOf } from '../../test/fixtures/resumes/pdf'
import { newKeyRing, newWorld } from '../../test/world'
import { rowsOf } from '../core/rows'
import { startReading } from '../resumes/start-reading'
import { rotateKeys, SEALED, startKeyRotation } from './rotate-keys'

const pdf = (name: string) => pdfOf({ lines: column(50, 60, [name, 'Gardener', '', 'SKILLS', 'Pruning, Grafting']) })

test('after a rotation nothing needs the old key: files and sealed texts open with the new one alone', async () => {
  await using world = await newWorld()
  const vera = await world.person('Vera')
  for (let count = 0; count < 25; count++) await vera.ctx.files.put(`notes/${String(count).padStart(3, '0')}`, new Uint8Array([count]))
  const { id: fileId } = await startReading(vera.ctx, { name: 'Vera.pdf', bytes: await pdf('Vera Sandoval') })
  const sealedPhone = await vera.ctx.seal('+46 70 000 00 00', `notification_settings.sealed_phone:${vera.personId}`)
  await vera.ctx.db
    .insert(notificationSettings)
    .values({ personId: vera.personId, sealedPhone })
    .onConflictDoUpdate({ target: notificationSettings.personId, set: { sealedPhone } })
  await world.settle()

  world.state.keyRing = newKeyRing('k2', world.state.keyRing)
  await startKeyRotation(world.as('system'))
  await world.settle()
  const { k2 = new Uint8Array() } = world.state.keyRing.keys
  world.state.keyRing = { current: 'k2', keys: { k2 } }

  const read = await (await world.person('Vera', { personId: vera.personId })).api.resumes.getFile({ fileId })
  expect(read).toMatchObject({ name: 'Vera.pdf', state: 'read', reading: { resume: { basics: { name: 'Vera Sandoval' } } } })
  const ctx = world.as('system')
  const [settings] = await ctx.db.select({ phone: notificationSettings.sealedPhone }).from(notificationSettings)
  expect(await ctx.unseal(settings?.phone ?? '', `notification_settings.sealed_phone:${vera.personId}`)).toBe('+46 70 000 00 00')
  const { files } = await ctx.files.listByPrefix('')
  expect(files).toHaveLength(26)
  for (const { key, keyId } of files) {
    expect(keyId).toBe('k2')
    expect(await ctx.files.get(key)).not.toBeNull()
  }
})

test('every column whose name says that it is sealed is taken along', async () => {
  await using world = await newWorld()
  const found = await world.as('system').db.execute(sql`
    select table_name || '.' || column_name as name from information_schema.columns
    where table_schema = 'public' and (column_name = 'sealed' or column_name like 'sealed\\_%') order by name`)
  const names = rowsOf<{ name: string }>(found).map(({ name }) => name)
  expect(names).toContain('interview_invitations.sealed_token')
  expect(names.filter((name) => !(name in SEALED))).toEqual([])
})

test('a rotation that stops half-way goes on where it was, and a step that runs twice changes nothing', async () => {
  await using world = await newWorld()
  const vera = await world.person('Vera')
  for (let count = 0; count < 45; count++) await vera.ctx.files.put(`notes/${String(count).padStart(3, '0')}`, new Uint8Array([count]))
  world.state.keyRing = newKeyRing('k2', world.state.keyRing)
  const ctx = world.as('system')
  await rotateKeys(ctx, { kind: 'privacy.rotate-keys', keyId: 'k2', part: 'files', after: '' })
  const half = async () => (await ctx.files.listByPrefix('')).files.filter(({ keyId }) => keyId === 'k2').length
  expect(await half()).toBe(20)
  await rotateKeys(ctx, { kind: 'privacy.rotate-keys', keyId: 'k2', part: 'files', after: '' })
  expect(await half()).toBe(20)
  await world.settle()
  expect(await half()).toBe(45)
  await startKeyRotation(ctx)
  await startKeyRotation(ctx)
  await world.settle()
  expect(await half()).toBe(45)
})
