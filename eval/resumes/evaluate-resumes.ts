import { z } from 'zod'
import type { JsonResume, ResumeReading } from '../../contract/resumes'
import { readResume } from '../../server/resumes/read-resume'
import { findSkillName } from '../../server/skills/find-skills'
import { readRows } from '../read-rows'

const Row = z.object({
  id: z.union([z.string(), z.number()]),
  text: z.string(),
  entities: z.array(z.object({ start: z.number(), end: z.number(), label: z.string(), text: z.string() })),
})

const FIELDS = {
  name: 'Name',
  email: 'Email Address',
  designation: 'Designation',
  company: 'Companies worked at',
  location: 'Location',
  college: 'College Name',
  degree: 'Degree',
  skills: 'Skills',
} as const
type Field = keyof typeof FIELDS
const fields = Object.keys(FIELDS).filter((name): name is Field => name in FIELDS)

export interface ResumeFigures extends Record<string, unknown> {
  n: number
  recall: Record<Field, number>
  labelled: Record<Field, number>
  /** Values whose place in the text does not say them, or that have no place. */
  unsupported: number
  /** Values read a résumé, so that recall bought by reading everything would show. */
  valuesPerResume: Record<'designation' | 'company' | 'college' | 'degree', number>
  /** Recall over every second résumé, on which the rules were not written. */
  recallOnOtherHalf: Record<Field, number>
  resumesPerSecond: number
}

/**
 * Looks for each labelled thing among the values of its own field: the same after folding case, signs and a company's legal form, or one inside the other by whole
 * words and at least half as long. Or its place overlaps that of a value of the field by half, since some labels are off by a few letters. Each thing counts once a résumé, however often it is labelled. An Indeed address, which the labels call
 * an e-mail, is looked for among the profiles. Of a list of skills each item counts.
 */
export async function evaluateResumes(path: string): Promise<ResumeFigures> {
  const rows = readRows(path, Row)
  const all = newCounts()
  const other = newCounts()
  const values = { designation: 0, company: 0, college: 0, degree: 0 }
  let unsupported = 0
  const startedAt = performance.now()
  const readings = rows.map((row) => readResume(row.text))
  const seconds = (performance.now() - startedAt) / 1_000
  rows.forEach((row, index) => {
    const reading = readings[index]
    if (!reading) return
    unsupported += countUnsupported(row.text, reading)
    const read = valuesOf(reading.resume, row.text, reading)
    for (const name of ['designation', 'company', 'college', 'degree'] as const) values[name] += new Set(read[name].map(fold)).size
    for (const field of fields) {
      for (const wanted of labelledOf(row, field)) {
        const isFound =
          isAmong(wanted.text, read[field]) ||
          (field === 'email' && isAddressCut(wanted.text, read.email)) ||
          isCovered(wanted, placesOf(reading, field))
        for (const counts of index % 2 === 1 ? [all, other] : [all]) {
          counts[field].labelled += 1
          if (isFound) counts[field].found += 1
        }
        if (!isFound && field !== 'skills' && field !== 'location')
          process.stderr.write(`${row.id} ${field}: ${JSON.stringify(wanted.text)} not in ${JSON.stringify(read[field]).slice(0, 300)}\n`)
      }
    }
  })
  return {
    n: rows.length,
    recall: ratios(all),
    labelled: Object.fromEntries(fields.map((field) => [field, all[field].labelled])) as Record<Field, number>, // one for each field
    unsupported,
    valuesPerResume: {
      designation: round(values.designation / rows.length),
      company: round(values.company / rows.length),
      college: round(values.college / rows.length),
      degree: round(values.degree / rows.length),
    },
    recallOnOtherHalf: ratios(other),
    resumesPerSecond: Math.round(rows.length / seconds),
  }
}

type Counts = Record<Field, { found: number; labelled: number }>
const newCounts = () => Object.fromEntries(fields.map((field) => [field, { found: 0, labelled: 0 }])) as Counts // one for each field
const ratios = (counts: Counts) =>
  Object.fromEntries(fields.map((field) => [field, round(counts[field].found / Math.max(counts[field].labelled, 1))])) as Record<
    Field,
    number
  > // one for each field

interface Wanted {
  text: string
  start: number
  end: number
}

function labelledOf(row: z.infer<typeof Row>, field: Field): Wanted[] {
  const labelled = row.entities.filter(({ label }) => label === FIELDS[field])
  const wanted = field === 'skills' ? labelled.flatMap(itemsOf) : labelled
  const real = wanted.filter(({ text }) => fold(text).length > 1)
  return [...new Map(real.map((entity) => [fold(entity.text), entity])).values()]
}

function itemsOf({ text, start }: Wanted): Wanted[] {
  return text.split(/[,\n•|;]|(?<=\))\s/).map((item) => {
    const bare = item.replace(/\(.*?\)|^[^:]{2,40}:\s/g, '').trim()
    const at = start + Math.max(0, text.indexOf(bare))
    return { text: bare, start: at, end: at + bare.length }
  })
}

const PATHS: Record<Field, RegExp> = {
  name: /^basics\.name$/,
  email: /^basics\.(?:email|profiles\.\d+\.url)$/,
  designation: /^basics\.label$|\.position$/,
  company: /^work\.\d+\.name$|\.organization$/,
  location: /location/,
  college: /\.institution$/,
  degree: /\.(?:studyType|area)$/,
  skills: /^skills\./,
}

function placesOf({ evidence }: ResumeReading, field: Field) {
  return evidence.filter(({ path }) => PATHS[field].test(path))
}

/** A value of at most three times the length lies over half of what is labelled. */
function isCovered(wanted: Wanted, places: { start: number; end: number }[]): boolean {
  const length = wanted.end - wanted.start
  return places.some(
    ({ start, end }) => Math.min(end, wanted.end) - Math.max(start, wanted.start) >= length / 2 && end - start <= 3 * length,
  )
}

function valuesOf(
  { basics, work = [], volunteer = [], education = [], skills = [], projects = [] }: JsonResume,
  text: string,
  reading: ResumeReading,
): Record<Field, string[]> {
  const present = (values: (string | undefined)[]) => values.flatMap((value) => value ?? [])
  return {
    name: present([basics?.name]),
    email: present([basics?.email, ...(basics?.profiles ?? []).map(({ url }) => url)]),
    designation: present([
      basics?.label,
      ...work.map(({ position }) => position),
      ...volunteer.map(({ position }) => position),
      ...projects.flatMap(({ roles }) => roles ?? []),
    ]),
    company: present([...work.map(({ name }) => name), ...volunteer.map(({ organization }) => organization)]),
    location: present([basics?.location?.city, basics?.location?.region, ...work.map(({ location }) => location)]),
    college: present(education.map(({ institution }) => institution)),
    degree: present(education.flatMap((course, at) => [course.studyType, course.area, spanning(text, reading, `education.${at}`)])),
    skills: present([
      ...skills.flatMap(({ name, keywords }) => [name, ...(keywords ?? [])]),
      ...reading.skillsNamed.flatMap(({ skill, written }) => [skill, written]),
    ]),
  }
}

/** Degree and subject as they stand in the text together. */
function spanning(text: string, { evidence }: ResumeReading, path: string): string | undefined {
  const parts = evidence.filter((seen) => seen.path === `${path}.studyType` || seen.path === `${path}.area`)
  if (parts.length < 2) return undefined
  return text.slice(Math.min(...parts.map(({ start }) => start)), Math.max(...parts.map(({ end }) => end)))
}

function isAmong(wanted: string, values: string[]): boolean {
  const [a, skill] = [foldForm(wanted), findSkillName(wanted)]
  return values.some((value) => {
    const b = foldForm(value)
    if (a === b || (skill !== null && skill === value)) return true
    const [short, long] = a.length < b.length ? [a, b] : [b, a]
    return short.length * 2 >= long.length && ` ${long} `.includes(` ${short} `)
  })
}

/** A labelled address whose end, or whose beginning, was cut off. */
function isAddressCut(wanted: string, values: string[]): boolean {
  const bare = (text: string) => text.replace(/\s+/g, '').replace(/^.*?(?=indeed\.com)/, '')
  return values.some((value) => bare(wanted).length * 2 >= bare(value).length && bare(value).startsWith(bare(wanted)))
}

function countUnsupported(text: string, reading: ResumeReading): number {
  const placed = new Map(reading.evidence.map((seen) => [seen.path, seen]))
  let unsupported = 0
  const walk = (node: unknown, path: string): void => {
    if (typeof node === 'string') {
      const seen = placed.get(path)
      if (!seen || !says(text.slice(seen.start, seen.end), node, seen.as)) unsupported += 1
    } else if (typeof node === 'object' && node !== null)
      for (const [name, child] of Object.entries(node)) walk(child, path === '' ? name : `${path}.${name}`)
  }
  walk(reading.resume, '')
  for (const { start, end, written } of reading.skillsNamed) if (text.slice(start, end) !== written) unsupported += 1
  return unsupported
}

/** Whether what is written says the value. A date must name the year, and the month unless it is spelled out. */
function says(written: string, value: string, as: 'text' | 'date' | 'url'): boolean {
  if (as === 'url') return value.replace(/^https?:\/\//i, '') === written.replace(/\s+/g, '').replace(/^https?:\/\//i, '')
  if (as === 'text') return written.replace(/\s+/g, ' ').trim() === value
  const [year = '', month] = value.split('-')
  const isYear = written.includes(year) || new RegExp(`['’]${year.slice(2)}`).test(written)
  return isYear && (month === undefined || /\p{L}{3}/u.test(written) || new RegExp(`(?<!\\d)0?${Number(month)}(?!\\d)`).test(written))
}

function fold(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/^(?:indeed: )?(?:https?:\/\/)?/, '')
    .replace(/(?<=[-/])\s+/g, '')
    .replace(/[^\p{L}\d]+/gu, ' ')
    .trim()
}

/** `Acme Pvt. Ltd.` is Acme. */
function foldForm(text: string): string {
  const folded = fold(text)
  const bare = folded.replace(/ (?:(?:pvt|private) )?(?:ltd|limited|inc|llc|llp|plc|gmbh|corporation|corp)$/, '')
  return bare === '' ? folded : bare
}

const round = (value: number) => Math.round(value * 10_000) / 10_000
