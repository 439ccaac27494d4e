import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { CANDIDATE_FIELDS_MAX } from '../../contract/candidate-fields'
import { hiringRoom, personRoom } from '../../contract/live'
import { auditLines, candidateFieldChanges, candidates } from '../../db/schema'
import { addMember, addPosting, applyAs, newBatch } from '../../test/add-posting'
import { failure, newWorld, type World } from '../../test/world'
import { AppError } from '../core/errors'
import { startErasure } from '../privacy/erase-person'
import { hiringOfPerson } from './person-data'

/** Rita's bakery, to which Sam applied with an account, with one field of each kind. */
async function withFields(world: World) {
  const [rita, sam] = await Promise.all([world.person('Rita'), world.person('Sam')])
  const { postingId, organisationId } = await addPosting(world, rita)
  const { applicationId } = await applyAs(sam, postingId)
  const kinds = [
    { name: 'Notice (weeks)', kind: 'number' as const },
    { name: 'Shift', kind: 'choice' as const, options: ['Early', 'Night'] },
    { name: 'Can start', kind: 'date' as const },
    { name: 'Has a food permit', kind: 'yes-no' as const },
    { name: 'Agency', kind: 'text' as const },
  ]
  for (const field of kinds) await rita.api.candidates.saveField({ organisationId, ...field })
  const [candidate] = (await rita.api.candidates.list({ organisationId })).data
  return { rita, sam, organisationId, postingId, applicationId, candidateId: candidate?.id ?? '' }
}

/** Why something is refused, with a sentence for each field. */
async function refusalOf(promise: Promise<unknown>): Promise<AppError> {
  const thrown = await promise.then(
    () => null,
    (error: unknown) => (error instanceof Error && error.cause instanceof AppError ? error.cause : error),
  )
  if (thrown instanceof AppError) return thrown
  throw new Error('This was expected to be refused.')
}

test('fields are filled in, told to the pipeline, kept in a history and the audit log; the same again changes nothing', async () => {
  await using world = await newWorld()
  const { rita, organisationId, postingId, candidateId } = await withFields(world)
  await world.settle()
  const values = { notice_weeks: '4', shift: 'night', can_start: '2026-12-01', has_a_food_permit: 'yes', agency: 'Crumb & Co' }
  const filled = await rita.api.candidates.setFields({ candidateId, values })
  const kept = { notice_weeks: 4, shift: 'Night', can_start: '2026-12-01', has_a_food_permit: true, agency: 'Crumb & Co' }
  expect(filled.fields).toEqual(kept)
  expect(await rita.api.candidates.setFields({ candidateId, values: { ...kept } })).toEqual(filled)
  expect((await rita.api.hiring.pipeline({ postingId })).cards).toMatchObject([{ fields: kept }])
  await world.settle()
  expect(world.events(hiringRoom(postingId)).filter(({ type }) => type === 'hiring.card-changed')).toHaveLength(1)
  world.passMs(1)
  await rita.api.candidates.setFields({ candidateId, values: { shift: 'Early', agency: null } })
  const history = (await rita.api.candidates.fieldChanges({ candidateId })).data
  expect(history.slice(0, 2)).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ key: 'shift', before: 'Night', after: 'Early', by: expect.objectContaining({ name: 'Rita' }) }),
      expect.objectContaining({ key: 'agency', before: 'Crumb & Co', after: null }),
    ]),
  )
  expect(history).toHaveLength(7)
  const lines = await world.as('system').db.select().from(auditLines).where(eq(auditLines.act, 'candidate.field-filled'))
  expect(lines.map(({ subjectId }) => subjectId)).toEqual([candidateId, candidateId])
  // What was filled in is for the team; the log names the fields alone.
  expect(JSON.stringify(lines)).not.toContain('Crumb')
  expect((await rita.api.candidates.list({ organisationId })).data[0]?.fields).not.toHaveProperty('agency')
})

test('two people who fill in different fields at once both do', async () => {
  await using world = await newWorld()
  const { rita, organisationId, candidateId } = await withFields(world)
  const ben = await world.person('Ben')
  await addMember(world, organisationId, ben, 'recruiter')
  await Promise.all([
    rita.api.candidates.setFields({ candidateId, values: { shift: 'Night' } }),
    ben.api.candidates.setFields({ candidateId, values: { notice_weeks: 2 } }),
  ])
  expect((await rita.api.candidates.get({ candidateId })).fields).toEqual({ shift: 'Night', notice_weeks: 2 })
})

test('a value that does not fit its field is refused with a sentence for each, and nothing is kept', async () => {
  await using world = await newWorld()
  const { rita, candidateId } = await withFields(world)
  const wrong = { notice_weeks: 'soon', shift: 'Noon', can_start: '2026-02-30', has_a_food_permit: 'maybe', nothing: 'x', agency: 'Crumb' }
  const refusal = await refusalOf(rita.api.candidates.setFields({ candidateId, values: wrong }))
  expect(refusal).toMatchObject({ code: 'invalid', reason: 'candidate-field.bad-value' })
  expect(Object.keys(refusal.fields ?? {}).sort()).toEqual(
    ['values.can_start', 'values.has_a_food_permit', 'values.notice_weeks', 'values.nothing', 'values.shift'].sort(),
  )
  expect((await rita.api.candidates.get({ candidateId })).fields).toEqual({})
})

test('what nobody may be judged by is no field and no option, in the words of the criteria', async () => {
  await using world = await newWorld()
  const { rita, organisationId } = await withFields(world)
  for (const name of ['Age', 'Date of birth', 'Nationality', 'Postal code', 'Family status', 'Salary history']) {
    const refusal = await refusalOf(rita.api.candidates.saveField({ organisationId, name, kind: 'text' }))
    expect(refusal, name).toMatchObject({ code: 'invalid', reason: 'candidate-field.protected' })
    expect(refusal.fields?.name, name).toContain('“')
  }
  const choice = { organisationId, name: 'Group', kind: 'choice' as const, options: ['Married', 'Other'] }
  expect((await refusalOf(rita.api.candidates.saveField(choice))).fields?.options).toContain('“Married”')
})

test('a field keeps its key and its kind; put away it keeps its values, takes no new ones and filters nothing', async () => {
  await using world = await newWorld()
  const { rita, organisationId, candidateId } = await withFields(world)
  const input = { organisationId, name: 'Agency', kind: 'text' as const }
  // The same field added twice, by a double press, is one.
  expect((await rita.api.candidates.saveField(input)).key).toBe('agency')
  const renamed = await rita.api.candidates.saveField({ ...input, key: 'agency', version: 1, name: 'Came by' })
  expect(renamed).toMatchObject({ key: 'agency', name: 'Came by', version: 2 })
  expect(await failure(rita.api.candidates.saveField({ ...input, key: 'agency', version: 1, name: 'Agent' }))).toMatchObject({
    reason: 'candidate-field.changed',
  })
  expect(
    await failure(rita.api.candidates.saveField({ organisationId, key: 'agency', version: 2, name: 'Came by', kind: 'number' })),
  ).toMatchObject({ reason: 'candidate-field.kind-fixed' })
  await rita.api.candidates.setFields({ candidateId, values: { agency: 'Crumb' } })
  const away = { organisationId, key: 'agency', isArchived: true }
  expect(await rita.api.candidates.archiveField(away)).toEqual(await rita.api.candidates.archiveField(away))
  expect(await failure(rita.api.candidates.setFields({ candidateId, values: { agency: 'Other' } }))).toMatchObject({
    reason: 'candidate-field.bad-value',
  })
  expect((await rita.api.candidates.list({ organisationId, fields: { agency: { is: 'nobody' } } })).data).toHaveLength(1)
  expect(await failure(rita.api.candidates.saveField({ organisationId, name: 'came by', kind: 'text' }))).toMatchObject({
    reason: 'candidate-field.name-taken',
  })
  await rita.api.candidates.archiveField({ ...away, isArchived: false })
  expect((await rita.api.candidates.get({ candidateId })).fields).toEqual({ agency: 'Crumb' })
})

test('an organisation uses so many fields at once and no more', async () => {
  await using world = await newWorld()
  const rita = await world.person('Rita')
  const { organisationId } = await addPosting(world, rita)
  const add = (name: string) => rita.api.candidates.saveField({ organisationId, name, kind: 'text' })
  for (let count = 1; count <= CANDIDATE_FIELDS_MAX; count += 1) await add(`Box ${count}`)
  expect(await failure(add('One more'))).toMatchObject({ reason: 'candidate-field.too-many' })
  await rita.api.candidates.archiveField({ organisationId, key: 'box', isArchived: true }).catch(() => null)
  const [first] = (await rita.api.candidates.fields({ organisationId })).data
  await rita.api.candidates.archiveField({ organisationId, key: first?.key ?? '', isArchived: true })
  expect((await add('One more')).key).toBe('one_more')
  expect(await failure(rita.api.candidates.archiveField({ organisationId, key: first?.key ?? '', isArchived: false }))).toMatchObject({
    reason: 'candidate-field.too-many',
  })
})

test('candidates are found by every kind of field, whatever another organisation keeps under the same key', async () => {
  await using world = await newWorld()
  const { rita, organisationId, postingId, candidateId } = await withFields(world)
  const rosa = await rita.api.candidates.add({
    organisationId,
    name: 'Rosa',
    postingId,
    fields: { notice_weeks: 12, shift: 'Early', can_start: '2027-02-01', has_a_food_permit: false, agency: 'Nobody' },
  })
  await rita.api.candidates.setFields({
    candidateId,
    values: { notice_weeks: 4, shift: 'Night', can_start: '2026-12-01', agency: 'Crumb & Co' },
  })
  const otto = await world.person('Otto')
  const other = await addPosting(world, otto)
  await otto.api.candidates.saveField({ organisationId: other.organisationId, name: 'Notice weeks', kind: 'text' })
  await otto.api.candidates.add({
    organisationId: other.organisationId,
    name: 'X',
    postingId: other.postingId,
    fields: { notice_weeks: 'long' },
  })
  const by = async (fields: Record<string, { is?: string; from?: string; to?: string }>) =>
    (await rita.api.candidates.list({ organisationId, fields, sort: 'name' })).data.map(({ name }) => name)
  expect(await by({ notice_weeks: { from: '5' } })).toEqual(['Rosa'])
  expect(await by({ notice_weeks: { from: '4', to: '12' } })).toEqual(['Rosa', 'Sam'])
  expect(await by({ shift: { is: 'Night' } })).toEqual(['Sam'])
  expect(await by({ can_start: { to: '2026-12-31' } })).toEqual(['Sam'])
  expect(await by({ has_a_food_permit: { is: 'no' } })).toEqual(['Rosa'])
  expect(await by({ agency: { is: 'crumb &' } })).toEqual(['Sam'])
  expect(await by({ agency: { is: 'crumb &' }, shift: { is: 'Early' } })).toEqual([])
  expect(await by({ unknown: { is: 'x' }, notice_weeks: { from: 'soon' } })).toEqual(['Rosa', 'Sam'])
  expect((await rita.api.candidates.search({ organisationId, query: 'rosa', fields: { shift: { is: 'Early' } } })).data).toMatchObject([
    { candidate: { id: rosa.id } },
  ])
})

test('a list goes on where it ended in every order', async () => {
  await using world = await newWorld()
  const { rita, organisationId, postingId } = await withFields(world)
  for (const name of ['ławka', 'Álvaro', 'bea', 'Bea']) await rita.api.candidates.add({ organisationId, name, postingId })
  for (const sort of ['newest', 'oldest', 'name', 'changed'] as const) {
    const all = (await rita.api.candidates.list({ organisationId, sort })).data.map(({ id }) => id)
    const paged: string[] = []
    for (let cursor: string | undefined; ; ) {
      const page = await rita.api.candidates.list({ organisationId, sort, limit: 2, cursor })
      paged.push(...page.data.map(({ id }) => id))
      if (page.next === null) break
      cursor = page.next
    }
    expect(paged, sort).toEqual(all)
    expect(new Set(paged).size, sort).toBe(5)
  }
})

test('a file of candidates has the fields as columns, safe for spreadsheets, and is read again by the import', async () => {
  await using world = await newWorld()
  const { rita, organisationId, postingId, candidateId } = await withFields(world)
  await rita.api.candidates.setFields({ candidateId, values: { notice_weeks: 4, agency: '=1+1', has_a_food_permit: true } })
  const { csv, isCut } = await rita.api.candidates.export({ organisationId, fields: { notice_weeks: { from: '1' } } })
  expect(isCut).toBe(false)
  const [header = '', line = ''] = csv.split('\r\n')
  expect(header.endsWith('Agency,Can start,Has a food permit,Notice (weeks),Shift')).toBe(true)
  expect(line).toContain("'=1+1,,Yes,4,")
  expect((await rita.api.candidates.export({ organisationId, fields: { notice_weeks: { from: '9' } } })).csv.split('\r\n')).toHaveLength(1)
  // Into another organisation, whose fields have the same names.
  const otto = await world.person('Otto')
  const other = await addPosting(world, otto)
  for (const field of (await rita.api.candidates.fields({ organisationId })).data)
    await otto.api.candidates.saveField({
      organisationId: other.organisationId,
      name: field.name,
      kind: field.kind,
      options: field.options,
    })
  const input = { organisationId: other.organisationId, postingId: other.postingId, csv }
  const preview = await otto.api.candidates.previewImport(input)
  expect(preview.errors).toEqual([])
  expect(preview).toMatchObject({ ready: 1, fieldMapping: { agency: 'Agency', notice_weeks: 'Notice (weeks)' } })
  await otto.api.candidates.commitImport(input)
  expect((await otto.api.candidates.list({ organisationId: other.organisationId })).data).toMatchObject([
    { name: 'Sam', fields: { notice_weeks: 4, agency: '=1+1', has_a_food_permit: true } },
  ])
  // A cell that does not fit its field leaves the row out and says so.
  const broken = { organisationId, postingId, csv: 'Name,Notice (weeks)\nBea,soon\nCleo,3' }
  expect(await rita.api.candidates.previewImport(broken)).toMatchObject({
    ready: 1,
    wrong: 1,
    errors: [{ line: 2, message: 'Notice (weeks): “soon” is no number.' }],
  })
  expect((await rita.api.candidates.previewImport({ ...broken, fieldMapping: {} })).wrong).toBe(0)
})

test('a merge fills what is empty from the merged one, and taking it back leaves what was changed since', async () => {
  await using world = await newWorld()
  const { rita, organisationId, candidateId } = await withFields(world)
  const second = await rita.api.postings.create({ organisationId, fields: { title: 'Night Baker' } })
  const samuel = await rita.api.candidates.add({
    organisationId,
    name: 'Samuel',
    postingId: second.id,
    fields: { shift: 'Early', agency: 'Crumb', notice_weeks: 9 },
  })
  await rita.api.candidates.setFields({ candidateId, values: { shift: 'Night' } })
  const batchId = newBatch()
  const merged = await rita.api.candidates.merge({ keptId: candidateId, mergedId: samuel.id, batchId })
  expect(merged.fields).toEqual({ shift: 'Night', agency: 'Crumb', notice_weeks: 9 })
  await rita.api.candidates.setFields({ candidateId, values: { agency: 'Loaf' } })
  const { kept, restored } = await rita.api.candidates.unmerge({ mergeId: batchId })
  expect(kept.fields).toEqual({ shift: 'Night', agency: 'Loaf' })
  expect(restored.fields).toEqual({ shift: 'Early', agency: 'Crumb', notice_weeks: 9 })
})

test('roles: a viewer and an interviewer read fields and fill in none; recruiters make them; strangers find nothing', async () => {
  await using world = await newWorld()
  const { organisationId, candidateId } = await withFields(world)
  const [vera, ivo, otto] = await Promise.all([world.person('Vera'), world.person('Ivo'), world.person('Otto')])
  await addMember(world, organisationId, vera, 'viewer')
  await addMember(world, organisationId, ivo, 'hiring_manager')
  expect((await vera.api.candidates.fields({ organisationId })).data).toHaveLength(5)
  const set = { candidateId, values: { agency: 'Crumb' } }
  expect(await failure(vera.api.candidates.setFields(set))).toMatchObject({ reason: 'organisation.right-missing' })
  expect(await failure(vera.api.candidates.export({ organisationId }))).toMatchObject({ reason: 'organisation.right-missing' })
  expect((await ivo.api.candidates.setFields(set)).fields).toEqual({ agency: 'Crumb' })
  const add = { organisationId, name: 'Box', kind: 'text' as const }
  expect(await failure(ivo.api.candidates.saveField(add))).toMatchObject({ reason: 'organisation.right-missing' })
  expect(await failure(otto.api.candidates.setFields(set))).toMatchObject({ code: 'not_found' })
  expect(await failure(otto.api.candidates.fieldChanges({ candidateId }))).toMatchObject({ code: 'not_found' })
})

test('nothing of a field reaches the candidate: no frame, no answer; their own export has it, and erasing empties it', async () => {
  await using world = await newWorld()
  const { rita, sam, applicationId, candidateId } = await withFields(world)
  const secret = 'zebrafinch'
  await rita.api.candidates.setFields({ candidateId, values: { agency: secret } })
  await rita.api.candidates.setFields({ candidateId, values: { agency: `${secret} again` } })
  await world.settle()
  const answers = [
    await sam.api.applications.get({ applicationId }),
    await sam.api.applications.list({}),
    await sam.api.notifications.list({}),
    world.events(personRoom(sam.personId)),
    world.state.mailbox.taken,
  ]
  expect(JSON.stringify(answers)).not.toContain(secret)
  const files: unknown[] = []
  for await (const part of hiringOfPerson.exportPerson(world.as('system'), sam.personId)) files.push(part)
  expect(JSON.stringify(files)).toContain(`${secret} again`)
  await startErasure(world.as('system'), sam.personId)
  await world.settle()
  const { db } = world.as('system')
  expect(await db.select({ fields: candidates.fields }).from(candidates).where(eq(candidates.id, candidateId))).toEqual([{ fields: {} }])
  expect(await db.$count(candidateFieldChanges)).toBe(0)
})
