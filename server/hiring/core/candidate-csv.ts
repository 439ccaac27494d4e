import { IMPORT_ROWS_MAX } from '../../../contract/applications'
import type { CandidateField, FieldValues } from '../../../contract/candidate-fields'
import {
  CANDIDATE_IMPORT_FIELDS,
  type CandidateImportError,
  type CandidateImportField,
  type CandidateImportMapping,
  type CandidateImportPreview,
  type FieldMapping,
} from '../../../contract/candidates'
import { EmailAddress } from '../../../contract/identity'
import { readCsv, readDate, readUrl, splitList, withoutGuard } from '../../applications/core/csv-import'
import { csvLine } from './csv-line'
import { readFieldValue } from './field-values'

/** A row of a file as it would be entered. */
export interface CandidateCsvRow {
  /** Line of the file, the header being 1. */
  line: number
  externalId: string | null
  name: string
  email: string | null
  phone: string | null
  headline: string | null
  places: string[]
  source: string
  links: string[]
  tags: string[]
  appliedAt: string | null
  consentAt: string | null
  /** Of the organisation's own fields, by their keys. */
  fields: FieldValues
}

export interface ParsedCandidates {
  format: CandidateImportPreview['format']
  columns: string[]
  mapping: CandidateImportMapping
  fieldMapping: FieldMapping
  rows: CandidateCsvRow[]
  errors: CandidateImportError[]
  rowCount: number
}

/**
 * Reads a CSV file of candidates. Columns of Greenhouse, Lever and Workable are known by name; a mapping given by hand goes before that.
 * A row with a mistake is no row: its mistakes are told with its line. What is empty is empty, and nothing is guessed.
 *
 * @param needsConsent for the talent pool: each row must say when they agreed
 * @param fields the organisation's own that are in use; a column is theirs by its name
 */
export function parseCandidates(
  csv: string,
  of: {
    mapping: CandidateImportMapping | undefined
    needsConsent: boolean
    fields?: readonly CandidateField[]
    fieldMapping?: FieldMapping | undefined
  },
): ParsedCandidates {
  const { mapping: given, needsConsent, fields = [] } = of
  const { columns, records } = readCsv(csv)
  const format = formatOf(columns)
  const mapping = given ?? guessMapping(columns)
  const fieldMapping = of.fieldMapping ?? guessFieldMapping(columns, mapping, fields)
  const errors: CandidateImportError[] = []
  const says = (line: number, field: CandidateImportField | null, message: string) => errors.push({ line, field, message })
  for (const field of CANDIDATE_IMPORT_FIELDS) {
    const column = mapping[field]
    if (column != null && !columns.includes(column)) says(1, field, `This file has no column “${column}”.`)
  }
  for (const { key, name } of fields) {
    const column = fieldMapping[key]
    if (column != null && !columns.includes(column)) says(1, null, `This file has no column “${column}” for ${name}.`)
  }
  if (mapping.name == null && mapping.lastName == null) says(1, 'name', 'Say which column holds the name.')
  if (needsConsent && mapping.consentAt == null)
    says(1, 'consentAt', 'Say which column holds the day on which each of them agreed to the pool.')
  if (records.length > IMPORT_ROWS_MAX)
    says(1, null, `This file has ${records.length} rows; ${IMPORT_ROWS_MAX} are taken at once. Split it.`)
  if (errors.length > 0) return { format, columns, mapping, fieldMapping, rows: [], errors, rowCount: records.length }
  const indexOf = (field: CandidateImportField) => (mapping[field] == null ? -1 : columns.indexOf(mapping[field] ?? ''))
  const rows = records.flatMap((cells, index) => {
    const line = index + 2
    const before = errors.length
    const cell = (field: CandidateImportField) => withoutGuard((cells[indexOf(field)] ?? '').trim())
    const row = readRow(line, cell, needsConsent, (field, message) => says(line, field, message))
    const own = fields.flatMap((field) => {
      const column = fieldMapping[field.key]
      const text = column == null ? '' : withoutGuard((cells[columns.indexOf(column)] ?? '').trim())
      const read = readFieldValue(field, text)
      if ('problem' in read) says(line, null, `${field.name}: ${read.problem}`)
      return 'value' in read && read.value !== null ? [[field.key, read.value] as const] : []
    })
    return errors.length === before ? [{ ...row, fields: Object.fromEntries(own) }] : []
  })
  return { format, columns, mapping, fieldMapping, rows, errors, rowCount: records.length }
}

/**
 * The rows of a file that have mistakes, as they stand in it, with line and reason behind: to be put right and imported again.
 * No cell is one that a spreadsheet takes for a formula.
 */
export function errorFileOf(csv: string, errors: readonly CandidateImportError[]): string {
  const { columns, records } = readCsv(csv)
  const byLine = Map.groupBy(errors, ({ line }) => line)
  const lines = [...byLine].flatMap(([line, found]) => {
    const cells = records[line - 2]
    return cells ? [[...columns.map((_, at) => cells[at] ?? ''), String(line), found.map(({ message }) => message).join(' ')]] : []
  })
  return [[...columns, 'Line', 'Reason'], ...lines].map(csvLine).join('\r\n')
}

function readRow(
  line: number,
  cell: (field: CandidateImportField) => string,
  needsConsent: boolean,
  wrong: (field: CandidateImportField, message: string) => void,
): Omit<CandidateCsvRow, 'fields'> {
  const most = (field: CandidateImportField, length: number) => {
    const text = cell(field)
    if (text.length > length) wrong(field, `This is longer than ${length} characters.`)
    return text || null
  }
  const name = cell('name') || [cell('firstName'), cell('lastName')].filter(Boolean).join(' ')
  if (name === '') wrong('name', 'This row has no name.')
  if (name.length > 120) wrong('name', 'This name is longer than 120 characters.')
  // A list of addresses begins with the one that counts.
  const [address = ''] = splitList(cell('email'), /[,;|]/)
  const email = address === '' ? null : EmailAddress.safeParse(address).data
  if (email === undefined) wrong('email', `“${address.slice(0, 60)}” is no e-mail address.`)
  const [phone = null] = splitList(cell('phone'), /[,;|]/)
  if (phone !== null && phone.length > 40) wrong('phone', 'This number is longer than 40 characters.')
  const date = (field: 'appliedAt' | 'consentAt') => {
    const read = readDate(cell(field))
    if (read === undefined) wrong(field, `“${cell(field).slice(0, 40)}” is no date we can read. Write it like 2026-11-21.`)
    return read ?? null
  }
  const links = splitList(cell('links'), /[,;|\s]+/)
    .slice(0, 5)
    .map(readUrl)
  if (links.includes(undefined)) wrong('links', 'This is no address that starts with https://.')
  const consentAt = date('consentAt')
  if (needsConsent && cell('consentAt') === '') wrong('consentAt', 'This row does not say when they agreed to the pool.')
  return {
    line,
    externalId: most('externalId', 120),
    name,
    email: email ?? null,
    phone,
    headline: most('headline', 200),
    places: splitList(cell('place'), /[;|\n]/)
      .map((place) => place.slice(0, 100))
      .slice(0, 5),
    source: cell('source').toLowerCase().slice(0, 60) || 'import',
    links: links.flatMap((link) => link ?? []),
    tags: [...new Set(splitList(cell('tags'), /[,;|\n]/).map((tag) => tag.slice(0, 30)))].slice(0, 20),
    appliedAt: date('appliedAt'),
    consentAt,
  }
}

/** Names of columns, as letters alone: those that the systems write, and plain words. The first that a file has counts. */
const KNOWN_NAMES: Record<CandidateImportField, readonly string[]> = {
  externalId: ['candidateid', 'externalid', 'opportunityid', 'profileid', 'personid', 'id'],
  name: ['name', 'fullname', 'candidatename', 'candidate', 'contactname'],
  firstName: ['firstname', 'givenname', 'first'],
  lastName: ['lastname', 'familyname', 'surname', 'last'],
  email: ['email', 'emailaddress', 'emails', 'emailaddresses', 'primaryemail', 'contactemail', 'mail'],
  phone: ['phone', 'phonenumber', 'phones', 'phonenumbers', 'mobile', 'telephone'],
  headline: ['headline', 'title', 'currenttitle', 'jobtitle'],
  place: ['location', 'city', 'place', 'address'],
  source: ['source', 'sources', 'origin', 'sourcename'],
  links: ['links', 'profileurl', 'linkedin', 'linkedinurl', 'website', 'websites', 'socialmedia', 'url'],
  tags: ['tags', 'candidatetags', 'labels'],
  appliedAt: ['appliedon', 'applicationdate', 'dateapplied', 'appliedat', 'applied', 'createdat', 'created', 'datecreated'],
  consentAt: ['consentdate', 'consenton', 'consentat', 'consent', 'gdprconsent', 'pooldate', 'agreedon'],
}

const lettersOf = (column: string) => column.toLowerCase().replace(/[^a-z]/g, '')

function guessMapping(columns: readonly string[]): CandidateImportMapping {
  const taken = new Set<string>()
  return Object.fromEntries(
    CANDIDATE_IMPORT_FIELDS.map((field) => {
      const column = KNOWN_NAMES[field].flatMap((name) => columns.find((each) => lettersOf(each) === name && !taken.has(each)) ?? [])[0]
      if (column !== undefined) taken.add(column)
      return [field, column ?? null]
    }),
  )
}

/** A field of the organisation's own is the column of its name, or of its key, that nothing else took. */
function guessFieldMapping(columns: readonly string[], mapping: CandidateImportMapping, fields: readonly CandidateField[]): FieldMapping {
  const taken = new Set(Object.values(mapping))
  return Object.fromEntries(
    fields.map(({ key, name }) => {
      const isOf = (column: string) => [name.toLowerCase(), key].includes(column.trim().toLowerCase())
      const column = columns.find((each) => isOf(each) && !taken.has(each)) ?? null
      taken.add(column)
      return [key, column]
    }),
  )
}

function formatOf(columns: readonly string[]): CandidateImportPreview['format'] {
  const names = new Set(columns.map(lettersOf))
  const has = (...wanted: string[]) => wanted.every((name) => names.has(name))
  if (has('candidateid', 'firstname', 'lastname') && (names.has('appliedon') || names.has('candidatetags'))) return 'greenhouse'
  if (names.has('opportunityid') || has('candidatename', 'origin') || has('contactname', 'origin')) return 'lever'
  if (has('firstname', 'lastname', 'headline') || has('name', 'headline', 'profileurl')) return 'workable'
  return 'other'
}
