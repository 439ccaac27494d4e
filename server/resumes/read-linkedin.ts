import { strToU8, zipSync } from 'fflate'
import Papa from 'papaparse'
import { JsonResume, RESUME_TEXT_CHARS_MAX, type ReadSection, type ResumeReading, type ResumeSection } from '../../contract/resumes'
import { normaliseDate } from './read-dates'
import { skillsNamedIn } from './read-resume'
import { type Span, type Spanned, settle, whole } from './spans'
import { unreadable } from './unreadable'
import { unzipParts } from './unzip'

/**
 * Reads the copy of one's data that LinkedIn sends as a ZIP of tables. Its facts are written out as a text, and the reading points into that text as the
 * reading of any file does: the same review, nothing invented.
 *
 * @throws invalid  `resume.empty` when none of its tables says anything; as `unzipParts` otherwise
 */
export function readLinkedIn(bytes: Uint8Array): { text: string; reading: ResumeReading } {
  const { parts } = unzipParts(bytes, (name) => tableOf(name) !== null)
  const tables = new Map<Table, Row[]>()
  for (const [name, part] of parts) {
    const table = tableOf(name)
    if (table && !tables.has(table)) tables.set(table, rowsOf(table, new TextDecoder().decode(part)))
  }
  const writer = new Writer()
  const rows = (table: Table) => tables.get(table) ?? []
  const spanned: Spanned = {
    basics: writeBasics(writer, rows),
    work: writePart(writer, 'work', 'Work experience', rows('positions'), 60, (row) => ({
      position: writer.line(row.Title),
      name: writer.line(row['Company Name']),
      location: writer.line(row.Location),
      ...writeDates(writer, row['Started On'], row['Finished On']),
      ...writeProse(writer, row.Description),
    })),
    education: writePart(writer, 'education', 'Education', rows('education'), 40, (row) => ({
      institution: writer.line(row['School Name']),
      studyType: writer.line(row['Degree Name']),
      ...writeDates(writer, row['Start Date'], row['End Date']),
      courses: [writer.line(row.Notes, LONG), writer.line(row.Activities, LONG)],
    })),
    volunteer: writePart(writer, 'volunteer', 'Volunteering', rows('volunteering'), 40, (row) => ({
      position: writer.line(row.Role),
      organization: writer.line(row['Company Name']),
      ...writeDates(writer, row['Started On'], row['Finished On']),
      ...writeProse(writer, row.Description),
    })),
    projects: writePart(writer, 'projects', 'Projects', rows('projects'), 80, (row) => ({
      name: writer.line(row.Title),
      url: writer.address(row.Url),
      ...writeDates(writer, row['Started On'], row['Finished On']),
      description: writer.line(row.Description, PARAGRAPH),
    })),
    certificates: writePart(writer, 'certificates', 'Certificates', rows('certifications'), 80, (row) => ({
      name: writer.line(row.Name),
      issuer: writer.line(row.Authority),
      date: writer.date(row['Started On']),
      url: writer.address(row.Url),
    })),
    awards: writePart(writer, 'awards', 'Awards', rows('honors'), 60, (row) => ({
      title: writer.line(row.Title),
      date: writer.date(row['Issued On']),
      summary: writer.line(row.Description, PARAGRAPH),
    })),
    publications: writePart(writer, 'publications', 'Publications', rows('publications'), 100, (row) => ({
      name: writer.line(row.Name),
      publisher: writer.line(row.Publisher),
      releaseDate: writer.date(row['Published On']),
      url: writer.address(row.Url),
      summary: writer.line(row.Description, PARAGRAPH),
    })),
    skills: writePart(writer, 'skills', 'Skills', rows('skills'), 200, (row) => ({ name: writer.line(row.Name) }), true),
    languages: writePart(writer, 'languages', 'Languages', rows('languages'), 40, (row) => ({
      language: writer.line(row.Name),
      fluency: writer.line(row.Proficiency),
    })),
    references: writePart(writer, 'references', 'References', rows('recommendations').filter(isShown), 20, (row) => ({
      name: writer.line([row['First Name'], row['Last Name']].filter(Boolean).join(' ')),
      reference: writer.line(row.Text, PARAGRAPH),
    })),
  }
  const { text, sections } = writer.end()
  if (text === '') throw unreadable('resume.empty')
  const { resume, evidence } = settle(spanned)
  return { text, reading: { resume: JsonResume.parse(resume), evidence, sections, skillsNamed: skillsNamedIn(text), warnings: [] } }
}

/**
 * The same ZIP with nothing in it but the tables that are read, and without the columns that nobody needs: messages, contacts and adverts that
 * LinkedIn knows of somebody are not kept, nor is a birth date.
 */
export function keepProfileOnly(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const { parts } = unzipParts(bytes, (name) => tableOf(name) !== null)
  const kept = [...parts].flatMap(([name, part]) => {
    const table = tableOf(name)
    if (!table) return []
    const columns = COLUMNS[table]
    const rows = rowsOf(table, new TextDecoder().decode(part))
    return [
      [
        `${name.split('/').at(-1)}`,
        strToU8(Papa.unparse({ fields: columns, data: rows.map((row) => columns.map((column) => row[column] ?? '')) })),
      ] as const,
    ]
  })
  return new Uint8Array(zipSync(Object.fromEntries(kept)))
}

/** The columns of each table that are read, by the names that LinkedIn gives them in every language. */
const COLUMNS = {
  profile: ['First Name', 'Last Name', 'Headline', 'Summary', 'Zip Code', 'Geo Location', 'Twitter Handles', 'Websites'],
  positions: ['Company Name', 'Title', 'Description', 'Location', 'Started On', 'Finished On'],
  education: ['School Name', 'Start Date', 'End Date', 'Notes', 'Degree Name', 'Activities'],
  skills: ['Name'],
  emails: ['Email Address', 'Confirmed', 'Primary'],
  phones: ['Number', 'Type'],
  languages: ['Name', 'Proficiency'],
  certifications: ['Name', 'Url', 'Authority', 'Started On'],
  projects: ['Title', 'Description', 'Url', 'Started On', 'Finished On'],
  publications: ['Name', 'Published On', 'Description', 'Publisher', 'Url'],
  honors: ['Title', 'Description', 'Issued On'],
  volunteering: ['Company Name', 'Role', 'Started On', 'Finished On', 'Description'],
  recommendations: ['First Name', 'Last Name', 'Text', 'Status'],
}
type Table = keyof typeof COLUMNS
type Row = Record<string, string | undefined>

const FILES: [RegExp, Table][] = [
  [/^profile\.csv$/i, 'profile'],
  [/^positions\.csv$/i, 'positions'],
  [/^education\.csv$/i, 'education'],
  [/^skills\.csv$/i, 'skills'],
  [/^email addresses\.csv$/i, 'emails'],
  [/^phone ?numbers\.csv$/i, 'phones'],
  [/^languages\.csv$/i, 'languages'],
  [/^certifications\.csv$/i, 'certifications'],
  [/^projects\.csv$/i, 'projects'],
  [/^publications\.csv$/i, 'publications'],
  [/^honors\.csv$/i, 'honors'],
  [/^volunteering(?: experiences?)?\.csv$/i, 'volunteering'],
  [/^recommendations[ _]received\.csv$/i, 'recommendations'],
]

/** What a part of the ZIP is, wherever it lies: some copies have everything in a folder. */
function tableOf(name: string): Table | null {
  const file = (name.split('/').at(-1) ?? '').replaceAll('_', ' ').trim()
  return FILES.find(([pattern]) => pattern.test(file))?.[1] ?? null
}

const ROWS_MAX = 1_000

/** Rows by the names of their columns. Some tables begin with notes to their reader: the names stand in the first line that has them. */
function rowsOf(table: Table, text: string): Row[] {
  const { data } = Papa.parse<string[]>(text.replace(/^\uFEFF/, ''), { skipEmptyLines: 'greedy', preview: ROWS_MAX })
  const known = COLUMNS[table]
  const head = data.findIndex((cells) => cells.filter((cell) => known.includes(cell.trim())).length >= Math.min(2, known.length))
  const names = data[head]?.map((cell) => cell.trim()) ?? []
  return data.slice(head + 1).map((cells) => Object.fromEntries(names.map((name, at) => [name, cells[at]?.trim() || undefined])))
}

/** The lengths that JSON Resume is bounded to. */
const LINE = 300
const LONG = 2_000
const PARAGRAPH = 6_000

/** Writes a text line by line, and knows where each value stands in it. */
class Writer {
  private text = ''
  private sections: ReadSection[] = []

  /** A line with one value; nothing for none. */
  line(value: string | undefined, charsMax = LINE): Span | null {
    const clean = value?.replaceAll('\u0000', '').toWellFormed().trim()
    if (!clean || this.text.length > RESUME_TEXT_CHARS_MAX - charsMax) return null
    const start = this.text.length
    this.text += `${clean.slice(0, charsMax).toWellFormed()}\n`
    return whole(this.text, start, this.text.length)
  }

  date(value: string | undefined): Span | null {
    const date = value ? normaliseDate(value) : null
    const written = date === null ? null : this.line(value, 40)
    return date && written ? { ...written, value: date, as: 'date' } : null
  }

  address(value: string | undefined): Span | null {
    const url = value && /^[\w-]+(?:\.[\w-]+)+(?:[/?#:]|$)/.test(value) ? `https://${value}` : value
    if (!url || !/^https?:/i.test(url) || !URL.canParse(url)) return null
    const written = this.line(value, LONG)
    return written && written.value === value ? { ...written, value: url, as: 'url' } : null
  }

  begin(section: ResumeSection, heading: string | null): void {
    const last = this.sections.at(-1)
    if (this.text !== '' && !this.text.endsWith('\n\n')) this.text += '\n'
    if (last) last.end = this.text.length
    this.sections.push({ section, heading, start: this.text.length, end: this.text.length, confidenceRatio: 1 })
    if (heading) this.text += `${heading}\n\n`
  }

  blank(): void {
    if (this.text !== '' && !this.text.endsWith('\n\n')) this.text += '\n'
  }

  end(): { text: string; sections: ReadSection[] } {
    const text = this.text.trimEnd()
    const last = this.sections.at(-1)
    if (last) last.end = text.length
    return { text, sections: this.sections }
  }
}

function writeBasics(writer: Writer, rows: (table: Table) => Row[]): Spanned {
  const [profile = {}] = rows('profile')
  const emails = rows('emails')
  const email = emails.find(({ Primary }) => /^yes$/i.test(Primary ?? '')) ?? emails[0]
  const [city, ...region] = (profile['Geo Location'] ?? '').split(',').map((part) => part.trim())
  const addresses = (profile.Websites ?? '').replace(/^\[|\]$/g, '').split(',')
  const handles = (profile['Twitter Handles'] ?? '').replace(/^\[|\]$/g, '').split(',')
  writer.begin('basics', null)
  const basics = {
    name: writer.line([profile['First Name'], profile['Last Name']].filter(Boolean).join(' ')),
    label: writer.line(profile.Headline),
    location: { city: writer.line(city), region: writer.line(region.join(', ')), postalCode: writer.line(profile['Zip Code'], 30) },
    email: writer.line(email?.['Email Address'], 254),
    phone: writer.line(rows('phones').find(({ Number: number }) => number)?.Number, 60),
  }
  const urls = addresses.flatMap((address) => writer.address(address.trim().replace(/^[A-Z_]+:(?=\S)/, '')) ?? [])
  const profiles = handles.flatMap((handle) => writer.line(handle.trim(), 100) ?? [])
  if (profile.Summary) writer.begin('summary', 'Summary')
  return {
    ...basics,
    url: urls[0] ?? null,
    profiles: [...urls.slice(1).map((url) => ({ url })), ...profiles.map((username) => ({ username }))].slice(0, 20),
    summary: writer.line(profile.Summary, PARAGRAPH),
  }
}

function writePart(
  writer: Writer,
  section: ResumeSection,
  heading: string,
  rows: Row[],
  rowsMax: number,
  write: (row: Row) => Spanned,
  isList = false,
): Spanned {
  const filled = rows.filter((row) => Object.values(row).some(Boolean)).slice(0, rowsMax)
  if (filled.length === 0) return []
  writer.begin(section, heading)
  return filled.map((row) => {
    const entry = write(row)
    if (!isList) writer.blank()
    return entry
  })
}

function writeDates(writer: Writer, from: string | undefined, until: string | undefined): { startDate: Span | null; endDate: Span | null } {
  return { startDate: writer.date(from), endDate: writer.date(until) }
}

const BULLET = /^\s*[•●▪◦*–-]\s+/

/** What was written as a list becomes highlights; the rest is one summary. */
function writeProse(writer: Writer, text: string | undefined): Spanned {
  const lines = (text ?? '').split(/\r?\n/)
  const prose = lines.filter((line) => !BULLET.test(line)).join('\n')
  const bullets = lines.filter((line) => BULLET.test(line)).map((line) => line.replace(BULLET, ''))
  return { summary: writer.line(prose, PARAGRAPH), highlights: bullets.slice(0, 60).map((line) => writer.line(line, LONG)) }
}

/** Recommendations that their owner shows; hidden and asked-for ones are nobody's business. */
function isShown({ Status: status }: Row): boolean {
  return status === undefined || /^visible$/i.test(status)
}
