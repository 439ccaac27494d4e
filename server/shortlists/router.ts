import { z } from 'zod'
import { ImpactMeter } from '../../contract/fairness'
import {
  AddableApplications,
  AddEntries,
  AddShortlistComment,
  CastVote,
  ChangedEntry,
  CreateShortlist,
  EditShortlistComment,
  InvitedGuest,
  InviteGuest,
  MergedMoves,
  MergeMoves,
  MoveEntry,
  OneShortlist,
  OneShortlistComment,
  OneShortlistEntry,
  OneShortlistGuest,
  RemoveEntry,
  Scorecards,
  SetScoring,
  Shortlist,
  ShortlistComment,
  ShortlistDiscussion,
  ShortlistEntry,
  ShortlistFile,
  ShortlistGuest,
  ShortlistGuests,
  ShortlistHistory,
  ShortlistsOfPosting,
  ShortlistView,
  SubmitScorecard,
  UpdateShortlist,
} from '../../contract/shortlists'
import { PostingId, ShortlistCommentId, ShortlistEntryId } from '../../contract/wire'
import { router, scoped, scopedOrGuest, signedIn } from '../core/trpc'
import { getShortlistFor } from './access'
import { addEntries } from './add-entries'
import { castVote } from './cast-vote'
import { addComment, editComment, getDiscussion, removeComment } from './comments'
import { createShortlist, updateShortlist } from './create-shortlist'
import { getShortlistMeter } from './get-meter'
import { getShortlist, listShortlists } from './get-shortlist'
import { inviteGuest, listGuests, revokeGuest } from './guests'
import { exportShortlist, listHistory } from './list-history'
import { listAddable } from './load-cards'
import { mergeOfflineMoves, moveEntry } from './move-entry'
import { removeEntry } from './remove-entry'
import { getScorecards, revealScores, setScoring, submitScorecard } from './scorecards'

const reads = scoped('shortlists:read')
const writes = scoped('shortlists:write')
const guestReads = scopedOrGuest('shortlists:read')
const guestWrites = scopedOrGuest('shortlists:write')

export const shortlistsRouter = router({
  create: writes
    .input(CreateShortlist)
    .output(Shortlist)
    .mutation(({ ctx, input }) => createShortlist(ctx, input)),
  update: writes
    .input(UpdateShortlist)
    .output(Shortlist)
    .mutation(({ ctx, input }) => updateShortlist(ctx, input)),
  list: reads
    .input(z.strictObject({ postingId: PostingId }))
    .output(ShortlistsOfPosting)
    .query(({ ctx, input }) => listShortlists(ctx, input.postingId)),
  get: guestReads
    .input(OneShortlist)
    .output(ShortlistView)
    .query(({ ctx, input }) => getShortlist(ctx, input.shortlistId)),
  addable: reads
    .input(OneShortlist)
    .output(AddableApplications)
    .query(async ({ ctx, input }) => listAddable(ctx.db, (await getShortlistFor(ctx, input.shortlistId, 'edit')).shortlist)),
  add: writes
    .input(AddEntries)
    .output(z.object({ entries: z.array(ShortlistEntry), eventSeq: z.int() }))
    .mutation(({ ctx, input }) => addEntries(ctx, input)),
  move: writes
    .input(MoveEntry)
    .output(ChangedEntry)
    .mutation(({ ctx, input }) => moveEntry(ctx, input)),
  merge: writes
    .input(MergeMoves)
    .output(MergedMoves)
    .mutation(({ ctx, input }) => mergeOfflineMoves(ctx, input)),
  remove: writes
    .input(RemoveEntry)
    .output(z.object({ entryId: ShortlistEntryId, eventSeq: z.int() }))
    .mutation(({ ctx, input }) => removeEntry(ctx, input)),
  vote: guestWrites
    .input(CastVote)
    .output(ChangedEntry)
    .mutation(({ ctx, input }) => castVote(ctx, input)),
  discussion: guestReads
    .input(OneShortlistEntry)
    .output(ShortlistDiscussion)
    .query(({ ctx, input }) => getDiscussion(ctx, input)),
  comment: guestWrites
    .input(AddShortlistComment)
    .output(ShortlistComment)
    .mutation(({ ctx, input }) => addComment(ctx, input)),
  editComment: guestWrites
    .input(EditShortlistComment)
    .output(ShortlistComment)
    .mutation(({ ctx, input }) => editComment(ctx, input)),
  removeComment: guestWrites
    .input(OneShortlistComment)
    .output(z.object({ commentId: ShortlistCommentId }))
    .mutation(({ ctx, input }) => removeComment(ctx, input)),
  guests: reads
    .input(OneShortlist)
    .output(ShortlistGuests)
    .query(({ ctx, input }) => listGuests(ctx, input.shortlistId)),
  inviteGuest: writes
    .input(InviteGuest)
    .output(InvitedGuest)
    .mutation(({ ctx, input }) => inviteGuest(ctx, input)),
  revokeGuest: writes
    .input(OneShortlistGuest)
    .output(ShortlistGuest)
    .mutation(({ ctx, input }) => revokeGuest(ctx, input)),
  setScoring: writes
    .input(SetScoring)
    .output(Shortlist)
    .mutation(({ ctx, input }) => setScoring(ctx, input)),
  /** For sessions of members who decide: no program and no guest sees what figures say of groups. */
  meter: signedIn
    .input(OneShortlist)
    .output(ImpactMeter)
    .query(({ ctx, input }) => getShortlistMeter(ctx, input.shortlistId)),
  scorecards: reads
    .input(OneShortlistEntry)
    .output(Scorecards)
    .query(({ ctx, input }) => getScorecards(ctx, input)),
  score: writes
    .input(SubmitScorecard)
    .output(Scorecards)
    .mutation(({ ctx, input }) => submitScorecard(ctx, input)),
  revealScores: writes
    .input(OneShortlistEntry)
    .output(Scorecards)
    .mutation(({ ctx, input }) => revealScores(ctx, input)),
  history: reads
    .input(OneShortlist)
    .output(ShortlistHistory)
    .query(({ ctx, input }) => listHistory(ctx, input.shortlistId)),
  export: reads
    .input(OneShortlist)
    .output(ShortlistFile)
    .query(({ ctx, input }) => exportShortlist(ctx, input.shortlistId)),
})
