import { eq, inArray } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { hiringRoom } from '../../contract/live'
import { auditLines, candidates, hiringApplications, hiringNotes, legalHolds, shortlistComments } from '../../db/schema'
import { addHiring } from '../../test/add-hiring'
import { addPosting, applyAs, newBatch } from '../../test/add-posting'
import { failure, newWorld, type World } from '../../test/world'
import { newId } from '../core/ids'
import { runRetention } from './run-retention'

const DAY_MS = 86_400_000
const AFTER_30 = [{ country: '*', days: 30, act: 'anonymise' as const }]

/** An organisation with so many applicants, the first of whom was rejected today. */
async function newTeam(world: World, applicants = 3) {
  const { staff, organisationId, postingId, applicationIds } = await addHiring(world, { Anna: 'owner', Boris: 'recruiter' }, applicants)
  const { Anna: anna, Boris: boris } = staff
  if (!anna || !boris) throw new Error('Somebody is missing.')
  const reject = (ids: readonly string[]) =>
    anna.api.hiring.close({ applicationIds: [...ids], disposition: { kind: 'rejected', reason: 'skills' }, batchId: newBatch() })
  const [first = ''] = applicationIds
  await reject([first])
  const candidateOf = async (applicationId: string) =>
    (
      await anna.ctx.db
        .select({ id: hiringApplications.candidateId })
        .from(hiringApplications)
        .where(eq(hiringApplications.id, applicationId))
    )[0]?.id ?? ''
  return { anna, boris, organisationId, postingId, applicationIds, first, reject, candidateOf }
}

test('a dry run says whom a rule would reach and changes nothing; saved, the run takes exactly them, and counts stay true', async () => {
  await using world = await newWorld()
  const { anna, organisationId, postingId, first } = await newTeam(world)
  await anna.api.hiring.addNote({ applicationId: first, markdown: 'Zebrafinch' })
  const { id: shortlistId } = await anna.api.shortlists.create({ postingId, name: 'Final', applicationIds: [first] })
  const [line] = (await anna.api.shortlists.get({ shortlistId })).lines
  await anna.api.shortlists.comment({ shortlistId, entryId: line?.entry.id ?? '', markdown: 'Rosa sings' })
  await anna.api.hiring.tag({ applicationIds: [first], add: ['lyon-rosa'], batchId: newBatch() })
  world.passMs(31 * DAY_MS)
  const tried = await anna.api.retention.get({ organisationId, rules: AFTER_30 })
  expect(tried).toMatchObject({
    rules: [],
    preview: {
      due: 1,
      held: 0,
      byRule: [{ country: '*', act: 'anonymise', candidates: 1, applications: 1 }],
      data: [{ name: 'Rosa Delgado' }],
    },
  })
  await world.cron()
  expect((await runRetention(world.as('system'))).forgotten).toBe(0)
  const before = await anna.api.fairness.report({ organisationId, year: 2026 })

  await anna.api.retention.set({ organisationId, rules: AFTER_30 })
  expect((await runRetention(world.as('system'))).forgotten).toBe(1)
  expect((await runRetention(world.as('system'))).forgotten).toBe(0)
  const [row] = await anna.ctx.db.select().from(hiringApplications).where(eq(hiringApplications.id, first))
  expect(row).toMatchObject({ resume: null, tags: [], dispositionKind: 'rejected', dispositionReason: 'skills' })
  const [candidate] = await anna.ctx.db
    .select()
    .from(candidates)
    .where(eq(candidates.id, row?.candidateId ?? ''))
  expect(candidate).toMatchObject({ name: '', email: null, resumeText: null })
  expect(await anna.ctx.db.$count(hiringNotes)).toBe(0)
  expect(await anna.ctx.db.$count(shortlistComments)).toBe(0)
  await world.settle()
  const seen = JSON.stringify([await anna.api.hiring.pipeline({ postingId }), await anna.api.hiring.candidate({ applicationId: first })])
  for (const word of ['Rosa', 'Zebrafinch', 'lyon-rosa', 'Kestrel Bakery']) expect(seen).not.toContain(word)
  expect(await anna.api.fairness.report({ organisationId, year: 2026 })).toEqual(before)
  expect(world.events(hiringRoom(postingId)).map(({ type }) => type)).toContain('hiring.reload')
  const log = await anna.api.audit.search({ organisationId, acts: ['retention.changed', 'retention.ran', 'candidate.erased'] })
  expect(log.data.map(({ act }) => act).sort()).toEqual(['candidate.erased', 'retention.changed', 'retention.ran'])
})

test('who is open, hired, held, in the talent pool, or has a younger application is not reached', async () => {
  await using world = await newWorld()
  const { anna, organisationId, applicationIds, reject, candidateOf } = await newTeam(world, 5)
  const [held = '', , hired = '', pooled = '', both = ''] = applicationIds
  await anna.api.hiring.close({ applicationIds: [hired], disposition: { kind: 'hired', reason: 'as-offered' }, batchId: newBatch() })
  await reject([pooled, both])
  await anna.ctx.db
    .update(candidates)
    .set({ poolUntil: new Date(world.state.now.getTime() + 90 * DAY_MS) })
    .where(eq(candidates.id, await candidateOf(pooled)))
  await anna.api.retention.set({ organisationId, rules: AFTER_30 })
  await anna.api.retention.setHold({ organisationId, candidateId: await candidateOf(held), reason: 'A claim is before the court' })
  world.passMs(31 * DAY_MS)
  expect((await anna.api.retention.get({ organisationId })).preview).toMatchObject({ due: 1, held: 1 })
  // The same person applied a second time, and that one runs.
  const emptied = await candidateOf(applicationIds[1] ?? '')
  await anna.ctx.db
    .update(hiringApplications)
    .set({ candidateId: await candidateOf(both), postingId: (await addPosting(world, anna)).postingId })
    .where(eq(hiringApplications.id, applicationIds[1] ?? ''))
  await anna.ctx.db.delete(candidates).where(eq(candidates.id, emptied))
  expect((await runRetention(world.as('system'))).forgotten).toBe(0)
  await anna.api.retention.setHold({ organisationId, candidateId: await candidateOf(held), reason: null })
  expect(await anna.ctx.db.$count(legalHolds)).toBe(0)
  expect((await runRetention(world.as('system'))).forgotten).toBe(1)
  world.passMs(60 * DAY_MS)
  expect((await runRetention(world.as('system'))).forgotten).toBe(1)
})

test('a run takes no more than it may, the next one goes on, and one that failed half-way left that candidate whole', async () => {
  await using world = await newWorld()
  const { anna, organisationId, applicationIds, reject } = await newTeam(world, 4)
  await reject(applicationIds.slice(1))
  await anna.api.retention.set({ organisationId, rules: [{ country: '*', days: 30, act: 'delete' }] })
  world.passMs(31 * DAY_MS)
  const system = world.as('system')
  expect((await runRetention(system, 1)).forgotten).toBe(1)
  expect(await anna.ctx.db.$count(hiringApplications)).toBe(3)
  const [next] = await anna.ctx.db.select().from(hiringApplications).orderBy(hiringApplications.id).limit(1)
  await anna.ctx.db.update(hiringApplications).set({ fileKey: 'sent/nothing' })
  const failing = { ...system, files: { ...system.files, delete: () => Promise.reject(new Error('The files are away.')) } }
  await expect(runRetention(failing)).rejects.toThrow('The files are away.')
  expect(await anna.ctx.db.$count(hiringApplications, eq(hiringApplications.id, next?.id ?? ''))).toBe(1)
  expect((await runRetention(system)).forgotten).toBe(3)
  expect(await anna.ctx.db.$count(candidates)).toBe(0)
})

test('the rule of the posting’s own country counts, a law’s least time is refused to be cut, and only owners decide', async () => {
  await using world = await newWorld()
  const { anna, boris, organisationId } = await newTeam(world)
  const short = anna.api.retention.set({ organisationId, rules: [{ country: 'US', days: 180, act: 'anonymise' }] })
  expect(await failure(short)).toMatchObject({ reason: 'retention.too-short' })
  const twice = anna.api.retention.set({ organisationId, rules: [...AFTER_30, ...AFTER_30] })
  await expect(twice).rejects.toThrow()
  world.passMs(31 * DAY_MS)
  const german = [{ country: 'DE', days: 1, act: 'delete' as const }]
  expect((await anna.api.retention.get({ organisationId, rules: german })).preview.due).toBe(0)
  expect(await failure(boris.api.retention.get({ organisationId }))).toMatchObject({ code: 'forbidden' })
  expect(await failure(boris.api.retention.set({ organisationId, rules: [] }))).toMatchObject({ code: 'forbidden' })
})

test('who was entered without an application goes by the rule for everywhere, from when their entry last changed; a hold and the pool keep them', async () => {
  await using world = await newWorld()
  const { anna, organisationId } = await newTeam(world)
  const { db } = anna.ctx
  const names = ['Ada Typed', 'Ben Held', 'Cem Pooled', 'Dan Touched']
  const now = world.state.now
  const rows = names.map((name, index) => ({
    id: newId('candidate'),
    organisationId,
    number: 100 + index,
    name,
    email: `by-hand-${index}@people.example`,
    source: 'added' as const,
    createdAt: now,
    updatedAt: now,
  }))
  await db.insert(candidates).values(rows)
  const idOf = (name: string) => rows.find((row) => row.name === name)?.id ?? ''
  await db
    .update(candidates)
    .set({ poolUntil: new Date(now.getTime() + 90 * DAY_MS) })
    .where(eq(candidates.id, idOf('Cem Pooled')))
  await anna.api.retention.setHold({ organisationId, candidateId: idOf('Ben Held'), reason: 'A claim is before the court' })
  // A rule of a country is not theirs: nobody knows where they would work.
  await anna.api.retention.set({ organisationId, rules: [{ country: 'DE', days: 30, act: 'delete' }] })
  world.passMs(29 * DAY_MS)
  await db
    .update(candidates)
    .set({ updatedAt: world.state.now })
    .where(eq(candidates.id, idOf('Dan Touched')))
  world.passMs(DAY_MS)
  expect((await anna.api.retention.get({ organisationId })).preview).toMatchObject({ due: 0, held: 0 })
  const tried = await anna.api.retention.get({ organisationId, rules: AFTER_30 })
  // The fourth is who was rejected in the same hour and has an application.
  expect(tried.preview).toMatchObject({ due: 2, held: 1 })
  expect(tried.preview.data).toContainEqual(expect.objectContaining({ name: 'Ada Typed', applications: 0, country: '*' }))
  await anna.api.retention.set({ organisationId, rules: AFTER_30 })
  expect((await runRetention(world.as('system'))).forgotten).toBe(2)
  expect((await runRetention(world.as('system'))).forgotten).toBe(0)
  const [ada] = await db
    .select()
    .from(candidates)
    .where(eq(candidates.id, idOf('Ada Typed')))
  expect(ada).toMatchObject({ name: '', email: null, anonymisedAt: world.state.now })
  await anna.api.retention.set({ organisationId, rules: [{ country: '*', days: 30, act: 'delete' }] })
  world.passMs(30 * DAY_MS)
  expect((await runRetention(world.as('system'))).forgotten).toBe(1)
  expect(await db.$count(candidates, eq(candidates.id, idOf('Dan Touched')))).toBe(0)
  expect(await db.$count(candidates, eq(candidates.id, idOf('Cem Pooled')))).toBe(1)
})

test('the audit log has a rule of its own: old lines go but those about who is held, a line says how many, and half a year is the least', async () => {
  await using world = await newWorld()
  const { anna, boris, organisationId, applicationIds, first, reject, candidateOf } = await newTeam(world)
  const { db } = anna.ctx
  await reject(applicationIds.slice(1))
  const other = await boris.api.organisations.create({ name: 'Elsewhere' })
  const held = await candidateOf(first)
  await anna.api.retention.setHold({ organisationId, candidateId: held, reason: 'A claim is before the court' })
  await anna.api.hiring.candidate({ applicationId: first })
  world.passMs(200 * DAY_MS)
  await expect(anna.api.retention.set({ organisationId, rules: [], logDays: 30 })).rejects.toThrow('183 days')
  expect(await failure(boris.api.retention.set({ organisationId, rules: [], logDays: 183 }))).toMatchObject({ code: 'forbidden' })
  const count = (id: string) => db.$count(auditLines, eq(auditLines.organisationId, id))
  const [before, elsewhere] = [await count(organisationId), await count(other.id)]
  const kept = await db.$count(auditLines, inArray(auditLines.subjectId, [first, held]))
  expect(kept).toBeGreaterThan(0)
  expect(before).toBeGreaterThan(kept)
  const tried = await anna.api.retention.get({ organisationId, logDays: 183 })
  expect(tried).toMatchObject({ logDays: null, preview: { logLines: before - kept } })
  await anna.api.retention.set({ organisationId, rules: [], logDays: 183 })
  // Rules that are saved without a word of the log leave it as it is.
  expect((await anna.api.retention.set({ organisationId, rules: [] })).logDays).toBe(183)
  world.passMs(60_000)
  await runRetention(world.as('system'))
  await runRetention(world.as('system'))
  const { data } = await anna.api.audit.search({ organisationId, acts: ['retention.ran', 'retention.changed'] })
  // The hold itself is about who is held, and stays.
  expect(data.map(({ act, details }) => [act, details.logLines ?? details.logDays ?? details.isHeld])).toEqual([
    ['retention.ran', before - kept],
    ['retention.changed', 183],
    ['retention.changed', true],
  ])
  expect([await count(organisationId), await count(other.id)]).toEqual([kept + 2, elsewhere])
})

test('the seeker’s own tracker stays theirs, and what they said of themselves can still be taken away', async () => {
  await using world = await newWorld()
  const [rita, sam] = await Promise.all([world.person('Rita'), world.person('Sam')])
  const { postingId, organisationId } = await addPosting(world, rita)
  const { applicationId } = await applyAs(sam, postingId)
  const answers = { sex: 'male' as const, ethnicity: null, age: null, disability: null }
  await sam.api.fairness.setMine({ applicationId, answers })
  await rita.api.hiring.close({ applicationIds: [applicationId], disposition: { kind: 'rejected', reason: 'pay' }, batchId: newBatch() })
  await rita.api.retention.set({ organisationId, rules: AFTER_30 })
  world.passMs(31 * DAY_MS)
  expect((await runRetention(world.as('system'))).forgotten).toBe(1)
  expect(await sam.api.applications.get({ applicationId })).toMatchObject({ title: 'Pastry Chef', group: 'closed' })
  const silent = { ...answers, sex: null }
  expect((await sam.api.fairness.setMine({ applicationId, answers: silent })).answers).toEqual(silent)
})
