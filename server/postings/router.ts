import {
  ClosePosting,
  NewPosting,
  OfPosting,
  PostingHistory,
  PostingList,
  PostingPage,
  PostingView,
  SendPostingBack,
  UpdatePosting,
} from '../../contract/postings'
import { router, scoped } from '../core/trpc'
import { createPosting, duplicatePosting } from './create-posting'
import { getPosting, listPostingHistory, listPostings } from './list-postings'
import { closePosting, pausePosting, publishPosting, resumePosting } from './publish-posting'
import { approvePosting, sendPostingBack, submitPosting, takePostingBack } from './review-posting'
import { updatePosting } from './update-posting'

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
