import { expect, test } from 'vitest'
import { personRoom } from '../../contract/live'
import { STAGE_GROUPS } from '../../contract/stages'
import { failure, newWorld } from '../../test/world'
import { newId } from '../core/ids'

const form = (title: string, companyName = 'Kestrel Bakery') => ({ from: 'form' as const, title, companyName })

test('a move is on every screen of its person, with the card as it is now', async () => {
  await using world = await newWorld()
  const anna = await world.person('Anna')
  const { card } = await anna.api.applications.save(form('Baker'))
  const moved = await anna.api.applications.move({ applicationId: card.id, to: { group: 'applied' } })
  await world.settle()
  expect(moved.card).toMatchObject({ group: 'applied', appliedAt: '2026-11-21T10:00:00.000Z', version: 2 })
  const events = world.events(personRoom(anna.personId))
  expect(events.map(({ type, version }) => [type, version])).toEqual([
    ['application.changed', 1],
    ['application.changed', 2],
  ])
  expect(events.at(-1)?.data).toEqual({ card: moved.card })
})

test('a card goes right behind the one it was dropped on, first, or last, and the order survives a reload', async () => {
  await using world = await newWorld()
  const anna = await world.person('Anna')
  const ids: string[] = []
  for (const title of ['A', 'B', 'C', 'D']) ids.unshift((await anna.api.applications.save(form(title))).card.id)
  const order = async () => (await anna.api.applications.list({ sort: 'board' })).data.map((card) => card.title).join('')
  expect(await order()).toBe('DCBA')
  const [d, c, b] = ids
  await anna.api.applications.move({ applicationId: d ?? '', to: { group: 'preparing' }, afterId: b ?? '' })
  expect(await order()).toBe('CBDA')
  await anna.api.applications.move({ applicationId: d ?? '', to: { group: 'preparing' }, afterId: null })
  expect(await order()).toBe('DCBA')
  const before = (await anna.api.applications.list({})).data.find((card) => card.id === c)
  const same = await anna.api.applications.move({ applicationId: c ?? '', to: { group: 'preparing' }, afterId: d ?? '' })
  expect(same.card.version, 'dropped where it was').toBe(before?.version)
})

test('the same move sent twice counts once', async () => {
  await using world = await newWorld()
  const anna = await world.person('Anna')
  const { card } = await anna.api.applications.save(form('Baker'))
  const move = { applicationId: card.id, to: { group: 'applied' as const }, batchId: newId('batch') }
  const first = await anna.api.applications.move(move)
  expect(await anna.api.applications.move(move)).toEqual(first)
  expect((await anna.api.applications.history({ applicationId: card.id })).data).toHaveLength(2)
})

test('a move that was made meanwhile is told, never overruled', async () => {
  await using world = await newWorld()
  const anna = await world.person('Anna')
  const { card } = await anna.api.applications.save(form('Baker'))
  await anna.api.applications.move({ applicationId: card.id, to: { group: 'applied' } })
  const late = anna.api.applications.move({ applicationId: card.id, to: { group: 'interview' }, from: { group: 'preparing' } })
  expect(await failure(late)).toMatchObject({ code: 'conflict', reason: 'application.moved-since' })
})

test('what the stage table refuses is refused with its sentence, and nothing is written', async () => {
  await using world = await newWorld()
  const anna = await world.person('Anna')
  const { card } = await anna.api.applications.save({ ...form('Baker'), stage: { group: 'offer' } })
  for (const to of STAGE_GROUPS.filter((group) => ['preparing', 'applied', 'closed'].includes(group)))
    expect(await failure(anna.api.applications.move({ applicationId: card.id, to: { group: to } }))).toMatchObject({ code: 'conflict' })
  expect((await anna.api.applications.history({ applicationId: card.id })).data).toHaveLength(1)
})

test('closing keeps how and why it ended; a reason of another outcome is refused', async () => {
  await using world = await newWorld()
  const anna = await world.person('Anna')
  const { card } = await anna.api.applications.save({ ...form('Baker'), stage: { group: 'interview' } })
  const wrong = anna.api.applications.close({ applicationId: card.id, outcome: { kind: 'rejected', reason: 'deadline-missed' } })
  await expect(wrong).rejects.toThrow('This reason belongs to another outcome.')
  const closed = await anna.api.applications.close({ applicationId: card.id, outcome: { kind: 'rejected', reason: 'pay' } })
  expect(closed.card).toMatchObject({ group: 'closed', outcome: { kind: 'rejected', reason: 'pay' } })
  const ghosted = await anna.api.applications.close({ applicationId: card.id, outcome: { kind: 'ghosted' } })
  expect(ghosted.card.outcome, 'corrected, with the default reason').toEqual({ kind: 'ghosted', reason: 'no-answer' })
})

test('an undo puts it back, stays in the history, and can be taken back itself', async () => {
  await using world = await newWorld()
  const anna = await world.person('Anna')
  const { card } = await anna.api.applications.save(form('Baker'))
  const move = await anna.api.applications.move({ applicationId: card.id, to: { group: 'applied' } })
  const undone = await anna.api.applications.undo({ batchId: move.batchId })
  expect(undone.cards[0]).toMatchObject({ group: 'preparing', appliedAt: null, rank: card.rank, version: 3 })
  expect(await failure(anna.api.applications.undo({ batchId: move.batchId }))).toMatchObject({ reason: 'application.already-undone' })
  const again = await anna.api.applications.undo({ batchId: undone.batchId })
  expect(again.cards[0]).toMatchObject({ group: 'applied', appliedAt: move.card.appliedAt })
  const history = await anna.api.applications.history({ applicationId: card.id })
  expect(history.data.map(({ change, isUndone }) => [change.kind, isUndone])).toEqual([
    ['undone', false],
    ['undone', true],
    ['moved', false],
    ['saved', false],
  ])
})

test('a step that was built on is not undone behind its back', async () => {
  await using world = await newWorld()
  const anna = await world.person('Anna')
  const { card } = await anna.api.applications.save(form('Baker'))
  const applied = await anna.api.applications.move({ applicationId: card.id, to: { group: 'applied' } })
  await anna.api.applications.move({ applicationId: card.id, to: { group: 'interview' } })
  expect(await failure(anna.api.applications.undo({ batchId: applied.batchId }))).toMatchObject({
    code: 'conflict',
    reason: 'application.changed-since',
  })
})

test('nobody reaches an application of another person, by any door, and is told what a wrong id is told', async () => {
  await using world = await newWorld()
  const anna = await world.person('Anna')
  const boris = await world.person('Boris')
  const saved = await anna.api.applications.save(form('Baker'))
  const { data: history } = await anna.api.applications.history({})
  const nobody = (kind: 'application' | 'batch' | 'applicationEvent') => newId(kind)
  const pairs: [() => Promise<unknown>, () => Promise<unknown>][] = [
    [
      () => boris.api.applications.move({ applicationId: saved.card.id, to: { group: 'applied' } }),
      () => boris.api.applications.move({ applicationId: nobody('application'), to: { group: 'applied' } }),
    ],
    [
      () => boris.api.applications.close({ applicationId: saved.card.id, outcome: { kind: 'withdrawn' } }),
      () => boris.api.applications.close({ applicationId: nobody('application'), outcome: { kind: 'withdrawn' } }),
    ],
    [() => boris.api.applications.undo({ batchId: saved.batchId }), () => boris.api.applications.undo({ batchId: nobody('batch') })],
    [
      () => boris.api.applications.undo({ eventId: history[0]?.id ?? '' }),
      () => boris.api.applications.undo({ eventId: nobody('applicationEvent') }),
    ],
    [
      () => boris.api.applications.history({ applicationId: saved.card.id }),
      () => boris.api.applications.history({ applicationId: nobody('application') }),
    ],
  ]
  for (const [theirs, missing] of pairs) {
    const answer = await failure(theirs())
    expect(answer.code).toBe('not_found')
    expect(answer).toEqual(await failure(missing()))
  }
  expect((await boris.api.applications.list({})).data).toEqual([])
  expect((await boris.api.applications.history({})).data).toEqual([])
})
