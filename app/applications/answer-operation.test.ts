import { expect, test } from 'vitest'
import type { OfflineOperation } from '../../contract/offline'
import { problemOfTrpc } from '../../server/core/trpc'
import { failure, newWorld } from '../../test/world'
import { answerOperation } from './answer-operation.server'

type Api = Parameters<typeof answerOperation>[0]

/** A person's procedures as loaders and actions have them: what is refused is thrown as a response. */
function asAction(api: Api): Api {
  const wrap =
    <In, Out>(call: (input: In) => Promise<Out>) =>
    async (input: In): Promise<Out> => {
      try {
        return await call(input)
      } catch (error) {
        const problem = problemOfTrpc(error, 'req_1')
        throw Response.json(problem, { status: problem.status })
      }
    }
  const { applications, notes, reminders } = api
  return {
    applications: { move: wrap(applications.move), changeMany: wrap(applications.changeMany), get: wrap(applications.get) },
    notes: { add: wrap(notes.add), update: wrap(notes.update) },
    reminders: { add: wrap(reminders.add), done: wrap(reminders.done), snooze: wrap(reminders.snooze) },
  }
}

const id = (prefix: string, n: number) => `${prefix}_${String(n).padStart(32, '0')}`

test('a move, a note and a reminder that are sent twice are there once', async () => {
  await using world = await newWorld()
  const anna = await world.person('Anna')
  const { card } = await anna.api.applications.save({ from: 'form', title: 'Baker' })
  const person = { id: anna.personId, timeZone: 'Europe/Berlin', now: world.state.now }
  const happenedAt = world.state.now.toISOString()
  const operations: OfflineOperation[] = [
    {
      kind: 'move',
      id: id('bat', 1),
      applicationId: card.id,
      to: { group: 'applied', stageId: null },
      from: { group: 'preparing', stageId: null },
      happenedAt,
    },
    { kind: 'note-add', id: id('not', 2), applicationId: card.id, markdown: 'Said in the train' },
    { kind: 'reminder-add', id: id('rem', 3), applicationId: card.id, text: 'Ask', dueAt: '2026-12-01T09:00' },
    { kind: 'reminder-snooze', id: id('rem', 4), reminderId: id('rem', 3), until: '2026-12-02' },
  ]
  for (const operation of [...operations, ...operations])
    expect(await answerOperation(asAction(anna.api), person, { personId: anna.personId, operation })).toEqual({ ok: true })
  const after = await anna.api.applications.get({ applicationId: card.id })
  expect(after).toMatchObject({ group: 'applied', notes: [{ markdown: 'Said in the train' }], reminders: [{ text: 'Ask' }] })
  expect(after.reminders[0]?.dueAt).toBe('2026-12-01T23:00:00.000Z')
  expect(after.history.map(({ change }) => change.kind).sort()).toEqual(['moved', 'saved'])
})

test('a move that was made since is told, and goes over it only when that is decided', async () => {
  await using world = await newWorld()
  const anna = await world.person('Anna')
  const { card } = await anna.api.applications.save({ from: 'form', title: 'Baker' })
  await anna.api.applications.move({ applicationId: card.id, to: { group: 'interview' } })
  const move = {
    kind: 'move',
    id: id('bat', 1),
    applicationId: card.id,
    to: { group: 'applied' },
    happenedAt: world.state.now.toISOString(),
  }
  const person = { id: anna.personId, timeZone: 'UTC', now: world.state.now }
  const send = (operation: object) => answerOperation(asAction(anna.api), person, { personId: anna.personId, operation })
  expect(await send({ ...move, from: { group: 'preparing' } })).toMatchObject({ ok: false, status: 409, reason: 'application.moved-since' })
  expect(await send(move)).toEqual({ ok: true })
  expect((await anna.api.applications.get({ applicationId: card.id })).group).toBe('applied')
})

test('an edit of a note that was changed since is told; decided for, it goes over it, also when the note was removed', async () => {
  await using world = await newWorld()
  const anna = await world.person('Anna')
  const { card } = await anna.api.applications.save({ from: 'form', title: 'Baker' })
  const note = await anna.api.notes.add({ applicationId: card.id, markdown: 'one' })
  await anna.api.notes.update({ noteId: note.id, markdown: 'theirs', version: note.version })
  const edit = { kind: 'note-edit', id: id('not', 1), applicationId: card.id, noteId: note.id, markdown: 'mine', version: note.version }
  const person = { id: anna.personId, timeZone: 'UTC', now: world.state.now }
  const send = (operation: object) => answerOperation(asAction(anna.api), person, { personId: anna.personId, operation })
  expect(await send(edit)).toMatchObject({ ok: false, reason: 'note.changed-since' })
  expect(await send({ ...edit, version: null })).toEqual({ ok: true })
  await anna.api.notes.remove({ noteId: note.id })
  for (const _ of [1, 2]) expect(await send({ ...edit, version: null })).toEqual({ ok: true })
  expect((await anna.api.applications.get({ applicationId: card.id })).notes.map(({ markdown }) => markdown)).toEqual(['mine'])
})

test('a move counts from when it was made, and not from later than now when that clock was ahead', async () => {
  await using world = await newWorld()
  const anna = await world.person('Anna')
  const person = { id: anna.personId, timeZone: 'Europe/Berlin', now: world.state.now }
  const [yesterday, tomorrow] = [-1, 1].map((days) => new Date(world.state.now.getTime() + days * 86_400_000).toISOString())
  const cases = [
    { happenedAt: yesterday, counts: yesterday },
    { happenedAt: tomorrow, counts: world.state.now.toISOString() },
    { happenedAt: `${yesterday?.slice(0, 10)}T12:00`, counts: `${yesterday?.slice(0, 10)}T11:00:00.000Z` },
  ]
  for (const [index, { happenedAt, counts }] of cases.entries()) {
    const { card } = await anna.api.applications.save({ from: 'form', title: 'Baker' })
    const operation = { kind: 'move', id: id('bat', index), applicationId: card.id, to: { group: 'applied' }, happenedAt }
    expect(await answerOperation(asAction(anna.api), person, { personId: anna.personId, operation })).toEqual({ ok: true })
    expect(await anna.api.applications.get({ applicationId: card.id })).toMatchObject({ stageSince: counts })
  }
})

test('what one person did offline is never carried out as another, and a stranger changes nothing', async () => {
  await using world = await newWorld()
  const [anna, boris] = [await world.person('Anna'), await world.person('Boris')]
  const { card } = await anna.api.applications.save({ from: 'form', title: 'Baker' })
  const operation = { kind: 'note-add', id: id('not', 1), applicationId: card.id, markdown: 'Mine' }
  const asBoris = { id: boris.personId, timeZone: 'UTC', now: world.state.now }
  const sent = await answerOperation(asAction(boris.api), asBoris, { personId: anna.personId, operation })
  expect(sent).toMatchObject({ ok: false, status: 403, reason: 'offline.other-person' })
  const claimed = await answerOperation(asAction(boris.api), asBoris, { personId: boris.personId, operation })
  expect(claimed).toMatchObject({ ok: false, status: 404 })
  expect(await failure(boris.api.applications.get({ applicationId: card.id }))).toMatchObject({ code: 'not_found' })
  expect(await answerOperation(asAction(anna.api), { id: anna.personId, timeZone: 'UTC', now: world.state.now }, null)).toMatchObject({
    ok: false,
    status: 400,
  })
})

test('many that were moved, tagged and removed offline are so once, and one that was moved elsewhere since is told', async () => {
  await using world = await newWorld()
  const anna = await world.person('Anna')
  const save = async (title: string) => (await anna.api.applications.save({ from: 'form', title })).card.id
  const [a, b, c] = [await save('A'), await save('B'), await save('C')]
  const person = { id: anna.personId, timeZone: 'UTC', now: world.state.now }
  const preparing = { group: 'preparing', stageId: null }
  const seen = Object.fromEntries([a, b, c].map((each) => [each, preparing]))
  const happenedAt = new Date(world.state.now.getTime() + 3_600_000).toISOString()
  const change = { kind: 'move', to: { group: 'applied' }, from: seen, happenedAt }
  const operations = [
    { kind: 'change-many', id: id('bat', 1), applicationIds: [a, b, c], change },
    { kind: 'change-many', id: id('bat', 2), applicationIds: [a, b], change: { kind: 'fields', addTags: ['train'] } },
    { kind: 'change-many', id: id('bat', 3), applicationIds: [b], change: { kind: 'remove' } },
  ]
  await anna.api.applications.move({ applicationId: c, to: { group: 'interview' } })
  const send = (operation: object) => answerOperation(asAction(anna.api), person, { personId: anna.personId, operation })
  const answers = []
  for (const operation of [...operations, ...operations]) answers.push(await send(operation))
  expect(answers[0]).toMatchObject({ ok: true, refused: [{ applicationId: c, reason: 'application.moved-since' }] })
  expect(answers.slice(1)).toEqual(Array.from({ length: 5 }, () => ({ ok: true })))
  const { data } = await anna.api.applications.list({})
  expect(data.map(({ title, group, tags }) => [title, group, tags]).sort()).toEqual([
    ['A', 'applied', ['train']],
    ['C', 'interview', []],
  ])
  const history = (await anna.api.applications.get({ applicationId: a })).history.map((entry) => entry.change.kind)
  expect(history.sort()).toEqual(['changed', 'moved', 'saved'])
  const boris = await world.person('Boris')
  const asBoris = { ...person, id: boris.personId }
  const stolen = { kind: 'change-many', id: id('bat', 4), applicationIds: [a], change: { kind: 'remove' } }
  expect(await answerOperation(asAction(boris.api), asBoris, { personId: boris.personId, operation: stolen })).toMatchObject({
    ok: false,
    status: 404,
  })
})
