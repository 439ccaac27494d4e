import gazetteer from './model/places.json'

export type PlaceKind = 'city' | 'state' | 'country' | 'region'

/** One meaning of a name in the gazetteer. */
export interface PlaceEntry {
  kind: PlaceKind
  /** As a person would write it: `Berlin, Germany`. */
  name: string
  countryCode: string | null
  /** Of a state or of the city's state: `CA`. */
  stateCode: string | null
  /** For a country or a region: what `remoteRegions` calls it. */
  regionCode: string | null
  /** Floor of log2(population / 1000). */
  size: number
  /** Only as written: `US` and `IN` are places, `us` and `in` are not. */
  needsCapitals: boolean
}

/** The meanings of a folded name, the largest first; `undefined` when there is none. */
export function findPlaceEntries(key: string): PlaceEntry[] | undefined {
  const tables = loadTables()
  const read = tables.entries.get(key)
  if (read !== undefined) return read
  const found = tables.rowsByName.get(key)
  if (found === undefined) return undefined
  const entries = (typeof found === 'number' ? [found] : found).map((index) => readEntry(tables, index))
  entries.sort((a, b) => standing(b) - standing(a))
  tables.entries.set(key, entries)
  return entries
}

/** Countries whose adverts are read most: of two cities of like size theirs is meant. */
const NEAR_COUNTRIES = new Set('US GB DE FR ES IT CA NL IE AU'.split(' '))

function standing(entry: PlaceEntry): number {
  return entry.size + (entry.kind === 'city' && NEAR_COUNTRIES.has(entry.countryCode ?? '') ? 2 : 0)
}

/** How many words the longest name has that starts with this folded word; 0 when none does. */
export function longestPlaceName(firstKey: string): number {
  return loadTables().lengthMaxByFirst.get(firstKey) ?? 0
}

interface Tables {
  /** The lines of the data, cut at their bars: first the other places, then the cities. */
  rows: string[][]
  citiesFrom: number
  /** Row × 2^16 + column of each folded name; turned into entries when first asked for, so that the start is cheap. */
  rowsByName: Map<string, number | number[]>
  entries: Map<string, PlaceEntry[]>
  lengthMaxByFirst: Map<string, number>
  countryNames: Map<string, string>
}

const COLUMNS_MAX = 65_536

let tablesLoaded: Tables | null = null

/** Built on first use from the module's own data; the same for everyone, so it may live as long as the isolate. */
function loadTables(): Tables {
  tablesLoaded ??= buildTables()
  return tablesLoaded
}

/** `cities`: lines of `area size|name|name=key`. `others`: lines of `kind;name;country;state;region;size;capitals|key|key`. */
function buildTables(): Tables {
  const rowsByName = new Map<string, number | number[]>()
  const lengthMaxByFirst = new Map<string, number>()
  const countryNames = new Map<string, string>()
  const add = (key: string, index: number) => {
    const existing = rowsByName.get(key)
    if (existing === undefined) {
      rowsByName.set(key, index)
      noteLength(lengthMaxByFirst, key)
    } else if (typeof existing === 'number') rowsByName.set(key, [existing, index])
    else existing.push(index)
  }
  const others = gazetteer.others.split('\n').map((line) => line.split('|'))
  const cities = gazetteer.cities.split('\n').map((line) => line.split('|'))
  others.forEach((row, at) => {
    const head = row[0] ?? ''
    if (head.startsWith('country;')) countryNames.set(head.split(';')[2] ?? '', head.split(';')[1] ?? '')
    for (let column = 1; column < row.length; column++) add(row[column] ?? '', at * COLUMNS_MAX)
  })
  cities.forEach((row, at) => {
    for (let column = 1; column < row.length; column++) {
      const name = row[column] ?? ''
      const mark = name.indexOf('=')
      add(mark < 0 ? name.toLowerCase() : name.slice(mark + 1), (others.length + at) * COLUMNS_MAX + column)
    }
  })
  return { rows: [...others, ...cities], citiesFrom: others.length, rowsByName, entries: new Map(), lengthMaxByFirst, countryNames }
}

function noteLength(lengthMaxByFirst: Map<string, number>, key: string): void {
  const space = key.indexOf(' ')
  if (space < 0) {
    if (!lengthMaxByFirst.has(key)) lengthMaxByFirst.set(key, 1)
    return
  }
  let length = 1
  for (let at = space; at >= 0; at = key.indexOf(' ', at + 1)) length++
  const firstKey = key.slice(0, space)
  if (length > (lengthMaxByFirst.get(firstKey) ?? 0)) lengthMaxByFirst.set(firstKey, length)
}

function readEntry(tables: Tables, index: number): PlaceEntry {
  const rowAt = Math.floor(index / COLUMNS_MAX)
  const row = tables.rows[rowAt] ?? []
  return rowAt < tables.citiesFrom ? readOther(row[0] ?? '') : readCity(row[0] ?? '', row[index % COLUMNS_MAX] ?? '', tables.countryNames)
}

function readOther(head: string): PlaceEntry {
  const [kind, name = '', countryCode = '', stateCode = '', regionCode = '', size = '0', capitals = ''] = head.split(';')
  return {
    kind: kind === 'state' || kind === 'country' ? kind : 'region',
    name,
    countryCode: countryCode || null,
    stateCode: stateCode || null,
    regionCode: regionCode || null,
    size: Number(size),
    needsCapitals: capitals !== '',
  }
}

function readCity(head: string, written: string, countryNames: Map<string, string>): PlaceEntry {
  const [area = '', size = '0', capitals = ''] = head.split(' ')
  const [country = '', state = ''] = area.split('-')
  const [name = ''] = written.split('=')
  const suffix = state || (countryNames.get(country) ?? country)
  return {
    kind: 'city',
    name: name === suffix ? name : `${name}, ${suffix}`,
    countryCode: country,
    stateCode: state || null,
    regionCode: null,
    size: Number(size),
    needsCapitals: capitals !== '',
  }
}
