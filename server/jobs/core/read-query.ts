import type { EmploymentType, JobFilters, QueryReading, Remote } from '../../../contract/jobs'

/**
 * Takes words of a search that name a filter as that filter: `remote typescript` asks for remote jobs with TypeScript, whether or not an
 * advert says the word. A word in quotes is left a word, and so is one where the filter is set already, or that belongs to a term of its
 * own: `remote sensing`, `contract manager`.
 *
 * @returns the filters to search with, and what was taken, in the order in which it was said
 */
export function readQuery<F extends JobFilters>(asked: F): { filters: F; readings: QueryReading[] } {
  const readings: QueryReading[] = []
  // Quoted parts and excluded words are said as words.
  const parts = asked.q.split(/("[^"]*"?|(?<![\p{L}\p{N}])-\S+)/u)
  const kept = parts.map((part, index) => {
    if (index % 2 === 1) return part
    return PHRASES.reduce((text, { pattern, means, notBefore, isLastOnly }) => {
      if (asked[means.filter].length > 0) return text
      return text.replace(pattern, (phrase: string, at: number) => {
        const after = text.slice(at + phrase.length)
        if (notBefore?.test(after) || (isLastOnly && (/\S/.test(after) || index < parts.length - 1))) return phrase
        readings.push({ words: phrase.replace(JOB_WORDS, ''), ...means })
        return ' '
      })
    }, part)
  })
  if (readings.length === 0) return { filters: asked, readings }
  const at = (reading: QueryReading) => asked.q.indexOf(reading.words)
  return {
    filters: {
      ...asked,
      q: kept.join('').replace(/\s+/g, ' ').trim(),
      remote: [...new Set([...asked.remote, ...readings.flatMap((reading) => (reading.filter === 'remote' ? [reading.value] : []))])],
      type: [...new Set([...asked.type, ...readings.flatMap((reading) => (reading.filter === 'type' ? [reading.value] : []))])],
    },
    readings: readings.toSorted((a, b) => at(a) - at(b)),
  }
}

/** The same search with one reading taken back: its words in quotes are words. */
export function asWords(query: string, { words }: QueryReading): string {
  return query.replace(words, () => `"${words}"`)
}

/** Says no more than that it is a search for jobs, right after a phrase that was taken. */
const JOB_WORDS = /\s+(?:jobs?|roles?|positions?|work)$/i

interface Phrase {
  pattern: RegExp
  means: { filter: 'remote'; value: Remote } | { filter: 'type'; value: EmploymentType }
  /** What makes it part of another term. */
  notBefore?: RegExp
  /** Within a search it belongs to a trade; only at the end does it stand alone. */
  isLastOnly?: true
}
const phrase = (words: string) =>
  new RegExp(String.raw`(?<![\p{L}\p{N}.+#/-])(?:${words})(?:\s+(?:jobs?|roles?|positions?|work))?(?![\p{L}\p{N}+#/-])`, 'giu')

/** Longer ones first. What follows a word may make it part of a trade: those are named, and left alone. */
const PHRASES: Phrase[] = [
  { pattern: phrase('full[ -]?remote|fully[ -]remote|100 ?% remote'), means: { filter: 'remote', value: 'remote' } },
  { pattern: phrase('work(?:ing)? from home|wfh|home ?office'), means: { filter: 'remote', value: 'remote' } },
  {
    pattern: phrase('remote'),
    notBefore: /^\s+(?:sens|desktop|control|access|procedure|monitor|site|viewer|hand|patient)/i,
    means: { filter: 'remote', value: 'remote' },
  },
  {
    pattern: phrase('hybrid'),
    notBefore: /^\s+(?:cloud|app|mobile|vehicle|electric|car|powertrain|mail|event)/i,
    means: { filter: 'remote', value: 'hybrid' },
  },
  { pattern: phrase('on[ -]?site'), notBefore: /^\s+(?:seo|search|optimi)/i, means: { filter: 'remote', value: 'onsite' } },
  { pattern: phrase('full[ -]?time'), means: { filter: 'type', value: 'full_time' } },
  { pattern: phrase('part[ -]?time'), means: { filter: 'type', value: 'part_time' } },
  { pattern: phrase('internships?'), notBefore: /^\s+(?:coordinat|program|manag)/i, means: { filter: 'type', value: 'internship' } },
  { pattern: phrase('contract'), isLastOnly: true, means: { filter: 'type', value: 'contract' } },
  { pattern: phrase('temporary|temp'), isLastOnly: true, means: { filter: 'type', value: 'temporary' } },
  { pattern: phrase('volunteer(?:ing)?'), isLastOnly: true, means: { filter: 'type', value: 'volunteer' } },
]
