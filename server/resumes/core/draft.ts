import { JsonResume, type ResumeSection } from '../../../contract/resumes'
import { tidy } from './tidy-resume'

/**
 * How a value is written in a form. `lines`: a list, one on each line. `words`: a list, between commas, or one on each line where a
 * word has a comma of its own.
 */
export type FieldKind = 'line' | 'date' | 'url' | 'text' | 'lines' | 'words'
export interface FieldShape {
  /** Its path in the entry: `startDate`, `location.city`. */
  key: string
  label: string
  kind: FieldKind
  /** Few fill it in: it stands behind “More”. */
  isRare?: true
}
/** A part of the résumé with one entry (`basics`) or many. */
export interface PartShape {
  part: PartName
  section: ResumeSection
  title: string
  /** What one entry is called. */
  noun: string
  fields: FieldShape[]
}
export const PART_NAMES = [
  'basics',
  'basics.profiles',
  'work',
  'education',
  'skills',
  'languages',
  'projects',
  'volunteer',
  'certificates',
  'awards',
  'publications',
  'interests',
  'references',
] as const
export type PartName = (typeof PART_NAMES)[number]
type ListName = Exclude<PartName, 'basics'>

const field = (key: string, label: string, kind: FieldKind = 'line'): FieldShape => ({ key, label, kind })
const rare = (key: string, label: string, kind: FieldKind = 'line'): FieldShape => ({ key, label, kind, isRare: true })
const FROM_TO = [field('startDate', 'From', 'date'), field('endDate', 'Until', 'date')]

/** Every field of JSON Resume, in the order that the pages show. */
export const PARTS: PartShape[] = [
  {
    part: 'basics',
    section: 'basics',
    title: 'About you',
    noun: 'person',
    fields: [
      field('name', 'Name'),
      field('label', 'Headline'),
      field('email', 'E-mail'),
      field('phone', 'Phone'),
      field('location.city', 'City'),
      field('location.region', 'Region or country'),
      field('url', 'Website', 'url'),
      field('summary', 'Summary', 'text'),
      rare('location.address', 'Street'),
      rare('location.postalCode', 'Postal code'),
      rare('location.countryCode', 'Country code'),
      rare('image', 'Picture address', 'url'),
    ],
  },
  {
    part: 'basics.profiles',
    section: 'basics',
    title: 'Profiles elsewhere',
    noun: 'profile',
    fields: [field('url', 'Address', 'url'), field('network', 'Network'), field('username', 'User name')],
  },
  {
    part: 'work',
    section: 'work',
    title: 'Work experience',
    noun: 'job',
    fields: [
      field('position', 'Position'),
      field('name', 'Employer'),
      ...FROM_TO,
      field('location', 'Place'),
      field('summary', 'What it was about', 'text'),
      field('highlights', 'Highlights, one on each line', 'lines'),
      rare('url', 'Website', 'url'),
      rare('description', 'What the employer does'),
    ],
  },
  {
    part: 'education',
    section: 'education',
    title: 'Education',
    noun: 'course',
    fields: [
      field('studyType', 'Degree'),
      field('area', 'Field'),
      field('institution', 'School'),
      ...FROM_TO,
      field('score', 'Grade'),
      rare('courses', 'Courses, one on each line', 'lines'),
      rare('url', 'Website', 'url'),
    ],
  },
  {
    part: 'skills',
    section: 'skills',
    title: 'Skills',
    noun: 'skill',
    fields: [field('name', 'Skill or group'), field('keywords', 'Its parts, between commas', 'words'), rare('level', 'Level')],
  },
  {
    part: 'languages',
    section: 'languages',
    title: 'Languages',
    noun: 'language',
    fields: [field('language', 'Language'), field('fluency', 'How well')],
  },
  {
    part: 'projects',
    section: 'projects',
    title: 'Projects',
    noun: 'project',
    fields: [
      field('name', 'Name'),
      ...FROM_TO,
      field('url', 'Address', 'url'),
      field('description', 'Description', 'text'),
      field('highlights', 'Highlights, one on each line', 'lines'),
      rare('keywords', 'Keywords, between commas', 'words'),
      rare('roles', 'Your roles, between commas', 'words'),
      rare('entity', 'For whom'),
      rare('type', 'Kind'),
    ],
  },
  {
    part: 'volunteer',
    section: 'volunteer',
    title: 'Volunteering',
    noun: 'engagement',
    fields: [
      field('position', 'Position'),
      field('organization', 'Organisation'),
      ...FROM_TO,
      field('summary', 'What it was about', 'text'),
      field('highlights', 'Highlights, one on each line', 'lines'),
      rare('url', 'Website', 'url'),
    ],
  },
  {
    part: 'certificates',
    section: 'certificates',
    title: 'Certificates',
    noun: 'certificate',
    fields: [field('name', 'Name'), field('issuer', 'Issued by'), field('date', 'Date', 'date'), rare('url', 'Address', 'url')],
  },
  {
    part: 'awards',
    section: 'awards',
    title: 'Awards',
    noun: 'award',
    fields: [field('title', 'Title'), field('awarder', 'Given by'), field('date', 'Date', 'date'), rare('summary', 'What for', 'text')],
  },
  {
    part: 'publications',
    section: 'publications',
    title: 'Publications',
    noun: 'publication',
    fields: [
      field('name', 'Title'),
      field('publisher', 'Published by'),
      field('releaseDate', 'Date', 'date'),
      rare('url', 'Address', 'url'),
      rare('summary', 'What it says', 'text'),
    ],
  },
  {
    part: 'interests',
    section: 'interests',
    title: 'Interests',
    noun: 'interest',
    fields: [field('name', 'Interest'), rare('keywords', 'Its parts, between commas', 'words')],
  },
  {
    part: 'references',
    section: 'references',
    title: 'References',
    noun: 'reference',
    fields: [field('name', 'Name'), field('reference', 'What they say', 'text')],
  },
]

/** One entry as it is typed: text by field. `key` tells entries apart while they move. */
export interface DraftEntry {
  key: string
  values: Record<string, string>
}
/** A résumé as it is typed: half a date is allowed here. `basics` has exactly one entry. */
export interface Draft {
  parts: Record<PartName, DraftEntry[]>
  /** Not edited, only kept. */
  meta: JsonResume['meta']
}

/** The résumé as a form shows it. `resumeOf` gives the same résumé back. */
export function draftOf(resume: JsonResume): Draft {
  const { basics, meta } = resume
  const lists: Partial<Record<ListName, unknown[] | undefined>> & JsonResume = { ...resume, 'basics.profiles': basics?.profiles }
  const entriesOf = ({ part, fields }: PartShape): [PartName, DraftEntry[]] => {
    const given = part === 'basics' ? [basics ?? {}] : (lists[part] ?? [])
    return [part, given.map((entry, at) => ({ key: `${part}.${at}`, values: valuesOf(entry, fields) }))]
  }
  return { parts: { ...noParts(), ...Object.fromEntries(PARTS.map(entriesOf)) }, meta }
}

/** What a form said, by path (`work.0.name`), in the order of the entries' numbers. A number named in `dropped` (`work.0`) is left out. */
export function draftFromForm(values: Iterable<[string, string]>, dropped: ReadonlySet<string>, meta: JsonResume['meta']): Draft {
  const parts = noParts()
  const byEntry = new Map<string, DraftEntry>()
  const shapes = PARTS.toSorted((one, other) => other.part.length - one.part.length)
  for (const [path, value] of values) {
    const shape = shapes.find(({ part }) => path.startsWith(`${part}.`))
    const [, at, key] = /^(\d{1,3})\.([\w.]+)$/.exec(path.slice((shape?.part.length ?? 0) + 1)) ?? []
    if (!shape || at === undefined || !shape.fields.some((each) => each.key === key) || key === undefined) continue
    const entryKey = `${shape.part}.${at}`
    if (dropped.has(entryKey) || dropped.has(shape.part)) continue
    const entry = byEntry.get(entryKey) ?? { key: entryKey, values: {} }
    entry.values[key] = value
    byEntry.set(entryKey, entry)
  }
  for (const shape of PARTS) {
    const own = [...byEntry].filter(([key]) => new RegExp(`^${shape.part.replace('.', '\\.')}\\.\\d+$`).test(key))
    const number = (key: string) => Number(key.slice(shape.part.length + 1))
    parts[shape.part] = own.sort(([one], [other]) => number(one) - number(other)).map(([, entry]) => entry)
  }
  if (parts.basics.length === 0) parts.basics = [{ key: 'basics.0', values: {} }]
  return { parts, meta }
}

/** What is typed, as a résumé; or what is wrong, by path of the draft (`work.0.startDate`). Entries without a value are left out. */
export function resumeOf(draft: Draft): { resume: JsonResume; errors: null } | { resume: null; errors: Record<string, string> } {
  const [about] = draft.parts.basics
  const kept: Record<string, DraftEntry[]> = {}
  const built: Record<string, unknown> = { meta: draft.meta }
  for (const { part, fields } of PARTS) {
    if (part === 'basics') continue
    const filled = draft.parts[part].filter(({ values }) => Object.values(values).some((value) => value.trim() !== ''))
    kept[part] = filled
    built[part] = filled.map(({ values }) => entryOf(values, fields))
  }
  const { 'basics.profiles': profiles, ...rest } = built
  const basics = { ...entryOf(about?.values ?? {}, shapeOf('basics').fields), profiles }
  const parsed = JsonResume.safeParse(tidy({ basics, ...rest }) ?? {})
  if (parsed.success) return { resume: parsed.data, errors: null }
  const errors: Record<string, string> = {}
  for (const { path, message } of parsed.error.issues) errors[draftPath(path, kept, about)] ??= message
  return { resume: null, errors }
}

/** The path in a draft that a path of the résumé stands for; values inside a list are their field. */
function draftPath(path: PropertyKey[], kept: Record<string, DraftEntry[]>, about: DraftEntry | undefined): string {
  const words = path.map(String)
  const isProfile = words[0] === 'basics' && words[1] === 'profiles'
  if (words[0] === 'basics' && !isProfile) return `${about?.key ?? 'basics.0'}.${words.slice(1).join('.')}`
  const [part, at, ...rest] = isProfile ? ['basics.profiles', ...words.slice(2)] : words
  const entry = kept[part ?? '']?.[Number(at)]
  return entry ? `${entry.key}.${rest[0] ?? ''}` : words.join('.')
}

export function shapeOf(part: PartName): PartShape {
  const shape = PARTS.find((each) => each.part === part)
  if (!shape) throw new Error('A part of a résumé has no shape.')
  return shape
}

/** What an entry is called in a list: its first fields. */
export function titleOfEntry(part: PartName, { values }: DraftEntry): string {
  const shown = shapeOf(part)
    .fields.filter(({ kind }) => kind === 'line' || kind === 'url')
    .flatMap(({ key }) => values[key]?.trim() || [])
  return shown.slice(0, 2).join(', ') || `New ${shapeOf(part).noun}`
}

/** What is added to a part: `a job`, `an award`. */
export function oneMore({ noun }: Pick<PartShape, 'noun'>): string {
  return `${/^[aeiou]/.test(noun) ? 'an' : 'a'} ${noun}`
}

/** An entry without a value yet, under a number of its own. */
export const blankEntry = (part: PartName, number: number): DraftEntry => ({ key: `${part}.${number}`, values: {} })

const noParts = (): Record<PartName, DraftEntry[]> => ({
  basics: [],
  'basics.profiles': [],
  work: [],
  education: [],
  skills: [],
  languages: [],
  projects: [],
  volunteer: [],
  certificates: [],
  awards: [],
  publications: [],
  interests: [],
  references: [],
})

function valuesOf(entry: unknown, fields: FieldShape[]): Record<string, string> {
  return Object.fromEntries(fields.map(({ key, kind }) => [key, written(at(entry, key), kind)]))
}

function at(entry: unknown, key: string): unknown {
  let value: unknown = entry
  for (const step of key.split('.')) {
    if (typeof value !== 'object' || value === null) return undefined
    const held: Record<string, unknown> = { ...value }
    value = held[step]
  }
  return value
}

function written(value: unknown, kind: FieldKind): string {
  if (!Array.isArray(value)) return typeof value === 'string' ? value : ''
  const items = value.map((item) => String(item).replace(/\s*\n\s*/g, ' '))
  if (kind === 'lines') return items.join('\n')
  return items.some((item) => item.includes(',')) ? `${items.join('\n')}\n` : items.join(', ')
}

function entryOf(values: Record<string, string>, fields: FieldShape[]): Record<string, unknown> {
  const entry: Record<string, unknown> = {}
  const location: Record<string, unknown> = {}
  for (const { key, kind } of fields) {
    const value = read(values[key] ?? '', kind)
    if (key.startsWith('location.')) location[key.slice('location.'.length)] = value
    else entry[key] = value
  }
  return Object.keys(location).length > 0 ? { ...entry, location } : entry
}

function read(text: string, kind: FieldKind): string | string[] {
  const value = text.replaceAll('\r\n', '\n')
  if (kind === 'lines') return value.split('\n').map((line) => line.replace(/^\s*[•‣–-]\s+/, ''))
  if (kind === 'words') return value.split(value.includes('\n') ? '\n' : ',')
  return kind === 'url' ? withScheme(value.trim()) : value.trim()
}

/** People write addresses without their scheme. */
const withScheme = (url: string) => (/^[\w-]+(?:\.[\w-]+)+(?:[/?#:]|$)/.test(url) ? `https://${url}` : url)
