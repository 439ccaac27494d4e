import type { ReportedJob } from '../../contract/jobs'
import type { ReportNews } from './use-report-news'

export type ReportQueueNews = {
  /** Jobs with reports that are not shown yet: new ones, and shown ones that more people reported. */
  newCount: number
  /** Shown jobs whose reports were answered meanwhile. */
  answeredIds: Set<string>
}

/**
 * Reads what happened to the open reports that are shown.
 * @param last where the operators' room stood before they were read
 */
export function newsOfReports(shown: ReportedJob[], last: number, news: ReportNews[]): ReportQueueNews {
  const peopleShown = new Map(shown.map((job) => [job.jobId, job.people]))
  const peopleNow = new Map(news.filter((each) => each.seq > last).map((each) => [each.jobId, each.people]))
  const answeredIds = new Set<string>()
  let newCount = 0
  for (const [jobId, people] of peopleNow) {
    if (people > (peopleShown.get(jobId) ?? 0)) newCount++
    else if (people === 0 && peopleShown.has(jobId)) answeredIds.add(jobId)
  }
  return { newCount, answeredIds }
}

/** How often each reason was given, most often first. */
export function countReasons(job: ReportedJob): { reason: ReportedJob['reports'][number]['reason']; count: number }[] {
  const byReason = Map.groupBy(job.reports, (report) => report.reason)
  return [...byReason].map(([reason, reports]) => ({ reason, count: reports.length })).sort((a, b) => b.count - a.count)
}
