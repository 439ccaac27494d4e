import type { Word } from '../skills/read-words'
import type { WordRange } from './read-lines'

/**
 * The noun phrases that follow words of hiring between two words (`is looking for a Glass Blower in …`), for titles no lexicon holds.
 * A phrase counts when it is capitalised, ends like an occupation, or is marked for all genders (`(m/w/d)`).
 */
export function findHiredRoles(words: Word[], from: number, to: number): WordRange[] {
  const roles: WordRange[] = []
  for (let at = from; at < to; at++) {
    const cue = cueAt(words, at, from, to)
    if (cue === null) continue
    const role = phraseAt(words, skipFillers(words, cue.next, to), to, cue)
    if (role === null) continue
    roles.push(role)
    at = role.to - 1
  }
  return roles
}

interface Cue {
  next: number
  isEnglish: boolean
  isGerman: boolean
}

const ENGLISH_CUES = new Set('hiring seeking need needs recruiting wants want hire hires recruits seeks require requires'.split(' '))
const GERMAN_CUES = new Set('sucht suchen gesucht zoekt zoeken gezocht'.split(' '))
const ROMANCE_CUES = new Set(
  (
    'recrute recrutons recrutent recherche recherchons cherche cherchons embauche embauchons busca buscamos contrata contratamos ' +
    'procura procuramos precisa precisamos cerca cerchiamo ricerca ricerchiamo assume assumiamo necesita necesitamos'
  ).split(' '),
)
/** Who needs something else than a hand: `you need a driver's licence`. */
const NOT_EMPLOYERS = new Set('you applicants candidates i they will must may also not don t if'.split(' '))

function cueAt(words: Word[], at: number, from: number, to: number): Cue | null {
  const key = words[at]?.key ?? ''
  const before = at > from ? (words[at - 1]?.key ?? '') : ''
  const next = words[at + 1]?.key ?? ''
  const beyond = words[at + 2]?.key ?? ''
  if (at + 1 >= to || NOT_EMPLOYERS.has(before)) return null
  if ((key === 'looking' || key === 'search' || key === 'searching') && next === 'for')
    return { next: at + 2, isEnglish: true, isGerman: false }
  if ((key === 'join' || key === 'work') && (next === 'as' || (next === 'us' && beyond === 'as')))
    return { next: next === 'as' ? at + 2 : at + 3, isEnglish: true, isGerman: false }
  if (ENGLISH_CUES.has(key)) return { next: at + 1, isEnglish: true, isGerman: false }
  if (GERMAN_CUES.has(key)) return { next: at + 1, isEnglish: false, isGerman: true }
  return ROMANCE_CUES.has(key) ? { next: at + 1, isEnglish: false, isGerman: false } : null
}

const FILLERS = new Set(
  (
    'a an our one another two three four some more new experienced full part time - reliable friendly skilled talented passionate ' +
    'motivated great good an extra immediate immediately urgently several qualified committed enthusiastic dedicated energetic ' +
    'ab sofort einen eine ein einer engagierte engagierten wir zur verstarkung un une uno una unos unas um uma dei des per een ' +
    'enthousiaste ervaren nous temps plein'
  ).split(' '),
)
const ARTICLES = new Set('a an our one another two three four einen eine un une uno una um uma een'.split(' '))
const FILLERS_MAX = 6

function skipFillers(words: Word[], from: number, to: number): { at: number; hasArticle: boolean } {
  let at = from
  let hasArticle = false
  while (at < to && at - from < FILLERS_MAX) {
    const word = words[at]
    if (word === undefined || word.isLineStart || !(word.kind === 'number' || FILLERS.has(word.key))) break
    hasArticle ||= ARTICLES.has(word.key) || word.kind === 'number'
    at++
  }
  return { at, hasArticle }
}

const PHRASE_WORDS_MAX = 5
const ENDS = new Set(
  (
    'at in for to with who on near from and or that as by of our your their we this is are will can must starting based while ' +
    'bei fur im am mit zum zur als und oder ' +
    'pour chez a au aux dans et em ao num numa alla al sur en para por con no na nos nas para com y e presso per nel nella del sul te voor bij met op het'
  ).split(' '),
)
const JOINED = new Set(['/', '-', '&', "'"])

function phraseAt(words: Word[], start: { at: number; hasArticle: boolean }, to: number, cue: Cue): WordRange | null {
  const { at } = start
  let end = at
  while (end < to && end - at < PHRASE_WORDS_MAX + 2) {
    const word = words[end]
    if (word === undefined || (word.isLineStart && end > at) || word.kind === 'number') break
    if (word.kind === 'mark') {
      if (!JOINED.has(word.key) || !word.isAttached || words[end + 1]?.isAttached !== true) break
    } else if (ENDS.has(word.key) && !(word.isCapital && cue.isGerman)) {
      break
    }
    end++
  }
  while (end > at && words[end - 1]?.kind === 'mark') end--
  if (end === at || end - at > PHRASE_WORDS_MAX + 1) return null
  const from = cue.isEnglish || cue.isGerman ? firstOfTitle(words, at, end) : at
  const range = { from, to: end }
  return isRole(words, range, start.hasArticle, cue) ? range : null
}

/** `an outgoing Tram Driver`: where capitals follow, the title starts with them. */
function firstOfTitle(words: Word[], from: number, to: number): number {
  if (words[to - 1]?.isCapital !== true) return from
  let first = to - 1
  while (first > from && (words[first - 1]?.isCapital === true || (words[first - 1]?.kind === 'mark' && words[first - 1]?.isAttached)))
    first--
  return first
}

function isRole(words: Word[], range: WordRange, hasArticle: boolean, cue: Cue): boolean {
  const first = words[range.from]
  const last = words[range.to - 1]
  if (first === undefined || last === undefined || last.kind === 'mark' || last.key.length < 3) return false
  if (NOT_ROLES.has(last.key) || NOT_ROLES.has(first.key)) return false
  if (isForAllGenders(words, range.to)) return true
  if (!cue.isEnglish && !cue.isGerman) return looksLikeOccupation(first.key, ROMANCE_ENDINGS)
  if (cue.isGerman) return last.isCapital && looksLikeOccupation(last.key, GERMAN_ENDINGS)
  const isOccupation = looksLikeOccupation(last.key, ENGLISH_ENDINGS)
  if (isOccupation) return hasArticle || first.isCapital || last.key.endsWith('s')
  const isNamed = words.slice(range.from, range.to).every((word) => word.kind === 'mark' || word.isCapital)
  return hasArticle && isNamed && range.to - range.from > 1 && !words.slice(range.from, range.to).every((word) => word.isAllCapitals)
}

/** `(m/w/d)`, `(H/F)`, `m/v`, `(f/m/x)`. */
function isForAllGenders(words: Word[], at: number): boolean {
  const from = words[at]?.key === '(' ? at + 1 : at
  const [a, slash, b] = [words[from]?.key ?? '', words[from + 1]?.key, words[from + 2]?.key ?? '']
  return slash === '/' && 'mwfhv'.includes(a) && 'mwfhvdx'.includes(b) && a.length === 1 && b.length === 1
}

const ENGLISH_ENDINGS =
  /(?:[^aeiou]er|ier|eer|[^aeiou]ers|iers|eers|tor|tors|ist|ists|ant|ants|ian|ians|man|men|woman|women|smith|smiths|wright|wrights|person|hand|hands|keeper|operative|operatives|assistant|nurse|nurses|chef|chefs|apprentice|apprentices)$/
const GERMAN_ENDINGS =
  /(?:er|erin|or|orin|ist|istin|ant|antin|eur|eurin|mann|frau|kraft|hilfe|koch|kochin|leiter|leitung|fachkraft|kundige|medewerker|man)$/
const ROMANCE_ENDINGS =
  /(?:ier|iere|ere|eur|euse|rice|ien|ienne|iste|istes|ero|era|eros|eras|eiro|eira|iro|ador|adora|tor|tora|tore|trice|iere|aio|aia|ista|istas|ario|aria|ente|ante|nte|ico|ica|cher|ger|macon|chef|on)$/

function looksLikeOccupation(key: string, endings: RegExp): boolean {
  return key.length > 3 && endings.test(key) && !NOT_ROLES.has(key)
}

/** Things that are looked for as well, and words that end like occupations without being any. */
const NOT_ROLES = new Set(
  (
    'team people person someone anyone home job jobs role roles position positions candidate candidates talent individual individuals ' +
    'company place flat room house car career challenge partner partners investor investors customer customers user users member members ' +
    'number answer offer order letter paper cover computer water power winter summer christmas center dinner weather matter other another ' +
    'together under over after never ever person persons volunteer volunteers freelancer freelancers contractor contractors player players ' +
    'newsletter parameter october november december september corner border master buyer buyers human humans german italian russian ' +
    'ukrainian norwegian hungarian restaurant restaurants plant grant participant important significant elegant distant instant relevant ' +
    'list assist exist twist hand hands beginner beginners starter starters laptop licence license visa permit help staff personal ' +
    'personne personnes candidat candidats empleo trabajo emprego lavoro travail arbeit mitarbeiter zimmer sommer jahr unterstutzung helfer ' +
    'verstarkung oferta experiencia jeune bonne experience gente personas pessoas persone option decision location formation action'
  ).split(' '),
)
