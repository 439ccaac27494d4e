import { expect, test } from 'vitest'
import { assetFromDisk } from '../../test/asset-from-disk'
import { normaliseTitle } from './normalise-title'
import { openTitles } from './open-titles'
import { titleSimilarity } from './title-similarity'

const titles = () => openTitles({ asset: assetFromDisk })

test.each([
  ['Forklift driver', 'forklift operator'],
  ['Data Scientist', 'data scientist'],
  ['Kitchen hand (nights)', 'kitchen assistant'],
])('%s is %s', async (title, label) => {
  const guesses = normaliseTitle(await titles(), title, 3)
  expect(guesses.map((guess) => guess.label)).toContain(label)
  expect(guesses.every(({ escoUri }) => escoUri.startsWith('http://data.europa.eu/esco/occupation/'))).toBe(true)
  expect(guesses.reduce((sum, { score }) => sum + score, 0)).toBeLessThanOrEqual(1 + 1e-6)
})

test.each(['', '— 100 % —'])('%j names no occupation', async (title) => {
  expect(normaliseTitle(await titles(), title)).toEqual([])
})

test('titles of the same work are near whatever their level; of other work far', async () => {
  const opened = await titles()
  expect(titleSimilarity(opened, 'Senior Nurse', 'Nurse')).toBe(1)
  expect(titleSimilarity(opened, 'Software Engineer', 'Backend Developer')).toBeGreaterThan(
    titleSimilarity(opened, 'Software Engineer', 'Pastry Chef') + 0.2,
  )
})
