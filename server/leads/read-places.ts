import { foldName, type Word } from '../skills/read-words'
import gazetteer from './model/places.json'

export type PlaceKind = 'city' | 'state' | 'country' | 'region'

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
  const { byName, lengthMaxByFirst } = loadGazetteer()
  const mentions: PlaceMention[] = []
  let at = fromWord
  while (at < toWord) {
    const first = words[at]
    if (first === undefined) break
    const lengthMax = first.kind === 'word' && (first.isCapital || allowLowerCase) ? (lengthMaxByFirst.get(first.key) ?? 0) : 0
    const known = lengthMax === 0 ? null : longestPlaceAt(words, at, Math.min(toWord, at + lengthMax), toWord, byName, allowLowerCase)
    const mention = known ?? unknownTownAt(words, at, toWord, byName, allowLowerCase)
    if (mention === null) {
      at++
      continue
    }
    mentions.push(mention)
    at = mention.toWord
  }
  return mentions
}

interface Entry {
  kind: PlaceKind
  name: string
  countryCode: string | null
  /** Of a state or of the city's state: `CA`. */
  stateCode: string | null
  regionCode: string | null
  size: number
  /** Only as written: `US` and `IN` are places, `us` and `in` are not. */
  needsCapitals: boolean
}

function longestPlaceAt(
  words: Word[],
  at: number,
  nameEndMax: number,
  toWord: number,
  byName: Map<string, Entry[]>,
  allowLowerCase: boolean,
): PlaceMention | null {
  for (let end = nameEndMax; end > at; end--) {
    const entries = byName.get(joinKeys(words, at, end))
    if (entries === undefined) continue
    const usable = entries.filter(
      (entry) => (!entry.needsCapitals || isAllCapitals(words, at, end)) && (allowLowerCase || !isLooseCode(entry, words, at, end)),
    )
    const mention = usable.length === 0 ? null : withQualifier(usable, words, at, end, toWord, byName, allowLowerCase)
    if (mention !== null && (allowLowerCase || isCapitalisedName(words, at, end))) return mention
  }
  return null
}

const TOWN_WORDS_MAX = 3

/**
 * A town the gazetteer does not know, recognised by what follows its comma: `Shutesbury, MA`. Where a place is expected a state or country
 * written out will do too.
 */
function unknownTownAt(words: Word[], at: number, toWord: number, byName: Map<string, Entry[]>, isExpected: boolean): PlaceMention | null {
  let end = at
  while (end < toWord && end - at < TOWN_WORDS_MAX && words[end]?.isCapital === true && !NO_TOWNS.has(words[end]?.key ?? '')) end++
  if (end === at || words[end]?.key !== ',') return null
  const qualifier = qualifierAt(words, end, toWord, byName)
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
  const beyond = qualifierAt(words, stop, toWord, byName)
  if (entry.kind === 'state' && beyond?.entries.some((one) => one.kind === 'country' && one.countryCode === entry.countryCode))
    stop = beyond.end
  const area = entry.kind === 'state' && isCodedState(entry) ? entry.stateCode : entry.name
  return mentionOf({ ...entry, kind: 'city', name: `${writeName(words, at, end)}, ${area}`, size: 0 }, words, at, stop, true)
}

const NO_TOWNS = new Set([
  'remote',
  'hybrid',
  'onsite',
  'office',
  'offices',
  'virtual',
  'based',
  'anywhere',
  'home',
  'full',
  'time',
  'distributed',
  'or',
  'and',
  'time',
  'location',
  'inc',
  'llc',
  'university',
])

function writeName(words: Word[], from: number, to: number): string {
  return words
    .slice(from, to)
    .map((word) => word.key.charAt(0).toUpperCase() + word.key.slice(1))
    .join(' ')
}

/** Two letters that stand for a state or country only where a place is expected: `MD` is a doctor, `AR` augmented reality. */
function isLooseCode(entry: Entry, words: Word[], at: number, end: number): boolean {
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
  entries: Entry[],
  words: Word[],
  at: number,
  nameEnd: number,
  toWord: number,
  byName: Map<string, Entry[]>,
  isExpected: boolean,
): PlaceMention | null {
  const cities = entries.filter((entry) => entry.kind === 'city')
  const ownState = entries.find((entry) => entry.kind === 'state')
  let candidates = cities.length > 0 ? cities : entries.filter((entry) => entry.kind === 'state')
  let end = nameEnd
  for (let step = 0; step < 2; step++) {
    const qualifier = qualifierAt(words, end, toWord, byName) ?? (step === 0 ? qualifierAfterUnknown(words, end, toWord, byName) : null)
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
  const wide =
    entries.find((entry) => entry.kind === 'country' || entry.kind === 'region') ??
    (cities.some((city) => city.size > 8) ? undefined : ownState)
  return mentionOf(wide ?? cities[0] ?? first(entries), words, at, nameEnd, false)
}

const SIZE_MIN_ALONE = 5

/** A town of fewer than 32,000 shares its name with too much else to be taken without its state, unless it stands alone between signs. */
function isTooSmall(
  cities: Entry[],
  entries: Entry[],
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
  'most much best post hard mission college ode mobile enterprise manage page worth reading deal media friendly hope university nice welcome progress talent man price normal pace center commerce oral sale male holiday economy mentor shaping bright split ho central street peer gap landing globe prospect fleet superior surprise marathon liberal gateway lakes salt spring union alliance grants humble forest metro halfway valley clay dent sandwich hook star independence justice prosper boom roman eagle tours august bear stone reserve converse hazard march harvest highlands trail orange same angel motion temple summit liberty pioneer rocket beacon canvas atlas ceres delta imperial laurel lincoln troy hudson kent vista vega lima carol sterling grand bay crystal'.split(
    ' ',
  ),
)

function isWrittenAsCode(words: Word[], at: number): boolean {
  return words[at]?.isAllCapitals === true && (words[at]?.key.length ?? 0) <= 3
}

/** States that an address writes as two letters. */
function isCodedState(entry: Entry): boolean {
  return entry.countryCode === 'US' || entry.countryCode === 'CA'
}

function first(entries: Entry[]): Entry {
  const entry = entries[0]
  if (entry === undefined) throw new Error('a name in the gazetteer has at least one entry')
  return entry
}

function plainName(entry: Entry): string {
  return entry.name.split(',')[0] ?? entry.name
}

interface Qualifier {
  entries: Entry[]
  end: number
  hasComma: boolean
}

function qualifierAt(words: Word[], at: number, toWord: number, byName: Map<string, Entry[]>): Qualifier | null {
  const sign = words[at]
  if (sign === undefined || at >= toWord) return null
  const hasComma = sign.key === ','
  const hasBracket = sign.key === '('
  const from = hasComma || hasBracket ? at + 1 : at
  for (let end = Math.min(from + 4, toWord); end > from; end--) {
    const key = joinKeys(words, from, end)
    const entries = byName.get(key)?.filter((one) => one.kind === 'state' || one.kind === 'country')
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
function qualifierAfterUnknown(words: Word[], at: number, toWord: number, byName: Map<string, Entry[]>): Qualifier | null {
  if (words[at]?.key !== ',') return null
  let end = at + 1
  while (end < toWord && end - at < 5 && (words[end]?.isCapital === true || (words[end]?.key === '-' && words[end]?.isAttached === true)))
    end++
  if (end === at + 1 || words[end]?.key !== ',' || byName.has(joinKeys(words, at + 1, end))) return null
  const qualifier = qualifierAt(words, end, toWord, byName)
  return qualifier?.entries.some((entry) => entry.kind === 'country') === true ? qualifier : null
}

function fits(place: Entry, qualifier: Entry): boolean {
  if (qualifier.kind === 'country') return place.countryCode === qualifier.countryCode
  if (place.kind === 'state' || place.countryCode !== qualifier.countryCode) return false
  return place.stateCode === null || place.stateCode === qualifier.stateCode
}

function mentionOf(entry: Entry, words: Word[], at: number, end: number, isQualified: boolean): PlaceMention {
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

interface Gazetteer {
  byName: Map<string, Entry[]>
  /** How many words the longest name has that starts with this word. */
  lengthMaxByFirst: Map<string, number>
}

let gazetteerLoaded: Gazetteer | null = null

/** Built on first use from the module's own data; the same for everyone, so it may live as long as the isolate. */
function loadGazetteer(): Gazetteer {
  gazetteerLoaded ??= buildGazetteer()
  return gazetteerLoaded
}

function buildGazetteer(): Gazetteer {
  const byName = new Map<string, Entry[]>()
  const lengthMaxByFirst = new Map<string, number>()
  const add = (name: string, entry: Entry) => {
    const key = foldKnownName(name)
    const existing = byName.get(key)
    if (existing === undefined) byName.set(key, [entry])
    else existing.push(entry)
    const space = key.indexOf(' ')
    const firstKey = space < 0 ? key : key.slice(0, space)
    let length = 1
    for (let at = space; at >= 0; at = key.indexOf(' ', at + 1)) length++
    if (length > (lengthMaxByFirst.get(firstKey) ?? 0)) lengthMaxByFirst.set(firstKey, length)
  }
  const englishNames = new Map<string, string>()
  for (const line of gazetteer.countries.split('\n')) {
    const [code = '', english = '', ...others] = line.split('|')
    const name = COUNTRY_WRITTEN[code] ?? english
    englishNames.set(code, name)
    const entry: Entry = { kind: 'country', name, countryCode: code, stateCode: null, regionCode: code, size: 20, needsCapitals: false }
    for (const one of new Set([name, english, ...others].map(foldKnownName))) add(one, entry)
  }
  for (const [code, names] of Object.entries(COUNTRY_ALIASES)) {
    for (const name of names) {
      const entry: Entry = {
        kind: 'country',
        name: englishNames.get(code) ?? code,
        countryCode: code,
        stateCode: null,
        regionCode: code,
        size: 20,
        needsCapitals: name.length < 4 && name === name.toUpperCase(),
      }
      add(name, entry)
    }
  }
  for (const [name, aliases] of Object.entries(REGIONS)) {
    const entry: Entry = {
      kind: 'region',
      name,
      countryCode: null,
      stateCode: null,
      regionCode: REGION_CODES[name] ?? null,
      size: 20,
      needsCapitals: false,
    }
    for (const alias of [name, ...aliases]) add(alias, { ...entry, needsCapitals: alias.length < 3 })
  }
  for (const [countryCode, states] of Object.entries(STATES)) {
    for (const state of states.split('|')) {
      const [stateCode = '', ...names] = state.split(':')
      for (const name of names)
        add(name, { kind: 'state', name, countryCode, stateCode, regionCode: countryCode, size: 12, needsCapitals: false })
      if (stateCode.length === 2)
        add(stateCode, {
          kind: 'state',
          name: names[0] ?? stateCode,
          countryCode,
          stateCode,
          regionCode: countryCode,
          size: 12,
          needsCapitals: true,
        })
    }
  }
  for (const line of gazetteer.cities.split('\n')) {
    const [head = '', ...names] = line.split('|')
    const [area = '', size = '0'] = head.split(' ')
    const [countryCode = '', stateCode = ''] = area.split('-')
    const suffix = stateCode || (englishNames.get(countryCode) ?? countryCode)
    for (const name of names) {
      const written = name === suffix ? name : `${name}, ${suffix}`
      add(name, {
        kind: 'city',
        name: written,
        countryCode,
        stateCode: stateCode || null,
        regionCode: countryCode,
        size: Number(size),
        needsCapitals: false,
      })
    }
  }
  for (const entries of byName.values()) if (entries.length > 1) entries.sort((a, b) => b.size - a.size)
  for (const [alias, target] of Object.entries(CITY_ALIASES)) {
    const [targetName = '', area = ''] = target.split('|')
    const needsCapitals = alias.length < 4 && alias === alias.toUpperCase()
    const found = byName
      .get(foldKnownName(targetName))
      ?.find((entry) => entry.kind === 'city' && (entry.stateCode === area || entry.countryCode === area))
    if (found !== undefined) add(alias, { ...found, needsCapitals, size: 12 })
    else {
      const isAmerican = isAmericanState(area)
      const name = isAmerican || area === '' ? `${targetName}, ${area}` : `${targetName}, ${englishNames.get(area) ?? area}`
      add(alias, {
        kind: 'city',
        name,
        countryCode: isAmerican ? 'US' : area,
        stateCode: isAmerican ? area : null,
        regionCode: null,
        size: 12,
        needsCapitals,
      })
    }
  }
  return { byName, lengthMaxByFirst }
}

function isAmericanState(code: string): boolean {
  return STATES.US?.includes(`${code}:`) ?? false
}

/** As `foldName`, with a short way for names of plain lower-case or capitalised letters, which most are. */
function foldKnownName(name: string): string {
  return /^[A-Za-z]+( [A-Za-z]+)*$/.test(name) ? name.toLowerCase() : foldName(name)
}

const COUNTRY_WRITTEN: Record<string, string> = {
  US: 'United States',
  GB: 'United Kingdom',
  RU: 'Russia',
  KR: 'South Korea',
  VN: 'Vietnam',
  CZ: 'Czechia',
  AE: 'United Arab Emirates',
  TR: 'Turkey',
  TW: 'Taiwan',
  IR: 'Iran',
  MD: 'Moldova',
  HK: 'Hong Kong',
}

const COUNTRY_ALIASES: Record<string, string[]> = {
  US: ['US', 'USA', 'U.S.', 'U.S', 'U.S.A.', 'US of A', 'United States', 'the States', 'America', 'Continental US', 'CONUS'],
  GB: ['UK', 'GB', 'U.K.', 'U.K', 'United Kingdom', 'Great Britain', 'Britain'],
  AE: ['UAE', 'U.A.E.', 'United Arab Emirates'],
  DE: ['GER', 'DE', 'Deutschland'],
  NL: ['Netherlands', 'The Netherlands', 'Holland', 'NL'],
  CZ: ['Czechia', 'Czech Republic'],
  KR: ['South Korea', 'Korea', 'KR'],
  VN: ['Vietnam'],
  RU: ['Russia'],
  TW: ['Taiwan'],
  TR: ['Turkey', 'Türkiye'],
  CH: ['CH', 'Schweiz', 'Suisse'],
  AT: ['AT'],
  FR: ['FR'],
  ES: ['ES'],
  IT: ['IT'],
  PL: ['PL'],
  PT: ['PT'],
  SE: ['SE'],
  DK: ['DK'],
  CA: ['CAN'],
  IE: ['IE', 'Republic of Ireland'],
  AU: ['AU', 'AUS'],
  NZ: ['NZ'],
  HK: ['HK', 'Hong Kong'],
  SG: ['SG'],
  JP: ['JP'],
  BR: ['Brasil', 'BR'],
  MX: ['MX', 'México'],
  PH: ['Philippines', 'PH'],
  PK: ['Pakistan'],
  IL: ['Israel'],
  MD: ['Moldova'],
}

/** Regions of many countries, and the other ways they are written. */
const REGIONS: Record<string, string[]> = {
  EU: ['European Union', 'E.U.', 'EU27', 'EEA', 'Eurozone'],
  Europe: ['Europa', 'European', 'Western Europe', 'Eastern Europe', 'Central Europe'],
  EMEA: [],
  Americas: ['the Americas', 'North and South America'],
  'North America': ['NA', 'NORAM', 'NAMER', 'Nordamerika', 'North American'],
  'Latin America': ['LATAM', 'South America', 'Central America', 'América Latina', 'Latinoamérica'],
  APAC: ['Asia Pacific', 'Asia-Pacific', 'Asia'],
  DACH: ['D-A-CH'],
  Nordics: ['Scandinavia'],
  Africa: [],
  'Middle East': ['MENA'],
  Worldwide: ['World', 'Anywhere', 'Global', 'Globally', 'Earth', 'anywhere in the world', 'weltweit'],
}

const REGION_CODES: Record<string, string> = {
  EU: 'EU',
  Europe: 'EUROPE',
  EMEA: 'EMEA',
  Americas: 'AMERICAS',
  'North America': 'NORTH_AMERICA',
  'Latin America': 'LATAM',
  APAC: 'APAC',
  DACH: 'DACH',
  Nordics: 'NORDICS',
  Africa: 'AFRICA',
  'Middle East': 'MIDDLE_EAST',
  Worldwide: 'WORLDWIDE',
}

/** Short names and metropolitan areas, with the city that stands for them. */
const CITY_ALIASES: Record<string, string> = {
  NYC: 'New York|NY',
  NY: 'New York|NY',
  'New York City': 'New York|NY',
  Manhattan: 'New York|NY',
  Brooklyn: 'Brooklyn|NY',
  SF: 'San Francisco|CA',
  SFO: 'San Francisco|CA',
  'San Fran': 'San Francisco|CA',
  LA: 'Los Angeles|CA',
  'D.C.': 'Washington|DC',
  'Washington D.C.': 'Washington|DC',
  'Washington, D.C.': 'Washington|DC',
  'Washington DC': 'Washington|DC',
  'Washington, DC': 'Washington|DC',
  'SF Bay Area': 'San Francisco Bay Area|CA',
  'Bay Area': 'San Francisco Bay Area|CA',
  'San Francisco Bay Area': 'San Francisco Bay Area|CA',
  'Silicon Valley': 'Silicon Valley|CA',
  'South Bay': 'South Bay|CA',
  'East Bay': 'East Bay|CA',
  Philly: 'Philadelphia|PA',
  Vegas: 'Las Vegas|NV',
  SLC: 'Salt Lake City|UT',
  DFW: 'Dallas|TX',
  ATX: 'Austin|TX',
  Köln: 'Cologne|DE',
  München: 'Munich|DE',
  Muenchen: 'Munich|DE',
  Nuremberg: 'Nürnberg|DE',
  Hanover: 'Hannover|DE',
  'Frankfurt am Main': 'Frankfurt am Main|DE',
  Frankfurt: 'Frankfurt am Main|DE',
  Wien: 'Vienna|AT',
  Milano: 'Milan|IT',
  Roma: 'Rome|IT',
  Torino: 'Turin|IT',
  Firenze: 'Florence|IT',
  Napoli: 'Naples|IT',
  Lisboa: 'Lisbon|PT',
  Sevilla: 'Seville|ES',
  Genève: 'Geneva|CH',
  Genf: 'Geneva|CH',
  Zuerich: 'Zurich|CH',
  Praha: 'Prague|CZ',
  Warszawa: 'Warsaw|PL',
  Kraków: 'Krakow|PL',
  Gothenburg: 'Göteborg|SE',
  Københaven: 'Copenhagen|DK',
  København: 'Copenhagen|DK',
  Bangalore: 'Bengaluru|IN',
  Gurgaon: 'Gurugram|IN',
  Gurugram: 'Gurugram|IN',
  'Tel Aviv': 'Tel Aviv|IL',
  'Tel-Aviv': 'Tel Aviv|IL',
  TLV: 'Tel Aviv|IL',
  BLR: 'Bengaluru|IN',
  CDMX: 'Mexico City|MX',
  Kiev: 'Kyiv|UA',
  Antwerp: 'Antwerpen|BE',
  Ghent: 'Gent|BE',
  'The Hague': 'The Hague|NL',
  Bruxelles: 'Brussels|BE',
}

const STATES: Record<string, string> = {
  US: 'AL:Alabama|AK:Alaska|AZ:Arizona|AR:Arkansas|CA:California|CO:Colorado|CT:Connecticut|DE:Delaware|DC:District of Columbia|FL:Florida|GA:Georgia|HI:Hawaii|ID:Idaho|IL:Illinois|IN:Indiana|IA:Iowa|KS:Kansas|KY:Kentucky|LA:Louisiana|ME:Maine|MD:Maryland|MA:Massachusetts:Mass|MI:Michigan|MN:Minnesota|MS:Mississippi|MO:Missouri|MT:Montana|NE:Nebraska|NV:Nevada|NH:New Hampshire|NJ:New Jersey|NM:New Mexico|NY:New York State:New York|NC:North Carolina|ND:North Dakota|OH:Ohio|OK:Oklahoma|OR:Oregon|PA:Pennsylvania|RI:Rhode Island|SC:South Carolina|SD:South Dakota|TN:Tennessee|TX:Texas|UT:Utah|VT:Vermont|VA:Virginia|WA:Washington State:Washington|WV:West Virginia|WI:Wisconsin|WY:Wyoming|PR:Puerto Rico',
  CA: 'ON:Ontario|BC:British Columbia:B.C.|AB:Alberta|QC:Quebec:Québec|MB:Manitoba|SK:Saskatchewan|NS:Nova Scotia|NB:New Brunswick|NL:Newfoundland|PE:Prince Edward Island',
  GB: 'ENG:England|SCT:Scotland|WLS:Wales|NIR:Northern Ireland',
  DE: 'BAY:Bavaria:Bayern|NRW:North Rhine-Westphalia:Nordrhein-Westfalen:NRW|HES:Hesse:Hessen|SAC:Saxony:Sachsen|BWB:Baden-Württemberg|NDS:Lower Saxony:Niedersachsen|RPF:Rheinland-Pfalz|BRB:Brandenburg|SHO:Schleswig-Holstein|THU:Thüringen',
  AU: 'NSW:New South Wales:NSW|VIC:Victoria:VIC|QLD:Queensland:QLD|WAU:Western Australia|SAU:South Australia|TAS:Tasmania|ACT:ACT',
  IN: 'KAR:Karnataka|MAH:Maharashtra|TNA:Tamil Nadu|TEL:Telangana|HAR:Haryana|UPR:Uttar Pradesh|GUJ:Gujarat|KER:Kerala|WBE:West Bengal|DEL:Delhi NCR',
  ES: 'CAT:Catalonia:Cataluña|AND:Andalusia:Andalucía|MAD:Community of Madrid',
  FR: 'IDF:Île-de-France|NAQ:Nouvelle-Aquitaine|ARA:Auvergne-Rhône-Alpes|OCC:Occitanie|PACA:Provence',
  IT: 'LOM:Lombardy:Lombardia|LAZ:Lazio',
  NL: 'NHO:North Holland:Noord-Holland|ZHO:South Holland:Zuid-Holland',
  BR: 'SPB:State of São Paulo|RJB:State of Rio de Janeiro',
  IE: 'COD:County Dublin:Co. Dublin|COC:County Cork',
}
