import { and, asc, count, eq } from 'drizzle-orm'
import { jobs } from '../../db/schema'
import type { Ctx } from '../core/ctx'

/** What a list of all job pages needs of each. */
export interface JobPageLine {
  id: string
  title: string
  companyName: string | null
  foundAt: string
}

const isListed = and(eq(jobs.status, 'open'), eq(jobs.isClusterFace, true))

/** How many job pages are worth a place in an index: open jobs, one for each role. */
export async function countJobPages(ctx: Ctx): Promise<number> {
  const [row] = await ctx.db.select({ total: count() }).from(jobs).where(isListed)
  return row?.total ?? 0
}

/**
 * A stretch of them in the order of their ids, so oldest first: new jobs change the last stretch alone.
 * @param chunk counts from 1; past the last one the answer is empty
 */
export async function listJobPages(ctx: Ctx, { chunk, size }: { chunk: number; size: number }): Promise<JobPageLine[]> {
  const rows = await ctx.db
    .select({ id: jobs.id, title: jobs.title, companyName: jobs.companyName, foundAt: jobs.foundAt })
    .from(jobs)
    .where(isListed)
    .orderBy(asc(jobs.id))
    .limit(size)
    .offset((chunk - 1) * size)
  return rows.map((row) => ({ ...row, foundAt: row.foundAt.toISOString() }))
}
