import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { jobs, marketSnapshots, people } from '../../db/schema'
import { newWorld, type World } from '../../test/world'
import { withEvents } from '../live/outbox'
import { postFingerprint } from './near-duplicate'
import { type NewJob, openJobs } from './open-jobs'

const DAY_MS = 86_400_000
const TEXT = 'Kestrel Bakery is hiring a Pastry Chef in Lyon for bread and cakes, full time, with two weekends off each month.'

async function open(world: World, part: Partial<NewJob>): Promise<string> {
  const job: NewJob = {
    origin: 'detected',
    source: 'facebook',
    sourceKey: 'post-1',
    sourceUrl: null,
    postId: null,
    title: 'Senior Pastry Chef, nights',
    companyName: 'Kestrel Bakery',
    places: ['Lyon, France'],
    remote: null,
    remoteRegions: [],
    salary: null,
    employmentType: null,
    seniority: null,
    skills: [],
    applyUrl: null,
    contact: null,
    contactIsPublic: false,
    description: null,
    excerpt: TEXT,
    language: null,
    fingerprint: postFingerprint(TEXT),
    foundAt: world.state.now,
    postedAt: null,
    validThrough: null,
    ...part,
  }
  const [id = ''] = await withEvents(world.as('system'), (tx, emit) => openJobs(world.as('system'), tx, emit, [job]))
  return id
}
const evidenceOf = async (world: World, id: string) => (await world.api('visitor').jobs.get({ id })).ghostEvidence

test('a job that is new, or of which nothing is known, says nothing', async () => {
  await using world = await newWorld()
  const id = await open(world, {})
  world.passMs(400 * DAY_MS)
  expect(await evidenceOf(world, id)).toEqual([])
})

test('the same text on the same site three times is said, and like roles that closed sooner', async () => {
  await using world = await newWorld()
  const days = [100, 60, 0].map((ago) => new Date(world.state.now.getTime() - ago * DAY_MS))
  let id = ''
  for (const [index, foundAt] of days.entries()) id = await open(world, { sourceKey: `post-${index}`, foundAt, postedAt: days[0] ?? null })
  expect(await evidenceOf(world, id)).toEqual([
    { kind: 'reposted', times: 3, source: 'facebook', firstAt: days[0]?.toISOString(), lastAt: days[2]?.toISOString() },
  ])
  const figures = { label: 'Pastry Chef', pay: [], statePay: 0, skills: [], remote: [], seniority: [], openDays: { n: 31, median: 14 } }
  await world.as('system').db.insert(marketSnapshots).values({
    date: '2026-11-20',
    role: 'pastry chef',
    region: '',
    openJobs: 40,
    newJobs: 3,
    figures,
    madeAt: world.state.now,
  })
  expect((await evidenceOf(world, id))[1]).toEqual({ kind: 'open-long', since: days[0]?.toISOString(), days: 100, medianDays: 14, n: 31 })
  // A fact for programs, and nothing that moves it in a list.
  const [card] = (await world.api('visitor').jobs.search({})).data
  expect(card).not.toHaveProperty('ghostEvidence')
  await world.as('system').db.update(jobs).set({ status: 'closed' }).where(eq(jobs.id, id))
  expect(await evidenceOf(world, id)).toEqual([])
})

test('the silence of ten people is said without a count of anybody; nine say nothing, an answer counts, and a demo world is nobody', async () => {
  await using world = await newWorld()
  const id = await open(world, {})
  const apply = async (name: string) => {
    const person = await world.person(name)
    const { card } = await person.api.applications.save({ from: 'job', jobId: id, stage: { group: 'applied' } })
    return { ...person, applicationId: card.id }
  }
  const applicants = []
  for (let number = 0; number < 10; number++) applicants.push(await apply(`Person${number}`))
  expect(await evidenceOf(world, id)).toEqual([])
  world.passMs(22 * DAY_MS)
  expect(await evidenceOf(world, id)).toEqual([{ kind: 'no-answers', people: 10, days: 21 }])
  const [first] = applicants
  await world
    .as('system')
    .db.update(people)
    .set({ demoUntil: new Date(world.state.now.getTime() + DAY_MS) })
    .where(eq(people.id, first?.personId ?? ''))
  expect(await evidenceOf(world, id)).toEqual([])
  await world
    .as('system')
    .db.update(people)
    .set({ demoUntil: null })
    .where(eq(people.id, first?.personId ?? ''))
  await first?.api.applications.move({ applicationId: first.applicationId, to: { group: 'interview' } })
  expect(await evidenceOf(world, id)).toEqual([])
})
