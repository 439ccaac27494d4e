import { strFromU8, unzipSync } from 'fflate'
import { expect, test } from 'vitest'
import { personRoom } from '../../contract/live'
import { people } from '../../db/schema'
import { failure, newKeyRing, newWorld, type World } from '../../test/world'
import { newId } from '../core/ids'
import { makeExport, openExport } from './export-person'

const DAY_MS = 86_400_000
type Person = Awaited<ReturnType<World['person']>>

/** Somebody with an application whose words would do harm, a file and birth data. */
async function filledPerson(world: World, name: string): Promise<Person> {
  const person = await world.person(name)
  const { card } = await person.api.applications.save({
    from: 'form',
    title: `<script>alert("${name}")</script>`,
    companyName: 'Kestrel & Sons',
  })
  await person.api.notes.add({ applicationId: card.id, markdown: `Words of ${name}` })
  await person.api.birthData.set({ birthDate: '1990-04-23', birthName: `${name} Marie Reed` })
  return person
}

async function download(person: Person, exportId: string): Promise<Record<string, string>> {
  const { pieces, byteSize } = await openExport(person.ctx, exportId)
  const bytes = await Promise.all(pieces.map(async (key) => (await person.ctx.files.get(key)) ?? new Uint8Array()))
  const zip = new Uint8Array(bytes.reduce((sum, piece) => sum + piece.length, 0))
  let at = 0
  for (const piece of bytes) {
    zip.set(piece, at)
    at += piece.length
  }
  expect(zip.length).toBe(byteSize)
  return Object.fromEntries(Object.entries(unzipSync(zip)).map(([name, file]) => [name, strFromU8(file)]))
}

test('one ZIP holds everything of its owner and nothing of anybody else, readable without us; its way there is live and ends in a mail', async () => {
  await using world = await newWorld()
  const anna = await filledPerson(world, 'Anna')
  const boris = await filledPerson(world, 'Boris')
  const { id } = await anna.api.privacy.startExport()
  expect(await anna.api.privacy.startExport()).toMatchObject({ id, state: 'waiting' })
  await world.settle()
  const { export: made } = await anna.api.privacy.exportState()
  expect(made).toMatchObject({ id, state: 'ready', progressRatio: 1 })
  const files = await download(anna, id)
  for (const [name, text] of Object.entries(files)) if (name.endsWith('.json')) expect(Array.isArray(JSON.parse(text)), name).toBe(true)
  expect(JSON.parse(files['applications/applications.json'] ?? '')).toMatchObject([{ title: '<script>alert("Anna")</script>' }])
  expect(JSON.parse(files['birth-data/birth-data.json'] ?? '')).toMatchObject([{ birthDate: '1990-04-23', birthName: 'Anna Marie Reed' }])
  expect(files['README.md']).toContain('applications/notes.json')
  expect(files['index.html']).toContain('&lt;script&gt;')
  expect(files['index.html']).not.toContain('<script')
  expect(JSON.stringify(files)).not.toMatch(/Boris|sealed|secretHash|password"/)
  const told = world.events(personRoom(anna.personId)).filter(({ type }) => type === 'privacy.export-changed')
  expect(told.length).toBeGreaterThan(5)
  expect(world.state.mailbox.taken.at(-1)).toMatchObject({ to: 'anna@example.com', subject: expect.stringContaining('ready') })
  // At rest nothing of it can be read.
  const stored = [...world.state.bucket.objects].filter(([key]) => key.startsWith(`exports/${anna.personId}/`))
  expect(stored.length).toBeGreaterThan(0)
  for (const [, { body }] of stored) expect(new TextDecoder().decode(body)).not.toContain('Kestrel')
  for (const stranger of [boris, await world.person('Clara')])
    expect(await failure(openExport(stranger.ctx, id))).toEqual(
      await failure(openExport(stranger.ctx, newId('export'))).then((other) => ({ ...other })),
    )
})

test('one a day, kept for a week; then the bytes are gone and it says so', async () => {
  await using world = await newWorld()
  const anna = await filledPerson(world, 'Anna')
  const { id } = await anna.api.privacy.startExport()
  await world.settle()
  expect(await failure(anna.api.privacy.startExport())).toMatchObject({ code: 'too_many', reason: 'privacy.one-export-a-day' })
  world.passMs(DAY_MS)
  expect((await anna.api.privacy.exportState()).nextAt).toBeNull()
  world.passMs(6 * DAY_MS)
  expect(await failure(openExport(anna.ctx, id))).toMatchObject({ code: 'not_found' })
  await world.cron()
  expect((await anna.api.privacy.exportState()).export).toMatchObject({ state: 'expired' })
  expect([...world.state.bucket.objects.keys()].filter((key) => key.startsWith('exports/'))).toEqual([])
})

test('carried out twice at once it is one download, and the pieces of the other attempt go', async () => {
  await using world = await newWorld()
  const anna = await filledPerson(world, 'Anna')
  const { id } = await anna.api.privacy.startExport()
  world.state.queue.length = 0
  await Promise.all([makeExport(world.as('system'), id), makeExport(world.as('system'), id)])
  await makeExport(world.as('system'), id)
  await world.settle()
  expect(Object.keys(await download(anna, id))).toContain('index.html')
  expect(world.state.mailbox.taken.filter(({ subject }) => subject.includes('ready'))).toHaveLength(1)
  const attempts = [...world.state.bucket.objects.keys()].map((key) => key.split('/')[3])
  expect(new Set(attempts).size).toBe(1)
})

test('erased half-way, nothing of it comes back', async () => {
  await using world = await newWorld()
  const anna = await filledPerson(world, 'Anna')
  const { id } = await anna.api.privacy.startExport()
  world.state.queue.length = 0
  const ctx = world.as('system')
  const files = {
    ...ctx.files,
    put: async (key: string, bytes: Uint8Array<ArrayBuffer>) => {
      await ctx.files.put(key, bytes)
      await ctx.db.delete(people)
    },
  }
  await makeExport({ ...ctx, files }, id)
  expect([...world.state.bucket.objects.keys()]).toEqual([])
})

test('what was sealed under an old key is in the download, made before and after the keys were rotated', async () => {
  await using world = await newWorld()
  const anna = await filledPerson(world, 'Anna')
  world.state.keyRing = newKeyRing('k2', world.state.keyRing)
  const again = await world.person('Anna', { personId: anna.personId })
  const { id } = await again.api.privacy.startExport()
  await world.settle()
  world.state.keyRing = newKeyRing('k3', world.state.keyRing)
  const third = await world.person('Anna', { personId: anna.personId })
  expect((await download(third, id))['birth-data/birth-data.json']).toContain('Anna Marie Reed')
  world.state.now.setUTCMinutes(7)
  await world.cron()
  await world.settle()
  const { k3 } = world.state.keyRing.keys
  if (!k3) throw new Error('There is no third key.')
  // With every other key gone, everything still opens.
  world.state.keyRing = { current: 'k3', keys: { k3 } }
  const last = await world.person('Anna', { personId: anna.personId })
  expect(await last.api.birthData.get()).toMatchObject({ birthName: 'Anna Marie Reed' })
  expect((await download(last, id))['birth-data/birth-data.json']).toContain('Anna Marie Reed')
})
