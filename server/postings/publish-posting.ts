import { and, asc, eq, inArray, lte } from 'drizzle-orm'
import type { PostingCloseReason, PostingPauseReason, PostingView } from '../../contract/postings'
import type { Db } from '../../db/client'
import { jobs, postings } from '../../db/schema'
import { listCreditedPostings, lockAccount, postingAllowance, spendPostingCredit } from '../billing/posting-allowance'
import type { PersonCtx } from '../core/actor'
import type { Ctx } from '../core/ctx'
import { AppError, conflict, invalid } from '../core/errors'
import { tellHooks } from '../hooks/tell-hooks'
import { closeJobs, reopenJobs } from '../jobs/close-jobs'
import { markVerified } from '../jobs/mark-verified'
import { type NewJob, openJobs } from '../jobs/open-jobs'
import { type Emit, withEvents } from '../live/outbox'
import { addTask } from '../tasks/add-task'
import type { PostingRow } from './access'
import { checkPosting } from './core/posting-rules'
import { actOn, savePosting } from './review-posting'
import { fieldsOf } from './show-posting'
import { findVerifiedDomain } from './verify-employer'

/** The source of every job that was posted here. */
export const POSTED_SOURCE = 'numerojobs'

/**
 * Publishes the approved words of a posting as a public job; published again, the same job says the new ones.
 *
 * @throws not_found, forbidden  as `getPostingFor`
 * @throws conflict  `posting.not-submitted`, `posting.not-approved`, `posting.closed`
 * @throws conflict  `posting.closed-by-operator`: its job was closed after reports; `billing.no-credit`: the plan's postings are all open
 * @throws forbidden `posting.not-in-demo`
 * @throws invalid   `posting.blocked`, with each field that a rule of its place of work stands against, and why
 */
export async function publishPosting(ctx: PersonCtx, postingId: string): Promise<PostingView> {
  refuseDemo(ctx)
  return actOn(ctx, postingId, 'publish', async (tx, emit, { posting, organisationName }, state) => {
    refuseBlocked(posting, ctx.now())
    await takeOpenPlace(ctx, tx, posting)
    const publishedAt = posting.publishedAt ?? ctx.now()
    const [jobId = ''] = await openJobs(ctx, tx, emit, [jobOf(posting, organisationName, publishedAt)])
    await refuseClosedByOperator(tx, jobId)
    await markVerified(tx, emit, [jobId], await findVerifiedDomain(tx, posting.organisationId))
    if (posting.state !== 'published') await tellPostingHooks(ctx, tx, posting, 'job.published', jobId)
    return savePosting(ctx, tx, emit, posting, {
      act: 'posting.published',
      set: { state, jobId, publishedAt, pausedAt: null, pauseReason: null, isAhead: false, submittedAt: null, sentBackReason: null },
    })
  })
}

/** Takes a published posting out of sight for a while. Who applied stays where they are. */
export function pausePosting(ctx: PersonCtx, postingId: string): Promise<PostingView> {
  return actOn(ctx, postingId, 'pause', (tx, emit, { posting }) => pauseHeld(ctx, tx, emit, posting, 'member'))
}

/** Pauses a published posting whose row the caller holds, and tells its applicants: also for the clock, which has no person behind it. */
export async function pauseHeld(ctx: Ctx, tx: Db, emit: Emit, posting: PostingRow, reason: PostingPauseReason): Promise<PostingRow> {
  if (posting.jobId) {
    await closeJobs(ctx, tx, emit, [posting.jobId])
    await tellPostingHooks(ctx, tx, posting, 'job.paused', posting.jobId)
  }
  await tellApplicants(ctx, tx, posting)
  return savePosting(ctx, tx, emit, posting, {
    act: 'posting.paused',
    details: { reason },
    set: { state: 'paused', pausedAt: ctx.now(), pauseReason: reason },
  })
}

/**
 * Shows a paused posting again, with the words that were published last.
 * @throws conflict  `posting.over`: its last day is past; `posting.closed-by-operator`; `billing.no-credit`
 * @throws forbidden `posting.not-in-demo`
 */
export async function resumePosting(ctx: PersonCtx, postingId: string): Promise<PostingView> {
  refuseDemo(ctx)
  return actOn(ctx, postingId, 'resume', async (tx, emit, { posting }, state) => {
    if (posting.validThrough !== null && posting.validThrough <= ctx.now())
      throw conflict('posting.over', { postingId }, 'Its last day is past. Choose a later one and publish it again.')
    await takeOpenPlace(ctx, tx, posting)
    if (posting.jobId) {
      await tellPostingHooks(ctx, tx, posting, 'job.published', posting.jobId)
      await reopenJobs(tx, emit, [posting.jobId])
      await refuseClosedByOperator(tx, posting.jobId)
    }
    await tellApplicants(ctx, tx, posting)
    // Whoever shows it again has looked at it.
    const set = { state, pausedAt: null, pauseReason: null, reviewedAt: ctx.now() }
    return savePosting(ctx, tx, emit, posting, { act: 'posting.resumed', set })
  })
}

/** Closes a posting for good. Its job is closed, and everybody whose application has not ended is told. */
export function closePosting(
  ctx: PersonCtx,
  { postingId, reason }: { postingId: string; reason: Exclude<PostingCloseReason, 'expired'> },
): Promise<PostingView> {
  return actOn(ctx, postingId, 'close', (tx, emit, { posting }) => closeHeld(ctx, tx, emit, posting, reason))
}

const CLOSE_AT_ONCE_MAX = 100

/** Cron: closes postings whose last day is over. One that somebody closed meanwhile is left alone. */
export async function closeExpiredPostings(ctx: Ctx): Promise<number> {
  const isOver = and(inArray(postings.state, ['published', 'paused']), lte(postings.validThrough, ctx.now()))
  const over = await ctx.db.select({ id: postings.id }).from(postings).where(isOver).orderBy(asc(postings.id)).limit(CLOSE_AT_ONCE_MAX)
  for (const { id } of over) {
    await withEvents(ctx, async (tx, emit) => {
      const [posting] = await tx
        .select()
        .from(postings)
        .where(and(eq(postings.id, id), isOver))
        .for('update')
      if (posting) await closeHeld(ctx, tx, emit, posting, 'expired')
    })
  }
  return over.length
}

async function closeHeld(ctx: Ctx, tx: Db, emit: Emit, posting: PostingRow, reason: PostingCloseReason): Promise<PostingRow> {
  if (posting.jobId) {
    await closeJobs(ctx, tx, emit, [posting.jobId])
    await tellPostingHooks(ctx, tx, posting, 'job.closed', posting.jobId)
    await addTask(ctx, tx, { payload: { kind: 'hiring.tell-closed', postingId: posting.id }, key: posting.id })
  }
  return savePosting(ctx, tx, emit, posting, {
    act: 'posting.closed',
    details: { reason },
    set: { state: 'closed', closeReason: reason, closedAt: ctx.now(), submittedAt: null },
  })
}

/**
 * A demo's words stay in the demo: a public job would collect the résumés of real people for nobody.
 * @throws forbidden  `posting.not-in-demo`
 */
function refuseDemo(ctx: PersonCtx): void {
  if (!ctx.actor.isDemo) return
  throw new AppError('forbidden', 'posting.not-in-demo', {
    message: 'Nothing leaves a demo, so nothing is published from it. Make it your own account first; everything in it stays.',
  })
}

/** Applicants whose application is open learn that the posting rests, or goes on. */
const tellApplicants = (ctx: Ctx, tx: Db, { id, version }: PostingRow) =>
  addTask(ctx, tx, { payload: { kind: 'hiring.tell-paused', postingId: id, after: '' }, key: `${id}:${version}` })

/** A posting that is not open yet needs one of the plan's places, or a credit of its own. Two at once are counted one after the other. */
async function takeOpenPlace(ctx: Ctx, tx: Db, { id, organisationId, state }: PostingRow): Promise<void> {
  if (state === 'published') return
  await lockAccount(ctx, tx, organisationId)
  const open = await tx
    .select({ id: postings.id })
    .from(postings)
    .where(and(eq(postings.organisationId, organisationId), eq(postings.state, 'published')))
  const ids = open.map((posting) => posting.id)
  const [{ openPostingsMax }, credited] = await Promise.all([
    postingAllowance(ctx, tx, organisationId),
    listCreditedPostings(ctx, tx, [...ids, id]),
  ])
  const byPlan = ids.filter((other) => !credited.has(other)).length
  if (byPlan >= openPostingsMax) await spendPostingCredit(ctx, tx, { organisationId, postingId: id })
}

const tellPostingHooks = (
  ctx: Ctx,
  tx: Db,
  { id, organisationId }: PostingRow,
  type: 'job.published' | 'job.paused' | 'job.closed',
  jobId: string,
) => tellHooks(ctx, tx, { organisationId, type, data: { postingId: id, jobId } })

function refuseBlocked(posting: PostingRow, now: Date): void {
  const blocks = checkPosting(fieldsOf(posting), now).filter(({ level }) => level === 'block')
  if (blocks.length === 0) return
  // The first of each field, which is the one that a form shows.
  const fields = Object.fromEntries(blocks.toReversed().map(({ field, message }) => [field, message]))
  throw invalid('posting.blocked', 'This cannot be published yet. Correct the marked fields.', fields)
}

/** Opening a job again does nothing to one that an operator closed after reports. */
async function refuseClosedByOperator(tx: Db, jobId: string): Promise<void> {
  const [job] = await tx.select({ status: jobs.status }).from(jobs).where(eq(jobs.id, jobId))
  if (job?.status === 'closed')
    throw conflict('posting.closed-by-operator', { jobId }, 'An operator closed this job after reports. Write to us if that is wrong.')
}

function jobOf(posting: PostingRow, organisationName: string, publishedAt: Date): NewJob {
  return {
    origin: 'posted',
    source: POSTED_SOURCE,
    sourceKey: posting.id,
    sourceUrl: null,
    postId: null,
    title: posting.title,
    companyName: organisationName,
    places: posting.places,
    remote: posting.remote,
    remoteRegions: posting.remoteRegions,
    salary: posting.salary,
    employmentType: posting.employmentType,
    seniority: posting.seniority,
    skills: posting.skills,
    applyUrl: `/apply/${posting.id}`,
    contact: null,
    contactIsPublic: false,
    description: posting.description,
    excerpt: null,
    language: null,
    fingerprint: [],
    foundAt: publishedAt,
    postedAt: publishedAt,
    validThrough: posting.validThrough,
  }
}
