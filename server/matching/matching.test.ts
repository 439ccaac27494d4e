import { and, eq, sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { DEFAULT_WEIGHTS, FINDABLE_TEXT, MatchWishes } from '../../contract/matching'
import type { JsonResume } from '../../contract/resumes'
import { birthData, matchFacts, matchReceipts, people, rankedCandidates } from '../../db/schema'
import { PLAIN_JOB } from '../../test/plain-job'
import { failure, newWorld, type World } from '../../test/world'
import { newId } from '../core/ids'
import { rowsOf } from '../core/rows'
import { type NewJob, openJobs } from '../jobs/open-jobs'
import { withEvents } from '../live/outbox'
import { matchJob } from './core/match-job'
import { orderMatches } from './core/weigh-match'
import { findJobsForPerson, poolStatement } from './find-jobs-for-person'
import { openNearFinder } from './find-near'
import { findPeopleForJob } from './find-people-for-job'
import { loadJobFacts } from './load-job-facts'
import { rankCandidates, recommendCandidates } from './rank-candidates'
import { checkReceipt, keepReceipts } from './receipts'
import { findSeekerProfile } from './seeker-profile'

const PASTRY: JsonResume = {
  basics: { name: 'Mira Ort', label: 'Pastry Chef', location: { city: 'Lyon', countryCode: 'FR' } },
  work: [
    {
      name: 'Four Seasons of Bread',
      position: 'Pastry Chef',
      startDate: '2021-03',
      highlights: ['Laminated dough for 300 croissants each morning', 'Trained two apprentices in tempering chocolate'],
    },
  ],
  languages: [{ language: 'French', fluency: 'Native' }],
  education: [{ institution: 'A school', studyType: 'Vocational training in pastry' }],
  skills: [{ name: 'Chocolate work' }, { name: 'Excel' }],
}
const jobOf = (job: Partial<NewJob> & { title: string }): NewJob => ({
  ...PLAIN_JOB,
  origin: 'posted',
  source: 'test',
  sourceKey: newId('job'),
  companyName: `House of ${job.title}`,
  places: ['Lyon, France'],
  remote: 'onsite',
  employmentType: 'full_time',
  foundAt: new Date('2026-11-20T10:00:00.000Z'),
  ...job,
})
const openAll = (world: World, jobs: NewJob[]) => withEvents(world.as('system'), (tx, emit) => openJobs(world.as('system'), tx, emit, jobs))
const bakeries = (world: World) =>
  openAll(world, [
    jobOf({
      title: 'Pastry Chef',
      description:
        'Requirements:\n- You laminate croissant dough by hand\n- Fluent French\n- At least 3 years of experience in a bakery\n- Forklift licence',
    }),
    jobOf({ title: 'Pastry Cook', places: ['Berlin, Germany'] }),
    jobOf({ title: 'Welder', description: 'Requirements:\n- You weld steel frames' }),
    jobOf({ title: 'Night Pastry Chef', employmentType: 'contract' }),
  ])
const seeker = async (world: World, name = 'Mira', resume: JsonResume = PASTRY) => {
  const person = await world.person(name)
  await person.api.resumes.start({ name: 'Main', resume })
  await world.settle()
  return person
}

test('jobs that fit come first with their reasons; a score opens to the line of the advert and the line of the résumé', async () => {
  await using world = await newWorld()
  const [jobId = ''] = await bakeries(world)
  const mira = await seeker(world)
  const list = await mira.api.matching.recommended({})
  expect(list).toMatchObject({ state: 'ready', version: 'm1', hasNumerology: false, ruledOut: [] })
  expect(list.jobs.map(({ card }) => card.title).sort()).toEqual(['Night Pastry Chef', 'Pastry Chef', 'Pastry Cook'])
  expect(list.jobs.find(({ card }) => card.id === jobId)).toMatchObject({ missing: ['Forklift'], broken: [] })
  const opened = await mira.api.matching.explain({ jobId })
  const skills = opened.match.criteria.find(({ criterion }) => criterion === 'skills')
  const laminate = skills?.evidence.find(({ name }) => name.includes('laminate'))
  expect(opened.jobLines[laminate?.asked?.line ?? '']).toBe('You laminate croissant dough by hand')
  expect(opened.resumeLines[laminate?.answered?.line ?? '']).toBe('Laminated dough for 300 croissants each morning')
  expect(skills?.evidence.filter(({ kind }) => kind === 'missing').map(({ name }) => name)).toEqual(['Forklift'])
  expect(opened).toMatchObject({
    isReproduced: true,
    jobTitle: 'Pastry Chef',
    companyName: 'House of Pastry Chef',
    numerologyPermille: null,
  })
  // Opening it again is the same receipt.
  expect((await mira.api.matching.explain({ jobId })).id).toBe(opened.id)
})

test('the order is the same on reload, and ordering its parts by other weights gives what the list is once they are saved', async () => {
  await using world = await newWorld()
  await bakeries(world)
  const mira = await seeker(world)
  await mira.api.matching.setSettings({ wishes: MatchWishes.parse({ types: ['contract'], places: ['Berlin'] }) })
  const list = await mira.api.matching.recommended({})
  const ids = (of: typeof list) => of.jobs.map(({ card }) => card.id)
  expect(ids(await mira.api.matching.recommended({}))).toEqual(ids(list))
  const none = Object.fromEntries(Object.keys(DEFAULT_WEIGHTS).map((name) => [name, 0])) as typeof DEFAULT_WEIGHTS
  for (const weights of [{ ...none, goals: 100 }, { ...none, skills: 10, place: 80 }, { ...none, title: 5 }, none]) {
    const here = orderMatches(list.jobs, weights).map(({ item }) => item.card.id)
    expect((await mira.api.matching.setSettings({ weights })).weights).toEqual(weights)
    expect(ids(await mira.api.matching.recommended({}))).toEqual(here)
  }
})

test('what breaks a limit is listed apart with its score, and a job that is closed or past its day is in neither', async () => {
  await using world = await newWorld()
  await bakeries(world)
  await openAll(world, [jobOf({ title: 'Pastry Chef', companyName: 'Too late', validThrough: new Date('2026-11-20T00:00:00.000Z') })])
  const mira = await seeker(world)
  await mira.api.matching.setSettings({ wishes: MatchWishes.parse({ isPlaceLimit: true, payFloor: 30_000, currency: 'EUR' }) })
  const list = await mira.api.matching.recommended({})
  expect(list.ruledOut.map(({ card, broken }) => [card.title, broken])).toEqual([['Pastry Cook', ['place']]])
  expect(list.ruledOut[0]?.parts.title).toBeGreaterThan(500)
  expect(list.jobs.map(({ unsaid }) => unsaid)).toEqual([['pay-floor'], ['pay-floor']])
  expect(list.jobs.some(({ card }) => card.companyName === 'Too late')).toBe(false)
})

test('without a résumé or a wished title there is nothing to go by, and it says so; a wished title is enough', async () => {
  await using world = await newWorld()
  const [jobId = ''] = await bakeries(world)
  const boris = await world.person('Boris')
  expect(await boris.api.matching.recommended({})).toMatchObject({ state: 'no-profile', jobs: [], weights: DEFAULT_WEIGHTS })
  expect(await failure(boris.api.matching.explain({ jobId }))).toMatchObject({ code: 'not_found', reason: 'match-profile.not-found' })
  await boris.api.matching.setSettings({ wishes: MatchWishes.parse({ titles: ['Welder'] }) })
  const list = await boris.api.matching.recommended({})
  expect(list.jobs.map(({ card }) => card.title)).toEqual(['Welder'])
  expect(list.jobs[0]?.parts).toMatchObject({ goals: 1_000, title: null, skills: null })
})

test('a new state of the résumé, or another one chosen, is gone by at once; somebody else’s cannot be', async () => {
  await using world = await newWorld()
  await bakeries(world)
  const mira = await seeker(world)
  const boris = await seeker(world, 'Boris')
  const { id: resumeId } = await mira.api.resumes.start({ name: 'Other', resume: { basics: { label: 'Welder' } } })
  expect((await mira.api.matching.recommended({})).jobs.map(({ card }) => card.title)).toEqual(['Welder'])
  await mira.api.resumes.save({ resumeId, version: 1, resume: { basics: { label: 'Pastry Cook' } } })
  expect((await mira.api.matching.recommended({})).jobs[0]?.card.title).toBe('Pastry Cook')
  expect(await failure(boris.api.matching.setSettings({ resumeId }))).toMatchObject({ code: 'not_found' })
  expect((await mira.api.matching.setSettings({ resumeId })).resumeId).toBe(resumeId)
})

test('settings said twice or at once stand once; what is left out stays, and the database never holds wishes in plain', async () => {
  await using world = await newWorld()
  const mira = await world.person('Mira')
  const wishes = MatchWishes.parse({ titles: ['Ice Sculptor'], payFloor: 51_234, currency: 'EUR' })
  await Promise.all([mira.api.matching.setSettings({ wishes }), mira.api.matching.setSettings({ wishes })])
  const { version } = await mira.api.matching.settings()
  expect(version).toBe(1)
  const weights = { ...DEFAULT_WEIGHTS, pay: 99 }
  expect(await mira.api.matching.setSettings({ weights })).toMatchObject({ weights, wishes, version: 2 })
  const [held] = rowsOf<{ row: string }>(await mira.ctx.db.execute(sql`select match_settings::text as row from match_settings`))
  expect(held?.row).not.toMatch(/Sculptor|51234/)
})

test('a thousand stored receipts are worked out again to the same numbers, and a changed one is told', { timeout: 120_000 }, async () => {
  await using world = await newWorld()
  const titles = ['Pastry Chef', 'Pastry Cook', 'Baker', 'Chocolate Maker', 'Head Pastry Chef']
  const jobIds = await openAll(
    world,
    Array.from({ length: 50 }, (_, n) =>
      jobOf({
        title: titles[n % titles.length] ?? '',
        companyName: `House ${n}`,
        description: `Requirements:\n- You temper chocolate and laminate dough number ${n}\n- ${1 + (n % 6)} years of experience\n- Excel`,
        places: n % 3 ? ['Lyon, France'] : ['Berlin, Germany'],
      }),
    ),
  )
  const mira = await seeker(world)
  const profile = await findSeekerProfile(mira.ctx, mira.personId)
  if (!profile) throw new Error('There is no profile.')
  const findNear = await openNearFinder(mira.ctx)
  const scored = (await loadJobFacts(mira.ctx, jobIds)).map(({ card, facts }) => {
    const inputs = { seeker: profile.facts, job: facts, ...findNear(profile.facts, facts) }
    return { jobId: card.id, card, inputs, match: matchJob(inputs) }
  })
  for (let n = 0; n < 20; n++) {
    const weights = { ...DEFAULT_WEIGHTS, skills: n * 5, place: 100 - n * 5 }
    await keepReceipts(mira.ctx, { personId: mira.personId, organisationId: null, profile, weights }, scored)
  }
  const system = world.as('system')
  const rows = await system.db.select().from(matchReceipts)
  expect(rows).toHaveLength(1_000)
  expect(new Set(rows.map(({ scorePermille }) => scorePermille)).size).toBeGreaterThan(50)
  const again = await Promise.all(rows.map((row) => checkReceipt(system, row)))
  expect(again.filter((isSame) => isSame === true)).toHaveLength(1_000)
  const [row] = rows
  if (!row) throw new Error('There is none.')
  expect(await checkReceipt(system, { ...row, scorePermille: (row.scorePermille ?? 0) + 1 })).toBe(false)
  expect(await checkReceipt(system, { ...row, version: 'm0' })).toBeNull()
})

test('a receipt is open to its person alone, and stands in their export and no longer after erasure', async () => {
  await using world = await newWorld()
  const [jobId = ''] = await bakeries(world)
  const mira = await seeker(world)
  const boris = await seeker(world, 'Boris')
  const { id } = await mira.api.matching.explain({ jobId })
  const asBoris = await failure(boris.api.matching.receipt({ id }))
  const missing = await failure(boris.api.matching.receipt({ id: newId('matchReceipt') }))
  expect(asBoris).toEqual(missing)
  await mira.api.matching.recommended({})
  await world.settle()
  const page = await mira.api.matching.receipts({ limit: 2 })
  expect(page.data).toHaveLength(2)
  const rest = await mira.api.matching.receipts({ limit: 2, cursor: page.next ?? '' })
  expect([...page.data, ...rest.data].some((line) => line.id === id)).toBe(true)
  const { matchingOfPerson } = await import('./person-data')
  const parts = []
  for await (const part of matchingOfPerson.exportPerson(world.as('system'), mira.personId)) parts.push(part)
  expect(JSON.stringify(parts)).toContain(id)
  expect(JSON.stringify(parts)).toContain('Laminated dough')
  const erased = { personId: mira.personId, email: null, keyIds: [] }
  while ((await matchingOfPerson.erasePerson(world.as('system'), erased)) > 0);
  expect(await matchingOfPerson.countPerson(world.as('system'), erased)).toBe(0)
  expect(await failure(mira.api.matching.receipt({ id }))).toMatchObject({ code: 'not_found' })
})

test('the ranking’s role reads candidates and nothing else: no name, birth date, reading, résumé or id of a person', async () => {
  await using world = await newWorld()
  const db = world.as('system').rankingDb
  if (!db) throw new Error('The ranking has no connection.')
  expect(rowsOf(await db.execute(sql`select count(*) from ranking.candidates`))).toHaveLength(1)
  const tables = rowsOf<{ name: string }>(
    await world
      .as('system')
      .db.execute(
        sql`select format('%I.%I', table_schema, table_name) as name from information_schema.tables where table_schema in ('public', 'private', 'ranking') and table_name <> 'candidates'`,
      ),
  )
  expect(tables.map(({ name }) => name)).toEqual(expect.arrayContaining(['public.people', 'private.birth_data', 'public.resume_versions']))
  for (const { name } of tables)
    await expect(db.execute(sql.raw(`select 1 from ${name} limit 1`)), name).rejects.toMatchObject({ cause: { code: '42501' } })
  await expect(db.execute(sql`update ranking.candidates set keys = '{}'`)).rejects.toMatchObject({ cause: { code: '42501' } })
})

test('the names and birth dates of a thousand candidates may change places: the ranking is the same bytes', {
  timeout: 120_000,
}, async () => {
  await using world = await newWorld()
  const system = world.as('system')
  const [jobId = ''] = await openAll(world, [
    jobOf({
      title: 'Pastry Chef',
      skills: ['Excel'],
      description: 'Requirements:\n- Chocolate work\n- Fluent French\n- 3 years of experience',
    }),
  ])
  // Forty of them by the way that a person goes; the rest as copies with facts of their own.
  const first = await seeker(world)
  await first.api.matching.setFindability({ isFindable: true, textVersion: FINDABLE_TEXT.version })
  await system.db.execute(sql`
    insert into people (id, name, email) select 'per_' || lpad(to_hex(n), 32, '0'), 'Name ' || n, 'p' || n || '@example.com' from generate_series(1, 999) n`)
  await system.db.execute(sql`
    insert into findable_people (person_id, ref, since) select 'per_' || lpad(to_hex(n), 32, '0'), md5('r' || n), now() from generate_series(1, 999) n`)
  await system.db.execute(sql`
    insert into ranking.candidates (ref, keys, facts_hash, facts)
    select md5('r' || n), keys, md5('f' || n),
      jsonb_set(jsonb_set(facts, '{experienceMonths}', to_jsonb(n % 60)), '{titles,0,monthsAgo}', to_jsonb(n % 130))
    from ranking.candidates, generate_series(1, 999) n`)
  await system.db.execute(sql`
    insert into private.birth_data (person_id, birth_date, birth_name, updated_at) select id, 'sealed ' || name, 'sealed', now() from people`)
  const [job] = await loadJobFacts(system, [jobId])
  const db = system.rankingDb
  if (!job || !db) throw new Error('There is nothing to rank.')
  const findNear = await openNearFinder(system)
  const rank = async () => JSON.stringify(await rankCandidates(db, findNear, { job, weights: DEFAULT_WEIGHTS, limit: 1_000 }))
  const before = await rank()
  expect(JSON.parse(before)).toHaveLength(1_000)
  expect(before).not.toMatch(/per_[0-9a-f]{32}|Mira|example\.com/)
  await system.db.execute(sql`
    with shuffled as (
      select a.id, b.name from (select id, row_number() over (order by id) n from people) a
      join (select name, row_number() over (order by md5(name)) n from people) b using (n))
    update people set name = shuffled.name from shuffled where people.id = shuffled.id`)
  await system.db.execute(sql`
    with shuffled as (
      select a.person_id, b.birth_date from (select person_id, row_number() over (order by person_id) n from private.birth_data) a
      join (select birth_date, row_number() over (order by md5(birth_date)) n from private.birth_data) b using (n))
    update private.birth_data set birth_date = shuffled.birth_date from shuffled where private.birth_data.person_id = shuffled.person_id`)
  expect(
    await system.db.$count(people, sql`name like 'Name %' and id <> 'per_' || lpad(to_hex(substr(name, 6)::int), 32, '0')`),
  ).toBeGreaterThan(900)
  expect(await system.db.$count(birthData)).toBe(1_000)
  expect(await rank()).toBe(before)
})

test('nobody is found before they say so; who ends it is found no more, and each is a line of the ledger', async () => {
  await using world = await newWorld()
  const [jobId = ''] = await bakeries(world)
  const mira = await seeker(world)
  const [job] = await loadJobFacts(world.as('system'), [jobId])
  if (!job) throw new Error('There is no job.')
  const carla = await world.person('Carla')
  const { id: organisationId } = await carla.api.organisations.create({ name: 'Reed & Daughters' })
  const ask = { organisationId, job, weights: DEFAULT_WEIGHTS, limit: 10, order: 'fit' as const }
  expect(await recommendCandidates(carla.ctx, ask)).toMatchObject({ numerologyPercent: 0, data: [] })
  expect(await failure(mira.api.matching.setFindability({ isFindable: true, textVersion: 0 }))).toMatchObject({
    reason: 'matching.old-text',
  })
  expect(await mira.api.matching.findability()).toMatchObject({ isFindable: false, saidVersion: null })
  const yes = { isFindable: true, textVersion: FINDABLE_TEXT.version }
  await mira.api.matching.setFindability(yes)
  await mira.api.matching.setFindability(yes)
  const {
    data: [found],
  } = await recommendCandidates(carla.ctx, ask)
  expect(found).toMatchObject({ title: 'Pastry Chef', skills: ['Excel'], languages: ['fr'] })
  // No sentence of the résumé, no employer, school or name went to the ranking, and no number of pay.
  const [row] = await world.as('system').db.select().from(rankedCandidates)
  expect(JSON.stringify(row)).not.toMatch(/Laminated|Mira|Four Seasons|A school|2021/)
  // The candidate can read the organisation's receipt too.
  const receipt = await mira.api.matching.receipt({ id: found?.receiptId ?? '' })
  expect(receipt).toMatchObject({ side: 'organisation', isReproduced: true, score: found?.score })
  await mira.api.matching.setFindability({ ...yes, isFindable: false })
  expect(await world.as('system').db.$count(rankedCandidates)).toBe(0)
  expect(await recommendCandidates(carla.ctx, ask)).toMatchObject({ numerologyPercent: 0, data: [] })
  const lines = rowsOf<{ given: boolean }>(await mira.ctx.db.execute(sql`select given from findability_lines order by at, id`))
  expect(lines.map(({ given }) => given)).toEqual([true, false])
  expect(await failure(recommendCandidates(mira.ctx, ask))).toMatchObject({ code: 'not_found' })
  expect(await failure(recommendCandidates({ ...carla.ctx, rankingDb: null }, ask))).toMatchObject({ reason: 'ranking.failed' })
})

test('a new job finds the people it fits, by their own limits', async () => {
  await using world = await newWorld()
  const mira = await seeker(world)
  await seeker(world, 'Boris', { basics: { label: 'Welder' } })
  const [jobId = '', welding = ''] = await openAll(world, [jobOf({ title: 'Pastry Chef' }), jobOf({ title: 'Ship Welder' })])
  const found = await findPeopleForJob(world.as('system'), jobId)
  expect(found.map(({ personId }) => personId)).toEqual([mira.personId])
  expect(found[0]?.score.permille).toBeGreaterThan(600)
  await mira.api.matching.setSettings({ wishes: MatchWishes.parse({ places: ['Berlin'], types: ['contract'], isTypeLimit: true }) })
  await world.settle()
  expect(await findPeopleForJob(world.as('system'), jobId)).toEqual([])
  expect(await findPeopleForJob(world.as('system'), welding)).toEqual([])
})

test('jobs for a person are read by the index of their keys, never from the whole table', { timeout: 120_000 }, async () => {
  await using world = await newWorld()
  const { db } = world.as('system')
  await db.execute(sql`insert into role_clusters (id) select 'clu_' || lpad(to_hex(n), 32, '0') from generate_series(1, 30000) n`)
  await db.execute(sql`
    insert into jobs (id, cluster_id, origin, title, source, source_key, skills, found_at)
    select 'job_' || lpad(to_hex(n), 32, '0'), 'clu_' || lpad(to_hex(n), 32, '0'), 'synced',
      (array['Pastry Chef', 'Software Engineer', 'Staff Nurse', 'Truck Driver', 'Sales Manager'])[1 + n % 5], 'seed', n::text,
      case when n % 3 = 0 then array['Excel'] else array['Python', 'PostgreSQL'] end, ${world.state.now.toISOString()}::timestamptz - n * interval '15 minutes'
    from generate_series(1, 30000) n`)
  await db.execute(sql`vacuum analyze jobs`)
  const keys = ['p:softwar engin', 's:python', 's:postgresql', 'w:engin', 'w:softwar']
  const today = Math.floor(world.state.now.getTime() / 86_400_000)
  for (const days of [
    { from: today - 1, to: today + 1 },
    { from: today - 60, to: today - 21 },
  ]) {
    const plan = JSON.stringify(rowsOf(await db.execute(sql`explain ${poolStatement(keys, { ...days, now: world.state.now })}`)))
    expect(plan).toMatch(/jobs_match_keys|jobs_newest.*Index Cond/)
    expect(plan).not.toContain('Seq Scan on jobs')
  }
  const ids = await findJobsForPerson(world.as('system'), keys)
  expect(ids).toHaveLength(300)
  const held = rowsOf<{ title: string }>(
    await db.execute(
      sql`select title from jobs where id in (${sql.join(
        ids.slice(0, 50).map((id) => sql`${id}`),
        sql`, `,
      )})`,
    ),
  )
  expect(new Set(held.map(({ title }) => title))).toEqual(new Set(['Software Engineer']))
  expect(await findJobsForPerson(world.as('system'), [])).toEqual([])
})

test('facts that receipts share are kept once', async () => {
  await using world = await newWorld()
  await bakeries(world)
  const mira = await seeker(world)
  await mira.api.matching.recommended({})
  await mira.api.matching.recommended({})
  await world.settle()
  const { db } = world.as('system')
  expect(await db.$count(matchFacts, and(eq(matchFacts.personId, mira.personId)))).toBe(1)
  expect(await db.$count(matchReceipts, eq(matchReceipts.personId, mira.personId))).toBe(3)
})

test('numerology is no part of the list until its person says so; then it moves their own list alone, and without its weight nothing', async () => {
  await using world = await newWorld()
  await openAll(world, [
    jobOf({ title: 'Pastry Chef', companyName: 'Aal' }),
    jobOf({ title: 'Pastry Chef', companyName: 'Zwetschge & Kern' }),
    jobOf({ title: 'Pastry Chef', companyName: 'Marzipan Works' }),
  ])
  const mira = await seeker(world)
  const boris = await seeker(world, 'Boris')
  const ids = (list: { jobs: { card: { id: string } }[] }) => list.jobs.map(({ card }) => card.id)
  const before = await mira.api.matching.recommended({})
  await mira.api.matching.setSettings({ weights: { ...DEFAULT_WEIGHTS, numerology: 100 } })
  expect(before.jobs[0]?.parts).not.toHaveProperty('numerology')
  expect(ids(await mira.api.matching.recommended({}))).toEqual(ids(before))
  await mira.api.birthData.set({ birthDate: '1990-05-17', birthName: 'Mira Ort' })
  await mira.api.numerology.setSettings({ forJobs: true })
  const chosen = await mira.api.matching.recommended({})
  expect(chosen.hasNumerology).toBe(true)
  expect(chosen.jobs.every(({ parts }) => typeof parts.numerology === 'number')).toBe(true)
  // Its weight at 0 is a world without it, byte for byte in the order.
  expect(orderMatches(chosen.jobs, DEFAULT_WEIGHTS).map(({ item }) => item.card.id)).toEqual(ids(before))
  expect(ids(await boris.api.matching.recommended({}))).toEqual(ids(before))
  const opened = await mira.api.matching.explain({ jobId: chosen.jobs[0]?.card.id ?? '' })
  expect(opened).toMatchObject({ isReproduced: true, numerologyPermille: chosen.jobs[0]?.parts.numerology })
  await world.settle()
  // What is stored of it in plain is the score alone.
  const stored = rowsOf<{ row: string }>(
    await mira.ctx.db.execute(sql`select (to_jsonb(r) - 'document' - 'weights')::text as row from match_receipts r`),
  )
  expect(stored.map(({ row }) => row).join()).not.toContain('numerology')
})
