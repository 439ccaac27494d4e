import { expect, test } from 'vitest'
import { bestCover, relatedSkills } from './related-skills'

test('a neighbour of a wanted skill covers a part of it, and says how much', () => {
  const forPostgres = relatedSkills('postgres')
  expect(forPostgres.find(({ skill }) => skill === 'MySQL')?.coverRatio).toBeCloseTo(0.75)
  expect(forPostgres.every(({ coverRatio }) => coverRatio > 0 && coverRatio < 1)).toBe(true)
  expect(forPostgres.map(({ skill }) => skill)).not.toContain('PostgreSQL')
})

test('who knows what stands on a language knows the language; not the other way round', () => {
  expect(bestCover('React', ['Next.js'])?.coverRatio).toBe(0.9)
  expect(bestCover('Next.js', ['React'])).toBeNull()
})

test('the skill itself counts in full, also under another name', () => {
  expect(bestCover('Kubernetes', ['Docker', 'k8s'])).toEqual({ skill: 'Kubernetes', coverRatio: 1 })
})

test('of several neighbours the nearest counts', () => {
  expect(bestCover('MySQL', ['SQL', 'Oracle', 'MariaDB'])).toEqual({ skill: 'MariaDB', coverRatio: 0.9 })
})

test.each(['', 'sandcastle building'])('nothing stands in for %j, which no list knows', (name) => {
  expect(relatedSkills(name)).toEqual([])
  expect(bestCover(name, ['Python'])).toBeNull()
})
