import type { EmploymentType } from '../../contract/jobs'
import type { Word } from '../skills/read-words'
import { findHiredRoles } from './find-hired-roles'
import lexicon from './model/titles.json'
import type { PostLine, WordRange } from './read-lines'
import { splitHeadline } from './read-lines'

export interface TitleMention extends WordRange {
  value: string
  start: number
  end: number
  /** Told in the headline or on a line for it, not among the running text or a list. */
  isNamed: boolean
  /** How surely this names the job of the post; higher is surer. */
  weight: number
}

/**
 * The titles a post offers, surest first and in the order of the text among equals: from a line for it, the headline, a list of roles, or after words of hiring.
 */
export function readTitles(text: string, words: Word[], lines: PostLine[]): TitleMention[] {
  const titles: TitleMention[] = []
  for (const line of lines) {
    if (line.label === 'apply' || line.label === 'skills' || line.label === 'pay') continue
    const parts =
      line.isHeadline || line.label === 'title'
        ? splitHeadline(words, { from: line.label === 'title' ? line.bodyFrom : line.from, to: line.to })
        : [line]
    for (const part of parts) titles.push(...titlesIn(text, words, line, part))
  }
  const known = titles.length
  for (const line of lines) {
    if (line.label === 'apply' || line.label === 'skills' || line.label === 'pay') continue
    for (const role of findHiredRoles(words, line.from, line.to)) {
      const isKnown = titles.some((title) => title.from < role.to && title.to > role.from)
      if (!isKnown) titles.push(mentionOf(text, words, role, known === 0 ? 4 : 2, line))
    }
  }
  return titles.sort((a, b) => b.weight - a.weight || a.from - b.from)
}

function titlesIn(text: string, words: Word[], line: PostLine, part: WordRange): TitleMention[] {
  const found: TitleMention[] = []
  for (let at = part.from; at < part.to; at++) {
    if (!isHead(words[at])) continue
    const head = lastHead(words, at, part)
    const range = growTitle(words, head, part)
    at = Math.max(head, range.to - 1)
    if (!isWholeTitle(words, head, range, part)) continue
    const weight = weighTitle(words, line, part, range)
    if (weight > 0) found.push(mentionOf(text, words, range, weight, line))
  }
  return found
}

function isHead(word: Word | undefined): boolean {
  return word !== undefined && word.kind === 'word' && loadLexicon().heads.has(word.key)
}

/** `Staff Backend Engineer` has two heads; the last of the unbroken words is the one. */
function lastHead(words: Word[], first: number, part: WordRange): number {
  const { before } = loadLexicon()
  let head = first
  for (let at = first + 1; at < Math.min(part.to, first + 8); at++) {
    const word = words[at]
    if (word === undefined || word.isLineStart) break
    if (word.kind === 'mark') {
      const isTight =
        (word.key === '/' || word.key === '-' || word.key === '&') && (word.isAttached || LEVELS_AND_KINDS.has(words[at - 1]?.key ?? ''))
      if (!isTight) break
      continue
    }
    if (isHead(word)) head = at
    else if (!before.has(word.key) && !(word.isCapital && words[first]?.isCapital === true && !STOPS.has(word.key))) break
  }
  return head
}

/** Heads that are also the first words of longer titles. */
const LEVELS_AND_KINDS = new Set('staff principal lead founding head member partner product support sales senior junior'.split(' '))
/** Heads that say too little without a word before them. */
const NOT_ALONE = new Set(
  (
    'member staff principal lead head partner leads associate associates owner crew agent agents host server servers ' +
    'conductor operator operators guard rep dev executive officer assistant architect model pilot worker workers builder ' +
    'builders founder founders cofounder expert experts user stage closer setter planner processor controller controllers ' +
    'wizard guru fellow artist artists designer-founder individual client president consultant'
  ).split(' '),
)

/** Whether the words after a title let it end: a sign, the end, or a small word, but not `Dev Shop` or `Charge Robotics`. */
function isWholeTitle(words: Word[], head: number, range: WordRange, part: WordRange): boolean {
  const last = words[head]
  if (isOtherWord(words, head, range)) return false
  const after = range.to < part.to ? words[range.to] : undefined
  if (
    range.to - range.from === 1 &&
    NOT_ALONE.has(last?.key ?? '') &&
    !(after?.key === 'of' || after?.key === 'for') &&
    after !== undefined
  )
    return false
  if (after === undefined || after.kind !== 'word' || after.isLineStart)
    return !(range.to - range.from === 1 && last?.isCapital === false && LEVELS_AND_KINDS.has(last.key))
  if (after.isAttached) return false
  return !after.isCapital || words[head]?.isCapital === false || ENDS_TITLE.has(after.key) || after.isAllCapitals
}

const TABLE_WORDS = new Set([
  'food',
  'restaurant',
  'banquet',
  'bar',
  'cocktail',
  'dining',
  'breakfast',
  'lunch',
  'evening',
  'weekend',
  'line',
  'head',
  'lead',
])

/** `PM me`, `5 pm`, `Linux servers`. */
function isOtherWord(words: Word[], head: number, range: WordRange): boolean {
  const key = words[head]?.key ?? ''
  const before = words[head - 1]
  if (key === 'pm') return words[head + 1]?.key === 'me' || before?.kind === 'number'
  if (key === 'server' || key === 'servers') return range.from < head && !TABLE_WORDS.has(before?.key ?? '')
  return false
}

const ENDS_TITLE = new Set(
  (
    'remote hybrid onsite full part needed wanted role roles position positions job jobs in at with for to and or who from ' +
    'berlin london opening ii iii iv i we apply level contract freelance required gesucht hiring vacancy intern internship ' +
    'you must no'
  ).split(' '),
)

/** Reads back over the words that may stand before the head of a title, and on over `of Support`. */
function growTitle(words: Word[], head: number, part: WordRange): WordRange {
  const { before } = loadLexicon()
  let from = head
  while (from > part.from && head - from < 8) {
    const previous = words[from - 1]
    if (previous === undefined || words[from]?.isLineStart === true) break
    if (previous.kind === 'mark' || previous.key === 'and') {
      const beyond = words[from - 2]
      if (from - 2 < part.from || beyond === undefined || beyond.kind !== 'word' || !isTitleJoint(words, from - 1, head)) break
      if (previous.key === ',' && isInList(words, from - 1, part)) break
      from -= 2
      continue
    }
    const isAcronym = previous.isAllCapitals && previous.key.length > 1 && previous.key.length <= 4
    const isNamed = previous.isCapital && words[head]?.isCapital === true && previous.key.length > 1
    // `Greenhouse worker` opens a line: nothing but its title can be meant.
    const isOpening = previous.isCapital && from - 1 === part.from && NOT_ALONE.has(words[head]?.key ?? '')
    const isFitting = before.has(previous.key) || ((isAcronym || isNamed || isOpening) && !STOPS.has(previous.key))
    if (!isFitting || isPluralHead(previous)) break
    from--
  }
  from = withoutType(words, from, head)
  while (from < head && (words[from]?.kind === 'mark' || STOPS.has(words[from]?.key ?? ''))) from++
  if (words[from]?.key === 'net' && words[from - 1]?.key === '.') from--
  let to = head + 1
  if (loadLexicon().first.has(words[head]?.key ?? '')) {
    while (to < part.to && to - head <= 2 && words[to]?.isCapital === true && words[to]?.isLineStart === false) to++
  }
  // Heads such as `Head of Growth` and `Director of Sales` take what follows.
  if (
    (words[to]?.key === 'of' || (words[to]?.key === 'for' && words[head]?.key === 'head')) &&
    to + 1 < part.to &&
    words[to + 1]?.isCapital
  ) {
    to += 2
    while (
      to < part.to &&
      (words[to]?.isCapital || words[to]?.key === '&') &&
      to - head < 7 &&
      !isHead(words[to]) &&
      words[to]?.isLineStart === false
    )
      to++
    while (words[to - 1]?.kind === 'mark') to--
    if (isHead(words[to]) && words[to]?.key === 'staff') to++
  }
  return { from, to }
}

/** `Perception, Controls, Technician`: of several commas each parts two roles. */
function isInList(words: Word[], comma: number, part: WordRange): boolean {
  let commas = 0
  for (let at = Math.max(part.from, comma - 8); at < Math.min(part.to, comma + 8); at++) if (words[at]?.key === ',') commas++
  return commas > 1
}

/** `Part-time nanny` is a nanny. */
function withoutType(words: Word[], from: number, head: number): number {
  const isType =
    (words[from]?.key === 'part' || words[from]?.key === 'full') && (words[from + 1]?.key === 'time' || words[from + 2]?.key === 'time')
  if (!isType) return from
  return Math.min(head, words[from + 1]?.key === 'time' ? from + 2 : from + 3)
}

/** `Engineers` ends a title; `Sales` and `DevOps` do not. */
function isPluralHead(word: Word): boolean {
  return word.key.endsWith('s') && isHead(word) && loadLexicon().heads.has(word.key.slice(0, -1)) && word.key !== 'devs'
}

/** Signs that join the words of one title: `Full-Stack`, `UI/UX`, `Research & Development`, `Infrastructure, Platform Engineer` but not `Designer, Engineer`. */
function isTitleJoint(words: Word[], at: number, head: number): boolean {
  const { before } = loadLexicon()
  const joint = words[at]
  const beyond = words[at - 1]
  if (joint === undefined || beyond === undefined) return false
  const isOtherTitle = isHead(beyond) && !LEVELS_AND_KINDS.has(beyond.key)
  switch (joint.key) {
    case '-':
      return joint.isAttached && words[at + 1]?.isAttached === true && (before.has(beyond.key) || beyond.isCapital)
    case '/':
      return before.has(beyond.key) && (!isOtherTitle || (joint.isAttached && words[at + 1]?.isAttached === true))
    case '#':
    case '+':
      return joint.isAttached
    case '&':
      return before.has(beyond.key) && !isOtherTitle
    case '.':
      return beyond.key === 'sr' || beyond.key === 'jr' || beyond.key === 'snr' || (joint.isAttached && words[at + 1]?.key === 'js')
    case ',':
    case 'and':
      return (
        before.has(beyond.key) &&
        !isOtherTitle &&
        beyond.isCapital &&
        words[head]?.isCapital === true &&
        !LEVELS_AND_KINDS.has(words[at + 1]?.key ?? '')
      )
    default:
      return false
  }
}

const STOPS = new Set(
  (
    'calling hello hi hey attention dear suche suchen sucht gesucht recruiting recruit recruits best amazing awesome rockstar passionate motivated some good skilled reliable friendly few one its his her my that who and or immediate immediately based us usa uk eu the a an our we is are as for to hiring looking seeking need needs wanted join your their other remote hybrid onsite ' +
    'now role roles at by of in on with from fellow every all any these this former ex apply location company position ' +
    'title multiple various several many new more experienced great talented strong two three hire paid urgently required'
  ).split(' '),
)

const HIRING_WORDS = new Set(
  (
    'hiring seeking looking need needs wanted recruiting suchen sucht gesucht recherche recherchons recrute busca buscamos ' +
    'cerca zoekt zoeken hire want contrata procura szukamy soker recluta requiere solicita role opening openings vacancy ' +
    'position ricerca hires require join'
  ).split(' '),
)

const PART_WORDS_MAX = 16
const PROSE_START_WORDS = 12

function weighTitle(words: Word[], line: PostLine, part: WordRange, range: WordRange): number {
  let weight = 0
  if (line.label === 'title') weight += 5
  if (line.isHeadline && (part.to - part.from <= PART_WORDS_MAX || range.from - part.from < PROSE_START_WORDS)) weight += 4
  const isAlone = range.from - part.from <= 1 && part.to - range.to <= 6
  if (line.isBullet && range.from - line.from <= 4) weight += 3
  if (line.isHeadline && isAlone) weight += 2
  if (!line.isHeadline && !line.isBullet && line.label === null && range.from - line.from <= 1 && line.to - line.from <= 12) weight += 2
  for (let back = range.from - 1; back >= Math.max(line.from, range.from - 8); back--) {
    const key = words[back]?.key ?? ''
    if (key === '.' && words[back + 1]?.isAttached === false) break
    if (HIRING_WORDS.has(key)) {
      weight += 3
      break
    }
  }
  return weight
}

function mentionOf(text: string, words: Word[], range: WordRange, weight: number, line: PostLine): TitleMention {
  const start = words[range.from]?.start ?? 0
  const end = words[range.to - 1]?.end ?? start
  return {
    ...range,
    value: writeTitle(text.slice(start, end)),
    start,
    end,
    isNamed: weight > 3 && (line.isHeadline || line.label === 'title'),
    weight,
  }
}

/** As a person would write it: on one line, neither shouted nor all in small letters. */
function writeTitle(raw: string): string {
  const plain = raw.replace(/\s+/g, ' ').trim()
  const isShouted = plain.length > 4 && plain === plain.toUpperCase()
  const isWhispered = plain === plain.toLowerCase()
  if (!isShouted && !isWhispered) return plain
  return plain
    .split(' ')
    .map((word) =>
      SMALL_WORDS.has(word.toLowerCase())
        ? word.toLowerCase()
        : KEPT_CAPITALS.has(word.toUpperCase())
          ? word.toUpperCase()
          : `${word.charAt(0).toUpperCase()}${word.slice(1).toLowerCase()}`,
    )
    .join(' ')
}

const SMALL_WORDS = new Set('of and for the in to de und et y'.split(' '))
const KEPT_CAPITALS = new Set(
  'RN LPN CNA CDL HVAC IT QA UI UX UI/UX CTO CEO CFO COO VP SRE ML AI HR PR CNC HGV LVN EMT PHP IOS SQL AWS'.split(' '),
)

const TYPE_PHRASES: [EmploymentType, string][] = [
  [
    'internship',
    'internship|intern|praktikum|pflichtpraktikum|werkstudent|werkstudentin|stage de|becario|practicas|alternance|estagio|tirocinio|co - op|trainee|apprenticeship|ausbildung',
  ],
  ['volunteer', 'volunteer|volunteers|ehrenamt|ehrenamtlich|benevole|voluntario|unpaid volunteer'],
  [
    'full_time',
    'full time|full - time|fulltime|vollzeit|temps plein|tiempo completo|jornada completa|tempo integral|cdi|fte|festanstellung|tempo pieno|permanent|voltijd|w2 full|indeterminato|f / t|unbefristet|contrato indefinido|heltid',
  ],
  [
    'part_time',
    'part time|part - time|parttime|teilzeit|temps partiel|tiempo parcial|media jornada|minijob|meio periodo|tempo parziale|p / t|deeltijd|deltid|weekends only',
  ],
  [
    'contract',
    'contract|contractor|contractors|freelance|freelancer|1099|c2c|corp to corp|freiberuflich|independent contractor|b2b|consulting contract|autonomo|project based|partita iva',
  ],
  [
    'temporary',
    'temporary|temp|seasonal|cdd|befristet|temporal|zeitarbeit|aushilfe|temp to hire|saisonnier|temporaire|tijdelijk|casual|fixed term|fixed - term',
  ],
]
let typesLoaded: { byPhrase: Map<string, EmploymentType>; firstWords: Set<string> } | null = null

function loadTypes(): { byPhrase: Map<string, EmploymentType>; firstWords: Set<string> } {
  if (typesLoaded === null) {
    const byPhrase = new Map(
      TYPE_PHRASES.flatMap(([type, names]) => names.split('|').map((name): [string, EmploymentType] => [name, type])),
    )
    typesLoaded = { byPhrase, firstWords: new Set([...byPhrase.keys()].map((phrase) => phrase.split(' ')[0] ?? '')) }
  }
  return typesLoaded
}

export interface TypeMention extends WordRange {
  type: EmploymentType
}

/** Kinds of employment named between two words, in order. Words of everyday use (`contract`, `intern`) count in headlines and labelled lines only. */
export function findEmploymentTypes(words: Word[], from: number, to: number): TypeMention[] {
  const { byPhrase, firstWords } = loadTypes()
  const found: TypeMention[] = []
  for (let at = from; at < to; at++) {
    if (!firstWords.has(words[at]?.key ?? '')) continue
    let key = ''
    let hit: TypeMention | null = null
    for (let end = at; end < Math.min(to, at + 3); end++) {
      key = key === '' ? (words[end]?.key ?? '') : `${key} ${words[end]?.key ?? ''}`
      const type = byPhrase.get(key)
      if (type !== undefined) hit = { type, from: at, to: end + 1 }
    }
    if (hit === null) continue
    found.push(hit)
    at = hit.to - 1
  }
  return found
}

const ALWAYS_MEANT = new Set<EmploymentType>(['full_time', 'part_time'])

/** The kind of employment: full time wins over others named beside it, because the rest are its alternatives; an internship always shows. */
export function readEmploymentType(words: Word[], lines: PostLine[], title: WordRange | null): TypeMention | null {
  const said: TypeMention[] = []
  for (const line of lines) {
    const isTelling =
      line.isHeadline || line.label === 'type' || line.label === 'title' || line.label === 'remote' || line.label === 'place'
    if (line.label === 'apply') continue
    for (const mention of findEmploymentTypes(words, line.from, line.to))
      if (isTelling || ALWAYS_MEANT.has(mention.type)) said.push(mention)
  }
  const inTitle =
    title === null
      ? undefined
      : findEmploymentTypes(words, title.from, title.to).find((mention) => mention.type === 'internship' || mention.type === 'volunteer')
  if (inTitle !== undefined) return inTitle
  return said.find((mention) => mention.type === 'full_time') ?? said[0] ?? null
}

interface Lexicon {
  heads: Set<string>
  before: Set<string>
  /** Heads of languages that put what describes them behind: `Desenvolvedor Java`. */
  first: Set<string>
}

let lexiconLoaded: Lexicon | null = null

function loadLexicon(): Lexicon {
  lexiconLoaded ??= {
    heads: new Set(lexicon.heads.split(' ')),
    before: new Set(lexicon.before.split(' ')),
    first: new Set(lexicon.first.split(' ')),
  }
  return lexiconLoaded
}

/** A word that a job title starts with in languages that put what describes it behind. */
export function startsTitle(word: Word | undefined): boolean {
  return word !== undefined && loadLexicon().first.has(word.key)
}

/** A word that stands in job titles, at the end or before it. */
export function isTitleWord(word: Word): boolean {
  return word.kind === 'word' && loadLexicon().before.has(word.key)
}

/** A word that a job title ends with. */
export function isTitleHead(word: Word | undefined): boolean {
  return isHead(word)
}
