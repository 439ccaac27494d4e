import { readWords } from '../skills/read-words'
import { seniorityOf } from './seniority'

/** A role as people compare pay and demand by it. */
export interface Role {
  /** The same however it is written: `software engineer`. */
  key: string
  /** As this title writes it: `Software Engineer`. */
  label: string
}

/**
 * The role that a title names, without its level, team, place and whatever else stands behind a comma or in brackets:
 * `Sr. Software Engineers II, Payments (m/f/d)` → `software engineer`. `null` when no word is left, or so many that it is a sentence.
 */
export function roleOf(title: string): Role | null {
  const head = firstPart(seniorityOf(firstPart(title)).rest).replace(/(?<!\p{L})(?:full|part)[- ]?time(?!\p{L})/giu, ' ')
  const words = readWords(head)
    .filter((word) => word.kind !== 'mark')
    .map((word) => ({ key: word.key, text: head.slice(word.start, word.end) }))
    .filter(({ key }) => !FILLERS.has(key))
  if (words.length === 0 || words.length > WORDS_MAX) return null
  const keys = words.map(({ key }) => (Object.hasOwn(SPELLINGS, key) ? (SPELLINGS[key] ?? key) : singular(key)))
  const key = keys.join(' ')
  if (!/\p{L}{2}/u.test(key) || TOO_WIDE.has(key)) return null
  return { key, label: words.map(({ text }) => text).join(' ') }
}

const WORDS_MAX = 5
const FILLERS = new Set('m w d f x h div remote hybrid onsite new grad temporary contract urgent now hiring'.split(' '))
/** Said alone, these name a rank or nothing at all: a hundred roles would be compared as one. */
const TOO_WIDE = new Set(
  (
    'manager,director,engineer,associate,analyst,specialist,consultant,lead,team,vp,vice president,svp,avp,head,officer,coordinator,administrator,assistant,' +
    'associate director,assistant director,managing director,executive director,senior director,supervisor,representative,technician,designer,developer,architect,' +
    'advisor,expert,partner,president,intern,internship,trainee,member,general,other,job,jobs,position,role,opportunity,career,crew'
  ).split(','),
)
const SPELLINGS: Record<string, string> = {
  eng: 'engineer',
  dev: 'developer',
  swe: 'software engineer',
  mgr: 'manager',
  assoc: 'associate',
  rep: 'representative',
  ml: 'machine learning',
  sre: 'site reliability engineer',
  fullstack: 'full stack',
  frontend: 'front end',
  backend: 'back end',
}

/** Up to the first mark that begins something else. A hyphen within a word does not. */
function firstPart(title: string): string {
  const [first = '', ...rest] = title.split(/\s*[,;:|(@[–—_]\s*|\s+[-/]\s+|\s*\/\s*/u)
  // `(Senior) Engineer`, `Remote: Baker`: what stands first is no role.
  return first.trim() === '' || FILLERS.has(first.trim().toLowerCase()) ? rest.join(' ').trim() || first : first.trim()
}

function singular(word: string): string {
  return word.length > 4 && word.endsWith('s') && !/(?:ss|ics|ops|sales|us|is|ous)$/.test(word) ? word.slice(0, -1) : word
}
