import type { ExtractedJob, JobDraft } from '../../contract/leads'
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
    companyName: fields.company,
    places: fields.places,
    remote: fields.remote,
    remoteRegions: fields.remoteRegions,
    // The yearly value follows from what is stated, whoever filled in the draft.
    salary: fields.salary === null ? null : yearlySalary(fields.salary),
    employmentType: fields.employmentType,
    seniority: fields.seniority,
    skills: fields.skills,
    applyUrl: fields.applyUrl,
    contact: fields.contact,
    contactIsPublic: decision.isApproved,
    description: null,
    excerpt: excerptOf(post.text, decision.isApproved ? [] : read.evidence.filter((one) => one.field === 'contact')),
    language: read.language,
    fingerprint: postFingerprint(post.text),
    foundAt: post.receivedAt,
    postedAt: post.postedAt,
    validThrough: null,
  }
}

/**
 * The beginning of a post, at most 300 characters, cut between words. What was read as a contact is left out where it stands, however it is
 * spelt, and so is whatever else looks like an address or a number.
 */
export function excerptOf(text: string, hidden: { start: number; end: number }[]): string {
  const shown = hidden
    .toSorted((a, b) => b.start - a.start)
    .reduce((rest, span) => `${rest.slice(0, span.start)}…${rest.slice(span.end)}`, text)
    .replace(E_MAIL, '…')
    .replace(PHONE, '…')
    .replace(/\s+/g, ' ')
    .trim()
  if (shown.length <= EXCERPT_MAX) return shown
  const cut = shown.slice(0, EXCERPT_MAX - 1)
  const space = cut.lastIndexOf(' ')
  return `${cut.slice(0, space > EXCERPT_MAX / 2 ? space : undefined)}…`
}

const E_MAIL = /[\w.+-]{1,64}\s?(?:@|\(at\)|\[at\])\s?[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}/gi
const PHONE = /\+?\d[\d\s().-]{7,18}\d/g
