import type { Seniority } from '../../contract/jobs'
import { readWords, type Word } from '../skills/read-words'

/**
 * The level a title names and the title without the words that only say how far up: `Sr. Data Engineer II` → senior, `Data Engineer`.
 * A manager or a director stays in the title: that is another occupation. `level` is `null` when none is named.
 */
export function seniorityOf(title: string): { level: Seniority | null; rest: string } {
  const words = readWords(title)
  const whole = { from: 0, to: words.length }
  let rest = ''
  let keptTo = 0
  words.forEach((word, at) => {
    if (!isOfLadder(words, at, whole)) return
    const after = words[at + 1]
    rest += `${title.slice(keptTo, word.start)} `
    keptTo = after?.key === '.' && after.isAttached ? after.end : word.end
  })
  const bare = `${rest}${title.slice(keptTo)}`
    .replace(/\(\s*\)/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[\s,/&|–-]+|[\s,/&|(–-]+$/g, '')
  return { level: readSeniority(words, whole), rest: /\p{L}/u.test(bare) ? bare : title.trim() }
}

/**
 * The level a title states, or `null`. Of words that build on each other the highest counts (`Senior Staff Engineer`), of alternatives the first
 * (`Senior/Staff Engineer`); an intern stays one.
 */
export function readSeniority(words: Word[], range: Range): Seniority | null {
  let best: Seniority | null = null
  for (let at = range.from; at < range.to; at++) {
    const level = levelAt(words, at, range)
    if (level === null) continue
    if (level === 'intern') return 'intern'
    if (best !== null && ALTERNATIVES.has(words[at - 1]?.key ?? '')) continue
    if (best === null || RANK[level] > RANK[best]) best = level
  }
  return best
}

interface Range {
  from: number
  to: number
}

const LADDER = new Set<Seniority | null>(['intern', 'junior', 'mid', 'senior', 'staff'])
const STEPS = new Set('i ii iii iv v 1 2 3 4 5'.split(' '))
const LEVEL_WORDS = new Set(['level', 'lvl', 'grade'])

function isOfLadder(words: Word[], at: number, range: Range): boolean {
  const key = words[at]?.key ?? ''
  const before = words[at - 1]?.key ?? ''
  const after = words[at + 1]
  if (LEVEL_WORDS.has(key)) return STEPS.has(after?.key ?? '') || LADDER.has(levelAt(words, before === '-' ? at - 2 : at - 1, range))
  if (STEPS.has(key)) return at > range.from && (LEVEL_WORDS.has(before) || after === undefined || after.kind === 'mark')
  // The hyphen of `entry-level`.
  if (key === '-') return LEVEL_WORDS.has(after?.key ?? '') && LADDER.has(levelAt(words, at - 1, range))
  return LADDER.has(levelAt(words, at, range))
}

function levelAt(words: Word[], at: number, range: Range): Seniority | null {
  const key = words[at]?.key ?? ''
  const level = Object.hasOwn(SENIORITY_WORDS, key) ? SENIORITY_WORDS[key] : undefined
  return level === undefined || isOtherMeaning(words, at, range, key) ? null : level
}

const SENIORITY_WORDS: Record<string, Seniority> = {
  intern: 'intern',
  internship: 'intern',
  interns: 'intern',
  praktikant: 'intern',
  praktikum: 'intern',
  praktikantin: 'intern',
  werkstudent: 'intern',
  werkstudentin: 'intern',
  stagiaire: 'intern',
  stage: 'intern',
  becario: 'intern',
  trainee: 'intern',
  apprentice: 'intern',
  apprenticeship: 'intern',
  azubi: 'intern',
  auszubildende: 'intern',
  estagio: 'intern',
  stagista: 'intern',
  'co-op': 'intern',
  alternance: 'intern',
  estagiario: 'intern',
  junior: 'junior',
  jr: 'junior',
  juniors: 'junior',
  graduate: 'junior',
  entry: 'junior',
  mid: 'mid',
  intermediate: 'mid',
  middle: 'mid',
  senior: 'senior',
  sr: 'senior',
  snr: 'senior',
  seniors: 'senior',
  senioren: 'senior',
  staff: 'staff',
  principal: 'staff',
  lead: 'staff',
  distinguished: 'staff',
  architect: 'senior',
  'tech-lead': 'staff',
  leads: 'staff',
  manager: 'manager',
  managers: 'manager',
  supervisor: 'manager',
  foreman: 'manager',
  leiter: 'manager',
  leiterin: 'manager',
  teamleiter: 'manager',
  gerente: 'manager',
  filialleiter: 'manager',
  responsable: 'manager',
  director: 'executive',
  head: 'executive',
  vp: 'executive',
  chief: 'executive',
  cto: 'executive',
  ceo: 'executive',
  cfo: 'executive',
  coo: 'executive',
  cmo: 'executive',
  cpo: 'executive',
  ciso: 'executive',
  president: 'executive',
  directeur: 'executive',
  direktor: 'executive',
  partner: 'executive',
  svp: 'executive',
  evp: 'executive',
  avp: 'executive',
  cio: 'executive',
  cro: 'executive',
}
/** Managers of things rather than of people: their title says nothing of a level. */
const THINGS_MANAGED = new Set(
  (
    'product project program programme account community marketing success partnerships partnership case office media ' +
    'social content relationship brand campaign category event events property growth territory technical delivery customer ' +
    'sales risk portfolio implementation onboarding compliance release contract contracts proposal seo performance ' +
    'alliances channel projet produkt projekt operations'
  ).split(' '),
)
const ALTERNATIVES = new Set(['/', '+', '&', 'or', 'and', ','])
const RANK: Record<Seniority, number> = { intern: 0, junior: 1, mid: 2, senior: 3, staff: 4, manager: 5, executive: 6 }

function isOtherMeaning(words: Word[], at: number, range: Range, key: string): boolean {
  const before = at > range.from ? (words[at - 1]?.key ?? '') : ''
  const after = words[at + 1]?.key ?? ''
  switch (key) {
    case 'architect':
      return true
    case 'manager':
    case 'managers':
      return THINGS_MANAGED.has(before)
    case 'entry':
      return !(after === 'level' || (after === '-' && words[at + 2]?.key === 'level'))
    case 'mid':
    case 'middle':
      return after === 'market' || after === 'school' || (after === '-' && words[at + 2]?.key === 'market')
    case 'staff':
      return at > range.from &&
        (before === 'of' ||
          before === 'technical' ||
          before === 'bar' ||
          before === 'kitchen' ||
          before === 'wait' ||
          before === 'event' ||
          before === 'nursing' ||
          before === 'support' ||
          before === 'cleaning')
        ? true
        : at === range.to - 1
    case 'lead':
    case 'leads':
      return after === 'generation' || after === 'gen' || after === 'qualifier'
    case 'chief':
      return words[at + 1]?.key === 'of'
    case 'partner':
      return at !== range.from
    case 'head':
      return !(after === 'of' || at === range.from)
    case 'stage':
      return at !== range.from
    case 'graduate':
      return after === 'school' || after === 'student'
    case 'principal':
      return after === '' || (at === range.to - 1 && before !== '')
    default:
      return false
  }
}
