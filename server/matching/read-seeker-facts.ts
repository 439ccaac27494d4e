import type { Seniority } from '../../contract/jobs'
import type { LineSpan, MatchWishes, SeekerFacts } from '../../contract/matching'
import type { JsonResume } from '../../contract/resumes'
import { regionsOf } from '../jobs/core/regions'
import { readPlaceFacts, readTitleFacts } from '../leads/read-facts'
import { findSkills } from '../skills/find-skills'
import { readWords } from '../skills/read-words'
import { countryName, countryNamesOfUnion, placeKey } from './country-names'
import { degreeLevel, languageCode, languageLevel } from './read-requirements'

const LINES_MAX = 600
const SKILLS_MAX = 300
/** What is told of a working life ends here, so that no length of life shows (docs/decisions/010). */
const EXPERIENCE_MONTHS_MAX = 120

/**
 * What a match may know of a person: what their confirmed résumé says of their work, and what they wish.
 * Left out on purpose: name, address, contacts, picture, birth date, schools and employers by name, years of degrees, references, interests.
 * @param month `YYYY-MM`: titles and work that go on are counted up to it
 */
export function readSeekerFacts(resume: JsonResume, wishes: MatchWishes, month: string): SeekerFacts {
  const lines = linesOfResume(resume).slice(0, LINES_MAX)
  const titles = titlesOf(resume, monthNumber(month))
  const experience = experienceOf(resume, monthNumber(month))
  return {
    lines,
    skills: skillsIn(lines),
    titles,
    seniority: seniorityOf(titles, experience),
    languages: languagesOf(resume),
    education: educationOf(resume),
    experienceMonths: experience?.months ?? null,
    experienceAt: experience?.at ?? null,
    places: placesOf(resume, wishes),
    wishes,
    permitNames: [...new Set(wishes.permits.flatMap((code) => (code === 'EU' ? countryNamesOfUnion() : (countryName(code) ?? []))))].sort(),
    regions: wishes.livesIn === null ? [] : regionsOf(wishes.livesIn),
  }
}

/** The lines of a résumé that say what somebody did and can, each with the path it stands at. */
function linesOfResume(resume: JsonResume): SeekerFacts['lines'] {
  const lines: SeekerFacts['lines'] = []
  const add = (id: string, text: string | undefined) => {
    const trimmed = text?.trim()
    if (trimmed) lines.push({ id, text: trimmed.slice(0, 2_000) })
  }
  const each = <T>(list: T[] | undefined, name: string, read: (item: T, path: string) => void) =>
    list?.forEach((item, number) => {
      read(item, `${name}.${number}`)
    })
  add('basics.label', resume.basics?.label)
  add('basics.summary', resume.basics?.summary)
  for (const [name, list] of [
    ['work', resume.work],
    ['volunteer', resume.volunteer],
  ] as const) {
    each<NonNullable<typeof list>[number]>(list, name, (item, path) => {
      add(`${path}.position`, item.position)
      add(`${path}.summary`, item.summary)
      each(item.highlights, `${path}.highlights`, (text, at) => add(at, text))
    })
  }
  each(resume.education, 'education', (item, path) => {
    add(`${path}.studyType`, item.studyType)
    add(`${path}.area`, item.area)
    each(item.courses, `${path}.courses`, (text, at) => add(at, text))
  })
  each(resume.certificates, 'certificates', (item, path) => add(`${path}.name`, item.name))
  each(resume.projects, 'projects', (item, path) => {
    add(`${path}.description`, item.description)
    each(item.highlights, `${path}.highlights`, (text, at) => add(at, text))
    each(item.keywords, `${path}.keywords`, (text, at) => add(at, text))
  })
  each(resume.publications, 'publications', (item, path) => add(`${path}.name`, item.name))
  each(resume.skills, 'skills', (item, path) => {
    add(`${path}.name`, item.name)
    each(item.keywords, `${path}.keywords`, (text, at) => add(at, text))
  })
  each(resume.languages, 'languages', (item, path) => add(`${path}.language`, item.language))
  return lines
}

function skillsIn(lines: SeekerFacts['lines']): SeekerFacts['skills'] {
  const found: SeekerFacts['skills'] = []
  const seen = new Set<string>()
  // A list of skills names them; running text must be sure.
  const listed = (id: string) => id.startsWith('skills.')
  for (const line of [...lines.filter(({ id }) => listed(id)), ...lines.filter(({ id }) => !listed(id))]) {
    for (const mention of findSkills(readWords(line.text))) {
      if (seen.has(mention.skill) || (mention.certainty !== 'certain' && !listed(line.id))) continue
      seen.add(mention.skill)
      found.push({ skill: mention.skill, at: { line: line.id, start: mention.start, end: mention.end } })
    }
  }
  return found.slice(0, SKILLS_MAX)
}

function titlesOf(resume: JsonResume, nowMonth: number): SeekerFacts['titles'] {
  const held = (resume.work ?? []).flatMap((work, number) => {
    if (!work.position) return []
    const text = work.position.slice(0, 300)
    const end = work.endDate ? monthNumber(work.endDate, 'last') : work.startDate ? nowMonth : null
    const monthsAgo = end === null ? 0 : Math.min(120, Math.max(0, nowMonth - end))
    return [{ text, at: whole(`work.${number}.position`, text), monthsAgo }]
  })
  const label = resume.basics?.label?.slice(0, 300)
  const own = label ? [{ text: label, at: whole('basics.label', label), monthsAgo: 0 }] : []
  return [...own, ...held].sort((a, b) => a.monthsAgo - b.monthsAgo).slice(0, 40)
}

/** The level that the newest title names; where none does, what the length of work makes likely, up to senior. */
function seniorityOf(titles: SeekerFacts['titles'], experience: { months: number; at: LineSpan } | null): SeekerFacts['seniority'] {
  for (const { text, at, monthsAgo } of titles) {
    if (monthsAgo > 36) break
    const level = readTitleFacts(text).seniority
    if (level !== null) return { level, at }
  }
  if (experience === null) return null
  const level: Seniority = experience.months < 24 ? 'junior' : experience.months < 72 ? 'mid' : 'senior'
  return { level, at: experience.at }
}

function languagesOf(resume: JsonResume): SeekerFacts['languages'] {
  return (resume.languages ?? []).flatMap(({ language, fluency }, number) => {
    const code = languageCode((language ?? '').split(/[\s(,-]/)[0] ?? '')
    if (code === null || !language) return []
    return [{ code, level: languageLevel(`${language} ${fluency ?? ''}`), at: whole(`languages.${number}.language`, language) }]
  })
}

function educationOf(resume: JsonResume): SeekerFacts['education'] {
  let best: SeekerFacts['education'] = null
  resume.education?.forEach(({ studyType, area }, number) => {
    const [written, path] = studyType ? [studyType, 'studyType'] : [area ?? '', 'area']
    const level = degreeLevel(`${written} `)
    if (level !== null && level > (best?.level ?? 0)) best = { level, at: whole(`education.${number}.${path}`, written.slice(0, 300)) }
  })
  return best
}

/** Months with work, overlapping ones once. A year alone is taken from its middle. */
function experienceOf(resume: JsonResume, nowMonth: number): { months: number; at: LineSpan } | null {
  const spans = (resume.work ?? []).flatMap((work, number) => {
    if (!work.startDate) return []
    const from = monthNumber(work.startDate, 'middle')
    const to = work.endDate ? monthNumber(work.endDate, 'middle') : nowMonth
    return to < from ? [] : [{ from, to: Math.min(to, nowMonth) + 1, number, title: work.position ?? '' }]
  })
  const [first] = spans
  if (!first) return null
  let months = 0
  let until = Number.NEGATIVE_INFINITY
  for (const { from, to } of [...spans].sort((a, b) => a.from - b.from || a.to - b.to)) {
    months += Math.max(0, to - Math.max(from, until))
    until = Math.max(until, to)
  }
  return { months: Math.min(EXPERIENCE_MONTHS_MAX, months), at: whole(`work.${first.number}.position`, first.title) }
}

/** `2019`, `2019-04` or longer, as months since the year 0. */
function monthNumber(date: string, ofYear: 'middle' | 'last' = 'middle'): number {
  const [year = '0', month] = date.split('-')
  return Number(year) * 12 + (month ? Number(month) - 1 : ofYear === 'last' ? 11 : 6)
}

function placesOf(resume: JsonResume, wishes: MatchWishes): SeekerFacts['places'] {
  const location = resume.basics?.location
  const country = location?.countryCode ? countryName(location.countryCode.toUpperCase()) : null
  const home = [location?.city, country].filter((part) => part).join(', ')
  const given = [
    ...(home ? [{ place: home, at: whole('basics.location', home) }] : []),
    ...wishes.places.map((place, number) => ({ place, at: whole(`wishes.places.${number}`, place) })),
  ]
  return given
    .flatMap(({ place, at }) => {
      const read = readPlaceFacts(place)
      const country = read.places.length === 0 && read.countryCodes.length === 1 ? countryName(read.countryCodes[0] ?? '') : null
      const forms = country ? [country] : read.places.length > 0 ? read.places : [place]
      return forms.map((form) => ({ place: placeKey(form), at }))
    })
    .slice(0, 60)
}

const whole = (line: string, text: string): LineSpan => ({ line, start: 0, end: text.length })
