import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { hiringRoom, personRoom } from '../../contract/live'
import { auditLines, candidates, conversationMessages, hiringApplications } from '../../db/schema'
import { addApplications } from '../../test/add-hiring'
import { addMember, addPosting, applyAs, applyWithFile, newBatch } from '../../test/add-posting'
import { failure, newWorld, type World } from '../../test/world'
import { upstreamFailed } from '../core/errors'
import { taskHandlers } from '../entry/tasks'

const DAY_MS = 86_400_000
const HELLO = {
  subject: 'About {{posting.title}}',
  text: 'Hello {{candidate.first_name}},\n\nplease look at {{status.link}}.\n\n{{sender.name}}',
}

/** A recruiter, her published posting and somebody who applied for it. */
async function newThread(world: World, { replyPromiseDays = 14 } = {}) {
  const [rita, sam] = await Promise.all([world.person('Rita'), world.person('Sam')])
  const held = await addPosting(world, rita, { replyPromiseDays })
  const { applicationId } = await applyAs(sam, held.postingId)
  await world.settle()
  world.state.mailbox.taken.splice(0)
  return { rita, sam, applicationId, ...held }
}

/** Everything that is due by then leaves. */
async function pass(world: World, ms: number) {
  world.passMs(ms)
  await world.cron()
  await world.settle()
}

test('a template keeps its version, refuses fields that do not exist, and is archived and taken back', async () => {
  await using world = await newWorld()
  const { rita, organisationId } = await newThread(world)
  const save = { organisationId, kind: 'message' as const, name: 'First talk', ...HELLO }
  const saved = await rita.api.messageTemplates.save(save)
  expect(saved).toMatchObject({ version: 1, isArchived: false })
  for (const text of ['Hello {{candidate.age}}', 'Hello {{ }}', 'Hello {{candidate.name', 'Hello }}'])
    expect(await failure(rita.api.messageTemplates.save({ ...save, name: 'Other', text }))).toMatchObject({
      reason: 'conversations.unknown-field',
    })
  expect(await failure(rita.api.messageTemplates.save({ ...save, name: 'first TALK' }))).toMatchObject({
    reason: 'conversations.template-name-taken',
  })
  const changed = await rita.api.messageTemplates.save({ ...save, templateId: saved.id, version: 1, name: 'Second talk' })
  expect(changed.version).toBe(2)
  expect(await failure(rita.api.messageTemplates.save({ ...save, templateId: saved.id, version: 1, name: 'Third' }))).toMatchObject({
    reason: 'conversations.template-changed-since',
  })
  const archived = await rita.api.messageTemplates.archive({ organisationId, templateId: saved.id, version: 2, isArchived: true })
  expect(archived).toMatchObject({ isArchived: true, version: 3 })
  await rita.api.messageTemplates.save({ ...save, name: 'Second talk' })
  expect(
    await failure(rita.api.messageTemplates.archive({ organisationId, templateId: saved.id, version: 3, isArchived: false })),
  ).toMatchObject({ reason: 'conversations.template-name-taken' })
  expect((await rita.api.messageTemplates.list({ organisationId })).data.map(({ isArchived }) => isArchived)).toEqual([false, true])
})

test('a message leaves when it can no longer be taken back: one mail, a line in the notification centre, both threads, and the promise is kept', async () => {
  await using world = await newWorld()
  const { rita, sam, applicationId, postingId } = await newThread(world)
  const write = { applicationId, ...HELLO, batchId: newBatch() }
  const written = await rita.api.conversations.write(write)
  expect(written).toMatchObject({ state: 'waiting', subject: 'About Pastry Chef', author: { name: 'Rita' } })
  expect((await rita.api.conversations.write(write)).id).toBe(written.id)
  await world.settle()
  expect(world.state.mailbox.taken).toEqual([])
  expect((await sam.api.conversations.mine({ applicationId })).messages).toEqual([])
  await pass(world, 60_000)
  const [mail] = world.state.mailbox.taken
  expect(world.state.mailbox.taken).toHaveLength(1)
  expect(mail).toMatchObject({
    to: 'sam@example.com',
    subject: 'About Pastry Chef',
    replyTo: expect.stringMatching(/^reply\+[0-9a-f]{40}@reply\./),
  })
  expect(mail?.text).toContain(`https://numerojobs.example/applications/${applicationId}`)
  expect(`${mail?.text}${mail?.html}`).not.toContain('{{')
  expect((await rita.api.conversations.thread({ applicationId })).messages).toMatchObject([{ state: 'sent', isFromCandidate: false }])
  const { messages, mayAnswer } = await sam.api.conversations.mine({ applicationId })
  expect(messages).toMatchObject([{ isMine: false, text: expect.stringContaining('Hello Sam,') }])
  expect(mayAnswer).toBe(true)
  const { data } = await sam.api.notifications.list({})
  expect(data.filter(({ data: news }) => news.event === 'application.messaged')).toHaveLength(1)
  expect((await sam.api.applications.get({ applicationId })).employer).toMatchObject({ promise: 'kept', label: 'Received' })
  expect(world.events(personRoom(sam.personId)).map(({ type }) => type)).toContain('conversation.changed')
  expect(world.events(hiringRoom(postingId)).filter(({ type }) => type === 'hiring.message-changed')).toHaveLength(2)
})

test('the mail leaves once: task run twice, transport down at first, process stopped between', async () => {
  await using world = await newWorld()
  const { rita, applicationId } = await newThread(world)
  await rita.api.conversations.write({ applicationId, ...HELLO, batchId: newBatch() })
  world.state.mailbox.failsWith = upstreamFailed('mail', { retryable: true })
  world.state.queueIsDown = true
  await pass(world, 60_000)
  world.state.queueIsDown = false
  await pass(world, 60_000)
  expect((await rita.api.conversations.thread({ applicationId })).messages).toMatchObject([{ state: 'leaving' }])
  world.state.mailbox.failsWith = null
  for (let round = 0; round < 4; round++) await pass(world, 600_000)
  const [message] = await world.as('system').db.select().from(conversationMessages)
  const again = { kind: 'conversations.send' as const, messageId: message?.id ?? '', version: 1 }
  await Promise.all([1, 2].map(() => runHandler(world, again)))
  await pass(world, 60_000)
  expect(world.state.mailbox.taken).toHaveLength(1)
  expect((await rita.api.conversations.thread({ applicationId })).messages).toMatchObject([{ state: 'sent' }])
})

test('a message is taken back also where another organisation, or another posting, has written under the same id', async () => {
  await using world = await newWorld()
  const { rita, organisationId, applicationId } = await newThread(world)
  const [eve, kim] = await Promise.all([world.person('Eve'), world.person('Kim')])
  await addMember(world, organisationId, kim, 'recruiter')
  const foreign = await addApplications(eve.ctx.db, (await eve.api.organisations.create({ name: 'Eve Ltd' })).id, 1)
  const { id: postingId } = await rita.api.postings.create({ organisationId, fields: { title: 'Night Baker' } })
  const otto = await rita.api.candidates.add({ organisationId, name: 'Otto', email: 'otto@example.com', postingId })
  const batchId = newBatch()
  const write = (by: typeof rita, id = '') =>
    by.api.conversations.write({ applicationId: id, subject: 'Hello', text: 'Hello', leavesAt: null, batchId })
  await write(eve, foreign.applicationIds[0])
  await write(kim, otto.applications[0]?.applicationId)
  await write(rita, applicationId)
  expect(await rita.api.conversations.cancel({ batchId })).toEqual({ cancelled: 1, left: 0 })
  const rows = await rita.ctx.db
    .select({ applicationId: conversationMessages.applicationId, state: conversationMessages.state })
    .from(conversationMessages)
    .where(eq(conversationMessages.batchId, batchId))
  expect(rows.filter(({ state }) => state === 'cancelled')).toEqual([{ applicationId, state: 'cancelled' }])
  expect(rows).toHaveLength(3)
})

test('a message for later is changed while it waits, leaves at its time as it was last written, and a cancelled one never does', async () => {
  await using world = await newWorld()
  const { rita, applicationId } = await newThread(world)
  const at = (ms: number) => new Date(world.state.now.getTime() + ms).toISOString()
  const later = await rita.api.conversations.write({ applicationId, ...HELLO, leavesAt: at(DAY_MS), batchId: newBatch() })
  const cancelled = await rita.api.conversations.write({ applicationId, ...HELLO, leavesAt: at(DAY_MS), batchId: newBatch() })
  const changed = await rita.api.conversations.change({
    messageId: later.id,
    version: later.version,
    subject: 'Second thoughts',
    text: 'Come on Monday, {{candidate.name}}.',
    leavesAt: at(2 * DAY_MS),
  })
  expect(changed).toMatchObject({ state: 'waiting', text: 'Come on Monday, Sam.', version: 2 })
  expect(await failure(rita.api.conversations.change({ ...HELLO, messageId: later.id, version: 1, leavesAt: at(DAY_MS) }))).toMatchObject({
    reason: 'conversations.changed-since',
  })
  expect(await rita.api.conversations.cancel({ batchId: cancelled.batchId })).toEqual({ cancelled: 1, left: 0 })
  expect(await rita.api.conversations.cancel({ batchId: cancelled.batchId })).toEqual({ cancelled: 0, left: 0 })
  await pass(world, DAY_MS + 60_000)
  expect(world.state.mailbox.taken).toEqual([])
  await pass(world, DAY_MS)
  expect(world.state.mailbox.taken.map(({ subject }) => subject)).toEqual(['Second thoughts'])
  expect(await failure(rita.api.conversations.cancel({ batchId: later.batchId }))).toMatchObject({ reason: 'conversations.left-already' })
  expect(await failure(rita.api.conversations.change({ ...HELLO, messageId: later.id, version: 3, leavesAt: at(DAY_MS) }))).toMatchObject({
    reason: 'conversations.left-already',
  })
  for (const leavesAt of [at(-60_000), at(100 * DAY_MS)])
    expect(await failure(rita.api.conversations.write({ applicationId, ...HELLO, leavesAt, batchId: newBatch() }))).toMatchObject({
      reason: 'conversations.bad-time',
    })
})

test('nobody receives a field that has no value, not even one that lost it while the message waited', async () => {
  await using world = await newWorld()
  const { rita, applicationId } = await newThread(world)
  const { db } = world.as('system')
  await db.update(candidates).set({ name: '' })
  const [preview] = (await rita.api.conversations.preview({ applicationIds: [applicationId], ...HELLO })).data
  expect(preview).toMatchObject({ name: 'Candidate 1', missing: ['candidate.first_name'], leftOut: 'missing-field' })
  expect(await failure(rita.api.conversations.write({ applicationId, ...HELLO, batchId: newBatch() }))).toMatchObject({
    reason: 'conversations.missing-field',
  })
  await db.update(candidates).set({ name: '{{status.link}} Sam' })
  const written = await rita.api.conversations.write({ applicationId, ...HELLO, batchId: newBatch() })
  expect(written.text).toContain('Hello status.link,')
  // The link goes while it waits: an account that was erased.
  await db.update(hiringApplications).set({ personId: null })
  await pass(world, 60_000)
  expect(world.state.mailbox.taken).toEqual([])
  expect((await rita.api.conversations.thread({ applicationId })).messages).toMatchObject([
    { state: 'cancelled', heldBack: 'missing-field' },
  ])
})

test('a candidate answers once to a message that came, the team sees it live and who wrote last is told', async () => {
  await using world = await newWorld()
  const { rita, sam, applicationId, postingId } = await newThread(world)
  const answer = { applicationId, text: 'Monday is fine.', batchId: newBatch() }
  expect(await failure(sam.api.conversations.answer(answer))).toMatchObject({ reason: 'conversations.nobody-wrote' })
  await rita.api.conversations.write({ applicationId, ...HELLO, batchId: newBatch() })
  await pass(world, 60_000)
  const heard = world.events(hiringRoom(postingId)).length
  await sam.api.conversations.answer(answer)
  expect((await sam.api.conversations.answer(answer)).messages.map(({ isMine }) => isMine)).toEqual([false, true])
  await world.settle()
  expect(world.events(hiringRoom(postingId)).slice(heard)).toMatchObject([{ type: 'hiring.message-changed', data: { applicationId } }])
  expect((await rita.api.conversations.thread({ applicationId })).messages.at(-1)).toMatchObject({
    state: 'received',
    isFromCandidate: true,
    via: 'page',
    subject: 'Re: About Pastry Chef',
    text: 'Monday is fine.',
  })
  const told = (await rita.api.notifications.list({})).data.filter(({ data }) => data.event === 'candidate.answered')
  expect(told).toHaveLength(1)
})

test('what the candidate receives holds no note, no stage, no other candidate and nothing that waits, was cancelled or prepared', async () => {
  await using world = await newWorld()
  const { rita, sam, applicationId, postingId } = await newThread(world)
  const tom = await world.person('Tomquokka')
  await applyAs(tom, postingId)
  await rita.api.hiring.addNote({ applicationId, markdown: 'Zebrafinch note' })
  await rita.api.conversations.write({ applicationId, subject: 'Hello', text: 'Come in.', batchId: newBatch() })
  await pass(world, 60_000)
  const waits = await rita.api.conversations.write({ applicationId, subject: 'Axolotl', text: 'Axolotl', batchId: newBatch() })
  await rita.api.conversations.cancel({ batchId: waits.batchId })
  const at = new Date(world.state.now.getTime() + DAY_MS).toISOString()
  await rita.api.conversations.write({ applicationId, subject: 'Numbat', text: 'Numbat', leavesAt: at, batchId: newBatch() })
  await world.settle()
  const received = JSON.stringify([
    await sam.api.conversations.mine({ applicationId }),
    await sam.api.notifications.list({}),
    world.state.published.filter(({ room }) => room.room === sam.personId),
    world.state.mailbox.taken.filter(({ to }) => to === 'sam@example.com'),
  ])
  expect(received).toContain('Come in.')
  expect(received).not.toMatch(/Zebrafinch|Screening|quokka|Axolotl|Numbat|Rita/)
  const frames = JSON.stringify(world.events(hiringRoom(postingId)).filter(({ type }) => type === 'hiring.message-changed'))
  expect(frames).not.toMatch(/Come in|Numbat|Sam/)
})

test('many get a mail each; who withdrew, has no address or lacks a field is left out and named, and all is taken back in time', async () => {
  await using world = await newWorld()
  const { rita, applicationId, postingId } = await newThread(world)
  const others = await Promise.all(['Tom', 'Uma', 'Vic'].map((name) => world.person(name)))
  const ids = [applicationId]
  for (const person of others) ids.push((await applyAs(person, postingId)).applicationId)
  const [, uma, vic] = others
  const { db } = world.as('system')
  await others[0]?.api.applications.close({ applicationId: ids[1] ?? '', outcome: { kind: 'withdrawn', reason: 'pay' } })
  await world.settle()
  await db
    .update(candidates)
    .set({ name: '' })
    .where(eq(candidates.personId, uma?.personId ?? ''))
  await db
    .update(candidates)
    .set({ personId: null, email: null })
    .where(eq(candidates.personId, vic?.personId ?? ''))
  await db
    .update(hiringApplications)
    .set({ personId: null })
    .where(eq(hiringApplications.id, ids[3] ?? ''))
  const batch = { applicationIds: ids, ...HELLO, batchId: newBatch() }
  const previews = (await rita.api.conversations.preview({ applicationIds: ids, ...HELLO })).data
  expect(previews.map(({ leftOut }) => leftOut)).toEqual([null, 'withdrew', 'missing-field', 'no-address'])
  const written = await rita.api.conversations.writeMany(batch)
  expect(written).toMatchObject({ sent: 1, leftOut: [{ because: 'withdrew' }, { because: 'missing-field' }, { because: 'no-address' }] })
  expect(await rita.api.conversations.writeMany(batch)).toEqual(written)
  expect(await rita.api.conversations.cancel({ batchId: batch.batchId })).toEqual({ cancelled: 1, left: 0 })
  world.state.mailbox.taken.splice(0)
  await pass(world, 60_000)
  expect(world.state.mailbox.taken.filter(({ subject }) => subject.startsWith('About'))).toEqual([])
  await rita.api.conversations.writeMany({ ...batch, batchId: newBatch() })
  await pass(world, 60_000)
  expect(world.state.mailbox.taken.filter(({ subject }) => subject.startsWith('About')).map(({ to }) => to)).toEqual(['sam@example.com'])
})

test('a day past the promise: the candidate’s status, the employer’s queue and the public rate all say so, and a closing message waits', async () => {
  await using world = await newWorld()
  const { rita, sam, applicationId, postingId, organisationId } = await newThread(world, { replyPromiseDays: 7 })
  const others = await Promise.all(Array.from({ length: 9 }, (_, index) => world.person(`Other${index}`)))
  const ids: string[] = []
  for (const person of others) ids.push((await applyAs(person, postingId)).applicationId)
  const { stages } = await rita.api.hiring.pipeline({ postingId })
  await rita.api.hiring.move({ applicationIds: ids, toStageId: stages[1]?.id ?? '', batchId: newBatch() })
  await rita.api.messageTemplates.save({ organisationId, kind: 'closing', name: 'Farewell', ...HELLO })
  expect((await rita.api.conversations.overdue()).data).toEqual([])
  await pass(world, 8 * DAY_MS)
  await pass(world, 60_000)
  expect((await sam.api.applications.get({ applicationId })).employer?.promise).toBe('broken')
  expect((await rita.api.conversations.overdue()).data).toMatchObject([{ applicationId, postingId, title: 'Pastry Chef', name: 'Sam' }])
  expect(await world.api('visitor').hiring.keptRate({ organisationId })).toEqual({ rate: { keptPercent: 90, count: 10 } })
  const [draft] = (await rita.api.conversations.thread({ applicationId })).messages
  expect(draft).toMatchObject({ kind: 'closing', state: 'draft', subject: 'About Pastry Chef', author: null })
  expect(draft?.text).toContain('Hello Sam,')
  // Prepared is not sent, however long it waits.
  world.state.mailbox.taken.splice(0)
  await pass(world, 30 * DAY_MS)
  expect(world.state.mailbox.taken).toEqual([])
  expect((await sam.api.conversations.mine({ applicationId })).messages).toEqual([])
})

test('a closing message leaves only with a reason by a person; taken back in time, the application is open and it waits again', async () => {
  await using world = await newWorld()
  const { rita, sam, applicationId } = await newThread(world, { replyPromiseDays: 7 })
  await pass(world, 8 * DAY_MS)
  await pass(world, 60_000)
  const [draft] = (await rita.api.conversations.thread({ applicationId })).messages
  if (!draft) throw new Error('Nothing was prepared.')
  const close = {
    messageId: draft.id,
    version: draft.version,
    subject: draft.subject,
    text: draft.text,
    disposition: { kind: 'rejected' as const, reason: 'skills' as const },
    batchId: newBatch(),
  }
  expect(
    await failure(rita.api.conversations.sendClosing({ ...close, disposition: { kind: 'rejected', reason: 'as-offered' } })).catch(String),
  ).toMatch(/another ending/)
  world.state.mailbox.taken.splice(0)
  const sent = await rita.api.conversations.sendClosing(close)
  expect(await rita.api.conversations.sendClosing(close)).toEqual(sent)
  await rita.api.hiring.undo({ batchId: close.batchId, undoBatchId: newBatch() })
  await pass(world, 60_000)
  expect(world.state.mailbox.taken.filter(({ subject }) => subject === draft.subject)).toEqual([])
  const [again] = (await rita.api.conversations.thread({ applicationId })).messages
  expect(again).toMatchObject({ state: 'draft', heldBack: 'still-open' })
  await rita.api.conversations.sendClosing({ ...close, version: again?.version ?? 0, batchId: newBatch() })
  await pass(world, 60_000)
  const closing = world.state.mailbox.taken.filter(({ subject }) => subject === draft.subject)
  expect(closing).toHaveLength(1)
  expect(closing[0]?.text).toContain('Rita')
  expect(await sam.api.applications.get({ applicationId })).toMatchObject({ group: 'closed', employer: { label: 'Not selected' } })
  expect((await rita.api.conversations.overdue()).data).toEqual([])
})

test.each(['rejected', 'others hired', 'posting closed', 'withdrawn'] as const)(
  'however an application ends (%s), its candidate knows the end within the promised time',
  async (ending) => {
    await using world = await newWorld()
    const { rita, sam, applicationId, postingId } = await newThread(world, { replyPromiseDays: 7 })
    const tom = await world.person('Tom')
    const other = await applyAs(tom, postingId)
    await pass(world, 6 * DAY_MS)
    const close = (id: string, disposition: Parameters<typeof rita.api.hiring.close>[0]['disposition']) =>
      rita.api.hiring.close({ applicationIds: [id], disposition, batchId: newBatch() })
    if (ending === 'rejected') await close(applicationId, { kind: 'rejected', reason: 'skills' })
    if (ending === 'others hired') await close(other.applicationId, { kind: 'hired', reason: 'as-offered' })
    if (ending === 'withdrawn') await sam.api.applications.close({ applicationId, outcome: { kind: 'withdrawn', reason: 'pay' } })
    if (ending === 'posting closed' || ending === 'others hired') {
      await rita.api.postings.close({ postingId, reason: 'filled' })
    }
    await world.settle()
    await pass(world, 60_000)
    const { employer, group } = await sam.api.applications.get({ applicationId })
    expect(group).toBe('closed')
    expect(employer?.label).toMatch(ending === 'withdrawn' ? /^Withdrawn by you$/ : ending === 'rejected' ? /^Not selected$/ : /^Closed: /)
    const told = (await sam.api.notifications.list({})).data.filter(({ data }) => data.event === 'application.moved')
    // Who withdrew knows it: they did it.
    expect(told).toHaveLength(ending === 'withdrawn' ? 0 : 1)
    expect(employer?.promise).toBe(ending === 'withdrawn' ? 'waiting' : 'kept')
  },
)

test('an ending with a closing message is one mail for who has no account; cancelled, the ending is told without it', async () => {
  await using world = await newWorld()
  const rita = await world.person('Rita')
  const { postingId } = await addPosting(world, rita, { replyPromiseDays: 7 })
  const [olga, pia] = [await applyWithFile(world, postingId, 'Olga'), await applyWithFile(world, postingId, 'Pia')]
  await world.settle()
  await pass(world, 8 * DAY_MS)
  await pass(world, 60_000)
  world.state.mailbox.taken.splice(0)
  const end = async ({ applicationId }: typeof olga) => {
    const [draft] = (await rita.api.conversations.thread({ applicationId })).messages
    const { id: messageId = '', version = 0, subject = '', text = '' } = draft ?? {}
    const batchId = newBatch()
    const disposition = { kind: 'rejected', reason: 'skills' } as const
    await rita.api.conversations.sendClosing({ messageId, version, subject, text, disposition, batchId })
    return batchId
  }
  await end(olga)
  await rita.api.conversations.cancel({ batchId: await end(pia) })
  await world.settle()
  expect(world.state.mailbox.taken).toEqual([])
  // The queue hands both on in the tenth second: nobody waits for the next run of cron.
  world.passMs(10_000)
  await world.settle()
  await pass(world, 60_000)
  expect(world.state.mailbox.taken.map(({ to, subject }) => [to, subject]).sort()).toEqual([
    ['olga@people.example', 'Your application as Pastry Chef at Kestrel Bakery'],
    ['pia@people.example', 'Pastry Chef at Kestrel Bakery: Not selected'],
  ])
})

test('who switched the mail off for messages of employers reads them in their tracker and their notification centre alone', async () => {
  await using world = await newWorld()
  const { rita, sam, applicationId } = await newThread(world)
  await sam.api.notifications.setPreferences({ events: [{ event: 'application.messaged', channel: 'mail', on: false }] })
  await rita.api.conversations.write({ applicationId, ...HELLO, batchId: newBatch() })
  world.passMs(10_000)
  await world.settle()
  expect(world.state.mailbox.taken).toEqual([])
  expect((await sam.api.conversations.mine({ applicationId })).messages).toMatchObject([{ text: expect.stringContaining('Hello Sam,') }])
  const { data } = await sam.api.notifications.list({})
  expect(data.filter(({ data: news }) => news.event === 'application.messaged')).toHaveLength(1)
  expect((await rita.api.conversations.thread({ applicationId })).messages).toMatchObject([{ state: 'sent' }])
})

test('strangers, members without the right, and other candidates get nowhere', async () => {
  await using world = await newWorld()
  const { rita, applicationId, organisationId } = await newThread(world)
  const [eve, ida, uma] = await Promise.all([world.person('Eve'), world.person('Ida'), world.person('Uma')])
  await addPosting(world, eve)
  await addMember(world, organisationId, ida, 'interviewer')
  const { id: messageId, batchId } = await rita.api.conversations.write({ applicationId, ...HELLO, batchId: newBatch() })
  const missing = `app_${'f'.repeat(32)}`
  const leavesAt = new Date(world.state.now.getTime() + DAY_MS).toISOString()
  for (const { api } of [eve, uma]) {
    expect(await failure(api.conversations.thread({ applicationId }))).toEqual(
      await failure(api.conversations.thread({ applicationId: missing })),
    )
    expect(await failure(api.conversations.mine({ applicationId }))).toEqual(
      await failure(api.conversations.mine({ applicationId: missing })),
    )
    expect(await failure(api.conversations.cancel({ batchId }))).toEqual(await failure(api.conversations.cancel({ batchId: newBatch() })))
    expect(await failure(api.conversations.change({ messageId, version: 1, ...HELLO, leavesAt }))).toMatchObject({
      reason: 'message.not-found',
    })
    expect(await failure(api.conversations.write({ applicationId, ...HELLO, batchId: newBatch() }))).toMatchObject({ code: 'not_found' })
  }
  expect(await failure(ida.api.conversations.thread({ applicationId }))).toMatchObject({ code: 'forbidden' })
  expect(await failure(ida.api.messageTemplates.list({ organisationId }))).toMatchObject({ code: 'forbidden' })
  expect((await ida.api.conversations.overdue()).data).toEqual([])
  const acts = await world.as('system').db.select({ act: auditLines.act }).from(auditLines).where(eq(auditLines.subjectId, applicationId))
  expect(acts.map(({ act }) => act)).toContain('application.messaged')
})

/** Carries out a task anew, as a queue that delivers twice would. */
async function runHandler(world: World, payload: { kind: 'conversations.send'; messageId: string; version: number }) {
  const handler = taskHandlers['conversations.send']
  await (typeof handler === 'function' ? handler : handler.run)(world.as('system'), [payload])
}
