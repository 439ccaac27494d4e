import type { ClosedBecause } from '../../../contract/jobs'
import { CLOSED_PHRASES, CONDITIONS } from './closed-phrases'

/** What of a page tells whether its vacancy is still open. */
export interface SeenPage {
  /** Where it was in the end, after redirects. */
  url: string
  title: string | null
  text: string
  posting: { title: string | null; description: string; validThrough: string | null } | null
}

/** `leads-elsewhere`: the link ends at the front page of its site. `unreadable`: the page is there, and the job cannot be seen on it. */
export type Liveness =
  | { state: 'works' }
  | { state: 'closed'; because: ClosedBecause }
  | { state: 'leads-elsewhere' }
  | { state: 'unreadable' }

/**
 * Whether a job still stands at its original link. Says closed only for what the page itself says: a last day that is over, or words of a closed list in several
 * languages, where its reader sees them first. A condition ("once the position is filled") is no such word.
 *
 * @param link what was asked for; where it led to is `page.url`
 */
export function readLiveness(page: SeenPage, { link, jobTitle, nowMs }: { link: string; jobTitle: string; nowMs: number }): Liveness {
  if (isOver(page.posting?.validThrough ?? null, nowMs)) return { state: 'closed', because: 'deadline' }
  if (saysClosed(page)) return { state: 'closed', because: 'says-closed' }
  const isThere = namesTitle(page, jobTitle)
  if (leadsToFront(link, page.url) && !(page.posting && isThere)) return { state: 'leads-elsewhere' }
  return isThere ? { state: 'works' } : { state: 'unreadable' }
}

/** What a site answered in place of the page. `failed` is no finding at all: it may be better in an hour. */
export function readRefusal(refusal: { reason: string; status: number | null }): Liveness | { state: 'failed' } | { state: 'not-allowed' } {
  if (refusal.status === 404 || refusal.status === 410) return { state: 'closed', because: 'link-gone' }
  switch (refusal.reason) {
    case 'page.robots':
    case 'page.never-fetched':
    case 'page.not-https':
    case 'page.not-public':
      return { state: 'not-allowed' }
    case 'page.not-text':
    case 'page.too-large':
    case 'page.no-text':
      return { state: 'unreadable' }
    default:
      return { state: 'failed' }
  }
}

const DAY_MS = 86_400_000
/** A day ends here up to twelve hours after it ends in UTC. */
const LATEST_ZONE_MS = 12 * 3_600_000

/** A day counts until it is over everywhere. What cannot be read as a day or an instant says nothing. */
function isOver(validThrough: string | null, nowMs: number): boolean {
  const [, day] = /^(\d{4}-\d{2}-\d{2})(?:$|T00:00(?::00(?:\.0+)?)?(?:Z|\+00:00)?$)/.exec(validThrough?.trim() ?? '') ?? []
  if (day) return Date.parse(day) + DAY_MS + LATEST_ZONE_MS <= nowMs
  const at = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(validThrough ?? '') ? Date.parse(validThrough ?? '') : Number.NaN
  return at + LATEST_ZONE_MS <= nowMs
}

const BEGINNING_CHARS = 2_000
/** All of a page this short is its beginning: that of a notice. */
const NOTICE_CHARS = 2_500
const SENTENCE_CHARS_MAX = 300

/** Words of the closed list, where a reader sees them first: further down a page speaks of other jobs, and of what may be. */
function saysClosed({ title, text }: SeenPage): boolean {
  const beginning = text.length <= NOTICE_CHARS ? text : text.slice(0, BEGINNING_CHARS)
  return [title ?? '', ...beginning.split('\n')].flatMap(sentencesOf).some((sentence) => {
    const said = CLOSED_PHRASES.exec(sentence)
    return said !== null && !CONDITIONS.test(sentence.slice(0, said.index + said[0].length))
  })
}

function sentencesOf(line: string): string[] {
  const plain = line.toLowerCase().replace(/[’‘ʼ]/g, "'").replace(/\s+/g, ' ')
  return (plain.match(/[^.!?。]+[.!?。]?/gu) ?? []).filter((sentence) => sentence.length <= SENTENCE_CHARS_MAX)
}

/** Most words of the title stand on the page, in its own title or in what it says for machines. */
function namesTitle({ title, text, posting }: SeenPage, jobTitle: string): boolean {
  const words = [...new Set(fold(jobTitle).match(/[\p{L}\p{N}]{3,}/gu) ?? [])]
  if (words.length === 0) return fold(`${title} ${text}`).includes(fold(jobTitle).trim())
  const all = new Set(fold(`${title} ${posting?.title ?? ''} ${text}`).match(/[\p{L}\p{N}]+/gu) ?? [])
  return words.filter((word) => all.has(word)).length >= Math.ceil(words.length / 2)
}

const fold = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()

/** Last parts of an address at which sites list their jobs. */
const LIST_WORDS =
  /^(?:jobs?|careers?|karriere|carri[eè]res?|emplois?|empleos?|vacatures?|vacancies|openings|positions|opportunities|search|job-?search|search-?jobs|joblist|stellenangebote|offres|ofertas|vagas|lavora-con-noi|home|index(?:\.\w+)?|error|not-?found|404)$/i

/** The link was to something within a site, and ends at its front page or at its list of jobs. */
function leadsToFront(link: string, end: string): boolean {
  if (!URL.canParse(link) || !URL.canParse(end)) return false
  const [from, to] = [new URL(link), new URL(end)]
  const [asked, got] = [partsOf(from), partsOf(to)]
  if (asked.length === 0 && from.search === '') return false
  const isSame = asked.join('/') === got.join('/')
  if (isSame) return from.search !== to.search && /[?&](?:error|not_?found|expired)=/.test(to.search)
  if (got.length >= asked.length) return false
  if (got.length === 0) return true
  const isAbove = got.every((part, index) => part === asked[index])
  return isAbove || LIST_WORDS.test(got.at(-1) ?? '')
}

/** The parts of a path; what only names a language says nothing of where one is. */
function partsOf({ pathname }: URL): string[] {
  return pathname
    .toLowerCase()
    .split('/')
    .filter((part) => part !== '' && !/^[a-z]{2}(?:[-_][a-z]{2})?$/.test(part))
}
