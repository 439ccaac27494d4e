import { Hono } from 'hono'
import { expect, test, vi } from 'vitest'
import { auditLines } from '../../db/schema'
import { createClient, NumerojobsError } from '../../sdk/src/index'
import { addMember, addPosting, applyAs } from '../../test/add-posting'
import { newWorld } from '../../test/world'
import type { Ctx } from '../core/ctx'
import { problemOfTrpc } from '../core/trpc'
import { publicApi } from './public-router'
import { hiringRoutes } from './public-routes-hiring'

/** The client, speaking to `/v1` as `http.ts` mounts it, with a key's actor already told. What came back is kept as text. */
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
  const answers: string[] = []
  const client = createClient({
    baseUrl: 'https://numerojobs.example',
    apiKey: 'nj_test',
    retries: 0,
    fetch: async (input, init) => {
      const answer = await http.request(new Request(input, init))
      answers.push(await answer.clone().text())
      return answer
    },
  })
  return { client, answers, http }
}

/** Rita's bakery with Sam, who applied with a résumé; and Rita as a program. */
async function bakery(scopes: ('candidates:read' | 'candidates:write')[] = ['candidates:read', 'candidates:write']) {
  const world = await newWorld()
  const [rita, sam] = await Promise.all([world.person('Rita'), world.person('Sam')])
  const { postingId, organisationId } = await addPosting(world, rita)
  const { applicationId } = await applyAs(sam, postingId)
  const { ctx } = await world.person('Rita', { scopes, personId: rita.personId })
  return { world, rita, sam, postingId, organisationId, applicationId, ctx, ...clientOf(ctx) }
}

const reasonOf = (call: Promise<unknown>) =>
  call.then(
    () => 'no error',
    (error: unknown) => (error instanceof NumerojobsError ? `${error.code} ${error.reason}` : String(error)),
  )

test('a program with a key finds a candidate, moves and ends the application, and the candidate’s tracker says so', async () => {
  const { world: opened, client, sam, postingId, organisationId, applicationId } = await bakery()
  await using world = opened
  const { data } = await client.candidates.list({ organisationId, email: 'Sam@example.com' })
  expect(data).toMatchObject([
    { name: 'Sam', contact: { email: 'sam@example.com' }, hasAccount: true, applications: [{ applicationId, group: 'applied' }] },
  ])
  expect((await client.candidates.list({ organisationId, postingId, group: 'offer' })).data).toEqual([])
  const { data: stages } = await client.hiring.stages(postingId)
  const screening = stages.find(({ group }) => group === 'screening')?.id ?? ''
  const moved = await client.hiring.move(applicationId, { toStageId: screening, fromStageId: stages[0]?.id ?? null })
  expect(moved.placements).toMatchObject([{ applicationId, stageId: screening }])
  await client.hiring.tag(applicationId, { add: ['night shift'] })
  expect(await client.hiring.addNote(applicationId, { markdown: '**Good**' })).toMatchObject({ html: '<p><strong>Good</strong></p>\n' })
  expect((await client.hiring.list({ organisationId, tag: 'night shift' })).data).toMatchObject([{ applicationId, group: 'screening' }])
  await client.hiring.close(applicationId, { kind: 'rejected', reason: 'experience' })
  expect((await client.hiring.get(applicationId)).disposition).toEqual({ kind: 'rejected', reason: 'experience' })
  await world.settle()
  expect(await sam.api.applications.get({ applicationId })).toMatchObject({ group: 'closed', employer: { label: 'Not selected' } })
  expect(await reasonOf(client.hiring.close(applicationId, { kind: 'hired', reason: 'skills' }))).toContain('invalid')
})

test('no answer that a key gets holds anything of a résumé, a letter, an answer or a colleague’s note', async () => {
  const { world: opened, client, answers, rita, http, postingId, organisationId, applicationId } = await bakery()
  await using _world = opened
  await rita.api.hiring.addNote({ applicationId, markdown: 'Quokka opinion' })
  const [candidate] = (await client.candidates.list({ organisationId })).data
  await client.candidates.get(candidate?.id ?? '')
  await client.hiring.list({ organisationId })
  await client.hiring.get(applicationId)
  await client.hiring.stages(postingId)
  expect(await client.hiring.invitations(postingId)).toEqual({ data: [] })
  await client.hiring.tag(applicationId, { add: ['oven'] })
  const asked = hiringRoutes.filter(({ method }) => method === 'get').length
  expect(answers.length).toBeGreaterThanOrEqual(asked)
  for (const answer of answers) expect(answer).not.toMatch(/Lamination|Foxglove|Quokka/)
  // The doors of people in a browser stay shut to it: what a résumé says is not even searched.
  const { api } = await opened.person('Rita', { scopes: ['candidates:read', 'candidates:write'], personId: rita.personId })
  await expect(api.hiring.candidate({ applicationId })).rejects.toThrow('No key may do this')
  await expect(api.candidates.search({ organisationId, query: 'lamination' })).rejects.toThrow('No key may do this')
  expect((await http.request(`/v1/candidates?organisationId=${organisationId}&query=lamination`)).status).toBe(400)
})

test('a candidate who is entered stands in the pipeline, owes nobody a reply, and is entered once', async () => {
  const { world: opened, client, rita, postingId, organisationId } = await bakery()
  await using world = opened
  const rosa = { organisationId, name: 'Rosa Delgado', email: 'rosa@people.example', externalId: 'gh-7', postingId, source: 'Greenhouse' }
  const added = await client.candidates.add(rosa)
  expect(added).toMatchObject({ name: 'Rosa Delgado', source: 'greenhouse', hasAccount: false, applications: [{ postingId }] })
  expect(await reasonOf(client.candidates.add(rosa))).toBe('conflict candidate.known')
  expect(await reasonOf(client.candidates.addApplication(added.id, { postingId }))).toBe('conflict hiring.applied-before')
  expect(await reasonOf(client.candidates.add({ organisationId, name: 'Nowhere' }))).toBe('invalid candidate.nowhere')
  const old = { organisationId, name: 'Long ago', poolSince: '2024-01-01T00:00:00.000Z' }
  expect(await reasonOf(client.candidates.add(old))).toBe('invalid candidate.consent-over')
  const pooled = await client.candidates.add({ ...old, name: 'Lately', poolSince: '2026-11-01T00:00:00.000Z' })
  expect(pooled.poolUntil).toBe('2027-11-01T00:00:00.000Z')
  expect((await client.candidates.list({ organisationId, inPool: true })).data.map(({ name }) => name)).toEqual(['Lately'])
  await world.settle()
  const mails = world.state.mailbox.taken.length
  world.passMs(40 * 86_400_000)
  await world.cron()
  await world.settle()
  const { cards } = await rita.api.hiring.pipeline({ postingId })
  expect(cards.find(({ name }) => name === 'Rosa Delgado')).toMatchObject({ replyDueAt: null, hasResume: false })
  expect(world.state.mailbox.taken.slice(mails).filter(({ to }) => to === 'rosa@people.example')).toEqual([])
  // A consent ends by itself: who only stood in the pool is found no more.
  world.passMs(340 * 86_400_000)
  expect(await reasonOf(client.candidates.get(pooled.id))).toBe('not_found candidate.not-found')
})

test('pages hold everybody once, in one order, also of the same instant', async () => {
  const { world: opened, client, organisationId, postingId } = await bakery()
  await using _world = opened
  for (let number = 0; number < 6; number++) await client.candidates.add({ organisationId, name: `Rosa ${number}`, postingId })
  const names: string[] = []
  for await (const { name } of client.candidates.each({ organisationId, limit: 3 })) names.push(name)
  expect([names.length, new Set(names).size]).toEqual([7, 7])
  const ids: string[] = []
  for await (const { applicationId } of client.hiring.each({ organisationId, limit: 2 })) ids.push(applicationId)
  expect([ids.length, new Set(ids).size]).toEqual([7, 7])
})

test('a write with the same Idempotency-Key enters a candidate once', async () => {
  const { world: opened, client, organisationId, postingId } = await bakery()
  await using _world = opened
  const add = () => client.candidates.add({ organisationId, name: 'Rosa', postingId }, { idempotencyKey: 'one-write' })
  expect((await add()).id).toBe((await add()).id)
  expect((await client.candidates.list({ organisationId })).data).toHaveLength(2)
})

test('a key does what its scope and its person’s role allow, and no more; strangers find nothing', async () => {
  const { world: opened, client, organisationId, applicationId } = await bakery(['candidates:read'])
  await using world = opened
  expect(await reasonOf(client.hiring.tag(applicationId, { add: ['x'] }))).toBe('forbidden key.scope-missing')
  const viewer = await world.person('Vera')
  await addMember(world, organisationId, viewer, 'viewer')
  const asViewer = clientOf(
    (await world.person('Vera', { scopes: ['candidates:read', 'candidates:write'], personId: viewer.personId })).ctx,
  )
  expect((await asViewer.client.candidates.list({ organisationId })).data).toMatchObject([{ name: 'Sam', contact: null }])
  expect(asViewer.answers.join()).not.toContain('sam@example.com')
  expect(await reasonOf(asViewer.client.hiring.tag(applicationId, { add: ['x'] }))).toBe('forbidden organisation.right-missing')
  const stranger = clientOf((await world.person('Otto', { scopes: ['candidates:read', 'candidates:write'] })).ctx)
  expect(await reasonOf(stranger.client.hiring.get(applicationId))).toBe('not_found application.not-found')
  expect(await reasonOf(stranger.client.candidates.list({ organisationId }))).toBe('not_found organisation.not-found')
  const acts = await world.as('system').db.select({ act: auditLines.act, by: auditLines.actorId }).from(auditLines)
  expect(acts).toContainEqual({ act: 'candidate.searched', by: viewer.personId })
})
