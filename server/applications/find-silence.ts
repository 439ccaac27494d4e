import { and, desc, eq, gte, isNull, sql } from 'drizzle-orm'
import type { ApplicationCard, Silence } from '../../contract/applications'
import type { Db } from '../../db/client'
import { applications } from '../../db/schema'
import type { PersonCtx } from '../core/actor'
import { silenceOf } from './core/silence'

/** The newest so many answers say what is usual. */
const ANSWERS_MAX = 200

/** Whether an application has been silent for longer than is usual; `null` when it is closed, removed or not sent. */
export async function findSilence(ctx: PersonCtx, card: ApplicationCard): Promise<Silence | null> {
  if (card.removedAt !== null) return null
  const days = await listAnswerDays(ctx.db, ctx.actor.personId)
  return silenceOf({ id: card.id, group: card.group, stageSinceMs: Date.parse(card.stageSince) }, days, ctx.now().getTime())
}

/** How long the answers to one person took, in days, the newest 200. */
export async function listAnswerDays(db: Db, personId: string): Promise<number[]> {
  const rows = await db
    .select({ days: sql<number>`(extract(epoch from ${applications.answeredAt} - ${applications.appliedAt}) / 86400)::float8` })
    .from(applications)
    .where(and(eq(applications.personId, personId), isNull(applications.removedAt), gte(applications.answeredAt, applications.appliedAt)))
    .orderBy(desc(applications.answeredAt), desc(applications.id))
    .limit(ANSWERS_MAX)
  return rows.map(({ days }) => days)
}
