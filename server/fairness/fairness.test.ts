import { eq, inArray } from 'drizzle-orm'
import { expect, test } from 'vitest'
import type { ImpactMeter, SelfAnswers } from '../../contract/fairness'
import { auditLines, candidates, hiringApplications, impactFigures, postingCriteria, postings, selfIdentifications } from '../../db/schema'
import { addHiring } from '../../test/add-hiring'
import { addMember, addPosting, applyAs } from '../../test/add-posting'
import { failure, newWorld, type World } from '../../test/world'

const SILENT = { sex: null, ethnicity: null, age: null, disability: null }

/** Says of so many applications, from the first on, what their applicants said of their sex. */
async function say(world: World, applicationIds: readonly string[], groups: readonly SelfAnswers['sex'][]) {
  const ctx = world.as('system')
  const rows = await Promise.all(
    groups.map(async (sex, index) => {
      const applicationId = applicationIds[index] ?? ''
      const sealed = await ctx.seal(JSON.stringify({ ...SILENT, sex }), `self_identifications.sealed:${applicationId}`)
      return { applicationId, sealed, updatedAt: ctx.now() }
    }),
  )
  await ctx.db.insert(selfIdentifications).values(rows)
}

const times = <T>(count: number, value: T): T[] => Array.from({ length: count }, () => value)
const sexOf = (meter: ImpactMeter) => meter.dimensions.find(({ dimension }) => dimension === 'sex')
const rates = (meter: ImpactMeter) =>
  Object.fromEntries((sexOf(meter)?.groups ?? []).map(({ group, ratePercent, impactRatio }) => [group, [ratePercent, impactRatio]]))

/** A shortlist with ten women and fifteen men who applied: none of them is on it. */
async function newRound(world: World, women = 10, men = 15) {
  const { staff, postingId, organisationId, applicationIds } = await addHiring(world, { Anna: 'owner', Vera: 'viewer' }, women + men)
  const { Anna: anna, Vera: vera } = staff
  if (!anna || !vera) throw new Error('Somebody is missing.')
  await say(world, applicationIds, [...times(women, 'female' as const), ...times(men, 'male' as const)])
  const { id: shortlistId } = await anna.api.shortlists.create({ postingId, name: 'Final round', applicationIds: [] })
  const put = (ids: readonly string[]) => anna.api.shortlists.add({ shortlistId, applicationIds: [...ids] })
  const meter = () => anna.api.shortlists.meter({ shortlistId })
  return {
    anna,
    vera,
    organisationId,
    postingId,
    shortlistId,
    put,
    meter,
    f: applicationIds.slice(0, women),
    m: applicationIds.slice(women),
  }
}

test('the meter of a shortlist equals the calculation by hand, and moves as the list changes', async () => {
  await using world = await newWorld()
  const { put, meter, f, m } = await newRound(world)
  expect(rates(await meter())).toEqual({ female: [0, null], male: [0, null], another: [null, null] })
  await put([...f.slice(0, 2), ...m.slice(0, 6)])
  // 2 of 10 women are 20 %, 6 of 15 men are 40 %; 20 / 40 is 0.5, below four fifths.
  expect(rates(await meter())).toEqual({ female: [20, 0.5], male: [40, 1], another: [null, null] })
  expect(sexOf(await meter())?.groups.map(({ isBelow }) => isBelow)).toEqual([true, false, false])
  await put([...f.slice(2, 6), ...m.slice(6, 7)])
  // 6 of 10 women are 60 %, 7 of 15 men are 46.7 %; 46.7 / 60 is 0.78.
  expect(rates(await meter())).toEqual({ female: [60, 1], male: [47, 0.78], another: [null, null] })
})

test('with nine in a group no figure of anybody leaves the server, by answer or by room', async () => {
  await using world = await newWorld()
  const { anna, postingId, organisationId, put, meter, f, m } = await newRound(world, 9, 15)
  await put([...f.slice(0, 4), ...m.slice(0, 6)])
  await world.settle()
  const pipeline = await anna.api.fairness.meter({ postingId })
  const report = await anna.api.fairness.report({ organisationId, year: 2026 })
  for (const shown of [await meter(), pipeline])
    for (const { shownAt, groups } of shown.dimensions) {
      expect(shownAt).toBeNull()
      for (const group of groups) expect(group).toEqual({ group: group.group, ratePercent: null, impactRatio: null, isBelow: false })
    }
  for (const table of report.tables) expect(table).toMatchObject({ shownAt: null, groups: [], unknown: { applicants: 0, selected: 0 } })
  expect(await world.as('system').db.select().from(impactFigures)).toEqual([])
  expect(JSON.stringify(world.state.published)).not.toMatch(/female|male|ethnic|impact|ratio/i)
})

test('a figure stays when fewer than five, or few of one group, stand elsewhere: its change names nobody', async () => {
  await using world = await newWorld()
  const { anna, postingId, put, meter, f, m, shortlistId } = await newRound(world, 20, 20)
  // Five of one group: that they are all of it is what a first figure would say.
  await put(f.slice(0, 5))
  expect(sexOf(await meter())?.shownAt).toBeNull()
  await put(m.slice(0, 5))
  const first = rates(await meter())
  expect(first).toMatchObject({ female: [25, 1], male: [25, 1] })
  await put([...f.slice(5, 7), ...m.slice(5, 7)])
  expect(rates(await meter())).toEqual(first)
  await put(m.slice(7, 8))
  expect(rates(await meter())).toMatchObject({ female: [35, 0.88], male: [40, 1] })
  // Another list that differs from this one by one person would name them by the difference.
  const other = await anna.api.shortlists.create({ postingId, name: 'The same and one', applicationIds: [] })
  const lines = (await anna.api.shortlists.get({ shortlistId })).lines.map(({ entry }) => entry.applicationId)
  await anna.api.shortlists.add({ shortlistId: other.id, applicationIds: [...lines, m[10] ?? ''] })
  expect(sexOf(await anna.api.shortlists.meter({ shortlistId: other.id }))?.shownAt).toBeNull()
})

test('of three looks none names who stands elsewhere between the first and the third, and of many lists few are shown a month', async () => {
  await using world = await newWorld()
  const { anna, postingId, put, meter, f, m, shortlistId } = await newRound(world, 20, 20)
  const takeAll = async () => {
    for (const { entry } of (await anna.api.shortlists.get({ shortlistId })).lines)
      await anna.api.shortlists.remove({ shortlistId, entryId: entry.id, reason: 'Another list' })
  }
  await put([...f.slice(0, 10), ...m.slice(0, 10)])
  expect(rates(await meter())).toMatchObject({ female: [50, 1], male: [50, 1] })
  world.passMs(60_000)
  await takeAll()
  await put([...f.slice(10, 18), ...m.slice(10, 16)])
  const second = { female: [40, 1], male: [30, 0.75] }
  expect(rates(await meter())).toMatchObject(second)
  world.passMs(60_000)
  await takeAll()
  // The first list without one person: far from the second, and next to the first.
  await put([...f.slice(0, 9), ...m.slice(0, 10)])
  expect(rates(await meter())).toMatchObject(second)
  const shown: boolean[] = []
  for (let at = 0; at < 8; at++) {
    const { id } = await anna.api.shortlists.create({ postingId, name: `List ${at}`, applicationIds: [] })
    const far = [...f, ...m].filter((_, index) => (index * (2 * at + 3)) % 7 < 3)
    await anna.api.shortlists.add({ shortlistId: id, applicationIds: far })
    shown.push(sexOf(await anna.api.shortlists.meter({ shortlistId: id }))?.shownAt !== null)
  }
  expect(shown.filter(Boolean).length).toBeLessThanOrEqual(4)
})

test('a year’s report less the meter of one posting names nobody: the only applicant of another stays unsaid', async () => {
  await using world = await newWorld()
  const { anna, organisationId, postingId, f, m } = await newRound(world, 21, 20)
  const { db } = anna.ctx
  const [posting] = await db.select().from(postings).where(eq(postings.id, postingId))
  if (!posting) throw new Error('There is no posting.')
  const alone = world.as('system').newId('posting')
  await db.insert(postings).values({ ...posting, id: alone })
  await db
    .update(hiringApplications)
    .set({ postingId: alone })
    .where(eq(hiringApplications.id, f[20] ?? ''))
  const [interview] = (await anna.api.hiring.pipeline({ postingId })).stages.filter(({ group }) => group === 'interview')
  await db
    .update(hiringApplications)
    .set({ stageId: interview?.id ?? '' })
    .where(inArray(hiringApplications.id, [...f.slice(0, 10), ...m.slice(0, 10)]))
  expect(rates(await anna.api.fairness.meter({ postingId }))).toMatchObject({ female: [50, 1], male: [50, 1] })
  const report = await anna.api.fairness.report({ organisationId, year: 2026, step: 'interview' })
  expect(report.tables.find(({ dimension }) => dimension === 'sex')).toMatchObject({ shownAt: null, groups: [] })
})

test('a group that falls below ten is silent at once, and who took their answer back leaves no trace', async () => {
  await using world = await newWorld()
  const { anna, put, meter, f, m } = await newRound(world, 10, 15)
  await put([...f.slice(0, 3), ...m.slice(0, 3)])
  expect(sexOf(await meter())?.shownAt).not.toBeNull()
  const sam = await world.person('Sam')
  await anna.ctx.db
    .update(hiringApplications)
    .set({ personId: sam.personId })
    .where(eq(hiringApplications.id, f[9] ?? ''))
  await sam.api.fairness.setMine({ applicationId: f[9] ?? '', answers: SILENT })
  await sam.api.fairness.setMine({ applicationId: f[9] ?? '', answers: SILENT })
  expect(rates(await meter())).toEqual({ female: [null, null], male: [null, null], another: [null, null] })
  expect(JSON.stringify(await anna.ctx.db.select().from(impactFigures))).not.toContain(f[9])
})

test('what an applicant says of themselves is sealed, is in their own download, and in no answer, log line or frame of the employer', async () => {
  await using world = await newWorld()
  const [rita, sam, eve] = await Promise.all([world.person('Rita'), world.person('Sam'), world.person('Eve')])
  const { postingId, organisationId } = await addPosting(world, rita)
  const { applicationId } = await applyAs(sam, postingId)
  const answers = { ...SILENT, sex: 'another', ethnicity: 'two-or-more', disability: 'disabled' } as const
  expect(await sam.api.fairness.setMine({ applicationId, answers })).toMatchObject({ title: 'Pastry Chef', answers })
  expect((await sam.api.fairness.mine({ applicationId })).answers).toEqual(answers)
  for (const stranger of [rita, eve])
    expect(await failure(stranger.api.fairness.mine({ applicationId }))).toMatchObject({ code: 'not_found' })
  await world.settle()
  const seen = JSON.stringify([
    await rita.api.hiring.pipeline({ postingId }),
    await rita.api.hiring.candidate({ applicationId }),
    await rita.api.audit.search({ organisationId }),
    world.state.published,
    await rita.ctx.db.select().from(selfIdentifications),
    await rita.ctx.db.select().from(candidates),
  ])
  for (const word of ['two-or-more', '"disabled"', '"another"', 'ethnicity']) expect(seen).not.toContain(word)
  const { fairnessOfPerson } = await import('./person-data')
  const parts = []
  for await (const part of fairnessOfPerson.exportPerson(sam.ctx, sam.personId)) parts.push(part)
  expect(parts).toMatchObject([{ rows: [{ applicationId, sex: 'another', ethnicity: 'two-or-more', age: null }] }])
  expect(await fairnessOfPerson.erasePerson(sam.ctx, { personId: sam.personId, email: null, keyIds: [] })).toBe(1)
  expect(await sam.ctx.db.$count(selfIdentifications)).toBe(0)
})

test('a year’s report gives an owner counts, rates and ratios, with small groups among the unknown; each look is logged', async () => {
  await using world = await newWorld()
  const { anna, vera, organisationId, f, m } = await newRound(world, 12, 15)
  const chosen = [...f.slice(0, 3), ...m.slice(0, 10)]
  const { db } = anna.ctx
  for (const id of chosen)
    await db
      .update(hiringApplications)
      .set({ stageId: null, dispositionKind: 'hired', dispositionReason: 'as-offered' })
      .where(eq(hiringApplications.id, id))
  const report = await anna.api.fairness.report({ organisationId, year: 2026 })
  expect(report).toMatchObject({ step: 'hired', applicants: 27, selected: 13 })
  expect(report.tables[0]).toMatchObject({
    dimension: 'sex',
    groups: [
      { group: 'female', applicants: 12, selected: 3, selectionRate: 0.25, impactRatio: 0.38, isBelow: true },
      { group: 'male', applicants: 15, selected: 10, selectionRate: 0.667, impactRatio: 1, isBelow: false },
    ],
    unknown: { applicants: 0, selected: 0 },
  })
  expect((await anna.api.fairness.report({ organisationId, year: 2025 })).applicants).toBe(0)
  expect(await failure(vera.api.fairness.report({ organisationId, year: 2026 }))).toMatchObject({ code: 'forbidden' })
  expect((await anna.api.audit.search({ organisationId, acts: ['impact.viewed'] })).data).toHaveLength(2)
})

test('without fixed criteria no score is shown or given; fixed after scores were seen, the next version says so', async () => {
  await using world = await newWorld()
  const { anna, vera, postingId, organisationId, shortlistId, put, f } = await newRound(world, 1, 0)
  await put(f)
  await anna.ctx.db.delete(postingCriteria)
  expect(await failure(anna.api.shortlists.setScoring({ shortlistId, competencies: ['Craft'] }))).toMatchObject({
    reason: 'criteria.not-fixed',
  })
  const criteria = [{ text: 'Fluent in German', isMust: true }]
  expect(await failure(vera.api.fairness.fixCriteria({ postingId, criteria, afterVersion: 0 }))).toMatchObject({ code: 'forbidden' })
  await anna.api.fairness.fixCriteria({ postingId, criteria, afterVersion: 0 })
  await anna.api.fairness.fixCriteria({ postingId, criteria, afterVersion: 0 })
  await anna.api.shortlists.setScoring({ shortlistId, competencies: ['Craft'] })
  const [line] = (await anna.api.shortlists.get({ shortlistId })).lines
  const { hashCommitment } = await import('../shortlists/core/commitment')
  const words = { scores: { Craft: 3 }, note: '', salt: 'a'.repeat(32) }
  const entryId = line?.entry.id ?? ''
  await anna.api.shortlists.score({ shortlistId, entryId, ...words, hash: await hashCommitment({ entryId, ...words }) })
  const more = [...criteria, { text: 'Plans a shift alone', isMust: false }]
  expect(await failure(anna.api.fairness.fixCriteria({ postingId, criteria: more, afterVersion: 0 }))).toMatchObject({
    reason: 'criteria.changed',
  })
  const { versions } = await anna.api.fairness.fixCriteria({ postingId, criteria: more, afterVersion: 1 })
  expect(versions).toMatchObject([
    { version: 2, isAfterScores: true, scoresSeenAt: null, fixedBy: { name: 'Anna' } },
    { version: 1, isAfterScores: false, scoresSeenAt: '2026-11-21T10:00:00.000Z' },
  ])
  const log = await anna.api.audit.search({ organisationId, acts: ['criteria.fixed', 'score.viewed'] })
  expect(log.data.map(({ act }) => act).sort()).toEqual(['criteria.fixed', 'criteria.fixed', 'score.viewed'])
})

test('a protected criterion or one that stands for it is refused, with what may be asked instead', async () => {
  await using world = await newWorld()
  const { anna, postingId } = await newRound(world, 1, 0)
  await anna.ctx.db.delete(postingCriteria)
  const criteria = [
    { text: 'Plans a shift alone', isMust: true },
    { text: 'Native speaker of German', isMust: true },
  ]
  const refusal = await anna.api.fairness.fixCriteria({ postingId, criteria, afterVersion: 0 }).catch((error: unknown) => error)
  expect(JSON.stringify(refusal instanceof Error ? refusal.cause : null)).toContain('criteria.1')
  expect(JSON.stringify(refusal instanceof Error ? refusal.cause : null)).toContain('fluent in German')
  expect(await anna.ctx.db.$count(postingCriteria)).toBe(0)
})

test('who chooses people alone, when applying or later, stands in the list like anybody, and the team’s cards say so at once', async () => {
  await using world = await newWorld()
  const [rita, sam] = await Promise.all([world.person('Rita'), world.person('Sam')])
  const { postingId, organisationId } = await addPosting(world, rita)
  await addMember(world, organisationId, await world.person('Otto'), 'recruiter')
  const { applicationId } = await applyAs(sam, postingId)
  expect((await sam.api.fairness.setReview({ applicationId, refusesAi: true })).refusesAi).toBe(true)
  await sam.api.fairness.setReview({ applicationId, refusesAi: true })
  await world.settle()
  const { cards } = await rita.api.hiring.pipeline({ postingId })
  expect(cards).toMatchObject([{ applicationId, refusesAi: true, group: 'applied' }])
  expect(
    world.state.published.flatMap(({ events }) => events.map(({ type }) => type)).filter((type) => type === 'hiring.card-changed'),
  ).toHaveLength(1)
  const logged = await rita.ctx.db.select().from(auditLines).where(eq(auditLines.act, 'application.ai-refused'))
  expect(logged).toHaveLength(1)
  const eve = await world.person('Eve')
  expect(await failure(eve.api.fairness.setReview({ applicationId, refusesAi: false }))).toMatchObject({ code: 'not_found' })
})

test('by the link of an application without an account one says it, changes it and takes it away', async () => {
  await using world = await newWorld()
  const { anna, f } = await newRound(world, 1, 0)
  const token = 'a1'.repeat(20)
  const statusTokenHash = await anna.ctx.hash(`hiring.status:${token}`)
  await anna.ctx.db
    .update(hiringApplications)
    .set({ statusTokenHash })
    .where(eq(hiringApplications.id, f[0] ?? ''))
  const visitor = world.api('visitor')
  const answers = { ...SILENT, age: '40-or-over' } as const
  expect((await visitor.fairness.setByLink({ token, answers })).answers).toEqual(answers)
  expect((await visitor.fairness.byLink({ token })).answers).toEqual(answers)
  await visitor.fairness.setByLink({ token, answers: SILENT })
  expect(await anna.ctx.db.$count(selfIdentifications)).toBe(0)
  expect((await visitor.fairness.setReviewByLink({ token, refusesAi: true })).refusesAi).toBe(true)
  expect(await failure(visitor.fairness.byLink({ token: 'b2'.repeat(20) }))).toMatchObject({ code: 'not_found' })
})
