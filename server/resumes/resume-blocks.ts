import type { JsonResume } from '../../contract/resumes'

/** A résumé as both writers set it, from top to bottom. Plain, so that people and programs read it alike. */
export type Block =
  | { kind: 'name' | 'label' | 'heading' | 'text' | 'bullet'; text: string }
  /** What stands at the left edge, and what at the right. */
  | { kind: 'pair'; left: string; right: string; isStrong: boolean }

/** Everything of a résumé that a reader is to see, in the usual order of parts. A field that is empty takes no room. */
export function blocksOf(resume: JsonResume): Block[] {
  const { basics = {}, work = [], volunteer = [], education = [], projects = [], skills = [] } = resume
  const blocks: Block[] = []
  const add = (kind: 'name' | 'label' | 'heading' | 'text' | 'bullet', text: string | undefined) => {
    if (text?.trim()) blocks.push({ kind, text: text.trim() })
  }
  const pair = (left: string | undefined, right: string | undefined, isStrong: boolean) => {
    if (left?.trim() || right?.trim()) blocks.push({ kind: 'pair', left: left?.trim() ?? '', right: right?.trim() ?? '', isStrong })
  }
  add('name', basics.name)
  add('label', basics.label)
  add('text', joined([placeOf(basics.location), basics.email, basics.phone], ' | '))
  for (const url of [basics.url, ...(basics.profiles ?? []).map((profile) => profile.url)]) add('text', url)
  if (basics.summary) {
    add('heading', 'Summary')
    add('text', basics.summary)
  }
  const told = (entry: { summary?: string | undefined; highlights?: string[] | undefined }) => {
    add('text', entry.summary)
    for (const highlight of entry.highlights ?? []) add('bullet', highlight)
  }
  if (work.length > 0) add('heading', 'Work Experience')
  for (const entry of work) {
    pair(entry.position, datesOf(entry, true), true)
    pair(entry.name, entry.location, false)
    told(entry)
  }
  if (volunteer.length > 0) add('heading', 'Volunteering')
  for (const entry of volunteer) {
    pair(entry.position, datesOf(entry, true), true)
    pair(entry.organization, undefined, false)
    told(entry)
  }
  if (projects.length > 0) add('heading', 'Projects')
  for (const { name, description, ...entry } of projects) {
    pair(name, datesOf(entry, false), true)
    told({ summary: description, highlights: entry.highlights })
  }
  if (education.length > 0) add('heading', 'Education')
  for (const course of education) {
    pair(joined([course.studyType, course.area], ' in '), datesOf(course, false), true)
    pair(course.institution, course.score, false)
    for (const taught of course.courses ?? []) add('bullet', taught)
  }
  if (skills.length > 0) add('heading', 'Skills')
  const single = skills.filter(({ keywords }) => !keywords?.length).map(({ name, level }) => (level ? `${name} (${level})` : name))
  add('text', joined(single, ', '))
  for (const { name, keywords } of skills) if (keywords?.length) add('text', `${name ? `${name}: ` : ''}${keywords.join(', ')}`)
  const list = (heading: string, lines: (string | undefined)[]) => {
    if (lines.some(Boolean)) add('heading', heading)
    for (const line of lines) add('text', line)
  }
  list('Languages', [
    joined(
      (resume.languages ?? []).map(({ language, fluency }) => (fluency ? `${language} (${fluency})` : language)),
      ', ',
    ),
  ])
  const dated = (heading: string, entries: { what: string | undefined; by: string | undefined; date: string | undefined }[]) => {
    if (entries.length > 0) add('heading', heading)
    for (const { what, by, date } of entries) pair(joined([what, by], ' | '), date && written(date), false)
  }
  dated(
    'Certifications',
    (resume.certificates ?? []).map(({ name, issuer, date }) => ({ what: name, by: issuer, date })),
  )
  dated(
    'Awards',
    (resume.awards ?? []).map(({ title, awarder, date }) => ({ what: title, by: awarder, date })),
  )
  dated(
    'Publications',
    (resume.publications ?? []).map(({ name, publisher, releaseDate }) => ({ what: name, by: publisher, date: releaseDate })),
  )
  list('Interests', [
    joined(
      (resume.interests ?? []).map(({ name }) => name),
      ', ',
    ),
  ])
  list(
    'References',
    (resume.references ?? []).map(({ name, reference }) => joined([name, reference], ': ')),
  )
  return blocks
}

function joined(parts: (string | undefined)[], by: string): string {
  return parts.filter((part) => part?.trim()).join(by)
}

function placeOf(location: NonNullable<JsonResume['basics']>['location']): string {
  return joined([joined([location?.postalCode, location?.city], ' '), location?.region], ', ')
}

function datesOf({ startDate, endDate }: { startDate?: string | undefined; endDate?: string | undefined }, isOngoing: boolean): string {
  if (startDate && endDate) return `${written(startDate)} – ${written(endDate)}`
  if (startDate) return isOngoing ? `${written(startDate)} – Present` : `since ${written(startDate)}`
  return endDate ? written(endDate) : ''
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** `2019-04` as `Apr 2019`, to the day only if it is known. */
function written(date: string): string {
  const [year = '', month, day] = date.split('-')
  if (!month) return year
  const name = MONTHS[Number(month) - 1] ?? ''
  return day ? `${Number(day)} ${name} ${year}` : `${name} ${year}`
}
