import fc from 'fast-check'
import { expect, test } from 'vitest'
import { companyExpression, expression, personality, soulUrge } from './name-numbers'
import { DEFAULT_METHOD, type Method } from './numbers'

const PLAIN: Method = { ...DEFAULT_METHOD, masters: 'none' }
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
const names = fc
  .array(fc.string({ unit: fc.constantFrom(...letters), minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 4 })
  .map((all) => all.join(' '))

test('the letters have the values 1 to 9 in turn', () => {
  expect(Array.from(letters, (letter) => expression(letter, PLAIN).value).join('')).toBe('12345678912345678912345678')
})

test.each([
  ['an accent folds', 'Zoé', 'ZOE'],
  ['an umlaut is its letter', 'Müller', 'MULLER'],
  ['a letter with a stroke is its letter', 'Łukasz Øvrebø Đorđe', 'LUKASZ OVREBO DORDE'],
  ['ß is read as both of its letters', 'Strauß', 'STRAUSS'],
  ['so is ẞ', 'STRAUẞ', 'STRAUSS'],
  ['letters grown together are both', 'Ægir Œdipe', 'AEGIR OEDIPE'],
  ['Þ is TH', 'Þóra', 'THORA'],
  ['a dotless i is an i', 'Işık', 'ISIK'],
  ['many accents at once fold', 'Nguyễn Thị', 'NGUYEN THI'],
  ['composed or not makes no difference', 'Zoe\u0308', 'Zoë'],
  ['a hyphen does not part a name', 'Anne-Marie', 'ANNEMARIE'],
  ['an apostrophe is left out, however it is written', 'O’Neill', "O'NEILL"],
  ['an okina is left out too', 'Kaʻiulani', 'KAIULANI'],
  ['a full stop and figures are left out', 'John F. Reed 3', 'JOHN F REED'],
  ['small letters are large ones', 'anna reed', 'ANNA REED'],
])('%s: %s reads as %s', (_rule, written, read) => {
  for (const number of [expression, soulUrge, personality])
    expect(number(written, DEFAULT_METHOD).value).toBe(number(read, DEFAULT_METHOD).value)
  expect(expression(written, DEFAULT_METHOD).value).not.toBeNull()
})

test.each([
  ['Юрий', 'Ю'],
  ['Anna Иванова', 'И'],
  ['山田 太郎', '山'],
  ['محمد', 'م'],
  ['Ελένη', 'Ε'],
  ['김', '김'],
  ['Αnna', 'Α'],
])('a name with a letter of another script (%s) is not defined, and says which letter', (name, letter) => {
  for (const number of [expression, soulUrge, personality])
    expect(number(name, DEFAULT_METHOD)).toMatchObject({
      value: null,
      reason: 'letter-without-value',
      says: expect.stringContaining(letter),
    })
})

test.each([
  [null, 'no-name'],
  ['  ', 'no-name'],
  ['-- 12', 'no-letters'],
  ['😀', 'no-letters'],
])('a name without letters (%j) is not defined: %s', (name, reason) => {
  expect(expression(name, DEFAULT_METHOD)).toMatchObject({ value: null, reason })
})

test('a name without vowels has no soul urge, and one without consonants no personality; neither is 0', () => {
  expect(soulUrge('Ng', DEFAULT_METHOD)).toMatchObject({ value: null, reason: 'no-vowels' })
  expect(soulUrge('Lynn Gryphy', { ...DEFAULT_METHOD, y: 'consonant' })).toMatchObject({ value: null, reason: 'no-vowels' })
  expect(personality('Io', DEFAULT_METHOD)).toMatchObject({ value: null, reason: 'no-consonants' })
})

test.each([
  ['Lynn', 'by-neighbours', 7],
  ['Guy', 'by-neighbours', 3],
  ['Mary', 'by-neighbours', 8],
  ['Hayes', 'by-neighbours', 6],
  ['Yvonne', 'by-neighbours', 9],
  ['Young', 'by-neighbours', 9],
  ['Guy', 'vowel', 1],
  ['Mary', 'consonant', 1],
] as const)('the vowels of %s, Y %s, reduce to %i', (name, y, value) => {
  expect(soulUrge(name, { ...PLAIN, y }).value).toBe(value)
})

test('a letter is a vowel or a consonant: soul urge and personality together have the root of the expression', () => {
  fc.assert(
    fc.property(
      names,
      fc.constantFrom('by-neighbours', 'vowel', 'consonant'),
      fc.constantFrom('each-name', 'whole-name'),
      (name, y, rule) => {
        const method: Method = { ...PLAIN, y, name: rule }
        const [all, vowels, consonants] = [expression, soulUrge, personality].map((number) => number(name, method).value ?? 0)
        expect(((vowels ?? 0) + (consonants ?? 0) - (all ?? 0)) % 9).toBe(0)
      },
    ),
  )
})

test('reducing each name or all letters differs in masters alone', () => {
  fc.assert(
    fc.property(names, (name) => {
      expect(expression(name, { ...PLAIN, name: 'each-name' }).value).toBe(expression(name, { ...PLAIN, name: 'whole-name' }).value)
    }),
  )
})

test('whatever somebody types, it is a number or a reason, and never 0', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (name) => {
      for (const number of [expression, soulUrge, personality]) {
        const reading = number(name, DEFAULT_METHOD)
        if (reading.value === null) expect(reading.says).not.toBe('')
        else expect(reading.value).toBeGreaterThan(0)
      }
    }),
  )
})

test('the arithmetic shows each letter as it is written, and what it was read as', () => {
  const number = expression('Zoë Strauß', DEFAULT_METHOD)
  expect(number.value === null ? [] : number.steps.slice(0, 1)).toEqual([
    {
      of: 'Zoë',
      terms: [
        { value: 8, from: 'Z' },
        { value: 6, from: 'O' },
        { value: 5, from: 'Ë', as: 'E' },
      ],
      total: 19,
      isMaster: false,
    },
  ])
  expect(number.value === null ? [] : number.steps.find(({ of }) => of === 'Strauß')?.terms.slice(-2)).toEqual([
    { value: 1, from: 'ß', as: 'S' },
    { value: 1, from: 'ß', as: 'S' },
  ])
})

test('in the name of a company figures count as themselves', () => {
  expect(companyExpression('3M', PLAIN).value).toBe(7)
  expect(companyExpression('AT&T', PLAIN).value).toBe(expression('ATT', PLAIN).value)
  expect(companyExpression('7', PLAIN).value).toBe(7)
})
