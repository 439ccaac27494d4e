import { POST_TEXT_MAX } from '../../contract/leads'
import { extractJob } from '../../server/leads/extract-job'
import { readCompany } from '../../server/leads/read-company'
import { findWebAddresses, readApplyUrl, readContacts } from '../../server/leads/read-contact'
import { readLanguage } from '../../server/leads/read-language'
import { readLines } from '../../server/leads/read-lines'
import { readRemote } from '../../server/leads/read-remote'
import { readSalary } from '../../server/leads/read-salary'
import { readSkills } from '../../server/leads/read-skills'
import { readEmploymentType, readTitles } from '../../server/leads/read-titles'
import { readWorkPlaces } from '../../server/leads/read-work-places'
import { readWords } from '../../server/skills/read-words'

export interface ExtractionSpeed extends Record<string, unknown> {
  posts: number
  postsPerSecond: number
  /** Milliseconds of the first post, in which the tables are built. */
  firstMs: number
  /** Milliseconds of the slowest of the hostile texts, each as long as a post may be; the best of three runs. */
  hostileMsMax: number
  /** Milliseconds a post, by part. */
  partsMs: Record<string, number>
}

const WARM_UP_POSTS = 500

/** Measures `extractJob` over texts on one core, as a whole and by part, after one warm-up round. */
export function benchExtraction(texts: string[]): ExtractionSpeed {
  const startedAt = performance.now()
  extractJob({ text: texts[0] ?? '' })
  const firstMs = performance.now() - startedAt
  for (let read = 0; read < WARM_UP_POSTS; read++) extractJob({ text: texts[read % texts.length] ?? '' })
  const wholeMs = time(() => {
    for (const text of texts) extractJob({ text })
  })
  const read = texts.map((text) => {
    const words = readWords(text)
    return { text, words, lines: readLines(words) }
  })
  const each = (part: (post: (typeof read)[number]) => unknown) => {
    const ms = time(() => {
      for (const post of read) part(post)
    })
    return Math.round((ms / read.length) * 10_000) / 10_000
  }
  return {
    posts: texts.length,
    postsPerSecond: Math.round((texts.length / wholeMs) * 1000),
    firstMs: Math.round(firstMs * 10) / 10,
    hostileMsMax: Math.round(Math.max(...HOSTILE.map(slowest)) * 10) / 10,
    partsMs: {
      words: each(({ text }) => readWords(text)),
      lines: each(({ words }) => readLines(words)),
      titles: each(({ text, words, lines }) => readTitles(text, words, lines)),
      company: each(({ text, words, lines }) => readCompany(text, words, lines)),
      remote: each(({ words, lines }) => readRemote(words, lines)),
      places: each(({ words, lines }) => readWorkPlaces(words, lines, null)),
      salary: each(({ words, lines }) => readSalary(words, lines, null)),
      type: each(({ words, lines }) => readEmploymentType(words, lines, null)),
      skills: each(({ words, lines }) => readSkills(words, lines)),
      contact: each(({ text, words }) => [readApplyUrl(text, findWebAddresses(text)), readContacts(text, words)]),
      language: each(({ words }) => readLanguage(words)),
    },
  }
}

/** Pieces that, repeated, keep one reader or another busiest. */
const HOSTILE = [
  '!',
  'a',
  'A ',
  '$1 ',
  '1,',
  'a@',
  'a.',
  '| ',
  '(',
  ')',
  '120k€',
  '(A, ',
  '$CA ',
  'Senior Engineer, ',
  'not remote ',
  'New York, ',
  'Acme is hiring at ',
  'Go, ',
  'S3 AWS ',
  'iOS, ',
  'Staff ',
  'http://',
]

function slowest(piece: string): number {
  const text = piece.repeat(Math.ceil(POST_TEXT_MAX / piece.length)).slice(0, POST_TEXT_MAX)
  return Math.min(...[1, 2, 3].map(() => time(() => extractJob({ text }))))
}

function time(work: () => void): number {
  const startedAt = performance.now()
  work()
  return performance.now() - startedAt
}
