import type { JsonResume, ResumeSection } from '../../../contract/resumes'

const LISTS = [
  'work',
  'volunteer',
  'education',
  'awards',
  'certificates',
  'publications',
  'skills',
  'languages',
  'interests',
  'references',
  'projects',
] as const satisfies readonly ResumeSection[]

/** Which parts of two résumés differ, in the order of `RESUME_SECTIONS`. Empty when they say the same. */
export function changedSections(before: JsonResume, after: JsonResume): ResumeSection[] {
  const { summary: summaryBefore, ...basicsBefore } = before.basics ?? {}
  const { summary: summaryAfter, ...basicsAfter } = after.basics ?? {}
  return [
    ...(isSame(basicsBefore, basicsAfter) ? [] : (['basics'] as const)),
    ...(isSame(summaryBefore, summaryAfter) ? [] : (['summary'] as const)),
    ...LISTS.filter((section) => !isSame(before[section], after[section])),
    ...(isSame(before.meta, after.meta) ? [] : (['other'] as const)),
  ]
}

const isSame = (one: unknown, other: unknown) => JSON.stringify(ordered(one)) === JSON.stringify(ordered(other))

/** With its keys in one order: the same facts are the same text. */
function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, item]) => item !== undefined)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, item]) => [key, ordered(item)]),
  )
}
