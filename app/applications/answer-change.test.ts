import { expect, test } from 'vitest'
import type { ApplicationCard } from '../../contract/applications'
import { newWorld } from '../../test/world'
import { answerChange } from './answer-change.server'

function formOf(values: Record<string, string | string[]>): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries(values)) for (const each of [value].flat()) form.append(name, each)
  return form
}

test('the forms of the board and the table move one, move many, mark, remove, and take all of it back', async () => {
  await using world = await newWorld()
  const { api } = await world.person('Anna')
  const ids: string[] = []
  for (const title of ['Baker', 'Miller']) ids.push((await api.applications.save({ from: 'form', title })).card.id)
  const groups = async () => (await api.applications.list({ sort: 'board' })).data.map((card: ApplicationCard) => card.group)
  const [first = ''] = ids

  const moved = await answerChange(formOf({ intent: 'move', id: first, group: 'applied', afterId: '' }), api.applications)
  expect(moved).toMatchObject({ ok: true, cards: [{ id: first, group: 'applied' }] })
  const many = await answerChange(
    formOf({ intent: 'move', id: ids, group: 'closed', outcome: 'withdrawn', reason: 'pay' }),
    api.applications,
  )
  expect(many).toMatchObject({ ok: true, refused: [] })
  expect(await groups()).toEqual(['closed', 'closed'])
  if (many.ok) await answerChange(formOf({ intent: 'undo', batchId: many.batchId }), api.applications)
  expect((await groups()).sort()).toEqual(['applied', 'preparing'])

  const marked = await answerChange(formOf({ intent: 'fields', id: ids, priority: '1', addTag: 'far' }), api.applications)
  expect(marked).toMatchObject({
    ok: true,
    cards: [
      { priority: 1, tags: ['far'] },
      { priority: 1, tags: ['far'] },
    ],
  })
  await answerChange(formOf({ intent: 'remove', id: ids }), api.applications)
  expect(await groups()).toEqual([])
})

test('a form that means nothing is refused in words, and changes nothing', async () => {
  await using world = await newWorld()
  const { api } = await world.person('Anna')
  const { card } = await api.applications.save({ from: 'form', title: 'Baker' })
  for (const values of [
    { intent: 'move', id: card.id, group: 'moon' },
    { intent: 'move', id: [], group: 'applied' },
    { intent: 'dance', id: card.id, group: 'applied' },
  ])
    expect(await answerChange(formOf(values), api.applications)).toMatchObject({ ok: false, status: 400 })
})
