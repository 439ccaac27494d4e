import { expect, test } from 'vitest'
import { APPEAL_DAYS, APPEALS_OF_DECISION_MAX } from '../../contract/appeals'
import { personRoom, rooms } from '../../contract/live'
import { appeals, jobs } from '../../db/schema'
import { addMember, addPosting } from '../../test/add-posting'
import { failure, newWorld, type World } from '../../test/world'

const WHY = 'We are the bakery of this street; come by and see the oven.'
const ANSWER = 'The bakery proved that the advert is theirs.'
const DAY_MS = 86_400_000

/** A posted job that Opal, an operator, closed after a report; Otto is another operator. */
async function closedWorld(world: World) {
  const owner = await world.person('Olga')
  const held = await addPosting(world, owner)
  const opal = await world.person('Opal', { isOperator: true })
  await world.api('visitor', 'somebody').jobs.report({ jobId: held.jobId, reason: 'scam' })
  const [reported] = (await opal.api.jobs.reports({})).data
  const close = () =>
    opal.api.jobs.answerReports({ answer: 'closed', jobId: held.jobId, newestAt: reported?.newestAt ?? '', reason: 'scam' })
  await close()
  await world.settle()
  return { ...held, owner, opal, close }
}

/** The same for a job that was found elsewhere: no organisation here posted it. */
async function foundWorld(world: World) {
  const held = await closedWorld(world)
  await world.as('system').db.execute(`update postings set job_id = null where id = '${held.postingId}'`)
  return held
}

test('the organisation behind a job that an operator closed is told why and by which rule, objects, and another operator opens it again', async () => {
  await using world = await newWorld()
  const { owner, opal, jobId, organisationId } = await closedWorld(world)
  const news = (await owner.api.notifications.list({})).data.map(({ data }) => data)
  expect(news).toContainEqual(expect.objectContaining({ event: 'posting.taken-down', jobId, reason: 'scam' }))
  expect(await owner.api.appeals.decision({ jobId })).toMatchObject({ reason: 'scam', appealBy: 'members', state: 'open', answer: null })
  expect(await owner.api.appeals.file({ jobId, text: WHY })).toMatchObject({ state: 'waiting' })
  const otto = await world.person('Otto', { isOperator: true })
  const { open } = await otto.api.appeals.list()
  expect(open).toMatchObject([{ jobId, organisationName: 'Kestrel Bakery', decidedBy: 'Opal', text: WHY, isOwnDecision: false }])
  const appealId = open[0]?.id ?? ''
  world.passMs(DAY_MS)
  const after = await otto.api.appeals.answer({ appealId, outcome: 'restored', answer: ANSWER })
  expect(after).toMatchObject({ open: [], answered: [{ outcome: 'restored', answeredBy: 'Otto', isBySame: false }] })
  expect(after.figures).toEqual([{ reason: 'scam', restored: 1, upheld: 0 }])
  expect(await opal.api.jobs.get({ id: jobId })).toMatchObject({ status: 'open', closedBecause: null })
  await world.settle()
  expect(world.events(rooms.jobs).at(-1)).toMatchObject({ type: 'job.opened', data: { job: { id: jobId } } })
  expect(await owner.api.appeals.decision({ jobId })).toMatchObject({ state: 'restored', answer: ANSWER })
  const heard = world
    .events(personRoom(owner.personId))
    .flatMap((event) => (event.type === 'notification.added' ? [event.data.notification.data] : []))
  expect(heard).toContainEqual(expect.objectContaining({ event: 'appeal.answered', outcome: 'restored' }))
  const { data: log } = await owner.api.audit.search({
    organisationId,
    acts: ['posting.taken-down', 'posting.appealed', 'posting.appeal-answered'],
  })
  expect(log.map(({ act }) => act).sort()).toEqual(['posting.appeal-answered', 'posting.appealed', 'posting.taken-down'])
})

test('one objects once; the same answer again changes nothing, and another is refused', async () => {
  await using world = await newWorld()
  const { owner, jobId } = await closedWorld(world)
  await owner.api.appeals.file({ jobId, text: WHY })
  await owner.api.appeals.file({ jobId, text: 'Another text that comes too late to be read.' })
  const otto = await world.person('Otto', { isOperator: true })
  const { open } = await otto.api.appeals.list()
  expect(open.map(({ text }) => text)).toEqual([WHY])
  const appealId = open[0]?.id ?? ''
  await otto.api.appeals.answer({ appealId, outcome: 'upheld', answer: ANSWER })
  expect((await otto.api.appeals.answer({ appealId, outcome: 'upheld', answer: ANSWER })).answered).toHaveLength(1)
  expect(await failure(otto.api.appeals.answer({ appealId, outcome: 'restored', answer: ANSWER }))).toMatchObject({
    code: 'conflict',
    reason: 'appeals.answered',
  })
  expect(await owner.api.appeals.decision({ jobId })).toMatchObject({ state: 'upheld', answer: ANSWER })
  await owner.api.appeals.file({ jobId, text: WHY })
  expect((await otto.api.appeals.list()).open).toEqual([])
  expect(await otto.api.jobs.get({ id: jobId })).toMatchObject({ status: 'closed', closedBecause: 'reported' })
})

test('who closed a job does not answer the objection while there is another operator; alone they may, and it is marked', async () => {
  await using world = await newWorld()
  const { owner, opal, jobId } = await closedWorld(world)
  await owner.api.appeals.file({ jobId, text: WHY })
  const { open } = await opal.api.appeals.list()
  expect(open).toMatchObject([{ isOwnDecision: true }])
  const answer = { appealId: open[0]?.id ?? '', outcome: 'upheld' as const, answer: ANSWER }
  const otto = await world.person('Otto', { isOperator: true })
  expect(await failure(opal.api.appeals.answer(answer))).toMatchObject({ code: 'conflict', reason: 'appeals.own-decision' })
  await world.as('system').db.execute(`update people set is_operator = false where id = '${otto.personId}'`)
  expect((await opal.api.appeals.answer(answer)).answered).toMatchObject([{ answeredBy: 'Opal', isBySame: true }])
})

test('of a job that was posted here only who may edit its postings objects; a stranger reads the decision and a job nobody closed has none', async () => {
  await using world = await newWorld()
  const { jobId, organisationId } = await closedWorld(world)
  const viewer = await world.person('Vera')
  await addMember(world, organisationId, viewer, 'viewer')
  for (const asker of [viewer, await world.person('Boris')]) {
    expect(await asker.api.appeals.decision({ jobId })).toMatchObject({ state: 'other', answer: null })
    expect(await failure(asker.api.appeals.file({ jobId, text: WHY }))).toMatchObject({ reason: 'appeals.members-only' })
    expect(await failure(asker.api.appeals.list())).toMatchObject({ reason: 'operator.only' })
  }
  expect(await failure(world.api('visitor').appeals.file({ jobId, text: WHY, email: 'a@b.example' }))).toMatchObject({ code: 'forbidden' })
  const other = await addPosting(world, await world.person('Nora'))
  expect(await failure(viewer.api.appeals.decision({ jobId: other.jobId }))).toMatchObject({ reason: 'decision.not-found' })
})

test('a poster without an account objects with an address, which is told the answer and erased with it', async () => {
  await using world = await newWorld()
  const { jobId } = await foundWorld(world)
  const poster = world.api('visitor', 'poster')
  expect(await poster.appeals.decision({ jobId })).toMatchObject({ appealBy: 'anybody', state: 'open', hasAccount: false })
  expect(await failure(poster.appeals.file({ jobId, text: WHY }))).toMatchObject({ code: 'invalid', reason: 'appeals.address-needed' })
  await poster.appeals.file({ jobId, text: WHY, email: 'poster@bakery.example' })
  const otto = await world.person('Otto', { isOperator: true })
  const { open } = await otto.api.appeals.list()
  expect(JSON.stringify(open)).not.toContain('poster@bakery.example')
  await otto.api.appeals.answer({ appealId: open[0]?.id ?? '', outcome: 'upheld', answer: ANSWER })
  await world.settle()
  expect(world.state.mailbox.taken).toMatchObject([{ to: 'poster@bakery.example', subject: 'It stays closed: Pastry Chef' }])
  expect(JSON.stringify(await world.as('system').db.select().from(appeals))).not.toContain('poster@bakery.example')
  // Nobody else is told what was answered to them.
  expect(await world.api('visitor', 'other').appeals.decision({ jobId })).toMatchObject({ state: 'open', answer: null })
})

test('a decision can be objected to for two weeks, by a few, and a new decision anew', async () => {
  await using world = await newWorld()
  const { jobId, opal } = await foundWorld(world)
  const file = (who: string) => world.api('visitor', who).appeals.file({ jobId, text: WHY, email: `${who}@bakery.example` })
  for (let number = 1; number <= APPEALS_OF_DECISION_MAX; number += 1) await file(`poster${number}`)
  expect(await failure(file('crowd'))).toMatchObject({ reason: 'appeals.too-many' })
  world.passMs(APPEAL_DAYS * DAY_MS)
  expect(await failure(file('late'))).toMatchObject({ reason: 'appeals.too-late' })
  expect(await world.api('visitor', 'late').appeals.decision({ jobId })).toMatchObject({ state: 'too-late' })
  await world.as('system').db.update(jobs).set({ closedAt: world.state.now })
  expect(await file('poster1')).toMatchObject({ state: 'waiting' })
  expect((await opal.api.appeals.list()).open).toHaveLength(APPEALS_OF_DECISION_MAX + 1)
})

test('what a person objected to stands in their download and goes with their account', async () => {
  await using world = await newWorld()
  const { jobId } = await foundWorld(world)
  const sam = await world.person('Sam')
  await sam.api.appeals.file({ jobId, text: WHY })
  const { appealsOfPerson } = await import('./person-data')
  const system = world.as('system')
  const parts = []
  for await (const part of appealsOfPerson.exportPerson(system, sam.personId)) parts.push(part)
  expect(parts).toMatchObject([{ rows: [{ text: WHY, reason: 'scam' }] }])
  const person = { personId: sam.personId, email: 'sam@example.com', keyIds: [] }
  expect(await appealsOfPerson.countPerson(system, person)).toBe(1)
  expect(await appealsOfPerson.erasePerson(system, person)).toBe(1)
  expect(await appealsOfPerson.erasePerson(system, person)).toBe(0)
})
