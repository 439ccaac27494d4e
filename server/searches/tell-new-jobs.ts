import { and, asc, eq, gt, inArray, isNull, notInArray, sql } from 'drizzle-orm'
import type { NewsReason } from '../../contract/searches'
import { companies, jobNews, jobs, newsSettings, notifications, savedSearches } from '../../db/schema'
import type { Ctx } from '../core/ctx'
import { rowsOf } from '../core/rows'
import { tellingKey } from '../jobs/open-jobs'
import { withEvents } from '../live/outbox'
import { findPeopleForJob } from '../matching/find-people-for-job'
import { type News, notifyMany } from '../notifications/notify'
import { addTask } from '../tasks/add-task'
import { MATCH_PERMILLE_USUAL } from './news-settings'

/** A person's list takes so many new jobs a day; an import of thousands drowns nobody. */
const NEWS_A_DAY_MAX = 200
/** So often a day somebody is told; what comes after stands in their list. */
const TOLD_A_DAY_MAX = 20
const PEOPLE_AT_ONCE = 200
/** After so long another task goes on, so that none outlives its lease. */
const TIME_MAX_MS = 20_000
const DAY_MS = 86_400_000

/**
 * Finds the people whom new jobs are for (by their saved searches, the companies they follow and what fits them), puts each job into their lists once
 * with every way that led to it, and tells them. What they hide is left out. Run twice, or on after it stopped, it tells nobody twice: a job that
 * was edited or opened again is new only to those who did not have it.
 */
export async function tellNewJobs(ctx: Ctx, { jobIds, part, version = 1 }: TellNewJobs): Promise<void> {
  const startedAtMs = ctx.now().getTime()
  await ctx.db.execute(listForReaders(ctx, jobIds, waitingFor(jobIds)))
  // Who searched or follows is told before matches are worked out, which takes longer.
  let isDone = await tellReaders(ctx, jobIds, startedAtMs)
  if (isDone) {
    for (const jobId of jobIds) {
      const matches = await findMatches(ctx, jobId)
      if (matches.length > 0) await ctx.db.execute(listForReaders(ctx, [jobId], matched(jobId, matches)))
    }
    isDone = await tellReaders(ctx, jobIds, startedAtMs)
  }
  if (isDone) return
  const next = part + 1
  await ctx.transact((tx) =>
    addTask(ctx, tx, { payload: { kind: 'searches.tell-new-jobs', jobIds, part: next, version }, key: tellingKey(jobIds, version, next) }),
  )
}

type TellNewJobs = { jobIds: string[]; part: number; version?: number }

/** The statement that finds, for open jobs, the searches they answer and the people who follow their company: `person_id, job_id, place, reason`. */
export function waitingFor(jobIds: string[]) {
  return sql`
    select search.person_id, opened.id as job_id, 0 as place, search.id as of,
      jsonb_build_object('kind', 'search', 'searchId', search.id, 'name', search.name) as reason
    from ${jobs} opened cross join lateral (
      select id, person_id, name from ${savedSearches}
      where not is_paused and keys && tsvector_to_array(opened.search_text) and ts_match_vq(opened.search_text, query)
        and (pay_min_cents is null or (opened.salary_currency = pay_currency and opened.salary_yearly_max_cents >= pay_min_cents))) search
    where ${inArray(sql`opened.id`, jobIds)}
    union all
    select follow.person_id, opened.id, 1, follow.company_id,
      jsonb_build_object('kind', 'company', 'companyId', follow.company_id, 'name', ${companies}.name)
    from ${jobs} opened join company_follows follow on follow.company_id = opened.company_id join ${companies} on ${companies}.id = follow.company_id
    where ${inArray(sql`opened.id`, jobIds)}`
}

const matched = (jobId: string, matches: FoundMatch[]) => sql`
  select found."personId" as person_id, ${jobId}::text as job_id, 2 as place, '' as of,
    jsonb_build_object('kind', 'match', 'permille', found.permille, 'knownPermille', found."knownPermille") as reason
  from jsonb_to_recordset(${JSON.stringify(matches)}::jsonb) as found("personId" text, permille int, "knownPermille" int)`

/**
 * Puts jobs that are open and the card of their role into the lists of those whom a way leads to, but for what they hide and what is too much for a day.
 * A known one gains the reason.
 */
function listForReaders(ctx: Ctx, jobIds: string[], ways: ReturnType<typeof waitingFor>) {
  const now = ctx.now().toISOString()
  const dayAgo = new Date(ctx.now().getTime() - DAY_MS).toISOString()
  return sql`
    with ways as (${ways}),
    found as (
      select ways.person_id, opened.cluster_id, opened.id as job_id, jsonb_agg(ways.reason order by ways.place, ways.of) as reasons,
        row_number() over (partition by ways.person_id order by opened.cluster_id) as place
      from ways join ${jobs} opened on opened.id = ways.job_id
      where ${inArray(sql`opened.id`, jobIds)} and opened.status = 'open' and opened.is_cluster_face
        and not exists (select from hidden_jobs hidden where hidden.person_id = ways.person_id and hidden.cluster_id = opened.cluster_id)
        and not exists (select from hidden_companies hidden where hidden.person_id = ways.person_id and hidden.company_id = opened.company_id)
      group by ways.person_id, opened.cluster_id, opened.id)
    insert into ${jobNews} (person_id, cluster_id, job_id, reasons, at)
    select person_id, cluster_id, job_id, reasons, ${now}::timestamptz from found
    where found.place + (select count(*) from (
      select from ${jobNews} listed where listed.person_id = found.person_id and listed.at > ${dayAgo}::timestamptz
        and ${notInArray(sql`listed.job_id`, jobIds)} limit ${NEWS_A_DAY_MAX}) today) <= ${NEWS_A_DAY_MAX}
    order by person_id, cluster_id
    on conflict (person_id, cluster_id) do update set reasons = ${jobNews}.reasons || (
        select jsonb_agg(reason) from jsonb_array_elements(excluded.reasons) reason where not ${isKnown})
      where ${jobNews}.job_id = excluded.job_id
        and exists (select from jsonb_array_elements(excluded.reasons) reason where not ${isKnown})`
}

/** A match is known whatever it comes to by now. */
const isKnown = sql`${jobNews}.reasons @> jsonb_build_array(case reason->>'kind' when 'match' then '{"kind":"match"}'::jsonb else reason end)`

interface FoundMatch {
  personId: string
  permille: number
  knownPermille: number
}

/** Who fits a job by as much as they asked for. */
async function findMatches(ctx: Ctx, jobId: string): Promise<FoundMatch[]> {
  const found = (await findPeopleForJob(ctx, jobId)).flatMap(({ personId, score }) =>
    score.permille === null ? [] : [{ personId, permille: score.permille, knownPermille: score.knownPermille }],
  )
  if (found.length === 0) return []
  const rows = await ctx.db
    .select({ personId: newsSettings.personId, permilleMin: newsSettings.matchPermilleMin })
    .from(newsSettings)
    .where(
      inArray(
        newsSettings.personId,
        found.map(({ personId }) => personId),
      ),
    )
  const chosen = new Map(rows.map(({ personId, permilleMin }) => [personId, permilleMin]))
  return found.filter(({ personId, permille }) => {
    const least = chosen.get(personId)
    return least !== null && permille >= (least ?? MATCH_PERMILLE_USUAL)
  })
}

/** Tells everybody who was not told yet, some at a time. `false` when time was over before. */
async function tellReaders(ctx: Ctx, jobIds: string[], startedAtMs: number): Promise<boolean> {
  for (;;) {
    const readers = await ctx.db
      .selectDistinct({ personId: jobNews.personId })
      .from(jobNews)
      .where(and(inArray(jobNews.jobId, jobIds), isNull(jobNews.toldAt)))
      .orderBy(asc(jobNews.personId))
      .limit(PEOPLE_AT_ONCE)
    if (readers.length === 0) return true
    await tellSome(
      ctx,
      jobIds,
      readers.map(({ personId }) => personId),
    )
    if (ctx.now().getTime() - startedAtMs > TIME_MAX_MS) return false
  }
}

async function tellSome(ctx: Ctx, jobIds: string[], personIds: string[]): Promise<void> {
  await withEvents(ctx, async (tx, emit) => {
    // Marked in the order of the key, so that two tasks that tell the same people wait for each other instead of in a circle.
    const told = rowsOf<{ person_id: string; job_id: string; reasons: NewsReason[] }>(
      await tx.execute(sql`
        with mine as (
          select person_id, cluster_id from ${jobNews}
          where ${inArray(jobNews.jobId, jobIds)} and ${inArray(jobNews.personId, personIds)} and told_at is null
          order by person_id, cluster_id for update)
        update ${jobNews} set told_at = ${ctx.now().toISOString()}::timestamptz from mine
        where ${jobNews.personId} = mine.person_id and ${jobNews.clusterId} = mine.cluster_id
        returning ${jobNews.personId} as person_id, ${jobNews.jobId} as job_id, ${jobNews.reasons} as reasons`),
    )
    if (told.length === 0) return
    const titles = await tx
      .select({ id: jobs.id, jobTitle: jobs.title, companyName: jobs.companyName })
      .from(jobs)
      .where(
        inArray(
          jobs.id,
          told.map(({ job_id }) => job_id),
        ),
      )
    const titleOf = new Map(
      titles.map(({ id, jobTitle, companyName }) => [
        id,
        { jobTitle: jobTitle.slice(0, 300), companyName: companyName?.slice(0, 300) ?? null },
      ]),
    )
    const heard = await tx
      .select({ personId: notifications.personId, times: sql<number>`count(*)::int` })
      .from(notifications)
      .where(
        and(
          inArray(notifications.personId, personIds),
          eq(notifications.event, 'job.found'),
          gt(notifications.createdAt, new Date(ctx.now().getTime() - DAY_MS)),
        ),
      )
      .groupBy(notifications.personId)
    const timesOf = new Map(heard.map(({ personId, times }) => [personId, Number(times)]))
    const news: News[] = []
    for (const [personId, lines] of Map.groupBy(told, (line) => line.person_id)) {
      if ((timesOf.get(personId) ?? 0) >= TOLD_A_DAY_MAX) continue
      const [first] = lines.toSorted((a, b) => (a.job_id < b.job_id ? -1 : 1))
      const reason = first?.reasons[0]
      const role = first && titleOf.get(first.job_id)
      if (!first || !reason || !role) continue
      const data = { event: 'job.found' as const, jobId: first.job_id, ...role, reason, more: lines.length - 1 }
      news.push({ personId, data, key: first.job_id })
    }
    await notifyMany(ctx, tx, emit, news)
  })
}
