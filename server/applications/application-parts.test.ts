import { expect, test } from 'vitest'
import { failure, newWorld, type World } from '../../test/world'
import { newId } from '../core/ids'
import { addAttachment, readAttachment } from './attachments'
import { eraseRemoved } from './erase-removed'

async function annaWithOne(world: World) {
  const anna = await world.person('Anna', { timeZone: 'Europe/Berlin' })
  const { card } = await anna.api.applications.save({ from: 'form', title: 'Baker', companyName: 'Kestrel Bakery GmbH' })
  return { anna, card, applicationId: card.id }
}
const PDF = new TextEncoder().encode('%PDF-1.7\n1 0 obj')
const DAY_MS = 86_400_000

test('no text of a note or a posting runs on our page, whatever it is', async () => {
  await using world = await newWorld()
  const { anna, applicationId } = await annaWithOne(world)
  const attacks = [
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '[a](javascript:alert(1))',
    '[a](JaVaScRiPt:alert(1))',
    '[a](&#106;avascript:alert(1))',
    '[a](data:text/html;base64,PHNjcmlwdD4=)',
    '<svg onload=alert(1)>',
    '<a href="//evil.example" onclick="x()">a</a>',
    '<iframe srcdoc="<script>x</script>"></iframe>',
    '<math><mtext></mtext><script>x</script></math>',
    '<style>*{background:url(https://evil.example)}</style>',
    '![x](https://evil.example/pixel.gif)',
    '`<script>` stays readable',
  ]
  for (const markdown of attacks) {
    const note = await anna.api.notes.add({ applicationId, markdown })
    expect(note.markdown, 'as typed').toBe(markdown)
    expect(note.html, markdown).not.toMatch(/<(?!\/?(?:p|br|a|code|strong|em|h3|ul|li)\b)|\son\w+=|href="(?!https:|mailto:)/i)
  }
  const posting = await anna.api.applications.save({ from: 'form', title: 'Cook', text: attacks.join('\n\n') })
  const { textHtml } = await anna.api.applications.get({ applicationId: posting.card.id })
  expect(textHtml).not.toMatch(/<script|<img|<svg|<iframe|<style|javascript:alert\(1\)"|onerror=/i)
})

test('a note over 20 kB is refused, in bytes and not in letters', async () => {
  await using world = await newWorld()
  const { anna, applicationId } = await annaWithOne(world)
  await expect(anna.api.notes.add({ applicationId, markdown: 'ü'.repeat(10_241) })).rejects.toThrow('over 20 kB')
  await expect(anna.api.notes.add({ applicationId, markdown: 'ü'.repeat(10_240) })).resolves.toMatchObject({ version: 1 })
})

test('a note sent twice is one, and an edit of an old version is told', async () => {
  await using world = await newWorld()
  const { anna, applicationId } = await annaWithOne(world)
  const noteId = newId('note')
  const first = await anna.api.notes.add({ applicationId, markdown: 'Call back', noteId })
  expect(await anna.api.notes.add({ applicationId, markdown: 'Call back', noteId })).toEqual(first)
  await anna.api.notes.update({ noteId, markdown: 'Call on Monday', version: 1 })
  expect(await failure(anna.api.notes.update({ noteId, markdown: 'Call on Friday', version: 1 }))).toMatchObject({
    reason: 'note.changed-since',
  })
})

test('a file is what its bytes say; pages, pictures that run and programs are refused', async () => {
  await using world = await newWorld()
  const { anna, applicationId } = await annaWithOne(world)
  const kept = await addAttachment(anna.ctx, { applicationId, name: '../../etc/offer\u202e.pdf"<x>', bytes: PDF })
  expect(kept).toMatchObject({ name: 'offer.pdfx', mediaType: 'application/pdf' })
  expect(new Uint8Array((await readAttachment(anna.ctx, kept.id)).bytes)).toEqual(PDF)
  for (const text of [
    '<html><script>x</script>',
    '<svg xmlns="http://www.w3.org/2000/svg" onload="x"/>',
    'MZ\u0090\u0000',
    'PK\u0003\u0004 plain zip',
    '',
  ]) {
    const bytes = new TextEncoder().encode(text)
    expect(await failure(addAttachment(anna.ctx, { applicationId, name: 'offer.pdf', bytes }))).toMatchObject({ code: 'invalid' })
  }
  const large = new Uint8Array(10 * 1_048_576 + 1)
  large.set(PDF)
  expect(await failure(addAttachment(anna.ctx, { applicationId, name: 'a.pdf', bytes: large }))).toMatchObject({
    reason: 'attachment.too-large',
  })
})

test('what was removed comes back for 30 days, then rows and files are gone', async () => {
  await using world = await newWorld()
  const { anna, applicationId } = await annaWithOne(world)
  await addAttachment(anna.ctx, { applicationId, name: 'a.pdf', bytes: PDF })
  await anna.api.notes.add({ applicationId, markdown: 'Secret' })
  await anna.api.applications.remove({ applicationId })
  expect((await anna.api.applications.list({})).data).toEqual([])
  expect((await anna.api.applications.list({ isRemoved: true })).data).toHaveLength(1)
  world.passMs(29 * DAY_MS)
  expect(await eraseRemoved(world.as('system'))).toBe(0)
  await anna.api.applications.restore({ applicationId })
  expect((await anna.api.applications.list({})).data).toHaveLength(1)
  await anna.api.applications.remove({ applicationId })
  world.passMs(31 * DAY_MS)
  expect(await eraseRemoved(world.as('system'))).toBe(1)
  expect(await failure(anna.api.applications.get({ applicationId }))).toMatchObject({ code: 'not_found' })
  expect((await anna.ctx.files.listByPrefix(`applications/${anna.personId}/`)).files).toEqual([])
})

test('a company is recognised in another spelling, and what was applied for there is told with how alike it is', async () => {
  await using world = await newWorld()
  const { anna } = await annaWithOne(world)
  const again = await anna.api.applications.save({ from: 'form', title: 'Baker (m/w/d)', companyName: 'KESTREL BAKERY' })
  expect(again.earlier.map(({ title, likeness }) => [title, likeness])).toEqual([['Baker', 'same-title']])
  const near = await anna.api.applications.findEarlier({ title: 'Head of Sales', companyName: 'Kestrel Bakery, Inc.' })
  expect(near.map(({ likeness }) => likeness)).toEqual(['same-company', 'same-company'])
  expect(await anna.api.applications.findEarlier({ title: 'Baker', companyName: 'Kestrel Tools' })).toEqual([])
})

test('an address alone is fetched and read, what its page says for machines first, and the same address is the same job', async () => {
  await using world = await newWorld()
  const { anna, applicationId } = await annaWithOne(world)
  const posting = {
    '@type': 'JobPosting',
    title: 'Night Baker',
    hiringOrganization: { '@type': 'Organization', name: 'Kestrel Bakery' },
    jobLocation: { address: { addressLocality: 'Leipzig', addressCountry: 'Germany' } },
    description: '<p>Bread from ten at night. We are hiring: Head of Something Else.</p>',
  }
  const url = 'https://kestrel.example/jobs/7'
  world.state.web.page(url, `<title>Jobs</title><script type="application/ld+json">${JSON.stringify(posting)}</script><main>Hello</main>`)
  world.state.web.redirect('https://kestrel.example/j7', url)
  const preview = await anna.api.applications.preview({ url: 'https://kestrel.example/j7' })
  expect(preview).toMatchObject({
    title: 'Night Baker',
    companyName: 'Kestrel Bakery',
    places: ['Leipzig, Germany'],
    url,
    source: 'kestrel.example',
    earlier: [{ id: applicationId, likeness: 'same-company' }],
  })
  expect(preview.text).toContain('Bread from ten at night.')
  expect((await anna.api.applications.list({})).total).toBe(1)

  const { title, companyName, places, source, text } = preview
  const saved = await anna.api.applications.save({ from: 'form', title: title ?? '', companyName, places, url, source, text })
  const again = await anna.api.applications.preview({ url })
  expect(again.earlier[0]).toMatchObject({ id: saved.card.id, likeness: 'same-job' })

  world.state.web.page(
    'https://plain.example/',
    '<main><p>We are hiring a Pastry Chef in Porto. Send your CV to jobs@plain.example.</p></main>',
  )
  expect(await anna.api.applications.preview({ url: 'https://plain.example/' })).toMatchObject({
    title: expect.stringMatching(/Pastry Chef/i),
  })
  expect(await failure(anna.api.applications.preview({ url: 'https://plain.example/nothing' }))).toMatchObject({ code: 'invalid' })
  world.state.isLimited = true
  expect(await failure(anna.api.applications.preview({ url }))).toMatchObject({ reason: 'page.too-many' })
})

test('a note and a contact that are added, changed and removed are told to all screens of their person, without their words', async () => {
  await using world = await newWorld()
  const { anna, applicationId } = await annaWithOne(world)
  const note = await anna.api.notes.add({ applicationId, markdown: 'A secret' })
  await anna.api.notes.add({ applicationId, markdown: 'A secret', noteId: note.id })
  await anna.api.notes.update({ noteId: note.id, markdown: 'Another secret', version: 1 })
  await anna.api.notes.remove({ noteId: note.id })
  const contact = await anna.api.contacts.add({ applicationId, name: 'Rosa Secret' })
  await anna.api.contacts.update({ contactId: contact.id, name: 'Rosa Secret', role: 'Head baker' })
  await anna.api.contacts.remove({ contactId: contact.id })
  await world.settle()
  const events = world.events({ party: 'person', room: anna.personId }).slice(1)
  expect(events.map(({ type, data }) => [type, 'isRemoved' in data && data.isRemoved])).toEqual([
    ['note.changed', false],
    ['note.changed', false],
    ['note.changed', true],
    ['contact.changed', false],
    ['contact.changed', false],
    ['contact.changed', true],
  ])
  expect(JSON.stringify(events)).not.toMatch(/secret|baker/i)
})

test('500 change in one go, and one undo takes all of it back', async () => {
  await using world = await newWorld()
  const anna = await world.person('Anna')
  const ids: string[] = []
  for (let n = 0; n < 12; n++) ids.push((await anna.api.applications.save({ from: 'form', title: `Job ${n}` })).card.id)
  const offer = (await anna.api.applications.save({ from: 'form', title: 'Offered', stage: { group: 'offer' } })).card.id
  const moved = await anna.api.applications.changeMany({
    applicationIds: [...ids, offer],
    change: { kind: 'move', to: { group: 'applied' } },
  })
  expect(moved.cards).toHaveLength(12)
  expect(moved.refused).toMatchObject([{ applicationId: offer, reason: 'application.offer-stands' }])
  const order = (await anna.api.applications.list({ group: ['applied'], sort: 'board' })).data.map(({ id }) => id)
  expect(order, 'in the order given').toEqual(ids)
  const undone = await anna.api.applications.undo({ batchId: moved.batchId })
  expect(undone.cards.every(({ group }) => group === 'preparing')).toBe(true)
  const boris = await world.person('Boris')
  const stolen = boris.api.applications.changeMany({ applicationIds: [ids[0] ?? ''], change: { kind: 'remove' } })
  expect(await failure(stolen)).toMatchObject({ code: 'not_found' })
})

test('an undo of many is refused when one changed since, or leaves that one and takes back the rest', async () => {
  await using world = await newWorld()
  const anna = await world.person('Anna')
  const a = (await anna.api.applications.save({ from: 'form', title: 'A' })).card.id
  const b = (await anna.api.applications.save({ from: 'form', title: 'B' })).card.id
  const { batchId } = await anna.api.applications.changeMany({ applicationIds: [a, b], change: { kind: 'move', to: { group: 'applied' } } })
  await anna.api.applications.move({ applicationId: b, to: { group: 'interview' } })
  expect(await failure(anna.api.applications.undo({ batchId }))).toMatchObject({ reason: 'application.changed-since' })
  const some = await anna.api.applications.undo({ batchId, skipConflicts: true })
  expect(some.cards.map(({ title, group }) => [title, group])).toEqual([['A', 'preparing']])
  expect(some.refused.map(({ applicationId }) => applicationId)).toEqual([b])
})

test('a corrected date keeps when it was believed to have happened and when we learned better', async () => {
  await using world = await newWorld()
  const { anna, applicationId } = await annaWithOne(world)
  await anna.api.applications.move({ applicationId, to: { group: 'applied' } })
  const [step] = (await anna.api.applications.history({ applicationId })).data
  world.passMs(DAY_MS)
  const happenedAt = '2026-11-18T08:00:00.000Z'
  const corrected = await anna.api.applications.correctDate({ applicationId, eventId: step?.id ?? '', happenedAt })
  expect(corrected.card).toMatchObject({ appliedAt: happenedAt, stageSince: happenedAt })
  const [correction, kept] = (await anna.api.applications.history({ applicationId })).data
  expect(kept).toEqual({ ...step, isUndone: false })
  expect(correction).toMatchObject({ learnedAt: '2026-11-22T10:00:00.000Z', change: { from: step?.happenedAt, to: happenedAt } })
  const future = anna.api.applications.correctDate({ applicationId, eventId: step?.id ?? '', happenedAt: '2027-01-01T00:00:00.000Z' })
  expect(await failure(future)).toMatchObject({ reason: 'application.in-the-future' })
})

test('a posting stays as it was saved, whatever becomes of its job', async () => {
  await using world = await newWorld()
  const anna = await world.person('Anna')
  await world.deliver([
    world.post({
      externalId: '1',
      text: 'Kestrel Bakery is hiring a Pastry Chef in Lyon, France. Full-time, 2.300 € per month. Apply: https://kestrel.example/jobs',
    }),
  ])
  await world.settle()
  const [job] = (await anna.api.jobs.search({})).data
  const saved = await anna.api.applications.save({ from: 'job', jobId: job?.id ?? '' })
  expect(saved.card).toMatchObject({ jobId: job?.id, title: job?.title, companyName: job?.companyName })
  const again = await anna.api.applications.save({ from: 'job', jobId: job?.id ?? '' })
  expect([again.isNew, again.card.id]).toEqual([false, saved.card.id])
  const before = await anna.api.applications.get({ applicationId: saved.card.id })
  await world.deliver([world.removal('1')])
  await world.settle()
  const after = await anna.api.applications.get({ applicationId: saved.card.id })
  expect({ title: after.title, text: after.text, companyName: after.companyName }).toEqual({
    title: before.title,
    text: before.text,
    companyName: before.companyName,
  })
  expect(after.text).toContain('Pastry Chef')
})

test('today knows what is late, due and near by the calendar of the person, and orders it as they wish', async () => {
  await using world = await newWorld()
  const { anna, applicationId } = await annaWithOne(world)
  // 11:00 in Berlin.
  const add = (text: string, dueAt: string, isAllDay = false) => anna.api.reminders.add({ applicationId, text, dueAt, isAllDay })
  await add('late', '2026-11-21T08:00:00.000Z')
  await add('all day', '2026-11-20T23:00:00.000Z', true)
  await add('tonight', '2026-11-21T22:30:00.000Z')
  await add('tomorrow', '2026-11-21T23:30:00.000Z')
  await add('far', '2026-12-21T09:00:00.000Z')
  const today = await anna.api.applications.today()
  expect(today.date).toBe('2026-11-21')
  expect(today.overdue.map(({ text }) => text)).toEqual(['late'])
  expect(today.today.map(({ text }) => text)).toEqual(['all day', 'tonight'])
  expect(today.upcoming.map(({ text }) => text)).toEqual(['tomorrow'])
  const urgent = (await anna.api.applications.save({ from: 'form', title: 'Urgent', priority: 1 })).card.id
  await anna.api.reminders.add({ applicationId: urgent, text: 'first', dueAt: '2026-11-21T22:45:00.000Z' })
  await anna.api.applications.setTodayWeights({ due: 0, priority: 100, stage: 0, freshness: 0 })
  expect((await anna.api.applications.today()).today[0]?.text).toBe('first')
})

test('a reminder is the next action of its card until it is done, and snoozing keeps what was planned first', async () => {
  await using world = await newWorld()
  const { anna, applicationId } = await annaWithOne(world)
  const dueAt = '2026-11-22T09:00:00.000Z'
  const reminder = await anna.api.reminders.add({ applicationId, text: 'Ask', dueAt })
  const next = async () => (await anna.api.applications.list({})).data[0]?.nextAction
  expect(await next()).toEqual({ reminderId: reminder.id, text: 'Ask', dueAt })
  const snoozed = await anna.api.reminders.snooze({ reminderId: reminder.id, until: '2026-11-25T09:00:00.000Z' })
  expect(snoozed).toMatchObject({ dueAt: '2026-11-25T09:00:00.000Z', firstDueAt: dueAt })
  const done = await anna.api.reminders.done({ reminderId: reminder.id })
  expect(await anna.api.reminders.done({ reminderId: reminder.id })).toEqual(done)
  expect(await next()).toBeNull()
})

test('silence says what is usual and where that comes from: five answers of one’s own, or a default', async () => {
  await using world = await newWorld()
  const anna = await world.person('Anna')
  const save = (title: string, daysAgo: number) =>
    anna.api.applications.save({
      from: 'form',
      title,
      stage: { group: 'applied' },
      happenedAt: new Date(world.state.now.getTime() - daysAgo * DAY_MS).toISOString(),
    })
  const { card } = await save('Waiting', 10)
  const silence = async () => (await anna.api.applications.get({ applicationId: card.id })).silence
  expect(await silence()).toMatchObject({ from: 'default', thresholdDays: 14, silentDays: 10, isSilent: false, samples: 0 })
  for (let n = 0; n < 5; n++) {
    const { card: answered } = await save(`Answered ${n}`, 30)
    const happenedAt = new Date(world.state.now.getTime() - 24 * DAY_MS).toISOString()
    await anna.api.applications.move({ applicationId: answered.id, to: { group: 'screening' }, happenedAt })
  }
  expect(await silence()).toMatchObject({ from: 'own', thresholdDays: 6, silentDays: 10, isSilent: true, samples: 5 })
  expect((await anna.api.applications.today()).overdue.map(({ kind, card }) => [kind, card.title])).toContainEqual(['silence', 'Waiting'])
})

test('a stage of one’s own holds cards, keeps its name once, and goes only when it is empty', async () => {
  await using world = await newWorld()
  const { anna, applicationId } = await annaWithOne(world)
  const stage = await anna.api.stages.add({ group: 'interview', name: 'Second round' })
  expect(await anna.api.stages.add({ group: 'interview', name: 'second ROUND' })).toEqual(stage)
  const moved = await anna.api.applications.move({ applicationId, to: { group: 'interview', stageId: stage.id } })
  expect(moved.card).toMatchObject({ group: 'interview', stageId: stage.id })
  expect(await failure(anna.api.stages.remove({ stageId: stage.id }))).toMatchObject({ reason: 'stage.not-empty' })
  const back = await anna.api.applications.move({ applicationId, to: { group: 'interview' } })
  await anna.api.stages.remove({ stageId: stage.id })
  expect(await failure(anna.api.applications.undo({ batchId: back.batchId }))).toMatchObject({ reason: 'application.stage-gone' })
  const boris = await world.person('Boris')
  const theirs = await boris.api.stages.add({ group: 'applied', name: 'Mine' })
  const stolen = anna.api.applications.move({ applicationId, to: { group: 'applied', stageId: theirs.id } })
  expect(await failure(stolen)).toMatchObject({ code: 'not_found', reason: 'stage.not-found' })
})

test('a contact leaves as a vCard whose text ends no line of its own making', async () => {
  await using world = await newWorld()
  const { anna, applicationId } = await annaWithOne(world)
  const contact = await anna.api.contacts.add({
    applicationId,
    name: 'Ana María; Núñez,\nBEGIN:VCARD',
    role: 'Head of a very long department whose name goes on until it needs a second line of the file',
    email: 'ana@kestrel.example',
  })
  const { body } = await anna.api.contacts.card({ contactId: contact.id })
  expect(body.match(/^BEGIN:VCARD\r$/gm)).toHaveLength(1)
  expect(body.split('\r\n').every((line) => new TextEncoder().encode(line).length <= 75)).toBe(true)
  const unfolded = body.replaceAll('\r\n ', '')
  expect(unfolded).toContain('FN:Ana María\\; Núñez\\,\\nBEGIN:VCARD\r\n')
  expect(unfolded).toContain('ORG:Kestrel Bakery GmbH\r\n')
})

test('no id of another person opens anything, and each is told what a wrong id is told', async () => {
  await using world = await newWorld()
  const { anna, applicationId } = await annaWithOne(world)
  const boris = await world.person('Boris')
  const attachment = await addAttachment(anna.ctx, { applicationId, name: 'a.pdf', bytes: PDF })
  const note = await anna.api.notes.add({ applicationId, markdown: 'Secret' })
  const contact = await anna.api.contacts.add({ applicationId, name: 'Carla' })
  const reminder = await anna.api.reminders.add({ applicationId, text: 'Ask', dueAt: '2026-12-01T09:00:00.000Z' })
  const stage = await anna.api.stages.add({ group: 'interview', name: 'Second round' })
  const [event] = (await anna.api.applications.history({ applicationId })).data
  const day = {
    startsAt: '2026-12-01T09:00:00.000Z',
    endsAt: '2026-12-01T10:00:00.000Z',
    timeZone: 'Europe/Berlin',
    kind: 'video' as const,
  }
  const interview = await anna.api.interviews.add({ applicationId, ...day })
  type Try = (id: { of: (kind: Parameters<typeof newId>[0], real: string) => string }) => Promise<unknown>
  const tries: Try[] = [
    (id) => boris.api.applications.get({ applicationId: id.of('application', applicationId) }),
    (id) => boris.api.applications.update({ applicationId: id.of('application', applicationId), change: { priority: 1 } }),
    (id) => boris.api.applications.remove({ applicationId: id.of('application', applicationId) }),
    (id) => boris.api.applications.restore({ applicationId: id.of('application', applicationId) }),
    (id) =>
      boris.api.applications.correctDate({
        applicationId: id.of('application', applicationId),
        eventId: id.of('applicationEvent', event?.id ?? ''),
        happenedAt: '2026-11-01T09:00:00.000Z',
      }),
    (id) => boris.api.notes.add({ applicationId: id.of('application', applicationId), markdown: 'x' }),
    (id) => boris.api.notes.update({ noteId: id.of('note', note.id), markdown: 'x', version: 1 }),
    (id) => boris.api.notes.remove({ noteId: id.of('note', note.id) }),
    (id) => boris.api.contacts.add({ applicationId: id.of('application', applicationId), name: 'x' }),
    (id) => boris.api.contacts.update({ contactId: id.of('contact', contact.id), name: 'x' }),
    (id) => boris.api.contacts.card({ contactId: id.of('contact', contact.id) }),
    (id) => boris.api.contacts.remove({ contactId: id.of('contact', contact.id) }),
    (id) => boris.api.reminders.add({ applicationId: id.of('application', applicationId), text: 'x', dueAt: '2026-12-01T09:00:00.000Z' }),
    (id) => boris.api.reminders.update({ reminderId: id.of('reminder', reminder.id), text: 'x' }),
    (id) => boris.api.reminders.snooze({ reminderId: id.of('reminder', reminder.id), until: '2026-12-02T09:00:00.000Z' }),
    (id) => boris.api.reminders.done({ reminderId: id.of('reminder', reminder.id) }),
    (id) => boris.api.reminders.remove({ reminderId: id.of('reminder', reminder.id) }),
    (id) => boris.api.stages.update({ stageId: id.of('stage', stage.id), name: 'x' }),
    (id) => boris.api.stages.remove({ stageId: id.of('stage', stage.id) }),
    (id) => boris.api.applications.removeAttachment({ attachmentId: id.of('attachment', attachment.id) }),
    (id) => readAttachment(boris.ctx, id.of('attachment', attachment.id)),
    (id) => addAttachment(boris.ctx, { applicationId: id.of('application', applicationId), name: 'a.pdf', bytes: PDF }),
    (id) => boris.api.interviews.add({ applicationId: id.of('application', applicationId), ...day }),
    (id) => boris.api.interviews.get({ interviewId: id.of('interview', interview.id) }),
    (id) => boris.api.interviews.update({ interviewId: id.of('interview', interview.id), version: 1, ...day }),
    (id) => boris.api.interviews.callOff({ interviewId: id.of('interview', interview.id) }),
    (id) => boris.api.interviews.versions({ interviewId: id.of('interview', interview.id) }),
    (id) => boris.api.interviews.file({ interviewId: id.of('interview', interview.id) }),
  ]
  for (const attempt of tries) {
    const theirs = await failure(attempt({ of: (_, real) => real }))
    const missing = await failure(attempt({ of: (kind) => newId(kind) }))
    expect(theirs.code, String(attempt)).toBe('not_found')
    expect(theirs).toEqual(missing)
  }
  // An id that somebody else has already made gives nothing of theirs away, and takes nothing from them.
  const own = (await boris.api.applications.save({ from: 'form', title: 'Cook' })).card.id
  expect(await failure(boris.api.notes.add({ applicationId: own, markdown: 'x', noteId: note.id }))).toMatchObject({ code: 'not_found' })
  expect((await anna.api.applications.get({ applicationId })).notes[0]?.markdown).toBe('Secret')
})
