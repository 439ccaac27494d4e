import type { JsonResume } from '../../../contract/resumes'

/** The same résumé without what says nothing: empty texts, empty lists, entries without a value. */
export function tidyResume(resume: JsonResume): JsonResume {
  const tidied: JsonResume = Object(tidy(resume) ?? {})
  return tidied
}

/** Takes out of any JSON what says nothing, `null` included, as other programs write it for a field that is not set. */
export function tidy(value: unknown): unknown {
  if (value === null || value === undefined) return undefined
  if (typeof value === 'string') return value.trim() === '' ? undefined : value.trim()
  if (Array.isArray(value)) {
    const kept = value.map(tidy).filter((item) => item !== undefined)
    return kept.length > 0 ? kept : undefined
  }
  if (typeof value !== 'object') return value
  const kept = Object.entries(value).flatMap(([key, item]) => {
    const tidied = tidy(item)
    return tidied === undefined ? [] : [[key, tidied]]
  })
  return kept.length > 0 ? Object.fromEntries(kept) : undefined
}
