import { asc, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { hiringRoom } from '../../contract/live'
import { auditLines, candidateMerges, candidates, postings } from '../../db/schema'
import { addMember, addPosting, applyAs, newBatch } from '../../test/add-posting'
import { failure, newWorld, type World } from '../../test/world'
import { startErasure } from '../privacy/erase-person'
import { writeDocx } from '../resumes/write-docx'
import { listForgettable } from './forget-candidates'
import { receiveSentFile } from './sent-resume'

type Person = Awaited<ReturnType<World['person']>>

/** Rita's bakery with two postings; Sam applied to the first with an account, and somebody with his address was entered into the second. */
async function twice(world: World) {
  const [rita, sam] = await Promise.all([world.person('Rita'), world.person('Sam')])
  const { postingId, organisationId } = await addPosting(world, rita)
  const applied = await applyAs(sam, postingId)
  const second = await rita.api.postings.create({ organisationId, fields: { title: 'Night Baker' } })
  const samuel = await rita.api.candidates.add({
    organisationId,
    name: 'Samuel Reed',
    email: 'SAM@example.com',
    phone: '+33 6 12 34 56 78',
    headline: 'Night baker',
    postingId: second.id,
  })
  const [own] = (await rita.api.candidates.list({ organisationId, email: 'sam@example.com', postingId })).data
  return { rita, sam, organisationId, postingId, secondId: second.id, applied, samuel, ownId: own?.id ?? '' }
}

/** Every row of candidates as it stands, but for what counts changes. */
async function rowsOf(world: World) {
  const rows = await world.as('system').db.select().from(candidates).orderBy(asc(candidates.id))
  return rows.map(({ version: _version, updatedAt: _updatedAt, ...row }) => row)
}

test('whoever may not see an address may not try one: looking by address or outside id needs the right to contact', async () => {
  await using world = await newWorld()
  const { organisationId } = await twice(world)
  const [vera, ivo] = await Promise.all([world.person('Vera'), world.person('Ivo')])
  await addMember(world, organisationId, vera, 'viewer')
  await addMember(world, organisationId, ivo, 'interviewer')
  for (const by of [vera, ivo]) {
    expect((await by.api.candidates.list({ organisationId })).data).toHaveLength(2)
    for (const filter of [{ email: 'sam@example.com' }, { email: 'nobody@example.com' }, { externalId: 'x-1' }])
      expect(await failure(by.api.candidates.list({ organisationId, ...filter }))).toMatchObject({ reason: 'organisation.right-missing' })
  }
})

test('two who share an address are found, merged into one with both applications, and taken back to the last field', async () => {
  await using world = await newWorld()
  const { rita, organisationId, postingId, secondId, samuel, ownId, applied } = await twice(world)
  const found = await rita.api.candidates.duplicates({ candidateId: ownId })
  expect(found.data).toMatchObject([{ candidate: { id: samuel.id }, shared: [{ kind: 'mail', value: 'sam@example.com' }] }])
  expect((await rita.api.candidates.duplicateGroups({ organisationId })).data).toMatchObject([{ shared: { kind: 'mail' } }])
  const before = await rowsOf(world)
  await world.settle()
  const batchId = newBatch()
  const merge = { keptId: ownId, mergedId: samuel.id, take: ['name' as const, 'phone' as const], batchId }
  const merged = await rita.api.candidates.merge(merge)
  expect(merged).toMatchObject({ id: ownId, name: 'Samuel Reed', headline: 'Pastry chef', contact: { phone: '+33 6 12 34 56 78' } })
  expect(merged.applications.map((line) => line.postingId).sort()).toEqual([postingId, secondId].sort())
  // Sent twice, it is one; asked for by the old id, it is the same candidate.
  expect(await rita.api.candidates.merge(merge)).toEqual(merged)
  expect(await rita.api.candidates.get({ candidateId: samuel.id })).toEqual(merged)
  expect((await rita.api.candidates.list({ organisationId })).data).toEqual([merged])
  const [card] = (await rita.api.hiring.pipeline({ postingId: secondId })).cards
  expect(card).toMatchObject({ candidateId: ownId, name: 'Samuel Reed', headline: 'Pastry chef' })
  const panel = await rita.api.hiring.candidate({ applicationId: applied.applicationId })
  expect(panel).toMatchObject({ others: [{ title: 'Night Baker' }], contact: { phone: '+33 6 12 34 56 78' } })
  expect((await rita.api.candidates.duplicates({ candidateId: ownId })).data).toEqual([])
  await world.settle()
  for (const room of [postingId, secondId])
    expect(world.events(hiringRoom(room)).filter(({ type }) => type === 'hiring.card-changed')).toHaveLength(1)

  expect((await rita.api.candidates.merges({ candidateId: ownId })).data).toMatchObject([
    { id: batchId, mergedName: 'Samuel Reed', by: { name: 'Rita' }, mayUndo: true },
  ])
  const back = await rita.api.candidates.unmerge({ mergeId: batchId })
  expect(back.stayed).toEqual([])
  expect(await rowsOf(world)).toEqual(before)
  expect(await rita.api.candidates.unmerge({ mergeId: batchId })).toMatchObject({ kept: { id: ownId }, restored: { id: samuel.id } })
  const acts = await world.as('system').db.select({ act: auditLines.act }).from(auditLines).where(eq(auditLines.subjectId, ownId))
  expect(acts.map(({ act }) => act)).toEqual(expect.arrayContaining(['candidate.merged', 'candidate.unmerged']))
})

test('what changed after a merge stays with whoever it belongs to when the merge is taken back', async () => {
  await using world = await newWorld()
  const { rita, sam, organisationId, secondId, samuel, ownId, applied } = await twice(world)
  const batchId = newBatch()
  // The one without an account is kept: the account stays with its own row all the same.
  await rita.api.candidates.merge({ keptId: samuel.id, mergedId: ownId, take: ['name', 'headline'], batchId })
  await rita.api.hiring.tag({ applicationIds: [applied.applicationId], add: ['oven'], batchId: newBatch() })
  const third = await addThird(world, rita, organisationId)
  await applyAs(sam, third)
  expect((await rita.api.candidates.get({ candidateId: ownId })).applications).toHaveLength(3)
  await world.as('system').db.update(candidates).set({ headline: 'Head baker' }).where(eq(candidates.id, samuel.id))
  const back = await rita.api.candidates.unmerge({ mergeId: batchId })
  expect(back).toMatchObject({
    stayed: ['headline'],
    kept: { name: 'Samuel Reed', headline: 'Head baker', tags: [] },
    restored: { tags: ['oven'] },
  })
  expect(back.kept.applications.map(({ postingId }) => postingId)).toEqual([secondId])
  expect(back.restored.applications.map(({ postingTitle }) => postingTitle).sort()).toEqual(['Pastry Chef', 'Third shop'])
})

/** Another published posting of the organisation, with its job. */
async function addThird(world: World, rita: Person, organisationId: string): Promise<string> {
  const other = await addPosting(world, rita)
  await world.as('system').db.update(postings).set({ organisationId, title: 'Third shop' }).where(eq(postings.id, other.postingId))
  return other.postingId
}

test('a chain of merges leads to one, and is taken back from its end', async () => {
  await using world = await newWorld()
  const { rita, organisationId, secondId, samuel, ownId } = await twice(world)
  const rosa = await rita.api.candidates.add({ organisationId, name: 'S. Reed', postingId: secondId })
  const before = await rowsOf(world)
  const [first, second] = [newBatch(), newBatch()]
  await rita.api.candidates.merge({ keptId: samuel.id, mergedId: ownId, take: ['email'], batchId: first })
  await rita.api.candidates.merge({ keptId: rosa.id, mergedId: samuel.id, take: ['email'], batchId: second })
  expect(await rita.api.candidates.get({ candidateId: ownId })).toMatchObject({ id: rosa.id, contact: { email: 'sam@example.com' } })
  expect((await rita.api.candidates.list({ organisationId })).data).toHaveLength(1)
  expect(await failure(rita.api.candidates.unmerge({ mergeId: first }))).toMatchObject({ reason: 'candidate.merged-further' })
  await rita.api.candidates.unmerge({ mergeId: second })
  expect(await rita.api.candidates.get({ candidateId: ownId })).toMatchObject({ id: samuel.id })
  await rita.api.candidates.unmerge({ mergeId: first })
  expect(await rowsOf(world)).toEqual(before)
})

test('two people merge the same two at once: it is one merge, and the other way round is refused', async () => {
  await using world = await newWorld()
  const { rita, organisationId, samuel, ownId } = await twice(world)
  const otto = await world.person('Otto')
  await addMember(world, organisationId, otto, 'recruiter')
  const merge = { keptId: ownId, mergedId: samuel.id }
  const both = await Promise.all([rita, otto].map(({ api }) => api.candidates.merge({ ...merge, batchId: newBatch() })))
  expect(both[0]).toEqual(both[1])
  expect(await world.as('system').db.$count(candidateMerges)).toBe(1)
  const round = otto.api.candidates.merge({ keptId: samuel.id, mergedId: ownId, batchId: newBatch() })
  expect(await failure(round)).toMatchObject({ reason: 'candidate.merged-since' })
})

test('two people with accounts are never merged, also not by way of a third; interviewers and strangers merge nobody', async () => {
  await using world = await newWorld()
  const { rita, organisationId, postingId, samuel, ownId } = await twice(world)
  const [otto, ines] = await Promise.all([world.person('Otto'), world.person('Ines')])
  await applyAs(otto, postingId)
  const [other] = (await rita.api.candidates.list({ organisationId, email: 'otto@example.com' })).data
  const merge = (keptId: string, mergedId: string) => rita.api.candidates.merge({ keptId, mergedId, batchId: newBatch() })
  expect(await failure(merge(ownId, other?.id ?? ''))).toMatchObject({ code: 'conflict', reason: 'candidate.two-accounts' })
  await merge(samuel.id, other?.id ?? '')
  expect(await failure(merge(ownId, samuel.id))).toMatchObject({ reason: 'candidate.two-accounts' })
  await addMember(world, organisationId, ines, 'interviewer')
  const asInterviewer = ines.api.candidates.merge({ keptId: ownId, mergedId: samuel.id, batchId: newBatch() })
  expect(await failure(asInterviewer)).toMatchObject({ reason: 'organisation.right-missing' })
  expect(await failure(otto.api.candidates.duplicates({ candidateId: ownId }))).toMatchObject({ code: 'not_found' })
})

test('who is erased leaves nothing of themselves in the one they were merged into', async () => {
  await using world = await newWorld()
  const { rita, sam, samuel, ownId } = await twice(world)
  await rita.api.candidates.merge({ keptId: samuel.id, mergedId: ownId, take: ['name', 'email', 'headline'], batchId: newBatch() })
  await startErasure(world.as('system'), sam.personId)
  await world.settle()
  const rows = await world.as('system').db.select().from(candidates)
  expect(rows.find(({ id }) => id === samuel.id)).toMatchObject({ name: 'Samuel Reed', email: 'sam@example.com', headline: 'Night baker' })
  expect(rows.find(({ id }) => id === ownId)).toMatchObject({ name: '', email: null, mergedIntoId: null, contactKeys: [] })
  expect(await world.as('system').db.$count(candidateMerges)).toBe(0)
})

test('a search finds words of résumés with the hit, by filters, and by those of a merged candidate', async () => {
  await using world = await newWorld()
  const { rita, organisationId, postingId, secondId, samuel, ownId } = await twice(world)
  const find = async (more: object = {}) => (await rita.api.candidates.search({ organisationId, query: 'lamination', ...more })).data
  expect(await find()).toMatchObject([{ candidate: { id: ownId }, excerpt: expect.arrayContaining(['Lamination']) }])
  expect(await find({ postingId: secondId })).toEqual([])
  expect(await find({ postingId, group: 'applied' })).toHaveLength(1)
  expect(await find({ inPool: true })).toEqual([])
  const batchId = newBatch()
  await rita.api.candidates.merge({ keptId: samuel.id, mergedId: ownId, batchId })
  expect(await find({ postingId: secondId })).toMatchObject([
    { candidate: { id: samuel.id }, excerpt: expect.arrayContaining(['Lamination']) },
  ])
  // By name alone there is nothing to show around it.
  const [named] = (await rita.api.candidates.search({ organisationId, query: 'samuel' })).data
  expect(named).toMatchObject({ candidate: { id: samuel.id }, excerpt: [] })
})

test('the pool: asked by mail, joined by the link alone, ended by it at once, over after a year, and asked once in 90 days', async () => {
  await using world = await newWorld()
  const { rita, organisationId, samuel } = await twice(world)
  const visitor = world.api('visitor')
  const inPool = async () => (await rita.api.candidates.list({ organisationId, inPool: true })).data.map(({ name }) => name)
  await rita.api.candidates.askForPool({ candidateId: samuel.id })
  expect(await failure(rita.api.candidates.askForPool({ candidateId: samuel.id }))).toMatchObject({ reason: 'candidate.asked-lately' })
  await world.settle()
  const asked = world.state.mailbox.taken.find(({ subject }) => subject === 'May Kestrel Bakery ask you about other jobs?')
  const token = /\/pool\/([0-9a-f]{40})/.exec(asked?.text ?? '')?.[1] ?? ''
  expect(await visitor.candidates.poolState({ token })).toEqual({ organisationName: 'Kestrel Bakery', state: 'asked', until: null })
  // Looking is no answer.
  expect(await inPool()).toEqual([])
  const joined = { organisationName: 'Kestrel Bakery', state: 'joined', until: '2027-11-21T10:00:00.000Z' }
  expect(await visitor.candidates.answerPool({ token, answer: 'join' })).toEqual(joined)
  expect(await visitor.candidates.answerPool({ token, answer: 'join' })).toEqual(joined)
  expect(await inPool()).toEqual(['Samuel Reed'])
  expect(await failure(rita.api.candidates.askForPool({ candidateId: samuel.id }))).toMatchObject({ reason: 'candidate.in-pool' })
  expect(await visitor.candidates.answerPool({ token, answer: 'leave' })).toMatchObject({ state: 'left', until: null })
  expect(await inPool()).toEqual([])
  await visitor.candidates.answerPool({ token, answer: 'join' })
  world.passMs(366 * 86_400_000)
  expect(await inPool()).toEqual([])
  expect(await visitor.candidates.poolState({ token })).toMatchObject({ state: 'over' })
  expect(await failure(visitor.candidates.answerPool({ token, answer: 'join' }))).toMatchObject({ reason: 'candidate.ask-over' })
})

test('without an account nobody is put into a pool by an address that was typed, and so many receipts a day go to one', async () => {
  await using world = await newWorld()
  const rita = await world.person('Rita')
  const { postingId, organisationId } = await addPosting(world, rita)
  const visitor = world.api('visitor')
  const bytes = await writeDocx({ basics: { name: 'Vic', label: 'Baker' } })
  const apply = async () => {
    const form = new FormData()
    form.set('file', new File([new Uint8Array(bytes)], 'resume.docx'))
    const { fileToken } = await receiveSentFile(
      world.as('visitor'),
      new Request('https://numerojobs.example/apply/files', { method: 'POST', body: form }),
    )
    const application = {
      postingId,
      name: 'Vic',
      email: 'vic@people.example',
      answers: {},
      fileToken,
      joinsPool: true,
      batchId: newBatch(),
    }
    return visitor.hiring.sendApplication(application)
  }
  await apply()
  await world.settle()
  expect((await rita.api.candidates.list({ organisationId, inPool: true })).data).toEqual([])
  const [mail] = world.state.mailbox.taken.filter(({ subject }) => subject.includes('other jobs'))
  const token = /\/pool\/([0-9a-f]{40})/.exec(mail?.text ?? '')?.[1] ?? ''
  expect(await visitor.candidates.poolState({ token })).toMatchObject({ state: 'asked' })
  await visitor.candidates.answerPool({ token, answer: 'join' })
  expect((await rita.api.candidates.list({ organisationId, inPool: true })).data).toHaveLength(1)
  for (let count = 0; count < 11; count++) expect((await apply()).statusToken).not.toBeNull()
  await world.settle()
  const receipts = () => world.state.mailbox.taken.filter(({ subject }) => subject.includes('has your application')).length
  expect(receipts()).toBe(10)
  world.passMs(86_400_001)
  await apply()
  await world.settle()
  expect(receipts()).toBe(11)
})

test('the pool that somebody ticked when they applied comes with a link that ends it, and goes with a merge only by its address', async () => {
  await using world = await newWorld()
  const { rita, sam, organisationId, secondId, samuel } = await twice(world)
  const third = await addThird(world, rita, organisationId)
  const resume = await sam.api.resumes.start({ name: 'Mine', resume: { basics: { name: 'Sam' } } })
  const application = { postingId: third, name: 'Sam', email: 'sam@example.com', resumeId: resume.id, joinsPool: true, batchId: newBatch() }
  await sam.api.hiring.sendApplication(application)
  const [own] = (await rita.api.candidates.list({ organisationId, inPool: true })).data
  expect(own).toMatchObject({ name: 'Sam', poolSince: '2026-11-21T10:00:00.000Z', poolUntil: '2027-11-21T10:00:00.000Z' })
  await world.settle()
  const mail = world.state.mailbox.taken.find(({ subject }) => subject === 'Kestrel Bakery may ask you about other jobs')
  const token = /\/pool\/([0-9a-f]{40})/.exec(mail?.text ?? '')?.[1] ?? ''
  const rosa = await rita.api.candidates.add({ organisationId, name: 'Other', email: 'other@example.com', postingId: secondId })
  // Another address: the consent of this one is none of that one's.
  const [other, same] = [newBatch(), newBatch()]
  const merged = await rita.api.candidates.merge({ keptId: rosa.id, mergedId: own?.id ?? '', batchId: other })
  expect(merged.poolUntil).toBeNull()
  await rita.api.candidates.unmerge({ mergeId: other })
  expect((await rita.api.candidates.merge({ keptId: samuel.id, mergedId: own?.id ?? '', batchId: same })).poolUntil).not.toBeNull()
  await world.api('visitor').candidates.answerPool({ token, answer: 'leave' })
  expect((await rita.api.candidates.list({ organisationId, inPool: true })).data).toEqual([])
  await rita.api.candidates.unmerge({ mergeId: same })
  expect((await rita.api.candidates.list({ organisationId, inPool: true })).data).toEqual([])
})

test('a rule of retention looks at all that belongs to a candidate: who has an open application by way of a merge is not reached', async () => {
  await using world = await newWorld()
  const { rita, organisationId, samuel, ownId } = await twice(world)
  const [line] = samuel.applications
  const disposition = { kind: 'rejected' as const, reason: 'skills' as const }
  await rita.api.hiring.close({ applicationIds: [line?.applicationId ?? ''], disposition, batchId: newBatch() })
  world.passMs(60 * 86_400_000)
  const rules = [{ country: '*', days: 30, act: 'anonymise' as const }]
  const due = async () => {
    const found = await listForgettable(world.as('system').db, { organisationId, rules, now: world.state.now, limit: 10 })
    return found.map(({ candidateId }) => candidateId)
  }
  expect(await due()).toEqual([samuel.id])
  const batchId = newBatch()
  await rita.api.candidates.merge({ keptId: samuel.id, mergedId: ownId, batchId })
  expect(await due()).toEqual([])
  await rita.api.candidates.unmerge({ mergeId: batchId })
  expect(await due()).toEqual([samuel.id])
})

test('a member goes to a candidate by name from everywhere; words of a résumé lead nobody there, and strangers and keys nowhere', async () => {
  await using world = await newWorld()
  const { rita, samuel } = await twice(world)
  const viewer = await world.person('Vera')
  await addMember(world, samuel.organisationId, viewer, 'viewer')
  const find = async (person: Person, q: string) =>
    (await person.api.search.find({ q, kind: 'candidate' })).groups.flatMap(({ hits }) => hits)
  const hit = {
    kind: 'candidate',
    id: samuel.id,
    to: `/candidates/${samuel.id}`,
    title: 'Samuel Reed',
    about: 'Night baker · Kestrel Bakery',
  }
  expect(await find(rita, 'samu')).toMatchObject([hit])
  expect(await find(viewer, 'samuel re')).toMatchObject([hit])
  expect(await find(rita, 'lamination')).toEqual([])
  expect(await find(await world.person('Otto'), 'samuel')).toEqual([])
  expect(await find(await world.person('Rita', { scopes: ['candidates:read'], personId: rita.personId }), 'samuel')).toEqual([])
})
