import { sql } from 'drizzle-orm'
import type { JobCard, Salary } from '../../contract/jobs'
import { companies, jobs } from '../../db/schema'

/** Columns of a card; every list reads these and no more. */
export const jobCardColumns = {
  id: jobs.id,
  title: jobs.title,
  companyName: jobs.companyName,
  companySlug: companies.slug,
  verifiedDomain: jobs.verifiedDomain,
  places: jobs.places,
  remote: jobs.remote,
  remoteRegions: jobs.remoteRegions,
  salaryMinCents: jobs.salaryMinCents,
  salaryMaxCents: jobs.salaryMaxCents,
  salaryCurrency: jobs.salaryCurrency,
  salaryPeriod: jobs.salaryPeriod,
  salaryYearlyMinCents: jobs.salaryYearlyMinCents,
  salaryYearlyMaxCents: jobs.salaryYearlyMaxCents,
  salaryIsEstimate: jobs.salaryIsEstimate,
  employmentType: jobs.employmentType,
  seniority: jobs.seniority,
  skills: jobs.skills,
  origin: jobs.origin,
  source: jobs.source,
  /** Sites, not sightings: twice on one site is once. */
  seenOn: sql<number>`(select count(distinct other.source)::int from jobs other where other.cluster_id = ${jobs.clusterId} and other.status = 'open')`,
  foundAt: jobs.foundAt,
  postedAt: jobs.postedAt,
  checkedAt: jobs.checkedAt,
  status: jobs.status,
  version: jobs.version,
}
export type JobCardRow =
  Omit<typeof jobs.$inferSelect, 'id'> extends infer Row
    ? Pick<Row & { id: string }, Extract<keyof typeof jobCardColumns, keyof Row | 'id'>> & { companySlug: string | null; seenOn: number }
    : never

export function showCard(row: JobCardRow): JobCard {
  return {
    id: row.id,
    title: row.title,
    companyName: row.companyName,
    companySlug: row.companySlug,
    verifiedDomain: row.verifiedDomain,
    places: row.places,
    remote: row.remote,
    remoteRegions: row.remoteRegions,
    salary: showSalary(row),
    employmentType: row.employmentType,
    seniority: row.seniority,
    skills: row.skills,
    origin: row.origin,
    source: row.source,
    seenOn: Math.max(1, row.seenOn),
    foundAt: row.foundAt.toISOString(),
    postedAt: row.postedAt?.toISOString() ?? null,
    checkedAt: row.checkedAt?.toISOString() ?? null,
    status: row.status,
    version: row.version,
  }
}

function showSalary(row: JobCardRow): Salary | null {
  if (row.salaryCurrency === null || row.salaryPeriod === null) return null
  return {
    minCents: row.salaryMinCents,
    maxCents: row.salaryMaxCents,
    currency: row.salaryCurrency,
    period: row.salaryPeriod,
    yearlyMinCents: row.salaryYearlyMinCents,
    yearlyMaxCents: row.salaryYearlyMaxCents,
    isEstimate: row.salaryIsEstimate,
  }
}
