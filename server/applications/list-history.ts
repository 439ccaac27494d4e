import { and, desc, eq, inArray, sql } from 'drizzle-orm'
import type { z } from 'zod'
import type { HistoryEntry, HistoryList, HistoryPage } from '../../contract/applications'
import { applicationEvents, applications } from '../../db/schema'
import type { PersonCtx } from '../core/actor'
import { readInstantCursor, toPage, writeCursor } from '../core/page'
import { getApplicationFor } from './access'
import { findUndone } from './core/fold-events'
import { loadHistories, showEvent } from './record-changes'

/**
 * What happened to one application, or to all of this person's, the newest first. Nothing is ever taken out of it.
 * @throws not_found  the application is not this person's
 */
export async function listHistory(ctx: PersonCtx, asked: z.infer<typeof HistoryList>): Promise<z.infer<typeof HistoryPage>> {
  if (asked.applicationId !== undefined) await getApplicationFor(ctx, ctx.db, asked.applicationId)
  const after = asked.cursor ? readInstantCursor(asked.cursor) : null
  const rows = await ctx.db
    .select({
      event: applicationEvents,
      title: applications.title,
      companyName: applications.companyName,
    })
    .from(applicationEvents)
    .innerJoin(applications, eq(applications.id, applicationEvents.applicationId))
    .where(
      and(
        eq(applicationEvents.personId, ctx.actor.personId),
        asked.applicationId === undefined ? undefined : eq(applicationEvents.applicationId, asked.applicationId),
        after ? sql`(${applicationEvents.learnedAt}, ${applicationEvents.id}) < (${after.at}::timestamptz, ${after.id})` : undefined,
      ),
    )
    .orderBy(desc(applicationEvents.learnedAt), desc(applicationEvents.id))
    .limit(asked.limit + 1)
  const [undone, sizes] = await Promise.all([
    listUndone(ctx, [...new Set(rows.map(({ event }) => event.applicationId))]),
    countBatches(ctx, [...new Set(rows.map(({ event }) => event.batchId))]),
  ])
  const show = ({ event, title, companyName }: (typeof rows)[number]): HistoryEntry => ({
    ...showEvent(event),
    title,
    companyName,
    isUndone: undone.has(event.id),
    batchSize: sizes.get(event.batchId) ?? 1,
  })
  return toPage(rows, asked.limit, show, ({ event }) => writeCursor([event.learnedAt.toISOString(), event.id]))
}

async function listUndone(ctx: PersonCtx, applicationIds: string[]): Promise<Set<string>> {
  const histories = await loadHistories(ctx.db, applicationIds)
  return new Set([...histories.values()].flatMap((history) => [...findUndone(history).keys()]))
}

async function countBatches(ctx: PersonCtx, batchIds: string[]): Promise<Map<string, number>> {
  if (batchIds.length === 0) return new Map()
  const rows = await ctx.db
    .select({ batchId: applicationEvents.batchId, size: sql<number>`count(*)::int` })
    .from(applicationEvents)
    .where(and(eq(applicationEvents.personId, ctx.actor.personId), inArray(applicationEvents.batchId, batchIds)))
    .groupBy(applicationEvents.batchId)
  return new Map(rows.map(({ batchId, size }) => [batchId, size]))
}
