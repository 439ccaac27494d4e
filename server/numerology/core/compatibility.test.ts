import fc from 'fast-check'
import { expect, test } from 'vitest'
import { accordOf, compatibilityOf } from './compatibility'
import { readingOfCompany, readingOfPerson } from './reading'

const anna = readingOfPerson({ birthDate: '1990-04-23', birthName: 'Anna Marie Reed' })
const digits = fc.integer({ min: 1, max: 9 })

test('the chart is its own mirror image, and each number is natural to those of its concord alone', () => {
  fc.assert(
    fc.property(digits, digits, (a, b) => {
      expect(accordOf(a, b)).toBe(accordOf(b, a))
    }),
  )
  for (const concord of [
    [1, 5, 7],
    [2, 4, 8],
    [3, 6, 9],
  ])
    for (const a of concord)
      for (let b = 1; b <= 9; b += 1) expect.soft(accordOf(a, b) === 'natural', `${a} and ${b}`).toBe(concord.includes(b))
})

test('the score is the points of what could be compared, shown one by one, with the method and the note', () => {
  const found = compatibilityOf(anna, readingOfCompany('Grand Café Meridian', '2014-06-02'))
  expect(found.points).toBe(found.steps.reduce((sum, { points }) => sum + points, 0))
  expect(found.pointsMax).toBe(9)
  expect(found.score).toBe(found.points / 9)
  expect(found.leftOut).toEqual([])
  expect(found.method).toMatch(/1-5-7, 2-4-8 and 3-6-9/)
  expect(found.note).toBe('For reflection; no predictive value.')
})

test('with the day of founding unknown only the names are compared, and it says so', () => {
  const found = compatibilityOf(anna, readingOfCompany('Grand Café Meridian'))
  expect(found.steps.map(({ kind }) => kind)).toEqual(['expression', 'soulUrge'])
  expect(found.pointsMax).toBe(6)
  expect(found.leftOut).toEqual(['The life path of one of the two is not defined.'])
})

test('nothing to compare is no score, not 0', () => {
  const nobody = readingOfPerson({ birthDate: null, birthName: null })
  expect(compatibilityOf(anna, nobody)).toMatchObject({ score: null, pointsMax: 0, steps: [] })
  expect(compatibilityOf(anna, readingOfCompany('山田')).score).toBeNull()
})

test('a reading is fully natural with itself, masters included, and the order of two makes no difference', () => {
  expect(compatibilityOf(anna, anna).score).toBe(1)
  const births = fc.record({
    birthDate: fc.constantFrom('1978-02-02', '1989-09-04', '2000-01-01', null),
    birthName: fc.string({ maxLength: 20 }),
  })
  fc.assert(
    fc.property(births, births, (a, b) => {
      const [there, back] = [
        compatibilityOf(readingOfPerson(a), readingOfPerson(b)),
        compatibilityOf(readingOfPerson(b), readingOfPerson(a)),
      ]
      expect(there.score).toBe(back.score)
      if (there.score !== null) expect(there.score).toBeGreaterThanOrEqual(0)
    }),
  )
})

test('the same input gives the same bytes', () => {
  const again = readingOfPerson({ birthDate: '1990-04-23', birthName: 'Anna Marie Reed' })
  expect(JSON.stringify(again)).toBe(JSON.stringify(anna))
  expect(anna.version).toBe('numerology-1')
})
