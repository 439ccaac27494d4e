import { expect, test } from 'vitest'
import { marketSnapshots } from '../../db/schema'
import { newWorld, type World } from '../../test/world'
import { closeJobs } from '../jobs/close-jobs'
import { type NewJob, openJobs } from '../jobs/open-jobs'
import { withEvents } from '../live/outbox'
import { takeMarketSnapshot } from './take-snapshot'

const DAY_MS = 86_400_000
const salary = (amount: number, currency = 'EUR', isEstimate = false) => ({
  minCents: amount * 100,
  maxCents: amount * 100,
  currency,
  period: 'year' as const,
  yearlyMinCents: amount * 100,
  yearlyMaxCents: amount * 100,
  isEstimate,
})
let number = 0
async function open(world: World, part: Partial<NewJob>): Promise<string> {
  const key = `job-${number++}`
  const job: NewJob = {
    origin: 'synced',
    source: 'board',
    sourceKey: key,
    sourceUrl: null,
    postId: null,
    title: 'Baker',
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
  const [id = ''] = await withEvents(world.as('system'), (tx, emit) => openJobs(world.as('system'), tx, emit, [job], { isNews: false }))
  return id
}

test('pay, demand and skills by role and region come from the snapshot of the day; estimates count for nothing', async () => {
  await using world = await newWorld()
  expect(await world.api('visitor').market.show({})).toMatchObject({ date: null, figures: null, roles: [] })
  for (const pay of [30_000, 32_000, 34_000, 36_000, 38_000])
    await open(world, { title: 'Senior Baker, nights', salary: salary(pay), skills: ['Baking'] })
  await open(world, { salary: salary(900_000, 'EUR', true), places: ['Berlin, Germany'] })
  await open(world, { title: 'Welder', remote: 'remote', remoteRegions: ['FR', 'EU'], places: [] })
  expect(await takeMarketSnapshot(world.as('system'))).toBeGreaterThan(0)

  const all = await world.api('visitor').market.show({})
  expect(all).toMatchObject({ date: '2026-11-21', openJobs: 7, newJobs: 7, isSmall: true, role: null, region: null })
  expect(all.roles).toEqual([{ role: 'baker', label: 'Baker', openJobs: 6 }])
  const france = await world.api('visitor').market.show({ role: 'Baker', region: 'fr' })
  expect(france).toMatchObject({ openJobs: 5, role: { role: 'baker', label: 'Baker' }, region: 'FR' })
  expect(france.figures?.pay).toEqual([
    { currency: 'EUR', n: 5, lowerQuartileCents: 3_200_000, medianCents: 3_400_000, upperQuartileCents: 3_600_000 },
  ])
  expect(france.figures?.skills).toEqual([{ value: 'Baking', count: 5 }])
  // The German advert is one alone, and its pay an estimate.
  expect(await world.api('visitor').market.show({ role: 'baker', region: 'DE' })).toMatchObject({ openJobs: null, figures: null })
  expect((await world.api('visitor').market.show({ role: 'baker' })).figures?.statePay).toBe(5)
  expect((await world.api('visitor').market.show({ region: 'FR' })).openJobs).toBe(6)
})

test('a day is written once, however often cron runs, and goes on the next day with what closed meanwhile', async () => {
  await using world = await newWorld()
  const ctx = world.as('system')
  const ids: string[] = []
  for (let index = 0; index < 12; index++) ids.push(await open(world, {}))
  await Promise.all([takeMarketSnapshot(ctx), takeMarketSnapshot(ctx)])
  expect(await takeMarketSnapshot(ctx)).toBe(0)
  await open(world, {})
  world.passMs(DAY_MS)
  await withEvents(ctx, (tx, emit) => closeJobs(ctx, tx, emit, ids.slice(0, 5), { because: 'link-gone' }))
  await withEvents(ctx, (tx, emit) => closeJobs(ctx, tx, emit, ids.slice(5, 6), { because: 'reported' }))
  await takeMarketSnapshot(world.as('system'))
  const market = await world.api('visitor').market.show({ role: 'baker' })
  expect(market.trend).toEqual([
    { date: '2026-11-21', openJobs: 12, newJobs: 12 },
    { date: '2026-11-22', openJobs: 7, newJobs: 7 },
  ])
  expect(market.figures?.openDays).toEqual({ n: 5, median: 1 })
  world.passMs(9 * DAY_MS)
  await takeMarketSnapshot(world.as('system'))
  const kept = await ctx.db.select({ date: marketSnapshots.date, figures: marketSnapshots.figures }).from(marketSnapshots)
  expect(kept.filter(({ date }) => date < '2026-11-24').every(({ figures }) => figures === null)).toBe(true)
})
