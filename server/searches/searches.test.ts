import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import type { JobFilters } from '../../contract/jobs'
import { personRoom } from '../../contract/live'
import { SAVED_SEARCHES_MAX } from '../../contract/searches'
import { jobNews, notifications, savedSearches, tasks } from '../../db/schema'
import { PLAIN_JOB } from '../../test/plain-job'
import { failure, newWorld, type World } from '../../test/world'
import { rowsOf } from '../core/rows'
import { closeJobs } from '../jobs/close-jobs'
import { yearlySalary } from '../jobs/core/normalise-salary'
import { type NewJob, openJobs } from '../jobs/open-jobs'
import { withEvents } from '../live/outbox'
import { findDueDigests } from '../notifications/send-digests'
import { forgetOldNews } from './forget-old-news'
import { tellNewJobs, waitingFor } from './tell-new-jobs'

let sightings = 0
const pay = (max: number, currency = 'EUR') =>
  yearlySalary({ minCents: null, maxCents: max * 100, currency, period: 'year', isEstimate: false })

/** Opens jobs as a source's run does, and lets what waits be done. */
async function open(world: World, jobs: Partial<NewJob>[], options?: { isNews: boolean }): Promise<string[]> {
  const ctx = world.as('system')
  const rows = jobs.map((job) => ({ ...PLAIN_JOB, sourceKey: `key-${++sightings}`, ...job }))
  const ids = await withEvents(ctx, (tx, emit) => openJobs(ctx, tx, emit, rows, options))
  await world.settle()
  return ids
}
type Person = Awaited<ReturnType<World['person']>>
const filters = (asked: Partial<JobFilters>) => ({ filters: asked })
const newsOf = async (person: Person) => (await person.api.following.news({})).data.map(({ job }) => job.title)

test('a new job is told, live, to who saved a search that finds it, once and with why; a job that does not fit is not', async () => {
  await using world = await newWorld()
  const anna = await world.person('Anna')
  const boris = await world.person('Boris')
  const { search } = await anna.api.savedSearches.save(filters({ q: 'pastry chef', place: ['Lyon'] }))
  expect(search).toMatchObject({ name: 'pastry chef, Lyon', isPaused: false, version: 1 })
  await boris.api.savedSearches.save(filters({ q: 'pastry chef', place: ['Paris'] }))
  const [jobId] = await open(world, [{ title: 'Pastry Chef', companyName: 'Kestrel Bakery', places: ['Lyon, France'] }])
  const reason = { kind: 'search', searchId: search.id, name: search.name }
  expect(await anna.api.following.news({})).toMatchObject({ data: [{ job: { id: jobId }, reasons: [reason], seenAt: null }], unseen: 1 })
  expect(world.events(personRoom(anna.personId))).toMatchObject([
    { type: 'notification.added', data: { unread: 1, notification: { data: { event: 'job.found', jobId, reason, more: 0 } } } },
  ])
  expect(await newsOf(boris)).toEqual([])
  expect(await anna.api.following.markSeen()).toEqual({ unseen: 0 })
})

test('a saved search finds exactly the new jobs that the same search finds on the page', async () => {
  await using world = await newWorld()
  const jobs: Partial<NewJob>[] = [
    {
      title: 'Backend Engineer',
      companyName: 'Quaywise',
      places: ['Berlin, Germany'],
      remote: 'hybrid',
      skills: ['TypeScript', 'C++'],
      seniority: 'senior',
      salary: pay(90_000),
    },
    {
      title: 'Frontend Engineer',
      companyName: 'Quaywise',
      places: ['Munich, Germany'],
      remote: 'remote',
      remoteRegions: ['DACH'],
      skills: ['React'],
      salary: pay(70_000),
    },
    {
      title: 'Night Nurse',
      companyName: 'St. Anne',
      places: ['Dublin, Ireland'],
      remote: 'onsite',
      employmentType: 'part_time',
      salary: pay(41_000),
    },
    {
      title: 'Data Engineer',
      companyName: "O'Hara & Sons",
      remote: 'remote',
      remoteRegions: ['WORLDWIDE'],
      skills: ['Python'],
      salary: pay(90_000, 'USD'),
    },
    {
      title: 'Engineering Manager',
      description: 'Leads engineers who write TypeScript; no Python.',
      seniority: 'manager',
      source: 'hackernews',
    },
  ]
  const asked: Partial<JobFilters>[] = [
    { q: 'engineer' },
    { q: 'engineer -python' },
    { q: '"data engineer"' },
    { q: 'nurse or manager' },
    { q: 'remote engineer' },
    { q: 'engneer', remote: ['hybrid', 'onsite'] },
    { skill: ['C++'] },
    { place: ['germany'], seniority: ['senior', 'manager'] },
    { remote: ['remote'], livesIn: 'CH' },
    { remote: ['remote'], livesIn: 'US' },
    { payMin: 80_000, currency: 'EUR' },
    { payMin: 45_000, currency: 'EUR', q: 'engineer' },
    { type: ['part_time'], place: ['Dublin'] },
    { company: 'quaywise' },
    { company: 'st-anne', q: 'nurse' },
    { source: ['hackernews'], maxAgeDays: 7 },
  ]
  // Known before, so that companies and words exist; closed, so that the page does not find these.
  const before = await open(world, jobs, { isNews: false })
  const people = []
  for (const [index, each] of asked.entries()) {
    const person = await world.person(`Person${index}`)
    await person.api.savedSearches.save(filters(each))
    people.push(person)
  }
  await withEvents(world.as('system'), (tx, emit) => closeJobs(world.as('system'), tx, emit, before))
  await world.as('system').db.execute(sql`update role_clusters set role_key = null`)
  await open(
    world,
    jobs.map((job) => ({ ...job, foundAt: world.state.now })),
  )
  let found = 0
  for (const [index, each] of asked.entries()) {
    const page = await world.api('visitor').jobs.search(each)
    const expected = page.data.map(({ title }) => title).sort()
    const person = people[index]
    if (!person) throw new Error('There is somebody for each search.')
    expect.soft((await newsOf(person)).sort(), JSON.stringify(each)).toEqual(expected)
    found += expected.length
  }
  expect(found).toBeGreaterThan(15)
})

test('a search that would find every job is refused with what to do, and the same search twice is one', async () => {
  await using world = await newWorld()
  const { api } = await world.person('Anna')
  for (const each of [{}, { q: '   ' }, { q: 'the' }, { q: '-python' }, { livesIn: 'DE' }, { maxAgeDays: 7 }])
    expect.soft(await failure(api.savedSearches.save(filters(each))), JSON.stringify(each)).toMatchObject({
      code: 'invalid',
      reason: 'searches.nothing-asked',
      message: expect.stringContaining('Add words'),
    })
  expect(await failure(api.savedSearches.save(filters({ payMin: 50_000 })))).toMatchObject({ reason: 'jobs.currency-needed' })
  expect(await failure(api.savedSearches.save(filters({ company: 'nobody' })))).toMatchObject({
    code: 'not_found',
    reason: 'company.not-found',
  })
  const first = await api.savedSearches.save(filters({ q: 'baker', place: ['Lyon', 'Paris'] }))
  const again = await api.savedSearches.save({ ...filters({ place: ['Paris', 'Lyon', 'Lyon'], q: 'baker', maxAgeDays: 7 }), name: 'Other' })
  expect(again).toEqual({ search: first.search, isNew: false })
  for (let each = 1; each < SAVED_SEARCHES_MAX; each++) await api.savedSearches.save(filters({ q: `word${each}` }))
  expect(await failure(api.savedSearches.save(filters({ q: 'one more' })))).toMatchObject({ code: 'conflict', reason: 'searches.too-many' })
})

test('eight searches that find the same job tell it once, and all new jobs of a day are one mail at eight, which one click ends', async () => {
  await using world = await newWorld()
  const anna = await world.person('Anna')
  await anna.api.consents.set({ textId: 'mail-jobs', textVersion: 1, given: true })
  for (const q of ['baker', 'bread', 'sourdough', 'night', 'baker night', 'sourdough baker', 'bread baker', 'night bread'])
    await anna.api.savedSearches.save(filters({ q }))
  await open(world, [{ title: 'Night Baker', description: 'Sourdough bread.' }])
  await open(world, [{ title: 'Bread Baker', description: 'By day.' }])
  const { data, unseen } = await anna.api.following.news({})
  expect(unseen).toBe(2)
  expect(data.map(({ reasons }) => reasons.length)).toEqual([3, 8])
  expect((await anna.api.notifications.list({})).data).toHaveLength(2)
  await findDueDigests(world.as('system'))
  await world.settle()
  expect(world.state.mailbox.taken).toEqual([])
  world.passMs(22 * 3_600_000)
  for (let run = 0; run < 2; run++) {
    await findDueDigests(world.as('system'))
    await world.settle()
  }
  expect(world.state.mailbox.taken.map(({ subject }) => subject)).toEqual(['2 new jobs for you on Numerojobs'])
  const [mail] = world.state.mailbox.taken
  expect(mail?.text).toContain('Your saved search “')
  const token = mail?.unsubscribeUrl?.split('/unsubscribe/')[1] ?? ''
  expect(await world.api('visitor').consents.unsubscribe({ token })).toEqual({ channel: 'mail', purpose: 'jobs' })
  await open(world, [{ title: 'Baker of Bread' }])
  world.passMs(24 * 3_600_000)
  await findDueDigests(world.as('system'))
  await world.settle()
  expect(world.state.mailbox.taken).toHaveLength(1)
  expect((await anna.api.notifications.list({})).data).toHaveLength(3)
})

test('a paused search finds nothing until it goes on; a removed one nothing more; a stranger can do neither', async () => {
  await using world = await newWorld()
  const anna = await world.person('Anna')
  const boris = await world.person('Boris')
  const { search } = await anna.api.savedSearches.save(filters({ q: 'baker' }))
  const searchId = search.id
  for (const act of [
    () => boris.api.savedSearches.update({ searchId, isPaused: true }),
    () => boris.api.savedSearches.remove({ searchId }),
  ])
    expect(await failure(act())).toMatchObject({ code: 'not_found', reason: 'saved-search.not-found' })
  expect(await anna.api.savedSearches.update({ searchId, isPaused: true, name: 'Bread' })).toMatchObject({
    isPaused: true,
    name: 'Bread',
    version: 2,
  })
  await open(world, [{ title: 'First Baker' }])
  await anna.api.savedSearches.update({ searchId, isPaused: false })
  await open(world, [{ title: 'Second Baker' }])
  await anna.api.savedSearches.remove({ searchId })
  await open(world, [{ title: 'Third Baker' }])
  expect(await newsOf(anna)).toEqual(['Second Baker'])
  expect((await anna.api.following.news({})).data[0]?.reasons).toMatchObject([{ name: 'Bread' }])
  expect((await anna.api.savedSearches.list()).data).toEqual([])
})

test('a new job of a followed company is told with that reason, and a search that finds it too adds its own, not another line', async () => {
  await using world = await newWorld()
  const anna = await world.person('Anna')
  await open(world, [{ title: 'Miller', companyName: 'Kestrel Bakery' }], { isNews: false })
  await anna.api.following.follow({ slug: 'kestrel-bakery' })
  await anna.api.following.follow({ slug: 'kestrel-bakery' })
  await anna.api.savedSearches.save(filters({ q: 'pastry' }))
  await open(world, [
    { title: 'Pastry Chef', companyName: 'Kestrel Bakery' },
    { title: 'Driver', companyName: 'Kestrel Bakery' },
  ])
  const { data } = await anna.api.following.news({})
  expect(data.map(({ job, reasons }) => [job.title, reasons.map(({ kind }) => kind)]).sort()).toEqual([
    ['Driver', ['company']],
    ['Pastry Chef', ['search', 'company']],
  ])
  expect((await anna.api.notifications.list({})).data).toMatchObject([{ data: { event: 'job.found', more: 1 } }])
  expect((await anna.api.following.companies()).data).toMatchObject([{ slug: 'kestrel-bakery', openJobs: 3 }])
  await anna.api.following.unfollow({ slug: 'kestrel-bakery' })
  await open(world, [{ title: 'Cleaner', companyName: 'Kestrel Bakery' }])
  expect((await anna.api.following.news({})).data).toHaveLength(2)
})

test('a new job that fits a résumé by as much as its owner asks is told with how well it fits; a hidden one is neither recommended nor told', async () => {
  await using world = await newWorld()
  const anna = await world.person('Anna')
  const boris = await world.person('Boris')
  for (const { api } of [anna, boris])
    await api.resumes.start({
      name: 'Main',
      resume: {
        basics: { name: 'Nobody', label: 'Pastry Chef' },
        work: [{ name: 'Bread', position: 'Pastry Chef', startDate: '2020-01' }],
      },
    })
  await boris.api.following.setSettings({ matchPermilleMin: null })
  await world.settle()
  const [jobId = ''] = await open(world, [{ title: 'Pastry Chef', companyName: 'Kestrel Bakery' }, { title: 'Welder' }])
  const { data } = await anna.api.following.news({})
  expect(data).toMatchObject([{ job: { id: jobId }, reasons: [{ kind: 'match' }] }])
  expect(data[0]?.reasons[0]).toHaveProperty('permille', expect.closeTo(875, -3))
  expect(await newsOf(boris)).toEqual([])
  expect((await anna.api.matching.recommended({})).jobs.map(({ card }) => card.id)).toContain(jobId)
  await anna.api.hidden.hideJob({ jobId })
  expect((await anna.api.matching.recommended({})).jobs).toEqual([])
  await anna.api.hidden.showJob({ jobId })
  await anna.api.hidden.hideCompany({ slug: 'kestrel-bakery' })
  expect((await anna.api.matching.recommended({})).jobs).toEqual([])
})

test('what a person hides leaves their news, and what they show again comes back; marks name the card that lists show', async () => {
  await using world = await newWorld()
  const anna = await world.person('Anna')
  await anna.api.savedSearches.save(filters({ q: 'baker' }))
  const [jobId = ''] = await open(world, [{ title: 'Baker', companyName: 'Kestrel Bakery', places: ['Lyon'] }])
  await anna.api.hidden.hideJob({ jobId })
  await anna.api.hidden.hideJob({ jobId })
  expect(await anna.api.following.news({})).toMatchObject({ data: [], unseen: 0 })
  expect(await anna.api.hidden.marks()).toEqual({ jobIds: [jobId], companySlugs: [] })
  expect(await anna.api.hidden.standing({ jobId })).toEqual({ isJobHidden: true, isCompanyHidden: false, isFollowed: false })
  await anna.api.hidden.showJob({ jobId })
  expect(await newsOf(anna)).toEqual(['Baker'])
  await anna.api.following.follow({ slug: 'kestrel-bakery' })
  await anna.api.hidden.hideCompany({ slug: 'kestrel-bakery' })
  expect(await anna.api.hidden.standing({ jobId })).toEqual({ isJobHidden: false, isCompanyHidden: true, isFollowed: false })
  expect(await anna.api.following.standing({ slug: 'kestrel-bakery' })).toEqual({ isCompanyHidden: true, isFollowed: false })
  expect(await failure(anna.api.following.standing({ slug: 'nobody' }))).toMatchObject({ reason: 'company.not-found' })
  await open(world, [{ title: 'Night Baker', companyName: 'Kestrel Bakery' }])
  expect(await newsOf(anna)).toEqual([])
  expect((await anna.api.notifications.list({})).data).toHaveLength(1)
  expect(await anna.api.hidden.list()).toMatchObject({ jobs: [], companies: [{ slug: 'kestrel-bakery', name: 'Kestrel Bakery' }] })
  await anna.api.hidden.showCompany({ slug: 'kestrel-bakery' })
  expect(await newsOf(anna)).toEqual(['Baker'])
})

test('an import of hundreds fills one list to its limit of the day, is told a few times, and drowns nobody', async () => {
  await using world = await newWorld()
  const anna = await world.person('Anna')
  await anna.api.savedSearches.save(filters({ q: 'baker' }))
  await open(
    world,
    Array.from({ length: 400 }, (_, index) => ({ title: `Baker ${index}`, places: [`Town ${index}`] })),
  )
  const { db } = world.as('system')
  const listed = await db.$count(jobNews)
  expect(listed).toBeGreaterThanOrEqual(200)
  expect(listed).toBeLessThan(210)
  expect(await db.$count(notifications)).toBeLessThanOrEqual(20)
  expect(await db.$count(tasks, sql`state <> 'done'`)).toBe(0)
  expect(await db.$count(tasks, sql`kind = 'searches.tell-new-jobs'`)).toBe(40)
  world.passMs(25 * 3_600_000)
  await open(world, [{ title: 'Baker of tomorrow' }])
  expect((await newsOf(anna))[0]).toBe('Baker of tomorrow')
})

test('a task that runs twice, or stopped half-way, tells everybody once', async () => {
  await using world = await newWorld()
  const people = await Promise.all(['Anna', 'Boris', 'Carla'].map((name) => world.person(name)))
  for (const { api } of people) await api.savedSearches.save(filters({ q: 'baker' }))
  const system = world.as('system')
  const [jobId = ''] = await open(world, [{ title: 'Baker' }], { isNews: false })
  const slow = { ...system, transact: () => Promise.reject(new Error('The database went away.')) }
  await expect(tellNewJobs(slow, { jobIds: [jobId], part: 0 })).rejects.toThrow('went away')
  expect(await system.db.$count(jobNews)).toBe(3)
  expect(await system.db.$count(notifications)).toBe(0)
  await tellNewJobs(system, { jobIds: [jobId], part: 0 })
  await tellNewJobs(system, { jobIds: [jobId], part: 0 })
  await world.settle()
  for (const person of people) {
    expect((await person.api.notifications.list({})).data).toHaveLength(1)
    expect((await person.api.following.news({})).data).toMatchObject([{ reasons: [{ kind: 'search' }] }])
  }
})

test('a job that closed before its turn is told to nobody', async () => {
  await using world = await newWorld()
  const anna = await world.person('Anna')
  await anna.api.savedSearches.save(filters({ q: 'baker' }))
  const ctx = world.as('system')
  const ids = await withEvents(ctx, (tx, emit) => openJobs(ctx, tx, emit, [{ ...PLAIN_JOB, sourceKey: 'closes' }]))
  await withEvents(ctx, (tx, emit) => closeJobs(ctx, tx, emit, ids))
  await world.settle()
  expect(await newsOf(anna)).toEqual([])
})

test('a new job looks at the searches that share a rare term with it, by an index, and not at all of them', async () => {
  await using world = await newWorld()
  const anna = await world.person('Anna')
  const { db } = world.as('system')
  await db.execute(sql`
    insert into saved_searches (id, person_id, name, filters, asked, query, keys, created_at, updated_at)
    select 'sse_' || md5(n::text), ${anna.personId}, 'n' || n, '{}', n::text, ('''word' || n || ''' & ''engin''')::tsquery, array['word' || n], now(), now()
    from generate_series(1, 20000) n`)
  await db.execute(sql`vacuum analyze saved_searches`)
  const [jobId = ''] = await open(world, [{ title: 'Engineer of word77 and word78' }], { isNews: false })
  const plan = JSON.stringify(rowsOf(await db.execute(sql`explain (analyze, format json) ${waitingFor([jobId])}`)))
  expect(plan).toContain('saved_searches_keys')
  expect(plan).not.toMatch(/"Node Type":"Seq Scan"[^}]*"Relation Name":"saved_searches"/)
  const found = rowsOf<{ reason: { name: string } }>(await db.execute(waitingFor([jobId])))
  expect(found.map(({ reason }) => reason.name).sort()).toEqual(['n77', 'n78'])
  expect(await db.$count(savedSearches)).toBe(20_000)
})

test('a job that is edited until a search finds it, and one that is open again, are news once; read again unchanged it looks for nobody', async () => {
  await using world = await newWorld()
  const anna = await world.person('Anna')
  const boris = await world.person('Boris')
  const ctx = world.as('system')
  const again = (job: Partial<NewJob>) => open(world, [{ sourceKey: 'edited', title: 'Miller', places: ['Lyon'], ...job }])
  const [jobId = ''] = await again({})
  await anna.api.savedSearches.save(filters({ q: 'baker' }))
  const tellings = async () => rowsOf(await ctx.db.execute(sql`select id from tasks where kind = 'searches.tell-new-jobs'`)).length
  await again({})
  expect([await tellings(), await newsOf(anna)]).toEqual([1, []])
  for (let run = 0; run < 2; run++) await again({ title: 'Baker', salary: pay(40_000) })
  expect([await tellings(), await newsOf(anna)]).toEqual([2, ['Baker']])
  await boris.api.savedSearches.save(filters({ q: 'baker', payMin: 50_000, currency: 'EUR' }))
  await again({ title: 'Baker', salary: pay(60_000) })
  expect(await newsOf(boris)).toEqual(['Baker'])
  await withEvents(ctx, (tx, emit) => closeJobs(ctx, tx, emit, [jobId]))
  const clara = await world.person('Clara')
  await clara.api.savedSearches.save(filters({ q: 'baker' }))
  await again({ title: 'Baker', salary: pay(60_000) })
  expect(await newsOf(clara)).toEqual(['Baker'])
  for (const person of [anna, boris, clara]) expect((await person.api.notifications.list({})).data).toHaveLength(1)
})

test('an import of a thousand jobs is looked through, drowns nobody, and tells in its part of the whole', async () => {
  await using world = await newWorld()
  const anna = await world.person('Anna')
  const boris = await world.person('Boris')
  await anna.api.savedSearches.save(filters({ q: 'baker' }))
  await boris.api.savedSearches.save(filters({ q: 'welder' }))
  const ctx = world.as('system')
  for (let at = 0; at < 1_000; at += 500) {
    const part = Array.from({ length: 500 }, (_, index) => ({
      ...PLAIN_JOB,
      sourceKey: `import-${at + index}`,
      title: `${index % 10 === 7 ? 'Welder' : 'Baker'} ${at + index}`,
    }))
    await withEvents(ctx, (tx, emit) => openJobs(ctx, tx, emit, part))
  }
  await world.settle()
  expect((await boris.api.following.news({})).unseen).toBe(100)
  expect((await anna.api.following.news({})).unseen).toBe(200)
  expect((await anna.api.notifications.list({ limit: 100 })).data.length).toBeLessThanOrEqual(20)
  const held = rowsOf<{ state: string; many: number }>(await ctx.db.execute(sql`select state, count(*)::int as many from tasks group by 1`))
  expect(held).toEqual([{ state: 'done', many: 100 }])
})

test('a list forgets what has been closed for 30 days or stands there for 180, and keeps the rest', async () => {
  await using world = await newWorld()
  const anna = await world.person('Anna')
  await anna.api.savedSearches.save(filters({ q: 'baker' }))
  const [gone = '', closedLater = ''] = await open(world, [{ title: 'First Baker' }, { title: 'Second Baker' }, { title: 'Third Baker' }])
  const ctx = world.as('system')
  await withEvents(ctx, (tx, emit) => closeJobs(ctx, tx, emit, [gone]))
  world.passMs(29 * 86_400_000)
  expect(await forgetOldNews(ctx)).toBe(0)
  await withEvents(ctx, (tx, emit) => closeJobs(ctx, tx, emit, [closedLater]))
  world.passMs(2 * 86_400_000)
  expect(await forgetOldNews(ctx)).toBe(1)
  expect((await newsOf(anna)).sort()).toEqual(['Second Baker', 'Third Baker'])
  world.passMs(150 * 86_400_000)
  expect(await forgetOldNews(ctx)).toBe(2)
  expect(await forgetOldNews(ctx)).toBe(0)
})

test('where somebody stands to one job says nothing of another, nor of another person', async () => {
  await using world = await newWorld()
  const anna = await world.person('Anna')
  const boris = await world.person('Boris')
  const [one = '', other = ''] = await open(world, [
    { title: 'Baker', companyName: 'Kestrel Bakery' },
    { title: 'Welder', companyName: 'Iron Gate' },
  ])
  await anna.api.hidden.hideJob({ jobId: one })
  await anna.api.following.follow({ slug: 'kestrel-bakery' })
  await boris.api.hidden.hideCompany({ slug: 'iron-gate' })
  const nothing = { isJobHidden: false, isCompanyHidden: false, isFollowed: false }
  expect(await anna.api.hidden.standing({ jobId: one })).toEqual({ ...nothing, isJobHidden: true, isFollowed: true })
  expect(await anna.api.hidden.standing({ jobId: other })).toEqual(nothing)
  expect(await boris.api.hidden.standing({ jobId: one })).toEqual(nothing)
  expect(await boris.api.hidden.standing({ jobId: other })).toEqual({ ...nothing, isCompanyHidden: true })
  expect(await anna.api.following.standing({ slug: 'kestrel-bakery' })).toEqual({ isCompanyHidden: false, isFollowed: true })
  expect(await anna.api.following.standing({ slug: 'iron-gate' })).toEqual({ isCompanyHidden: false, isFollowed: false })
})

test('a word that is misspelt is corrected when a search is kept, and one that no search goes by is left', async () => {
  await using world = await newWorld()
  const anna = await world.person('Anna')
  await open(world, [{ title: 'Vera Thai Baker' }])
  const { search } = await anna.api.savedSearches.save(filters({ q: 'that very bakre' }))
  expect(search.filters.q).toBe('that very baker')
})
