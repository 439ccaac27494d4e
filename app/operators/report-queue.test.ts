import { expect, test } from 'vitest'
import type { ReportedJob } from '../../contract/jobs'
import { countReasons, newsOfReports } from './report-queue'

const job = (jobId: string, people: number): ReportedJob => ({
  jobId,
  title: 'Baker',
  companyName: null,
  source: 'facebook',
  sourceUrl: null,
  status: 'open',
  foundAt: '2026-11-21T10:00:00.000Z',
  people,
  newestAt: '2026-11-21T10:00:00.000Z',
  reports: [],
  answer: null,
})
const news = (seq: number, jobId: string, people: number) => ({ seq, jobId, people, waiting: 1 })

test('a new job and a shown one that more people reported are new; one whose reports were answered is marked', () => {
  const shown = [job('a', 1), job('b', 2), job('c', 1)]
  expect(newsOfReports(shown, 10, [news(11, 'd', 1), news(12, 'b', 3), news(13, 'c', 0)])).toEqual({
    newCount: 2,
    answeredIds: new Set(['c']),
  })
})

test('what happened before the list was read is no news, and of several changes the last one counts', () => {
  const shown = [job('a', 1)]
  expect(newsOfReports(shown, 10, [news(10, 'd', 1)])).toEqual({ newCount: 0, answeredIds: new Set() })
  expect(newsOfReports(shown, 10, [news(11, 'd', 1), news(12, 'd', 0)])).toEqual({ newCount: 0, answeredIds: new Set() })
})

test('reasons are counted, the most frequent first', () => {
  const report = (reason: 'scam' | 'expired') => ({ reason, text: '', at: '2026-11-21T10:00:00.000Z', reporter: 'abc123' })
  const reported = { ...job('a', 3), reports: [report('expired'), report('scam'), report('scam')] }
  expect(countReasons(reported)).toEqual([
    { reason: 'scam', count: 2 },
    { reason: 'expired', count: 1 },
  ])
})
