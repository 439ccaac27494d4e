import { z } from 'zod'
import type { ExtractedJob } from '../../contract/leads'
import { extractJob } from '../../server/leads/extract-job'
import { findPlaces } from '../../server/leads/read-places'
import { scorePost } from '../../server/leads/score-post'
import { findSkillName } from '../../server/skills/find-skills'
import { foldName, readWords } from '../../server/skills/read-words'
import { detectorFromDisk } from '../../test/detector-from-disk'
import { readRows } from '../read-rows'
import { benchExtraction, type ExtractionSpeed } from './bench'

const Labels = z.object({
  company: z.string().nullable(),
  location: z.string().nullable(),
  remote: z.string().nullable(),
  salary_min: z.number().nullable(),
  salary_max: z.number().nullable(),
  salary_currency: z.string().nullable(),
  salary_period: z.string().nullable(),
  seniority: z.string().nullable(),
  skills: z.array(z.string()),
})
const Row = z.object({ id: z.union([z.string(), z.number()]), text: z.string(), labels: Labels })

const FIELDS = ['company', 'location', 'remote', 'salary', 'seniority', 'skills'] as const
type Field = (typeof FIELDS)[number]
interface Count {
  right: number
  said: number
  labelled: number
}

export interface ExtractionFigures extends Record<string, unknown> {
  n: number
  microF1: number
  f1: Record<Field, number>
  precision: Record<Field, number>
  recall: Record<Field, number>
  /** Evidence spans that lie outside of the text, are empty, or whose value has no evidence. */
  unsupported: number
  /** As `microF1`, without asking the detector whether a post offers a job. */
  microF1WithoutDetector: number
  /** What reading costs, as a whole and by part. */
  speed: ExtractionSpeed
}

/**
 * Compares what is read from each post with its labels. A value counts as right only when it is the same after folding: case and signs for companies;
 * the taxonomy's names for skills; the gazetteer's names for places, so that `NYC` is `New York, NY` but `Europe` is not `EU`;
 * all four parts together for pay. A post that the detector does not call an offer yields nothing, as in the product.
 */
export async function evaluateExtraction(path: string): Promise<ExtractionFigures> {
  const rows = readRows(path, Row)
  const counts = newCounts()
  const countsWithoutDetector = newCounts()
  let unsupported = 0
  for (const row of rows) {
    const extracted = extractJob({ text: row.text })
    const verdict = scorePost(detectorFromDisk, { text: row.text }).verdict
    const labels = valuesOfLabels(row.labels)
    const read = valuesOf(extracted)
    unsupported += countUnsupported(row.text, extracted)
    compare(countsWithoutDetector, read, labels)
    const kept = verdict === 'offer' || verdict === 'scam' ? read : NOTHING
    const misses = compare(counts, kept, labels)
    for (const miss of misses) process.stderr.write(`${row.id} ${miss}\n`)
  }
  return {
    n: rows.length,
    microF1: microF1(counts),
    f1: byField(counts, f1),
    precision: byField(counts, (count) => ratio(count.right, count.said)),
    recall: byField(counts, (count) => ratio(count.right, count.labelled)),
    unsupported,
    microF1WithoutDetector: microF1(countsWithoutDetector),
    speed: benchExtraction(rows.map((row) => row.text)),
  }
}

type Values = Record<Field, string[]>
const NOTHING: Values = { company: [], location: [], remote: [], salary: [], seniority: [], skills: [] }

function valuesOfLabels(labels: z.infer<typeof Labels>): Values {
  const pay = [labels.salary_min, labels.salary_max, labels.salary_currency, labels.salary_period]
  return {
    company: labels.company === null ? [] : [foldCompany(labels.company)],
    location: labels.location === null ? [] : [foldLocation(labels.location)],
    remote: labels.remote === null ? [] : [labels.remote],
    salary: pay.every((part) => part === null) ? [] : [pay.map((part) => part ?? '').join(' ')],
    seniority: labels.seniority === null ? [] : [labels.seniority],
    skills: [...new Set(labels.skills.map((skill) => foldName(findSkillName(skill) ?? skill)))],
  }
}

/** The reading in the words of the labels: the first place, or where a remote worker may live when no place is named. */
function valuesOf(job: ExtractedJob): Values {
  const seenRegions = job.evidence.filter((seen) => seen.field === 'remoteRegion').map((seen) => seen.value)
  const location = job.places[0] ?? (seenRegions.length > 0 ? seenRegions.join(', ') : null)
  const level = job.seniority === null ? null : LEVELS[job.seniority]
  return {
    company: job.company === null ? [] : [foldCompany(job.company)],
    location: location === null ? [] : [foldLocation(location)],
    remote: job.remote === null ? [] : [job.remote],
    salary:
      job.salary === null
        ? []
        : [[units(job.salary.minCents), units(job.salary.maxCents), job.salary.currency, job.salary.period].join(' ')],
    seniority: level === null ? [] : [level],
    skills: [...new Set(job.skills.map(foldName))],
  }
}

/** Our levels in the words of the labels, which have no manager and count interns among the juniors. */
const LEVELS: Record<NonNullable<ExtractedJob['seniority']>, string | null> = {
  intern: 'junior',
  junior: 'junior',
  mid: 'mid',
  senior: 'senior',
  staff: 'staff+',
  manager: null,
  executive: 'staff+',
}

function units(cents: number | null): string {
  return cents === null ? '' : String(cents / 100)
}

/** Letters and digits of a name, without its legal form. */
function foldCompany(name: string): string {
  const words = readWords(name).filter((word) => word.kind !== 'mark')
  const telling = words.filter((word, at) => at === 0 || !LEGAL_FORMS.has(word.key))
  return telling.map((word) => word.key).join(' ')
}

const LEGAL_FORMS = new Set(['inc', 'llc', 'ltd', 'gmbh', 'corp', 'plc'])

/** A place by the gazetteer's name; several by all of their names in order. What the gazetteer does not know stays as it is. */
function foldLocation(location: string): string {
  const words = readWords(location)
  const names = findPlaces(words, 0, words.length, true).map((place) =>
    place.regionCode !== null && place.kind !== 'city' && place.kind !== 'state' ? place.regionCode : place.name,
  )
  return names.length > 0 ? names.join(' + ').toLowerCase() : foldName(location)
}

/** Counts agreement of one post and tells the differences. */
function compare(counts: Record<Field, Count>, read: Values, labels: Values): string[] {
  const misses: string[] = []
  for (const field of FIELDS) {
    const wanted = new Set(labels[field])
    const right = read[field].filter((value) => wanted.has(value)).length
    counts[field].right += right
    counts[field].said += read[field].length
    counts[field].labelled += wanted.size
    const extra = read[field].filter((value) => !wanted.has(value))
    const missing = [...wanted].filter((value) => !read[field].includes(value))
    if (extra.length + missing.length > 0) misses.push(`${field}: read [${extra.join(', ')}], labelled [${missing.join(', ')}]`)
  }
  return misses
}

/** Spans that do not lie in the text, and values that have no evidence at all. */
function countUnsupported(text: string, job: ExtractedJob): number {
  const outside = job.evidence.filter(
    (seen) => seen.start < 0 || seen.end > text.length || seen.start >= seen.end || text.slice(seen.start, seen.end).trim() === '',
  ).length
  const has = (field: ExtractedJob['evidence'][number]['field'], value: string | null) =>
    value === null || job.evidence.some((seen) => seen.field === field && seen.value === value)
  const values = [
    has('title', job.title),
    has('company', job.company),
    ...job.places.map((place) => has('place', place)),
    has('remote', job.remote),
    ...job.remoteRegions.map((region) => has('remoteRegion', region)),
    job.salary === null || job.evidence.some((seen) => seen.field === 'salary'),
    has('employmentType', job.employmentType),
    has('seniority', job.seniority),
    ...job.skills.map((skill) => has('skill', skill)),
    has('applyUrl', job.applyUrl),
    has('contact', job.contact),
  ]
  return outside + values.filter((isSupported) => !isSupported).length
}

function newCounts(): Record<Field, Count> {
  const count = () => ({ right: 0, said: 0, labelled: 0 })
  return { company: count(), location: count(), remote: count(), salary: count(), seniority: count(), skills: count() }
}

function microF1(counts: Record<Field, Count>): number {
  const sum = { right: 0, said: 0, labelled: 0 }
  for (const field of FIELDS) {
    sum.right += counts[field].right
    sum.said += counts[field].said
    sum.labelled += counts[field].labelled
  }
  return f1(sum)
}

function byField(counts: Record<Field, Count>, figure: (count: Count) => number): Record<Field, number> {
  return {
    company: figure(counts.company),
    location: figure(counts.location),
    remote: figure(counts.remote),
    salary: figure(counts.salary),
    seniority: figure(counts.seniority),
    skills: figure(counts.skills),
  }
}

function f1(count: Count): number {
  return ratio(2 * count.right, count.said + count.labelled)
}

/** To four digits; 1 when there was nothing to find and nothing was said. */
function ratio(part: number, whole: number): number {
  return whole === 0 ? 1 : Math.round((part / whole) * 10_000) / 10_000
}
