/** What `numerojobs/numerology` gives: by file of the engine, which knows nothing of the rest and is published as it is. */
const EXPORTS = {
  compatibility: 'ACCORDS, accordOf, compatibilityOf, type Accord, type AccordStep, type Compatibility',
  'date-numbers': 'birthday, lifePath, personalDay, personalMonth, personalYear',
  'name-numbers': 'expression, personality, soulUrge',
  numbers:
    'DEFAULT_METHOD, ENGINE_VERSION, LIFE_PATH_METHODS, MASTER_RULES, NAME_METHODS, REFLECTION_NOTE, Y_RULES, type DefinedNumber, type Method, type NumberKind, type NumberReading, type Step, type Term, type UndefinedNumber, type UndefinedReason',
  reading: 'readingOfCompany, readingOfPerson, type Reading',
} as const

/** The entry file of the engine, whose files lie in `folder`. */
export function engineEntry(folder: string): string {
  return Object.entries(EXPORTS)
    .map(([file, names]) => `export { ${names} } from '${folder}/${file}'\n`)
    .join('')
}
