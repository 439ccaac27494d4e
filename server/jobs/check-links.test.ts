import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { jobs, linkChecks, notifications, tasks } from '../../db/schema'
import { failure, newWorld, type World } from '../../test/world'
import { withEvents } from '../live/outbox'
import { nextLookMs, SITE_PAGES_A_MINUTE } from './check-links'
import { closeJobs } from './close-jobs'
import { type NewJob, openJobs } from './open-jobs'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const HTML =
  '<html><head><title>Pastry Chef</title></head><body><h1>Pastry Chef</h1><p>We bake bread and cakes in Lyon, France, every day.</p></body></html>'
const said = (words: string) => HTML.replace('We bake', `${words} We bake`)

async function open(world: World, link: string, part: Partial<NewJob> = {}): Promise<string> {
  const job: NewJob = {
    origin: 'synced',
    source: 'board',
    sourceKey: link,
    sourceUrl: link,
    postId: null,
    title: 'Pastry Chef',
    companyName: null,
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
    excerpt: null,
    language: null,
    fingerprint: [],
    foundAt: world.state.now,
    postedAt: null,
    validThrough: null,
    ...part,
  }
  const [id = ''] = await withEvents(world.as('system'), (tx, emit) => openJobs(world.as('system'), tx, emit, [job]))
  await world.settle()
  return id
}
/** Lets cron take what is due, and its tasks look. */
async function lookRound(world: World) {
  await world.cron()
  await world.settle()
}
const jobOf = async (world: World, id: string) => (await world.api('visitor')).jobs.get({ id })
const checkOf = async (world: World, id: string) =>
  (await world.as('system').db.select().from(linkChecks).where(eq(linkChecks.jobId, id)))[0]

test('an open job is looked at again when it is due, and says when', async () => {
  await using world = await newWorld()
  const id = await open(world, 'https://acme.example/jobs/1')
  world.state.web.page('https://acme.example/jobs/1', HTML)
  await lookRound(world)
  expect(world.state.web.state.asked).toEqual([])
  expect(await jobOf(world, id)).toMatchObject({ checkedAt: null, linkState: 'unchecked', status: 'open' })

  world.passMs(2 * DAY_MS)
  await lookRound(world)
  expect(await jobOf(world, id)).toMatchObject({ checkedAt: world.state.now.toISOString(), linkState: 'works', status: 'open', version: 1 })
  expect([...world.state.web.state.agents]).toEqual(['NumerojobsBot/1.0 (+https://numerojobs.example/about)'])
  const [card] = (await world.api('visitor').jobs.search({})).data
  expect(card?.checkedAt).toBe(world.state.now.toISOString())

  world.passMs(HOUR_MS)
  await lookRound(world)
  expect(world.state.web.state.asked).toHaveLength(2)
})

test('a page that is gone closes the job with its reason, tells the feed, and who saved it keeps the posting as it was', async () => {
  await using world = await newWorld()
  const id = await open(world, 'https://acme.example/jobs/1', { excerpt: 'We bake at night.' })
  const anna = await world.person('Anna')
  const boris = await world.person('Boris')
  const { card } = await anna.api.applications.save({ from: 'job', jobId: id })
  const over = await boris.api.applications.save({ from: 'job', jobId: id })
  await boris.api.applications.close({ applicationId: over.card.id, outcome: { kind: 'withdrawn' } })
  world.passMs(2 * DAY_MS)
  await lookRound(world)

  expect(await jobOf(world, id)).toMatchObject({ status: 'closed', closedBecause: 'link-gone', closedAt: world.state.now.toISOString() })
  expect(world.events({ party: 'feed', room: 'jobs' }).at(-1)).toMatchObject({ type: 'job.closed', data: { jobId: id } })
  const kept = await anna.api.applications.get({ applicationId: card.id })
  expect(kept).toMatchObject({ group: 'preparing', outcome: null, version: card.version + 1 })
  expect(kept.text).toBe('We bake at night.')
  expect(kept.history[0]).toMatchObject({ actor: 'system', change: { kind: 'posting-closed', because: 'link-gone' } })
  const told = await world.as('system').db.select({ personId: notifications.personId, event: notifications.event }).from(notifications)
  expect(told).toEqual([{ personId: anna.personId, event: 'job.closed' }])
  const event = kept.history[0]
  expect(await failure(anna.api.applications.undo({ eventId: event?.id ?? '' }))).toMatchObject({ code: 'conflict' })
})

test('what was told is told once, however often its task runs; opened and closed again is told again', async () => {
  await using world = await newWorld()
  const id = await open(world, 'https://acme.example/jobs/1')
  const anna = await world.person('Anna')
  const { card } = await anna.api.applications.save({ from: 'job', jobId: id })
  const lines = async () =>
    (await anna.api.applications.get({ applicationId: card.id })).history.filter(({ change }) => change.kind === 'posting-closed').length
  world.passMs(2 * DAY_MS)
  await lookRound(world)
  await world.as('system').db.update(tasks).set({ state: 'open', leasedUntil: null }).where(eq(tasks.kind, 'applications.tell-closed'))
  world.passMs(60_000)
  await lookRound(world)
  expect(await lines()).toBe(1)

  await open(world, 'https://acme.example/jobs/1')
  expect(await jobOf(world, id)).toMatchObject({ status: 'open', closedBecause: null })
  world.passMs(3 * DAY_MS)
  await lookRound(world)
  expect((await jobOf(world, id)).status).toBe('closed')
  expect(await lines()).toBe(2)
})

test('a page that says so itself closes the job', async () => {
  await using world = await newWorld()
  const id = await open(world, 'https://acme.example/jobs/1')
  world.state.web.page('https://acme.example/jobs/1', said('This position has been filled.'))
  world.passMs(2 * DAY_MS)
  await lookRound(world)
  expect(await jobOf(world, id)).toMatchObject({ status: 'closed', closedBecause: 'says-closed' })
})

test('a link that leads to the front page is probably gone, and closes its job when it still does a day later', async () => {
  await using world = await newWorld()
  const id = await open(world, 'https://boards.example/acme/jobs/1')
  world.state.web.redirect('https://boards.example/acme/jobs/1', 'https://boards.example/acme')
  world.state.web.page('https://boards.example/acme', HTML)
  world.passMs(2 * DAY_MS)
  await lookRound(world)
  expect(await jobOf(world, id)).toMatchObject({ status: 'open', linkState: 'leads-elsewhere', checkedAt: null })
  world.passMs(DAY_MS)
  await lookRound(world)
  expect(await jobOf(world, id)).toMatchObject({ status: 'closed', closedBecause: 'link-redirects' })
})

test('a site that fails closes nothing, keeps what was seen, is left alone for a while, and is asked less and less often', async () => {
  await using world = await newWorld()
  const id = await open(world, 'https://acme.example/jobs/1')
  const other = await open(world, 'https://acme.example/jobs/2', { title: 'Night Baker' })
  world.state.web.page('https://acme.example/jobs/1', HTML)
  world.state.web.page('https://acme.example/jobs/2', HTML.replaceAll('Pastry Chef', 'Night Baker'))
  world.passMs(2 * DAY_MS)
  await lookRound(world)
  const seenAt = world.state.now.toISOString()
  for (const path of ['1', '2'])
    world.state.web.state.pages.set(
      `https://acme.example/jobs/${path}`,
      () => new Response('later', { status: 503, headers: { 'retry-after': '1800' } }),
    )
  world.state.web.state.asked = []
  world.passMs(3 * DAY_MS)
  await lookRound(world)
  // The first answer was that the site needs patience: the second page was not asked for.
  expect(world.state.web.state.asked.filter((url) => url.includes('/jobs/'))).toHaveLength(1)
  world.passMs(20 * 60_000)
  await lookRound(world)
  expect(world.state.web.state.asked.filter((url) => url.includes('/jobs/'))).toHaveLength(1)
  for (const jobId of [id, other])
    expect(await jobOf(world, jobId)).toMatchObject({ status: 'open', linkState: 'works', checkedAt: seenAt })
  const waits = [1, 2, 3, 9].map((failures) => nextLookMs({ state: 'failed', failures, ageMs: 0, isWanted: true }) / HOUR_MS)
  expect(waits).toEqual([1, 2, 4, 48])
})

test('a site is asked for so many pages a minute by all workers together, and all together for as many as the setting says', async () => {
  await using world = await newWorld()
  for (let number = 0; number < SITE_PAGES_A_MINUTE + 3; number++)
    await open(world, `https://acme.example/jobs/${number}`, { title: `Chef ${number}` })
  for (const host of ['one.example', 'two.example']) await open(world, `https://${host}/jobs/1`, { title: `Baker of ${host}` })
  const pagesOf = (host: string) => world.state.web.state.asked.filter((url) => url.startsWith(`https://${host}/jobs/`)).length
  world.passMs(2 * DAY_MS)
  await Promise.all([world.cron(), world.cron()])
  await world.settle()
  expect([pagesOf('acme.example'), pagesOf('one.example'), pagesOf('two.example')]).toEqual([SITE_PAGES_A_MINUTE, 1, 1])
  world.passMs(60_000)
  await lookRound(world)
  expect(pagesOf('acme.example')).toBe(SITE_PAGES_A_MINUTE + 3)

  world.state.linkChecksPerMinute = 2
  for (const host of ['three.example', 'four.example', 'five.example'])
    await open(world, `https://${host}/jobs/1`, { title: `Cook of ${host}` })
  world.passMs(2 * DAY_MS)
  world.state.web.state.asked = []
  await lookRound(world)
  expect(world.state.web.state.asked.filter((url) => url.includes('/jobs/'))).toHaveLength(2)
  world.state.linkChecksPerMinute = 0
  world.state.web.state.asked = []
  world.passMs(DAY_MS)
  await lookRound(world)
  expect(world.state.web.state.asked).toEqual([])
})

test('a worker that dies in the middle leaves nothing behind: the look is due again', async () => {
  await using world = await newWorld()
  const id = await open(world, 'https://acme.example/jobs/1')
  world.state.web.page('https://acme.example/jobs/1', HTML)
  world.passMs(2 * DAY_MS)
  await world.cron()
  world.state.queue.splice(0)
  await world.as('system').db.delete(tasks)
  world.passMs(5 * 60_000)
  await lookRound(world)
  expect((await jobOf(world, id)).checkedAt).toBeNull()
  world.passMs(6 * 60_000)
  await lookRound(world)
  expect((await jobOf(world, id)).checkedAt).toBe(world.state.now.toISOString())
})

test('a site that keeps programs away is not read, and its jobs say that nobody looked', async () => {
  await using world = await newWorld()
  const id = await open(world, 'https://acme.example/jobs/1')
  world.state.web.page('https://acme.example/jobs/1', said('This position has been filled.'))
  world.state.web.robots('acme.example', 'User-agent: *\nDisallow: /')
  const facebook = await open(world, 'https://www.facebook.com/acme/posts/1', { title: 'Baker' })
  const ours = await open(world, 'https://own.example/1', { title: 'Cook', origin: 'posted' })
  world.passMs(2 * DAY_MS)
  await lookRound(world)
  expect(world.state.web.state.asked).toEqual(['https://acme.example/robots.txt'])
  for (const jobId of [id, facebook, ours])
    expect(await jobOf(world, jobId)).toMatchObject({ status: 'open', linkState: 'unchecked', checkedAt: null })
  expect([await checkOf(world, facebook), await checkOf(world, ours)]).toEqual([undefined, undefined])
})

test('who is about to open or save a job that nobody has seen for hours has it looked at first', async () => {
  await using world = await newWorld()
  const id = await open(world, 'https://acme.example/jobs/1')
  const visitor = world.api('visitor')
  expect(await visitor.jobs.check({ id })).toEqual({
    status: 'open',
    url: 'https://acme.example/jobs/1',
    checkedAt: null,
    linkState: 'unchecked',
    closedBecause: null,
  })
  expect(world.state.web.state.asked).toEqual([])

  world.passMs(7 * HOUR_MS)
  const anna = await world.person('Anna')
  const saved = await anna.api.applications.save({ from: 'job', jobId: id })
  expect(saved).toMatchObject({ isNew: true, isJobClosed: true, closedBecause: 'link-gone' })
  expect((await anna.api.applications.get({ applicationId: saved.card.id })).history[0]).toMatchObject({
    change: { kind: 'posting-closed', because: 'link-gone' },
  })
  expect(await visitor.jobs.check({ id })).toMatchObject({ status: 'closed', closedBecause: 'link-gone' })
  await world.settle()
  expect(
    (await anna.api.applications.get({ applicationId: saved.card.id })).history.filter(({ actor }) => actor === 'system'),
  ).toHaveLength(1)
  expect(await failure(visitor.jobs.check({ id: `job_${'f'.repeat(32)}` }))).toMatchObject({ code: 'not_found' })
})

test('two who open a job at once look once', async () => {
  await using world = await newWorld()
  const id = await open(world, 'https://acme.example/jobs/1')
  world.state.web.page('https://acme.example/jobs/1', HTML)
  world.passMs(7 * HOUR_MS)
  await Promise.all([1, 2, 3].map(() => world.api('visitor').jobs.check({ id })))
  await world.settle()
  expect(world.state.web.state.asked.filter((url) => url.includes('/jobs/'))).toHaveLength(1)
})

test('a job that was closed otherwise meanwhile keeps its own reason, and is not asked for again', async () => {
  await using world = await newWorld()
  const id = await open(world, 'https://acme.example/jobs/1')
  const system = world.as('system')
  await withEvents(system, (tx, emit) => closeJobs(system, tx, emit, [id], { because: 'reported', closedFor: 'scam' }))
  world.passMs(2 * DAY_MS)
  await lookRound(world)
  expect(world.state.web.state.asked).toEqual([])
  expect(await jobOf(world, id)).toMatchObject({ status: 'closed', closedBecause: 'reported' })
  expect((await checkOf(world, id))?.dueAt).toBeNull()
})

test('a job that somebody follows is looked at four times a day', async () => {
  await using world = await newWorld()
  const id = await open(world, 'https://acme.example/jobs/1')
  world.state.web.page('https://acme.example/jobs/1', HTML)
  const anna = await world.person('Anna')
  await anna.api.applications.save({ from: 'job', jobId: id })
  world.passMs(2 * DAY_MS)
  await lookRound(world)
  expect((await checkOf(world, id))?.dueAt).toEqual(new Date(world.state.now.getTime() + 6 * HOUR_MS))
  const [job] = await world.as('system').db.select({ version: jobs.version }).from(jobs).where(eq(jobs.id, id))
  expect(job?.version).toBe(1)
})
