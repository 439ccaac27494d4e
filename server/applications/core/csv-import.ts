import Papa from 'papaparse'
import {
  IMPORT_FIELDS,
  IMPORT_ROWS_MAX,
  type ImportField,
  type ImportMapping,
  type ImportPreview,
  type ImportRowError,
  type Outcome,
} from '../../../contract/applications'
import type { PayPeriod } from '../../../contract/jobs'
import { defaultReasonOf, type OutcomeKind, type StageGroup } from '../../../contract/stages'
import { companyKeyOf, titleKeyOf } from './likeness'

/** A row of a file as it would be saved. */
export interface ImportedRow {
  /** Line of the file, the header being 1. */
  line: number
  title: string
  companyName: string | null
  places: string[]
  url: string | null
  group: StageGroup
  outcome: Outcome | null
  savedAt: string | null
  appliedAt: string | null
  salary: { minCents: number | null; maxCents: number | null; currency: string; period: PayPeriod } | null
  priority: number | null
  tags: string[]
  source: string | null
  note: string | null
  text: string | null
}

export interface ParsedImport {
  format: ImportPreview['format']
  columns: string[]
  mapping: ImportMapping
  rows: ImportedRow[]
  errors: ImportRowError[]
  rowCount: number
}

/**
 * Reads a CSV file of applications. Columns of Huntr, Teal and our own export are known by name; a mapping given by hand goes before that.
 * A row with a mistake is no row: its mistakes are told with its line. An unknown stage, date or address is a mistake; what is empty is empty.
 */
export function parseImport(csv: string, given?: ImportMapping): ParsedImport {
  const { columns, records } = readCsv(csv)
  const format = formatOf(columns)
  const mapping = given ?? guessMapping(columns)
  const errors: ImportRowError[] = []
  const says = (line: number, field: ImportField | null, message: string) => errors.push({ line, field, message })
  for (const field of IMPORT_FIELDS) {
    const column = mapping[field]
    if (column != null && !columns.includes(column)) says(1, field, `This file has no column “${column}”.`)
  }
  if (mapping.title == null) says(1, 'title', 'Say which column holds the title of the job.')
  if (records.length > IMPORT_ROWS_MAX)
    says(1, null, `This file has ${records.length} rows; ${IMPORT_ROWS_MAX} are taken at once. Split it.`)
  if (errors.length > 0) return { format, columns, mapping, rows: [], errors, rowCount: records.length }
  const indexOf = Object.fromEntries(
    IMPORT_FIELDS.map((field) => [field, mapping[field] == null ? -1 : columns.indexOf(mapping[field] ?? '')]),
  )
  const rows = records.flatMap((cells, index) => {
    const line = index + 2
    const before = errors.length
    const cell = (field: ImportField) => (cells[indexOf[field] ?? -1] ?? '').trim()
    const row = readRow(line, cell, (field, message) => says(line, field, message))
    return errors.length === before && row ? [row] : []
  })
  return { format, columns, mapping, rows, errors, rowCount: records.length }
}

/** A CSV file as its columns and the cells of each row; what stands between the cells is found out. */
export function readCsv(csv: string): { columns: string[]; records: string[][] } {
  const text = csv.replace(/^\uFEFF/, '')
  const parsed = Papa.parse<string[]>(text, { skipEmptyLines: 'greedy', delimiter: delimiterOf(text) })
  const [header = [], ...records] = parsed.data
  return { columns: header.map((name) => name.trim()), records }
}

/** A file's rows that repeat an earlier row, or an application that is there. Compared by address, or by company and title as `likeness` reads them. */
export function findDuplicates(
  rows: readonly ImportedRow[],
  held: readonly { id: string; title: string; companyName: string | null; url: string | null }[],
): { line: number; applicationId: string | null; ofLine: number | null }[] {
  const seen = new Map<string, { applicationId: string | null; ofLine: number | null }>()
  for (const one of held) for (const key of keysOf(one)) seen.set(key, { applicationId: one.id, ofLine: null })
  return rows.flatMap((row) => {
    const keys = keysOf(row)
    const first = keys.map((key) => seen.get(key)).find((found) => found !== undefined)
    for (const key of keys) if (!seen.has(key)) seen.set(key, { applicationId: null, ofLine: row.line })
    return first ? [{ line: row.line, ...first }] : []
  })
}

function keysOf(row: { title: string; companyName: string | null; url: string | null }): string[] {
  const company = companyKeyOf(row.companyName)
  return [
    ...(row.url === null
      ? []
      : [
          `url ${row.url
            .replace(/[#?].*$/, '')
            .replace(/\/$/, '')
            .toLowerCase()}`,
        ]),
    ...(company === null ? [] : [`role ${company} ${titleKeyOf(row.title)}`]),
  ]
}

/** What `safeCell` put before a text is taken away again when our own export comes back. */
export function withoutGuard(text: string): string {
  return /^'[=+\-@\t\r]/.test(text) ? text.slice(1) : text
}

function readRow(
  line: number,
  cell: (field: ImportField) => string,
  wrong: (field: ImportField, message: string) => void,
): ImportedRow | null {
  const title = withoutGuard(cell('title'))
  if (title === '') wrong('title', 'This row has no title.')
  if (title.length > 200) wrong('title', 'This title is longer than 200 characters.')
  const companyName = withoutGuard(cell('companyName'))
  if (companyName.length > 200) wrong('companyName', 'This company is longer than 200 characters.')
  const date = (field: 'savedAt' | 'appliedAt') => {
    const read = readDate(cell(field))
    if (read === undefined) wrong(field, `“${cell(field).slice(0, 40)}” is no date we can read. Write it like 2026-11-21.`)
    return read ?? null
  }
  const savedAt = date('savedAt')
  const appliedAt = date('appliedAt')
  const url = readUrl(cell('url'))
  if (url === undefined) wrong('url', 'This is no address that starts with https://.')
  const stage = readStage(cell('stage'), cell('outcome'), appliedAt !== null)
  if (stage === undefined) wrong('stage', `“${cell('stage').slice(0, 40)}” is no stage we know. Map this column, or change the word.`)
  const priority = readPriority(cell('priority'))
  if (priority === undefined) wrong('priority', 'A priority is 1, 2, 3, high, medium or low.')
  const text = cell('text')
  if (text.length > 20_000) wrong('text', 'This description is longer than 20,000 characters.')
  const note = withoutGuard(cell('note'))
  if (new TextEncoder().encode(note).length > 20_480) wrong('note', 'This note is over 20 kB.')
  if (url === undefined || stage === undefined || priority === undefined) return null
  return {
    line,
    title,
    companyName: companyName || null,
    places: splitList(cell('place'), /[;|\n]/)
      .map((place) => withoutGuard(place).slice(0, 100))
      .slice(0, 10),
    url,
    ...stage,
    savedAt,
    appliedAt,
    salary: readPay(cell('salary')),
    priority,
    tags: [...new Set(splitList(cell('tags'), /[,;|\n]/).map((tag) => withoutGuard(tag).slice(0, 30)))].slice(0, 20),
    source: withoutGuard(cell('source')).toLowerCase().slice(0, 60) || null,
    note: note || null,
    text: text || null,
  }
}

export const splitList = (text: string, by: RegExp) =>
  text
    .split(by)
    .map((part) => part.trim())
    .filter(Boolean)

/** An instant; `null` for nothing, `undefined` for what is no date. A day alone is its noon in UTC, which is that day nearly everywhere. */
export function readDate(text: string): string | null | undefined {
  if (text === '') return null
  const iso = /^(\d{4})-(\d{2})-(\d{2})(?:[T ]\d{2}:\d{2}.*)?$/.exec(text)
  const american = /^(\d{1,2})\/(\d{1,2})\/(\d{4})(?:[ ,].*)?$/.exec(text)
  const german = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(text)
  const named = /^(?:[A-Za-z]{3,9},? )?([A-Za-z]{3,9})\.? (\d{1,2}),? (\d{4})/.exec(text)
  const [year, month, day] = iso
    ? [iso[1], iso[2], iso[3]]
    : american
      ? [american[3], american[1], american[2]]
      : german
        ? [german[3], german[2], german[1]]
        : named
          ? [named[3], String(MONTHS.indexOf((named[1] ?? '').slice(0, 3).toLowerCase()) + 1), named[2]]
          : []
  if (year === undefined || month === undefined || day === undefined) return undefined
  const withTime =
    iso && /\d{2}:\d{2}/.test(text) ? new Date(/(?:Z|[+-]\d{2}:?\d{2})$/.test(text) ? text : `${text.replace(' ', 'T')}Z`) : null
  const at = withTime ?? new Date(Date.UTC(Number(year), Number(month) - 1, Number(day), 12))
  const isReal = !Number.isNaN(at.getTime()) && at.getUTCFullYear() >= 1990 && at.getUTCFullYear() <= 2100
  return isReal && (withTime !== null || (at.getUTCMonth() + 1 === Number(month) && at.getUTCDate() === Number(day)))
    ? at.toISOString()
    : undefined
}
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

export function readUrl(text: string): string | null | undefined {
  if (text === '') return null
  if (text.length > 2_000) return undefined
  try {
    const url = new URL(/^[a-z]+:/i.test(text) ? text : `https://${text}`)
    return url.protocol === 'https:' || url.protocol === 'http:' ? url.toString() : undefined
  } catch {
    return undefined
  }
}

/** Words of other trackers for where an application stands; the first that fits. */
const STAGE_WORDS: [RegExp, StageGroup, OutcomeKind | null][] = [
  [/^(?:wish ?list|saved|bookmarked|interested|to ?do|not applied|preparing|researching|applying|draft)/, 'preparing', null],
  [/ghost|no (?:response|answer|reply)/, 'closed', 'ghosted'],
  [/reject|declined by|not selected|unsuccessful/, 'closed', 'rejected'],
  [/withdr|archiv|not interested|declined|i declined/, 'closed', 'withdrawn'],
  [/expired|closed posting|position closed|filled/, 'closed', 'expired'],
  [/accept|hired|signed/, 'closed', 'accepted'],
  [/offer|negotiat/, 'offer', null],
  [/phone screen|screen|recruiter call|assessment|test|take[- ]?home/, 'screening', null],
  [/interview|onsite|on-site|final|panel|\bround\b/, 'interview', null],
  [/applied|submitted|application sent|sent|pending|in review|under review|contacted/, 'applied', null],
]

function readStage(stage: string, outcome: string, isApplied: boolean): Pick<ImportedRow, 'group' | 'outcome'> | undefined {
  const ended = outcome === '' ? undefined : STAGE_WORDS.find(([words, , kind]) => kind !== null && words.test(outcome.toLowerCase()))
  const kind = ended?.[2]
  if (kind) return { group: 'closed', outcome: { kind, reason: defaultReasonOf(kind) } }
  if (stage === '') return { group: isApplied ? 'applied' : 'preparing', outcome: null }
  const found = STAGE_WORDS.find(([words]) => words.test(stage.toLowerCase()))
  if (!found) return undefined
  return { group: found[1], outcome: found[2] === null ? null : { kind: found[2], reason: defaultReasonOf(found[2]) } }
}

function readPriority(text: string): number | null | undefined {
  const word = text.toLowerCase()
  if (word === '' || word === 'none') return null
  if (/^[1-3]$/.test(word)) return Number(word)
  if (/^(?:high|top|a)$/.test(word)) return 1
  if (/^(?:medium|normal|b)$/.test(word)) return 2
  if (/^(?:low|c)$/.test(word)) return 3
  // Teal rates excitement by up to five stars.
  const stars =
    /^([0-5])(?:\.0)?(?: stars?)?$/.exec(word)?.[1] ?? (/^[★☆]{1,5}$/.test(word) ? String((word.match(/★/g) ?? []).length) : undefined)
  return stars === undefined ? undefined : stars === '0' ? null : Number(stars) >= 4 ? 1 : 3
}

const CURRENCIES: Record<string, string> = { $: 'USD', '€': 'EUR', '£': 'GBP' }

/** Pay with its currency; `null` when either cannot be read: nobody's pay is guessed. */
function readPay(text: string): ImportedRow['salary'] {
  const currency = /\b([A-Z]{3})\b/.exec(text)?.[1] ?? CURRENCIES[/[$€£]/.exec(text)?.[0] ?? '']
  const amounts = [...text.matchAll(/(\d{1,3}(?:[,.]\d{3})+|\d+(?:\.\d{1,2})?)\s*(k\b)?/gi)].map(
    ([, amount = '', thousands]) => Number(/[,.]\d{3}/.test(amount) ? amount.replace(/[,.]/g, '') : amount) * (thousands ? 1_000 : 1),
  )
  const [first, second] = amounts
  if (currency === undefined || first === undefined || !(first > 0 && first < 100_000_000)) return null
  const period: PayPeriod = /hour|\/\s*h/i.test(text)
    ? 'hour'
    : /\bday|daily/i.test(text)
      ? 'day'
      : /month/i.test(text)
        ? 'month'
        : /week/i.test(text)
          ? 'week'
          : 'year'
  const cents = (amount: number | undefined) => (amount === undefined || !(amount < 100_000_000) ? null : Math.round(amount * 100))
  return { minCents: cents(first), maxCents: cents(second ?? first), currency, period }
}

/** The names of columns that other trackers and our own export use, lower case, the surest first. */
const COLUMN_NAMES: Record<ImportField, string[]> = {
  title: ['job title', 'title', 'position', 'role', 'job position', 'job'],
  companyName: ['company', 'company name', 'employer', 'organization', 'organisation'],
  place: ['location', 'place', 'places', 'city', 'job location'],
  url: ['url', 'job url', 'link', 'job post url', 'post url', 'job link', 'posting url'],
  stage: ['stage', 'list', 'list name', 'status', 'board list', 'column'],
  outcome: ['outcome', 'result'],
  savedAt: ['saved at', 'created at', 'date saved', 'date added', 'created', 'saved', 'added'],
  appliedAt: ['applied at', 'date applied', 'applied date', 'applied on', 'applied', 'application date'],
  salary: ['salary', 'pay', 'compensation', 'max. salary', 'salary range', 'max salary'],
  priority: ['priority', 'excitement', 'rating'],
  tags: ['tags', 'labels', 'keywords'],
  source: ['source', 'found on', 'job board', 'site'],
  note: ['note', 'notes', 'comments'],
  text: ['text', 'description', 'job description'],
}

/** What each column seems to hold, by its name. */
export function guessMapping(columns: readonly string[]): ImportMapping {
  const free = new Set(columns)
  return Object.fromEntries(
    IMPORT_FIELDS.map((field) => {
      const column = COLUMN_NAMES[field].flatMap((name) => [...free].find((other) => other.toLowerCase() === name) ?? [])[0] ?? null
      if (column !== null) free.delete(column)
      return [field, column]
    }),
  )
}

function formatOf(columns: readonly string[]): ImportPreview['format'] {
  const names = columns.map((name) => name.toLowerCase())
  const has = (...wanted: string[]) => wanted.every((name) => names.includes(name))
  if (has('numerojobs id')) return 'numerojobs'
  if (has('job title', 'company') && (has('list') || has('list name') || has('board list'))) return 'huntr'
  if (has('job position', 'company') || has('excitement') || has('date saved', 'status')) return 'teal'
  return 'other'
}

/** What parts the columns is seen in the line of their names: a cell below may hold any sign. */
function delimiterOf(csv: string): string {
  const names =
    csv
      .trimStart()
      .split(/\r\n|\n|\r/, 1)[0]
      ?.replaceAll(/"[^"]*"/g, '') ?? ''
  const counted = [',', ';', '\t', '|'].map((sign) => ({ sign, count: names.split(sign).length - 1 }))
  return counted.reduce((most, each) => (each.count > most.count ? each : most)).sign
}
