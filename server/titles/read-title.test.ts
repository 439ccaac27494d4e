import { expect, test } from 'vitest'
import { failure, newWorld } from '../../test/world'

test('anybody can have a title read: its level, its bare form and its occupations, best first', async () => {
  await using world = await newWorld()
  const reading = await world.api('visitor').titles.read({ text: 'Sr. Pastry Chef' })
  expect(reading).toMatchObject({ seniority: 'senior', title: 'Pastry Chef' })
  expect(reading.occupations.map(({ label }) => label)).toContain('head pastry chef')
  expect(reading.occupations.map(({ score }) => score)).toEqual(reading.occupations.map(({ score }) => score).toSorted((a, b) => b - a))
})

test('anybody can have the skills of a text read: named ones by our taxonomy, others by ESCO', async () => {
  await using world = await newWorld()
  const text = 'You manage the budget, and Postgres holds no secrets from you.'
  const reading = await world.api('visitor').skills.read({ text })
  expect(reading.named.map(({ skill, start, end }) => [skill, text.slice(start, end)])).toEqual([['PostgreSQL', 'Postgres']])
  expect(reading.linked.map(({ label }) => label)).toContain('manage budgets')
})

test('an empty text is refused, and so is who asks too often', async () => {
  await using world = await newWorld()
  await expect(world.api('visitor').titles.read({ text: '  ' })).rejects.toMatchObject({ code: 'BAD_REQUEST' })
  await expect(world.api('visitor').skills.read({ text: '' })).rejects.toMatchObject({ code: 'BAD_REQUEST' })
  world.state.isLimited = true
  expect(await failure(world.api('visitor').titles.read({ text: 'Baker' }))).toMatchObject({ code: 'too_many' })
})
