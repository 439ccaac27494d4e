import { and, inArray, sql } from 'drizzle-orm'
import type { Db } from '../../db/client'
import { jobs } from '../../db/schema'
import type { Emit } from '../live/outbox'
import { showFaces } from './open-jobs'

/** Says on jobs by which domain their employer is proved, or that it is not any more, and tells the feed. */
export async function markVerified(tx: Db, emit: Emit, jobIds: string[], domain: string | null): Promise<void> {
  if (jobIds.length === 0) return
  const changed = await tx
    .update(jobs)
    .set({ verifiedDomain: domain, version: sql`${jobs.version} + 1` })
    .where(and(inArray(jobs.id, jobIds), sql`${jobs.verifiedDomain} is distinct from ${domain}`))
    .returning({ clusterId: jobs.clusterId })
  await showFaces(tx, emit, [...new Set(changed.map(({ clusterId }) => clusterId))], new Set())
}
