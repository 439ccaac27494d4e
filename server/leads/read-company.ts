import { findSkillName, findSkills } from '../skills/find-skills'
import type { Word } from '../skills/read-words'
import { type PostLine, splitHeadline, type WordRange } from './read-lines'
import { findPlaces } from './read-places'
import { findRemoteWords } from './read-remote'
import { findEmploymentTypes, isTitleHead, isTitleWord, startsTitle } from './read-titles'

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
  candidates.push(...namesOfHosts(words, hosts), ...namesOfTrades(words))
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
      if (plain.length > 2 && hosts.includes(plain) && isNameLike(words, { from: at, to: end + 1 }))
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

const SHARED_HOSTS = new Set(
  (
    'www jobs job careers career apply boards com io co org net ai greenhouse lever ashbyhq workable linkedin google docs ' +
    'forms notion site github youtube ycombinator news bit grnh app dev team hq teamtailor http https'
  ).split(' '),
)

const NOT_DOMAINS = new Set('js ts py md net pdf html php jsx tsx yml yaml json'.split(' '))

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
    if (to - dot < 3 || from === dot || NOT_DOMAINS.has(text.slice(dot + 1, to).toLowerCase())) continue
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

/** Words that names of shops, houses and firms carry: `Seaview Hotel`, `Bäckerei Huber`, `Nordlicht GmbH`. */
const TRADE_NAMES = new Set(
  (
    'home hotel hostel inn lodge resort motel pension gasthaus gasthof restaurant ristorante restaurante trattoria osteria ' +
    'pizzeria bistro brasserie cafe caffe coffee diner grill kitchen steakhouse eatery cantina taqueria bar pub tavern ' +
    'brewery brauerei bakery backerei boulangerie panaderia patisserie konditorei metzgerei butchers deli market markt ' +
    'supermarket foods hospital clinic klinik klinikum krankenhaus clinica hopital praxis medical dental dentistry pharmacy ' +
    'apotheke pharmacie farmacia veterinary preschool kindergarten kita school schule schools academy college university ' +
    'universitat nursery daycare salon barbershop spa gym fitness studio studios garage autohaus motors auto automotive ' +
    'farm farms ranch winery gmbh ag kg llc inc ltd limited plc corp srl sarl sas bv oy ab aps electric electrical plumbing ' +
    'heating construction builders roofing landscaping lawn logistics transport transports trucking freight spedition ' +
    'cleaning janitorial catering bank church ministries foundation library museum theatre theater cinema zoo casino ' +
    'cruises airlines airways council borough county labs technologies solutions software systems partners consulting ' +
    'consultancy recruitment staffing group holdings industries manufacturing services homes properties realty insurance ' +
    'care healthcare hospice seniorenheim pflegeheim steuerberatung kanzlei architekten ingenieure werkstatt tischlerei ' +
    'schreinerei dachdeckerei elektro sanitar'
  ).split(' '),
)
const KINDS_BEFORE = new Set([
  'restaurant',
  'hotel',
  'restaurante',
  'ristorante',
  'brasserie',
  'bistro',
  'boulangerie',
  'panaderia',
  'trattoria',
  'pizzeria',
  'clinica',
  'clinique',
  'cafe',
  'bar',
])
const TRADE_WORDS_READ_MAX = 300

/** Capitalised names of two to five words that hold a word of trade. */
function namesOfTrades(words: Word[]): Candidate[] {
  const names: Candidate[] = []
  for (let at = 0; at < Math.min(words.length, TRADE_WORDS_READ_MAX); at++) {
    const word = words[at]
    if (word === undefined || !TRADE_NAMES.has(word.key)) continue
    if (!word.isCapital) {
      // French, Spanish and Italian put the kind before the name: `restaurant Le Petit Port`.
      const end = capitalRunEnd(words, at + 1, Math.min(words.length, at + 6), false)
      const range = { from: at + 1, to: end }
      if (KINDS_BEFORE.has(word.key) && end > at + 1 && words[at + 1]?.isLineStart === false && isNameLike(words, range))
        names.push({ ...range, weight: 4 })
      continue
    }
    let from = capitalRunStart(words, at, 0)
    while (from < at && (words[from]?.isLineStart === false ? false : GENERIC_WORDS.has(words[from]?.key ?? ''))) from++
    for (let back = at; back > from; back--) if (words[back]?.isLineStart) from = back
    if (from === at && words[at - 1]?.key === '.' && words[at - 2]?.key === 'st') from = at - 2
    else if (words[from - 1]?.key === '.' && words[from - 2]?.key === 'st' && words[from]?.isLineStart === false) from -= 2
    const end = Math.max(at + 1, capitalRunEnd(words, at, Math.min(words.length, at + 4), false))
    let to = at + 1
    while (to < end && words[to]?.isLineStart === false) to++
    const range = withoutPlace(words, { from, to })
    if (to - from < (word.key === 'home' ? 3 : 2) || to - from > 6) continue
    if (isNameLike(words, range)) names.push({ ...range, weight: 4 })
    at = to
  }
  return names
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
  if (words[start - 1]?.key === '@' && words[start]?.isAttached === true) return { from: start, to: start }
  let end = start
  while (end < to && end - start < 8) {
    const word = words[end]
    if (word === undefined) break
    if (word.key === '(' || word.key === '[' || word.key === '|' || word.key === '<' || word.key === 'http' || word.key === 'https') break
    if (NAME_ENDS.has(word.key) && end > start && !word.isCapital) break
    if (word.key === ',' && words[end + 1]?.key !== 'inc' && words[end + 1]?.key !== 'llc' && words[end + 1]?.key !== 'ltd') break
    if (word.key === '.' && words[end + 1]?.isAttached !== true && words[end - 1]?.key !== 'inc' && words[end - 1]?.key !== 'st') break
    if ((word.key === '-' || word.key === ':' || word.key === '!' || word.key === '*') && words[end + 1]?.isAttached !== true) break
    end++
  }
  while (end > start && words[end - 1]?.kind === 'mark' && words[end - 1]?.key !== '!') end--
  return { from: start, to: end }
}

const NAME_ENDS = new Set(
  (
    'is are has was hiring seeks seeking sucht recrute busca cerca zoekt will builds helps provides makes we recherche ' +
    'needs wants and in based for to suchen procura contrata believes offers'
  ).split(' '),
)

const GENERIC_WORDS = new Set(
  (
    'vacature vacatures gezocht recruiting annonce angebot stellenangebot jobangebot alert work heya starting salary someone developer developers help needed paypal simple website reddit details inside craigslist edit update updated filled monday tuesday wednesday thursday friday saturday sunday vaga se cerco cercasi zatrudnimy poszukujemy gesucht suche wanted needed aushilfe urgente offre emploi stelle mon fri dm pm cv tips doe attention sales marketing design product citizens citizen required early stage startup series yc intern interns internship summer competitive bonus benefits paid immediate immediately start asap english german stealth client person office usa eu europe stop huge big great amazing best top exciting opportunity opportunities shift shifts nights days weekends multiple various several roles role positions position hiring remote hybrid onsite full time part contract senior ' +
    'junior location locations we our now urgent job jobs hello hi hey looking equity salary visa open opening openings ' +
    'apply wanted new the this need i us engineering software attention join come are you do see wir all and or freelance ' +
    'vacancy help'
  ).split(' '),
)

/**
 * How doubtful it is that these words are a name: 0 not at all, `null` when they cannot be. A first part of a headline may be a company called
 * like a city or a trade (`Antioch`, `Conductor`).
 */
function doubtName(words: Word[], range: WordRange, isFirstPart: boolean): number | null {
  const count = range.to - range.from
  if (count <= 0 || count > 7) return null
  const first = words[range.from]
  if (first === undefined || (first.kind === 'number' && count === 1)) return null
  if (isOtherName(words, range)) return null
  let generic = 0
  let letters = 0
  let small = 0
  let disciplines = 0
  let numbers = 0
  let named = 0
  for (let at = range.from; at < range.to; at++) {
    const word = words[at]
    if (word === undefined) break
    if (word.kind === 'number') {
      numbers++
      if (word.key.length > 3 || numbers > 1) return null
    }
    if (word.kind === 'word' && word.key.length > 1) named++
    if (isTitleWord(word)) disciplines++
    if (word.kind === 'mark') {
      if (MONEY_SIGNS.has(word.key) || word.key === '?') return null
      continue
    }
    letters++
    if (GENERIC_WORDS.has(word.key)) generic++
    if (word.kind === 'word' && !word.isCapital && !SMALL_NAME_WORDS.has(word.key)) small++
  }
  if (named === 0 || letters === 0 || generic * 2 > letters || (generic === letters && letters > 0)) return null
  if (small > 2 || (small > 0 && (!isFirstPart || GENERIC_WORDS.has(first.key) || startsTitle(first)))) return null
  if (count > 1 && startsTitle(first)) return null
  if (findRemoteWords(words, range.from, range.to).length > 0) return null
  if (findEmploymentTypes(words, range.from, range.to).length > 0) return null
  if (!isFirstPart && findSkillName(plainPhrase(words, range)) !== null) return null
  if (holdsTitle(words, range)) return null
  const skillWords = isFirstPart
    ? 0
    : findSkills(words, range.from, range.to).reduce((sum, skill) => sum + skill.toWord - skill.fromWord, 0)
  if (skillWords * 2 > count) return null
  let doubt = (generic > 0 ? 1 : 0) + (disciplines === letters ? 3 : 0)
  for (let at = range.from; at < range.to; at++) {
    if (!isTitleHead(words[at]) || (at < range.to - 1 && words[at + 1]?.kind !== 'mark' && !WANTED.has(words[at + 1]?.key ?? ''))) continue
    if (!isFirstPart || count > 1) return null
    doubt += 6
  }
  const places = findPlaces(words, range.from, range.to)
  const covered = places.reduce((sum, place) => sum + place.toWord - place.fromWord, 0)
  if (covered * 2 < count) return doubt
  if (covered < count && TRADE_NAMES.has(words[range.to - 1]?.key ?? '')) return doubt + 1
  return isFirstPart && covered === 1 && count === 1 ? doubt + 5 : null
}

const NEVER_FIRST = new Set(
  'seeking seeker seekers applicants applicant candidates candidate urgently freelancer freelancers kia move make is'.split(' '),
)
const NUMBERED = new Set('year grade class level week day term phase unit room floor key form tier shift step'.split(' '))
const BUILDINGS = new Set('house building tower towers plaza mall'.split(' '))
const LANGUAGE_LEVEL = /^[abc][12]$/

/** `SEEKING WORK`, `German A2`, `Year 2`, `Telecom House, King Street`: capitalised, and nobody's name. */
function isOtherName(words: Word[], range: WordRange): boolean {
  const firstKey = words[range.from]?.key ?? ''
  const last = words[range.to - 1]
  if (NEVER_FIRST.has(firstKey) || LANGUAGE_LEVEL.test(last?.key ?? '')) return true
  if (NUMBERED.has(firstKey) && words[range.from + 1]?.kind === 'number') return true
  const before = words[range.from - 1]?.key ?? ''
  return BUILDINGS.has(last?.key ?? '') && words[range.to]?.key === ',' && (before === 'at' || before === 'in' || before === ':')
}

const WANTED = new Set(['at', 'to', 'with', 'wanted', 'needed', 'gesucht', 'required', 'mwd', 'for', 'in'])

/** `Web Producer Starting`: the head of a title behind a word that stands before such. */
function holdsTitle(words: Word[], range: WordRange): boolean {
  for (let at = range.from + 1; at < range.to; at++) {
    const previous = words[at - 1]
    if (isTitleHead(words[at]) && previous !== undefined && isTitleWord(previous) && !TRADE_NAMES.has(words[range.to - 1]?.key ?? ''))
      return true
  }
  return false
}

function plainPhrase(words: Word[], range: WordRange): string {
  return words
    .slice(range.from, range.to)
    .map((word) => word.key)
    .join(' ')
}

const MONEY_SIGNS = new Set(['$', '€', '£', '₹', '¥'])
const SMALL_NAME_WORDS = new Set('of the and for de von la ai io com co s dev app on in by to net org'.split(' '))

function isNameLike(words: Word[], range: WordRange): boolean {
  return doubtName(words, range, false) !== null
}

const HIRING_VERBS = new Set(
  (
    'sucht recrute busca cerca zoekt recherche seeks needs hiring contrata procura soker szuka assume ricerca recruits ' + 'recruiting'
  ).split(' '),
)
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
      const range = withoutPlace(words, { from, to: at })
      if (from < at && isNameLike(words, range)) names.push({ ...range, weight: 6 })
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
  const verbAt = words[end]?.key === '(' ? closing(words, end, line.to) : words[end]?.key === 'in' ? afterPlace(words, end, line.to) : end
  const verb = words[verbAt]
  if (verb === undefined || verb.kind !== 'word' || (verb.isCapital !== HIRING_VERBS.has(verb.key) && verb.isCapital)) return
  const range = withoutPlace(words, { from: at, to: end })
  if (PRONOUNS.has(words[at]?.key ?? '')) return
  const isFirm = HIRING_VERBS.has(verb.key) || words[verbAt + 1]?.key === 'hiring' || words[verbAt + 1]?.key === 'looking'
  if (!isNameLike(words, range) && !(isFirm && isNameOfPlaces(words, range))) return
  const isEarly = at < 80
  if (isFirm) names.push({ ...range, weight: 6 })
  else if (verb.key === 'is' || verb.key === 'are') names.push({ ...range, weight: isEarly ? 4 : 3 })
  else if (verb.key.endsWith('s') && verb.key.length > 3 && isEarly) names.push({ ...range, weight: 2 })
}

/** Past `in Des Moines, Iowa` after a name; the place of the `in` itself when no place follows. */
function afterPlace(words: Word[], at: number, to: number): number {
  const place = findPlaces(words, at + 1, Math.min(to, at + 8))[0]
  if (place?.fromWord !== at + 1) return at
  return words[place.toWord]?.key === ',' ? place.toWord + 1 : place.toWord
}

/** `Saltbrick Hostel Lisbon` is a hostel in Lisbon: a city behind a word of trade is where it stands. */
function withoutPlace(words: Word[], range: WordRange): WordRange {
  const place = findPlaces(words, range.from, range.to).at(-1)
  if (place === undefined || place.toWord !== range.to || place.kind !== 'city' || place.fromWord - range.from < 2) return range
  return TRADE_NAMES.has(words[place.fromWord - 1]?.key ?? '') ? { from: range.from, to: place.fromWord } : range
}

/** `Murray Bend Almonds`: named after places, with a word of its own at the end. */
function isNameOfPlaces(words: Word[], range: WordRange): boolean {
  if (range.to - range.from < 3 || isOtherName(words, range)) return false
  const places = findPlaces(words, range.from, range.to)
  return places.length > 0 && places.every((place) => place.toWord < range.to && !place.isQualified) && !isTitleHead(words[range.to - 1])
}

const INTRODUCTIONS = new Set(
  '@ at bei bij hos chez presso join about are re from empresa company firma employer entreprise azienda my der'.split(' '),
)

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
      // `@name` is a handle, `@ Name` a place of work.
      return next.isAttached ? null : { from: at + 1, weight: line.isHeadline ? 8 : 5, mayBeLower: true }
    case 'at':
    case 'bei':
    case 'chez':
    case 'presso':
    case 'bij':
    case 'hos':
      if (before === 'hiring') return { from: at + 1, weight: 7, mayBeLower: true }
      if ((next.key === 'der' || next.key === 'the' || next.key === 'la' || next.key === 'le') && words[at + 2]?.isCapital === true)
        return { from: at + 2, weight: line.isHeadline ? 6 : 4, mayBeLower: false }
      return next.isCapital ? { from: at + 1, weight: line.isHeadline ? 6 : 4, mayBeLower: false } : null
    case 'join':
      return next.isCapital ? { from: at + 1, weight: 4, mayBeLower: false } : null
    case 'about':
      return next.isCapital && at === line.bodyFrom ? { from: at + 1, weight: 3, mayBeLower: false } : null
    case 'are':
      return before === 'we' && next.isCapital ? { from: at + 1, weight: 4, mayBeLower: false } : null
    case 're':
      return before === "'" && words[at - 2]?.key === 'we' && next.isCapital ? { from: at + 1, weight: 4, mayBeLower: false } : null
    case 'empresa':
    case 'company':
    case 'firma':
    case 'employer':
    case 'entreprise':
    case 'azienda':
      return next.key === ':' ? { from: at + 2, weight: 8, mayBeLower: true } : null
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
    // `Harrow & Finch Motors` is one name.
    const isJoined = word?.key === '&' && !word.isLineStart && start < end && start - 2 >= from && words[start - 2]?.isCapital === true
    if (isJoined) {
      start -= 2
      continue
    }
    if (word === undefined || word.kind !== 'word' || !word.isCapital) break
    start--
  }
  return start
}

const PRONOUNS = new Set(
  (
    'se wir cerco zatrudnimy vaga nous buscamos estamos procuramos cerchiamo if please no in as but to my your their remote full work apply compensation based currently at some most all each one how when where why hey hi hello not you ai and or yes everything nothing benefits hiring we it this there he she i they our the that what who here location salary pay everyone experience role position ' +
    'company'
  ).split(' '),
)

function capitalRunEnd(words: Word[], from: number, to: number, mayBeLower: boolean): number {
  let end = from
  while (end < to && end - from < 5) {
    const word = words[end]
    if (word === undefined) break
    const beforeCapital = words[end + 1]?.isCapital === true
    const isSmall = (word.key === 'of' || word.key === 'the') && end > from && beforeCapital && !word.isLineStart
    const isSaint = word.key === '.' && words[end - 1]?.key === 'st' && beforeCapital
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
    if (
      !(
        word.isCapital ||
        isJoined ||
        isSmall ||
        isSaint ||
        (word.kind === 'number' && end > from) ||
        (mayBeLower && end === from && word.kind === 'word')
      )
    )
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
