import fc from 'fast-check'
import { expect, test } from 'vitest'
import { birthday, lifePath, personalDay, personalMonth, personalYear } from './date-numbers'
import { LIFE_PATH_METHODS, MASTER_RULES, type NumberReading } from './numbers'

/** Days whose life path is the same under every method and master rule, as independent calculators give it. */
const UNDISPUTED: Record<number, string[]> = {
  1: ['1815-12-10', '1906-12-09', '1929-01-15', '1955-02-24', '1975-02-04', '1987-06-24', '1990-03-15'],
  3: ['1907-07-06', '1929-05-04'],
  4: ['2000-01-01'],
  5: ['1958-12-15', '1981-09-04'],
  6: ['1912-06-23', '2000-02-29'],
  7: ['1926-06-01', '1940-11-27', '1954-07-17', '1969-07-20', '1985-05-15', '1989-12-13', '1992-11-29'],
  8: ['1770-12-17', '1881-10-25', '1918-07-18', '1930-08-05', '1989-08-18', '1999-12-31'],
  9: ['1869-10-02', '1935-01-08', '1981-09-26', '2003-01-03'],
}
const ALL_METHODS = LIFE_PATH_METHODS.flatMap((rule) => MASTER_RULES.map((masters) => ({ lifePath: rule, masters })))
const days = fc
  .date({ min: new Date('1000-01-01'), max: new Date('2999-12-31'), noInvalidDate: true })
  .map((at) => at.toISOString().slice(0, 10))

test('31 days have one life path, whatever the method', () => {
  expect(Object.values(UNDISPUTED).flat()).toHaveLength(31)
  for (const [path, dates] of Object.entries(UNDISPUTED))
    for (const date of dates) for (const method of ALL_METHODS) expect.soft(lifePath(date, method).value, date).toBe(Number(path))
})

test.each([
  ['1989-09-04', 'parts', '11-22-33', 22],
  ['1989-09-04', 'digits', '11-22-33', 4],
  ['1989-09-04', 'whole', '11-22-33', 4],
  ['2009-11-11', 'parts', '11-22', 6],
  ['2009-11-11', 'parts', '11-22-33', 33],
  ['1964-11-29', 'digits', '11-22-33', 33],
  ['1964-11-29', 'parts', '11-22-33', 6],
  ['1978-02-02', 'whole', '11-22-33', 2],
  ['1978-02-02', 'parts', '11-22-33', 11],
  ['1978-02-02', 'parts', 'none', 2],
  ['1949-05-10', 'parts', '11-22', 11],
  ['1949-05-10', 'whole', '11-22', 2],
  ['1949-05-10', 'digits', '11-22', 11],
] as const)('%s by %s, masters %s, is %i, as docs/numerology.md works it out', (date, rule, masters, value) => {
  expect(lifePath(date, { lifePath: rule, masters }).value).toBe(value)
})

test('the arithmetic is there line by line', () => {
  const path = lifePath('1990-11-14', { lifePath: 'parts', masters: '11-22-33' })
  expect(lines(path)).toEqual([
    'Month: 11 = 11, stays',
    'Day: 1 + 4 = 5',
    'Year: 1 + 9 + 9 + 0 = 19',
    'Year: 1 + 9 = 10',
    'Year: 1 + 0 = 1',
    'Life path: 11 + 5 + 1 = 17',
    'Life path: 1 + 7 = 8',
  ])
  expect(path).toMatchObject({ value: 8, root: 8, note: 'For reflection; no predictive value.' })
  expect(lines(lifePath('1990-11-14', { lifePath: 'whole', masters: 'none' }))[0]).toBe('Life path: 11 + 14 + 1990 = 2015')
})

test('methods differ in masters alone: the root of a day is one', () => {
  fc.assert(
    fc.property(days, (date) => {
      const roots = ALL_METHODS.map((method) => {
        const path = lifePath(date, method)
        return path.value === null ? null : path.root
      })
      expect(new Set(roots).size).toBe(1)
    }),
  )
})

test('every line adds up, and the next line reduces what it left', () => {
  fc.assert(
    fc.property(days, fc.constantFrom(...ALL_METHODS), (date, method) => {
      const path = lifePath(date, method)
      if (path.value === null) throw new Error('A day that there was has a life path.')
      for (const step of path.steps) expect(step.terms.reduce((sum, { value }) => sum + value, 0)).toBe(step.total)
      expect(path.value).toBe(path.steps.at(-1)?.total)
      expect([1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 22, 33]).toContain(path.value)
      if (method.masters === 'none') expect(path.value).toBe(path.root)
    }),
  )
})

test.each([
  ['1990-01-29', '11-22-33', 11],
  ['1990-01-29', 'none', 2],
  ['1990-01-22', '11-22', 22],
  ['1990-01-31', '11-22-33', 4],
] as const)('the birthday number of %s, masters %s, is %i', (date, masters, value) => {
  expect(birthday(date, { masters }).value).toBe(value)
})

test('cycles go from year to month to day, and know no masters', () => {
  expect(personalYear('1990-05-15', '1992-07-17').value).toBe(5)
  expect(personalMonth('1990-05-15', '1992-07-17').value).toBe(3)
  expect(personalDay('1990-05-15', '1992-07-17').value).toBe(2)
  expect(personalYear('1975-09-23', '2023-02-01').value).toBe(3)
  expect(personalMonth('1975-09-23', '2023-02-01').value).toBe(5)
  expect(personalDay('1975-09-23', '2023-02-08').value).toBe(4)
  fc.assert(
    fc.property(days, days, (born, on) => {
      expect(personalDay(born, on).value).toBeLessThan(10)
    }),
  )
})

test('a personal year is one more in the next year, and begins anew after nine', () => {
  fc.assert(
    fc.property(days, fc.integer({ min: 1900, max: 2100 }), (born, year) => {
      const [before, after] = [personalYear(born, `${year}-06-01`).value, personalYear(born, `${year + 1}-06-01`).value]
      expect(after).toBe(before === 9 ? 1 : (before ?? 0) + 1)
    }),
  )
})

test.each([null, ''])('without a date (%j) it is not defined, and says so', (none) => {
  expect(lifePath(none, { lifePath: 'parts', masters: 'none' })).toMatchObject({ value: null, reason: 'no-date' })
  expect(personalDay(none, '2026-11-21')).toMatchObject({ value: null, reason: 'no-date' })
})

test.each(['1990-02-30', '1900-02-29', '1990-13-01', '1990-00-10', '1990-04-31', '23.04.1990', 'soon', '1990-4-3'])(
  '%s is no day',
  (text) => {
    expect(lifePath(text, { lifePath: 'digits', masters: 'none' })).toMatchObject({ value: null, reason: 'no-such-day' })
    expect(birthday(text, { masters: 'none' })).toMatchObject({ value: null, reason: 'no-such-day' })
  },
)

function lines(number: NumberReading): string[] {
  if (number.value === null) return []
  return number.steps.map(
    ({ of, terms, total, isMaster }) => `${of}: ${terms.map(({ value }) => value).join(' + ')} = ${total}${isMaster ? ', stays' : ''}`,
  )
}
