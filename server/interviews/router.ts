import { z } from 'zod'
import {
  AddInterview,
  CalendarFeed,
  CalendarFile,
  CallOffInterview,
  Interview,
  InterviewList,
  InterviewPage,
  InterviewVersion,
  IssuedCalendarFeed,
  UpdateInterview,
} from '../../contract/interviews'
import { InterviewId } from '../../contract/wire'
import { router, scoped, signedIn } from '../core/trpc'
import { findCalendarFeed, issueCalendarFeed, revokeCalendarFeed, writeInterviewFile } from './calendar'
import { addInterview, callOffInterview, getInterview, listInterviews, listInterviewVersions, updateInterview } from './interviews'

const reads = scoped('applications:read')
const writes = scoped('applications:write')
const OneInterview = z.strictObject({ interviewId: InterviewId })

export const interviewsRouter = router({
  list: reads
    .input(InterviewList)
    .output(InterviewPage)
    .query(({ ctx, input }) => listInterviews(ctx, input)),
  get: reads
    .input(OneInterview)
    .output(Interview)
    .query(({ ctx, input }) => getInterview(ctx, ctx.db, input.interviewId)),
  versions: reads
    .input(OneInterview)
    .output(z.array(InterviewVersion))
    .query(({ ctx, input }) => listInterviewVersions(ctx, input.interviewId)),
  add: writes
    .input(AddInterview)
    .output(Interview)
    .mutation(({ ctx, input }) => addInterview(ctx, input)),
  update: writes
    .input(UpdateInterview)
    .output(Interview)
    .mutation(({ ctx, input }) => updateInterview(ctx, input)),
  callOff: writes
    .input(CallOffInterview)
    .output(Interview)
    .mutation(({ ctx, input }) => callOffInterview(ctx, input.interviewId)),
  file: reads
    .input(OneInterview)
    .output(CalendarFile)
    .query(({ ctx, input }) => writeInterviewFile(ctx, input.interviewId)),
})

/** The secret address is like a password: no program's key makes or ends one. */
export const calendarRouter = router({
  feed: signedIn.output(CalendarFeed.nullable()).query(({ ctx }) => findCalendarFeed(ctx)),
  issue: signedIn
    .input(z.strictObject({ hasReminders: z.boolean().default(true) }))
    .output(IssuedCalendarFeed)
    .mutation(({ ctx, input }) => issueCalendarFeed(ctx, input)),
  revoke: signedIn.output(z.object({ ok: z.literal(true) })).mutation(({ ctx }) => revokeCalendarFeed(ctx)),
})
