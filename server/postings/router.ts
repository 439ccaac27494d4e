import { z } from 'zod'
import {
  CareerPage,
  CareerPlaces,
  CareerSettings,
  ClosePosting,
  ConfirmVerification,
  EmployerVerification,
  EmployerVerifications,
  NewPosting,
  OfDomain,
  OfPosting,
  PostingHeartbeat,
  PostingHistory,
  PostingList,
  PostingPage,
  PostingView,
  SendPostingBack,
  SetCareerHost,
  SetCareerSettings,
  SetFrameOrigins,
  StartVerification,
  UpdatePosting,
} from '../../contract/postings'
import { JobId, OrganisationId } from '../../contract/wire'
import { anybody, router, scoped, signedIn } from '../core/trpc'
import { getCareerSettings, setCareerSettings, showCareerPage } from './career-page'
import { createPosting, duplicatePosting } from './create-posting'
import { getPosting, listPostingHistory, listPostings } from './list-postings'
import { findHeartbeat } from './pause-idle'
import { closePosting, pausePosting, publishPosting, resumePosting } from './publish-posting'
import { approvePosting, sendPostingBack, submitPosting, takePostingBack } from './review-posting'
import { updatePosting } from './update-posting'
import { checkVerification, confirmVerification, listVerifications, removeVerification, startVerification } from './verify-employer'

const reads = scoped('postings:read')
const writes = scoped('postings:write')
const step = writes.input(OfPosting).output(PostingView)

export const postingsRouter = router({
  list: reads
    .input(PostingList)
    .output(PostingPage)
    .query(({ ctx, input }) => listPostings(ctx, input)),
  get: reads
    .input(OfPosting)
    .output(PostingView)
    .query(({ ctx, input }) => getPosting(ctx, input.postingId)),
  history: reads
    .input(OfPosting)
    .output(PostingHistory)
    .query(({ ctx, input }) => listPostingHistory(ctx, input.postingId)),
  create: writes
    .input(NewPosting)
    .output(PostingView)
    .mutation(({ ctx, input }) => createPosting(ctx, input)),
  duplicate: step.mutation(({ ctx, input }) => duplicatePosting(ctx, input.postingId)),
  update: writes
    .input(UpdatePosting)
    .output(PostingView)
    .mutation(({ ctx, input }) => updatePosting(ctx, input)),
  submit: step.mutation(({ ctx, input }) => submitPosting(ctx, input.postingId)),
  takeBack: step.mutation(({ ctx, input }) => takePostingBack(ctx, input.postingId)),
  approve: step.mutation(({ ctx, input }) => approvePosting(ctx, input.postingId)),
  sendBack: writes
    .input(SendPostingBack)
    .output(PostingView)
    .mutation(({ ctx, input }) => sendPostingBack(ctx, input)),
  publish: step.mutation(({ ctx, input }) => publishPosting(ctx, input.postingId)),
  pause: step.mutation(({ ctx, input }) => pausePosting(ctx, input.postingId)),
  resume: step.mutation(({ ctx, input }) => resumePosting(ctx, input.postingId)),
  close: writes
    .input(ClosePosting)
    .output(PostingView)
    .mutation(({ ctx, input }) => closePosting(ctx, input)),
})

/** Proof that an organisation owns a domain. No key may ask for it: a mark that seekers trust is given in a browser. */
export const employersRouter = router({
  list: signedIn
    .input(z.strictObject({ organisationId: OrganisationId }))
    .output(EmployerVerifications)
    .query(({ ctx, input }) => listVerifications(ctx, input.organisationId)),
  start: signedIn
    .input(StartVerification)
    .output(EmployerVerification)
    .mutation(({ ctx, input }) => startVerification(ctx, input)),
  confirm: signedIn
    .input(ConfirmVerification)
    .output(EmployerVerification)
    .mutation(({ ctx, input }) => confirmVerification(ctx, input)),
  check: signedIn
    .input(OfDomain)
    .output(EmployerVerification)
    .mutation(({ ctx, input }) => checkVerification(ctx, input)),
  remove: signedIn
    .input(OfDomain)
    .output(z.object({ domain: z.string() }))
    .mutation(({ ctx, input }) => removeVerification(ctx, input)),
})

/** The page of openings that each organisation has of its own, and what everybody may know of a posting. */
export const careersRouter = router({
  heartbeat: anybody
    .input(z.strictObject({ jobId: JobId }))
    .output(z.object({ heartbeat: PostingHeartbeat.nullable() }))
    .query(async ({ ctx, input }) => ({ heartbeat: await findHeartbeat(ctx, input.jobId) })),
  show: anybody
    .input(z.strictObject({ slug: z.string().min(1).max(120) }))
    .output(CareerPage)
    .query(({ ctx, input }) => showCareerPage(ctx, input.slug)),
  settings: signedIn
    .input(z.strictObject({ organisationId: OrganisationId }))
    .output(CareerSettings)
    .query(({ ctx, input }) => getCareerSettings(ctx, input.organisationId)),
  setSettings: signedIn
    .input(SetCareerSettings)
    .output(CareerSettings)
    .mutation(({ ctx, input }) => setCareerSettings(ctx, input)),
  /** The sites that may frame the page, and its own host. For members in a session. */
  places: signedIn
    .input(z.strictObject({ organisationId: OrganisationId }))
    .output(CareerPlaces)
    .query(async ({ ctx, input }) => (await import('./career-places')).getCareerPlaces(ctx, input.organisationId)),
  setFrames: signedIn
    .input(SetFrameOrigins)
    .output(CareerPlaces)
    .mutation(async ({ ctx, input }) => (await import('./career-places')).setFrameOrigins(ctx, input)),
  setHost: signedIn
    .input(SetCareerHost)
    .output(CareerPlaces)
    .mutation(async ({ ctx, input }) => (await import('./career-places')).setCareerHost(ctx, input)),
})
