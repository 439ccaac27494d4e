import { readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { gunzipSync, gzipSync } from 'node:zlib'
import companyNames from './company-names.json' with { type: 'json' }
import { parseCsv } from './parse-csv'

/**
 * Draws the seeded openings from two files of public facts and writes `openings.json.gz`.
 *
 *     npx tsx scripts/seed/build-openings.ts <greenhouse_listings.csv.gz> <newgrad_listings.csv.gz> [--out <file>]
 *
 * The draw has a fixed seed: the same files give the same bytes. Only title, company, place, link and date are kept.
 */
function buildOpenings(greenhousePath: string, newGradPath: string, outPath: string) {
  const random = seededRandom(20_261_121)
  const newGrad = readNewGrad(newGradPath)
  const spelt = new Map([...newGrad.map((row): [string, string] => [plain(row.company), row.company]), ...Object.entries(companyNames)])
  const active = newGrad.filter((row) => row.isActive)
  const greenhouse = shuffle(readGreenhouse(greenhousePath, spelt), random)
  const openings = take([...shuffle(active, random).slice(0, NEW_GRAD_MAX), ...greenhouse], OPENING_COUNT).map(toOpening)
  const bytes = gzipSync(JSON.stringify({ openings }), { level: 9 })
  writeFileSync(outPath, bytes)
  console.log(`${openings.length} openings of ${new Set(openings.map((o) => o.company)).size} companies, ${bytes.length} bytes`)
}

const OPENING_COUNT = 8_000
/** Of the new-graduate list only what it marks as active: a catalogue must not open with vacancies known to be closed. */
const NEW_GRAD_MAX = 1_000
const PER_COMPANY_MAX = 25
/** Older rows of a board are mostly pages that nobody takes down. */
const UPDATED_SINCE = '2025-10-01'

/** A row of either file in one shape. `isActive` is what the list said when it was drawn. */
type Row = { title: string; company: string; place: string; url: string; updatedAt: string; source: string; isActive: boolean }
type Opening = Omit<Row, 'isActive'>

function readGreenhouse(path: string, spelt: Map<string, string>): Row[] {
  return readCsv(path).flatMap((row) => {
    const company = companyNameOf(row.company_slug ?? '', spelt)
    const updatedAt = new Date(row.updated_at ?? '')
    if (!company || Number.isNaN(updatedAt.getTime()) || updatedAt.toISOString() < UPDATED_SINCE) return []
    return clean({
      title: row.title ?? '',
      company,
      place: row.location ?? '',
      url: row.url ?? '',
      updatedAt: updatedAt.toISOString(),
      source: 'greenhouse',
      isActive: true,
    })
  })
}

function readNewGrad(path: string): Row[] {
  return readCsv(path).flatMap((row) => {
    const updatedAt = new Date(Number(row.date_updated) * 1000)
    const url = row.url ?? ''
    if (Number.isNaN(updatedAt.getTime())) return []
    const place = (row.locations ?? '')
      .split('|')
      .map((part) => part.trim())
      .filter(Boolean)
      .join('; ')
    return clean({
      title: row.title ?? '',
      company: tidy(row.company_name ?? ''),
      place,
      url,
      updatedAt: updatedAt.toISOString(),
      source: sourceOf(url),
      isActive: row.active === 'True',
    })
  })
}

function readCsv(path: string) {
  return parseCsv(new TextDecoder().decode(gunzipSync(readFileSync(path))))
}

/** The row with its white space in order, or nothing when it is odd: no opening at all, a pool, a test, shouting or a broken link. */
function clean(row: Row): Row[] {
  const title = tidy(row.title)
  const place = tidy(row.place)
  const isOdd =
    title.length < 4 ||
    title.length > 110 ||
    place.length < 2 ||
    place.length > 90 ||
    row.company.length < 2 ||
    !/\p{L}{3}/u.test(title) ||
    /[!*{}<>@#|]|\$|https?:/.test(title) ||
    (title === title.toUpperCase() && title.length > 12) ||
    NO_OPENING.test(title) ||
    NO_PLACE.test(place) ||
    !isWebUrl(row.url)
  return isOdd ? [] : [{ ...row, title, place }]
}

const NO_OPENING =
  /\b((future|general) talent|banco de talentos|talent (pool|community|network|bench|pipeline)|general (application|interest|consideration)|future (opportunit|opening|role|consideration)|open (interest )?application|spontaneous|evergreen|do not apply|expression of interest|sandbox|dummy|sample job|test (job|post|req|role|position)|template|placeholder|internal (only|use)|referrals? only|don'?t see|candidatura espont|initiativbewerbung|join our|interest application|contractor pool|interest form)/i
const NO_PLACE = /\b(n\/a|tbd|test|sandbox|various|multiple|any|location)\b|^[\d\W]+$/i

/** A company's name as people write it: from our list or the new-graduate list where one knows it, else the slug's words with capitals. `null` for slugs that would not read as a name. */
function companyNameOf(slug: string, spelt: Map<string, string>): string | null {
  const known = spelt.get(slug)
  if (known) return known
  if (/test|sandbox|intern|referr|linkedin|glassdoor|indeed|recruit|career|jobs|board|inc$|llc$|corp|gmbh|^agency$|\d/.test(slug))
    return null
  const words = slug.split('-')
  if (words.some((word) => word.length > 8 || word.length < 4 || !/^[a-z]+$/.test(word))) return null
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(' ')
}

/** Letters and digits only, small: how a board's slug spells a company. */
function plain(name: string) {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '')
}

const HOSTS: [RegExp, string][] = [
  [/(^|\.)greenhouse\.io$/, 'greenhouse'],
  [/(^|\.)lever\.co$/, 'lever'],
  [/(^|\.)ashbyhq\.com$/, 'ashby'],
  [/(^|\.)smartrecruiters\.com$/, 'smartrecruiters'],
  [/(^|\.)myworkdayjobs\.com$/, 'workday'],
  [/(^|\.)workable\.com$/, 'workable'],
  [/(^|\.)jobvite\.com$/, 'jobvite'],
  [/(^|\.)breezy\.hr$/, 'breezy'],
  [/(^|\.)icims\.com$/, 'icims'],
  [/(^|\.)simplify\.jobs$/, 'simplify'],
]

/** The board a link leads to, or `company-site`. Companies that show a Greenhouse board on their own site carry its id in the link. */
function sourceOf(url: string): string {
  if (!isWebUrl(url)) return 'company-site'
  const { hostname, searchParams } = new URL(url)
  if (searchParams.has('gh_jid')) return 'greenhouse'
  return HOSTS.find(([host]) => host.test(hostname))?.[1] ?? 'company-site'
}

function isWebUrl(url: string) {
  return URL.canParse(url) && /^https?:$/.test(new URL(url).protocol) && url.length <= 300
}

/** The first `count` rows that are new by company, title and place, and by link, and keep every company at its limit. */
function take(rows: Row[], count: number): Row[] {
  const seen = new Set<string>()
  const taken: Row[] = []
  const perCompany = new Map<string, number>()
  for (const row of rows) {
    if (taken.length === count) break
    const key = `${row.company}|${row.title}|${row.place}`.toLowerCase()
    const held = perCompany.get(row.company) ?? 0
    if (seen.has(key) || seen.has(row.url) || held === PER_COMPANY_MAX) continue
    seen.add(key).add(row.url)
    perCompany.set(row.company, held + 1)
    taken.push(row)
  }
  return taken
}

function toOpening({ title, company, place, url, updatedAt, source }: Row): Opening {
  return { title, company, place, url, updatedAt, source }
}

function tidy(text: string) {
  return text
    .replace(/\s+/g, ' ')
    .replace(/\s+([,;])/g, '$1')
    .trim()
}

function shuffle<T>(items: T[], random: () => number): T[] {
  return items
    .map((item) => ({ item, order: random() }))
    .sort((a, b) => a.order - b.order)
    .map(({ item }) => item)
}

/** Mulberry32: small, and the same on every machine. Gives numbers from 0 up to 1. */
function seededRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { out: { type: 'string', default: 'scripts/seed/openings.json.gz' } },
})
const [greenhousePath, newGradPath] = positionals
if (!greenhousePath || !newGradPath) {
  console.error('Give two files: npx tsx scripts/seed/build-openings.ts <greenhouse_listings.csv.gz> <newgrad_listings.csv.gz>')
  process.exitCode = 1
} else buildOpenings(greenhousePath, newGradPath, values.out)
