import { MatchWishes } from '../../contract/matching'
import type { JsonResume } from '../../contract/resumes'
import type { AdvertOfJob } from '../../server/matching/read-job-facts'
import { findOccupation } from './grade'
import type { PostingFacts, ResumeFacts } from './set'

const NAMES = [
  'Ada Brandt',
  'Bela Costa',
  'Chidi Olsen',
  'Dana Weiss',
  'Emre Novak',
  'Farah Lind',
  'Goran Mayer',
  'Hana Park',
  'Ines Roth',
  'Jonas Abebe',
]
const SCHOOLS = [
  'Northgate College',
  'School by the River',
  'Technical College East',
  'City University',
  'Hillside Academy',
  'Harbour Institute',
]
const EMPLOYERS = ['Falk & Sons', 'Blue Door Ltd', 'Marktplatz GmbH', 'Atelier Sept', 'Old Mill Group', 'Kite Company', 'Greenhouse Eleven']
const DEGREES = ['', 'High school diploma', 'Apprenticeship', 'Bachelor of Science', 'Master of Science', 'PhD']
const LANGUAGES: Record<string, string> = { en: 'English', de: 'German', fr: 'French' }
const LICENCES: Record<string, readonly [resume: string, posting: string]> = {
  nursing: ['Licence to practise as a registered nurse', 'A valid nursing licence'],
  welding: ['Welding certificates ISO 9606-1', 'Valid welding certificates by ISO 9606'],
  electrical: ['Authorised electrician for low-voltage systems', 'Authorisation to work on electrical systems'],
  lorry: ['Driving licence C and CE', 'Driving licence of class CE'],
}
/** What is not graded: where each name, school and employer goes. */
export interface Shift {
  names: number
  schools: number
  employers: number
}
export const NO_SHIFT: Shift = { names: 0, schools: 0, employers: 0 }
const NOW_YEAR = 2026

const pick = <T>(list: readonly T[], number: number): T => {
  const found = list[((number % list.length) + list.length) % list.length]
  if (found === undefined) throw new Error('This list is empty.')
  return found
}

/** The résumé of a row. Its wording follows from the row's number; its name, school and employers from the shift. */
export function composeResume(facts: ResumeFacts, number: number, shift: Shift = NO_SHIFT): JsonResume {
  const occupation = findOccupation(facts.occupation)
  const abilities = facts.shows.flatMap((each) => occupation?.abilities[each] ?? [])
  const lines = [...abilities.map(({ resume }, at) => pick(resume, number + at)), ...(facts.lines ?? [])]
  // Every other résumé tells its newest work last within the lines, as people do.
  const told = number % 2 === 0 ? lines : [...lines].reverse()
  const titles = facts.titles ?? [pick(occupation?.titles ?? ['Worker'], number), pick(occupation?.titles ?? ['Worker'], number + 1)]
  const level = facts.level === 'senior' && number % 2 === 0 ? 'Senior ' : facts.level === 'junior' && number % 3 === 0 ? 'Junior ' : ''
  const half = Math.ceil(told.length / 2)
  const isLong = facts.years >= 4
  const middle = NOW_YEAR - Math.ceil(facts.years / 2)
  return {
    basics: { name: pick(NAMES, number + shift.names), location: { city: 'Hanover', countryCode: 'DE' } },
    work: [
      {
        name: pick(EMPLOYERS, number + shift.employers),
        position: `${level}${titles[0] ?? ''}`,
        startDate: String(isLong ? middle : NOW_YEAR - facts.years),
        highlights: isLong ? told.slice(0, half) : told,
      },
      ...(isLong
        ? [
            {
              name: pick(EMPLOYERS, number + 3 + shift.employers),
              position: titles[1] ?? titles[0] ?? '',
              startDate: String(NOW_YEAR - facts.years),
              endDate: String(middle),
              highlights: told.slice(half),
            },
          ]
        : []),
    ],
    education: [{ institution: pick(SCHOOLS, number + shift.schools), studyType: DEGREES[facts.degree] ?? '' }],
    certificates: facts.licences.map((licence) => ({ name: LICENCES[licence]?.[0] ?? licence })),
    languages: facts.languages.map((code) => ({ language: LANGUAGES[code] ?? code, fluency: 'Fluent' })),
    ...(facts.stuffed ? { skills: [{ name: 'Skills', keywords: [...facts.stuffed] }] } : {}),
  }
}

/** What the person of a row says they want. */
export const composeWishes = (facts: ResumeFacts): MatchWishes =>
  MatchWishes.parse({ titles: facts.wants ? [findOccupation(facts.wants)?.titles[0] ?? facts.wants] : [] })

/** The advert of a row: tasks, then what is required, in the row's own order. */
export function composePosting(facts: PostingFacts, number: number): AdvertOfJob {
  const occupation = findOccupation(facts.occupation)
  const asked = facts.asks.flatMap((each) => occupation?.abilities[each] ?? []).map(({ posting }, at) => pick(posting, number + at))
  const lines = [...asked, ...(facts.lines ?? [])]
  const told = number % 2 === 0 ? lines : [...lines].reverse()
  const half = Math.floor(told.length / 2)
  const required = [
    ...told.slice(half),
    ...(facts.licence ? [LICENCES[facts.licence]?.[1] ?? facts.licence] : []),
    ...(facts.years
      ? [pick([`At least ${facts.years} years of experience`, `${facts.years}+ years of professional experience`], number)]
      : []),
    ...(facts.degree ? [pick(['', '', 'A completed apprenticeship', 'A bachelor’s degree', 'A master’s degree'], facts.degree)] : []),
    ...facts.languages.map((code) => `Fluent ${LANGUAGES[code] ?? code}`),
  ]
  const level = facts.level === 'senior' ? 'Senior ' : facts.level === 'junior' && number % 2 === 1 ? 'Junior ' : ''
  const text = [
    pick(
      ['We are a team of thirty and grow carefully.', 'Our house is old, our ideas are not.', 'We look for somebody who stays.'],
      number,
    ),
    'Your tasks:',
    ...told.slice(0, half).map((line) => `- ${line}`),
    'Requirements:',
    ...required.map((line) => `- ${line}`),
    'We offer:',
    '- Thirty days of holiday and good coffee',
  ].join('\n')
  return {
    title: facts.title ?? `${level}${pick(occupation?.titles ?? ['Worker'], number + 2)}`,
    places: ['Hanover, Germany'],
    remote: 'onsite',
    remoteRegions: [],
    salary: null,
    employmentType: 'full_time',
    seniority: level === 'Senior ' ? 'senior' : level === 'Junior ' ? 'junior' : null,
    skills: [],
    text,
    language: 'en',
  }
}

/** Everything that a résumé says, as one text for those who count words; without name, school and employers, which may carry nothing. */
export function textOfResume({ work, education, certificates, languages, skills }: JsonResume): string {
  return [
    ...(work ?? []).flatMap(({ position, highlights }) => [position, ...(highlights ?? [])]),
    ...(education ?? []).map(({ studyType }) => studyType),
    ...(certificates ?? []).map(({ name }) => name),
    ...(languages ?? []).map(({ language }) => language),
    ...(skills ?? []).flatMap(({ name, keywords }) => [name, ...(keywords ?? [])]),
  ].join('\n')
}
export const textOfPosting = (advert: AdvertOfJob) => `${advert.title}\n${advert.text ?? ''}`
