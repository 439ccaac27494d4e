import { and, count, desc, eq, gt, inArray, isNull, sql } from 'drizzle-orm'
import type { AuditDetails } from '../../contract/audit'
import type { ShortlistsOfPosting, ShortlistView } from '../../contract/shortlists'
import { SHORTLISTS_OF_POSTING_MAX } from '../../contract/shortlists'
import { auditLines, members, people, shortlists, shortlistVotes } from '../../db/schema'
import { recordAudit } from '../audit/record-audit'
import type { PersonCtx } from '../core/actor'
import { hasRight } from '../identity/access'
import { getPostingFor } from '../postings/access'
import { getShortlistFor, type HeldShortlist, type ShortlistCtx, voterOf } from './access'
import { loadCards } from './load-cards'
import { loadEntries, showShortlist } from './show-shortlist'

/** Looking again within this time is the same look. */
const SAME_LOOK_MS = 3_600_000

/**
 * A shortlist with its entries in their order, each with what the reader may see of its candidate. That they looked stands in the audit log.
 * Throws as `getShortlistFor`.
 */
export async function getShortlist(ctx: ShortlistCtx, shortlistId: string): Promise<ShortlistView> {
  const held = await getShortlistFor(ctx, shortlistId, 'view')
  const { shortlist, organisationName, postingTitle, right, role } = held
  const entries = await loadEntries(ctx.db, shortlistId)
  const [cards, votes, called] = await Promise.all([
    loadCards(
      ctx.db,
      shortlist,
      entries.map(({ applicationId }) => applicationId),
      ctx.now(),
    ),
    ownVotes(
      ctx,
      entries.map(({ id }) => id),
    ),
    listCallable(ctx, held),
    recordLook(ctx, held),
  ])
  return {
    shortlist: showShortlist(shortlist),
    organisationName,
    postingTitle,
    right,
    me: { key: voterOf(ctx), name: ctx.actor.name, role },
    lines: entries.flatMap((entry) => {
      const card = cards.get(entry.applicationId)
      return card ? [{ entry, card, myVote: votes.get(entry.id) ?? null }] : []
    }),
    members: called,
  }
}

/**
 * The shortlists of a posting, newest first.
 * @throws not_found, forbidden as `getPostingFor`
 */
export async function listShortlists(ctx: PersonCtx, postingId: string): Promise<ShortlistsOfPosting> {
  const { role } = await getPostingFor(ctx, postingId, 'shortlist.view')
  const rows = await ctx.db
    .select({
      shortlist: shortlists,
      entryCount: sql<number>`(select count(*)::int from shortlist_entries e where e.shortlist_id = shortlists.id and e.removed_at is null)`,
    })
    .from(shortlists)
    .where(eq(shortlists.postingId, postingId))
    .orderBy(desc(shortlists.createdAt), desc(shortlists.id))
    .limit(SHORTLISTS_OF_POSTING_MAX)
  return {
    data: rows.map(({ shortlist, entryCount }) => ({ shortlist: showShortlist(shortlist), entryCount })),
    mayEdit: hasRight(role, 'shortlist.edit'),
  }
}

async function ownVotes(ctx: ShortlistCtx, entryIds: string[]) {
  if (entryIds.length === 0) return new Map<string, never>()
  const rows = await ctx.db
    .select({ entryId: shortlistVotes.entryId, vote: shortlistVotes.vote })
    .from(shortlistVotes)
    .where(and(inArray(shortlistVotes.entryId, entryIds), eq(shortlistVotes.voter, voterOf(ctx))))
  return new Map(rows.map(({ entryId, vote }) => [entryId, vote]))
}

/** Members by name; a guest calls nobody. */
async function listCallable(ctx: ShortlistCtx, { shortlist, role }: HeldShortlist) {
  if (role === null) return []
  return ctx.db
    .select({ personId: people.id, name: people.name })
    .from(members)
    .innerJoin(people, eq(people.id, members.personId))
    .where(eq(members.organisationId, shortlist.organisationId))
    .orderBy(people.name, people.id)
    .limit(200)
}

async function recordLook(ctx: ShortlistCtx, { shortlist }: HeldShortlist): Promise<void> {
  const { actor } = ctx
  const [{ looks } = { looks: 0 }] = await ctx.db
    .select({ looks: count() })
    .from(auditLines)
    .where(
      and(
        eq(auditLines.organisationId, shortlist.organisationId),
        eq(auditLines.subjectId, shortlist.id),
        gt(auditLines.at, new Date(ctx.now().getTime() - SAME_LOOK_MS)),
        eq(auditLines.act, 'shortlist.viewed'),
        actor.role === 'guest'
          ? and(isNull(auditLines.actorId), sql`${auditLines.details} ->> 'guestId' = ${actor.guestId}`)
          : eq(auditLines.actorId, actor.personId),
      ),
    )
  if (looks > 0) return
  const details: AuditDetails = actor.role === 'guest' ? { guestId: actor.guestId } : {}
  await recordAudit(ctx, ctx.db, { organisationId: shortlist.organisationId, act: 'shortlist.viewed', subjectId: shortlist.id, details })
}
