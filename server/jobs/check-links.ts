import { and, eq, isNull, lt, or, sql } from 'drizzle-orm'
import type { JobCheck } from '../../contract/jobs'
import { jobs, type LinkFinding, linkChecks, linkSites } from '../../db/schema'
import type { Ctx } from '../core/ctx'
import { describeError } from '../core/describe-error'
import { AppError, notFound } from '../core/errors'
import type { GivenPage } from '../core/given-page'
import { toHex } from '../core/hex'
import { rowsOf } from '../core/rows'
import { withEvents } from '../live/outbox'
import { addTask } from '../tasks/add-task'
import { closeJobs } from './close-jobs'
import { type Liveness, readLiveness, readRefusal } from './core/read-liveness'
import { linkStateOf } from './link-state'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

/** So many pages of one site in a minute, whoever asks, wherever the Worker runs. */
export const SITE_PAGES_A_MINUTE = 6
/** A site that did not answer, or asked for patience, is left alone for so long at least. */
const SITE_REST_MS = 10 * MINUTE_MS
const SITE_REST_MAX_MS = 6 * HOUR_MS
/** A look that was begun counts as under way for so long. */
const LOOK_MS = 30_000
/** One that a worker took and never finished is due again. */
const TAKEN_MS = 10 * MINUTE_MS
/** A Worker holds six connections open at once, and the database needs one. */
const SITES_AT_ONCE = 4
/** A task begins no look after so long, so that none outlives its lease. */
const TIME_MAX_MS = 20_000
/** A link that leads to a front page closes its job when it still does so this much later. */
const SECOND_LOOK_MS = 20 * HOUR_MS

/** What was seen so recently is not asked for again by a person who opens it. */
export const FRESH_MS = 6 * HOUR_MS
/** Nobody waits longer for a look. It goes on, and everybody is told of what it finds. */
const WAIT_MS = 2_500

/**
 * Cron: takes links whose look is due, of each site at most as many as it may be asked for, and writes tasks for them. Those that somebody saved come
 * round more often (`nextLookMs`), so they are among the first. Returns how many.
 */
export async function startChecks(ctx: Ctx): Promise<number> {
  if (ctx.linkChecksPerMinute === 0) return 0
  const now = ctx.now()
  const answer = await ctx.db.execute(sql`
    update link_checks set due_at = ${new Date(now.getTime() + TAKEN_MS).toISOString()}::timestamptz
    where job_id in (
      select due.job_id from link_sites site cross join lateral (
        select job_id, due_at from link_checks where host = site.host and due_at <= ${now.toISOString()}::timestamptz
        order by due_at, job_id limit ${SITE_PAGES_A_MINUTE} for update skip locked) due
      where site.rest_until is null or site.rest_until <= ${now.toISOString()}::timestamptz
      order by due.due_at, due.job_id limit ${ctx.linkChecksPerMinute})
    returning job_id as "jobId", host`)
  const taken = rowsOf<{ jobId: string; host: string }>(answer)
  if (taken.length === 0) return 0
  await ctx.transact(async (tx) => {
    for (const [, group] of Map.groupBy(taken, ({ host }) => host)) {
      const jobIds = group.map(({ jobId }) => jobId).sort()
      await addTask(ctx, tx, { payload: { kind: 'jobs.check-links', jobIds }, key: `${jobIds[0]} ${now.toISOString()}` })
    }
  })
  return taken.length
}

/**
 * Carries out tasks of looks, some sites side by side and one page of a site after the other.
 * @param tasks the jobs of each; those of one task stand on one site
 */
export async function checkSites(ctx: Ctx, tasks: string[][]): Promise<void> {
  const startedAtMs = ctx.now().getTime()
  const waiting = [...tasks]
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await checkLinks(ctx, next, startedAtMs)
  }
  await Promise.all(Array.from({ length: SITES_AT_ONCE }, work))
}

/**
 * Looks at the original links of jobs, one after the other, as far as time and their sites' budgets reach; those that are left are due again soon.
 * Never fails for what a site answers: only a page that is gone, or says so itself, closes a job.
 */
async function checkLinks(ctx: Ctx, jobIds: string[], startedAtMs: number): Promise<void> {
  for (const jobId of jobIds) {
    if (ctx.now().getTime() - startedAtMs > TIME_MAX_MS) return
    await checkLink(ctx, jobId)
  }
}

/**
 * What a person should know who is about to open or save a job: where its link leads, and whether it is still open. What was not seen for six hours is
 * looked at first, for as long as anybody would wait.
 *
 * @throws not_found  there is no such job
 */
export async function checkBeforeUse(ctx: Ctx, jobId: string): Promise<JobCheck> {
  const before = await findStanding(ctx, jobId)
  if (!before) throw notFound('job', jobId)
  const { seenAt, ...standing } = before
  if (ctx.linkChecksPerMinute === 0 || standing.status === 'closed' || !before.isCheckable) return show(standing)
  if (ctx.now().getTime() - seenAt.getTime() < FRESH_MS) return show(standing)
  const look = checkLink(ctx, jobId).catch((error) => ctx.log.warn('jobs.check-later', { jobId, error: describeError(error) }))
  ctx.waitUntil(look)
  await Promise.race([look, new Promise((resolve) => setTimeout(resolve, WAIT_MS))])
  const after = await findStanding(ctx, jobId)
  return show(after ?? standing)
}

type Standing = Omit<JobCheck, 'checkedAt'> & { checkedAt: Date | null; isCheckable: boolean }
const show = ({ status, url, checkedAt, linkState, closedBecause }: Standing): JobCheck => ({
  status,
  url,
  checkedAt: checkedAt?.toISOString() ?? null,
  linkState,
  closedBecause,
})

async function findStanding(ctx: Ctx, jobId: string): Promise<(Standing & { seenAt: Date }) | null> {
  const [row] = await ctx.db
    .select({
      status: jobs.status,
      applyUrl: jobs.applyUrl,
      sourceUrl: jobs.sourceUrl,
      foundAt: jobs.foundAt,
      checkedAt: jobs.checkedAt,
      closedBecause: jobs.closedBecause,
      finding: linkChecks.finding,
      attemptedAt: linkChecks.attemptedAt,
      checkedUrl: linkChecks.url,
    })
    .from(jobs)
    .leftJoin(linkChecks, eq(linkChecks.jobId, jobs.id))
    .where(eq(jobs.id, jobId))
  if (!row) return null
  return {
    status: row.status,
    url: row.applyUrl ?? row.sourceUrl,
    checkedAt: row.checkedAt,
    linkState: linkStateOf(row.finding),
    closedBecause: row.closedBecause,
    isCheckable: row.checkedUrl !== null,
    // An attempt that told nothing counts too: who opens it again a minute later is not kept waiting again.
    seenAt: [row.checkedAt, row.attemptedAt, row.foundAt].reduce<Date>((a, b) => (b && b > a ? b : a), row.foundAt),
  }
}

interface DueLink {
  url: string
  host: string
  title: string
  failures: number
}

async function checkLink(ctx: Ctx, jobId: string): Promise<void> {
  const due = await takeLink(ctx, jobId)
  if (!due) return
  if (!(await takeFromSite(ctx, due.host))) {
    await ctx.db
      .update(linkChecks)
      .set({ attemptedAt: null, dueAt: new Date(ctx.now().getTime() + MINUTE_MS) })
      .where(eq(linkChecks.jobId, jobId))
    return
  }
  const seen = await look(ctx, due)
  if (seen.state === 'failed') await restSite(ctx, due.host, seen.retryAfterS)
  await keepFinding(ctx, jobId, due, seen)
  ctx.count(`numerojobs_link_checks_total{found="${seen.state}"}`)
}

/** Marks a look as begun; `null` when the job is closed, has no link, or another worker looks at it. */
async function takeLink(ctx: Ctx, jobId: string): Promise<DueLink | null> {
  const now = ctx.now()
  const [taken] = await ctx.db
    .update(linkChecks)
    .set({ attemptedAt: now })
    .from(jobs)
    .where(
      and(
        eq(linkChecks.jobId, jobId),
        eq(jobs.id, linkChecks.jobId),
        eq(jobs.status, 'open'),
        or(isNull(linkChecks.attemptedAt), lt(linkChecks.attemptedAt, new Date(now.getTime() - LOOK_MS))),
      ),
    )
    .returning({ url: linkChecks.url, host: linkChecks.host, failures: linkChecks.failures, title: jobs.title })
  if (taken) return taken
  // Of a job that is closed nothing is due any more; opened again, it is planned anew.
  await ctx.db.execute(
    sql`update link_checks set due_at = null from jobs where job_id = ${jobId} and jobs.id = job_id and jobs.status = 'closed'`,
  )
  return null
}

/** Takes one page from a site's budget of this minute; `false` when it is used up, or the site rests. */
async function takeFromSite(ctx: Ctx, host: string): Promise<boolean> {
  const now = ctx.now()
  const isOver = sql`link_sites.window_at <= ${new Date(now.getTime() - MINUTE_MS).toISOString()}::timestamptz`
  const taken = await ctx.db.execute(sql`
    insert into link_sites (host, window_at, used) values (${host}, ${now.toISOString()}::timestamptz, 1)
    on conflict (host) do update set
      used = case when ${isOver} then 1 else link_sites.used + 1 end,
      window_at = case when ${isOver} then excluded.window_at else link_sites.window_at end
    where (link_sites.rest_until is null or link_sites.rest_until <= excluded.window_at) and (${isOver} or link_sites.used < ${SITE_PAGES_A_MINUTE})
    returning host`)
  return rowsOf(taken).length > 0
}

async function restSite(ctx: Ctx, host: string, retryAfterS: number): Promise<void> {
  const restMs = Math.min(Math.max(SITE_REST_MS, retryAfterS * 1_000), SITE_REST_MAX_MS)
  await ctx.db
    .update(linkSites)
    .set({ restUntil: new Date(ctx.now().getTime() + restMs) })
    .where(eq(linkSites.host, host))
}

type Seen = (Liveness & { text: string | null }) | { state: 'failed'; retryAfterS: number } | { state: 'not-allowed' }

async function look(ctx: Ctx, { url, title }: DueLink): Promise<Seen> {
  let page: GivenPage
  try {
    page = await ctx.fetchPage(url)
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    const { status, retryAfterS } = error.details
    const found = readRefusal({ reason: error.reason, status: typeof status === 'number' ? status : null })
    if (found.state === 'failed') return { state: 'failed', retryAfterS: typeof retryAfterS === 'number' ? retryAfterS : 0 }
    return found.state === 'not-allowed' ? { state: 'not-allowed' } : { ...found, text: null }
  }
  const found = readLiveness(page, { link: url, jobTitle: title, nowMs: ctx.now().getTime() })
  // Only what a page says for machines is the text of the vacancy alone, without the day's date and other jobs around it.
  return { ...found, text: page.posting?.description || null }
}

/** Writes what was seen, when the next look is due, and closes the job where the page says so. A link that was changed meanwhile keeps nothing of it. */
async function keepFinding(ctx: Ctx, jobId: string, due: DueLink, seen: Seen): Promise<void> {
  const now = ctx.now()
  const textHash = 'text' in seen && seen.text ? await hashText(seen.text) : null
  await withEvents(ctx, async (tx, emit) => {
    const [job] = await tx.select({ status: jobs.status, foundAt: jobs.foundAt }).from(jobs).where(eq(jobs.id, jobId)).for('update')
    const [held] = await tx.select().from(linkChecks).where(eq(linkChecks.jobId, jobId)).for('update')
    if (!job || job.status === 'closed' || !held || held.url !== due.url) return
    const isSame = held.finding === seen.state
    const isGoneForGood =
      seen.state === 'leads-elsewhere' &&
      isSame &&
      held.findingSince !== null &&
      now.getTime() - held.findingSince.getTime() >= SECOND_LOOK_MS
    const because = seen.state === 'closed' ? seen.because : isGoneForGood ? 'link-redirects' : null
    const failures = seen.state === 'failed' ? held.failures + 1 : 0
    const finding: LinkFinding = because === null ? seen.state : 'closed'
    const isWanted = await isSaved(ctx, jobId)
    await tx
      .update(linkChecks)
      .set({
        // One bad hour of a site does not take back what was seen before it.
        ...(seen.state === 'failed' && held.finding !== null ? {} : { finding, findingSince: isSame ? held.findingSince : now }),
        failures,
        ...(textHash === null
          ? {}
          : textHash === held.textHash
            ? { textLooks: held.textLooks + 1 }
            : { textHash, textSince: now, textLooks: 1 }),
        dueAt:
          because === null
            ? new Date(now.getTime() + nextLookMs({ state: seen.state, failures, ageMs: now.getTime() - job.foundAt.getTime(), isWanted }))
            : null,
      })
      .where(eq(linkChecks.jobId, jobId))
    if (seen.state === 'works' || because !== null) await tx.update(jobs).set({ checkedAt: now }).where(eq(jobs.id, jobId))
    if (because !== null) await closeJobs(ctx, tx, emit, [jobId], { because })
  })
}

/**
 * How long until the next look, in milliseconds. A job that somebody follows is looked at four times a day; others daily when they are older than a week,
 * since the older one is, the likelier it is gone, and every other day before. What did not answer is asked less and less often.
 */
export function nextLookMs({
  state,
  failures,
  ageMs,
  isWanted,
}: {
  state: Seen['state']
  failures: number
  ageMs: number
  isWanted: boolean
}): number {
  switch (state) {
    case 'failed':
      return Math.min(HOUR_MS * 2 ** Math.max(0, failures - 1), 2 * DAY_MS)
    case 'not-allowed':
    case 'unreadable':
      return 7 * DAY_MS
    case 'leads-elsewhere':
      return DAY_MS
    case 'works':
    case 'closed':
      if (isWanted) return FRESH_MS
      return ageMs > 7 * DAY_MS ? DAY_MS : 2 * DAY_MS
    default:
      return state satisfies never
  }
}

/** Whether anybody follows an application that began from this job and is not over. */
async function isSaved(ctx: Ctx, jobId: string): Promise<boolean> {
  const found = await ctx.db.execute(
    sql`select 1 from applications where job_id = ${jobId} and removed_at is null and stage_group <> 'closed' limit 1`,
  )
  return rowsOf(found).length > 0
}

async function hashText(text: string): Promise<string> {
  const plain = text.replace(/\s+/g, ' ').trim()
  return toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(plain)))).slice(0, 32)
}
