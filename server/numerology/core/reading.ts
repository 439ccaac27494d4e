import { birthday, lifePath } from './date-numbers'
import { companyExpression, expression, personality, soulUrge } from './name-numbers'
import { DEFAULT_METHOD, ENGINE_VERSION, type Method, type NumberReading, numberOf, type Working } from './numbers'
import { addUp } from './reduce'

/** The numbers of one person or one company under one method, each with its arithmetic, its method and its note. */
export interface Reading {
  version: typeof ENGINE_VERSION
  method: Method
  lifePath: NumberReading
  birthday: NumberReading
  expression: NumberReading
  soulUrge: NumberReading
  personality: NumberReading
  maturity: NumberReading
}

/** The six numbers of a person. What is not given, or cannot be read, makes its own numbers undefined and no others. */
export function readingOfPerson(born: { birthDate: string | null; birthName: string | null }, method: Method = DEFAULT_METHOD): Reading {
  return readingOf(born.birthDate, born.birthName, expression(born.birthName, method), method)
}

/** The numbers of a company: its name for a birth name, the day it was founded for a birth date. `null` where the day is not known. */
export function readingOfCompany(name: string, foundedOn: string | null = null, method: Method = DEFAULT_METHOD): Reading {
  return readingOf(foundedOn, name, companyExpression(name, method), method)
}

function readingOf(date: string | null, name: string | null, whole: NumberReading, method: Method): Reading {
  const path = lifePath(date, method)
  return {
    version: ENGINE_VERSION,
    method,
    lifePath: path,
    birthday: birthday(date, method),
    expression: whole,
    soulUrge: soulUrge(name, method),
    personality: personality(name, method),
    maturity: numberOf('maturity', 'Life path and expression, as they stand, added up and reduced.', maturitySteps(path, whole, method)),
  }
}

function maturitySteps(path: NumberReading, whole: NumberReading, { masters }: Method): Working {
  if (path.value === null) return { reason: path.reason, says: path.says }
  if (whole.value === null) return { reason: whole.reason, says: whole.says }
  const terms = [
    { value: path.value, from: 'Life path' },
    { value: whole.value, from: 'Expression' },
  ]
  return addUp('Maturity', terms, masters)
}
