import { expect, test } from 'vitest'
import { assetFromDisk } from '../../test/asset-from-disk'
import { linkSkills } from './link-skills'
import { openSkillLinks } from './open-skill-links'

const links = () => openSkillLinks({ asset: assetFromDisk })

test.each([
  ['You enjoy pulling together with your team mates.', 'work in teams'],
  ['Spreadsheets hold no secrets from you.', 'use spreadsheets software'],
  ['We write everything in Java.', 'Java (computer programming)'],
  ['Fluent German, spoken and written.', 'German'],
])('%s: a skill is found, also behind other words', async (text, label) => {
  expect(linkSkills(await links(), text).map((skill) => skill.label)).toContain(label)
})

test('a skill shows the words that it was read from, in the text as it stands', async () => {
  const text = 'Bakery, nights.\nYou manage the budget and prepare dough — Grüße!'
  const budget = linkSkills(await links(), text).find(({ label }) => label === 'manage budgets')
  expect(budget?.spans.map(({ start, end }) => text.slice(start, end))).toEqual(['manage', 'budget'])
})

test('the surest come first, none twice, and never more than asked for', async () => {
  const found = linkSkills(await links(), 'You manage budgets. You manage budgets well. You lead a team of cooks; you plan menus.', 6)
  expect(found).toHaveLength(6)
  expect(new Set(found.map(({ label }) => label)).size).toBe(6)
  expect(found.map(({ score }) => score)).toEqual(found.map(({ score }) => score).toSorted((a, b) => b - a))
  expect(found.every(({ score }) => score >= 0 && score <= 1)).toBe(true)
})

test.each(['', ' \n — … 42', 'the and of'])('%j speaks of nothing', async (text) => {
  expect(linkSkills(await links(), text).filter(({ score }) => score >= 0.3)).toEqual([])
})
