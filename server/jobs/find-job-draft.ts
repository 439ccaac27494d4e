import { eq } from 'drizzle-orm'
import type { ReportReason } from '../../contract/jobs'
import type { JobDraft } from '../../contract/leads'
import type { Db } from '../../db/client'
import { companies, jobs } from '../../db/schema'
import { jobCardColumns, showCard } from './show-job'

/** A job's fields as a draft would give them, so that they can be put back: `null` when there is no such job, or it is closed. */
export async function findJobDraft(
  tx: Db,
  jobId: string | null,
): Promise<{ job: JobDraft | null; isApproved: boolean; closedFor: ReportReason | null }> {
  if (jobId === null) return { job: null, isApproved: false, closedFor: null }
  const [row] = await tx
    .select({
      ...jobCardColumns,
      applyUrl: jobs.applyUrl,
      contact: jobs.contact,
      contactIsPublic: jobs.contactIsPublic,
      closedFor: jobs.closedFor,
    })
    .from(jobs)
    .leftJoin(companies, eq(companies.id, jobs.companyId))
    .where(eq(jobs.id, jobId))
  if (!row || row.status === 'closed') return { job: null, isApproved: false, closedFor: row?.closedFor ?? null }
  const { title, companyName, places, remote, remoteRegions, salary, employmentType, seniority, skills } = showCard(row)
  const { applyUrl, contact } = row
  const job = { title, company: companyName, places, remote, remoteRegions, salary, employmentType, seniority, skills, applyUrl, contact }
  return { job, isApproved: row.contactIsPublic, closedFor: null }
}
