import { sql } from 'drizzle-orm'
import { LeadState, Verdict } from '../../contract/leads'
import { roomKey, rooms } from '../../contract/live'
import { TaskState } from '../../contract/tasks'
import { metricCounters } from '../../db/schema'
import type { Ctx, MetricSeries } from '../core/ctx'
import { rowsOf } from '../core/rows'
import { hmacHex, hmacMatches } from '../vendors/hmac'

/** Gauges ask tables that grow; scrapers that come at once share one answer. */
const GAUGES_AGE_S = 10

/**
 * All figures in Prometheus' text format 0.0.4: counters of all isolates together, and gauges as the tables stand now.
 * A counter that nothing has counted yet is absent; every gauge is there from the start, except ages and latencies of what does not exist.
 */
export async function writeMetrics(ctx: Ctx): Promise<string> {
  const [counters, gauges] = await Promise.all([
    ctx.db.select().from(metricCounters).orderBy(metricCounters.series),
    ctx.cache.through({ key: 'metrics:gauges', ageS: GAUGES_AGE_S }, () => readGauges(ctx)),
  ])
  const samples = [...counters.flatMap(({ series, value }) => parseSeries(series, value) ?? []), ...gauges]
  const byFamily = Map.groupBy(cumulate(samples), ({ name }) => familyOf(name))
  return [...METRICS.flatMap(({ name, type, help }) => writeFamily(name, type, help, byFamily.get(name) ?? []))].join('')
}

/** Whether a request may read the figures: it bears the token, compared in constant time. Without a token nobody may. */
export async function mayReadMetrics(token: string | undefined, authorization: string | undefined): Promise<boolean> {
  const given = /^Bearer (.+)$/.exec(authorization ?? '')?.[1]
  if (!token || !given) return false
  const known = Uint8Array.from((await hmacHex(token, token)).match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
  return hmacMatches(token, new TextEncoder().encode(given), known)
}

/** Upper bounds of the latency histogram, in seconds, around the budgets: 50 ms for a webhook's answer, 300 ms from post to screen. */
const LATENCY_BOUNDS_S = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5] as const

/** Counts one request. Only its own bucket grows here; buckets are made cumulative when they are written. */
export function countRequest(ctx: Pick<Ctx, 'count'>, { door, status, ms }: { door: string; status: number; ms: number }): void {
  const bound = LATENCY_BOUNDS_S.find((boundS) => ms <= boundS * 1_000) ?? '+Inf'
  ctx.count(`numerojobs_requests_total{door="${door}",status="${status}"}`)
  ctx.count(`numerojobs_request_seconds_bucket{door="${door}",le="${bound}"}`)
  ctx.count(`numerojobs_request_seconds_sum{door="${door}"}`, ms / 1_000)
}

/** Every family there is, in the order it is written. `ops/` may use these and no others; a test holds it to that. */
export const METRICS = [
  { name: 'numerojobs_requests_total', type: 'counter', help: 'Requests answered, by door and HTTP status.' },
  { name: 'numerojobs_request_seconds', type: 'histogram', help: 'Time from request to the head of its answer, by door.' },
  {
    name: 'numerojobs_page_cache_total',
    type: 'counter',
    help: 'Anonymous pages, found in the edge cache (hit), found over their age and rendered behind the answer (stale), or rendered (miss).',
  },
  { name: 'numerojobs_v1_cache_total', type: 'counter', help: 'Reads of /v1, kept at the edge (hit) or read anew (miss).' },
  {
    name: 'numerojobs_sessions_ended_total',
    type: 'counter',
    help: 'Sessions that were ended by us, by reason: a refresh token was shown twice.',
  },
  { name: 'numerojobs_posts_total', type: 'counter', help: 'Changes of posts that were stored, by source and outcome.' },
  { name: 'numerojobs_leads_total', type: 'counter', help: 'Readings of posts, by verdict and what became of the lead.' },
  { name: 'numerojobs_lead_decisions_total', type: 'counter', help: "Operators' decisions, by decision and predicted verdict." },
  { name: 'numerojobs_link_checks_total', type: 'counter', help: 'Looks at original links of jobs, by what was found.' },
  { name: 'numerojobs_appeal_answers_total', type: 'counter', help: "Operators' answers to objections, by outcome." },
  { name: 'numerojobs_report_answers_total', type: 'counter', help: "Operators' answers to reports of jobs." },
  {
    name: 'numerojobs_idempotent_replays_total',
    type: 'counter',
    help: 'Writes of /v1 that were sent again and got the answer of the first time.',
  },
  { name: 'numerojobs_tasks_total', type: 'counter', help: 'Tasks that were tried, by kind.' },
  { name: 'numerojobs_task_failures_total', type: 'counter', help: 'Tasks that failed, by kind, and whether that was their last try.' },
  { name: 'numerojobs_inbound_mails_total', type: 'counter', help: 'Mails that came in for threads, by what became of them.' },
  { name: 'numerojobs_messages_total', type: 'counter', help: 'Mails and text messages, by what became of them.' },
  { name: 'numerojobs_cron_total', type: 'counter', help: 'Runs of the parts of the minute cron, by outcome.' },
  { name: 'numerojobs_tasks', type: 'gauge', help: 'Task rows by state; dead ones wait for an operator.' },
  { name: 'numerojobs_task_oldest_open_seconds', type: 'gauge', help: 'Age of the oldest open task; 0 when none is open.' },
  { name: 'numerojobs_queue_lag_seconds', type: 'gauge', help: 'How long the longest waiting task is due and in nobody’s hands.' },
  { name: 'numerojobs_outbox_unpublished', type: 'gauge', help: 'Events whose room has not taken them yet.' },
  {
    name: 'numerojobs_outbox_oldest_seconds',
    type: 'gauge',
    help: 'Age of the oldest event whose room has not taken it; 0 when none waits.',
  },
  { name: 'numerojobs_leads_last_day', type: 'gauge', help: 'Leads of the last 24 hours by verdict and state.' },
  { name: 'numerojobs_newest_post_age_seconds', type: 'gauge', help: 'Time since a post last came in. Absent before the first one.' },
  {
    name: 'numerojobs_reading_seconds',
    type: 'gauge',
    help: 'Time from receipt of a post to its reading over the last hour, by quantile.',
  },
  { name: 'numerojobs_open_jobs', type: 'gauge', help: 'Open jobs by source, one for each role.' },
] as const satisfies { name: MetricSeries; type: 'counter' | 'gauge' | 'histogram'; help: string }[]

interface Sample {
  name: string
  labels: Record<string, string>
  value: number
}

async function readGauges(ctx: Ctx): Promise<Sample[]> {
  const now = sql`${ctx.now().toISOString()}::timestamptz`
  const answer = await ctx.db.execute(sql`
    select
      (select coalesce(json_object_agg(state, total), '{}') from (select state, count(*)::int as total from tasks group by state) t) as tasks,
      (select coalesce(extract(epoch from ${now} - min(created_at)), 0)::float8 from tasks where state = 'open') as oldest_open,
      (select coalesce(extract(epoch from ${now} - min(run_after)), 0)::float8 from tasks
        where state = 'open' and run_after <= ${now} and (leased_until is null or leased_until < ${now})) as queue_lag,
      (select coalesce(json_agg(o), '[]') from (
        select shown as room, count(*)::int as total, extract(epoch from ${now} - min(at))::float8 as oldest
        from (select at, case when room like 'person/%' then 'person' else room end as shown from outbox where published_at is null) u
        group by shown) o) as outbox,
      (select coalesce(json_agg(l), '[]') from (
        select verdict, state, count(*)::int as total from leads where created_at > ${now} - interval '24 hours' group by verdict, state) l) as leads,
      (select extract(epoch from ${now} - max(received_at))::float8 from posts) as newest_post,
      (select coalesce(json_agg(j), '[]') from (
        select source, count(*)::int as total from jobs where status = 'open' and is_cluster_face group by source) j) as jobs,
      (select json_build_object('p50', percentile_cont(0.5) within group (order by seconds), 'p95', percentile_cont(0.95) within group (order by seconds))
        from (select extract(epoch from read_at - received_at)::float8 as seconds from posts
          where received_at > ${now} - interval '1 hour' and read_at is not null and version = 1
          order by received_at desc limit 1000) read) as reading`)
  const [row] = rowsOf<GaugeRow>(answer)
  if (!row) throw new Error('The gauges statement answered no row.')
  return [
    ...TaskState.options.map((state) => gauge('numerojobs_tasks', row.tasks[state] ?? 0, { state })),
    gauge('numerojobs_task_oldest_open_seconds', Math.max(0, row.oldest_open)),
    gauge('numerojobs_queue_lag_seconds', Math.max(0, row.queue_lag)),
    // The rooms of people are counted as one: no label names anybody.
    ...[...Object.values(rooms).map(roomKey), 'person'].flatMap((room) => {
      const waiting = row.outbox.find((each) => each.room === room)
      return [
        gauge('numerojobs_outbox_unpublished', waiting?.total ?? 0, { room }),
        gauge('numerojobs_outbox_oldest_seconds', Math.max(0, waiting?.oldest ?? 0), { room }),
      ]
    }),
    ...Verdict.options.flatMap((verdict) =>
      LeadState.options.map((state) => {
        const counted = row.leads.find((each) => each.verdict === verdict && each.state === state)
        return gauge('numerojobs_leads_last_day', counted?.total ?? 0, { verdict, state })
      }),
    ),
    ...(row.newest_post === null ? [] : [gauge('numerojobs_newest_post_age_seconds', Math.max(0, row.newest_post))]),
    ...(row.reading.p50 === null || row.reading.p95 === null
      ? []
      : [
          gauge('numerojobs_reading_seconds', row.reading.p50, { quantile: '0.5' }),
          gauge('numerojobs_reading_seconds', row.reading.p95, { quantile: '0.95' }),
        ]),
    ...row.jobs.map(({ source, total }) => gauge('numerojobs_open_jobs', total, { source })),
  ]
}

interface GaugeRow {
  tasks: Partial<Record<string, number>>
  oldest_open: number
  queue_lag: number
  outbox: { room: string; total: number; oldest: number }[]
  leads: { verdict: string; state: string; total: number }[]
  newest_post: number | null
  jobs: { source: string; total: number }[]
  reading: { p50: number | null; p95: number | null }
}

type FamilyName = (typeof METRICS)[number]['name']
const gauge = (name: FamilyName, value: number, labels: Record<string, string> = {}): Sample => ({ name, labels, value })

/** A stored series as its parts; `null` for one that Prometheus could not read, which then costs its own line and not the whole answer. */
function parseSeries(series: string, value: number): Sample | null {
  const parts = /^([a-z0-9_]+)(?:\{(.*)\})?$/s.exec(series)
  if (!parts?.[1]) return null
  const labels: Record<string, string> = {}
  let rest = parts[2] ?? ''
  while (rest !== '') {
    // The last quote before a comma or the end closes a value, so that a quote within it is read as part of it.
    const label = /^([a-zA-Z_][a-zA-Z0-9_]*)="(.*?)"(?:,(?=[a-zA-Z_][a-zA-Z0-9_]*=")|$)/s.exec(rest)
    if (!label?.[1]) return null
    labels[label[1]] = label[2] ?? ''
    rest = rest.slice(label[0].length)
  }
  return { name: parts[1], labels, value }
}

/** Turns the counts of single buckets into those of Prometheus, where each bucket holds all smaller ones, and adds the whole count. */
function cumulate(samples: Sample[]): Sample[] {
  const buckets = samples.filter((sample) => sample.name.endsWith('_bucket'))
  const written = samples.filter((sample) => !sample.name.endsWith('_bucket'))
  for (const [, own] of Map.groupBy(buckets, ({ name, labels: { le: _, ...labels } }) => JSON.stringify([name, labels]))) {
    const [first] = own
    if (!first) continue
    const { le: _, ...labels } = first.labels
    let total = 0
    for (const bound of [...LATENCY_BOUNDS_S.map(String), '+Inf']) {
      total += own.find((bucket) => bucket.labels.le === bound)?.value ?? 0
      written.push({ name: first.name, labels: { ...labels, le: bound }, value: total })
    }
    written.push({ name: first.name.replace(/_bucket$/, '_count'), labels, value: total })
  }
  return written
}

const familyOf = (name: string) => name.replace(/_(?:bucket|sum|count)$/, '')

function writeFamily(name: string, type: string, help: string, samples: Sample[]): string[] {
  if (samples.length === 0) return []
  return [
    `# HELP ${name} ${help.replaceAll('\\', '\\\\').replaceAll('\n', '\\n')}\n`,
    `# TYPE ${name} ${type}\n`,
    ...samples.map(writeSample),
  ]
}

function writeSample({ name, labels, value }: Sample): string {
  const written = Object.entries(labels).map(([label, text]) => `${label}="${escapeLabel(text)}"`)
  return `${name}${written.length > 0 ? `{${written.join(',')}}` : ''} ${value}\n`
}

const escapeLabel = (text: string) => text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')
