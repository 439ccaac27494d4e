import { expect, test } from 'vitest'
import { FINDABLE_TEXT } from '../../contract/matching'
import { numerologyAudit } from '../../db/schema'
import { addMember, addPosting, applyAs } from '../../test/add-posting'
import { failure, newWorld, type World } from '../../test/world'
import { SHARE_TEXT } from '../numerology/core/texts'

const BORN = [
  { birthDate: '1985-01-09', birthName: 'Anna Weiss' },
  { birthDate: '1988-12-31', birthName: 'Clara Holm' },
  { birthDate: '1993-05-12', birthName: 'Dora Quist' },
  { birthDate: '1991-07-01', birthName: 'Emil Tander' },
]

/** A posting for a pastry chef, and four pastry chefs who let themselves be found; all but the last share their readings with its organisation. */
async function hiringWorld(world: World) {
  const owner = await world.person('Olga')
  const { organisationId, postingId, jobId, close } = await addPosting(world, owner)
  const [{ slug = '' } = {}] = (await owner.api.organisations.list()).filter(({ id }) => id === organisationId)
  const recruiter = await world.person('Rita')
  await addMember(world, organisationId, recruiter, 'recruiter')
  await recruiter.api.birthData.set({ birthDate: '1990-02-03', birthName: 'Rita Solano' })
  await recruiter.api.numerology.setSettings({ forHiring: true })
  const seekers = []
  for (const [index, born] of BORN.entries()) {
    const person = await world.person(`Seeker${index}`)
    await person.api.resumes.start({
      name: 'Main',
      resume: { basics: { name: `Seeker${index}` }, work: [{ name: 'Bread', position: 'Pastry Chef', startDate: `201${index}-01` }] },
    })
    await person.api.birthData.set(born)
    if (index < 3) await person.api.numerology.share({ organisationSlug: slug, textVersion: SHARE_TEXT.version })
    await world.settle()
    await person.api.matching.setFindability({ isFindable: true, textVersion: FINDABLE_TEXT.version })
    seekers.push(person)
  }
  await world.settle()
  return { owner, recruiter, organisationId, postingId, jobId, close, seekers }
}

test('off by default: the list is by match alone, no line is written, and no number was shared', async () => {
  await using world = await newWorld()
  const { recruiter, postingId } = await hiringWorld(world)
  const found = await recruiter.api.matching.candidates({ postingId })
  expect(found).toMatchObject({ numerologyPercent: 0 })
  expect(found.data).toHaveLength(4)
  expect(await world.as('system').db.$count(numerologyAudit)).toBe(0)
  for (const { birthDate, birthName } of BORN) {
    expect(JSON.stringify(found)).not.toContain(birthDate)
    expect(JSON.stringify(found)).not.toContain(birthName)
  }
})

test('switched on, it weighs at most what the owner set and only among those who share; nobody is left out or loses their place, scores stay, it is logged and shown', async () => {
  await using world = await newWorld()
  const { owner, recruiter, organisationId, postingId, jobId, seekers } = await hiringWorld(world)
  const before = await recruiter.api.matching.candidates({ postingId, order: 'fit' })
  await owner.api.numerology.setOrganisation({ organisationId, isOn: true, weightPercent: 20, noticeVersion: 1 })
  const after = await recruiter.api.matching.candidates({ postingId, order: 'fit' })
  expect(after.numerologyPercent).toBe(20)
  const scores = (found: typeof before) => new Map(found.data.map(({ candidateRef, score }) => [candidateRef, score]))
  expect(new Map([...scores(after)].sort())).toEqual(new Map([...scores(before)].sort()))
  // Who does not share stands where they stood.
  const silent = seekers[3]
  const receipts = (await silent?.api.matching.receipts({}))?.data.map(({ id }) => id) ?? []
  const placeOf = (found: typeof before) => found.data.findIndex(({ receiptId }) => receipts.includes(receiptId))
  expect(placeOf(after)).toBe(placeOf(before))
  expect((await owner.api.numerology.acts({ organisationId }))[0]).toMatchObject({
    act: 'weighed',
    weightPercent: 20,
    candidates: 3,
    about: jobId,
  })
  const shown = await Promise.all(
    seekers.map(async ({ api }) => (await api.numerology.shares({})).shares.map(({ timesUsed }) => timesUsed)),
  )
  expect(shown).toEqual([[1], [1], [1], []])
  expect(JSON.stringify(after)).not.toMatch(/lifePath|soulUrge|birth/i)
  // Who looks without having opted in themselves sees it as it was, and in the order of newest numerology has no part.
  expect(await recruiter.api.matching.candidates({ postingId })).toMatchObject({ numerologyPercent: 0 })
  expect(await owner.api.matching.candidates({ postingId, order: 'fit' })).toMatchObject({ numerologyPercent: 0 })
})

test('only who may write to candidates of this organisation is answered, and only for what is public; who ended being found is found no more', async () => {
  await using world = await newWorld()
  const { owner, recruiter, organisationId, postingId, seekers } = await hiringWorld(world)
  const viewer = await world.person('Vera')
  await addMember(world, organisationId, viewer, 'viewer')
  expect(await failure(viewer.api.matching.candidates({ postingId }))).toMatchObject({
    code: 'forbidden',
    reason: 'organisation.right-missing',
  })
  const stranger = await world.person('Boris')
  expect(await failure(stranger.api.matching.candidates({ postingId }))).toMatchObject({ code: 'not_found', reason: 'posting.not-found' })
  await seekers[0]?.api.matching.setFindability({ isFindable: false, textVersion: FINDABLE_TEXT.version })
  expect((await recruiter.api.matching.candidates({ postingId })).data).toHaveLength(3)
  const draft = await addPosting(world, await world.person('Dana'))
  expect(await failure(owner.api.matching.candidates({ postingId: draft.postingId }))).toMatchObject({ code: 'not_found' })
})

test('who asked that people alone look at their application has no score worked out, shown or kept for it', async () => {
  await using world = await newWorld()
  const { recruiter, postingId, seekers } = await hiringWorld(world)
  const [first] = seekers
  if (!first) throw new Error('Nobody is there.')
  const { applicationId } = await applyAs(first, postingId)
  await first.api.fairness.setReview({ applicationId, refusesAi: true })
  const before = (await first.api.matching.receipts({})).data.length
  expect((await recruiter.api.matching.candidates({ postingId })).data).toHaveLength(3)
  expect((await first.api.matching.receipts({})).data).toHaveLength(before)
  expect((await recruiter.api.hiring.pipeline({ postingId })).cards).toMatchObject([{ applicationId, refusesAi: true }])
  await first.api.fairness.setReview({ applicationId, refusesAi: false })
  expect((await recruiter.api.matching.candidates({ postingId })).data).toHaveLength(4)
})
