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

/**
 * Who is hiring, as the post names them: a line for it, the part of the headline that is nothing else, or the name before
 * `is hiring` and after `at`. A name that also stands in an address of the post is surer.
 */
export function readCompany(text: string, words: Word[], lines: PostLine[]): CompanyMention | null {
  const candidates: (WordRange & { weight: number })[] = []
  for (const line of lines) {
    if (line.label === 'company') candidates.push({ ...nameFrom(words, line.bodyFrom, line.to), weight: 10 })
    if (line.isHeadline) candidates.push(...headlineNames(words, line))
    candidates.push(...namesInSentence(words, line))
  }
  const hosts = hostNames(text)
  let best: (WordRange & { weight: number }) | null = null
  for (const candidate of candidates) {
    if (candidate.to <= candidate.from) continue
    const plain = plainName(words, candidate)
    const inAddress =
      plain.length > 2 &&
      hosts.some((host) => host === plain || (plain.length > 3 && (host.startsWith(plain) || (host.length > 3 && plain.startsWith(host)))))
    const weight = candidate.weight + (inAddress ? 4 : 0)
    if (best === null || weight > best.weight) best = { ...candidate, weight }
  }
  if (best === null || best.weight < 4) return null
  const start = words[best.from]?.start ?? 0
  const end = words[best.to - 1]?.end ?? start
  return { value: text.slice(start, end).replace(/\s+/g, ' ').trim(), start, end }
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

function headlineNames(words: Word[], line: PostLine): (WordRange & { weight: number })[] {
  const parts = splitHeadline(words, line)
  const names: (WordRange & { weight: number })[] = []
  for (const [index, part] of parts.entries()) {
    if (index > 4) break
    const name = nameFrom(words, part.from, part.to)
    if (name.to - name.from > 7 || !isNameLike(words, name)) continue
    names.push({ ...name, weight: (parts.length > 1 ? 8 : 4) - index + (line.from === 0 ? 1 : 0) })
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

function isNameLike(words: Word[], range: WordRange): boolean {
  if (range.to <= range.from) return false
  const first = words[range.from]
  if (first === undefined || (first.kind === 'number' && range.to - range.from === 1)) return false
  let generic = 0
  let letters = 0
  for (let at = range.from; at < range.to; at++) {
    const word = words[at]
    if (word === undefined || word.kind === 'mark') {
      if (word?.key === '$' || word?.key === '€' || word?.key === '£' || word?.key === '?') return false
      continue
    }
    letters++
    if (GENERIC_WORDS.has(word.key)) generic++
  }
  if (letters === 0 || generic * 2 >= letters + (letters > 2 ? 1 : 0)) return false
  if (findRemoteWords(words, range.from, range.to).length > 0) return false
  if (findEmploymentTypes(words, range.from, range.to).length > 0) return false
  for (let at = range.from; at < range.to; at++)
    if (isTitleHead(words[at]) && (at === range.to - 1 || words[at + 1]?.kind === 'mark')) return false
  const places = findPlaces(words, range.from, range.to)
  const covered = places.reduce((sum, place) => sum + place.toWord - place.fromWord, 0)
  return covered * 2 < range.to - range.from
}

/** `Acme is hiring`, `at Acme`, `join Acme`, `Acme (acme.com)`. */
function namesInSentence(words: Word[], line: PostLine): (WordRange & { weight: number })[] {
  const names: (WordRange & { weight: number })[] = []
  const start = line.bodyFrom
  for (let at = start; at < Math.min(line.to, start + 120); at++) {
    const word = words[at]
    if (word === undefined) continue
    const isSentenceStart = at === start || (words[at - 1]?.kind === 'mark' && words[at - 1]?.key !== ',' && words[at - 1]?.key !== "'")
    if (isSentenceStart && word.kind === 'word') {
      const end = capitalRunEnd(words, at, line.to, line.from === 0)
      const verb = words[words[end]?.key === '(' ? closing(words, end, line.to) : end]?.key ?? ''
      const afterVerb = words[end + 1]?.key ?? ''
      if (
        end > at &&
        (verb === 'is' ||
          verb === 'sucht' ||
          verb === 'recrute' ||
          verb === 'busca' ||
          verb === 'cerca' ||
          verb === 'zoekt' ||
          verb === 'recherche' ||
          verb === 'seeks' ||
          verb === 'needs' ||
          verb === 'builds' ||
          verb === 'helps' ||
          verb === 'hiring')
      ) {
        const range = { from: at, to: end }
        if (isNameLike(words, range) && !PRONOUNS.has(word.key))
          names.push({ ...range, weight: afterVerb === 'hiring' || afterVerb === 'looking' || verb !== 'is' ? 6 : line.from < 60 ? 4 : 3 })
      }
    }
    const isAt = word.key === '@' && !(words[at + 1]?.isAttached === true && word.isAttached)
    if (
      isAt ||
      ((word.key === 'at' || word.key === 'join' || word.key === 'bei' || word.key === 'chez' || word.key === 'about') &&
        words[at + 1]?.isCapital)
    ) {
      const end = capitalRunEnd(words, at + 1, line.to, false)
      const range = { from: at + 1, to: end }
      if (end > at + 1 && isNameLike(words, range)) names.push({ ...range, weight: line.isHeadline ? 6 : word.key === 'about' ? 3 : 4 })
    }
  }
  return names
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
