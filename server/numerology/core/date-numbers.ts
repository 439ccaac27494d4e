import {
  type LifePathMethod,
  type MasterRule,
  type Method,
  type Missing,
  type NumberReading,
  numberOf,
  type Step,
  type Working,
} from './numbers'
import { addUp, addUpNumber, digitsOf, totalOf } from './reduce'

export interface Day {
  year: number
  month: number
  day: number
}

const MASTER_WORDS = {
  none: 'every total is reduced to one digit',
  '11-22': '11 and 22 stay as they are',
  '11-22-33': '11, 22 and 33 stay as they are',
} as const satisfies Record<MasterRule, string>

const LIFE_PATH_WORDS = {
  parts: 'Day, month and year are each reduced, then their sum',
  digits: 'All digits of the date are added in a row',
  whole: 'Day, month and year are added as they stand, then reduced',
} as const satisfies Record<LifePathMethod, string>

/**
 * Life path of a birth date: 1 to 9, or a master number of the method, which is not reduced.
 * The three methods differ: 1989-09-04 is 22 by parts, and 4 by digits or whole numbers.
 *
 * @param birthDate calendar date, `YYYY-MM-DD`; no time zone is applied
 * Source: docs/numerology.md, "Life path".
 */
export function lifePath(birthDate: string | null, { lifePath: rule, masters }: Pick<Method, 'lifePath' | 'masters'>): NumberReading {
  const date = readDay(birthDate)
  return numberOf(
    'lifePath',
    `${LIFE_PATH_WORDS[rule]}; ${MASTER_WORDS[masters]}.`,
    'reason' in date ? date : lifePathSteps(date, rule, masters),
  )
}

function lifePathSteps({ year, month, day }: Day, rule: LifePathMethod, masters: MasterRule): Step[] {
  switch (rule) {
    case 'parts': {
      const parts = [addUpNumber('Month', month, masters), addUpNumber('Day', day, masters), addUpNumber('Year', year, masters)]
      const terms = parts.map((steps) => ({ value: totalOf(steps), from: steps[0]?.of ?? '' }))
      return [...parts.flat(), ...addUp('Life path', terms, masters)]
    }
    case 'digits':
      return addUp('Life path', digitsOf(`${month}${day}${year}`), masters)
    case 'whole': {
      const terms = [
        { value: month, from: 'Month' },
        { value: day, from: 'Day' },
        { value: year, from: 'Year' },
      ]
      return addUp('Life path', terms, masters)
    }
    default:
      throw rule satisfies never
  }
}

/** Birthday number: the day of the month alone, reduced; 11 and 22 (and 29, which adds up to 11) stay where masters are kept. */
export function birthday(birthDate: string | null, { masters }: Pick<Method, 'masters'>): NumberReading {
  const date = readDay(birthDate)
  const working = 'reason' in date ? date : addUpNumber('Day', date.day, masters)
  return numberOf('birthday', `The day of the month, reduced; ${MASTER_WORDS[masters]}.`, working)
}

const CYCLE_RULE = 'Cycles are always reduced to one digit.'

/**
 * Personal year: birth month and birth day with the calendar year of `onDate`. It runs from January to December.
 * Cycles have no master numbers in any method.
 */
export function personalYear(birthDate: string | null, onDate: string): NumberReading {
  return cycle('personalYear', birthDate, onDate, `Month and day of birth with the calendar year. ${CYCLE_RULE}`, yearSteps)
}

/** Personal month: the personal year with the calendar month of `onDate`. */
export function personalMonth(birthDate: string | null, onDate: string): NumberReading {
  return cycle('personalMonth', birthDate, onDate, `The personal year with the calendar month. ${CYCLE_RULE}`, monthSteps)
}

/** Personal day: the personal month with the calendar day of `onDate`. */
export function personalDay(birthDate: string | null, onDate: string): NumberReading {
  return cycle('personalDay', birthDate, onDate, `The personal month with the calendar day. ${CYCLE_RULE}`, daySteps)
}

function cycle(
  kind: 'personalYear' | 'personalMonth' | 'personalDay',
  birthDate: string | null,
  onDate: string,
  method: string,
  stepsOf: (born: Day, on: Day) => Step[],
): NumberReading {
  const born = readDay(birthDate)
  const on = readDay(onDate)
  const working: Working = 'reason' in born ? born : 'reason' in on ? on : stepsOf(born, on)
  return numberOf(kind, method, working)
}

function yearSteps(born: Day, on: Day): Step[] {
  const parts = [
    addUpNumber('Month of birth', born.month, 'none'),
    addUpNumber('Day of birth', born.day, 'none'),
    addUpNumber(`Year ${on.year}`, on.year, 'none'),
  ]
  const terms = parts.map((steps) => ({ value: totalOf(steps), from: steps[0]?.of ?? '' }))
  return [...parts.flat(), ...addUp('Personal year', terms, 'none')]
}

function monthSteps(born: Day, on: Day): Step[] {
  return nextCycle(yearSteps(born, on), 'Personal year', { value: on.month, from: 'Calendar month' }, 'Personal month')
}

function daySteps(born: Day, on: Day): Step[] {
  return nextCycle(monthSteps(born, on), 'Personal month', { value: on.day, from: 'Calendar day' }, 'Personal day')
}

function nextCycle(before: Step[], from: string, calendar: { value: number; from: string }, of: string): Step[] {
  const part = addUpNumber(calendar.from, calendar.value, 'none')
  const terms = [
    { value: totalOf(before), from },
    { value: totalOf(part), from: calendar.from },
  ]
  return [...before, ...part, ...addUp(of, terms, 'none')]
}

/** The parts of a calendar date, or why there is none: 30 February never was. */
export function readDay(text: string | null): Day | Missing {
  if (text === null || text === '') return { reason: 'no-date', says: 'This number needs a date.' }
  const [, year, month, day] = (/^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? []).map(Number)
  if (year === undefined || month === undefined || day === undefined || month < 1 || month > 12 || day < 1 || day > daysIn(year, month))
    return { reason: 'no-such-day', says: 'The calendar has no such day.' }
  return { year, month, day }
}

function daysIn(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28
  return [4, 6, 9, 11].includes(month) ? 30 : 31
}
