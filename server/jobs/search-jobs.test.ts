import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { JobSearch, type JobSearchInput } from '../../contract/jobs'
import { PLAIN_JOB } from '../../test/plain-job'
import { failure, newWorld, type World } from '../../test/world'
import { rowsOf } from '../core/rows'
import { closeJobs } from './close-jobs'
import { yearlySalary } from './core/normalise-salary'
import { facetStatement } from './count-facets'
import { type NewJob, openJobs } from './open-jobs'
import { searchConditions } from './search-conditions'
import { LIMITS, NEWEST, pageQuery, searchJobs } from './search-jobs'

const FOUND_AT_MS = Date.parse('2026-11-20T10:00:00.000Z')
const pay = (min: number, max: number, currency: string) =>
  yearlySalary({ minCents: min * 100, maxCents: max * 100, currency, period: 'year', isEstimate: false })

async function withJobs(world: World, jobs: Partial<NewJob>[]): Promise<string[]> {
  const ctx = world.as('system')
  const rows = jobs.map((job, index) => ({
    ...PLAIN_JOB,
    sourceKey: `key-${index}`,
    foundAt: new Date(FOUND_AT_MS + index * 1_000),
    ...job,
  }))
  return ctx.transact((tx) => openJobs(ctx, tx, () => {}, rows))
}
const CATALOGUE: Partial<NewJob>[] = [
  {
    title: 'Backend Engineer',
    companyName: 'Quaywise',
    places: ['Berlin, Germany'],
    remote: 'hybrid',
    skills: ['TypeScript', 'PostgreSQL'],
    seniority: 'senior',
    salary: pay(70_000, 90_000, 'EUR'),
  },
  {
    title: 'Frontend Engineer',
    companyName: 'Quaywise',
    places: ['Paris, France'],
    remote: 'remote',
    remoteRegions: ['EU'],
    skills: ['TypeScript', 'React'],
    salary: pay(60_000, 75_000, 'EUR'),
  },
  {
    title: 'Registered Nurse',
    companyName: 'Rowan Care',
    places: ['Leeds, United Kingdom'],
    employmentType: 'part_time',
    salary: pay(33_000, 38_000, 'GBP'),
  },
  { title: 'Line Cook', companyName: 'Tidewell', places: ['Berlin, Germany'], employmentType: 'full_time', source: 'facebook' },
]
const titles = async (world: World, search: JobSearchInput) => (await world.api('visitor').jobs.search(search)).data.map((job) => job.title)

test('words are found in title, company, skill and place, and a small typing error is forgiven and named', async () => {
  await using world = await newWorld()
  await withJobs(world, CATALOGUE)
  expect(await titles(world, { q: 'nurse' })).toEqual(['Registered Nurse'])
  expect((await titles(world, { q: 'quaywise' })).sort()).toEqual(['Backend Engineer', 'Frontend Engineer'])
  expect(await titles(world, { q: 'react' })).toEqual(['Frontend Engineer'])
  expect(await titles(world, { q: 'leeds' })).toEqual(['Registered Nurse'])
  const corrected = await world.api('visitor').jobs.search({ q: 'registred nurze' })
  expect(corrected.correctedQuery).toBe('registered nurse')
  expect(corrected.data.map((job) => job.title)).toEqual(['Registered Nurse'])
  expect((await world.api('visitor').jobs.search({ q: '"registred"' })).data).toEqual([])
})

test('two letters changed round are one slip: nures is nurse', async () => {
  await using world = await newWorld()
  await withJobs(world, CATALOGUE)
  const found = await world.api('visitor').jobs.search({ q: 'nures' })
  expect([found.correctedQuery, found.data.map((job) => job.title)]).toEqual(['nurse', ['Registered Nurse']])
  expect((await world.api('visitor').jobs.search({ q: 'ernginee typsecript' })).correctedQuery).toContain('typescript')
})

test('words that name a filter are that filter, in the list and in every count, and say so', async () => {
  await using world = await newWorld()
  await withJobs(world, CATALOGUE)
  const api = world.api('visitor')
  const found = await api.jobs.search({ q: 'remote typescript' })
  expect(found.data.map((job) => job.title)).toEqual(['Frontend Engineer'])
  expect(found.queryReadings).toEqual([{ words: 'remote', filter: 'remote', value: 'remote' }])
  expect(await titles(world, { q: 'part-time jobs' })).toEqual(['Registered Nurse'])
  expect((await api.jobs.search({ q: '"remote" typescript' })).queryReadings).toEqual([])
  const facets = await api.jobs.facets({ q: 'remote typescript' })
  expect(facets.total).toBe(1)
  expect(facets.facets.remote).toEqual((await api.jobs.facets({ q: 'typescript', remote: ['remote'] })).facets.remote)
})

test('each filter narrows, lists mean any of, and different filters mean all of', async () => {
  await using world = await newWorld()
  await withJobs(world, CATALOGUE)
  expect((await titles(world, { place: ['berlin'] })).sort()).toEqual(['Backend Engineer', 'Line Cook'])
  expect((await titles(world, { place: ['Berlin, Germany', 'france'] })).sort()).toEqual([
    'Backend Engineer',
    'Frontend Engineer',
    'Line Cook',
  ])
  expect(await titles(world, { place: ['germany'], skill: ['TypeScript'] })).toEqual(['Backend Engineer'])
  expect(await titles(world, { type: ['part_time'] })).toEqual(['Registered Nurse'])
  expect(await titles(world, { source: ['facebook'] })).toEqual(['Line Cook'])
  expect(await titles(world, { seniority: ['senior'] })).toEqual(['Backend Engineer'])
  expect(await titles(world, { company: 'rowan-care' })).toEqual(['Registered Nurse'])
  expect((await titles(world, { payMin: 80_000, currency: 'EUR' })).sort()).toEqual(['Backend Engineer'])
  expect(await titles(world, { sort: 'pay' })).toEqual(['Backend Engineer', 'Frontend Engineer'])
  expect((await world.api('visitor').jobs.search({ sort: 'pay' })).payCurrency).toBe('EUR')
  expect(await titles(world, { sort: 'pay', currency: 'GBP' })).toEqual(['Registered Nurse'])
  expect(await failure(world.api('visitor').jobs.search({ payMin: 1 }))).toMatchObject({ code: 'invalid', reason: 'jobs.currency-needed' })
})

test('somebody who lives outside the Union is not shown a remote job for its residents', async () => {
  await using world = await newWorld()
  await withJobs(world, CATALOGUE)
  expect(await titles(world, { remote: ['remote'], livesIn: 'pl' })).toEqual(['Frontend Engineer'])
  expect(await titles(world, { remote: ['remote'], livesIn: 'us' })).toEqual([])
})

test('pages by cursor hold every job once, whatever the order, also while jobs are added', async () => {
  await using world = await newWorld()
  const words = ['Cook', 'Baker', 'Nurse', 'Driver', 'Cleaner']
  await withJobs(
    world,
    Array.from({ length: 23 }, (_, index) => ({
      title: `${words[index % 5]} of shift ${index}`,
      companyName: `Company ${index}`,
      // Some were found in the same moment, and some pay the same.
      foundAt: new Date(FOUND_AT_MS + Math.floor(index / 4) * 1_000),
      salary: pay(20_000 + (index % 3) * 1_000, 30_000 + (index % 3) * 1_000, 'EUR'),
      description: 'A shift of work.',
    })),
  )
  for (const search of [{ sort: 'newest' }, { sort: 'pay' }, { sort: 'relevance', q: 'shift' }] as const) {
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const page = await world.api('visitor').jobs.search({ ...search, limit: 5, ...(cursor ? { cursor } : {}) })
      seen.push(...page.data.map((job) => job.id))
      cursor = page.next ?? undefined
      await withJobs(world, [
        {
          sourceKey: `later-${search.sort}-${seen.length}`,
          title: `Later shift ${search.sort} ${seen.length}`,
          companyName: `Later ${seen.length}`,
          foundAt: new Date('2026-11-21T09:00:00.000Z'),
        },
      ])
    } while (cursor)
    expect(new Set(seen).size).toBe(seen.length)
    expect(seen.length).toBeGreaterThanOrEqual(23)
  }
  const forged = [
    ['newest', 'abc', 'x'],
    ['newest', 1e300, `job_${'0'.repeat(32)}`],
    ['newest', '1', 'job_1'],
    ['pay EUR', '1.5', `job_${'0'.repeat(32)}`],
    ['newest'],
  ]
  for (const cursor of ['nonsense', ...forged.map((position) => Buffer.from(JSON.stringify(position)).toString('base64url'))])
    expect(await failure(world.api('visitor').jobs.search({ cursor }))).toMatchObject({ code: 'invalid', reason: 'page.bad-cursor' })
})

test('words in the title come before words beside it, and those before words of the text; each the newest first', async () => {
  await using world = await newWorld()
  await withJobs(world, [
    { title: 'Welder', companyName: 'Old Yard' },
    { title: 'Clerk', companyName: 'Harbour Desk', description: 'Next door a welder works.' },
    { title: 'Fitter', companyName: 'Welder & Sons' },
    { title: 'Night Welder', companyName: 'New Yard' },
    { title: 'Painter', companyName: 'Slipway', skills: ['Welder Certificate'] },
  ])
  expect(await titles(world, { q: 'welder' })).toEqual(['Night Welder', 'Welder', 'Painter', 'Fitter', 'Clerk'])
  expect(await titles(world, { q: 'welder -night' })).toEqual(['Welder', 'Painter', 'Fitter', 'Clerk'])
  expect(await titles(world, { q: '"night welder"' })).toEqual(['Night Welder'])
})

test('however a page is found, by putting few in order or by walking through many, it is the same page', async () => {
  await using world = await newWorld()
  const ctx = world.as('visitor')
  await withJobs(
    world,
    Array.from({ length: 90 }, (_, index) => ({
      title: index % 3 === 0 ? `Miller ${index}` : `Porter ${index}`,
      companyName: `Mill ${index % 7}`,
      places: index % 4 === 0 ? ['Berlin, Germany'] : ['Porto, Portugal'],
      remote: index % 5 === 0 ? ('remote' as const) : null,
      remoteRegions: index % 5 === 0 ? ['EU'] : [],
      skills: index % 2 === 0 ? ['TypeScript'] : ["O'Reilly \\ Tools"],
      description: index % 6 === 0 ? 'A miller is near.' : null,
      salary: index % 2 === 0 ? pay(20_000, 30_000 + (index % 11) * 1_000, index % 4 === 0 ? 'EUR' : 'GBP') : null,
      // Those of one kind lie together, so that walking from the newest has to go far for the others.
      foundAt: new Date(FOUND_AT_MS + (index % 3) * 1_000_000 + index * 1_000),
    })),
  )
  const some = <T>(...values: T[]) => fc.constantFrom(...values)
  const searches = fc.record({
    q: some('', 'miller', 'porter mill', 'porto', '"miller is near"', 'miller -berlin'),
    place: some([], ['berlin'], ['portugal', 'berlin']),
    remote: some([], ['remote' as const]),
    skill: some([], ["O'Reilly \\ Tools"], ['TypeScript', 'Nothing']),
    livesIn: some(undefined, 'PL', 'US'),
    payMin: some(undefined, 33_000),
    currency: some('EUR', 'GBP'),
    sort: some('relevance' as const, 'newest' as const, 'pay' as const),
  })
  const walk = async (search: JobSearchInput, limits?: { few: number; walk: number }) => {
    const ids: string[] = []
    for (let cursor: string | undefined; ids.length < 200; ) {
      const page = await searchJobs(ctx, JobSearch.parse({ ...search, limit: 40, cursor }), limits)
      ids.push(...page.data.map(({ id }) => id))
      if (!page.next) break
      cursor = page.next
    }
    return ids
  }
  await fc.assert(
    fc.asyncProperty(searches, some({ few: 2, walk: 500 }, { few: 2, walk: 7 }), async (search, limits) => {
      expect(await walk(search, limits)).toEqual(await walk(search))
    }),
    { numRuns: 25, seed: 11 },
  )
  expect((await walk({ q: 'miller' })).length).toBe(30)
})

test('words with filters are found by the index that holds both, however many jobs there are', async () => {
  await using world = await newWorld()
  const ctx = world.as('system')
  await ctx.db.execute(sql`
    with made as (select i, 'clu_' || lpad(to_hex(i), 32, '0') as cluster_id from generate_series(1, 20000) as i),
    clusters as (insert into role_clusters (id) select cluster_id from made)
    insert into jobs (id, cluster_id, origin, title, company_name, places, place_keys, remote, employment_type, seniority, skills, source, source_key, found_at)
    select 'job_' || lpad(to_hex(i), 32, '0'), cluster_id, 'synced', (array['Welder', 'Nurse', 'Data Engineer', 'Baker', 'Tram Driver'])[1 + i % 5],
      'Yard ' || i % 97, array['Berlin, Germany'], array['berlin, germany', 'berlin', 'germany', 'town ' || i % 50],
      (array[null, 'remote', 'hybrid'])[1 + i % 3], (array['full_time', 'part_time'])[1 + i % 2], (array['senior', null, 'junior', null])[1 + i % 4],
      array['Skill ' || i % 31], (array['greenhouse', 'facebook'])[1 + (i / 7) % 2], i::text, now() - make_interval(mins => i)
    from made`)
  await ctx.db.execute(sql`vacuum analyze jobs`)
  const searches: JobSearchInput[] = [
    { q: 'nurse', place: ['town 7'], type: ['part_time'], remote: ['remote'] },
    { q: 'data engineer', skill: ['Skill 3'], seniority: ['senior', 'junior'], source: ['facebook'] },
    { q: 'welder', place: ['Town 3', 'Town 4'], livesIn: 'DE', maxAgeDays: 30 },
    { q: 'yard 12' },
    { skill: ['Skill 5'], sort: 'newest' },
  ]
  for (const search of searches.map((each) => JobSearch.parse(each))) {
    const statements = [pageQuery(ctx, searchConditions(search), NEWEST, null, 21, LIMITS).getSQL(), facetStatement(search)]
    for (const statement of statements) {
      const plan = JSON.stringify(rowsOf(await ctx.db.execute(sql`explain ${statement}`)))
      expect(plan, search.q).toContain('Bitmap Index Scan on jobs_search_text')
      expect(plan, search.q).not.toContain('Seq Scan on jobs')
    }
  }
})

test('facets count what each could be set to, without their own filter', async () => {
  await using world = await newWorld()
  await withJobs(world, CATALOGUE)
  const { total, totalIsCapped, facets } = await world.api('visitor').jobs.facets({ place: ['berlin'], type: ['full_time'] })
  expect([total, totalIsCapped]).toEqual([1, false])
  expect(facets.type).toEqual([{ value: 'full_time', count: 1 }])
  expect(facets.place).toEqual([{ value: 'Berlin, Germany', count: 1 }])
  const wide = await world.api('visitor').jobs.facets({ remote: ['remote'] })
  expect(wide.facets.remote).toEqual([
    { value: 'hybrid', count: 1 },
    { value: 'remote', count: 1 },
  ])
  expect(wide.facets.skill).toEqual([
    { value: 'React', count: 1 },
    { value: 'TypeScript', count: 1 },
  ])
})

test('whatever is typed into the search is answered, and never as an error of ours', async () => {
  await using world = await newWorld()
  await withJobs(world, CATALOGUE)
  await fc.assert(
    fc.asyncProperty(fc.string({ maxLength: 60, unit: 'grapheme' }), async (q) => {
      const answer = await world
        .api('visitor')
        .jobs.search({ q })
        .then(
          () => 'served',
          (error) => failure(Promise.reject(error)).then(({ code }) => code),
        )
      expect(['served', 'invalid']).toContain(answer)
    }),
    { numRuns: 40, seed: 7, examples: [["'; drop table jobs; --"], ['"unclosed'], ['a & | ! b:*'], ['\u0000'], ['%_\\']] },
  )
})

test('a closed job leaves the lists and stays readable as closed; its cluster shows the other sighting', async () => {
  await using world = await newWorld()
  const role = { title: 'Bridge Inspector', companyName: 'Quaywise', places: ['Berlin, Germany'] }
  const [first = '', second = ''] = await withJobs(world, [
    { ...role, source: 'facebook' },
    { ...role, source: 'reddit' },
  ])
  expect((await world.api('visitor').jobs.search({})).data.map((job) => [job.id, job.seenOn])).toEqual([[first, 2]])
  expect((await world.api('visitor').jobs.get({ id: first })).alsoOn.map((other) => other.source)).toEqual(['reddit'])
  const ctx = world.as('system')
  await ctx.transact((tx) => closeJobs(ctx, tx, () => {}, [first]))
  expect((await world.api('visitor').jobs.search({})).data.map((job) => [job.id, job.seenOn])).toEqual([[second, 1]])
  expect((await world.api('visitor').jobs.get({ id: first })).status).toBe('closed')
})

test('similar jobs share words, skills or place, and never the job itself', async () => {
  await using world = await newWorld()
  const [backend = ''] = await withJobs(world, CATALOGUE)
  const similar = await world.api('visitor').jobs.similar({ id: backend })
  expect(similar.map((job) => job.title)).toEqual(['Frontend Engineer'])
})

test('reporting twice is one report, and a job that is not there cannot be reported', async () => {
  await using world = await newWorld()
  const [jobId = ''] = await withJobs(world, CATALOGUE)
  await world.api('visitor').jobs.report({ jobId, reason: 'expired' })
  await world.api('visitor').jobs.report({ jobId, reason: 'scam', text: 'They ask for a fee.' })
  const { jobReports } = await import('../../db/schema')
  const rows = await world.as('operator').db.select({ reason: jobReports.reason }).from(jobReports)
  expect(rows).toEqual([{ reason: 'scam' }])
  const missing = world.api('visitor').jobs.report({ jobId: `job_${'0'.repeat(32)}`, reason: 'scam' })
  expect(await failure(missing)).toMatchObject({ code: 'not_found' })
  world.state.isLimited = true
  expect(await failure(world.api('visitor').jobs.report({ jobId, reason: 'scam' }))).toMatchObject({ code: 'too_many' })
})
