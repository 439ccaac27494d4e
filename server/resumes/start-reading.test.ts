import { expect, test } from 'vitest'
import { personRoom } from '../../contract/live'
import { column, pdfOf } from '../../test/fixtures/resumes/pdf'
import { failure, newWorld } from '../../test/world'
import { eraseResumeFilesOf } from './resume-files'
import { startReading } from './start-reading'
import { receiveResumeFile } from './upload'

const small = () =>
  pdfOf({
    lines: column(50, 60, [
      'Mira Okonkwo-Lindqvist',
      'Bridge Engineer',
      'mira@okonkwo.example',
      '',
      'WORK EXPERIENCE',
      'Bridge Engineer at Spanwerk GmbH',
      'March 2019 to Present',
      '• Inspected forty bridges.',
    ]),
  })

test('an uploaded file is read, and its owner follows it live', async () => {
  await using world = await newWorld()
  const mira = await world.person('Mira')
  const file = await startReading(mira.ctx, { name: 'Mira CV.pdf', bytes: await small() })
  expect(file).toMatchObject({ state: 'waiting', kind: 'pdf', name: 'Mira CV.pdf', failure: null })
  await world.settle()
  const read = await mira.api.resumes.getFile({ fileId: file.id })
  expect(read).toMatchObject({ state: 'read', progressRatio: 1, pages: 1 })
  expect(read.reading?.resume.basics).toMatchObject({
    name: 'Mira Okonkwo-Lindqvist',
    email: 'mira@okonkwo.example',
    label: 'Bridge Engineer',
  })
  expect(read.reading?.resume.work).toMatchObject([{ name: 'Spanwerk GmbH', position: 'Bridge Engineer', startDate: '2019-03' }])
  const told = world
    .events(personRoom(mira.personId))
    .flatMap((event) => (event.type === 'resume.reading-changed' ? event.data.file.state : []))
  expect([told[0], told.at(-1)]).toEqual(['reading', 'read'])
  expect(JSON.stringify(world.state.published)).not.toContain('Mira')
})

test('nothing of a résumé lies open in the database or among the files', async () => {
  await using world = await newWorld()
  const mira = await world.person('Somebody')
  await startReading(mira.ctx, { name: 'Mira CV.pdf', bytes: await small() })
  await world.settle()
  const kept = await mira.ctx.db.execute('select * from resume_files')
  expect(JSON.stringify(kept)).toContain('rsf_')
  expect(JSON.stringify(kept)).not.toMatch(/Mira|Okonkwo|Spanwerk/)
  expect([...world.state.bucket.objects.values()].some(({ body }) => Buffer.from(body).includes('%PDF'))).toBe(false)
})

test('the same file twice is one file, read once', async () => {
  await using world = await newWorld()
  const mira = await world.person('Mira')
  const bytes = await small()
  const [first, second] = await Promise.all([
    startReading(mira.ctx, { name: 'a.pdf', bytes }),
    startReading(mira.ctx, { name: 'b.pdf', bytes }),
  ])
  await world.settle()
  const third = await startReading(mira.ctx, { name: 'c.pdf', bytes })
  expect(new Set([first.id, second.id, third.id]).size).toBe(1)
  expect(third.state).toBe('read')
  expect((await mira.api.resumes.listFiles({})).data).toHaveLength(1)
  expect(world.state.bucket.objects.size).toBe(1)
})

test('what is no résumé is refused with what to do, before anything is kept', async () => {
  await using world = await newWorld()
  const mira = await world.person('Mira')
  const upload = (bytes: Uint8Array<ArrayBuffer>) => failure(startReading(mira.ctx, { name: 'x.pdf', bytes }))
  expect(await upload(new TextEncoder().encode('<html>hello</html>'))).toMatchObject({ code: 'invalid', reason: 'resume.not-supported' })
  expect(await upload(new Uint8Array(0))).toMatchObject({ reason: 'resume.empty' })
  expect(await upload(new Uint8Array(11 * 1024 * 1024))).toMatchObject({ reason: 'resume.too-large' })
  expect(world.state.bucket.objects.size).toBe(0)
})

test('a file that cannot be read is an answer that can be tried again, not a task that fails', async () => {
  await using world = await newWorld()
  const mira = await world.person('Mira')
  const file = await startReading(mira.ctx, { name: 'x.pdf', bytes: new TextEncoder().encode('%PDF-1.7 and nothing else') })
  await world.settle()
  expect(await mira.api.resumes.getFile({ fileId: file.id })).toMatchObject({ state: 'failed', failure: 'resume.damaged', text: null })
  expect(world.state.errors).toEqual([])
  await mira.api.resumes.readFileAgain({ fileId: file.id })
  expect(await failure(mira.api.resumes.readFileAgain({ fileId: file.id }))).toMatchObject({ reason: 'resume.already-reading' })
  await world.settle()
  expect(await mira.api.resumes.getFile({ fileId: file.id })).toMatchObject({ state: 'failed' })
})

test('a file that takes its reader down three times is given up', async () => {
  await using world = await newWorld()
  const mira = await world.person('Mira')
  const file = await startReading(mira.ctx, { name: 'x.pdf', bytes: await small() })
  await mira.ctx.db.execute(`update resume_files set attempts = 3, state = 'reading'`)
  await world.settle()
  expect(await mira.api.resumes.getFile({ fileId: file.id })).toMatchObject({ state: 'failed', failure: 'resume.too-slow' })
})

test('a stranger gets not_found, exactly as for a file that does not exist', async () => {
  await using world = await newWorld()
  const mira = await world.person('Mira')
  const boris = await world.person('Boris')
  const { id: fileId } = await startReading(mira.ctx, { name: 'x.pdf', bytes: await small() })
  const missing = await failure(boris.api.resumes.getFile({ fileId: `rsf_${'f'.repeat(32)}` }))
  for (const call of ['getFile', 'readFileAgain', 'removeFile'] as const)
    expect(await failure(boris.api.resumes[call]({ fileId }))).toEqual(missing)
  expect((await boris.api.resumes.listFiles({})).data).toEqual([])
})

test('a removed file is gone from rows and objects, and a reading under way does not bring it back', async () => {
  await using world = await newWorld()
  const mira = await world.person('Mira')
  const file = await startReading(mira.ctx, { name: 'x.pdf', bytes: await small() })
  await mira.api.resumes.removeFile({ fileId: file.id })
  await world.settle()
  expect((await mira.api.resumes.listFiles({})).data).toEqual([])
  expect(world.state.bucket.objects.size).toBe(0)
})

test('erasing a person takes all their files, and nobody else’s', async () => {
  await using world = await newWorld()
  const mira = await world.person('Mira')
  const boris = await world.person('Boris')
  for (const { ctx } of [mira, boris]) await startReading(ctx, { name: 'x.pdf', bytes: await small() })
  expect(await eraseResumeFilesOf(world.as('system'), mira.personId)).toBe(1)
  expect((await mira.api.resumes.listFiles({})).data).toEqual([])
  expect((await boris.api.resumes.listFiles({})).data).toHaveLength(1)
  expect(world.state.bucket.objects.size).toBe(1)
})

test('the door takes bytes or a form, stops at 10 MB, and is for people who are signed in', async () => {
  await using world = await newWorld()
  const mira = await world.person('Mira')
  const post = (body: BodyInit, headers: Record<string, string> = {}) =>
    new Request('https://numerojobs.example/resume-files', { method: 'POST', body, headers })
  const bytes = await small()
  const sent = await receiveResumeFile(mira.ctx, post(bytes, { 'content-type': 'application/pdf', 'x-file-name': 'M%C3%ADra.pdf' }))
  expect(sent).toMatchObject({ file: { name: 'Míra.pdf', state: 'waiting' }, next: null })
  const form = new FormData()
  form.set('file', new File([bytes], 'form.pdf'))
  form.set('next', '/resumes/files')
  expect(await receiveResumeFile(mira.ctx, post(form))).toMatchObject({ file: { id: sent.file.id }, next: '/resumes/files' })
  form.set('next', '//elsewhere.example')
  expect(await receiveResumeFile(mira.ctx, post(form))).toMatchObject({ next: null })
  expect(await failure(receiveResumeFile(world.as('visitor'), post(bytes)))).toMatchObject({ reason: 'session.sign-in-needed' })
  const endless = new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(1024 * 1024)) })
  const flood = new Request('https://numerojobs.example/resume-files', { method: 'POST', body: endless, duplex: 'half' } as RequestInit) // duplex is missing in the type
  expect(await failure(receiveResumeFile(mira.ctx, flood))).toMatchObject({ reason: 'resume.too-large' })
})
