import { z } from 'zod'
import {
  AddAvailabilityTime,
  AddBusyFeed,
  Availability,
  GivenFeedback,
  InterviewInvitation,
  InterviewKit,
  InterviewRoom,
  InterviewToken,
  InvitationsOfApplication,
  InviteToInterview,
  MyInvitation,
  OfferedInterview,
  PickTime,
  SaveKit,
  SetHours,
  StageKits,
} from '../../contract/scheduling'
import { ApplicationId, AvailabilityTimeId, BusyFeedId, InterviewInvitationId, PostingId } from '../../contract/wire'
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
import { getInterviewRoom, giveFeedback } from './interview-room'
import { callOffInvitation, inviteToInterview, listInvitations } from './invite'
import { listKits, saveKit } from './kits'
import { declineOffer, getOfferedInterview, listMyInvitations, pickTime } from './offer'

const OneFeed = z.strictObject({ feedId: BusyFeedId })
const OneApplication = z.strictObject({ applicationId: ApplicationId })
const OneInvitation = z.strictObject({ invitationId: InterviewInvitationId })
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
    .input(OneInvitation)
    .output(InterviewInvitation)
    .mutation(({ ctx, input }) => callOffInvitation(ctx, input.invitationId)),
  ofApplication: signedIn
    .input(OneApplication)
    .output(InvitationsOfApplication)
    .query(({ ctx, input }) => listInvitations(ctx, input.applicationId)),
  room: signedIn
    .input(OneInvitation)
    .output(InterviewRoom)
    .query(({ ctx, input }) => getInterviewRoom(ctx, input.invitationId)),
  giveFeedback: signedIn
    .input(GivenFeedback)
    .output(InterviewRoom)
    .mutation(({ ctx, input }) => giveFeedback(ctx, input)),
  kits: signedIn
    .input(z.strictObject({ postingId: PostingId }))
    .output(StageKits)
    .query(({ ctx, input }) => listKits(ctx, input.postingId)),
  saveKit: signedIn
    .input(SaveKit)
    .output(InterviewKit)
    .mutation(({ ctx, input }) => saveKit(ctx, input)),
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
