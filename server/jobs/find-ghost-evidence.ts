import { and, desc, eq, sql } from 'drizzle-orm'
import type { GhostEvidence } from '../../contract/jobs'
import { jobs, marketSnapshots } from '../../db/schema'
import type { Ctx } from '../core/ctx'
import { rowsOf } from '../core/rows'
import { roleOf } from '../titles/role-of'
import { ANSWER_DAYS, type GhostFacts, ghostEvidence } from './core/ghost-evidence'
import { isSameText } from './near-duplicate'

const SIGHTINGS_MAX = 60
const DAY_MS = 86_400_000

/** Of a job, what the evidence is found by. */
interface Subject {
  id: string
  clusterId: string
  title: string
  fingerprint: string[]
  foundAt: Date
  postedAt: Date | null
  textSince: Date | null
  textLooks: number | null
}

/** What may mean that an open job is not really being filled; empty when nothing is known. */
export async function findGhostEvidence(ctx: Ctx, job: Subject): Promise<GhostEvidence[]> {
  const [sightings, likeRoles, applied] = await Promise.all([
    listSightings(ctx, job),
    findLikeRoles(ctx, job.title),
    countApplied(ctx, job.clusterId),
  ])
  return ghostEvidence({
    nowMs: ctx.now().getTime(),
    sinceMs: Math.min(job.foundAt.getTime(), job.postedAt?.getTime() ?? Number.POSITIVE_INFINITY),
    likeRoles,
    sightings,
    text: job.textSince && job.textLooks ? { sinceMs: job.textSince.getTime(), looks: job.textLooks } : null,
    applied,
  })
}

async function listSightings(ctx: Ctx, job: Subject): Promise<GhostFacts['sightings']> {
  const rows = await ctx.db
    .select({
      id: jobs.id,
      source: jobs.source,
      origin: jobs.origin,
      foundAt: jobs.foundAt,
      closedAt: jobs.closedAt,
      closedBecause: jobs.closedBecause,
      fingerprint: jobs.fingerprint,
    })
    .from(jobs)
    .where(eq(jobs.clusterId, job.clusterId))
    .orderBy(desc(jobs.foundAt), desc(jobs.id))
    .limit(SIGHTINGS_MAX)
  return rows.map(({ id, source, origin, foundAt, closedAt, closedBecause, fingerprint }) => ({
    isThis: id === job.id,
    source,
    origin,
    foundAtMs: foundAt.getTime(),
    closedAtMs: closedAt?.getTime() ?? null,
    closedBecause,
    isSameText: isSameText(fingerprint, job.fingerprint),
  }))
}

/** How long like roles stood open, as the newest figures of the market say. */
async function findLikeRoles(ctx: Ctx, title: string): Promise<GhostFacts['likeRoles']> {
  const role = roleOf(title)
  if (!role) return null
  const [row] = await ctx.db
    .select({ figures: marketSnapshots.figures })
    .from(marketSnapshots)
    .where(and(eq(marketSnapshots.role, role.key), eq(marketSnapshots.region, '')))
    .orderBy(desc(marketSnapshots.date))
    .limit(1)
  const openDays = row?.figures?.openDays
  return openDays ? { n: openDays.n, medianDays: openDays.median } : null
}

/** People whose application to this role is old enough to have been answered. A visitor's demo world is nobody. */
async function countApplied(ctx: Ctx, clusterId: string): Promise<GhostFacts['applied']> {
  const before = new Date(ctx.now().getTime() - ANSWER_DAYS * DAY_MS).toISOString()
  const answer = await ctx.db.execute(sql`
    select count(*)::int as people, (count(*) filter (where not answered))::int as unanswered from (
      select application.person_id, bool_or(application.answered_at is not null) as answered
      from jobs join applications application on application.job_id = jobs.id join people on people.id = application.person_id
      where jobs.cluster_id = ${clusterId} and application.removed_at is null and application.applied_at <= ${before}::timestamptz and people.demo_until is null
      group by application.person_id) each`)
  const [row] = rowsOf<{ people: number; unanswered: number }>(answer)
  return { people: row?.people ?? 0, unanswered: row?.unanswered ?? 0 }
}
