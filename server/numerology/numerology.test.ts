import { eq, sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { NumerologyMethod, ORGANISATION_WEIGHT_PERCENT_MAX, SetOrganisationNumerology } from '../../contract/numerology'
import { companies, numerologyAudit, numerologyOrganisations, numerologyUses } from '../../db/schema'
import { failure, newWorld, type World } from '../../test/world'
import { rowsOf } from '../core/rows'
import { weighCandidatesFor } from './candidates'
import { findNumerologyOfJobs } from './compare-companies'
import { LIFE_PATH_METHODS, MASTER_RULES, NAME_METHODS, Y_RULES } from './core/numbers'
import { ORGANISATION_NOTICE, SHARE_TEXT } from './core/texts'
import { WEIGHT_PERCENT_MAX } from './core/weigh-candidates'

const ANNA = { birthDate: '1990-04-23', birthName: 'Anna Marie Reed' }
const NOTE = 'For reflection; no predictive value.'

test('the contract and the engine know the same methods and the same limit', () => {
  expect(NumerologyMethod.shape.lifePath.options).toEqual([...LIFE_PATH_METHODS])
  expect(NumerologyMethod.shape.masters.options).toEqual(expect.arrayContaining([...MASTER_RULES]))
  expect(NumerologyMethod.shape.name.options).toEqual([...NAME_METHODS])
  expect(NumerologyMethod.shape.y.options).toEqual([...Y_RULES])
  expect(WEIGHT_PERCENT_MAX).toBe(ORGANISATION_WEIGHT_PERCENT_MAX)
})

test('everything is off until its person chooses it, each for themselves', async () => {
  await using world = await newWorld()
  const [anna, boris] = [await world.person('Anna'), await world.person('Boris')]
  const off = {
    forJobs: false,
    forHiring: false,
    method: { lifePath: 'parts', masters: '11-22-33', name: 'each-name', y: 'by-neighbours' },
  }
  expect(await anna.api.numerology.settings()).toEqual(off)
  await anna.api.birthData.set(ANNA)
  expect(await anna.api.numerology.settings()).toEqual(off)
  await anna.api.numerology.setSettings({ forJobs: true })
  await anna.api.numerology.setSettings({ forJobs: true })
  expect(await anna.api.numerology.settings()).toEqual({ ...off, forJobs: true })
  expect(await boris.api.numerology.settings()).toEqual(off)
  await anna.api.numerology.setSettings({ method: { lifePath: 'whole', masters: 'none', name: 'whole-name', y: 'vowel' } })
  expect(await anna.api.numerology.settings()).toMatchObject({ forJobs: true, method: { lifePath: 'whole' } })
})

test('how somebody stands to a company is for who opted in, with its arithmetic and its note; without the day of founding only names count', async () => {
  await using world = await newWorld()
  const anna = await world.person('Anna')
  const slug = await addCompany(world, 'Grand Café Meridian')
  await anna.api.birthData.set(ANNA)
  expect(await anna.api.numerology.withCompany({ slug })).toBeNull()
  expect(await findNumerologyOfJobs(anna.ctx, anna.personId)).toBeNull()
  await anna.api.numerology.setSettings({ forJobs: true })
  const byName = await anna.api.numerology.withCompany({ slug })
  expect(byName).toMatchObject({ companyName: 'Grand Café Meridian', foundedOn: null, pointsMax: 6, note: NOTE })
  const ofJob = { companyName: 'Grand Café Meridian', companySlug: slug }
  const weigh = await findNumerologyOfJobs(anna.ctx, anna.personId)
  expect(weigh?.(ofJob)).toBe(Math.round((byName?.score ?? 0) * 1_000))
  expect(weigh?.({ companyName: null, companySlug: null })).toBeNull()
  await world.as('system').db.update(companies).set({ foundedOn: '2014-06-02' }).where(eq(companies.slug, slug))
  expect(await anna.api.numerology.withCompany({ slug })).toMatchObject({ foundedOn: '2014-06-02', pointsMax: 9, leftOut: [] })
  expect(await failure(anna.api.numerology.withCompany({ slug: 'nobody' }))).toMatchObject({ code: 'not_found' })
})

test('when the birth data is taken away nothing is left to compare, and nothing else has changed', async () => {
  await using world = await newWorld()
  const anna = await world.person('Anna')
  const slug = await addCompany(world, 'Grand Café Meridian')
  await anna.api.birthData.set(ANNA)
  const before = await anna.api.numerology.setSettings({ forJobs: true })
  await anna.api.birthData.remove()
  expect(await anna.api.numerology.settings()).toEqual(before)
  expect(await anna.api.numerology.withCompany({ slug })).toMatchObject({ score: null, pointsMax: 0, steps: [] })
  expect((await findNumerologyOfJobs(anna.ctx, anna.personId))?.({ companyName: 'Grand Café Meridian', companySlug: slug })).toBeNull()
})

test('no reading and no number is kept in any table', async () => {
  await using world = await newWorld()
  const { recruiter, organisationId, seekers } = await hiringWorld(world)
  await recruiter.api.numerology.withCandidate({ organisationId, personId: seekers[0].personId })
  const { db } = world.as('system')
  const columns = rowsOf<{ name: string }>(
    await db.execute(
      sql`select table_name || '.' || column_name as name from information_schema.columns where table_schema = 'private' and table_name like 'numerology%'`,
    ),
  ).map(({ name }) => name)
  expect(columns.filter((name) => /life|path|expression|soul|score|points|birth|reading/.test(name))).toEqual([])
})

test('an organisation’s switch is off; only an owner turns it on, and only with the notice as it stands', async () => {
  await using world = await newWorld()
  const { owner, recruiter, stranger, organisationId } = await hiringWorld(world)
  const on = { organisationId, isOn: true, weightPercent: 20, noticeVersion: ORGANISATION_NOTICE.version }
  expect(await recruiter.api.numerology.organisation({ organisationId })).toMatchObject({
    isOn: false,
    weightPercent: 0,
    noticeVersion: null,
  })
  expect(await failure(recruiter.api.numerology.setOrganisation(on))).toMatchObject({
    code: 'forbidden',
    reason: 'organisation.right-missing',
  })
  expect(await failure(recruiter.api.numerology.acts({ organisationId }))).toMatchObject({ code: 'forbidden' })
  expect(await failure(stranger.api.numerology.setOrganisation(on))).toMatchObject({ code: 'not_found' })
  for (const noticeVersion of [null, 0, ORGANISATION_NOTICE.version + 1])
    expect(await failure(owner.api.numerology.setOrganisation({ ...on, noticeVersion }))).toMatchObject({
      reason: 'numerology.notice-unread',
    })
  expect(await owner.api.numerology.organisation({ organisationId })).toMatchObject({ isOn: false })
  expect(await owner.api.numerology.setOrganisation(on)).toMatchObject({ isOn: true, weightPercent: 20, noticeVersion: 1, version: 1 })
  expect(await owner.api.numerology.setOrganisation(on)).toMatchObject({ version: 1 })
  await owner.api.numerology.setOrganisation({ ...on, weightPercent: 5, noticeVersion: null })
  await owner.api.numerology.setOrganisation({ ...on, isOn: false, noticeVersion: null })
  expect(
    (await owner.api.numerology.acts({ organisationId }))
      .map(({ act, weightPercent, actorName }) => [act, weightPercent, actorName])
      .reverse(),
  ).toEqual([
    ['switched-on', 20, 'Olga'],
    ['weight-changed', 5, 'Olga'],
    ['switched-off', 5, 'Olga'],
  ])
})

test('more than 20 % is refused at the door, and by the database', async () => {
  await using world = await newWorld()
  const { owner, organisationId } = await hiringWorld(world)
  const given = { organisationId, isOn: true, noticeVersion: 1 }
  expect(SetOrganisationNumerology.safeParse({ ...given, weightPercent: 21 }).success).toBe(false)
  await owner.api.numerology.setOrganisation({ ...given, weightPercent: 20 })
  await expect(world.as('system').db.update(numerologyOrganisations).set({ weightPercent: 21 })).rejects.toThrow()
  await expect(world.as('system').db.update(numerologyOrganisations).set({ noticeVersion: null })).rejects.toThrow()
})

test('a reading between two exists only when both opted in and the candidate shares; otherwise there is nothing, for whatever reason', async () => {
  await using world = await newWorld()
  const { owner, recruiter, stranger, organisationId, seekers, silent } = await hiringWorld(world)
  const [anna] = seekers
  const ask = (personId: string) => recruiter.api.numerology.withCandidate({ organisationId, personId })
  const found = await ask(anna.personId)
  expect(found).toMatchObject({ personId: anna.personId, note: NOTE })
  expect(Object.keys(found ?? {}).sort()).toEqual(['method', 'note', 'personId', 'points', 'pointsMax', 'score'])
  expect(await ask(silent.personId)).toBeNull()
  expect(await ask(`per_${'f'.repeat(32)}`)).toBeNull()
  expect(await owner.api.numerology.withCandidate({ organisationId, personId: anna.personId })).toBeNull()
  expect(await failure(stranger.api.numerology.withCandidate({ organisationId, personId: anna.personId }))).toMatchObject({
    code: 'not_found',
  })
  await anna.api.numerology.stopSharing({ organisationId })
  expect(await ask(anna.personId)).toBeNull()
})

test('a member sees no date, name or number of a candidate by any procedure of numerology or birth data', async () => {
  await using world = await newWorld()
  const { owner, recruiter, organisationId, seekers } = await hiringWorld(world)
  await owner.api.numerology.setOrganisation({ organisationId, isOn: true, weightPercent: 20, noticeVersion: 1 })
  const { candidates, shared } = await weighCandidatesFor(recruiter.ctx, { organisationId, about: 'a job', ranked: ranked(seekers) })
  const seen = JSON.stringify([
    candidates,
    shared,
    await recruiter.api.numerology.withCandidate({ organisationId, personId: seekers[0].personId }),
    await recruiter.api.numerology.organisation({ organisationId }),
    await recruiter.api.numerology.shares({}),
    await recruiter.api.birthData.get(),
    await owner.api.numerology.acts({ organisationId }),
  ])
  for (const { born } of seekers) {
    expect(seen).not.toContain(born.birthDate)
    expect(seen).not.toContain(born.birthName)
  }
  expect(seen).not.toMatch(/lifePath|soulUrge|ofA|ofB|steps/)
})

test('switched off, a list is the one that was given, and nothing is written down', async () => {
  await using world = await newWorld()
  const { recruiter, organisationId, seekers, silent } = await hiringWorld(world)
  const list = ranked([...seekers, silent])
  expect(await weighCandidatesFor(recruiter.ctx, { organisationId, about: 'a job', ranked: list })).toEqual({
    candidates: list,
    weightPercent: 0,
    shared: [],
  })
  expect(await world.as('system').db.$count(numerologyAudit)).toBe(0)
  expect(await world.as('system').db.$count(numerologyUses)).toBe(0)
})

test('switched on, who does not share keeps their place, nobody is left out, it is in the log, and each who shares is shown it', async () => {
  await using world = await newWorld()
  const { owner, recruiter, stranger, organisationId, seekers, silent } = await hiringWorld(world)
  await owner.api.numerology.setOrganisation({ organisationId, isOn: true, weightPercent: 20, noticeVersion: 1 })
  const list = ranked([seekers[0], silent, seekers[1], seekers[2]])
  const weighed = await weighCandidatesFor(recruiter.ctx, { organisationId, about: 'job_1', ranked: list })
  expect(weighed.candidates.map(({ personId }) => personId).sort()).toEqual(list.map(({ personId }) => personId).sort())
  expect(weighed.candidates[1]?.personId).toBe(silent.personId)
  expect(weighed.shared.map(({ personId }) => personId)).not.toContain(silent.personId)
  const best = [...weighed.shared].sort((a, b) => b.score - a.score)[0]
  expect(weighed.candidates[0]?.personId).toBe(best?.personId)
  expect((await owner.api.numerology.acts({ organisationId }))[0]).toMatchObject({
    act: 'weighed',
    weightPercent: 20,
    noticeVersion: 1,
    candidates: 3,
    about: 'job_1',
    actorName: 'Rita',
  })
  expect(await seekers[0].api.numerology.shares({})).toMatchObject({
    shares: [{ organisationName: 'Reed & Daughters', weightPercent: 20, timesUsed: 1, usedAt: world.state.now.toISOString() }],
  })
  expect((await silent.api.numerology.shares({})).shares).toEqual([])
  expect(await failure(weighCandidatesFor(stranger.ctx, { organisationId, about: 'job_1', ranked: list }))).toMatchObject({
    code: 'not_found',
  })
  expect((await weighCandidatesFor(owner.ctx, { organisationId, about: 'job_1', ranked: list })).candidates).toEqual(list)
})

test('who takes the share back has the place of somebody who never shared, at once, and still sees that it was used', async () => {
  await using world = await newWorld()
  const { owner, recruiter, organisationId, seekers } = await hiringWorld(world)
  await owner.api.numerology.setOrganisation({ organisationId, isOn: true, weightPercent: 20, noticeVersion: 1 })
  const list = ranked(seekers)
  await weighCandidatesFor(recruiter.ctx, { organisationId, about: 'job_1', ranked: list })
  const [first] = seekers
  await first.api.numerology.stopSharing({ organisationId })
  await first.api.numerology.stopSharing({ organisationId })
  const after = await weighCandidatesFor(recruiter.ctx, { organisationId, about: 'job_1', ranked: list })
  expect(after.candidates[0]?.personId).toBe(first.personId)
  expect((await first.api.numerology.shares({})).shares).toMatchObject([{ sharedAt: null, timesUsed: 1 }])
})

test('sharing needs the text as it stands, and an organisation that exists; done twice it is one', async () => {
  await using world = await newWorld()
  const { organisationSlug, silent } = await hiringWorld(world)
  expect(await failure(silent.api.numerology.share({ organisationSlug, textVersion: 0 }))).toMatchObject({
    reason: 'numerology.text-changed',
  })
  expect(await failure(silent.api.numerology.share({ organisationSlug: 'nobody', textVersion: SHARE_TEXT.version }))).toMatchObject({
    code: 'not_found',
  })
  expect((await silent.api.numerology.shares({ asked: organisationSlug })).asked).toEqual({
    slug: organisationSlug,
    name: 'Reed & Daughters',
  })
  expect((await silent.api.numerology.shares({ asked: 'nobody' })).asked).toBeNull()
  await silent.api.numerology.share({ organisationSlug, textVersion: SHARE_TEXT.version })
  await silent.api.numerology.share({ organisationSlug, textVersion: SHARE_TEXT.version })
  expect((await silent.api.numerology.shares({})).shares).toHaveLength(1)
})

test('two owners at once: each change is an act of its own, and none is lost', async () => {
  await using world = await newWorld()
  const { owner, organisationId } = await hiringWorld(world)
  const on = { organisationId, isOn: true, noticeVersion: 1 }
  await Promise.all([5, 10, 15].map((weightPercent) => owner.api.numerology.setOrganisation({ ...on, weightPercent })))
  const acts = await owner.api.numerology.acts({ organisationId })
  expect(acts.map(({ act }) => act).sort()).toEqual(['switched-on', 'weight-changed', 'weight-changed'])
  expect((await owner.api.numerology.organisation({ organisationId })).version).toBe(3)
})

/** An organisation with an owner and a recruiter who opted in; three candidates who share, one who does not, and a stranger. */
async function hiringWorld(world: World) {
  const owner = await world.person('Olga')
  const recruiter = await world.person('Rita')
  const stranger = await world.person('Boris')
  const { id: organisationId, slug: organisationSlug } = await owner.api.organisations.create({ name: 'Reed & Daughters' })
  const { id: invitationId } = await owner.api.organisations.invite({ organisationId, email: 'rita@example.com', role: 'recruiter' })
  await recruiter.api.organisations.answerInvitation({ invitationId, accept: true })
  await recruiter.api.birthData.set({ birthDate: '1985-01-09', birthName: 'Rita Solano' })
  await recruiter.api.numerology.setSettings({ forHiring: true })
  const seeker = async (name: string, born: typeof ANNA, shares: boolean) => {
    const person = await world.person(name)
    await person.api.birthData.set(born)
    if (shares) await person.api.numerology.share({ organisationSlug, textVersion: SHARE_TEXT.version })
    return { ...person, born }
  }
  const seekers = [
    await seeker('Anna', ANNA, true),
    await seeker('Clara', { birthDate: '1988-12-31', birthName: 'Clara Holm' }, true),
    await seeker('Dora', { birthDate: '1993-05-12', birthName: 'Dora Quist' }, true),
  ] as const
  const silent = await seeker('Emil', { birthDate: '1991-07-01', birthName: 'Emil Tander' }, false)
  await world.settle()
  return { owner, recruiter, stranger, organisationId, organisationSlug, seekers, silent }
}

/** These people in the order given, so close to each other that compatibility can change it. */
function ranked(people: readonly { personId: string }[]) {
  return people.map(({ personId }, index) => ({ personId, score: 0.9 - index / 1_000 }))
}

async function addCompany(world: World, name: string): Promise<string> {
  const slug = name.toLowerCase().replace(/[^a-z]+/g, '-')
  await world
    .as('system')
    .db.insert(companies)
    .values({ id: world.as('system').newId('company'), slug, name })
  return slug
}
