import { expect, test } from 'vitest'
import { newWorld } from '../../test/world'
import type { EdgeCache } from '../core/cache'
import { closeJobs } from '../jobs/close-jobs'
import { listRecentChanges } from '../jobs/list-recent-changes'
import { openJobs } from '../jobs/open-jobs'
import { withEvents } from '../live/outbox'
import { findKept, keptForS, renewOnce, subjectOf } from './kept-pages'
import { KEPT_AT_HEADER } from './ready-answers'

const JOB = `job_${'a'.repeat(32)}`
const KEY = new Request('https://pages.numerojobs.invalid/1/jobs')
const KEPT_MS = 1_000_000
/** A cache that holds one page, kept at `KEPT_MS`. */
const edge: EdgeCache = {
  match: async () => new Response('a page', { headers: { [KEPT_AT_HEADER]: String(KEPT_MS) } }),
  put: async () => {},
  delete: async () => true,
}
const find = (path: string, ageS: number, changedAtMs: number | null = null) =>
  findKept({ edge, nowMs: KEPT_MS + ageS * 1_000, changedAtMs: async () => changedAtMs }, KEY, path)

test.each([
  ['/jobs', 30],
  ['/', 30],
  ['/jobs.data', 30],
  ['/search', 30],
  [`/jobs/baker-${JOB}`, 60],
  ['/companies/kestrel-bakery', 60],
  ['/market', 60],
  ['/about', 60],
])('%s is new for 10 seconds, and stale until %d at most', async (path, endS) => {
  expect(keptForS(path)).toBe(endS)
  expect((await find(path, 9.9))?.isStale).toBe(false)
  expect((await find(path, 10))?.isStale).toBe(true)
  expect((await find(path, endS - 0.1))?.isStale).toBe(true)
  expect(await find(path, endS)).toBeNull()
})

test('a page about something that changed since it was kept is never shown stale', async () => {
  for (const path of [`/jobs/baker-${JOB}`, `/jobs/baker-${JOB}.data`, '/companies/kestrel-bakery']) {
    expect(await find(path, 20, KEPT_MS + 5_000)).toBeNull()
    // Told a little before, and committed after the page was read.
    expect(await find(path, 20, KEPT_MS - 5_000)).toBeNull()
    expect(await find(path, 20, KEPT_MS - 60_000)).not.toBeNull()
  }
})

test.each([
  [`/jobs/baker-${JOB}`, JOB],
  [`/jobs/baker-${JOB}.data`, JOB],
  [`/jobs/${JOB}`, JOB],
  [`/jobs/baker-${JOB}/apply`, JOB],
  ['/companies/kestrel-bakery', 'kestrel-bakery'],
  ['/jobs', null],
  ['/about', null],
])('%s is about %s', (path, subject) => {
  expect(subjectOf(path)).toBe(subject)
})

test('however many ask, a page is rendered anew once at a time; one that fails or hangs holds nobody up for long', async () => {
  const ctx = { log: { info: () => {}, warn: () => {}, error: () => {} } }
  let times = 0
  let finish = () => {}
  const hang = () =>
    new Promise<void>((resolve) => {
      times++
      finish = resolve
    })
  const first = renewOnce(ctx, 'page', 1_000, hang)
  await renewOnce(ctx, 'page', 2_000, hang)
  expect(times).toBe(1)
  const later = renewOnce(ctx, 'page', 20_000, hang)
  expect(times).toBe(2)
  finish()
  await later
  void first
  await renewOnce(ctx, 'page', 21_000, async () => {
    throw new Error('The database is away.')
  })
  await renewOnce(ctx, 'page', 22_000, async () => void times++)
  expect(times).toBe(3)
})

test('the events of the feed say which jobs and companies changed within two minutes', async () => {
  await using world = await newWorld()
  const ctx = world.as('system')
  const job = {
    origin: 'synced' as const,
    source: 'board',
    sourceKey: '1',
    sourceUrl: null,
    postId: null,
    title: 'Baker',
    companyName: 'Kestrel Bakery',
    places: [],
    remote: null,
    remoteRegions: [],
    salary: null,
    employmentType: null,
    seniority: null,
    skills: [],
    applyUrl: null,
    contact: null,
    contactIsPublic: false,
    description: null,
    excerpt: null,
    language: null,
    fingerprint: [],
    foundAt: world.state.now,
    postedAt: null,
    validThrough: null,
  }
  const [id = ''] = await withEvents(ctx, (tx, emit) => openJobs(ctx, tx, emit, [job]))
  world.passMs(300_000)
  expect(await listRecentChanges(world.as('visitor'))).toEqual(new Map())
  await withEvents(world.as('system'), (tx, emit) => closeJobs(world.as('system'), tx, emit, [id]))
  world.passMs(30_000)
  const at = world.state.now.getTime() - 30_000
  expect(await listRecentChanges(world.as('visitor'))).toEqual(
    new Map([
      [id, at],
      ['kestrel-bakery', at],
    ]),
  )
})
