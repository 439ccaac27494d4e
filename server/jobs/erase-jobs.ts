import { inArray, sql } from 'drizzle-orm'
import { roomKey, rooms } from '../../contract/live'
import type { Db } from '../../db/client'
import { jobs } from '../../db/schema'
import type { Ctx } from '../core/ctx'
import { rowsOf } from '../core/rows'
import type { Emit } from '../live/outbox'
import { showFaces } from './open-jobs'

/** Erases the jobs that were read in these posts: their rows, and their cards in events that are kept for readers who come back. */
export async function eraseJobs(_ctx: Ctx, tx: Db, emit: Emit, postIds: string[]): Promise<{ jobs: number; events: number }> {
  const gone = await tx
    .delete(jobs)
    .where(inArray(jobs.postId, postIds))
    .returning({ id: jobs.id, clusterId: jobs.clusterId, version: jobs.version })
  if (gone.length === 0) return { jobs: 0, events: 0 }
  // The sequence stays dense: an event that told of a job now tells that it is closed.
  const told = await tx.execute(sql`
    update outbox set type = 'job.closed', data = jsonb_build_object('jobId', coalesce(data->'job'->>'id', data->>'jobId'))
    where room = ${roomKey(rooms.jobs)} and ${inArray(
      sql`coalesce(data->'job'->>'id', data->>'jobId')`,
      gone.map((job) => job.id),
    )} returning seq`)
  for (const job of gone) emit(rooms.jobs, { type: 'job.closed', version: job.version + 1, data: { jobId: job.id } })
  await showFaces(tx, emit, [...new Set(gone.map((job) => job.clusterId))], new Set())
  return { jobs: gone.length, events: rowsOf(told).length }
}
