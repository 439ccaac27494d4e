import { and, arrayOverlaps, asc, eq, gt, inArray, sql } from 'drizzle-orm'
import type { EmploymentType, Remote, Salary, Seniority } from '../../contract/jobs'
import { rooms } from '../../contract/live'
import type { Db } from '../../db/client'
import { companies, jobs, roleClusters, searchWords } from '../../db/schema'
import { findOrAddCompanies } from '../companies/find-or-add-companies'
import type { Ctx } from '../core/ctx'
import { rowsOf } from '../core/rows'
import type { Emit } from '../live/outbox'
import { addTask } from '../tasks/add-task'
import { isSameRole, roleKey } from './near-duplicate'
import { planChecks } from './plan-checks'
import { type JobCardRow, jobCardColumns, showCard } from './show-job'

/** A vacancy as its area hands it over, before it has an id, a company and a cluster. */
export interface NewJob {
  origin: 'detected' | 'synced' | 'posted'
  source: string
  /** Unique within its source. */
  sourceKey: string
  sourceUrl: string | null
  postId: string | null
  title: string
  companyName: string | null
  places: string[]
  remote: Remote | null
  remoteRegions: string[]
  salary: Salary | null
  employmentType: EmploymentType | null
  seniority: Seniority | null
  skills: string[]
  applyUrl: string | null
  contact: string | null
  contactIsPublic: boolean
  description: string | null
  excerpt: string | null
  language: string | null
  /** Near-duplicate bands of the text; empty when there is none. */
  fingerprint: string[]
  foundAt: Date
  postedAt: Date | null
  validThrough: Date | null
}

/** Two texts of one vacancy are put together only within this time of each other. */
const SAME_ROLE_WITHIN_DAYS = 60

/**
 * Opens jobs, or brings those that are open already to their newest state, and tells the feed.
 * The pair (source, sourceKey) is the job: the same one twice is one row. A vacancy seen before, here or elsewhere, joins its cluster
 * and shows as one card that counts its sightings. Who waits for such a job is told of a new one, of one that is open again, and of one that
 * is found by something else than before.
 *
 * @param isNews off for a world's first jobs: nobody waited for them
 * @returns the ids, in the order of `newJobs`
 */
export async function openJobs(ctx: Ctx, tx: Db, emit: Emit, newJobs: NewJob[], { isNews = true } = {}): Promise<string[]> {
  if (newJobs.length === 0) return []
  const companyIds = await findOrAddCompanies(
    ctx,
    tx,
    newJobs.flatMap((job) => job.companyName ?? []),
  )
  const clusterIds = await placeInClusters(ctx, tx, newJobs)
  const rows = newJobs.map((job, index) => ({
    ...rowOf(job),
    id: ctx.newId('job'),
    clusterId: clusterIds[index] ?? ctx.newId('cluster'),
    companyId: job.companyName ? (companyIds.get(job.companyName) ?? null) : null,
    isClusterFace: false,
  }))
  const before = isNews ? await findTraits(tx, newJobs) : new Map<string, string>()
  const saved = await tx
    .insert(jobs)
    .values(rows)
    .onConflictDoUpdate({ target: [jobs.source, jobs.sourceKey], set: CHANGED_COLUMNS })
    .returning({
      id: jobs.id,
      clusterId: jobs.clusterId,
      source: jobs.source,
      sourceKey: jobs.sourceKey,
      version: jobs.version,
      traits: TRAITS,
    })
  await addSearchWords(tx, newJobs)
  const idOf = new Map(saved.map((row) => [`${row.source}\n${row.sourceKey}`, row.id]))
  const ids = newJobs.map((job) => idOf.get(`${job.source}\n${job.sourceKey}`) ?? '')
  await planChecks(
    ctx,
    tx,
    newJobs.map((job, index) => ({ ...job, id: ids[index] ?? '' })),
  )
  const opened = saved.filter((row) => row.version === 1).map((row) => row.id)
  await showFaces(tx, emit, [...new Set(saved.map((row) => row.clusterId))], new Set(opened))
  if (isNews) {
    const news = saved.filter(({ id, version, traits }) => version === 1 || (before.has(id) && before.get(id) !== traits))
    await tellWhoWaits(ctx, tx, news)
  }
  return ids
}

/** So many jobs are looked at by one task: an import of many is many short tasks. */
const TOLD_AT_ONCE = 10

/** Tasks that find the people whom a new job is for: rows of the same transaction, so that no job is forgotten. */
async function tellWhoWaits(ctx: Ctx, tx: Db, news: { id: string; version: number }[]): Promise<void> {
  for (let at = 0; at < news.length; at += TOLD_AT_ONCE) {
    const part = news.slice(at, at + TOLD_AT_ONCE)
    const [jobIds, version] = [part.map(({ id }) => id), part[0]?.version ?? 1]
    const payload = { kind: 'searches.tell-new-jobs' as const, jobIds, part: 0, version }
    await addTask(ctx, tx, { payload, key: tellingKey(jobIds, version, 0) })
  }
}

/** What a telling is known by: the same one twice is one. */
export const tellingKey = (jobIds: string[], version: number, part: number) => `${jobIds[0]}@${version}:${part}`

/** Everything that a saved search or a match may ask about, and whether it is open, as one short text: another text is another job to whoever waits. */
const TRAITS = sql<string>`md5(concat_ws(' ', ${jobs.status}, ${jobs.companyId}, ${jobs.salaryCurrency}, ${jobs.salaryYearlyMaxCents}, ${jobs.searchText}))`

/** Of those that are known already, by id. */
async function findTraits(tx: Db, newJobs: NewJob[]): Promise<Map<string, string>> {
  const wanted = newJobs.map(({ source, sourceKey }) => ({ source, key: sourceKey }))
  const rows = rowsOf<{ id: string; traits: string }>(
    await tx.execute(sql`
      select ${jobs.id} as id, ${TRAITS} as traits
      from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) as wanted(source text, key text)
      join ${jobs} on ${jobs.source} = wanted.source and ${jobs.sourceKey} = wanted.key`),
  )
  return new Map(rows.map(({ id, traits }) => [id, traits]))
}

/**
 * Settles which job of each cluster lists show (the one they show already while it is open, else the first open one) and tells the feed
 * what its card is now.
 * @param opened ids of jobs that did not exist before
 */
export async function showFaces(tx: Db, emit: Emit, clusterIds: string[], opened: ReadonlySet<string>): Promise<void> {
  if (clusterIds.length === 0) return
  await tx.execute(sql`
    update jobs set is_cluster_face = (jobs.id = faces.id) from (
      select distinct on (cluster_id) cluster_id, id from jobs
      where ${inArray(jobs.clusterId, clusterIds)} order by cluster_id, (status = 'open') desc, is_cluster_face desc, found_at, id
    ) faces
    where jobs.cluster_id = faces.cluster_id and jobs.is_cluster_face is distinct from (jobs.id = faces.id)`)
  const faces: JobCardRow[] = await tx
    .select(jobCardColumns)
    .from(jobs)
    .leftJoin(companies, eq(companies.id, jobs.companyId))
    .where(and(inArray(jobs.clusterId, clusterIds), eq(jobs.isClusterFace, true), eq(jobs.status, 'open')))
    .orderBy(asc(jobs.foundAt), asc(jobs.id))
  for (const face of faces) {
    emit(rooms.jobs, { type: opened.has(face.id) ? 'job.opened' : 'job.changed', version: face.version, data: { job: showCard(face) } })
  }
}

/** Finds, for each new job, the cluster it belongs to: by role key, by near-identical text, or a new one of its own. */
async function placeInClusters(ctx: Ctx, tx: Db, newJobs: NewJob[]): Promise<string[]> {
  const keys = newJobs.map((job) => roleKey({ company: job.companyName, title: job.title, places: job.places }))
  const known = keys.filter((key) => key !== null)
  if (known.length > 0) {
    const fresh = [...new Set(known)].sort().map((key) => ({ id: ctx.newId('cluster'), roleKey: key, createdAt: ctx.now() }))
    await tx.insert(roleClusters).values(fresh).onConflictDoNothing({ target: roleClusters.roleKey })
  }
  const held =
    known.length > 0
      ? await tx
          .select({ id: roleClusters.id, roleKey: roleClusters.roleKey })
          .from(roleClusters)
          .where(inArray(roleClusters.roleKey, known))
      : []
  const byKey = new Map(held.map((row) => [row.roleKey, row.id]))
  const lone = newJobs.map((job, index) => (keys[index] === null ? job : null))
  const near = await nearClusters(
    ctx,
    tx,
    lone.filter((job) => job !== null),
  )
  const made: { id: string; createdAt: Date }[] = []
  const ids = newJobs.map((job, index) => {
    const key = keys[index]
    const found = key ? byKey.get(key) : near.get(job)
    if (found) return found
    const own = { id: ctx.newId('cluster'), createdAt: ctx.now() }
    made.push(own)
    return own.id
  })
  if (made.length > 0) await tx.insert(roleClusters).values(made)
  return ids
}

async function nearClusters(ctx: Ctx, tx: Db, newJobs: NewJob[]): Promise<Map<NewJob, string>> {
  const bands = [...new Set(newJobs.flatMap((job) => job.fingerprint))]
  const found = new Map<NewJob, string>()
  if (bands.length === 0) return found
  const since = new Date(ctx.now().getTime() - SAME_ROLE_WITHIN_DAYS * 86_400_000)
  const rows = await tx
    .select({ clusterId: jobs.clusterId, title: jobs.title, company: jobs.companyName, places: jobs.places, fingerprint: jobs.fingerprint })
    .from(jobs)
    .where(and(arrayOverlaps(jobs.fingerprint, bands), eq(jobs.status, 'open'), gt(jobs.foundAt, since)))
    .orderBy(asc(jobs.foundAt), asc(jobs.id))
    .limit(500)
  for (const job of newJobs) {
    const same = rows.find((row) =>
      isSameRole({ title: job.title, company: job.companyName, places: job.places, fingerprint: job.fingerprint }, row),
    )
    if (same) found.set(job, same.clusterId)
  }
  return found
}

function rowOf(job: NewJob) {
  const { salary, ...fields } = job
  return {
    ...fields,
    placeKeys: placeKeysOf(job.places),
    salaryMinCents: salary?.minCents ?? null,
    salaryMaxCents: salary?.maxCents ?? null,
    salaryCurrency: salary?.currency ?? null,
    salaryPeriod: salary?.period ?? null,
    salaryYearlyMinCents: salary?.yearlyMinCents ?? null,
    salaryYearlyMaxCents: salary?.yearlyMaxCents ?? salary?.yearlyMinCents ?? null,
    salaryIsEstimate: salary?.isEstimate ?? false,
  }
}

/** `Berlin, Germany` can be asked for as a whole and by each of its parts, whatever the case. */
export function placeKeysOf(places: string[]): string[] {
  const keys = places.flatMap((place) => [place, ...place.split(',')]).map((key) => key.trim().toLowerCase())
  return [...new Set(keys.filter((key) => key.length > 0))]
}

const CHANGED = [
  'title',
  'company_id',
  'company_name',
  'places',
  'place_keys',
  'remote',
  'remote_regions',
  'salary_min_cents',
  'salary_max_cents',
  'salary_currency',
  'salary_period',
  'salary_yearly_min_cents',
  'salary_yearly_max_cents',
  'salary_is_estimate',
  'employment_type',
  'seniority',
  'skills',
  'description',
  'excerpt',
  'source_url',
  'apply_url',
  'contact',
  'contact_is_public',
  'language',
  'fingerprint',
  'posted_at',
  'valid_through',
] as const
const camel = (column: string) => column.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())
const CHANGED_COLUMNS = {
  ...Object.fromEntries(CHANGED.map((column) => [camel(column), sql.raw(`excluded.${column}`)])),
  // What an operator closed after reports stays closed when its post is read again; a person's approval opens it.
  status: sql`case when ${jobs.closedFor} is null or excluded.contact_is_public then 'open' else ${jobs.status} end`,
  closedAt: sql`case when ${jobs.closedFor} is null or excluded.contact_is_public then null else ${jobs.closedAt} end`,
  closedBecause: sql`case when ${jobs.closedFor} is null or excluded.contact_is_public then null else ${jobs.closedBecause} end`,
  closedFor: sql`case when excluded.contact_is_public then null else ${jobs.closedFor} end`,
  version: sql`${jobs.version} + 1`,
}

async function addSearchWords(tx: Db, newJobs: NewJob[]): Promise<void> {
  const words = new Set(newJobs.flatMap((job) => [job.title, job.companyName ?? '', ...job.skills, ...job.places].flatMap(wordsOf)))
  if (words.size === 0) return
  // Sorted, so that two transactions take the same words in the same order and none waits for the other in a circle.
  const rows = [...words].sort().map((word) => ({ word, count: 1 }))
  await tx.insert(searchWords).values(rows).onConflictDoNothing()
}

/** Words of at least three letters, in lower case, as the spelling correction compares them. */
export function wordsOf(text: string): string[] {
  return (text.toLowerCase().match(/[\p{L}\p{N}][\p{L}\p{N}+#.]{2,39}/gu) ?? []).map((word) => word.replace(/\.+$/, ''))
}
