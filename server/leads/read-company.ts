import type { Word } from '../skills/read-words'
import { type PostLine, splitHeadline, type WordRange } from './read-lines'
import { findPlaces } from './read-places'
import { findRemoteWords } from './read-remote'
import { findEmploymentTypes, isTitleHead } from './read-titles'

export interface CompanyMention {
  value: string
  start: number
  end: number
}

interface Candidate extends WordRange {
  weight: number
}

/**
 * Who is hiring, as the post names them: a line for it, the part of the headline that is nothing else, or the name before
 * `is hiring` and after `at`. A name that also stands in an address of the post is surer.
 */
export function readCompany(text: string, words: Word[], lines: PostLine[]): CompanyMention | null {
  const hosts = hostNames(text)
  const candidates: Candidate[] = []
  for (const line of lines) {
    if (line.label === 'company') candidates.push({ ...nameFrom(words, line.bodyFrom, line.to), weight: 10 })
    if (line.isHeadline && line.label !== 'place' && line.label !== 'pay') candidates.push(...headlineNames(words, line))
    candidates.push(...namesInSentence(words, line))
  }
  candidates.push(...namesOfHosts(words, hosts))
  let best: Candidate | null = null
  for (const candidate of candidates) {
    if (candidate.to <= candidate.from) continue
    const weight = candidate.weight + weighHosts(plainName(words, candidate), hosts) - (isDomain(words, candidate) ? 3 : 0)
    if (best === null || weight > best.weight) best = { ...candidate, weight }
  }
  if (best === null || best.weight < WEIGHT_MIN) return null
  const start = words[best.from]?.start ?? 0
  const end = words[best.to - 1]?.end ?? start
  return { value: writeCompany(text.slice(start, end)), start, end }
}

const WEIGHT_MIN = 4

function writeCompany(raw: string): string {
  return raw.replace(/\s+/g, ' ').replaceAll('*', '').trim()
}

/** How much it says that a name stands in an address: 4 for the name itself, 3 for its beginning. */
function weighHosts(plain: string, hosts: string[]): number {
  if (plain.length < 3) return hosts.includes(plain) ? 3 : 0
  if (hosts.includes(plain)) return 4
  return plain.length > 3 &&
    hosts.some(
      (host) => host.startsWith(plain) || (host.length > 3 && plain.startsWith(host)) || (plain.length > 4 && host.endsWith(plain)),
    )
    ? 3
    : 0
}

/** `withclad.com` names a company only when nothing else does. */
function isDomain(words: Word[], range: WordRange): boolean {
  return (
    range.to - range.from === 3 &&
    words[range.from + 1]?.key === '.' &&
    words[range.from + 1]?.isAttached === true &&
    words[range.from]?.isCapital === false
  )
}

const HOST_WORDS_READ_MAX = 200

/** Capitalised names of the text that an address spells the same: `Norm Ai` for `jobs.ashbyhq.com/norm-ai`. */
function namesOfHosts(words: Word[], hosts: string[]): Candidate[] {
  const names: Candidate[] = []
  if (hosts.length === 0) return names
  for (let at = 0; at < Math.min(words.length, HOST_WORDS_READ_MAX); at++) {
    if (words[at]?.isCapital !== true || (words[at]?.isAttached === true && (words[at - 1]?.key === '/' || words[at - 1]?.key === '.')))
      continue
    let plain = ''
    for (let end = at; end < Math.min(words.length, at + 4); end++) {
      const word = words[end]
      if (word === undefined || word.kind === 'mark' || (word.isLineStart && end > at)) break
      plain += word.key
      if (plain.length > 2 && hosts.includes(plain) && !GENERIC_WORDS.has(plain))
        names.push({ from: at, to: end + 1, weight: 1 + Math.min(1, end - at) * 0.5 })
    }
  }
  return names
}

function plainName(words: Word[], range: WordRange): string {
  let plain = ''
  for (let at = range.from; at < range.to; at++) if (words[at]?.kind !== 'mark') plain += words[at]?.key ?? ''
  return plain
}

const SHARED_HOSTS = new Set([
  'www',
  'jobs',
  'job',
  'careers',
  'career',
  'apply',
  'boards',
  'com',
  'io',
  'co',
  'org',
  'net',
  'ai',
  'greenhouse',
  'lever',
  'ashbyhq',
  'workable',
  'linkedin',
  'google',
  'docs',
  'forms',
  'notion',
  'site',
  'github',
  'youtube',
  'ycombinator',
  'news',
  'bit',
  'grnh',
  'app',
  'dev',
  'team',
  'hq',
  'teamtailor',
  'http',
  'https',
])

/** The telling parts of the addresses in a text: `jobs.ashbyhq.com/norm-ai` → `normai`; `theo@guided.com` → `guided`. At most 40. */
function hostNames(text: string): string[] {
  const names: string[] = []
  let at = 0
  while (names.length < 40) {
    const dot = text.indexOf('.', at)
    if (dot < 0) break
    at = dot + 1
    let from = dot
    while (from > 0 && dot - from < 40 && isNameSign(text.charCodeAt(from - 1))) from--
    let to = dot + 1
    while (to < text.length && to - dot < 12 && isNameSign(text.charCodeAt(to))) to++
    if (to - dot < 3 || from === dot) continue
    const name = text.slice(from, dot).toLowerCase().replaceAll('-', '')
    if (!SHARED_HOSTS.has(name)) names.push(name)
    if (text[to] === '/') {
      let end = to + 1
      while (end < text.length && end - to < 40 && isNameSign(text.charCodeAt(end))) end++
      const path = text
        .slice(to + 1, end)
        .toLowerCase()
        .replaceAll('-', '')
      if (path.length > 2 && !SHARED_HOSTS.has(path)) names.push(path)
    }
  }
  return names
}

function isNameSign(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57) || code === 45
}

const PROSE_WORDS = 9

function headlineNames(words: Word[], line: PostLine): Candidate[] {
  const parts = splitHeadline(words, line)
  const names: Candidate[] = []
  const isProse = parts.length === 1 && line.to - line.from > PROSE_WORDS
  for (const [index, part] of parts.entries()) {
    if (index > 4) break
    const name = nameFrom(words, part.from, part.to)
    const isCut = words[name.to]?.key === '(' || words[name.to]?.key === '['
    if (isProse && !isCut) continue
    const doubt = doubtName(words, name, index === 0 && parts.length > 1)
    if (doubt === null) continue
    names.push({ ...name, weight: (parts.length > 1 ? 8 : 4) - index + (line.from === 0 ? 1 : 0) - doubt })
  }
  return names
}

/** A name ends at a bracket, an address, a verb or the end of the part. */
function nameFrom(words: Word[], from: number, to: number): WordRange {
  let start = from
  while (start < to && words[start]?.kind === 'mark' && words[start]?.key !== '@') start++
  if (words[start]?.key === '@') start++
  let end = start
  while (end < to && end - start < 8) {
    const word = words[end]
    if (word === undefined) break
    if (word.key === '(' || word.key === '[' || word.key === '|' || word.key === '<' || word.key === 'http' || word.key === 'https') break
    if (NAME_ENDS.has(word.key) && end > start && !word.isCapital) break
    if (word.key === ',' && words[end + 1]?.key !== 'inc' && words[end + 1]?.key !== 'llc' && words[end + 1]?.key !== 'ltd') break
    if (word.key === '.' && words[end + 1]?.isAttached !== true && words[end - 1]?.key !== 'inc') break
    if ((word.key === '-' || word.key === ':' || word.key === '!' || word.key === '*') && words[end + 1]?.isAttached !== true) break
    end++
  }
  while (end > start && words[end - 1]?.kind === 'mark' && words[end - 1]?.key !== '!') end--
  return { from: start, to: end }
}

const NAME_ENDS = new Set([
  'is',
  'are',
  'has',
  'was',
  'hiring',
  'seeks',
  'seeking',
  'sucht',
  'recrute',
  'busca',
  'cerca',
  'zoekt',
  'will',
  'builds',
  'helps',
  'provides',
  'makes',
  'we',
  'recherche',
  'needs',
  'wants',
  'and',
  'in',
  'based',
  'for',
  'to',
  'suchen',
  'procura',
  'contrata',
  'believes',
  'offers',
])

const GENERIC_WORDS = new Set([
  'multiple',
  'various',
  'several',
  'roles',
  'role',
  'positions',
  'position',
  'hiring',
  'remote',
  'hybrid',
  'onsite',
  'full',
  'time',
  'part',
  'contract',
  'senior',
  'junior',
  'location',
  'locations',
  'we',
  'our',
  'now',
  'urgent',
  'job',
  'jobs',
  'hello',
  'hi',
  'hey',
  'looking',
  'equity',
  'salary',
  'visa',
  'open',
  'opening',
  'openings',
  'apply',
  'wanted',
  'new',
  'the',
  'this',
  'need',
  'i',
  'us',
  'engineering',
  'software',
  'attention',
  'join',
  'come',
  'are',
  'you',
  'do',
  'see',
  'wir',
  'all',
  'and',
  'or',
  'freelance',
  'vacancy',
  'help',
])

/**
 * How doubtful it is that these words are a name: 0 not at all, `null` when they cannot be. A first part of a headline may be a company called
 * like a city or a trade (`Antioch`, `Conductor`).
 */
function doubtName(words: Word[], range: WordRange, isFirstPart: boolean): number | null {
  const count = range.to - range.from
  if (count <= 0 || count > 7) return null
  const first = words[range.from]
  if (first === undefined || (first.kind === 'number' && count === 1)) return null
  let generic = 0
  let letters = 0
  let small = 0
  for (let at = range.from; at < range.to; at++) {
    const word = words[at]
    if (word === undefined) break
    if (word.kind === 'mark') {
      if (MONEY_SIGNS.has(word.key) || word.key === '?') return null
      continue
    }
    letters++
    if (GENERIC_WORDS.has(word.key)) generic++
    if (word.kind === 'word' && !word.isCapital && !SMALL_NAME_WORDS.has(word.key)) small++
  }
  if (letters === 0 || generic * 2 > letters || (generic === letters && letters > 0)) return null
  if (small > 2 || (small > 0 && !isFirstPart)) return null
  if (findRemoteWords(words, range.from, range.to).length > 0) return null
  if (findEmploymentTypes(words, range.from, range.to).length > 0) return null
  let doubt = generic > 0 ? 1 : 0
  for (let at = range.from; at < range.to; at++) {
    if (!isTitleHead(words[at]) || (at < range.to - 1 && words[at + 1]?.kind !== 'mark')) continue
    if (!isFirstPart || count > 1) return null
    doubt += 4
  }
  const places = findPlaces(words, range.from, range.to)
  const covered = places.reduce((sum, place) => sum + place.toWord - place.fromWord, 0)
  if (covered * 2 < count) return doubt
  return isFirstPart && covered === 1 && count === 1 ? doubt + 4 : null
}

const MONEY_SIGNS = new Set(['$', '€', '£', '₹', '¥'])
const SMALL_NAME_WORDS = new Set([
  'of',
  'the',
  'and',
  'for',
  'de',
  'von',
  'la',
  'ai',
  'io',
  'com',
  'co',
  's',
  'dev',
  'app',
  'on',
  'in',
  'by',
  'to',
  'net',
  'org',
])

function isNameLike(words: Word[], range: WordRange): boolean {
  return doubtName(words, range, false) !== null
}

const HIRING_VERBS = new Set([
  'sucht',
  'recrute',
  'busca',
  'cerca',
  'zoekt',
  'recherche',
  'seeks',
  'needs',
  'hiring',
  'contrata',
  'procura',
  'soker',
  'szuka',
  'assume',
  'ricerca',
  'recruits',
  'recruiting',
])
const SENTENCE_WORDS_MAX = 160

/** `Acme is hiring`, `at Acme`, `join Acme`, `We are Acme,`, `Acme (acme.com)`. */
function namesInSentence(words: Word[], line: PostLine): Candidate[] {
  const names: Candidate[] = []
  const start = line.bodyFrom
  for (let at = start; at < Math.min(line.to, start + SENTENCE_WORDS_MAX); at++) {
    const word = words[at]
    if (word === undefined) break
    const isSentenceStart =
      at === start ||
      (words[at - 1]?.kind === 'mark' && words[at - 1]?.key !== ',' && words[at - 1]?.key !== "'" && words[at - 1]?.key !== '-')
    if (isSentenceStart && word.kind === 'word') pushSubject(words, line, at, names)
    if (word.key === 'is' && (words[at + 1]?.key === 'hiring' || words[at + 1]?.key === 'looking' || words[at + 1]?.key === 'seeking')) {
      const from = capitalRunStart(words, at, start)
      if (from < at && isNameLike(words, { from, to: at })) names.push({ from, to: at, weight: 6 })
    }
    const introduced = introducedAt(words, at, line)
    if (introduced === null) continue
    const end = capitalRunEnd(words, introduced.from, line.to, introduced.mayBeLower)
    const range = { from: introduced.from, to: end }
    if (
      end > introduced.from &&
      doubtName(words, range, introduced.mayBeLower) !== null &&
      !PRONOUNS.has(words[introduced.from]?.key ?? '')
    )
      names.push({ ...range, weight: introduced.weight })
  }
  return names
}

/** The capitalised words a sentence begins with, before a verb: `Acme is …`, `Bäckerei Huber sucht …`, `Acme (acme.io) builds …`. */
function pushSubject(words: Word[], line: PostLine, at: number, names: Candidate[]): void {
  const end = capitalRunEnd(words, at, line.to, line.from === 0)
  if (end === at) return
  const verbAt = words[end]?.key === '(' ? closing(words, end, line.to) : end
  const verb = words[verbAt]
  if (verb === undefined || verb.kind !== 'word' || (verb.isCapital !== HIRING_VERBS.has(verb.key) && verb.isCapital)) return
  const range = { from: at, to: end }
  if (PRONOUNS.has(words[at]?.key ?? '') || !isNameLike(words, range)) return
  const isEarly = at < 80
  if (HIRING_VERBS.has(verb.key)) names.push({ ...range, weight: 6 })
  else if (verb.key === 'is' || verb.key === 'are') names.push({ ...range, weight: isEarly ? 4 : 3 })
  else if (verb.key.endsWith('s') && verb.key.length > 3 && isEarly) names.push({ ...range, weight: 2 })
}

const INTRODUCTIONS = new Set(['@', 'at', 'bei', 'chez', 'join', 'about', 'are', 're', 'from'])

interface Introduction {
  from: number
  weight: number
  mayBeLower: boolean
}

/** Words that a company's name follows: `@ Acme`, `at Acme`, `join Acme`, `We are Acme`, `hiring at acme`. */
function introducedAt(words: Word[], at: number, line: PostLine): Introduction | null {
  const word = words[at]
  const next = words[at + 1]
  if (word === undefined || next === undefined || at + 1 >= line.to) return null
  if (!INTRODUCTIONS.has(word.key)) return null
  const before = words[at - 1]?.key ?? ''
  switch (word.key) {
    case '@':
      return word.isAttached && next.isAttached ? null : { from: at + 1, weight: line.isHeadline ? 8 : 5, mayBeLower: true }
    case 'at':
    case 'bei':
    case 'chez':
      if (before === 'hiring') return { from: at + 1, weight: 7, mayBeLower: true }
      return next.isCapital ? { from: at + 1, weight: line.isHeadline ? 6 : 4, mayBeLower: false } : null
    case 'join':
      return next.isCapital ? { from: at + 1, weight: 4, mayBeLower: false } : null
    case 'about':
      return next.isCapital && at === line.bodyFrom ? { from: at + 1, weight: 3, mayBeLower: false } : null
    case 'are':
      return before === 'we' && next.isCapital ? { from: at + 1, weight: 4, mayBeLower: false } : null
    case 're':
      return before === "'" && words[at - 2]?.key === 'we' && next.isCapital ? { from: at + 1, weight: 4, mayBeLower: false } : null
    case 'from':
      return before === 'here' && next.isCapital ? { from: at + 1, weight: 4, mayBeLower: false } : null
    default:
      return null
  }
}

function capitalRunStart(words: Word[], end: number, from: number): number {
  let start = end
  while (start > from && end - start < 5) {
    const word = words[start - 1]
    if (word === undefined || word.kind !== 'word' || !word.isCapital) break
    start--
  }
  return start
}

const PRONOUNS = new Set([
  'we',
  'it',
  'this',
  'there',
  'he',
  'she',
  'i',
  'they',
  'our',
  'the',
  'that',
  'what',
  'who',
  'here',
  'location',
  'salary',
  'pay',
  'everyone',
  'experience',
  'role',
  'position',
  'company',
])

function capitalRunEnd(words: Word[], from: number, to: number, mayBeLower: boolean): number {
  let end = from
  while (end < to && end - from < 5) {
    const word = words[end]
    if (word === undefined) break
    const isJoined =
      (word.key === '.' || word.key === '&' || word.key === '-' || word.key === "'") &&
      words[end + 1]?.isCapital === true &&
      (words[end + 1]?.isAttached === true || word.key === '&')
    const isDomainEnd =
      word.key === '.' &&
      word.isAttached &&
      words[end + 1]?.isAttached === true &&
      ['ai', 'io', 'co', 'com', 'app', 'dev'].includes(words[end + 1]?.key ?? '')
    if (isDomainEnd) {
      end += 2
      continue
    }
    if (!(word.isCapital || isJoined || (word.kind === 'number' && end > from) || (mayBeLower && end === from && word.kind === 'word')))
      break
    end++
  }
  while (end > from && words[end - 1]?.kind === 'mark') end--
  return end
}

function closing(words: Word[], at: number, to: number): number {
  for (let end = at; end < Math.min(to, at + 12); end++) if (words[end]?.key === ')') return end + 1
  return at
}
