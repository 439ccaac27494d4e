import { eraseRemoved } from '../applications/erase-removed'
import { tellDueReminders, tellSilence } from '../applications/tell-due'
import type { Ctx } from '../core/ctx'
import { forgetOldAnswers } from '../idempotency/answer-once'
import { forgetExpired } from '../identity/person-data'
import { takeSnapshots } from '../insights/take-snapshots'
import { tellNearInterviews } from '../interviews/tell-near'
import { startChecks } from '../jobs/check-links'
import { closeExpiredJobs } from '../jobs/close-jobs'
import { countSearchWords } from '../jobs/count-search-words'
import { publishLeftovers } from '../live/publish'
import { takeMarketSnapshot } from '../market/take-snapshot'
import { forgetFarewells } from '../notifications/person-data'
import { findDueDigests } from '../notifications/send-digests'
import { eraseOldContent } from '../notifications/send-messages'
import { startDueErasures } from '../privacy/erase-person'
import { forgetOldExports } from '../privacy/export-person'
import { startKeyRotation } from '../privacy/rotate-keys'
import { forgetOldNews } from '../searches/forget-old-news'
import { forgetDoneTasks, resendTasks } from '../tasks/run-tasks'

/** Every minute. Each part stands alone: one that fails stops no other, and is reported. */
export async function runCron(ctx: Ctx): Promise<void> {
  const parts: Record<string, () => Promise<unknown>> = {
    'tasks.resend': () => resendTasks(ctx),
    'live.publish-leftovers': () => publishLeftovers(ctx),
    'jobs.close-expired': () => closeExpiredJobs(ctx),
    'jobs.start-checks': () => startChecks(ctx),
    'postings.close-expired': async () => {
      const { closeExpiredPostings } = await import('../postings/publish-posting')
      return closeExpiredPostings(ctx)
    },
    'applications.tell-due': () => tellDueReminders(ctx),
    'applications.tell-silence': () => tellSilence(ctx),
    'interviews.tell-near': () => tellNearInterviews(ctx),
    'hiring.find-broken-promises': async () => (await import('../hiring/promises')).findBrokenPromises(ctx),
    'scheduling.tell-near': async () => (await import('../scheduling/tell-interviewers')).tellNearSeats(ctx),
    'scheduling.chase-feedback': async () => (await import('../scheduling/tell-interviewers')).chaseFeedback(ctx),
    'scheduling.start-feed-reads': async () => (await import('../scheduling/read-feed')).startFeedReads(ctx),
    'tasks.forget-done': () => forgetDoneTasks(ctx),
    'idempotency.forget': () => forgetOldAnswers(ctx),
    'privacy.start-erasures': () => startDueErasures(ctx),
    'privacy.forget-exports': () => forgetOldExports(ctx),
    'identity.forget-expired': () => forgetExpired(ctx),
    ...(ctx.now().getUTCMinutes() % 5 === 0
      ? { 'insights.take-snapshots': () => takeSnapshots(ctx), 'market.take-snapshot': () => takeMarketSnapshot(ctx) }
      : {}),
    ...(ctx.now().getUTCMinutes() % 15 === 0 ? { 'notifications.find-digests': () => findDueDigests(ctx) } : {}),
    ...(ctx.now().getUTCMinutes() === 7
      ? {
          'jobs.count-search-words': () => countSearchWords(ctx),
          'postings.pause-idle': async () => (await import('../postings/pause-idle')).pauseIdlePostings(ctx),
          'postings.recheck-employers': async () => {
            const { recheckVerifications } = await import('../postings/verify-employer')
            return recheckVerifications(ctx)
          },
          'applications.erase-removed': () => eraseRemoved(ctx),
          'notifications.forget-farewells': () => forgetFarewells(ctx),
          'privacy.rotate-keys': () => startKeyRotation(ctx),
          'notifications.erase-old': () => eraseOldContent(ctx),
          'searches.forget-old-news': () => forgetOldNews(ctx),
          'hiring.forget-unsent-files': async () => (await import('../hiring/sent-resume')).forgetUnsentFiles(ctx),
          'retention.run': async () => (await import('../retention/run-retention')).runRetention(ctx),
          'billing.follow-up': async () => (await import('../billing/take-in-news')).followUpAccounts(ctx),
          'billing.forget-news': async () => (await import('../billing/take-in-news')).forgetOldNews(ctx),
          'hooks.forget-old': async () => (await import('../hooks/deliveries')).forgetOldHooks(ctx),
        }
      : {}),
  }
  for (const [name, run] of Object.entries(parts)) {
    try {
      await run()
      ctx.count(`numerojobs_cron_total{part="${name}",outcome="ok"}`)
    } catch (error) {
      ctx.count(`numerojobs_cron_total{part="${name}",outcome="failed"}`)
      ctx.log.error('cron.part-failed', { part: name, error: error instanceof Error ? error.name : 'unknown' })
    }
  }
}
