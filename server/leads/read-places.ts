import type { Word } from '../skills/read-words'
import { findPlaceEntries, longestPlaceName, type PlaceEntry, type PlaceKind } from './find-place-entries'

/** A place as the text names it, in the gazetteer's writing. */
export interface PlaceMention {
  /** As a person would write it: `Berlin, Germany`, `Seattle, WA`, `Canada`. */
  name: string
  kind: PlaceKind
  /** ISO 3166 alpha-2, or `null` for a region of many countries. */
  countryCode: string | null
  /** For a country or a region: what `remoteRegions` calls it. */
  regionCode: string | null
  start: number
  end: number
  /** Index of the first word, and of the first word after it. */
  fromWord: number
  toWord: number
  /** The text itself says which one is meant: `Columbia, MD`. */
  isQualified: boolean
  /** Floor of log2(population / 1000); 0 when unknown. */
  size: number
}

/**
 * Every place named between two words of a text, in order, never overlapping. Finds names only: whether a name is where the
 * work is done is for the caller to judge by where it stands.
 *
 * @param allowLowerCase also take names that are not capitalised (`remote us`); only where a place is expected
 */
export function findPlaces(words: Word[], fromWord: number, toWord: number, allowLowerCase = false): PlaceMention[] {
  const mentions: PlaceMention[] = []
  let at = fromWord
  while (at < toWord) {
    const first = words[at]
    if (first === undefined) break
    const lengthMax = first.kind === 'word' && (first.isCapital || allowLowerCase) ? longestPlaceName(first.key) : 0
    const known = lengthMax === 0 ? null : longestPlaceAt(words, at, Math.min(toWord, at + lengthMax), toWord, allowLowerCase)
    const mention = known ?? unknownTownAt(words, at, toWord, allowLowerCase)
    if (mention === null) {
      at++
      continue
    }
    mentions.push(mention)
    at = mention.toWord
  }
  return mentions
}

function longestPlaceAt(words: Word[], at: number, nameEndMax: number, toWord: number, allowLowerCase: boolean): PlaceMention | null {
  for (let end = nameEndMax; end > at; end--) {
    const entries = findPlaceEntries(joinKeys(words, at, end))
    if (entries === undefined) continue
    const usable = entries.filter(
      (entry) => (!entry.needsCapitals || isAllCapitals(words, at, end)) && (allowLowerCase || !isLooseCode(entry, words, at, end)),
    )
    const mention = usable.length === 0 ? null : withQualifier(usable, words, at, end, toWord, allowLowerCase)
    if (mention !== null && (allowLowerCase || isCapitalisedName(words, at, end))) return mention
  }
  return null
}

const TOWN_WORDS_MAX = 3

/**
 * A town the gazetteer does not know, recognised by what follows its comma: `Shutesbury, MA`. Where a place is expected a state or country
 * written out will do too.
 */
function unknownTownAt(words: Word[], at: number, toWord: number, isExpected: boolean): PlaceMention | null {
  let end = at
  while (end < toWord && end - at < TOWN_WORDS_MAX && words[end]?.isCapital === true && !NO_TOWNS.has(words[end]?.key ?? '')) end++
  if (end === at || words[end]?.key !== ',') return null
  const qualifier = qualifierAt(words, end, toWord)
  if (qualifier === null) return null
  const isCode = qualifier.end === end + 2 && words[end + 1]?.key.length === 2 && words[end + 1]?.isAllCapitals === true
  if (
    !isExpected &&
    !(
      isCode &&
      qualifier.entries.some((one) => one.kind === 'state' && isCodedState(one)) &&
      (words[at]?.isAllCapitals === false || end - at > 1)
    )
  )
    return null
  const entry = qualifier.entries.find((one) => one.kind === 'state') ?? first(qualifier.entries)
  let stop = qualifier.end
  const beyond = qualifierAt(words, stop, toWord)
  if (entry.kind === 'state' && beyond?.entries.some((one) => one.kind === 'country' && one.countryCode === entry.countryCode))
    stop = beyond.end
  const area = entry.kind === 'state' && isCodedState(entry) ? entry.stateCode : entry.name
  return mentionOf({ ...entry, kind: 'city', name: `${writeName(words, at, end)}, ${area}`, size: 0 }, words, at, stop, true)
}

const NO_TOWNS = new Set(
  (
    'metro area downtown near around remote hybrid onsite office offices virtual based anywhere home full time distributed or and location inc llc ' +
    'university eligible eligibility only citizens residents candidates preferred required flexible any various multiple several ' +
    'field nationwide eastern pacific authorized authorised'
  ).split(' '),
)

function writeName(words: Word[], from: number, to: number): string {
  return words
    .slice(from, to)
    .map((word) => word.key.charAt(0).toUpperCase() + word.key.slice(1))
    .join(' ')
}

/** Two letters that stand for a state or country only where a place is expected: `MD` is a doctor, `AR` augmented reality. */
function isLooseCode(entry: PlaceEntry, words: Word[], at: number, end: number): boolean {
  return (
    end === at + 1 &&
    words[at]?.key.length === 2 &&
    (entry.kind === 'state' || entry.kind === 'country') &&
    !CLEAR_CODES.has(words[at]?.key ?? '')
  )
}

const CLEAR_CODES = new Set(['us', 'uk', 'ny', 'ca', 'tx', 'nj'])

/** Reads on after a name: `, MD`, ` MD`, `, Germany`, ` (UK)`, `, Ontario, Canada`, `, Kuyavia, Poland`. */
function withQualifier(
  entries: PlaceEntry[],
  words: Word[],
  at: number,
  nameEnd: number,
  toWord: number,
  isExpected: boolean,
): PlaceMention | null {
  const cities = entries.filter((entry) => entry.kind === 'city')
  const ownState = entries.find((entry) => entry.kind === 'state')
  let candidates = cities.length > 0 ? cities : entries.filter((entry) => entry.kind === 'state')
  let end = nameEnd
  const ofCountry = citiesOfCountryCode(cities, words, nameEnd, toWord)
  if (ofCountry.length > 0) {
    candidates = ofCountry
    end = nameEnd + 2
  }
  for (let step = 0; step < 2; step++) {
    const qualifier = qualifierAt(words, end, toWord) ?? (step === 0 ? qualifierAfterUnknown(words, end, toWord) : null)
    if (qualifier === null) break
    const fitting = candidates.filter((one) => qualifier.entries.some((entry) => fits(one, entry)))
    if (fitting.length > 0) {
      candidates = fitting
      end = qualifier.end
      continue
    }
    const state = qualifier.entries.find((entry) => entry.kind === 'state')
    if (
      step === 0 &&
      cities.length > 0 &&
      state !== undefined &&
      isWrittenAsCode(words, qualifier.end - 1) &&
      (qualifier.hasComma || cities.every((city) => city.size < 9))
    ) {
      // The gazetteer knows no such town in that state; the text does, so its words are taken as they stand.
      const area = isCodedState(state) ? state.stateCode : state.name
      const town = { ...first(cities), name: `${plainName(first(cities))}, ${area}`, countryCode: state.countryCode, size: 0 }
      return mentionOf(town, words, at, qualifier.end, true)
    }
    break
  }
  if (end > nameEnd) return mentionOf(first(candidates), words, at, end, true)
  if (isTooSmall(cities, entries, words, at, nameEnd, toWord, isExpected)) return null
  if (isCanada(words, at, nameEnd)) return mentionOf(CANADA, words, at, nameEnd, false)
  const wide =
    entries.find((entry) => entry.kind === 'country' || entry.kind === 'region') ??
    (cities.some((city) => city.size > 8) ? undefined : ownState)
  return mentionOf(wide ?? cities[0] ?? first(entries), words, at, nameEnd, false)
}

/**
 * The cities meant by `Bengaluru, IN` or `Toronto, CA`: two letters behind a city are its country, unless a namesake lies in the state that is
 * written so (`Salem, IN`). Empty when the letters are no country of any of them.
 */
function citiesOfCountryCode(cities: PlaceEntry[], words: Word[], nameEnd: number, toWord: number): PlaceEntry[] {
  const code = words[nameEnd + 1]
  if (nameEnd + 1 >= toWord || words[nameEnd]?.key !== ',' || code?.isAllCapitals !== true || code.key.length !== 2) return []
  const letters = code.key.toUpperCase()
  if (cities.some((city) => city.stateCode === letters)) return []
  return cities.filter((city) => city.countryCode === letters)
}

const CANADA: PlaceEntry = {
  kind: 'country',
  name: 'Canada',
  countryCode: 'CA',
  stateCode: null,
  regionCode: 'CA',
  size: 20,
  needsCapitals: true,
}
const COUNTRY_CODES = new Set(['us', 'usa', 'uk', 'eu'])

/** `US/CA`, `CA & UK`: among countries `CA` is Canada, not California. */
function isCanada(words: Word[], at: number, nameEnd: number): boolean {
  if (words[at]?.key !== 'ca' || nameEnd !== at + 1) return false
  const isJoined = (sign: Word | undefined) =>
    sign?.key === '/' || sign?.key === ',' || sign?.key === '&' || sign?.key === '+' || sign?.key === 'and' || sign?.key === 'or'
  return (
    (isJoined(words[at - 1]) && COUNTRY_CODES.has(words[at - 2]?.key ?? '')) ||
    (isJoined(words[at + 1]) && COUNTRY_CODES.has(words[at + 2]?.key ?? ''))
  )
}

const SIZE_MIN_ALONE = 5

/** A town of fewer than 32,000 shares its name with too much else to be taken without its state, unless it stands alone between signs. */
function isTooSmall(
  cities: PlaceEntry[],
  entries: PlaceEntry[],
  words: Word[],
  at: number,
  nameEnd: number,
  toWord: number,
  isExpected: boolean,
): boolean {
  if (cities.length < entries.length) return false
  const isEveryday = nameEnd === at + 1 && EVERYDAY_NAMES.has(words[at]?.key ?? '')
  if (!isEveryday && cities.some((city) => city.size >= SIZE_MIN_ALONE)) return false
  if (isEveryday && !isExpected) return true
  const startsAlone = at === 0 || words[at]?.isLineStart === true || words[at - 1]?.kind === 'mark'
  return !(startsAlone && (nameEnd >= toWord || words[nameEnd]?.kind === 'mark' || words[nameEnd]?.isLineStart === true))
}

/** Cities whose names are words of adverts. */
const EVERYDAY_NAMES = new Set(
  (
    'most much best post hard mission college ode mobile enterprise manage page worth reading deal media friendly hope ' +
    'university nice welcome progress talent man price normal pace center commerce oral sale male holiday economy mentor ' +
    'shaping bright split ho central street peer gap landing globe prospect fleet superior surprise marathon liberal ' +
    'gateway lakes salt spring union alliance grants humble forest metro halfway valley clay dent sandwich hook star ' +
    'independence justice prosper boom roman eagle tours august bear stone reserve converse hazard march harvest highlands ' +
    'trail orange same angel motion temple summit liberty pioneer rocket beacon canvas atlas ceres delta imperial laurel ' +
    'lincoln troy hudson kent vista vega lima carol sterling grand bay crystal baker carver mason cypress van'
  ).split(' '),
)

function isWrittenAsCode(words: Word[], at: number): boolean {
  return words[at]?.isAllCapitals === true && (words[at]?.key.length ?? 0) <= 3
}

/** States that an address writes as two letters. */
function isCodedState(entry: PlaceEntry): boolean {
  return entry.countryCode === 'US' || entry.countryCode === 'CA'
}

function first(entries: PlaceEntry[]): PlaceEntry {
  const entry = entries[0]
  if (entry === undefined) throw new Error('a name in the gazetteer has at least one entry')
  return entry
}

function plainName(entry: PlaceEntry): string {
  return entry.name.split(',')[0] ?? entry.name
}

interface Qualifier {
  entries: PlaceEntry[]
  end: number
  hasComma: boolean
}

function qualifierAt(words: Word[], at: number, toWord: number): Qualifier | null {
  const sign = words[at]
  if (sign === undefined || at >= toWord) return null
  const hasComma = sign.key === ','
  const hasBracket = sign.key === '('
  const from = hasComma || hasBracket ? at + 1 : at
  for (let end = Math.min(from + 4, toWord); end > from; end--) {
    const key = joinKeys(words, from, end)
    const entries = findPlaceEntries(key)?.filter((one) => one.kind === 'state' || one.kind === 'country')
    if (entries === undefined || entries.length === 0) continue
    const isShort = key.length === 2
    if (isShort && !isAllCapitals(words, from, end) && !(hasComma && words[from]?.isCapital === true)) continue
    if (!hasComma && !hasBracket && !isShort && !entries.some((one) => one.kind === 'country') && !isAllCapitals(words, from, end)) continue
    if (hasBracket) return words[end]?.key === ')' && end < toWord ? { entries, end: end + 1, hasComma } : null
    return { entries, end, hasComma }
  }
  return null
}

/** Skips one part between commas that nobody knows: `São Luís, Maranhão, Brasil`. */
function qualifierAfterUnknown(words: Word[], at: number, toWord: number): Qualifier | null {
  if (words[at]?.key !== ',') return null
  let end = at + 1
  while (end < toWord && end - at < 5 && (words[end]?.isCapital === true || (words[end]?.key === '-' && words[end]?.isAttached === true)))
    end++
  if (end === at + 1 || words[end]?.key !== ',' || findPlaceEntries(joinKeys(words, at + 1, end)) !== undefined) return null
  const qualifier = qualifierAt(words, end, toWord)
  return qualifier?.entries.some((entry) => entry.kind === 'country') === true ? qualifier : null
}

function fits(place: PlaceEntry, qualifier: PlaceEntry): boolean {
  if (qualifier.kind === 'country') return place.countryCode === qualifier.countryCode
  if (place.kind === 'state' || place.countryCode !== qualifier.countryCode) return false
  return place.stateCode === null || place.stateCode === qualifier.stateCode
}

function mentionOf(entry: PlaceEntry, words: Word[], at: number, end: number, isQualified: boolean): PlaceMention {
  const start = words[at]?.start ?? 0
  return {
    name: entry.name,
    kind: entry.kind,
    countryCode: entry.countryCode,
    regionCode: entry.regionCode,
    start,
    end: words[end - 1]?.end ?? start,
    fromWord: at,
    toWord: end,
    isQualified,
    size: entry.size,
  }
}

function joinKeys(words: Word[], from: number, to: number): string {
  let joined = words[from]?.key ?? ''
  for (let at = from + 1; at < to; at++) joined += ` ${words[at]?.key ?? ''}`
  return joined
}

function isAllCapitals(words: Word[], from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    const word = words[at]
    if (word !== undefined && word.kind === 'word' && !word.isAllCapitals) return false
  }
  return true
}

/** Each word starts with a capital but the small ones inside (`Rio de Janeiro`). */
function isCapitalisedName(words: Word[], from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    const word = words[at]
    if (word !== undefined && word.kind === 'word' && !word.isCapital && word.key.length > 3) return false
  }
  return true
}
