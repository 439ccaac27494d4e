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
  const raw = tables.raw.get(key)
  if (raw === undefined) return undefined
  const entries = raw.split('\n').map((line) => readEntry(line, tables.countryNames))
  entries.sort((a, b) => b.size - a.size)
  tables.entries.set(key, entries)
  return entries
}

/** How many words the longest name has that starts with this folded word; 0 when none does. */
export function longestPlaceName(firstKey: string): number {
  return loadTables().lengthMaxByFirst.get(firstKey) ?? 0
}

interface Tables {
  /** Meanings as lines of the data, by folded name; turned into entries when first asked for, so that the start is cheap. */
  raw: Map<string, string>
  entries: Map<string, PlaceEntry[]>
  lengthMaxByFirst: Map<string, number>
  countryNames: Map<string, string>
}

let tablesLoaded: Tables | null = null

/** Built on first use from the module's own data; the same for everyone, so it may live as long as the isolate. */
function loadTables(): Tables {
  tablesLoaded ??= buildTables()
  return tablesLoaded
}

/** `cities`: lines of `area size|name|name=key`. `others`: lines of `kind;name;country;state;region;size;capitals|key|key`. */
function buildTables(): Tables {
  const raw = new Map<string, string>()
  const lengthMaxByFirst = new Map<string, number>()
  const countryNames = new Map<string, string>()
  const add = (key: string, line: string) => {
    const existing = raw.get(key)
    raw.set(key, existing === undefined ? line : `${existing}\n${line}`)
    let length = 1
    const space = key.indexOf(' ')
    for (let at = space; at >= 0; at = key.indexOf(' ', at + 1)) length++
    const firstKey = space < 0 ? key : key.slice(0, space)
    if (length > (lengthMaxByFirst.get(firstKey) ?? 0)) lengthMaxByFirst.set(firstKey, length)
  }
  for (const line of gazetteer.others.split('\n')) {
    const [head = '', ...keys] = line.split('|')
    if (head.startsWith('country;')) countryNames.set(head.split(';')[2] ?? '', head.split(';')[1] ?? '')
    for (const key of keys) add(key, head)
  }
  for (const line of gazetteer.cities.split('\n')) {
    const [head = '', ...names] = line.split('|')
    for (const name of names) {
      const mark = name.indexOf('=')
      if (mark < 0) add(name.toLowerCase(), `${head};${name}`)
      else add(name.slice(mark + 1), `${head};${name.slice(0, mark)}`)
    }
  }
  return { raw, entries: new Map(), lengthMaxByFirst, countryNames }
}

function readEntry(line: string, countryNames: Map<string, string>): PlaceEntry {
  const parts = line.split(';')
  const [kind = '', name = '', countryCode = '', stateCode = '', regionCode = '', size = '0', capitals = ''] = parts
  if (kind === 'state' || kind === 'country' || kind === 'region') {
    return {
      kind,
      name,
      countryCode: countryCode || null,
      stateCode: stateCode || null,
      regionCode: regionCode || null,
      size: Number(size),
      needsCapitals: capitals !== '',
    }
  }
  const [area = '', citySize = '0', cityCapitals = ''] = kind.split(' ')
  const [country = '', state = ''] = area.split('-')
  const suffix = state || (countryNames.get(country) ?? country)
  return {
    kind: 'city',
    name: name === suffix ? name : `${name}, ${suffix}`,
    countryCode: country,
    stateCode: state || null,
    regionCode: null,
    size: Number(citySize),
    needsCapitals: cityCapitals !== '',
  }
}
