import type { Salary } from '../../contract/jobs'
import type { Evidence, ExtractedJob, JobDraft } from '../../contract/leads'
import type { posts } from '../../db/schema'
import { yearlySalary } from '../jobs/core/normalise-salary'
import { postFingerprint } from '../jobs/near-duplicate'
import type { NewJob } from '../jobs/open-jobs'

const EXCERPT_MAX = 300

/**
 * The job that a post offers. `isApproved`: a person looked at the lead, so the poster's own contact may be public (DESIGN §9.7).
 * A draft, when a person made one, stands in for what was read.
 */
export function jobOfLead(
  post: typeof posts.$inferSelect,
  read: ExtractedJob,
  decision: { isApproved: boolean; draft?: JobDraft | undefined },
): NewJob {
  const fields = decision.draft ?? { ...read, title: read.title ?? 'Untitled vacancy' }
  return {
    origin: 'detected',
    source: post.source,
    sourceKey: post.externalId,
    sourceUrl: post.url,
    postId: post.id,
    title: fields.title,
    companyName: decision.isApproved || !isHandle(post.text, read) ? fields.company : null,
    places: fields.places,
    remote: fields.remote,
    remoteRegions: fields.remoteRegions,
    salary: decision.draft ? salaryOfDraft(decision.draft, read) : read.salary,
    employmentType: fields.employmentType,
    seniority: fields.seniority,
    skills: fields.skills,
    applyUrl: fields.applyUrl !== null && !decision.isApproved && isContactLink(fields.applyUrl) ? null : fields.applyUrl,
    contact: fields.contact,
    contactIsPublic: decision.isApproved,
    description: null,
    excerpt: excerptOf(post.text, decision.isApproved ? null : read.evidence),
    language: read.language,
    fingerprint: postFingerprint(post.text),
    foundAt: post.receivedAt,
    postedAt: post.postedAt,
    validThrough: null,
  }
}

/** The yearly value follows from what is stated, whoever filled in the draft. Pay that was left as read keeps the hours that were read with it. */
function salaryOfDraft({ salary }: JobDraft, read: ExtractedJob): Salary | null {
  if (salary === null) return null
  const isAsRead =
    read.salary?.minCents === salary.minCents &&
    read.salary.maxCents === salary.maxCents &&
    read.salary.currency === salary.currency &&
    read.salary.period === salary.period
  return isAsRead ? read.salary : yearlySalary(salary)
}

/**
 * The beginning of a post, at most 300 characters, cut between words, with every contact left out that nobody approved.
 * @param read evidence of what was read in the post: its contacts are hidden where they stand, and its pay is no telephone number
 */
export function excerptOf(text: string, read: readonly Evidence[] | null): string {
  const shown = (read === null ? text : withoutContacts(text, read)).replace(/\s+/g, ' ').trim()
  if (shown.length <= EXCERPT_MAX) return shown
  const cut = shown.slice(0, EXCERPT_MAX - 1).toWellFormed()
  const space = cut.lastIndexOf(' ')
  return `${cut.slice(0, space > EXCERPT_MAX / 2 ? space : undefined)}…`
}

interface Span {
  start: number
  end: number
}

function withoutContacts(text: string, read: readonly Evidence[]): string {
  const beginning = text.slice(0, READ_FOR_EXCERPT)
  const pay = read.filter((one) => one.field === 'salary')
  const found: Span[] = read.filter((one) => one.field === 'contact' && one.end <= beginning.length)
  for (const pattern of [E_MAIL, SPELT_MAIL, HANDLE, CHAT_LINK]) found.push(...spansOf(beginning, pattern))
  for (const span of spansOf(beginning, PHONE)) {
    const said = beginning.slice(span.start, span.end)
    const isPhone =
      said.replace(/\D/g, '').length >= 7 &&
      !YEARS.test(said) &&
      !isAmount(beginning, span) &&
      !pay.some((one) => one.start < span.end && span.start < one.end)
    if (isPhone) found.push(span)
  }
  return found
    .toSorted((a, b) => b.start - a.start || b.end - a.end)
    .reduce(
      (kept, span) =>
        span.end <= kept.before ? { text: `${kept.text.slice(0, span.start)}…${kept.text.slice(span.end)}`, before: span.start } : kept,
      { text: beginning, before: beginning.length },
    ).text
}

/** Money stands before or after it. */
const isAmount = (text: string, { start, end }: Span) =>
  /[€$£¥₹]\s?$|\b[A-Z]{3}\s?$/.test(text.slice(Math.max(0, start - 5), start)) ||
  /^\s?(?:[€$£¥₹]|[A-Z]{3}\b)/.test(text.slice(end, end + 5))

const spansOf = (text: string, pattern: RegExp): Span[] =>
  [...text.matchAll(pattern)].map((match) => ({ start: match.index, end: match.index + match[0].length }))

/** More than an excerpt can show, so that what is hidden does not shorten it. */
const READ_FOR_EXCERPT = 2_000
const E_MAIL =
  /[\p{L}\p{N}_.+-]{1,64}\s?(?:[@＠]|\(at\)|\[at\]|\{at\})\s?[\p{L}\p{N}-]{1,63}(?:\s?(?:[.．]|\(dot\)|\[dot\]|\{dot\})\s?[\p{L}\p{N}-]{1,63}){1,4}/giu
const SPELT_MAIL = /[\p{L}\p{N}_.+-]{1,64}\s+at\s+[\p{L}\p{N}-]{1,63}(?:\s+dot\s+[\p{L}\p{N}-]{2,63}){1,3}/giu
const HANDLE = /(?<![\p{L}\p{N}])[@＠][\p{L}\p{N}_.]{3,64}/giu
const CHAT_LINK = /(?:https?:\/\/)?(?:www\.)?(?:wa\.me|t\.me|m\.me|telegram\.me|api\.whatsapp\.com|chat\.whatsapp\.com)\/\S{1,200}/giu
const PHONE = /\+?\(?\d[\d\s()./·‑–—-]{5,22}\d/g
const YEARS = /^\d{4}\s?[–—-]\s?\d{4}$/

/** A link through which one writes to a person: it carries an address or a number. */
function isContactLink(url: string): boolean {
  return spansOf(url, CHAT_LINK).length > 0 || /@|%40/i.test(url)
}

/** Whether the company was read from a person's handle or address. */
function isHandle(text: string, read: ExtractedJob): boolean {
  const company = read.evidence.find((one) => one.field === 'company')
  return company !== undefined && /[@＠]\s?$/.test(text.slice(Math.max(0, company.start - 2), company.start))
}
