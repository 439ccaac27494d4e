import { expect, test } from 'vitest'
import { failure, newWorld } from '../../test/world'
import { tellDueReminders, tellSilence } from './tell-due'

const ROWS = 300
const CSV = [
  'Title,Company,Stage,Applied at,Notes',
  ...Array.from({ length: ROWS }, (_, n) => `Job ${n},Company ${n},Applied,2026-10-${String((n % 28) + 1).padStart(2, '0')},`),
].join('\n')
const MAPPING = { title: 'Title', companyName: 'Company', stage: 'Stage', appliedAt: 'Applied at', note: 'Notes' }

test('a preview stores nothing and says what an import would do', async () => {
  await using world = await newWorld()
  const anna = await world.person('Anna')
  await anna.api.applications.save({ from: 'form', title: 'Job 7', companyName: 'Company 7 Ltd' })
  const preview = await anna.api.applications.previewImport({ csv: `${CSV}\nLate,Wren,Applied,2027-01-01,` })
  expect(preview).toMatchObject({ rows: 301, ready: 299, errors: [{ line: 302, field: 'appliedAt' }] })
  expect(preview.duplicates).toMatchObject([{ line: 9, title: 'Job 7' }])
  expect((await anna.api.applications.list({})).total).toBe(1)
})

test('an import adds each row once, however often it is sent, and one undo takes all of it back; then it can be imported anew', async () => {
  await using world = await newWorld()
  const anna = await world.person('Anna')
  const first = await anna.api.applications.commitImport({ csv: CSV, mapping: MAPPING })
  expect(first).toMatchObject({ saved: ROWS, alreadySaved: 0, duplicates: 0, errors: [] })
  const again = await anna.api.applications.commitImport({ csv: CSV, mapping: MAPPING })
  expect(again).toMatchObject({ importId: first.importId, batchId: first.batchId, saved: 0, alreadySaved: ROWS })
  const page = await anna.api.applications.list({ sort: 'applied', limit: 1 })
  expect([page.total, page.data[0]?.appliedAt?.slice(0, 10)]).toEqual([ROWS, '2026-10-28'])
  const undone = await anna.api.applications.undo({ batchId: first.batchId })
  expect(undone.cards).toHaveLength(ROWS)
  expect((await anna.api.applications.list({})).total).toBe(0)
  const anew = await anna.api.applications.commitImport({ csv: CSV, mapping: MAPPING })
  expect(anew.saved).toBe(ROWS)
  expect(anew.batchId).not.toBe(first.batchId)
})

test('an undo of an import leaves what was worked on since, when it is told to', async () => {
  await using world = await newWorld()
  const anna = await world.person('Anna')
  const { batchId } = await anna.api.applications.commitImport({ csv: CSV, mapping: MAPPING })
  const [card] = (await anna.api.applications.list({ limit: 1 })).data
  await anna.api.applications.move({ applicationId: card?.id ?? '', to: { group: 'interview' } })
  expect(await failure(anna.api.applications.undo({ batchId }))).toMatchObject({ reason: 'application.changed-since' })
  const undone = await anna.api.applications.undo({ batchId, skipConflicts: true })
  expect([undone.cards.length, undone.refused.map(({ applicationId }) => applicationId)]).toEqual([ROWS - 1, [card?.id]])
})

test('two imports of one file at once save it once', async () => {
  await using world = await newWorld()
  const anna = await world.person('Anna')
  const both = await Promise.all([1, 2].map(() => anna.api.applications.commitImport({ csv: CSV, mapping: MAPPING })))
  expect(both[0]?.batchId).toBe(both[1]?.batchId)
  expect((await anna.api.applications.list({ limit: 1 })).total).toBe(ROWS)
})

test('an export of CSV comes back as the same applications, and JSON has all that belongs to them', async () => {
  await using world = await newWorld()
  const [anna, boris] = [await world.person('Anna'), await world.person('Boris')]
  const { card } = await anna.api.applications.save({
    from: 'form',
    title: '=SUM(A1)',
    companyName: '@Wren',
    tags: ['a', 'b'],
    priority: 2,
  })
  await anna.api.applications.close({ applicationId: card.id, outcome: { kind: 'withdrawn', reason: 'pay' } })
  await anna.api.notes.add({ applicationId: card.id, markdown: 'Line one\nline "two"' })
  const csv = await anna.api.applications.export({ format: 'csv' })
  expect(csv.body).not.toMatch(/(?:^|,|")[=@]/m)
  const preview = await boris.api.applications.previewImport({ csv: csv.body })
  expect(preview).toMatchObject({ format: 'numerojobs', errors: [], ready: 1 })
  await boris.api.applications.commitImport({ csv: csv.body, mapping: preview.mapping })
  const [copy] = (await boris.api.applications.list({})).data
  expect(copy).toMatchObject({ title: '=SUM(A1)', companyName: '@Wren', tags: ['a', 'b'], priority: 2, group: 'closed' })
  const json = JSON.parse((await anna.api.applications.export({ format: 'json' })).body)
  expect(json.applications).toHaveLength(1)
  expect(json.applications[0]).toMatchObject({ notes: [{ markdown: 'Line one\nline "two"' }], history: [{ seq: 1 }, { seq: 2 }] })
})

test('a due reminder and a silent employer are told once, and again only when they come due anew', async () => {
  await using world = await newWorld()
  const anna = await world.person('Anna')
  const happenedAt = '2026-11-01T10:00:00.000Z'
  const { card } = await anna.api.applications.save({ from: 'form', title: 'Baker', stage: { group: 'applied' }, happenedAt })
  const reminder = await anna.api.reminders.add({ applicationId: card.id, text: 'Ask', dueAt: world.state.now.toISOString() })
  for (const _ of [1, 2]) await tellDueReminders(world.as('system'))
  const told = async () => (await anna.api.notifications.list({})).data.map(({ data }) => data.event)
  expect(await told()).toEqual(['application.reminder'])
  await anna.api.reminders.snooze({ reminderId: reminder.id, until: '2026-11-21T11:00:00.000Z' })
  world.passMs(3_600_000)
  await tellDueReminders(world.as('system'))
  expect(await told()).toEqual(['application.reminder', 'application.reminder'])
  // Within an hour everybody is looked at, in one of its minutes.
  for (let minute = 0; minute < 120; minute++) {
    await tellSilence(world.as('system'))
    world.passMs(60_000)
  }
  expect((await told()).filter((event) => event === 'application.silent')).toHaveLength(1)
})
