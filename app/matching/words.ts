import type { CriterionMatch, Limit, LimitCheck, MatchScore, Weighed } from '../../contract/matching'
import { LITTLE_KNOWN_PERMILLE } from '../../server/matching/core/weigh-match'
import { REMOTE_WORDS, SENIORITY_WORDS, TYPE_WORDS } from '../jobs/words'

export const PART_WORDS: Record<Weighed, { name: string; hint: string }> = {
  skills: { name: 'Skills', hint: 'What the advert asks for and your résumé shows' },
  title: { name: 'Job title', hint: 'How near it is to what you have done' },
  seniority: { name: 'Level', hint: 'As high as you are now' },
  place: { name: 'Place', hint: 'Where you are or wish to be' },
  pay: { name: 'Pay', hint: 'What you hope to earn' },
  languages: { name: 'Languages', hint: 'Those that the work needs' },
  education: { name: 'Education', hint: 'The degree that is asked for' },
  experience: { name: 'Experience', hint: 'The years that are asked for' },
  goals: { name: 'Your goals', hint: 'What you want next' },
  numerology: { name: 'Numerology', hint: 'For reflection; no predictive value' },
}

export const LIMIT_WORDS: Record<Limit, { broken: string; unsaid: string; kept: string }> = {
  'remote-region': {
    broken: 'May not be done from where you live',
    unsaid: 'Does not say from where it may be done',
    kept: 'May be done from where you live',
  },
  permit: {
    broken: 'Needs a work permit you did not name, and gives no help with it',
    unsaid: 'Does not say whether it helps with a work permit',
    kept: 'You may work there, or it helps with the permit',
  },
  place: { broken: 'Is not in one of your places', unsaid: 'Names no place', kept: 'Is in one of your places' },
  'pay-floor': { broken: 'Pays less than your least', unsaid: 'Does not say enough about pay', kept: 'Pays your least or more' },
  type: { broken: 'Is not a type of work you want', unsaid: 'Does not say the type of work', kept: 'Is a type of work you want' },
}
export const limitSentence = ({ limit, state }: LimitCheck) =>
  LIMIT_WORDS[limit][state === 'broken' ? 'broken' : state === 'kept' ? 'kept' : 'unsaid']

/** A score in a few letters. Of little that is known no number is said by itself. */
export const scoreWord = ({ permille, knownPermille }: MatchScore) =>
  permille === null ? 'No score' : knownPermille < LITTLE_KNOWN_PERMILLE ? 'Little known' : percent(permille)

export const UNKNOWN_WORDS: Record<NonNullable<CriterionMatch['unknown']>, string> = {
  'advert-silent': 'The advert does not say. It counts for nothing here.',
  'person-silent': 'Your résumé and wishes do not say. It counts for nothing here.',
  'not-comparable': 'What you say and what the advert says cannot be compared.',
}

/** A thousandth as people read it: `73 %`. */
export const percent = (permille: number) => `${Math.round(permille / 10)} %`

const OWN_NAMES: Record<string, string> = { ...REMOTE_WORDS, ...TYPE_WORDS, ...SENIORITY_WORDS }
const DEGREE_WORDS: Record<string, string> = {
  school: 'a school leaving certificate',
  vocational: 'vocational training',
  bachelor: 'a bachelor’s degree',
  master: 'a master’s degree',
  doctorate: 'a doctorate',
}
const LANGUAGE_NAMES = new Intl.DisplayNames('en', { type: 'language', fallback: 'code' })

/** What evidence names, in words for people: codes of languages, levels and months are spelt out. */
export function evidenceName(criterion: CriterionMatch['criterion'], name: string): string {
  if (criterion === 'languages' && /^[a-z]{2,3}$/.test(name)) return LANGUAGE_NAMES.of(name) ?? name
  if (criterion === 'education') return DEGREE_WORDS[name] ?? name
  const months = criterion === 'experience' ? /^(\d+) months$/.exec(name) : null
  if (months) return yearsOf(Number(months[1]))
  return OWN_NAMES[name] ?? name
}

function yearsOf(months: number): string {
  if (months >= 120) return '10 years or more'
  const years = Math.floor(months / 12)
  const rest = months % 12
  return [
    years > 0 ? `${years} ${years === 1 ? 'year' : 'years'}` : '',
    rest > 0 || years === 0 ? `${rest} ${rest === 1 ? 'month' : 'months'}` : '',
  ]
    .filter(Boolean)
    .join(' ')
}
