import type { Seniority } from '../../contract/jobs'
import { OCCUPATIONS, type PostingFacts, type ResumeFacts } from './set'

const LEVELS: readonly Seniority[] = ['intern', 'junior', 'mid', 'senior', 'staff', 'manager', 'executive']

/** The grade of a pair, 0 to 3, by the rules of README.md, from facts alone. */
export function gradePair(resume: ResumeFacts, posting: PostingFacts): 0 | 1 | 2 | 3 {
  const asked = abilityIds(posting.occupation, posting.asks)
  const shown = new Set([...abilityIds(resume.occupation, resume.shows), ...extrasOf(resume)])
  const share = asked.length === 0 ? 0 : asked.filter((id) => shown.has(id)).length / asked.length
  const short = [
    posting.years !== null && resume.years < posting.years,
    posting.degree !== null && resume.degree < posting.degree,
    Math.abs(LEVELS.indexOf(resume.level) - LEVELS.indexOf(posting.level)) > 1,
  ].filter(Boolean).length
  const grade = gradeOf({ resume, posting, share, short })
  const isBarred =
    (posting.licence !== null && !resume.licences.includes(posting.licence)) ||
    posting.languages.some((language) => !resume.languages.includes(language))
  return isBarred && grade > 1 ? 1 : grade
}

function gradeOf(pair: { resume: ResumeFacts; posting: PostingFacts; share: number; short: number }): 0 | 1 | 2 | 3 {
  const { resume, posting, share, short } = pair
  if (posting.occupation === 'none') return 0
  if (resume.occupation === posting.occupation) {
    if (share >= 0.7 && short === 0) return 3
    return share >= 0.4 && short <= 1 ? 2 : 1
  }
  if (findOccupation(resume.occupation)?.near === posting.occupation) {
    if (share >= 0.4 && short === 0) return 2
    return share >= 0.2 ? 1 : 0
  }
  if (resume.wants === posting.occupation && share >= 0.2) return 1
  return share >= 0.5 ? 1 : 0
}

export const findOccupation = (id: string) => OCCUPATIONS.find((occupation) => occupation.id === id)

const abilityIds = (occupation: string, numbers: readonly number[]) =>
  numbers.flatMap((number) => findOccupation(occupation)?.abilities[number]?.id ?? [])

const extrasOf = (resume: ResumeFacts) =>
  (resume.extra ?? []).flatMap((each) => {
    const [occupation = '', number = ''] = each.split(':')
    return abilityIds(occupation, [Number(number)])
  })
