import { type Letter, type Name, readNames } from './letters'
import {
  type Method,
  type NameMethod,
  type NumberKind,
  type NumberReading,
  numberOf,
  type Step,
  type Term,
  type Working,
  type YRule,
} from './numbers'
import { addUp, totalOf } from './reduce'

type NameRules = Pick<Method, 'name' | 'masters' | 'y'>
type Sounds = 'vowels' | 'consonants'

const NAME_WORDS = {
  'each-name': 'each name is reduced, then their sum',
  'whole-name': 'all of them are added in a row, then reduced',
} as const satisfies Record<NameMethod, string>

const Y_WORDS = {
  'by-neighbours': 'Y is a vowel where no vowel stands beside it',
  vowel: 'Y is always a vowel',
  consonant: 'Y is always a consonant',
} as const satisfies Record<YRule, string>

/** Expression (also: destiny): the values of all letters of the full birth name. */
export function expression(name: string | null, rules: NameRules): NumberReading {
  return numberOf('expression', `All letters: ${NAME_WORDS[rules.name]}; ${masterWords(rules)}.`, expressionSteps(name, rules))
}

/** As `expression`, for the name of a company: figures count as themselves. */
export function companyExpression(name: string, rules: NameRules): NumberReading {
  const method = `All letters, and figures as themselves: ${NAME_WORDS[rules.name]}; ${masterWords(rules)}.`
  return numberOf('expression', method, expressionSteps(name, rules, true))
}

function expressionSteps(name: string | null, rules: NameRules, countsFigures = false): Working {
  const names = readNames(name, { countsFigures })
  return Array.isArray(names) ? addNames('Expression', names, rules) : names
}

/** Soul urge (also: heart's desire): the vowels of the full birth name. */
export function soulUrge(name: string | null, rules: NameRules): NumberReading {
  return bySound('soulUrge', 'Soul urge', 'vowels', name, rules)
}

/** Personality: the consonants of the full birth name. */
export function personality(name: string | null, rules: NameRules): NumberReading {
  return bySound('personality', 'Personality', 'consonants', name, rules)
}

function bySound(kind: NumberKind, of: string, sounds: Sounds, name: string | null, rules: NameRules): NumberReading {
  const method = `The ${sounds}: ${NAME_WORDS[rules.name]}; ${masterWords(rules)}; ${Y_WORDS[rules.y]}.`
  return numberOf(kind, method, soundSteps(of, sounds, name, rules))
}

function soundSteps(of: string, sounds: Sounds, name: string | null, rules: NameRules): Working {
  const names = readNames(name)
  if (!Array.isArray(names)) return names
  const heard = names
    .map(({ written, letters }) => ({
      written,
      letters: letters.filter((_, at) => isVowel(letters, at, rules.y) === (sounds === 'vowels')),
    }))
    .filter(({ letters }) => letters.length > 0)
  if (heard.length > 0) return addNames(of, heard, rules)
  return sounds === 'vowels'
    ? { reason: 'no-vowels', says: 'No letter of this name counts as a vowel.' }
    : { reason: 'no-consonants', says: 'No letter of this name counts as a consonant.' }
}

/** Whether the letter at a place of a name is a vowel; `Y` by the rule that was chosen. */
export function isVowel(letters: Letter[], at: number, y: YRule): boolean {
  const letter = letters[at]?.read
  if (letter !== 'Y') return isPlainVowel(letter)
  if (y !== 'by-neighbours') return y === 'vowel'
  return !isPlainVowel(letters[at - 1]?.read) && !isPlainVowel(letters[at + 1]?.read)
}

function isPlainVowel(letter: string | undefined): boolean {
  return letter !== undefined && 'AEIOU'.includes(letter)
}

function addNames(of: string, names: Name[], { name: rule, masters }: NameRules): Step[] {
  if (rule === 'whole-name' || names.length === 1)
    return addUp(
      of,
      names.flatMap(({ letters }) => letters.map(termOf)),
      masters,
    )
  const parts = names.map(({ written, letters }) => addUp(written, letters.map(termOf), masters))
  const terms = parts.map((steps) => ({ value: totalOf(steps), from: steps[0]?.of ?? '' }))
  return [...parts.flat(), ...addUp(of, terms, masters)]
}

function termOf({ written, read, value }: Letter): Term {
  const upper = written.toUpperCase()
  const from = upper.length > written.length ? written : upper
  return from === read ? { value, from } : { value, from, as: read }
}

function masterWords({ masters }: Pick<Method, 'masters'>): string {
  return masters === 'none'
    ? 'every total is reduced to one digit'
    : `${masters === '11-22' ? '11 and 22' : '11, 22 and 33'} stay as they are`
}
