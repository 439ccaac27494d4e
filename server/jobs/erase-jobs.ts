import { inArray, sql } from 'drizzle-orm'
import { roomKey, rooms } from '../../contract/live'
import type { Db } from '../../db/client'
import { jobs } from '../../db/schema'
import type { Ctx } from '../core/ctx'
import { rowsOf } from '../core/rows'
import type { Emit } from '../live/outbox'
import { showFaces, wordsOf } from './open-jobs'

/** Erases the jobs that were read in these posts: their rows, and their cards in events that are kept for readers who come back. */
export async function eraseJobs(_ctx: Ctx, tx: Db, emit: Emit, postIds: string[]): Promise<{ jobs: number; events: number }> {
  const gone = await tx.delete(jobs).where(inArray(jobs.postId, postIds)).returning({
    id: jobs.id,
    clusterId: jobs.clusterId,
    companyId: jobs.companyId,
    version: jobs.version,
    title: jobs.title,
    companyName: jobs.companyName,
    places: jobs.places,
    skills: jobs.skills,
  })
  if (gone.length === 0) return { jobs: 0, events: 0 }
  // The sequence stays dense: an event that told of a job now tells that it is closed.
  const told = await tx.execute(sql`
    update outbox set type = 'job.closed', data = jsonb_build_object('jobId', coalesce(data->'job'->>'id', data->>'jobId'))
    where room = ${roomKey(rooms.jobs)} and ${inArray(
      sql`coalesce(data->'job'->>'id', data->>'jobId')`,
      gone.map((job) => job.id),
    )} returning seq`)
  for (const job of gone) emit(rooms.jobs, { type: 'job.closed', version: job.version + 1, data: { jobId: job.id } })
  await eraseRemains(tx, gone)
  await showFaces(tx, emit, [...new Set(gone.map((job) => job.clusterId))], new Set())
  return { jobs: gone.length, events: rowsOf(told).length }
}

/** Companies, clusters and words of the spelling correction that only the erased jobs stood for. */
async function eraseRemains(
  tx: Db,
  gone: { clusterId: string; companyId: string | null; title: string; companyName: string | null; places: string[]; skills: string[] }[],
): Promise<void> {
  const listOf = (values: (string | null)[]) =>
    sql`array[${sql.join(
      [...new Set(values.filter((value) => value !== null))].map((value) => sql`${value}`),
      sql`, `,
    )}]::text[]`
  await tx.execute(
    sql`delete from role_clusters where id = any(${listOf(gone.map((job) => job.clusterId))}) and not exists (select 1 from jobs where cluster_id = role_clusters.id)`,
  )
  await tx.execute(
    sql`delete from companies where id = any(${listOf(gone.map((job) => job.companyId))}) and not exists (select 1 from jobs where company_id = companies.id)`,
  )
  const words = gone.flatMap((job) => [job.title, job.companyName ?? '', ...job.skills, ...job.places].flatMap(wordsOf))
  await tx.execute(sql`
    delete from search_words where word = any(${listOf(words)}) and not exists (
      select 1 from jobs where to_tsvector('simple', title || ' ' || coalesce(company_name, '') || ' ' || immutable_join(skills) || ' ' || immutable_join(places))
        @@ plainto_tsquery('simple', search_words.word))`)
}
