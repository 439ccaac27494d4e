import { and, asc, eq, inArray, isNull } from 'drizzle-orm'
import type { AddShortlistComment, EditShortlistComment, ShortlistComment, ShortlistDiscussion } from '../../contract/shortlists'
import type { Db } from '../../db/client'
import { members, shortlistComments, shortlistEntries, shortlistVotes } from '../../db/schema'
import { renderMarkdown } from '../applications/render-markdown'
import { conflict, notFound } from '../core/errors'
import { type Emit, withEvents } from '../live/outbox'
import { notify } from '../notifications/notify'
import { actorOf, getShortlistFor, type HeldShortlist, lockShortlistFor, type ShortlistCtx, voterOf } from './access'
import { getEntry, recordChanges, tellEntries, touchEntry } from './record-changes'
import { loadActors } from './show-shortlist'

const COMMENTS_MAX = 500
type CommentRow = typeof shortlistComments.$inferSelect

/**
 * What was said about an entry: votes by name, comments oldest first.
 * @throws not_found  as `getShortlistFor`; `entry.not-found`
 */
export async function getDiscussion(ctx: ShortlistCtx, input: { shortlistId: string; entryId: string }): Promise<ShortlistDiscussion> {
  await getShortlistFor(ctx, input.shortlistId, 'view')
  await getEntry(ctx.db, input.shortlistId, input.entryId)
  const [votes, comments] = await Promise.all([
    ctx.db
      .select({ voter: shortlistVotes.voter, vote: shortlistVotes.vote })
      .from(shortlistVotes)
      .where(eq(shortlistVotes.entryId, input.entryId))
      .orderBy(asc(shortlistVotes.at), asc(shortlistVotes.voter)),
    ctx.db
      .select()
      .from(shortlistComments)
      .where(and(eq(shortlistComments.entryId, input.entryId), isNull(shortlistComments.removedAt)))
      .orderBy(asc(shortlistComments.createdAt), asc(shortlistComments.id))
      .limit(COMMENTS_MAX),
  ])
  const actors = await loadActors(ctx.db, [
    ...votes.map(({ voter }) => voter),
    ...comments.map(({ authorId, guestId }) => authorId ?? guestId),
  ])
  return {
    votes: votes.flatMap(({ voter, vote }) => {
      const by = actors.get(voter)
      return by ? [{ by, vote }] : []
    }),
    comments: comments.map((row) => ({ ...showComment(ctx, row), by: actors.get(row.authorId ?? row.guestId ?? '') ?? null })),
  }
}

/**
 * Adds a comment, and tells whom it mentions. With an id of the caller's own, the same comment sent twice is one.
 * @throws not_found, forbidden as `lockShortlistFor`; `entry.not-found`
 * @throws conflict `comment.too-many`  500 are there already
 */
export async function addComment(ctx: ShortlistCtx, input: AddShortlistComment): Promise<ShortlistComment> {
  const { shortlistId, entryId, markdown } = input
  return withEvents(ctx, async (tx, emit) => {
    const held = await lockShortlistFor(ctx, tx, shortlistId, 'vote')
    await getEntry(tx, shortlistId, entryId)
    const count = await tx.$count(shortlistComments, and(eq(shortlistComments.entryId, entryId), isNull(shortlistComments.removedAt)))
    if (count >= COMMENTS_MAX) throw conflict('comment.too-many', {}, `There are ${COMMENTS_MAX} comments here. Remove one first.`)
    const { personId: authorId, guestId } = actorOf(ctx)
    const mentions = await listMentioned(tx, held, input.mentions)
    const id = input.commentId ?? ctx.newId('shortlistComment')
    const [row] = await tx
      .insert(shortlistComments)
      .values({ id, entryId, authorId, guestId, markdown, mentions, createdAt: ctx.now() })
      .onConflictDoNothing()
      .returning()
    if (!row) return showComment(ctx, await getOwn(ctx, tx, shortlistId, id))
    await tell(ctx, tx, emit, held, row)
    await tellMentioned(ctx, tx, emit, held, row, mentions)
    return showComment(ctx, row)
  })
}

/**
 * Changes a comment of one's own. Who is mentioned newly is told.
 * @throws not_found `comment.not-found`  it is somebody else's, or was removed
 */
export async function editComment(ctx: ShortlistCtx, input: EditShortlistComment): Promise<ShortlistComment> {
  return withEvents(ctx, async (tx, emit) => {
    const held = await lockShortlistFor(ctx, tx, input.shortlistId, 'vote')
    const before = await getOwn(ctx, tx, input.shortlistId, input.commentId)
    const mentions = await listMentioned(tx, held, input.mentions)
    const [row] = await tx
      .update(shortlistComments)
      .set({ markdown: input.markdown, mentions, editedAt: ctx.now() })
      .where(eq(shortlistComments.id, before.id))
      .returning()
    if (!row) throw new Error('A comment that was found is missing.')
    await tell(ctx, tx, emit, held, row)
    await tellMentioned(
      ctx,
      tx,
      emit,
      held,
      row,
      mentions.filter((id) => !before.mentions.includes(id)),
    )
    return showComment(ctx, row)
  })
}

/** Removes a comment of one's own, and its words. Throws as `editComment`. */
export async function removeComment(ctx: ShortlistCtx, input: { shortlistId: string; commentId: string }): Promise<{ commentId: string }> {
  return withEvents(ctx, async (tx, emit) => {
    const held = await lockShortlistFor(ctx, tx, input.shortlistId, 'vote')
    const { id } = await getOwn(ctx, tx, input.shortlistId, input.commentId)
    const [row] = await tx
      .update(shortlistComments)
      .set({ markdown: '', mentions: [], removedAt: ctx.now() })
      .where(eq(shortlistComments.id, id))
      .returning()
    if (!row) throw new Error('A comment that was found is missing.')
    await tell(ctx, tx, emit, held, row)
    return { commentId: id }
  })
}

async function getOwn(ctx: ShortlistCtx, tx: Db, shortlistId: string, commentId: string): Promise<CommentRow> {
  const { personId, guestId } = actorOf(ctx)
  const [found] = await tx
    .select({ comment: shortlistComments })
    .from(shortlistComments)
    .innerJoin(shortlistEntries, eq(shortlistEntries.id, shortlistComments.entryId))
    .where(
      and(
        eq(shortlistComments.id, commentId),
        eq(shortlistEntries.shortlistId, shortlistId),
        isNull(shortlistComments.removedAt),
        personId ? eq(shortlistComments.authorId, personId) : eq(shortlistComments.guestId, guestId ?? ''),
      ),
    )
  if (!found) throw notFound('comment', commentId)
  return found.comment
}

/** The room is told of the entry, never of the words: who shows them asks for them. */
async function tell(
  ctx: ShortlistCtx,
  tx: Db,
  emit: Emit,
  held: HeldShortlist,
  { id: commentId, entryId, removedAt }: CommentRow,
): Promise<void> {
  await touchEntry(tx, entryId)
  const row = await recordChanges(ctx, tx, held, [{ change: { kind: 'commented', entryId, commentId, isRemoved: removedAt !== null } }])
  await tellEntries(ctx, tx, emit, row, [entryId])
}

/** Of these those who are members; a guest calls nobody. */
async function listMentioned(tx: Db, { shortlist, role }: HeldShortlist, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0 || role === null) return []
  const rows = await tx
    .select({ personId: members.personId })
    .from(members)
    .where(and(eq(members.organisationId, shortlist.organisationId), inArray(members.personId, [...ids])))
  return rows.map(({ personId }) => personId)
}

async function tellMentioned(
  ctx: ShortlistCtx,
  tx: Db,
  emit: Emit,
  { shortlist }: HeldShortlist,
  comment: CommentRow,
  ids: readonly string[],
): Promise<void> {
  for (const personId of ids) {
    if (personId === voterOf(ctx)) continue
    await notify(ctx, tx, emit, {
      personId,
      data: {
        event: 'shortlist.mentioned',
        organisationId: shortlist.organisationId,
        shortlistId: shortlist.id,
        shortlistName: shortlist.name,
        byName: ctx.actor.name,
      },
      key: comment.id,
    })
  }
}

function showComment(ctx: ShortlistCtx, row: CommentRow): ShortlistComment {
  const { personId, guestId } = actorOf(ctx)
  return {
    id: row.id,
    entryId: row.entryId,
    by: actorOf(ctx),
    isOwn: personId ? row.authorId === personId : row.guestId === guestId,
    markdown: row.markdown,
    html: renderMarkdown(row.markdown),
    createdAt: row.createdAt.toISOString(),
    editedAt: row.editedAt?.toISOString() ?? null,
  }
}
