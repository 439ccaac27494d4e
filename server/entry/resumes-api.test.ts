import { Hono } from 'hono'
import { expect, test, vi } from 'vitest'
import { createClient, NumerojobsError } from '../../sdk/src/index'
import { assetFromDisk } from '../../test/asset-from-disk'
import { OWN_RESUMES } from '../../test/fixtures/resumes/own'
import { newWorld } from '../../test/world'
import type { Ctx } from '../core/ctx'
import { problemOfTrpc } from '../core/trpc'
import { extractText } from '../resumes/extract-text'
import { readResume } from '../resumes/read-resume'
import { writePdf } from '../resumes/write-pdf'
import { openToAllOrigins } from './open-to-all-origins'
import { publicApi } from './public-router'

/** `/v1` as `http.ts` mounts it, for an actor that is told already. */
function serve(ctx: Ctx) {
  vi.stubGlobal('caches', { default: { match: async () => undefined, put: async () => {} } })
  const http = new Hono<{ Variables: { ctx: Ctx } }>()
  http.use('/v1/*', openToAllOrigins, async (c, next) => {
    c.set('ctx', ctx)
    await next()
  })
  http.route('/v1', publicApi)
  http.onError((error) => {
    const problem = problemOfTrpc(error, ctx.requestId)
    return Response.json(problem, { status: problem.status })
  })
  return http
}
const clientOf = (ctx: Ctx) => {
  const http = serve(ctx)
  return createClient({
    baseUrl: 'https://numerojobs.example',
    apiKey: 'nj_test',
    retries: 0,
    fetch: async (input, init) => http.request(new Request(input, init)),
  })
}
const reasonOf = (call: Promise<unknown>) =>
  call.then(
    () => 'served',
    (error) => (error instanceof NumerojobsError ? `${error.status} ${error.reason}` : String(error)),
  )
const engineer = OWN_RESUMES.engineer ?? {}

test('a program with a key uploads a résumé, waits for its reading, confirms, revises, exports and shares it', async () => {
  await using world = await newWorld()
  const mira = await world.person('Mira', { scopes: ['resumes:read', 'resumes:write'] })
  const { resumes } = clientOf(mira.ctx)
  const bytes = await writePdf({ asset: assetFromDisk }, engineer)
  const file = await resumes.upload({ name: 'Lebenslauf ü.pdf', bytes })
  expect(file).toMatchObject({ name: 'Lebenslauf ü.pdf', state: 'waiting' })
  expect((await resumes.upload({ name: 'again.pdf', bytes })).id).toBe(file.id)
  await world.settle()
  const read = await resumes.read(file.id)
  expect(read).toMatchObject({ state: 'read', reading: { resume: engineer } })
  const made = await resumes.confirm(file.id, { name: 'Main', resume: read.reading?.resume ?? {} })
  const revised = await resumes.revise(made.id, { version: made.version, resume: { ...engineer, basics: { name: 'Mira' } } })
  expect(revised).toMatchObject({ version: 2, name: 'Main', resume: { basics: { name: 'Mira' } } })
  expect(await reasonOf(resumes.revise(made.id, { version: 1, name: 'Late' }))).toBe('409 resume.changed-since')
  expect((await resumes.revisions(made.id)).data.map(({ cause }) => cause)).toEqual(['edited', 'confirmed'])
  expect((await resumes.revision(made.id, 1)).resume).toEqual(engineer)
  const pdf = await resumes.export(made.id, { version: 1 })
  expect([pdf.type, readResume((await extractText(new Uint8Array(await pdf.arrayBuffer()))).text).resume]).toEqual([
    'application/pdf',
    engineer,
  ])
  expect(JSON.parse(await (await resumes.export(made.id, { format: 'json' })).text())).toMatchObject({ basics: { name: 'Mira' } })
  expect((await resumes.restore(made.id, 1)).version).toBe(3)
  const link = await resumes.links.create(made.id, { days: 7 })
  expect(link).toMatchObject({ isOpen: true, views: 0 })
  for (const _ of ['once', 'twice']) expect((await resumes.links.revoke(link.id)).isOpen).toBe(false)
  expect(await resumes.links.list(made.id)).toMatchObject([{ id: link.id, isOpen: false }])
  expect(await resumes.list()).toMatchObject([{ id: made.id, name: 'Main', version: 3 }])
  await resumes.removeFile(file.id)
  expect((await resumes.files()).data).toEqual([])
  const other = await resumes.start({ name: 'Other' })
  await resumes.remove(other.id)
  expect(await resumes.list()).toHaveLength(1)
})

test('a write that is sent twice is done once, and a file is taken once however often it comes', async () => {
  await using world = await newWorld()
  const mira = await world.person('Mira', { scopes: ['resumes:read', 'resumes:write'] })
  const { resumes } = clientOf(mira.ctx)
  const once = () => resumes.start({ name: 'Main', resume: engineer }, { idempotencyKey: 'one' })
  expect((await once()).id).toBe((await once()).id)
  expect(await resumes.list()).toHaveLength(1)
  const [held] = await resumes.list()
  const link = () => resumes.links.create(held?.id ?? '', {}, { idempotencyKey: 'two' })
  expect((await link()).url).toBe((await link()).url)
  expect(await resumes.links.list(held?.id ?? '')).toHaveLength(1)
})

test('a visitor, a key without the right and a stranger are each told their own, for résumés and notifications', async () => {
  await using world = await newWorld()
  const mira = await world.person('Mira')
  const { id } = await mira.api.resumes.start({ name: 'Main', resume: engineer })
  const visitor = clientOf(world.as('visitor'))
  const bytes = await writePdf({ asset: assetFromDisk }, engineer)
  for (const call of [
    () => visitor.resumes.list(),
    () => visitor.resumes.upload({ name: 'a.pdf', bytes }),
    () => visitor.resumes.export(id),
    () => visitor.notifications.list(),
  ])
    expect(await reasonOf(call())).toBe('401 session.sign-in-needed')
  const reader = clientOf((await world.person('Boris', { scopes: ['resumes:read', 'notifications:read'] })).ctx)
  const writes = [
    () => reader.resumes.start({ name: 'x' }),
    () => reader.resumes.upload({ name: 'a.pdf', bytes }),
    () => reader.notifications.read(),
    () => reader.notifications.preferences.set({}),
  ]
  for (const call of writes) expect(await reasonOf(call())).toBe('403 key.scope-missing')
  const theirs = await reasonOf(reader.resumes.get(id))
  expect([theirs, await reasonOf(reader.resumes.export(id))]).toEqual(['404 resume.not-found', '404 resume.not-found'])
  expect(await reasonOf(reader.resumes.get(`rsm_${'0'.repeat(32)}`))).toBe(theirs)
  const none = clientOf((await world.person('Cleo', { scopes: ['applications:read'] })).ctx)
  for (const call of [() => none.resumes.list(), () => none.resumes.export(id), () => none.notifications.list()])
    expect(await reasonOf(call())).toBe('403 key.scope-missing')
})

test('a file that is too large or is none is refused with its reason, and a body over its limit before it is read', async () => {
  await using world = await newWorld()
  const mira = await world.person('Mira', { scopes: ['resumes:write'] })
  const { resumes } = clientOf(mira.ctx)
  expect(await reasonOf(resumes.upload({ name: 'a.pdf', bytes: new Uint8Array(11 * 1024 * 1024) }))).toBe('413 resume.too-large')
  expect(await reasonOf(resumes.upload({ name: 'a.txt', bytes: new TextEncoder().encode('hello') }))).toBe('400 resume.not-supported')
  const summary = 'x'.repeat(5_900)
  const large = { work: Array.from({ length: 20 }, () => ({ summary })) }
  expect((await resumes.start({ name: 'Large', resume: large })).resume.work).toHaveLength(20)
  const tooLarge = serve(mira.ctx).request('/v1/resumes', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'x', resume: { basics: { summary: 'y'.repeat(700_000) } } }),
  })
  expect((await tooLarge).status).toBe(413)
})

test('notifications are listed, read and tuned by a key; everything at once is for a session alone', async () => {
  await using world = await newWorld()
  const mira = await world.person('Mira', { scopes: ['notifications:read', 'notifications:write', 'profile:read'] })
  const client = clientOf(mira.ctx)
  expect(await client.notifications.list({ unreadOnly: true, limit: 5 })).toEqual({ data: [], next: null, unread: 0 })
  expect(await client.notifications.read()).toBe(0)
  const set = await client.notifications.preferences.set({ digest: 'weekly', quietHours: { from: '22:00', to: '07:00' } })
  expect([set.digest, set.quietHours]).toEqual(['weekly', { from: '22:00', to: '07:00' }])
  expect(await client.notifications.preferences.get()).toEqual(set)
  expect(await reasonOf(client.me.export.start())).toMatch(/^403 /)
  const session = clientOf((await world.person('Ada')).ctx)
  expect(await session.me.export.start()).toMatchObject({ state: 'waiting' })
  await world.settle()
  expect((await session.me.export.state()).export).toMatchObject({ state: 'ready' })
  expect(await reasonOf(session.me.export.start())).toBe('429 privacy.one-export-a-day')
})
