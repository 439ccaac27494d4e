import { and, count, desc, eq, sql } from 'drizzle-orm'
import type { z } from 'zod'
import type { Lead, LeadList, LeadPage } from '../../contract/leads'
import { leads, posts } from '../../db/schema'
import type { Ctx } from '../core/ctx'
import { readInstantCursor, toPage, writeCursor } from '../core/page'

/** Leads of one state, newest first, each with its post; `total` counts the state. */
export async function listLeads(ctx: Ctx, input: z.output<typeof LeadList>): Promise<z.infer<typeof LeadPage>> {
  const after = input.cursor ? readInstantCursor(input.cursor) : null
  const [rows, [total]] = await Promise.all([
    ctx.db
      .select({ lead: leads, post: posts })
      .from(leads)
      .innerJoin(posts, eq(posts.id, leads.postId))
      .where(
        and(
          eq(leads.state, input.state),
          after ? sql`(${leads.createdAt}, ${leads.id}) < (${after.at}::timestamptz, ${after.id})` : undefined,
        ),
      )
      .orderBy(desc(leads.createdAt), desc(leads.id))
      .limit(input.limit + 1),
    ctx.db.select({ count: count() }).from(leads).where(eq(leads.state, input.state)),
  ])
  const page = toPage(rows, input.limit, showLead, ({ lead }) => writeCursor([lead.createdAt.toISOString(), lead.id]))
  return { ...page, total: total?.count ?? 0 }
}

/** A lead as an operator sees it: with the whole post. */
export function showLead({ lead, post }: { lead: typeof leads.$inferSelect; post: typeof posts.$inferSelect }): Lead {
  return {
    id: lead.id,
    postId: lead.postId,
    jobId: lead.jobId,
    source: post.source,
    sourceUrl: post.url,
    text: post.text,
    state: lead.state,
    score: lead.score,
    extracted: lead.extracted,
    receivedAt: post.receivedAt.toISOString(),
    postedAt: post.postedAt?.toISOString() ?? null,
    decidedAt: lead.decidedAt?.toISOString() ?? null,
    decidedBy: lead.decidedBy,
    version: lead.version,
  }
}
