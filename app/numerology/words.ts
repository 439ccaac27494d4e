import type { Accord } from '../../server/numerology/core/compatibility'
import type { LifePathMethod, MasterRule, NameMethod, NumberKind, YRule } from '../../server/numerology/core/numbers'

export const KIND_TITLES: Readonly<Record<NumberKind, string>> = {
  lifePath: 'Life path',
  birthday: 'Birthday',
  expression: 'Expression',
  soulUrge: 'Soul urge',
  personality: 'Personality',
  maturity: 'Maturity',
  personalYear: 'Personal year',
  personalMonth: 'Personal month',
  personalDay: 'Personal day',
}

export const KIND_LEADS: Readonly<Record<NumberKind, string>> = {
  lifePath: 'From the whole birth date.',
  birthday: 'From the day of the month alone.',
  expression: 'From all letters of the birth name.',
  soulUrge: 'From its vowels.',
  personality: 'From its consonants.',
  maturity: 'Life path and expression together.',
  personalYear: 'Day and month of birth with the calendar year.',
  personalMonth: 'The personal year with the month.',
  personalDay: 'The personal month with the day.',
}

/** What one might ask oneself at a number. Questions, since a number has no answers. */
export const QUESTIONS: Readonly<Record<number, string>> = {
  1: 'Where would you rather begin than follow?',
  2: 'With whom do you work best, and why?',
  3: 'What do you want to say, and to whom?',
  4: 'What are you building that should last?',
  5: 'Which change would do you good?',
  6: 'Whom do you look after, and who looks after you?',
  7: 'What do you want to understand more deeply?',
  8: 'What would you do with more responsibility?',
  9: 'What are you ready to finish, or to give away?',
  11: 'What do you notice before others do?',
  22: 'What would you build, given ten years?',
  33: 'What would you teach?',
}

interface Choice<T> {
  value: T
  label: string
  says: string
}

export const LIFE_PATH_CHOICES: Choice<LifePathMethod>[] = [
  { value: 'parts', label: 'Part by part', says: 'Month, day and year are each reduced, then added. The sources that we name begin here.' },
  { value: 'digits', label: 'All digits in a row', says: 'Every digit of the date in one sum. Many programs do this.' },
  { value: 'whole', label: 'Whole numbers', says: 'Day + month + year as they stand, then reduced.' },
]
export const MASTER_CHOICES: Choice<MasterRule>[] = [
  { value: '11-22-33', label: '11, 22 and 33 stay', says: 'These totals are called master numbers and are left standing.' },
  { value: '11-22', label: '11 and 22 stay', says: 'Older books do not count 33.' },
  { value: 'none', label: 'None stays', says: 'Everything is reduced to one digit.' },
]
export const NAME_CHOICES: Choice<NameMethod>[] = [
  { value: 'each-name', label: 'Name by name', says: 'Each name is reduced, then added.' },
  { value: 'whole-name', label: 'All letters in a row', says: 'One sum over all names.' },
]
export const Y_CHOICES: Choice<YRule>[] = [
  { value: 'by-neighbours', label: 'By its neighbours', says: 'A vowel where no vowel stands beside it: Lynn, Mary; not in Guy.' },
  { value: 'vowel', label: 'Always a vowel', says: 'Also in Guy and Young.' },
  { value: 'consonant', label: 'Always a consonant', says: 'Also in Lynn, which then has no vowel at all.' },
]

export const ACCORD_WORDS: Readonly<Record<Accord, string>> = {
  natural: 'natural',
  compatible: 'compatible',
  neutral: 'neutral',
  challenging: 'challenging',
}
