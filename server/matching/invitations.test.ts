import { expect, test } from 'vitest'
import { hiringRoom, personRoom } from '../../contract/live'
import { FINDABLE_TEXT, INVITATIONS_OF_ORGANISATION_MAX, INVITATIONS_OF_PERSON_MAX } from '../../contract/matching'
import { jobInvitations, people, postingCriteria } from '../../db/schema'
import { addMember, addPosting, applyAs } from '../../test/add-posting'
import { failure, newWorld, type World } from '../../test/world'
import { newId } from '../core/ids'

/** Somebody who bakes and lets themselves be found. */
async function baker(world: World, name: string) {
  const person = await world.person(name)
  await person.api.resumes.start({
    name: 'Main',
    resume: {
      basics: { name, email: `${name}@private.example` },
      work: [{ name: 'Bread', position: 'Pastry Chef', startDate: '2019-01' }],
      skills: [{ name: 'Excel' }],
    },
  })
  await world.settle()
  await person.api.matching.setFindability({ isFindable: true, textVersion: FINDABLE_TEXT.version })
  await world.settle()
  return person
}

/** A published posting of Kestrel Bakery, its recruiter Rita, and a baker who can be found. */
async function invitingWorld(world: World) {
  const owner = await world.person('Olga')
  const held = await addPosting(world, owner)
  const rita = await world.person('Rita')
  await addMember(world, held.organisationId, rita, 'recruiter')
  const mira = await baker(world, 'Mira')
  return { ...held, owner, rita, mira }
}

type Recruiter = Awaited<ReturnType<World['person']>>
async function firstReceipt(recruiter: Recruiter, postingId: string): Promise<string> {
  const { data } = await recruiter.api.matching.candidates({ postingId })
  return data[0]?.receiptId ?? ''
}

test('an invitation reaches the person with who, for what and why, once; it leads to an application whose outcome the team sees', async () => {
  await using world = await newWorld()
  const { rita, owner, mira, postingId, organisationId, jobId } = await invitingWorld(world)
  const receiptId = await firstReceipt(rita, postingId)
  world.passMs(60_000)
  const sent = await rita.api.matching.invite({ postingId, receiptId })
  expect(sent).toMatchObject({ state: 'invited', title: 'Pastry Chef', applicationId: null })
  expect(await rita.api.matching.invite({ postingId, receiptId })).toEqual(sent)
  await world.settle()
  const [invitation, ...more] = (await mira.api.matching.invitations()).data
  expect(more).toEqual([])
  expect(invitation).toMatchObject({ jobId, jobTitle: 'Pastry Chef', organisationName: 'Kestrel Bakery', invitedBy: 'Rita', state: 'open' })
  expect(invitation?.reasons).toContainEqual({ criterion: 'title', has: ['Pastry Chef'], missing: [] })
  const told = world.events(personRoom(mira.personId))
  expect(told.filter((event) => event.type === 'notification.added' && event.data.notification.data.event === 'job.invited')).toHaveLength(
    1,
  )
  expect(told.map(({ type }) => type)).toContain('hiring.invitation-changed')
  const news = await mira.api.notifications.list({})
  expect(news.data.map(({ data }) => data)).toContainEqual(
    expect.objectContaining({ event: 'job.invited', companyName: 'Kestrel Bakery', invitationId: sent.id }),
  )
  // Nobody agreed to mails, so none left.
  expect(world.state.mailbox.taken).toEqual([])
  const { applicationId } = await applyAs(mira, postingId)
  await world.settle()
  expect((await rita.api.matching.sentInvitations({ postingId })).data).toMatchObject([{ id: sent.id, state: 'applied', applicationId }])
  expect((await mira.api.matching.invitations()).data).toMatchObject([{ state: 'applied', applicationId }])
  const { data: acts } = await owner.api.audit.search({
    organisationId,
    acts: ['candidate.recommended', 'candidate.invited'],
  })
  expect(acts.map(({ act, subjectId, actor }) => [act, subjectId, actor?.name])).toEqual([
    ['candidate.invited', receiptId, 'Rita'],
    ['candidate.recommended', receiptId, 'Rita'],
  ])
})

test('nothing that an invitation, its list or its room says to the team names the person', async () => {
  await using world = await newWorld()
  const { rita, mira, postingId } = await invitingWorld(world)
  const found = await rita.api.matching.candidates({ postingId })
  const sent = await rita.api.matching.invite({ postingId, receiptId: found.data[0]?.receiptId ?? '' })
  await world.settle()
  const told = JSON.stringify([found, sent, await rita.api.matching.sentInvitations({ postingId }), world.events(hiringRoom(postingId))])
  expect(world.events(hiringRoom(postingId)).map(({ type }) => type)).toContain('hiring.invitation-changed')
  expect(told).not.toMatch(/Mira|private\.example|Bread/)
  expect(told).not.toContain(mira.personId)
})

test('who declines is found for this posting no more, and the team reads only that somebody did; again changes nothing', async () => {
  await using world = await newWorld()
  const { rita, owner, mira, postingId, organisationId } = await invitingWorld(world)
  const receiptId = await firstReceipt(rita, postingId)
  const { id: invitationId } = await rita.api.matching.invite({ postingId, receiptId })
  await mira.api.matching.answerInvitation({ invitationId, answer: 'decline' })
  await mira.api.matching.answerInvitation({ invitationId, answer: 'decline' })
  await world.settle()
  expect((await rita.api.matching.sentInvitations({ postingId })).data).toMatchObject([{ state: 'declined', applicationId: null }])
  expect((await rita.api.matching.candidates({ postingId })).data).toEqual([])
  expect(await failure(rita.api.matching.invite({ postingId, receiptId }))).toMatchObject({
    code: 'not_found',
    reason: 'candidate.not-found',
  })
  const { data: lines } = await owner.api.audit.search({ organisationId, acts: ['candidate.invitation-declined'] })
  expect(lines).toMatchObject([{ actor: null, subjectId: invitationId }])
  expect(world.events(hiringRoom(postingId)).filter(({ type }) => type === 'hiring.invitation-changed')).toHaveLength(2)
})

test('who refuses an organisation is found for none of its postings until they allow it again', async () => {
  await using world = await newWorld()
  const { rita, mira, postingId, organisationId } = await invitingWorld(world)
  const receiptId = await firstReceipt(rita, postingId)
  const { id: invitationId } = await rita.api.matching.invite({ postingId, receiptId })
  const refused = await mira.api.matching.answerInvitation({ invitationId, answer: 'refuse' })
  expect(refused).toMatchObject({ refused: [{ organisationId, organisationName: 'Kestrel Bakery' }], data: [{ state: 'declined' }] })
  await world.as('system').db.delete(jobInvitations)
  expect((await rita.api.matching.candidates({ postingId })).data).toEqual([])
  expect(await failure(rita.api.matching.invite({ postingId, receiptId }))).toMatchObject({ code: 'not_found' })
  expect((await mira.api.matching.allowInvitations({ organisationId })).refused).toEqual([])
  expect((await rita.api.matching.candidates({ postingId })).data).toHaveLength(1)
})

test('who ended being found, or applied, cannot be invited by a receipt of before', async () => {
  await using world = await newWorld()
  const { rita, mira, postingId } = await invitingWorld(world)
  const receiptId = await firstReceipt(rita, postingId)
  await mira.api.matching.setFindability({ isFindable: false, textVersion: FINDABLE_TEXT.version })
  expect(await failure(rita.api.matching.invite({ postingId, receiptId }))).toMatchObject({
    code: 'not_found',
    reason: 'candidate.not-found',
  })
  await mira.api.matching.setFindability({ isFindable: true, textVersion: FINDABLE_TEXT.version })
  await applyAs(mira, postingId)
  expect(await failure(rita.api.matching.invite({ postingId, receiptId }))).toMatchObject({ reason: 'matching.already-applied' })
  expect((await rita.api.matching.candidates({ postingId })).data).toMatchObject([{ standing: 'applied' }])
})

test('an organisation invites, and a person is invited, only so often in seven days; then again', async () => {
  await using world = await newWorld()
  const { rita, mira, postingId, organisationId, jobId } = await invitingWorld(world)
  const receiptId = await firstReceipt(rita, postingId)
  const system = world.as('system')
  const other = await addPosting(world, await world.person('Nora'))
  const earlier = (personId: string, of: { organisationId: string; postingId: string }) => ({
    id: newId('jobInvitation'),
    personId,
    ...of,
    jobId,
    invitedById: null,
    title: null,
    reasons: [],
    invitedAt: world.state.now,
    declinedAt: null,
  })
  const others = await Promise.all(
    Array.from({ length: INVITATIONS_OF_PERSON_MAX }, async (_, index) => addPosting(world, await world.person(`Owner${index}`))),
  )
  await system.db
    .insert(jobInvitations)
    .values(others.map((of) => earlier(mira.personId, { organisationId: of.organisationId, postingId: of.postingId })))
  expect(await failure(rita.api.matching.invite({ postingId, receiptId }))).toMatchObject({
    code: 'too_many',
    reason: 'matching.person-invited-often',
  })
  const many = Array.from({ length: INVITATIONS_OF_ORGANISATION_MAX }, (_, index) => ({ id: newId('person'), index }))
  await system.db.insert(people).values(many.map(({ id, index }) => ({ id, name: `P${index}`, email: `p${index}@example.com` })))
  await system.db.insert(jobInvitations).values(many.map(({ id }) => earlier(id, { organisationId, postingId: other.postingId })))
  expect(await failure(rita.api.matching.invite({ postingId, receiptId }))).toMatchObject({
    code: 'too_many',
    reason: 'matching.organisation-invites-often',
  })
  world.passMs(7 * 86_400_000)
  expect(await rita.api.matching.invite({ postingId, receiptId })).toMatchObject({ state: 'invited' })
})

test('a receipt of another organisation, a viewer and a stranger invite nobody; without fixed criteria nobody is scored', async () => {
  await using world = await newWorld()
  const { rita, mira, postingId, organisationId } = await invitingWorld(world)
  const receiptId = await firstReceipt(rita, postingId)
  const nora = await world.person('Nora')
  const hers = await addPosting(world, nora)
  expect(await failure(nora.api.matching.invite({ postingId: hers.postingId, receiptId }))).toMatchObject({ reason: 'candidate.not-found' })
  expect(await failure(nora.api.matching.invite({ postingId, receiptId }))).toMatchObject({ reason: 'posting.not-found' })
  const viewer = await world.person('Vera')
  await addMember(world, organisationId, viewer, 'viewer')
  expect(await failure(viewer.api.matching.invite({ postingId, receiptId }))).toMatchObject({ code: 'forbidden' })
  const { id: invitationId } = await rita.api.matching.invite({ postingId, receiptId })
  expect(await failure(rita.api.matching.answerInvitation({ invitationId, answer: 'decline' }))).toMatchObject({ code: 'not_found' })
  expect(await failure(nora.api.matching.sentInvitations({ postingId }))).toMatchObject({ code: 'not_found' })
  await world.as('system').db.delete(postingCriteria)
  const before = (await mira.api.matching.receipts({})).data.length
  expect(await failure(rita.api.matching.candidates({ postingId }))).toMatchObject({ code: 'conflict', reason: 'criteria.not-fixed' })
  expect((await mira.api.matching.receipts({})).data).toHaveLength(before)
})

test('the list is ordered by when people let themselves be found; a better fit comes first only for who asks for that', async () => {
  await using world = await newWorld()
  const { rita, postingId } = await invitingWorld(world)
  world.passMs(60_000)
  const late = await world.person('Lena')
  await late.api.resumes.start({
    name: 'Main',
    resume: { basics: { name: 'Lena' }, work: [{ name: 'Hotel', position: 'Pastry Assistant', startDate: '2020-01' }] },
  })
  await world.settle()
  await late.api.matching.setFindability({ isFindable: true, textVersion: FINDABLE_TEXT.version })
  await world.settle()
  const titles = async (order: 'newest' | 'fit') =>
    (await rita.api.matching.candidates({ postingId, order })).data.map(({ title }) => title)
  expect(await titles('newest')).toEqual(['Pastry Assistant', 'Pastry Chef'])
  expect(await titles('fit')).toEqual(['Pastry Chef', 'Pastry Assistant'])
})
