import { Hono } from 'hono'
import { expect, test, vi } from 'vitest'
import { createClient, NumerojobsError } from '../../sdk/src/index'
import { newWorld } from '../../test/world'
import type { Ctx } from '../core/ctx'
import { problemOfTrpc } from '../core/trpc'
import { publicApi } from './public-router'

/** The client, speaking to `/v1` as `http.ts` mounts it, with a key's actor already told. */
function clientOf(ctx: Ctx) {
  vi.stubGlobal('caches', { default: { match: async () => undefined, put: async () => {} } })
  const http = new Hono<{ Variables: { ctx: Ctx } }>()
  http.use('/v1/*', async (c, next) => {
    c.set('ctx', ctx)
    await next()
  })
  http.route('/v1', publicApi)
  http.onError((error) => {
    const problem = problemOfTrpc(error, ctx.requestId)
    return Response.json(problem, { status: problem.status })
  })
  return createClient({
    baseUrl: 'https://numerojobs.example',
    apiKey: 'nj_test',
    retries: 0,
    fetch: async (input, init) => http.request(new Request(input, init)),
  })
}

test('a program with a key saves, moves, closes, undoes and reads its person’s applications', async () => {
  await using world = await newWorld()
  const { ctx } = await world.person('Anna', { scopes: ['applications:read', 'applications:write'] })
  const client = clientOf(ctx)
  const saved = await client.applications.save({ from: 'form', title: 'Baker', companyName: 'Kestrel', tags: ['x'], priority: 1 })
  expect(saved).toMatchObject({ isNew: true, card: { title: 'Baker', tags: ['x'], priority: 1 } })
  const { id } = saved.card
  await client.applications.move(id, { to: { group: 'applied' } })
  const closed = await client.applications.close(id, { outcome: { kind: 'rejected', reason: 'pay' } })
  expect(closed.card.outcome).toEqual({ kind: 'rejected', reason: 'pay' })
  const undone = await client.applications.undo({ batchId: closed.batchId })
  expect(undone.cards[0]?.group).toBe('applied')
  await client.applications.update(id, { priority: null, tags: ['y'] })
  await client.applications.addNote(id, { markdown: '**bold**' })
  await client.applications.addReminder(id, { text: 'Ask', dueAt: '2026-11-21T12:00:00.000Z' })
  const day = { startsAt: '2026-12-01T09:00:00.000Z', endsAt: '2026-12-01T10:00:00.000Z', timeZone: 'Europe/Berlin' }
  const interview = await client.interviews.add({ applicationId: id, kind: 'video', ...day })
  expect(await client.interviews.get(interview.id)).toEqual(interview)
  expect((await client.interviews.callOff(interview.id)).calledOffAt).not.toBeNull()
  expect((await client.interviews.list()).data).toHaveLength(1)
  const whole = await client.applications.get(id)
  expect(whole).toMatchObject({ priority: null, tags: ['y'], notes: [{ markdown: '**bold**' }] })
  expect((await client.applications.history(id)).data.map(({ change }) => change.kind)).toEqual([
    'changed',
    'undone',
    'moved',
    'moved',
    'saved',
  ])
  expect((await client.me.today()).today.map(({ text }) => text)).toEqual(['Ask'])
  const listed: string[] = []
  for await (const card of client.applications.each({ group: ['applied', 'offer'], tag: ['y'] })) listed.push(card.title)
  expect(listed).toEqual(['Baker'])
  expect((await client.applications.remove(id)).card.removedAt).not.toBeNull()
  expect((await client.applications.list()).total).toBe(0)
  expect((await client.applications.restore(id)).card.removedAt).toBeNull()
})

test('a visitor is told to sign in, a key without the right which one it lacks, a stranger what a wrong id is told', async () => {
  await using world = await newWorld()
  const anna = await world.person('Anna')
  const boris = await world.person('Boris', { scopes: ['applications:read'] })
  const { card } = await anna.api.applications.save({ from: 'form', title: 'Baker' })
  const reasonOf = async (call: Promise<unknown>) =>
    call.then(
      () => 'served',
      (error) => (error instanceof NumerojobsError ? `${error.status} ${error.reason}` : String(error)),
    )
  expect(await reasonOf(clientOf(world.as('visitor')).applications.list())).toBe('401 session.sign-in-needed')
  const theirs = clientOf(boris.ctx)
  expect(await reasonOf(theirs.applications.save({ from: 'form', title: 'Cook' }))).toBe('403 key.scope-missing')
  expect(await reasonOf(theirs.applications.get(card.id))).toBe('404 application.not-found')
  expect(await reasonOf(theirs.applications.get(`app_${'f'.repeat(32)}`))).toBe('404 application.not-found')
  expect(await reasonOf(clientOf(anna.ctx).applications.move(card.id, { to: { group: 'closed' } }))).toBe('409 application.outcome-needed')
})
