import { TaskMessage } from '../../contract/tasks'
import type { Ctx } from '../core/ctx'
import { sendDigest } from '../notifications/send-digests'
import { giveUpMessage, sendMessages } from '../notifications/send-messages'
import { eraseAuthor } from '../privacy/erase-author'
import { erasePerson } from '../privacy/erase-person'
import { giveUpExport, makeExport } from '../privacy/export-person'
import { rotateKeys } from '../privacy/rotate-keys'
import { readResumeFile } from '../resumes/read-resume-file'
import { runTasks, type TaskHandlers } from '../tasks/run-tasks'

/** Who carries out which kind of task. What only one kind needs, and what is large, is loaded when the first of that kind comes (docs/decisions/008-what-is-loaded-when.md). */
export const taskHandlers: TaskHandlers = {
  'leads.detect': async (ctx, payloads) => {
    const { detectLeads } = await import('../leads/detect-lead')
    await detectLeads(ctx, [...new Set(payloads.flatMap((payload) => (payload.kind === 'leads.detect' ? [payload.postId] : [])))])
  },
  'scheduling.read-feed': async (ctx, payloads) => {
    const { readFeed } = await import('../scheduling/read-feed')
    for (const payload of payloads) if (payload.kind === 'scheduling.read-feed') await readFeed(ctx, payload.feedId)
  },
  'scheduling.call-off': async (ctx, payloads) => {
    const { callOffEnded } = await import('../scheduling/call-off-ended')
    for (const payload of payloads) if (payload.kind === 'scheduling.call-off') await callOffEnded(ctx, payload.applicationId)
  },
  'searches.tell-new-jobs': async (ctx, payloads) => {
    const { tellNewJobs } = await import('../searches/tell-new-jobs')
    for (const payload of payloads) if (payload.kind === 'searches.tell-new-jobs') await tellNewJobs(ctx, payload)
  },
  'jobs.check-links': async (ctx, payloads) => {
    const { checkSites } = await import('../jobs/check-links')
    await checkSites(
      ctx,
      payloads.flatMap((payload) => (payload.kind === 'jobs.check-links' ? [payload.jobIds] : [])),
    )
  },
  'applications.tell-closed': async (ctx, payloads) => {
    const { tellClosed } = await import('../applications/tell-closed')
    for (const payload of payloads) if (payload.kind === 'applications.tell-closed') await tellClosed(ctx, payload.jobIds)
  },
  'appeals.tell-taken-down': async (ctx, payloads) => {
    const { tellTakenDown } = await import('../appeals/appeals')
    for (const payload of payloads) if (payload.kind === 'appeals.tell-taken-down') await tellTakenDown(ctx, payload.jobId)
  },
  'privacy.rotate-keys': async (ctx, payloads) => {
    for (const payload of payloads) if (payload.kind === 'privacy.rotate-keys') await rotateKeys(ctx, payload)
  },
  'matching.read-profile': async (ctx, payloads) => {
    const { readProfile } = await import('../matching/seeker-profile')
    for (const payload of payloads) if (payload.kind === 'matching.read-profile') await readProfile(ctx, payload.personId)
  },
  'resumes.read-file': async (ctx, payloads) => {
    for (const payload of payloads) if (payload.kind === 'resumes.read-file') await readResumeFile(ctx, payload.fileId)
  },
  'privacy.erase-author': async (ctx, payloads) => {
    for (const payload of payloads) if (payload.kind === 'privacy.erase-author') await eraseAuthor(ctx, payload)
  },
  'privacy.erase-person': async (ctx, payloads) => {
    for (const payload of payloads) if (payload.kind === 'privacy.erase-person') await erasePerson(ctx, payload)
  },
  'privacy.export': {
    run: async (ctx, payloads) => {
      for (const payload of payloads) if (payload.kind === 'privacy.export') await makeExport(ctx, payload.exportId)
    },
    died: async (ctx, payload) => {
      if (payload.kind === 'privacy.export') await giveUpExport(ctx, payload.exportId)
    },
  },
  'hiring.withdraw': async (ctx, payloads) => {
    const { withdrawApplication } = await import('../hiring/close-applications')
    for (const payload of payloads) if (payload.kind === 'hiring.withdraw') await withdrawApplication(ctx, payload)
  },
  'hiring.tell-paused': async (ctx, payloads) => {
    const { tellPaused } = await import('../hiring/tell-paused')
    for (const payload of payloads) if (payload.kind === 'hiring.tell-paused') await tellPaused(ctx, payload)
  },
  'hiring.tell-closed': async (ctx, payloads) => {
    const { tellClosed } = await import('../hiring/close-applications')
    for (const payload of payloads) if (payload.kind === 'hiring.tell-closed') await tellClosed(ctx, payload.postingId)
  },
  'hiring.tell-candidate': async (ctx, payloads) => {
    const { tellCandidate } = await import('../hiring/tell-candidate')
    for (const payload of payloads) if (payload.kind === 'hiring.tell-candidate') await tellCandidate(ctx, payload.applicationId)
  },
  'hiring.close-rooms': async (ctx, payloads) => {
    const [{ closePipelineRooms }, { closeShortlistRooms }] = await Promise.all([
      import('../hiring/room-gate'),
      import('../shortlists/room-gate'),
    ])
    for (const payload of payloads)
      if (payload.kind === 'hiring.close-rooms')
        await Promise.all([closePipelineRooms(ctx, payload.organisationId), closeShortlistRooms(ctx, payload.organisationId)])
  },
  'hiring.read-resume': async (ctx, payloads) => {
    const { readSentResume } = await import('../hiring/sent-resume')
    for (const payload of payloads) if (payload.kind === 'hiring.read-resume') await readSentResume(ctx, payload.applicationId)
  },
  'conversations.send': async (ctx, payloads) => {
    const { sendTalk } = await import('../conversations/send-talk')
    for (const payload of payloads) if (payload.kind === 'conversations.send') await sendTalk(ctx, payload)
  },
  'conversations.prepare-closing': async (ctx, payloads) => {
    const { prepareClosing } = await import('../conversations/closing')
    for (const payload of payloads) if (payload.kind === 'conversations.prepare-closing') await prepareClosing(ctx, payload.applicationId)
  },
  'billing.sync': async (ctx, payloads) => {
    const { syncAccount } = await import('../billing/sync-account')
    for (const payload of payloads) if (payload.kind === 'billing.sync') await syncAccount(ctx, payload.customerId)
  },
  'billing.book-checkout': async (ctx, payloads) => {
    const { bookCheckout } = await import('../billing/sync-account')
    for (const payload of payloads) if (payload.kind === 'billing.book-checkout') await bookCheckout(ctx, payload.checkoutId)
  },
  'billing.book-refund': async (ctx, payloads) => {
    const { bookRefund } = await import('../billing/sync-account')
    for (const payload of payloads) if (payload.kind === 'billing.book-refund') await bookRefund(ctx, payload.chargeId)
  },
  'billing.end-orphan': async (ctx, payloads) => {
    const { endOrphan } = await import('../billing/end-orphan')
    for (const payload of payloads) if (payload.kind === 'billing.end-orphan') await endOrphan(ctx, payload.organisationId)
  },
  'hooks.fan-out': async (ctx, payloads) => {
    const { fanOut } = await import('../hooks/deliver')
    for (const payload of payloads) if (payload.kind === 'hooks.fan-out') await fanOut(ctx, payload.eventId)
  },
  'hooks.deliver': async (ctx, payloads) => {
    const { deliverHooks } = await import('../hooks/deliver')
    await deliverHooks(
      ctx,
      payloads.flatMap((payload) => (payload.kind === 'hooks.deliver' ? [payload] : [])),
    )
  },
  'notifications.digest': async (ctx, payloads) => {
    for (const payload of payloads) if (payload.kind === 'notifications.digest') await sendDigest(ctx, payload.personId)
  },
  'notifications.send': {
    run: (ctx, payloads) =>
      sendMessages(
        ctx,
        payloads.flatMap((payload) => (payload.kind === 'notifications.send' ? [payload.messageId] : [])),
      ),
    died: async (ctx, payload) => {
      if (payload.kind === 'notifications.send') await giveUpMessage(ctx, payload.messageId)
    },
  },
}

/** One delivery of the queue. A failure here is of the database, not of a task: the whole delivery comes again, and cron knows the rows besides. */
export async function consumeTasks(ctx: Ctx, messages: readonly { body: unknown }[]): Promise<void> {
  const ids = messages.flatMap((message) => {
    const parsed = TaskMessage.safeParse(message.body)
    return parsed.success ? [parsed.data.taskId] : []
  })
  await runTasks(ctx, taskHandlers, [...new Set(ids)])
}

/** The traces of the requests that sent these messages. */
export function traceparentsOf(messages: readonly { body: unknown }[]): string[] {
  return messages.flatMap((message) => TaskMessage.safeParse(message.body).data?.traceparent ?? [])
}
