import { z } from 'zod'
import {
  AddAvailabilityTime,
  AddBusyFeed,
  Availability,
  InterviewInvitation,
  InterviewToken,
  InviteToInterview,
  MyInvitation,
  OfferedInterview,
  PickTime,
  SetHours,
} from '../../contract/scheduling'
import { ApplicationId, AvailabilityTimeId, BusyFeedId, InterviewInvitationId } from '../../contract/wire'
import { anybody, anybodySometimes, router, signedIn } from '../core/trpc'
import {
  addAvailabilityTime,
  addBusyFeed,
  getAvailability,
  readOwnFeed,
  removeAvailabilityTime,
  removeBusyFeed,
  setHours,
} from './availability'
import { callOffInvitation, inviteToInterview, listInvitations } from './invite'
import { declineOffer, getOfferedInterview, listMyInvitations, pickTime } from './offer'

const OneFeed = z.strictObject({ feedId: BusyFeedId })
const OneApplication = z.strictObject({ applicationId: ApplicationId })
const OneLink = z.strictObject({ token: InterviewToken })

export const schedulingRouter = router({
  availability: signedIn.output(Availability).query(({ ctx }) => getAvailability(ctx)),
  setHours: signedIn
    .input(SetHours)
    .output(Availability)
    .mutation(({ ctx, input }) => setHours(ctx, input)),
  addTime: signedIn
    .input(AddAvailabilityTime)
    .output(Availability)
    .mutation(({ ctx, input }) => addAvailabilityTime(ctx, input)),
  removeTime: signedIn
    .input(z.strictObject({ timeId: AvailabilityTimeId }))
    .output(Availability)
    .mutation(({ ctx, input }) => removeAvailabilityTime(ctx, input.timeId)),
  addFeed: signedIn
    .input(AddBusyFeed)
    .output(Availability)
    .mutation(({ ctx, input }) => addBusyFeed(ctx, input)),
  removeFeed: signedIn
    .input(OneFeed)
    .output(Availability)
    .mutation(({ ctx, input }) => removeBusyFeed(ctx, input.feedId)),
  readFeed: signedIn
    .input(OneFeed)
    .output(Availability)
    .mutation(({ ctx, input }) => readOwnFeed(ctx, input.feedId)),
  invite: signedIn
    .input(InviteToInterview)
    .output(InterviewInvitation)
    .mutation(({ ctx, input }) => inviteToInterview(ctx, input)),
  callOff: signedIn
    .input(z.strictObject({ invitationId: InterviewInvitationId }))
    .output(InterviewInvitation)
    .mutation(({ ctx, input }) => callOffInvitation(ctx, input.invitationId)),
  ofApplication: signedIn
    .input(OneApplication)
    .output(z.object({ data: z.array(InterviewInvitation) }))
    .query(async ({ ctx, input }) => ({ data: await listInvitations(ctx, input.applicationId) })),
  mine: signedIn
    .input(OneApplication)
    .output(z.object({ data: z.array(MyInvitation) }))
    .query(async ({ ctx, input }) => ({ data: await listMyInvitations(ctx, input.applicationId) })),
  offer: anybody
    .input(OneLink)
    .output(OfferedInterview)
    .query(({ ctx, input }) => getOfferedInterview(ctx, input.token)),
  pick: anybodySometimes
    .input(PickTime)
    .output(OfferedInterview)
    .mutation(({ ctx, input }) => pickTime(ctx, input)),
  decline: anybodySometimes
    .input(OneLink)
    .output(OfferedInterview)
    .mutation(({ ctx, input }) => declineOffer(ctx, input.token)),
})
