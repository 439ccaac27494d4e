/**
 * The words that stand at every number, every compatibility and every list that one of them has a part in.
 * A number without them is not shown anywhere.
 */
export const REFLECTION_NOTE = 'For reflection; no predictive value.'

/** Raised whenever the same input may give another number than before. */
export const ENGINE_VERSION = 'numerology-1'

/**
 * How the life path is worked out. `parts`: day, month and year are reduced apart, then their sum. `digits`: all digits of the date in a row.
 * `whole`: day, month and year are added as they stand, then reduced. Sources: docs/numerology.md, "Life path".
 */
export const LIFE_PATH_METHODS = ['parts', 'digits', 'whole'] as const
export type LifePathMethod = (typeof LIFE_PATH_METHODS)[number]

/** Which totals are left standing: none of them, 11 and 22, or 11, 22 and 33. */
export const MASTER_RULES = ['none', '11-22', '11-22-33'] as const
export type MasterRule = (typeof MASTER_RULES)[number]

/** Whether each name is reduced before they are added, or all letters are added first. */
export const NAME_METHODS = ['each-name', 'whole-name'] as const
export type NameMethod = (typeof NAME_METHODS)[number]

/** Whether `Y` is a vowel: when no vowel stands right beside it in the same name, always, or never. */
export const Y_RULES = ['by-neighbours', 'vowel', 'consonant'] as const
export type YRule = (typeof Y_RULES)[number]

/** Everything that two honest calculators may disagree about. Each number says which of it was used. */
export interface Method {
  lifePath: LifePathMethod
  masters: MasterRule
  name: NameMethod
  y: YRule
}

/** What we use unless told otherwise; docs/decisions/014-numerology-methods.md says why. */
export const DEFAULT_METHOD: Method = { lifePath: 'parts', masters: '11-22-33', name: 'each-name', y: 'by-neighbours' }

export type NumberKind =
  | 'lifePath'
  | 'birthday'
  | 'expression'
  | 'soulUrge'
  | 'personality'
  | 'maturity'
  | 'personalYear'
  | 'personalMonth'
  | 'personalDay'

/** One addend: its value, and what it stands for: a digit, a part of the date, or a letter as it is written. */
export interface Term {
  value: number
  from: string
  /** The letter that it was read as, where that is not the one written: `L` for `Ł`. */
  as?: string
}

/** One addition: `1 + 9 + 9 + 0 = 19`. */
export interface Step {
  /** What is being added up: `Year`, or one of the names. */
  of: string
  terms: Term[]
  total: number
  /** The total is a master number of this method, and is not reduced further. */
  isMaster: boolean
}

/** Why there is no number. Never a 0 in its place. */
export type UndefinedReason = 'no-date' | 'no-such-day' | 'no-name' | 'letter-without-value' | 'no-letters' | 'no-vowels' | 'no-consonants'

interface Numbered {
  kind: NumberKind
  /** The rules that were used, as a sentence. */
  method: string
  note: typeof REFLECTION_NOTE
}
export interface DefinedNumber extends Numbered {
  /** 1 to 9, or a master number of this method. */
  value: number
  /** The value with a master number reduced as well: 1 to 9. */
  root: number
  steps: Step[]
}
export interface UndefinedNumber extends Numbered {
  value: null
  reason: UndefinedReason
  /** The reason as a sentence for the person. */
  says: string
}
export type NumberReading = DefinedNumber | UndefinedNumber

/** What was found, before it says whose number it is and how it was worked out. */
export type Working = Step[] | Missing
export interface Missing {
  reason: UndefinedReason
  says: string
}

/** The working as a number that carries its method and its note. */
export function numberOf(kind: NumberKind, method: string, working: Working): NumberReading {
  const named = { kind, method, note: REFLECTION_NOTE } as const
  if (!Array.isArray(working)) return { ...named, value: null, ...working }
  const value = working.at(-1)?.total
  if (value === undefined) throw new Error(`The working of ${kind} has no step.`)
  return { ...named, value, root: rootOf(value), steps: working }
}

/** 1 to 9: what is left when every total is reduced. */
export function rootOf(value: number): number {
  return ((value - 1) % 9) + 1
}
