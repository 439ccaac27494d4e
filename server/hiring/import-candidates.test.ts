import { expect, test } from 'vitest'
import { hiringRoom } from '../../contract/live'
import { auditLines, candidates, hiringApplications } from '../../db/schema'
import { addMember, addPosting, newBatch } from '../../test/add-posting'
import { failure, newWorld } from '../../test/world'

const GREENHOUSE = `Candidate ID,First Name,Last Name,Email,Phone,Source,Applied On,Candidate Tags
101,Rosa,Delgado,Rosa@People.example,+33 6 12 34 56 78,LinkedIn,2026-03-02,"night shift, oven"
102,Otto,,not an address,,Referral,2026-03-03,
103,,,nobody@people.example,,Referral,2026-03-04,
104,Ines,"=HYPERLINK(""https://x.example"")",ines@people.example,,Referral,31.02.2026,
105,Paul,Reed,paul@people.example,,,2026-03-05,
105,Paul,Reed,paul@people.example,,,2026-03-05,`

async function bakery() {
  const world = await newWorld()
  const rita = await world.person('Rita')
  const { postingId, organisationId } = await addPosting(world, rita)
  return { world, rita, postingId, organisationId }
}

test('a file of Greenhouse is looked at first, entered without its wrong rows, and entered again adds nothing', async () => {
  const { world: opened, rita, postingId, organisationId } = await bakery()
  await using world = opened
  const file = { organisationId, postingId, csv: GREENHOUSE }
  const preview = await rita.api.candidates.previewImport(file)
  expect(preview).toMatchObject({ format: 'greenhouse', rows: 6, ready: 2, known: 1, wrong: 3 })
  expect(preview.mapping).toMatchObject({
    externalId: 'Candidate ID',
    firstName: 'First Name',
    tags: 'Candidate Tags',
    appliedAt: 'Applied On',
  })
  expect(preview.errors.map(({ line, field }) => `${line} ${field}`)).toEqual(['3 email', '4 name', '5 appliedAt'])
  expect(await world.as('system').db.$count(candidates)).toBe(0)
  expect(await rita.api.candidates.commitImport(file)).toEqual({ saved: 2, known: 1, wrong: 3 })
  expect(await rita.api.candidates.commitImport(file)).toEqual({ saved: 0, known: 3, wrong: 3 })
  const { cards } = await rita.api.hiring.pipeline({ postingId })
  expect(cards.map(({ name, source, appliedAt, replyDueAt }) => [name, source, appliedAt.slice(0, 10), replyDueAt])).toEqual([
    ['Rosa Delgado', 'linkedin', '2026-03-02', null],
    ['Paul Reed', 'import', '2026-03-05', null],
  ])
  const [rosa] = (await rita.api.candidates.list({ organisationId, email: 'rosa@people.example' })).data
  expect(rosa).toMatchObject({ externalId: '101', tags: ['night shift', 'oven'], poolUntil: null })
  await world.settle()
  expect(world.events(hiringRoom(postingId)).map(({ type, data }) => [type, data])).toEqual([['hiring.reload', { count: 2 }]])
  expect(world.state.mailbox.taken).toEqual([])
  const acts = await world.as('system').db.select({ act: auditLines.act }).from(auditLines)
  expect(acts.filter(({ act }) => act === 'candidate.imported')).toHaveLength(1)
})

test('the error file holds the wrong rows with their reasons, no formula, and goes in when it is put right', async () => {
  const { world: opened, rita, postingId, organisationId } = await bakery()
  await using _world = opened
  const { csv } = await rita.api.candidates.importErrors({ organisationId, postingId, csv: GREENHOUSE })
  const lines = csv.split('\r\n')
  expect(lines[0]).toBe('Candidate ID,First Name,Last Name,Email,Phone,Source,Applied On,Candidate Tags,Line,Reason')
  expect(lines.slice(1).map((line) => line.split(',')[0])).toEqual(['102', '103', '104'])
  expect(lines[1]).toContain('3,“not an address” is no e-mail address.')
  expect(lines[3]).toContain(`"'=HYPERLINK(""https://x.example"")"`)
  const right = csv.replace('not an address', 'otto@people.example').replace('31.02.2026', '28.02.2026')
  expect(await rita.api.candidates.commitImport({ organisationId, postingId, csv: right })).toEqual({ saved: 2, known: 0, wrong: 1 })
  // The guard before the formula is taken away again: it is a name as it was written.
  const { cards } = await rita.api.hiring.pipeline({ postingId })
  expect(cards.map(({ name }) => name)).toContain('Ines =HYPERLINK("https://x.example")')
})

test('into the pool goes only who agreed within a year; who is known already is left as they are', async () => {
  const { world: opened, rita, postingId, organisationId } = await bakery()
  await using _world = opened
  await rita.api.candidates.add({ organisationId, name: 'Rosa', email: 'rosa@people.example', postingId })
  const without = await rita.api.candidates.previewImport({ organisationId, postingId: null, csv: 'Name,Email\nRosa,rosa@people.example' })
  expect(without).toMatchObject({ ready: 0, errors: [{ line: 1, field: 'consentAt' }] })
  const csv = `Name;Email;Consent date
Rosa;ROSA@people.example;2026-11-01
Otto;otto@people.example;2026-11-01
Late;late@people.example;2025-01-01
Ahead;ahead@people.example;2027-01-01
None;none@people.example;`
  expect(await rita.api.candidates.commitImport({ organisationId, postingId: null, csv })).toEqual({ saved: 1, known: 1, wrong: 3 })
  const inPool = await rita.api.candidates.list({ organisationId, inPool: true })
  expect(inPool.data).toMatchObject([{ name: 'Otto', poolSince: '2026-11-01T12:00:00.000Z', applications: [] }])
})

test('two who import the same file at once enter each person once; a known one gets the application alone, under whom they were merged into', async () => {
  const { world: opened, rita, postingId, organisationId } = await bakery()
  await using world = opened
  const otto = await world.person('Otto')
  await addMember(world, organisationId, otto, 'recruiter')
  const second = await rita.api.postings.create({ organisationId, fields: { title: 'Night Baker' } })
  const [old, kept] = [
    await rita.api.candidates.add({ organisationId, name: 'Rosa D.', email: 'rosa@people.example', postingId }),
    await rita.api.candidates.add({ organisationId, name: 'Rosa Delgado', postingId }),
  ]
  await rita.api.candidates.merge({ keptId: kept.id, mergedId: old.id, batchId: newBatch() })
  const rows = Array.from({ length: 300 }, (_, index) => `Person ${index},person${index}@people.example`)
  const file = { organisationId, postingId: second.id, csv: ['Name,Email', 'Rosa,rosa@people.example', ...rows].join('\n') }
  const both = await Promise.all([rita, otto].map(({ api }) => api.candidates.commitImport(file)))
  expect(both.reduce((sum, { saved }) => sum + saved, 0)).toBe(301)
  expect(await world.as('system').db.$count(candidates)).toBe(302)
  expect(await world.as('system').db.$count(hiringApplications)).toBe(303)
  expect((await rita.api.candidates.get({ candidateId: kept.id })).applications).toHaveLength(3)
})

test('interviewers and strangers import nothing, and a closed posting takes nobody', async () => {
  const { world: opened, rita, postingId, organisationId } = await bakery()
  await using world = opened
  const [ines, otto] = await Promise.all([world.person('Ines'), world.person('Otto')])
  await addMember(world, organisationId, ines, 'interviewer')
  const other = await addPosting(world, otto)
  const file = { organisationId, postingId, csv: 'Name\nRosa' }
  expect(await failure(ines.api.candidates.commitImport(file))).toMatchObject({ reason: 'organisation.right-missing' })
  expect(await failure(otto.api.candidates.importErrors(file))).toMatchObject({ code: 'not_found' })
  expect(await failure(rita.api.candidates.commitImport({ ...file, postingId: other.postingId }))).toMatchObject({ code: 'not_found' })
  await rita.api.postings.close({ postingId, reason: 'filled' })
  expect(await failure(rita.api.candidates.commitImport(file))).toMatchObject({ reason: 'hiring.posting-closed' })
})
