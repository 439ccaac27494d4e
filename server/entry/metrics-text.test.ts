import { expect, test } from 'vitest'
import { metricCounters, outbox } from '../../db/schema'
import { newWorld } from '../../test/world'
import { countRequest, METRICS, mayReadMetrics, writeMetrics } from './metrics-text'

const OFFER = `We are hiring! Harbour Light Software is looking for a Senior Backend Engineer in Hamburg, Germany (hybrid).
€75,000 - €90,000 per year, full-time. You will work with TypeScript, PostgreSQL and Kubernetes.
Apply at https://harbour-light.example/careers`

test('every line is one that Prometheus reads, each family has its help and its type once, and samples stand below them', async () => {
  await using world = await newWorld()
  await world
    .as('system')
    .db.insert(metricCounters)
    .values([
      { series: 'numerojobs_requests_total{door="jobs",status="200"}', value: 3 },
      { series: 'numerojobs_posts_total{source="a "quoted"\\ source",outcome="added"}', value: 1 },
      { series: 'not a series at all', value: 1 },
    ])
  const text = await writeMetrics(world.as('system'))
  expect(text.endsWith('\n')).toBe(true)
  const lines = text.trimEnd().split('\n')
  for (const line of lines) {
    expect(line).toMatch(
      /^(# HELP [a-z_]+ .+|# TYPE [a-z_]+ (counter|gauge|histogram)|[a-z_]+(\{([a-z_]+="([^"\\\n]|\\["\\n])*",?)+\})? -?[0-9.e+-]+)$/,
    )
  }
  const types = lines.filter((line) => line.startsWith('# TYPE'))
  expect(new Set(types).size).toBe(types.length)
  expect(lines).toContain('numerojobs_posts_total{source="a \\"quoted\\"\\\\ source",outcome="added"} 1')
  expect(text).not.toContain('not a series')
})

test('counters and gauges tell what is in the tables', async () => {
  await using world = await newWorld()
  await world.deliver([world.post({ externalId: 'p1', text: OFFER })])
  await world.settle()
  world.state.queueIsDown = true
  await world.deliver([world.post({ externalId: 'p2', text: OFFER.replace('Hamburg', 'Bremen') })]).catch(() => {})
  world.passMs(90_000)
  await world
    .as('system')
    .db.insert(outbox)
    .values({
      room: 'feed/jobs',
      seq: 1_000,
      type: 'job.closed',
      version: 1,
      data: { jobId: 'job_0' },
      at: new Date(world.state.now.getTime() - 45_000),
    })
  const text = await writeMetrics(world.as('system'))
  // Done: the post was read, and the people of its job were told.
  expect(text).toContain('numerojobs_tasks{state="open"} 1\nnumerojobs_tasks{state="done"} 2\nnumerojobs_tasks{state="dead"} 0\n')
  expect(text).toContain('numerojobs_task_oldest_open_seconds 90\n')
  expect(text).toContain('numerojobs_queue_lag_seconds 90\n')
  expect(text).toContain('numerojobs_outbox_unpublished{room="feed/jobs"} 1\n')
  expect(text).toContain('numerojobs_outbox_oldest_seconds{room="feed/jobs"} 45\n')
  expect(text).toContain('numerojobs_outbox_unpublished{room="operators/all"} 0\n')
  expect(text).toContain('numerojobs_leads_last_day{verdict="offer",state="published"} 1\n')
  expect(text).toContain('numerojobs_open_jobs{source="facebook"} 1\n')
  expect(text).toContain('numerojobs_reading_seconds{quantile="0.95"} 0\n')
  expect(text).toContain('numerojobs_newest_post_age_seconds 90\n')
})

test('an empty database answers zeros, and leaves out what does not exist', async () => {
  await using world = await newWorld()
  const text = await writeMetrics(world.as('system'))
  expect(text).toContain('numerojobs_queue_lag_seconds 0\n')
  expect(text).not.toContain('newest_post')
  expect(text).not.toContain('reading_seconds')
})

test('a request lands in one bucket, and the buckets that are written hold all smaller ones', async () => {
  await using world = await newWorld()
  const counted = new Map<string, number>()
  const count = (series: string, by = 1) => void counted.set(series, (counted.get(series) ?? 0) + by)
  for (const ms of [3, 5, 40, 9_000]) countRequest({ count }, { door: 'jobs', status: 200, ms })
  await world
    .as('system')
    .db.insert(metricCounters)
    .values([...counted].map(([series, value]) => ({ series, value })))
  const text = await writeMetrics(world.as('system'))
  expect(text).toContain('numerojobs_requests_total{door="jobs",status="200"} 4\n')
  expect(text).toContain('numerojobs_request_seconds_bucket{door="jobs",le="0.005"} 2\n')
  expect(text).toContain('numerojobs_request_seconds_bucket{door="jobs",le="0.025"} 2\n')
  expect(text).toContain('numerojobs_request_seconds_bucket{door="jobs",le="0.05"} 3\n')
  expect(text).toContain('numerojobs_request_seconds_bucket{door="jobs",le="5"} 3\n')
  expect(text).toContain('numerojobs_request_seconds_bucket{door="jobs",le="+Inf"} 4\n')
  expect(text).toContain('numerojobs_request_seconds_count{door="jobs"} 4\n')
  expect(text).toContain('numerojobs_request_seconds_sum{door="jobs"} 9.048\n')
})

test('only the bearer of the token reads the figures, and without a token nobody does', async () => {
  expect(await mayReadMetrics('a-long-token', 'Bearer a-long-token')).toBe(true)
  expect(await mayReadMetrics('a-long-token', 'Bearer a-long-tokem')).toBe(false)
  expect(await mayReadMetrics('a-long-token', 'a-long-token')).toBe(false)
  expect(await mayReadMetrics('a-long-token', undefined)).toBe(false)
  expect(await mayReadMetrics(undefined, 'Bearer undefined')).toBe(false)
  expect(await mayReadMetrics('', 'Bearer ')).toBe(false)
})

test('every family is named once', () => {
  expect(new Set(METRICS.map(({ name }) => name)).size).toBe(METRICS.length)
})
