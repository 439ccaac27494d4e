import { expect, test } from 'vitest'
import { personRoom } from '../../contract/live'
import { RESUMES_MAX } from '../../contract/resumes'
import { OWN_RESUMES } from '../../test/fixtures/resumes/own'
import { failure, newWorld, type World } from '../../test/world'
import { exportResume } from './export-resume'
import { extractText } from './extract-text'
import { readResume } from './read-resume'
import { startReading } from './start-reading'
import { writeDocx } from './write-docx'

const engineer = () => {
  const resume = OWN_RESUMES.engineer
  if (!resume) throw new Error('The fixture is missing.')
  return resume
}
const uploaded = async (world: World, person: Awaited<ReturnType<World['person']>>) => {
  const file = await startReading(person.ctx, { name: 'Mira.docx', bytes: writeDocx(engineer()) })
  await world.settle()
  return file.id
}

test('a reading becomes a résumé once its person has confirmed it, with what they changed and without what they dropped', async () => {
  await using world = await newWorld()
  const mira = await world.person('Mira')
  const fileId = await uploaded(world, mira)
  const { work: _dropped, ...kept } = engineer()
  const confirmed = { ...kept, basics: { ...kept.basics, label: 'Chief Engineer' } }
  const made = await mira.api.resumes.confirmReading({ fileId, name: 'Main', resume: confirmed })
  expect(made).toMatchObject({ version: 1, name: 'Main', fileId })
  await world.settle()
  expect((await mira.api.resumes.get({ resumeId: made.id })).resume).toEqual(confirmed)
  expect(world.events(personRoom(mira.personId)).at(-1)).toMatchObject({ type: 'resume.changed', data: { resume: { id: made.id } } })
})

test('confirming a file twice is one résumé; confirming it anew is its next revision', async () => {
  await using world = await newWorld()
  const mira = await world.person('Mira')
  const fileId = await uploaded(world, mira)
  const confirm = (name: string) => mira.api.resumes.confirmReading({ fileId, name, resume: engineer() })
  const [first, second] = await Promise.all([confirm('Main'), confirm('Main')])
  expect([second.id, second.version, first.version]).toEqual([first.id, 1, 1])
  const third = await mira.api.resumes.confirmReading({ fileId, name: 'Main', resume: { basics: { name: 'Mira' } } })
  expect([third.id, third.version]).toEqual([first.id, 2])
})

test('a file that is not read yet, or is somebody else’s, cannot be confirmed', async () => {
  await using world = await newWorld()
  const mira = await world.person('Mira')
  const boris = await world.person('Boris')
  const file = await startReading(mira.ctx, { name: 'Mira.docx', bytes: writeDocx(engineer()) })
  const confirm = (who: typeof mira) => failure(who.api.resumes.confirmReading({ fileId: file.id, name: 'Main', resume: {} }))
  expect(await confirm(mira)).toMatchObject({ reason: 'resume.not-read' })
  expect(await confirm(boris)).toMatchObject({ code: 'not_found' })
})

test('every edit is a revision that can be put back, and putting back is one too', async () => {
  await using world = await newWorld()
  const mira = await world.person('Mira')
  const { id: resumeId } = await mira.api.resumes.start({ name: 'Main', resume: engineer() })
  await mira.api.resumes.save({ resumeId, version: 1, resume: { ...engineer(), skills: [{ name: 'Welding' }] } })
  await mira.api.resumes.save({ resumeId, version: 2, resume: { basics: { name: 'Mira' } } })
  const restored = await mira.api.resumes.restoreRevision({ resumeId, version: 1 })
  expect(restored).toMatchObject({ version: 4, resume: engineer() })
  const { data } = await mira.api.resumes.revisions({ resumeId })
  expect(data.map(({ version, cause }) => [version, cause])).toEqual([
    [4, 'restored'],
    [3, 'edited'],
    [2, 'edited'],
    [1, 'started'],
  ])
  expect(data[2]?.sections).toEqual(['skills'])
  expect((await mira.api.resumes.revision({ resumeId, version: 2 })).resume.skills).toEqual([{ name: 'Welding' }])
  const page = await mira.api.resumes.revisions({ resumeId, limit: 3 })
  expect((await mira.api.resumes.revisions({ resumeId, limit: 3, cursor: page.next ?? '' })).data.map(({ version }) => version)).toEqual([
    1,
  ])
})

test('of two screens that edit the same revision the second is told, and loses nothing; the same edit twice is one', async () => {
  await using world = await newWorld()
  const mira = await world.person('Mira')
  const { id: resumeId } = await mira.api.resumes.start({ name: 'Main' })
  const save = (label: string) => mira.api.resumes.save({ resumeId, version: 1, resume: { basics: { label } } })
  expect((await save('Engineer')).version).toBe(2)
  expect((await save('Engineer')).version).toBe(2)
  expect(await failure(save('Baker'))).toMatchObject({ code: 'conflict', reason: 'resume.changed-since' })
  expect((await mira.api.resumes.get({ resumeId })).resume.basics?.label).toBe('Engineer')
})

test('old revisions are let go, but for those with a label and those that were sent', async () => {
  await using world = await newWorld()
  const mira = await world.person('Mira')
  const { id: resumeId } = await mira.api.resumes.start({ name: 'Main' })
  await mira.api.resumes.labelRevision({ resumeId, version: 1, label: 'First try' })
  await mira.api.resumes.save({ resumeId, version: 1, name: 'Other' })
  await mira.ctx.db.execute(`update resume_versions set version = 500 where version = 2`)
  await mira.ctx.db.execute(`update resumes set version = 500`)
  await mira.api.resumes.save({ resumeId, version: 500, name: 'Third' })
  expect((await mira.api.resumes.revisions({ resumeId })).data.map(({ version, label }) => [version, label])).toEqual([
    [501, null],
    [500, null],
    [1, 'First try'],
  ])
})

test('which version went to which application is noted, counted, and shown from both sides', async () => {
  await using world = await newWorld()
  const mira = await world.person('Mira')
  const { id: resumeId } = await mira.api.resumes.start({ name: 'Main', resume: engineer() })
  const { card } = await mira.api.applications.save({ from: 'form', title: 'Bridge Engineer', companyName: 'Spanwerk' })
  await mira.api.resumes.sendVersion({ resumeId, applicationId: card.id })
  await mira.api.resumes.save({ resumeId, version: 1, resume: {} })
  expect(await mira.api.resumes.sent({ resumeId })).toMatchObject([{ applicationId: card.id, title: 'Bridge Engineer', version: 1 }])
  expect((await mira.api.resumes.list())[0]).toMatchObject({ applications: 1, version: 2 })
  const { data } = await mira.api.resumes.revisions({ resumeId })
  expect(data.map(({ applications }) => applications)).toEqual([0, 1])
  expect((await mira.api.applications.get({ applicationId: card.id })).resumeVersionId).toBe(data[1]?.id)
})

test('JSON Resume comes in and goes out the same; what is none is refused at its field', async () => {
  await using world = await newWorld()
  const mira = await world.person('Mira')
  const bring = (json: string) => mira.api.resumes.importJson({ name: 'Brought', json })
  const made = await bring(JSON.stringify({ ...engineer(), work: [{ name: 'Spanwerk', url: '', endDate: null, unknown: 1 }] }))
  expect(made.resume).toEqual({ ...engineer(), work: [{ name: 'Spanwerk' }] })
  const { bytes } = await exportResume(mira.ctx, { resumeId: made.id, format: 'json' })
  expect(JSON.parse(new TextDecoder().decode(bytes))).toMatchObject(made.resume)
  expect((await bring(new TextDecoder().decode(bytes))).resume).toEqual(made.resume)
  for (const json of ['[', '[]', '{}', '"x"', '{"basics":{"url":"javascript:alert(1)"}}', '{"work":[{"startDate":"May"}]}'])
    expect(await failure(bring(json))).toMatchObject({ reason: 'resume.bad-json' })
  expect((await mira.api.resumes.list()).length).toBe(2)
})

test('the PDF and the Word document of a résumé read back to the same data', async () => {
  await using world = await newWorld()
  const mira = await world.person('Mira')
  const { id: resumeId } = await mira.api.resumes.start({ name: 'Main', resume: engineer() })
  for (const format of ['pdf', 'docx'] as const) {
    const { bytes, fileName } = await exportResume(mira.ctx, { resumeId, format })
    expect(fileName).toBe(`Main.${format}`)
    expect(readResume((await extractText(bytes)).text).resume).toEqual(engineer())
  }
})

test('a public link shows the newest revision without contact, counts others’ visits alone, and ends by itself', async () => {
  await using world = await newWorld()
  const mira = await world.person('Mira')
  const { id: resumeId } = await mira.api.resumes.start({ name: 'Main', resume: engineer() })
  const link = await mira.api.resumes.makeLink({ resumeId, days: 7 })
  const token = link.url.split('/r/')[1] ?? ''
  const visitor = world.api('visitor')
  const { resume } = await visitor.resumes.showPublic({ token })
  expect(resume.basics).toMatchObject({ name: engineer().basics?.name, location: { city: 'Gothenburg' } })
  expect(JSON.stringify(resume)).not.toMatch(/mira@okonkwo|\+46/)
  for (const [api, counted] of [
    [visitor, true],
    [visitor, true],
    [mira.api, false],
  ] as const)
    expect(await api.resumes.countView({ token })).toEqual({ counted })
  expect([resume, await mira.api.resumes.showPublic({ token })]).toMatchObject([{}, { isOwn: true }])
  await mira.api.resumes.save({ resumeId, version: 1, resume: { basics: { name: 'Newer' } } })
  expect((await visitor.resumes.showPublic({ token })).resume.basics?.name).toBe('Newer')
  expect(await mira.api.resumes.links({ resumeId })).toMatchObject([{ views: 2, isOpen: true, url: link.url }])
  world.passMs(7 * 86_400_000)
  expect(await failure(visitor.resumes.showPublic({ token }))).toMatchObject({ code: 'not_found' })
  expect(await visitor.resumes.countView({ token })).toEqual({ counted: false })
  expect(await mira.api.resumes.links({ resumeId })).toMatchObject([{ views: 2, isOpen: false }])
})

test('an ended link, a removed résumé and a link that never was are the same to a visitor', async () => {
  await using world = await newWorld()
  const mira = await world.person('Mira')
  const { id: resumeId } = await mira.api.resumes.start({ name: 'Main', resume: engineer() })
  const made = await Promise.all([1, 2].map(() => mira.api.resumes.makeLink({ resumeId, showsContact: true })))
  const tokens = made.map(({ url }) => url.split('/r/')[1] ?? '')
  const visit = (token: string) => world.api('visitor').resumes.showPublic({ token })
  expect((await visit(tokens[0] ?? '')).resume.basics?.email).toBe('mira@okonkwo.example')
  const never = await failure(visit('x'.repeat(43)))
  for (const time of ['first', 'second'])
    expect([time, (await mira.api.resumes.revokeLink({ linkId: made[0]?.id ?? '' })).isOpen]).toEqual([time, false])
  expect(await failure(visit(tokens[0] ?? ''))).toEqual(never)
  await mira.api.resumes.remove({ resumeId })
  expect(await failure(visit(tokens[1] ?? ''))).toEqual(never)
  await world.settle()
  expect(world.events(personRoom(mira.personId)).at(-1)).toMatchObject({ type: 'resume.changed', data: { isRemoved: true } })
})

test('a stranger gets not_found for everything of a résumé, exactly as for one that does not exist', async () => {
  await using world = await newWorld()
  const mira = await world.person('Mira')
  const boris = await world.person('Boris')
  const { id: resumeId } = await mira.api.resumes.start({ name: 'Main', resume: engineer() })
  const own = await boris.api.resumes.start({ name: 'Own' })
  const { id: linkId } = await mira.api.resumes.makeLink({ resumeId })
  const { card } = await mira.api.applications.save({ from: 'form', title: 'Baker' })
  const missing = await failure(boris.api.resumes.get({ resumeId: `rsm_${'f'.repeat(32)}` }))
  const { resumes } = boris.api
  for (const call of [resumes.get, resumes.remove, resumes.revisions, resumes.sent, resumes.links, resumes.makeLink])
    expect(await failure(call({ resumeId }))).toEqual(missing)
  for (const call of [resumes.save, resumes.revision, resumes.restoreRevision])
    expect(await failure(call({ resumeId, version: 1 }))).toEqual(missing)
  expect(await failure(resumes.labelRevision({ resumeId, version: 1, label: 'x' }))).toEqual(missing)
  expect(await failure(resumes.sendVersion({ resumeId, applicationId: card.id }))).toEqual(missing)
  expect(await failure(resumes.sendVersion({ resumeId: own.id, applicationId: card.id }))).toMatchObject({
    reason: 'application.not-found',
  })
  for (const call of [resumes.revokeLink, resumes.removeLink]) expect(await failure(call({ linkId }))).toMatchObject({ code: 'not_found' })
  expect(await failure(exportResume(boris.ctx, { resumeId, format: 'json' }))).toEqual(missing)
  expect(await resumes.list()).toMatchObject([{ name: 'Own' }])
})

test('nothing of a résumé lies open in the database or in its events', async () => {
  await using world = await newWorld()
  const mira = await world.person('Somebody')
  const { id: resumeId } = await mira.api.resumes.start({ name: 'Spanwerk letter', resume: engineer() })
  await mira.api.resumes.labelRevision({ resumeId, version: 1, label: 'For Spanwerk' })
  const { url } = await mira.api.resumes.makeLink({ resumeId })
  await world.settle()
  const kept = JSON.stringify(
    await Promise.all(
      ['resumes', 'resume_versions', 'resume_links', 'outbox'].map((table) => mira.ctx.db.execute(`select * from ${table}`)),
    ),
  )
  expect(kept).toContain(resumeId)
  expect(kept).not.toMatch(/Mira|Okonkwo|Spanwerk/)
  expect(kept).not.toContain(url.split('/r/')[1])
})

test('a person keeps thirty résumés and no more', async () => {
  await using world = await newWorld()
  const mira = await world.person('Mira')
  for (let each = 0; each < RESUMES_MAX; each++) await mira.api.resumes.start({ name: `No. ${each}` })
  expect(await failure(mira.api.resumes.start({ name: 'One more' }))).toMatchObject({ code: 'conflict', reason: 'resume.too-many' })
})
