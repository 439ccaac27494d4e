import { expect, test } from 'vitest'
import type { JobCard } from '../../contract/jobs'
import type { LiveEvent } from '../../contract/live'
import { applyFeedEvent, FEED_ROWS, showWaiting, startFeed } from './feed-state'

const job = (name: string, version = 1): JobCard => ({
  id: `job_${name}`,
  title: name,
  companyName: null,
  companySlug: null,
  places: [],
  remote: null,
  remoteRegions: [],
  salary: null,
  employmentType: null,
  seniority: null,
  skills: [],
  origin: 'detected',
  source: 'facebook',
  seenOn: 1,
  foundAt: '2026-11-21T12:00:00.000Z',
  postedAt: null,
  checkedAt: null,
  status: 'open',
  version,
})
const opened = (name: string, version = 1): LiveEvent => ({
  room: 'feed/jobs',
  seq: 1,
  type: 'job.opened',
  version,
  data: { job: job(name, version) },
  at: '2026-11-21T12:00:00.000Z',
})
const titles = (jobs: JobCard[]) => jobs.map((each) => each.title)

test('a new job goes to the top and the last one leaves, so the feed keeps its height', () => {
  const start = startFeed(Array.from({ length: 12 }, (_, index) => job(`old${index}`)))
  const feed = applyFeedEvent(start, opened('new'), false)
  expect(feed.shown).toHaveLength(FEED_ROWS)
  expect(titles(feed.shown).slice(0, 2)).toEqual(['new', 'old0'])
  expect(feed.arrivedIds).toEqual(['job_new'])
})

test('while somebody reads, nothing moves, and what waits comes when asked for', () => {
  const reading = [opened('a'), opened('b')].reduce((feed, event) => applyFeedEvent(feed, event, true), startFeed([job('old')]))
  expect(titles(reading.shown)).toEqual(['old'])
  expect(reading.foundCount).toBe(2)
  expect(titles(showWaiting(reading).shown)).toEqual(['b', 'a', 'old'])
  expect(showWaiting(reading).waiting).toEqual([])
})

test('the same event twice shows one job', () => {
  const once = applyFeedEvent(startFeed([]), opened('a'), false)
  expect(applyFeedEvent(once, opened('a'), false).shown).toHaveLength(1)
})

test('old news changes nothing, newer news changes the job where it stands', () => {
  const feed = startFeed([job('a', 3), job('b')])
  expect(applyFeedEvent(feed, opened('a', 2), false).shown[0]?.version).toBe(3)
  expect(applyFeedEvent(feed, opened('a', 4), false).shown.map((each) => each.version)).toEqual([4, 1])
})

test('a closed job keeps its place and says so', () => {
  const closed: LiveEvent = {
    room: 'feed/jobs',
    seq: 2,
    type: 'job.closed',
    version: 2,
    data: { jobId: 'job_a' },
    at: '2026-11-21T12:00:00.000Z',
  }
  expect(applyFeedEvent(startFeed([job('a'), job('b')]), closed, false).shown.map((each) => each.status)).toEqual(['closed', 'open'])
})
