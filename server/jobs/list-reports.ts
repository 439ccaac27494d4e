import { and, countDistinct, desc, eq, inArray, isNotNull, isNull, type SQL, sql } from 'drizzle-orm'
import type { z } from 'zod'
import type { ReportedJob, ReportList, ReportPage } from '../../contract/jobs'
import { IsoInstant, JobId } from '../../contract/wire'
import type { Db } from '../../db/client'
import { jobReports, jobs } from '../../db/schema'
import type { Ctx } from '../core/ctx'
import { invalid } from '../core/errors'
import { readCursor, toPage, writeCursor } from '../core/page'

const REPORTS_SHOWN_MAX = 20
/** Enough of the hash to tell the reporters of one job apart, and too little to look anybody up by. */
const REPORTER_LENGTH = 6

/** Jobs with reports in one state: those that most people reported first, then those with the newest report, then by id. */
export async function listReports(ctx: Ctx, input: z.output<typeof ReportList>): Promise<ReportPage> {
  const after = input.cursor ? readPosition(input.cursor) : null
  const isInState = input.state === 'open' ? isNull(jobReports.answer) : isNotNull(jobReports.answer)
  const people = sql<number>`count(*)::int`
  const newest = sql<string>`to_char(max(${jobReports.createdAt}) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
  const [groups, [counts]] = await Promise.all([
    ctx.db
      .select({ jobId: jobReports.jobId, people, newest })
      .from(jobReports)
      .where(isInState)
      .groupBy(jobReports.jobId)
      .having(
        after
          ? sql`(count(*), max(${jobReports.createdAt}), ${jobReports.jobId}) < (${after.people}::bigint, ${after.newest}::timestamptz, ${after.jobId})`
          : undefined,
      )
      .orderBy(desc(people), desc(sql`max(${jobReports.createdAt})`), desc(jobReports.jobId))
      .limit(input.limit + 1),
    ctx.db
      .select({
        open: countDistinct(sql`case when ${jobReports.answer} is null then ${jobReports.jobId} end`),
        answered: countDistinct(sql`case when ${jobReports.answer} is not null then ${jobReports.jobId} end`),
      })
      .from(jobReports),
  ])
  const page = toPage(
    groups,
    input.limit,
    (group) => group.jobId,
    (group) => writeCursor([group.people, group.newest, group.jobId]),
  )
  return { data: await showReported(ctx.db, page.data, isInState), next: page.next, counts: counts ?? { open: 0, answered: 0 } }
}

/** Reported jobs in the order of `jobIds`, each with its reports that meet the condition. */
export async function showReported(db: Db, jobIds: string[], isInState: SQL): Promise<ReportedJob[]> {
  if (jobIds.length === 0) return []
  const ranked = db
    .select({
      jobId: jobReports.jobId,
      reason: jobReports.reason,
      text: jobReports.text,
      createdAt: jobReports.createdAt,
      reporterHash: jobReports.reporterHash,
      answer: jobReports.answer,
      answeredAt: jobReports.answeredAt,
      answeredBy: jobReports.answeredBy,
      answerNote: jobReports.answerNote,
      place:
        sql<number>`row_number() over (partition by ${jobReports.jobId} order by ${jobReports.createdAt} desc, ${jobReports.id} desc)`.as(
          'place',
        ),
      people: sql<number>`(count(*) over (partition by ${jobReports.jobId}))::int`.as('people'),
    })
    .from(jobReports)
    .where(and(inArray(jobReports.jobId, jobIds), isInState))
    .as('ranked')
  const rows = await db
    .select({
      jobId: ranked.jobId,
      reason: ranked.reason,
      text: ranked.text,
      createdAt: ranked.createdAt,
      reporterHash: ranked.reporterHash,
      answer: ranked.answer,
      answeredAt: ranked.answeredAt,
      answeredBy: ranked.answeredBy,
      answerNote: ranked.answerNote,
      people: ranked.people,
      title: jobs.title,
      companyName: jobs.companyName,
      source: jobs.source,
      sourceUrl: jobs.sourceUrl,
      status: jobs.status,
      foundAt: jobs.foundAt,
    })
    .from(ranked)
    .innerJoin(jobs, eq(jobs.id, ranked.jobId))
    .where(sql`${ranked.place} <= ${REPORTS_SHOWN_MAX}`)
    .orderBy(ranked.jobId, ranked.place)
  const byJob = Map.groupBy(rows, (row) => row.jobId)
  return jobIds.flatMap((jobId) => {
    const own = byJob.get(jobId) ?? []
    const [newest] = own
    if (!newest) return []
    const { title, companyName, source, sourceUrl, status, foundAt, people, createdAt } = newest
    return {
      jobId,
      title,
      companyName,
      source,
      sourceUrl,
      status,
      foundAt: foundAt.toISOString(),
      people,
      newestAt: createdAt.toISOString(),
      reports: own.map((report) => ({
        reason: report.reason,
        text: report.text,
        at: report.createdAt.toISOString(),
        reporter: report.reporterHash.slice(0, REPORTER_LENGTH),
      })),
      answer: answerOf(own),
    }
  })
}

type AnsweredReport = Pick<typeof jobReports.$inferSelect, 'answer' | 'answeredAt' | 'answeredBy' | 'answerNote'>

/** The newest answer: reports of one job may have been answered at several times. */
function answerOf(reports: AnsweredReport[]): ReportedJob['answer'] {
  const [newest] = reports
    .flatMap(({ answer, answeredAt, answeredBy, answerNote }) =>
      answer && answeredAt ? [{ answer, at: answeredAt.toISOString(), by: answeredBy ?? '', note: answerNote }] : [],
    )
    .toSorted((a, b) => (a.at < b.at ? 1 : -1))
  return newest ?? null
}

function readPosition(cursor: string): { people: number; newest: string; jobId: string } {
  const [people, newest, jobId] = readCursor(cursor, 3)
  if (Number.isSafeInteger(people) && IsoInstant.safeParse(newest).success && JobId.safeParse(jobId).success)
    return { people: Number(people), newest: String(newest), jobId: String(jobId) }
  throw invalid('page.bad-cursor', 'This page address is broken. Start again from the first page.')
}
