import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { rooms } from '../../contract/live'
import { jobs } from '../../db/schema'
import { failure, newWorld, type World } from '../../test/world'

const OFFER = `We are hiring! Harbour Light Software is looking for a Senior Backend Engineer in Hamburg, Germany (hybrid).
€75,000 - €90,000 per year, full-time. Apply at https://harbour-light.example/careers`

async function withJob(world: World): Promise<string> {
  await world.deliver([world.post({ externalId: 'p1', text: OFFER })])
  await world.settle()
  const [job] = await world.as('operator').db.select({ id: jobs.id }).from(jobs)
  if (!job) throw new Error('No job was opened.')
  return job.id
}
const statusOf = async (world: World, jobId: string) =>
  (await world.as('operator').db.select({ status: jobs.status, closedFor: jobs.closedFor }).from(jobs).where(eq(jobs.id, jobId)))[0]

test('a report reaches the operators at once; each person counts once, and nobody is named', async () => {
  await using world = await newWorld()
  const jobId = await withJob(world)
  await world.api('visitor', 'anna').jobs.report({ jobId, reason: 'expired' })
  await world.api('visitor', 'anna').jobs.report({ jobId, reason: 'scam', text: 'They ask for money first.' })
  world.passMs(1_000)
  await world.api('visitor', 'boris').jobs.report({ jobId, reason: 'scam' })
  await world.settle()
  const { data, counts } = await world.api('operator').jobs.reports({})
  expect(counts).toEqual({ open: 1, answered: 0 })
  expect(data).toHaveLength(1)
  expect(data[0]).toMatchObject({ jobId, people: 2, answer: null, reports: [{ reason: 'scam' }, { text: 'They ask for money first.' }] })
  expect(new Set(data[0]?.reports.map((report) => report.reporter)).size).toBe(2)
  expect(JSON.stringify(data)).not.toMatch(/anna|boris/)
  expect(world.events(rooms.operators).at(-1)).toMatchObject({ type: 'reports.changed', data: { jobId, people: 2, waiting: 1 } })
})

test('closing answers every open report, tells the feed and the operators, and the same answer again changes nothing', async () => {
  await using world = await newWorld()
  const jobId = await withJob(world)
  await world.api('visitor', 'anna').jobs.report({ jobId, reason: 'scam' })
  await world.api('visitor', 'boris').jobs.report({ jobId, reason: 'scam' })
  const api = world.api('operator')
  const newestAt = (await api.jobs.reports({})).data[0]?.newestAt ?? ''
  const close = { answer: 'closed', reason: 'scam', jobId, newestAt, note: 'Asks for money.' } as const
  const answered = await api.jobs.answerReports(close)
  expect(answered).toMatchObject({ status: 'closed', people: 2, answer: { answer: 'closed', by: 'Operator', note: 'Asks for money.' } })
  expect(await api.jobs.answerReports(close)).toEqual(answered)
  await world.settle()
  expect(await api.jobs.reports({})).toMatchObject({ data: [], counts: { open: 0, answered: 1 } })
  expect(world.events(rooms.jobs).map((event) => event.type)).toEqual(['job.opened', 'job.closed'])
  expect(world.events(rooms.operators).at(-1)).toMatchObject({ type: 'reports.changed', data: { jobId, people: 0, waiting: 0 } })
  expect(await failure(api.jobs.answerReports({ answer: 'kept', jobId, newestAt }))).toMatchObject({ reason: 'reports.answered' })
})

test('a job that stays is open as before, and a person who reports it again makes it wait again', async () => {
  await using world = await newWorld()
  const jobId = await withJob(world)
  await world.api('visitor', 'anna').jobs.report({ jobId, reason: 'scam' })
  const api = world.api('operator')
  const newestAt = (await api.jobs.reports({})).data[0]?.newestAt ?? ''
  await api.jobs.answerReports({ answer: 'kept', jobId, newestAt })
  expect(await statusOf(world, jobId)).toEqual({ status: 'open', closedFor: null })
  world.passMs(1_000)
  await world.api('visitor', 'anna').jobs.report({ jobId, reason: 'expired' })
  expect((await api.jobs.reports({})).data).toMatchObject([{ jobId, people: 1, answer: null }])
})

test('a report that came after what the operator looked at must be read first', async () => {
  await using world = await newWorld()
  const jobId = await withJob(world)
  await world.api('visitor', 'anna').jobs.report({ jobId, reason: 'expired' })
  const api = world.api('operator')
  const newestAt = (await api.jobs.reports({})).data[0]?.newestAt ?? ''
  world.passMs(1_000)
  await world.api('visitor', 'boris').jobs.report({ jobId, reason: 'discriminating' })
  expect(await failure(api.jobs.answerReports({ answer: 'kept', jobId, newestAt }))).toMatchObject({
    code: 'conflict',
    reason: 'reports.newer',
  })
  expect((await api.jobs.reports({})).counts).toEqual({ open: 1, answered: 0 })
})

test('a job that was closed after reports stays closed when its post is edited; a person who approves its lead opens it', async () => {
  await using world = await newWorld()
  const jobId = await withJob(world)
  await world.api('visitor', 'anna').jobs.report({ jobId, reason: 'scam' })
  const api = world.api('operator')
  const newestAt = (await api.jobs.reports({})).data[0]?.newestAt ?? ''
  await api.jobs.answerReports({ answer: 'closed', reason: 'scam', jobId, newestAt })
  world.passMs(60_000)
  await world.deliver([world.post({ externalId: 'p1', text: OFFER.replace('Hamburg', 'Bremen') })])
  await world.settle()
  expect(await statusOf(world, jobId)).toEqual({ status: 'closed', closedFor: 'scam' })
  const [lead] = (await api.leads.list({ state: 'published' })).data
  await api.leads.decide({ decision: 'confirm', leadId: lead?.id ?? '', version: lead?.version ?? 0 })
  expect(await statusOf(world, jobId)).toEqual({ status: 'open', closedFor: null })
})

test('reported jobs page by how many people reported them, without a repeat or a gap', async () => {
  await using world = await newWorld()
  for (const town of ['Hamburg', 'Bremen', 'Kiel'])
    await world.deliver([world.post({ externalId: town, text: OFFER.replace('Hamburg', town) })])
  await world.settle()
  const ids = (await world.as('operator').db.select({ id: jobs.id }).from(jobs).orderBy(jobs.id)).map((job) => job.id)
  for (const [index, jobId] of ids.entries())
    for (let person = 0; person <= index; person++) await world.api('visitor', `person ${person}`).jobs.report({ jobId, reason: 'other' })
  const api = world.api('operator')
  const seen: string[] = []
  let cursor: string | undefined
  do {
    const page = await api.jobs.reports({ limit: 1, cursor })
    seen.push(...page.data.map((job) => job.jobId))
    cursor = page.next ?? undefined
  } while (cursor)
  expect(seen).toEqual(ids.toReversed())
})
