import { expect, test } from 'vitest'
import { Apply } from '../../contract/hiring'
import { hiringRoom, personRoom, shortlistRoom, textRoom } from '../../contract/live'
import { auditLines, hookEndpoints, hookEvents, outbox } from '../../db/schema'
import { addMember, addPosting, applyAs, newBatch } from '../../test/add-posting'
import { failure, newWorld, type World } from '../../test/world'
import { newId } from '../core/ids'

const QUESTIONS = [
  { id: 'q1', kind: 'yes-no' as const, label: 'May you work in France?', isRequired: true, knockOut: 'no' as const },
  { id: 'q2', kind: 'number' as const, label: 'Years at an oven', isRequired: false, knockOutBelow: 2 },
]

test('somebody with an account applies: the team’s room hears of it, and the tracker holds the same application', async () => {
  await using world = await newWorld()
  const [rita, sam] = await Promise.all([world.person('Rita'), world.person('Sam')])
  const { postingId } = await addPosting(world, rita, { questions: QUESTIONS })
  const applied = await applyAs(sam, postingId, { q1: 'no', q2: '1' })
  const pipeline = await rita.api.hiring.pipeline({ postingId })
  expect(pipeline.stages.map(({ name }) => name)).toEqual(['New', 'Screening', 'Interview', 'Offer'])
  expect(pipeline.cards).toHaveLength(1)
  expect(pipeline.cards[0]).toMatchObject({
    applicationId: applied.applicationId,
    name: 'Sam',
    headline: 'Pastry chef',
    group: 'applied',
    hasResume: true,
    // Marked for a person to decide; nobody is rejected by an answer.
    knockOuts: ['May you work in France?', 'Years at an oven'],
    disposition: null,
    replyDueAt: '2026-12-05T10:00:00.000Z',
  })
  await world.settle()
  expect(world.events(hiringRoom(postingId)).map(({ type }) => type)).toEqual(['hiring.received'])
  const card = await sam.api.applications.get({ applicationId: applied.applicationId })
  expect(card).toMatchObject({
    group: 'applied',
    employer: { organisationName: 'Kestrel Bakery', label: 'Received', promise: 'waiting', sharesResume: true },
  })
  expect(world.state.mailbox.taken.map(({ subject }) => subject)).toContain('Kestrel Bakery has your application: Pastry Chef')
  expect(await failure(applyAs(sam, postingId, { q1: 'yes' }))).toMatchObject({ reason: 'hiring.applied-before' })
})

test('a job that was saved before becomes the application; the same request twice counts once', async () => {
  await using world = await newWorld()
  const [rita, sam] = await Promise.all([world.person('Rita'), world.person('Sam')])
  const { postingId, jobId } = await addPosting(world, rita)
  const saved = await sam.api.applications.save({ from: 'job', jobId })
  const resume = await sam.api.resumes.start({ name: 'Mine', resume: { basics: { name: 'Sam' } } })
  const application = { postingId, name: 'Sam', email: 'sam@example.com', resumeId: resume.id, batchId: newBatch() }
  const [first, second] = [await sam.api.hiring.sendApplication(application), await sam.api.hiring.sendApplication(application)]
  expect(first.applicationId).toBe(saved.card.id)
  expect(second.applicationId).toBe(saved.card.id)
  expect((await rita.api.hiring.pipeline({ postingId })).cards).toHaveLength(1)
  const history = await sam.api.applications.history({ applicationId: saved.card.id })
  expect(history.data.map(({ actor, change }) => `${actor} ${change.kind}`)).toEqual(['employer moved', 'person saved'])
})

test('an unanswered question that is needed is named, and nothing is written', async () => {
  await using world = await newWorld()
  const [rita, sam] = await Promise.all([world.person('Rita'), world.person('Sam')])
  const { postingId } = await addPosting(world, rita, { questions: QUESTIONS })
  expect(await failure(applyAs(sam, postingId, { q2: 'many' }))).toMatchObject({ code: 'invalid', reason: 'hiring.answers' })
  expect((await rita.api.hiring.pipeline({ postingId })).cards).toEqual([])
})

test('a move reaches the candidate in the employer’s wording; the stage’s own name and the team’s notes never do', async () => {
  await using world = await newWorld()
  const [rita, sam] = await Promise.all([world.person('Rita'), world.person('Sam')])
  const { postingId } = await addPosting(world, rita)
  const { applicationId } = await applyAs(sam, postingId)
  const { stages } = await rita.api.hiring.pipeline({ postingId })
  const named = await rita.api.hiring.saveStages({
    postingId,
    stages: stages.map(({ id, name, group }) =>
      group === 'screening' ? { id, name: 'Zebrafinch call', group, wording: 'First talk', limit: 5 } : { id, name, group },
    ),
  })
  const target = named.stages[1]?.id ?? ''
  await rita.api.hiring.addNote({ applicationId, markdown: 'Secretive quokka note' })
  const move = { applicationIds: [applicationId], toStageId: target, fromStageId: stages[0]?.id ?? null, batchId: newBatch() }
  const moved = await rita.api.hiring.move(move)
  expect(moved.placements).toMatchObject([{ applicationId, stageId: target, group: 'screening' }])
  // Sent twice, it is one move.
  expect((await rita.api.hiring.move(move)).placements).toEqual(moved.placements)
  await world.settle()
  const card = await sam.api.applications.get({ applicationId })
  expect(card).toMatchObject({ group: 'screening', employer: { label: 'First talk', promise: 'kept' } })
  const heard = JSON.stringify(world.events(personRoom(sam.personId)))
  const answers = JSON.stringify([card, await sam.api.applications.history({ applicationId }), await sam.api.applications.list({})])
  expect(heard).toContain('First talk')
  for (const text of [heard, answers]) expect(text).not.toMatch(/Zebrafinch|quokka|Rita/)
  const teamEvents = JSON.stringify(await world.as('system').db.select().from(outbox))
  expect(teamEvents).not.toMatch(/quokka/)
  // A minute later the notification tells the same words, once.
  world.passMs(60_000)
  await world.cron()
  await world.settle()
  expect(await movesTold(sam)).toEqual(['First talk'])
})

test('two people move the same card: one clear result, and the other is told who did what', async () => {
  await using world = await newWorld()
  const [rita, otto, sam] = await Promise.all([world.person('Rita'), world.person('Otto'), world.person('Sam')])
  const { postingId, organisationId } = await addPosting(world, rita)
  await addMember(world, organisationId, otto, 'recruiter')
  const { applicationId } = await applyAs(sam, postingId)
  const { stages } = await rita.api.hiring.pipeline({ postingId })
  const [first, screening, interview] = stages.map(({ id }) => id)
  const attempts = await Promise.allSettled([
    rita.api.hiring.move({ applicationIds: [applicationId], toStageId: screening ?? '', fromStageId: first, batchId: newBatch() }),
    otto.api.hiring.move({ applicationIds: [applicationId], toStageId: interview ?? '', fromStageId: first, batchId: newBatch() }),
  ])
  expect(attempts.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  const lost = attempts.find((attempt) => attempt.status === 'rejected')
  expect(String(lost?.reason.message)).toMatch(/^(Rita moved it to “Screening”|Otto moved it to “Interview”) meanwhile/)
})

test('a move that is taken back in time was no answer: the promise waits on, for the candidate and for the team', async () => {
  await using world = await newWorld()
  const [rita, sam] = await Promise.all([world.person('Rita'), world.person('Sam')])
  const { postingId } = await addPosting(world, rita)
  const { applicationId } = await applyAs(sam, postingId)
  const { stages, cards } = await rita.api.hiring.pipeline({ postingId })
  const dueAt = cards[0]?.replyDueAt
  const move = { applicationIds: [applicationId], toStageId: stages[1]?.id ?? '', batchId: newBatch() }
  await rita.api.hiring.move(move)
  world.passMs(1_000)
  await rita.api.hiring.undo({ batchId: move.batchId, undoBatchId: newBatch() })
  expect(await sam.api.applications.get({ applicationId })).toMatchObject({ employer: { label: 'Received', promise: 'waiting' } })
  expect((await rita.api.hiring.pipeline({ postingId })).cards).toMatchObject([{ applicationId, replyDueAt: dueAt }])
  // Told already, it was an answer, whatever is taken back later.
  const told = { ...move, batchId: newBatch() }
  await rita.api.hiring.move(told)
  world.passMs(60_000)
  await rita.api.hiring.undo({ batchId: told.batchId, undoBatchId: newBatch() })
  expect(await sam.api.applications.get({ applicationId })).toMatchObject({ employer: { promise: 'kept' } })
})

test('a telephone number is digits as people write them; words are refused with what to write', () => {
  const { phone } = Apply.shape
  for (const given of ['+41 79 123 45 67', '(212) 555-0142', '+49 (0)151 / 123-45678', '212-555-0142 x12', null])
    expect(phone.safeParse(given).success).toBe(true)
  for (const given of ['call me', '12', '+', 'call 212-555-0142 me'])
    expect(phone.safeParse(given).error?.issues[0]?.message).toMatch(/^Give a phone number, like/)
})

test('a rejection needs a reason of its list, tells the candidate that it ended and not why, and undone in time sends no mail', async () => {
  await using world = await newWorld()
  const [rita, sam] = await Promise.all([world.person('Rita'), world.person('Sam')])
  const { postingId } = await addPosting(world, rita)
  const { applicationId } = await applyAs(sam, postingId)
  await world.settle()
  const close = {
    applicationIds: [applicationId],
    disposition: { kind: 'rejected' as const, reason: 'experience' as const },
    batchId: newBatch(),
  }
  await expect(rita.api.hiring.close({ ...close, disposition: { kind: 'rejected', reason: 'as-offered' } })).rejects.toThrow(
    'another ending',
  )
  await rita.api.hiring.close(close)
  expect(await sam.api.applications.get({ applicationId })).toMatchObject({
    group: 'closed',
    outcome: { kind: 'rejected', reason: 'no-reason-given' },
    employer: { label: 'Not selected' },
  })
  await rita.api.hiring.undo({ batchId: close.batchId, undoBatchId: newBatch() })
  expect(await sam.api.applications.get({ applicationId })).toMatchObject({
    group: 'applied',
    outcome: null,
    employer: { label: 'Received' },
  })
  world.passMs(60_000)
  await world.cron()
  await world.settle()
  expect(await movesTold(sam)).toEqual([])

  await rita.api.hiring.close({ ...close, batchId: newBatch() })
  world.passMs(60_000)
  await world.cron()
  await world.settle()
  expect(await movesTold(sam)).toEqual(['Not selected'])
})

test('the candidate cannot move what the employer moves, but withdraws, and the team sees it', async () => {
  await using world = await newWorld()
  const [rita, sam] = await Promise.all([world.person('Rita'), world.person('Sam')])
  const { postingId } = await addPosting(world, rita)
  const { applicationId } = await applyAs(sam, postingId)
  expect(await failure(sam.api.applications.move({ applicationId, to: { group: 'offer' } }))).toMatchObject({
    reason: 'application.employer-decides',
  })
  await sam.api.applications.close({ applicationId, outcome: { kind: 'withdrawn', reason: 'accepted-other' } })
  await world.settle()
  const { cards, stages } = await rita.api.hiring.pipeline({ postingId })
  expect(cards[0]).toMatchObject({ group: 'closed', disposition: { kind: 'withdrawn', reason: 'accepted-other' } })
  const back = { applicationIds: [applicationId], toStageId: stages[0]?.id ?? '', batchId: newBatch() }
  expect(await failure(rita.api.hiring.move(back))).toMatchObject({ reason: 'hiring.withdrawn' })
  const withdrawal = (await rita.api.hiring.candidate({ applicationId })).events.at(-1)?.batchId ?? ''
  expect(await failure(rita.api.hiring.undo({ batchId: withdrawal, undoBatchId: newBatch() }))).toMatchObject({
    reason: 'hiring.withdrawn',
  })
  expect((await rita.api.hiring.pipeline({ postingId })).cards[0]).toMatchObject({ group: 'closed' })
})

test('a résumé taken back is gone for the team at once, in search too, with a line on both sides; and can be given again', async () => {
  await using world = await newWorld()
  const [rita, sam] = await Promise.all([world.person('Rita'), world.person('Sam')])
  const { postingId, organisationId } = await addPosting(world, rita)
  const { applicationId } = await applyAs(sam, postingId)
  const find = async () => (await rita.api.candidates.search({ organisationId, query: 'lamination' })).data
  expect(await find()).toMatchObject([
    { candidate: { applications: [{ applicationId }] }, excerpt: expect.arrayContaining(['Lamination']) },
  ])
  await sam.api.hiring.setResumeAccess({ applicationId, isShared: false })
  const seen = await rita.api.hiring.candidate({ applicationId })
  expect(seen).toMatchObject({ resume: null, isResumeWithdrawn: true, card: { hasResume: false } })
  expect(JSON.stringify(seen)).not.toContain('Lamination')
  expect(await find()).toEqual([])
  await world.settle()
  expect(world.events(hiringRoom(postingId)).map(({ type }) => type)).toContain('hiring.card-changed')
  const history = await sam.api.applications.history({ applicationId })
  expect(history.data[0]?.change).toEqual({ kind: 'resume-access', isShared: false })
  const acts = await world.as('system').db.select({ act: auditLines.act }).from(auditLines)
  expect(acts.map(({ act }) => act)).toContain('application.resume-withdrawn')
  await sam.api.hiring.setResumeAccess({ applicationId, isShared: true })
  expect(await find()).toHaveLength(1)
  const later = await world.as('system').db.select({ act: auditLines.act }).from(auditLines)
  expect(later.map(({ act }) => act)).toContain('application.resume-shared')
})

test('a day past the promise the tracker, the team’s card and the public rate all say so; the rate is silent under ten', async () => {
  await using world = await newWorld()
  const rita = await world.person('Rita')
  const { postingId, organisationId } = await addPosting(world, rita, { replyPromiseDays: 7 })
  const people = await Promise.all(Array.from({ length: 10 }, (_, index) => world.person(`Sam${index}`)))
  const ids: string[] = []
  for (const person of people) ids.push((await applyAs(person, postingId)).applicationId)
  const { stages } = await rita.api.hiring.pipeline({ postingId })
  await rita.api.hiring.move({ applicationIds: ids.slice(0, 8), toStageId: stages[1]?.id ?? '', batchId: newBatch() })
  const rate = () => world.api('visitor').hiring.keptRate({ organisationId })
  expect(await rate()).toEqual({ rate: null })
  world.passMs(8 * 86_400_000)
  await world.cron()
  await world.settle()
  expect(await rate()).toEqual({ rate: { keptPercent: 80, count: 10 } })
  const [kept, broken] = await Promise.all([0, 9].map((index) => people[index]?.api.applications.get({ applicationId: ids[index] ?? '' })))
  expect([kept?.employer?.promise, broken?.employer?.promise]).toEqual(['kept', 'broken'])
  const changed = world.events(hiringRoom(postingId)).filter(({ type }) => type === 'hiring.card-changed')
  expect(changed).toHaveLength(2)
})

test('an endpoint that wants it hears of each application by ids: that it came, moved and ended', async () => {
  await using world = await newWorld()
  const [rita, sam] = await Promise.all([world.person('Rita'), world.person('Sam')])
  const { postingId, jobId, organisationId } = await addPosting(world, rita)
  const at = world.state.now
  await world
    .as('system')
    .db.insert(hookEndpoints)
    .values({
      id: newId('hookEndpoint'),
      organisationId,
      url: 'https://hooks.example/in',
      types: ['application.created', 'application.moved', 'application.closed'],
      description: '',
      secret: 'sealed',
      createdAt: at,
    })
  const { applicationId } = await applyAs(sam, postingId)
  const { stages } = await rita.api.hiring.pipeline({ postingId })
  await rita.api.hiring.move({ applicationIds: [applicationId], toStageId: stages[1]?.id ?? '', batchId: newBatch() })
  await rita.api.hiring.close({ applicationIds: [applicationId], disposition: { kind: 'rejected', reason: 'skills' }, batchId: newBatch() })
  const told = await world.as('system').db.select({ type: hookEvents.type, data: hookEvents.data }).from(hookEvents).orderBy(hookEvents.id)
  expect(told).toEqual([
    { type: 'application.created', data: { jobId, applicationId } },
    { type: 'application.moved', data: { jobId, applicationId, stageGroup: 'screening', stageId: stages[1]?.id } },
    { type: 'application.closed', data: { jobId, applicationId, outcome: 'rejected' } },
  ])
})

test('closing a posting tells everybody whose application is open, once, however often the task runs', async () => {
  await using world = await newWorld()
  const [rita, sam] = await Promise.all([world.person('Rita'), world.person('Sam')])
  const { postingId, close } = await addPosting(world, rita)
  const { applicationId } = await applyAs(sam, postingId)
  await close()
  const { tellClosed } = await import('./close-applications')
  await tellClosed(world.as('system'), postingId)
  await tellClosed(world.as('system'), postingId)
  expect((await sam.api.applications.get({ applicationId })).employer).toMatchObject({
    label: 'Closed: the position is filled',
    promise: 'kept',
  })
  const { events } = await rita.api.hiring.candidate({ applicationId })
  expect(events.map(({ change }) => change.kind)).toEqual(['received', 'closed'])
})

test('without an account one applies with a file, follows the link, and takes everything back by it', async () => {
  await using world = await newWorld()
  const rita = await world.person('Rita')
  const { postingId, organisationId } = await addPosting(world, rita)
  const { receiveSentFile } = await import('./sent-resume')
  const { writeDocx } = await import('../resumes/write-docx')
  const bytes = await writeDocx({ basics: { name: 'Vera Visitor', label: 'Baker' }, skills: [{ name: 'Sourdough' }] })
  const form = new FormData()
  form.set('file', new File([new Uint8Array(bytes)], 'vera.docx'))
  const { fileToken } = await receiveSentFile(
    world.as('visitor'),
    new Request('https://numerojobs.example/apply/files', { method: 'POST', body: form }),
  )
  const visitor = world.api('visitor')
  const applied = await visitor.hiring.sendApplication({
    postingId,
    name: 'Vera Visitor',
    email: 'vera@example.com',
    fileToken,
    batchId: newBatch(),
  })
  await world.settle()
  const seen = await rita.api.hiring.candidate({ applicationId: applied.applicationId })
  expect(seen.resume?.skills?.[0]?.name ?? JSON.stringify(seen.resume)).toContain('Sourdough')
  const token = applied.statusToken ?? ''
  expect(world.state.mailbox.taken.at(-1)?.text).toContain(`/status/${token}`)
  expect(await visitor.hiring.status({ token })).toMatchObject({ title: 'Pastry Chef', isOpen: true, employer: { label: 'Received' } })
  expect(await failure(visitor.hiring.status({ token: 'f'.repeat(40) }))).toMatchObject({ code: 'not_found' })
  const [vera, zoe] = await Promise.all([world.person('Vera'), world.person('Zoe')])
  await addMember(world, organisationId, vera, 'viewer')
  const { readHiringFile } = await import('./get-candidate')
  const fileFor = (who: typeof rita) => readHiringFile(who.ctx, applied.applicationId)
  expect((await fileFor(rita)).bytes).toEqual(new Uint8Array(bytes))
  expect(await failure(fileFor(vera))).toMatchObject({ code: 'forbidden', reason: 'organisation.right-missing' })
  expect(await failure(fileFor(zoe))).toMatchObject({ code: 'not_found' })
  await visitor.hiring.actOnStatus({ token, act: 'withdraw-resume' })
  expect((await rita.api.hiring.candidate({ applicationId: applied.applicationId })).resume).toBeNull()
  expect(await failure(fileFor(rita))).toMatchObject({ code: 'forbidden', reason: 'hiring.resume-withdrawn' })
  expect(await visitor.hiring.actOnStatus({ token, act: 'withdraw' })).toMatchObject({
    isOpen: false,
    employer: { label: 'Withdrawn by you' },
  })
})

test('a member who is taken out is asked for a new ticket in every room of the organisation, and gets none', async () => {
  await using world = await newWorld()
  const [rita, otto] = await Promise.all([world.person('Rita'), world.person('Otto')])
  const { postingId, organisationId } = await addPosting(world, rita)
  await addMember(world, organisationId, otto, 'recruiter')
  const { id: shortlistId } = await rita.api.shortlists.create({ postingId, name: 'First round' })
  await otto.api.live.last({ room: `hiring/${postingId}` })
  await rita.api.organisations.removeMember({ organisationId, personId: otto.personId })
  await world.settle()
  expect(world.state.reauthorised).toEqual(expect.arrayContaining([hiringRoom(postingId), textRoom(postingId), shortlistRoom(shortlistId)]))
  for (const room of [`hiring/${postingId}`, `shortlist/${shortlistId}`])
    expect(await failure(otto.api.live.last({ room }))).toMatchObject({ code: 'not_found' })
})

test('strangers, and members without the right, get nowhere', async () => {
  await using world = await newWorld()
  const [rita, sam, eve, vic] = await Promise.all(['Rita', 'Sam', 'Eve', 'Vic'].map((name) => world.person(name)))
  if (!rita || !sam || !eve || !vic) throw new Error('Four people.')
  const { postingId, organisationId } = await addPosting(world, rita)
  await addMember(world, organisationId, vic, 'viewer')
  const { applicationId } = await applyAs(sam, postingId)
  await addPosting(world, eve)
  const stage = (await rita.api.hiring.pipeline({ postingId })).stages[1]?.id ?? ''
  const missing = { applicationId: `app_${'f'.repeat(32)}` }
  for (const stranger of [eve, sam]) {
    expect(await failure(stranger.api.hiring.candidate({ applicationId }))).toEqual(await failure(stranger.api.hiring.candidate(missing)))
    expect(await failure(stranger.api.hiring.pipeline({ postingId }))).toMatchObject({ code: 'not_found' })
    expect(await failure(stranger.api.live.ticket({ room: `hiring/${postingId}` }))).toMatchObject({ code: 'not_found' })
  }
  const move = { applicationIds: [applicationId], toStageId: stage, batchId: newBatch() }
  expect(await failure(eve.api.hiring.move(move))).toMatchObject({ code: 'not_found' })
  expect(await failure(vic.api.hiring.move(move))).toMatchObject({ code: 'forbidden' })
  const seen = await vic.api.hiring.candidate({ applicationId })
  expect(seen.contact).toBeNull()
  expect(seen.resume?.basics?.email).toBeUndefined()
  expect(await failure(rita.api.hiring.setResumeAccess({ applicationId, isShared: false }))).toMatchObject({ code: 'not_found' })
})

/** The stages that somebody's notifications named. */
async function movesTold(person: Awaited<ReturnType<World['person']>>): Promise<string[]> {
  const { data } = await person.api.notifications.list({})
  return data.flatMap(({ data: news }) => (news.event === 'application.moved' ? [news.stage] : []))
}

test('the door for applicants’ files takes a PDF or a Word file of 10 MB, so many a minute; another is refused with what to do, and nothing is kept', async () => {
  await using world = await newWorld()
  const { receiveSentFile } = await import('./sent-resume')
  const send = (file: File | null) => {
    const form = new FormData()
    if (file) form.set('file', file)
    return receiveSentFile(world.as('visitor'), new Request('https://numerojobs.example/apply-files', { method: 'POST', body: form }))
  }
  expect(await failure(send(null))).toMatchObject({ reason: 'resume.no-file' })
  expect(await failure(send(new File(['just words'], 'resume.pdf')))).toMatchObject({ code: 'invalid' })
  const tooLarge = new Request('https://numerojobs.example/apply-files', {
    method: 'POST',
    body: new Uint8Array(10 * 1024 * 1024 + 20_000),
    headers: { 'content-type': 'multipart/form-data; boundary=x' },
  })
  expect(await failure(receiveSentFile(world.as('visitor'), tooLarge))).toMatchObject({ reason: 'resume.too-large' })
  world.state.isLimited = true
  expect(await failure(send(new File(['%PDF-1.7'], 'resume.pdf')))).toMatchObject({ code: 'too_many' })
  expect([...world.state.bucket.objects.keys()]).toEqual([])
})
