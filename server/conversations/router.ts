import { z } from 'zod'
import {
  AnswerByStatus,
  AnswerTalk,
  ArchiveTemplate,
  CandidateThread,
  ChangeTalk,
  MailPreview,
  MessageTemplate,
  OverdueAnswer,
  PreviewTalk,
  SaveTemplate,
  SendClosing,
  SentClosing,
  StatusToken,
  TalkPreview,
  TeamMessage,
  TeamThread,
  WriteMany,
  WriteTalk,
  WrittenMany,
} from '../../contract/conversations'
import { ApplicationId, BatchId, OrganisationId } from '../../contract/wire'
import { anybody, anybodySometimes, router, signedIn } from '../core/trpc'
import { listOverdueAnswers, sendClosing } from './closing'
import { answerByStatus, answerTalk } from './take-answer'
import { archiveTemplate, listTemplates, saveTemplate } from './templates'
import { getOwnThread, getTeamThread, getThreadByStatus } from './thread'
import { cancelTalks, changeTalk, previewMail, previewTalks, writeMany, writeTalk } from './write-talks'

/** Both sides of the threads. No key may: what people write to each other is not for programs. */
export const conversationsRouter = router({
  thread: signedIn
    .input(z.object({ applicationId: ApplicationId }))
    .output(TeamThread)
    .query(({ ctx, input }) => getTeamThread(ctx, input.applicationId)),
  preview: signedIn
    .input(PreviewTalk)
    .output(z.object({ data: z.array(TalkPreview) }))
    .query(async ({ ctx, input }) => ({ data: await previewTalks(ctx, input) })),
  previewMail: signedIn
    .input(PreviewTalk.pick({ subject: true, text: true }).extend({ applicationId: ApplicationId }))
    .output(MailPreview)
    .query(({ ctx, input }) => previewMail(ctx, input)),
  write: signedIn
    .input(WriteTalk)
    .output(TeamMessage)
    .mutation(({ ctx, input }) => writeTalk(ctx, input)),
  writeMany: signedIn
    .input(WriteMany)
    .output(WrittenMany)
    .mutation(({ ctx, input }) => writeMany(ctx, input)),
  change: signedIn
    .input(ChangeTalk)
    .output(TeamMessage)
    .mutation(({ ctx, input }) => changeTalk(ctx, input)),
  cancel: signedIn
    .input(z.strictObject({ batchId: BatchId }))
    .output(z.object({ cancelled: z.int(), left: z.int() }))
    .mutation(({ ctx, input }) => cancelTalks(ctx, input.batchId)),
  overdue: signedIn.output(z.object({ data: z.array(OverdueAnswer) })).query(async ({ ctx }) => ({ data: await listOverdueAnswers(ctx) })),
  sendClosing: signedIn
    .input(SendClosing)
    .output(SentClosing)
    .mutation(({ ctx, input }) => sendClosing(ctx, input)),
  mine: signedIn
    .input(z.object({ applicationId: ApplicationId }))
    .output(CandidateThread)
    .query(({ ctx, input }) => getOwnThread(ctx, input.applicationId)),
  answer: signedIn
    .input(AnswerTalk)
    .output(CandidateThread)
    .mutation(({ ctx, input }) => answerTalk(ctx, input)),
  byStatus: anybody
    .input(z.object({ token: StatusToken }))
    .output(CandidateThread)
    .query(({ ctx, input }) => getThreadByStatus(ctx, input.token)),
  answerByStatus: anybodySometimes
    .input(AnswerByStatus)
    .output(CandidateThread)
    .mutation(({ ctx, input }) => answerByStatus(ctx, input)),
})

export const messageTemplatesRouter = router({
  list: signedIn
    .input(z.object({ organisationId: OrganisationId }))
    .output(z.object({ data: z.array(MessageTemplate) }))
    .query(async ({ ctx, input }) => ({ data: await listTemplates(ctx, input.organisationId) })),
  save: signedIn
    .input(SaveTemplate)
    .output(MessageTemplate)
    .mutation(({ ctx, input }) => saveTemplate(ctx, input)),
  archive: signedIn
    .input(ArchiveTemplate)
    .output(MessageTemplate)
    .mutation(({ ctx, input }) => archiveTemplate(ctx, input)),
})
