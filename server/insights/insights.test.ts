import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { newWorld } from '../../test/world'
import { rowsOf } from '../core/rows'
import { dashboardStatement } from './show-insights'
import { takeSnapshots } from './take-snapshots'

const DAY_MS = 86_400_000

test('the funnel counts each application at every step it reached, by source, week and résumé, and marks small samples', async () => {
  await using world = await newWorld()
  const anna = await world.person('Anna')
  const ago = (days: number) => new Date(world.state.now.getTime() - days * DAY_MS).toISOString()
  for (let n = 0; n < 6; n++) {
    const stage = { group: 'applied' as const }
    const { card } = await anna.api.applications.save({ from: 'form', title: `Job ${n}`, source: 'linkedin', stage, happenedAt: ago(20) })
    if (n < 3) await anna.api.applications.move({ applicationId: card.id, to: { group: 'interview' }, happenedAt: ago(20 - (n + 1) * 2) })
    if (n === 0) await anna.api.applications.move({ applicationId: card.id, to: { group: 'offer' } })
    if (n === 0) await anna.api.applications.close({ applicationId: card.id, outcome: { kind: 'accepted' } })
  }
  await anna.api.applications.save({ from: 'form', title: 'Draft', source: 'referral' })
  await (await world.person('Boris')).api.applications.save({ from: 'form', title: 'Not hers', source: 'linkedin' })
  const insights = await anna.api.insights.dashboard({})
  expect(insights.funnel).toEqual({ key: null, saved: 7, applied: 6, answered: 3, interviewed: 3, offered: 1, accepted: 1, isSmall: false })
  expect(insights.bySource.map(({ key, saved, applied, isSmall }) => [key, saved, applied, isSmall])).toEqual([
    ['linkedin', 6, 6, false],
    ['referral', 1, 0, true],
  ])
  expect(insights.byWeek.map(({ key, saved }) => [key, saved])).toEqual([['2026-11-16', 7]])
  expect(insights.byResume).toMatchObject([{ key: null, saved: 7 }])
  expect(insights.responses).toEqual({ key: null, samples: 3, medianDays: 4, p90Days: 5.6, isSmall: true })
  expect(insights.groups).toMatchObject({ preparing: 1, applied: 3, interview: 2, closed: 1 })
  expect(insights.outcomes).toMatchObject({ accepted: 1, rejected: 0 })
})

test('a snapshot says how things stood when the day ended, missed days are made up, and running twice changes nothing', async () => {
  await using world = await newWorld()
  const anna = await world.person('Anna')
  const { card } = await anna.api.applications.save({ from: 'form', title: 'Baker' })
  world.passMs(DAY_MS)
  const { batchId } = await anna.api.applications.move({ applicationId: card.id, to: { group: 'applied' } })
  world.passMs(DAY_MS)
  await anna.api.applications.undo({ batchId })
  world.passMs(DAY_MS)
  // Monday and Tuesday have passed unseen.
  expect(await takeSnapshots(world.as('system'))).toBe(4)
  expect(await takeSnapshots(world.as('system'))).toBe(0)
  const { data } = await anna.api.insights.snapshots({ period: 'day' })
  expect(
    data.map(({ date, groups, savedCount, appliedCount }) => [date, groups.preparing, groups.applied, savedCount, appliedCount]),
  ).toEqual([
    ['2026-11-21', 1, 0, 1, 0],
    ['2026-11-22', 0, 1, 0, 1],
    ['2026-11-23', 1, 0, 0, 0],
  ])
  const weeks = await anna.api.insights.snapshots({ period: 'week' })
  expect(weeks.data.map(({ date, groups }) => [date, groups.applied])).toEqual([['2026-11-16', 1]])
  expect((await (await world.person('Boris')).api.insights.snapshots({ period: 'day' })).data).toEqual([])
})

test('the dashboard reads one person by an index, never the whole table', async () => {
  await using world = await newWorld()
  const anna = await world.person('Anna')
  const { db } = world.as('system')
  await db.execute(sql`
    insert into people (id, name, email) select 'per_' || lpad(to_hex(n), 32, '0'), 'P', 'p' || n || '@example.com' from generate_series(1, 200) n`)
  await db.execute(sql`
    insert into applications (id, person_id, title, title_key, source, stage_group, rank, stage_since, furthest, saved_at, updated_at)
    select 'app_' || lpad(to_hex(n), 32, '0'), 'per_' || lpad(to_hex(1 + n % 200), 32, '0'), 'T', 't', 's', 'applied', 'a0', now(), 1, now(), now()
    from generate_series(1, 20000) n`)
  await db.execute(sql`vacuum analyze applications`)
  const plan = JSON.stringify(rowsOf(await db.execute(sql`explain ${dashboardStatement(anna.personId, {})}`)))
  expect(plan).toMatch(/Index (?:Only )?Scan (?:using |on )applications_\w+|Bitmap Index Scan on applications_\w+/)
  expect(plan).not.toContain('Seq Scan on applications')
})
