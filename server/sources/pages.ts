import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { ConnectPage, FacebookPage } from '../../contract/sources'
import { facebookPages } from '../../db/schema'
import type { Ctx } from '../core/ctx'
import { notFound } from '../core/errors'

/** Which of these Pages are connected, by Facebook's ids. */
export async function findConnectedPages(ctx: Ctx, externalIds: string[]): Promise<Set<string>> {
  if (externalIds.length === 0) return new Set()
  const rows = await ctx.db
    .select({ externalId: facebookPages.externalId })
    .from(facebookPages)
    .where(and(inArray(facebookPages.externalId, externalIds), isNull(facebookPages.disconnectedAt)))
  return new Set(rows.map((row) => row.externalId))
}

/** All Pages, connected ones first, then by name. */
export async function listPages(ctx: Ctx): Promise<FacebookPage[]> {
  const rows = await ctx.db
    .select()
    .from(facebookPages)
    .orderBy(sql`${facebookPages.disconnectedAt} is not null`, facebookPages.name, facebookPages.id)
  return rows.map(showPage)
}

/** Connects a Page, or connects it again under its new name. Twice is once. */
export async function connectPage(ctx: Ctx, page: ConnectPage): Promise<FacebookPage> {
  const [row] = await ctx.db
    .insert(facebookPages)
    .values({ id: ctx.newId('page'), externalId: page.externalId, name: page.name, connectedAt: ctx.now() })
    .onConflictDoUpdate({ target: facebookPages.externalId, set: { name: page.name, disconnectedAt: null } })
    .returning()
  if (!row) throw new Error('Connecting a Page answered no row.')
  return showPage(row)
}

/**
 * Stops accepting a Page's posts. What it posted before stays.
 * @throws not_found  there is no such Page
 */
export async function disconnectPage(ctx: Ctx, pageId: string): Promise<FacebookPage> {
  const [row] = await ctx.db.update(facebookPages).set({ disconnectedAt: ctx.now() }).where(eq(facebookPages.id, pageId)).returning()
  if (!row) throw notFound('page', pageId)
  return showPage(row)
}

/** Adds to a Page's figures, which operators look at. */
export async function countPagePosts(ctx: Ctx, externalId: string, added: number): Promise<void> {
  await ctx.db
    .update(facebookPages)
    .set({ postCount: sql`${facebookPages.postCount} + ${added}`, lastPostAt: ctx.now() })
    .where(eq(facebookPages.externalId, externalId))
}

function showPage(row: typeof facebookPages.$inferSelect): FacebookPage {
  return {
    id: row.id,
    externalId: row.externalId,
    name: row.name,
    connectedAt: row.connectedAt.toISOString(),
    disconnectedAt: row.disconnectedAt?.toISOString() ?? null,
    postCount: row.postCount,
    lastPostAt: row.lastPostAt?.toISOString() ?? null,
  }
}
