import { and, count, desc, eq, sql } from 'drizzle-orm'
import type { z } from 'zod'
import type {
  ConsentLedger,
  ConsentLedgerPage,
  Delivery,
  DeliveryList,
  DeliveryPage,
  MessageList,
  MessagePage,
} from '../../contract/notifications'
import { consents, messages } from '../../db/schema'
import type { Ctx, PersonActor } from '../core/ctx'
import { readInstantCursor, toPage, writeCursor } from '../core/page'

const DELIVERY = {
  id: messages.id,
  channel: messages.channel,
  template: messages.template,
  state: messages.state,
  reason: messages.reason,
  createdAt: messages.createdAt,
  notBefore: messages.notBefore,
  sentAt: messages.sentAt,
  settledAt: messages.settledAt,
}

/** Every message to this person, newest first, and what became of it. */
export async function listDeliveries(
  ctx: Ctx & { actor: PersonActor },
  input: z.output<typeof DeliveryList>,
): Promise<z.infer<typeof DeliveryPage>> {
  const rows = await ctx.db
    .select(DELIVERY)
    .from(messages)
    .where(and(eq(messages.personId, ctx.actor.personId), olderThan(messages, input.cursor)))
    .orderBy(desc(messages.createdAt), desc(messages.id))
    .limit(input.limit + 1)
  return toPage(rows, input.limit, showDelivery, (row) => writeCursor([row.createdAt.toISOString(), row.id]))
}

/** For operators: every message of one state, newest first, and how many there are of each. No address and no content. */
export async function listMessages(ctx: Ctx, input: z.output<typeof MessageList>): Promise<z.infer<typeof MessagePage>> {
  const [rows, counts] = await Promise.all([
    ctx.db
      .select({ ...DELIVERY, attempts: messages.attempts })
      .from(messages)
      .where(and(input.state ? eq(messages.state, input.state) : undefined, olderThan(messages, input.cursor)))
      .orderBy(desc(messages.createdAt), desc(messages.id))
      .limit(input.limit + 1),
    ctx.db.select({ state: messages.state, count: count() }).from(messages).groupBy(messages.state),
  ])
  return {
    ...toPage(
      rows,
      input.limit,
      (row) => ({ ...showDelivery(row), attempts: row.attempts }),
      (row) => writeCursor([row.createdAt.toISOString(), row.id]),
    ),
    counts: {
      queued: 0,
      sent: 0,
      delivered: 0,
      failed: 0,
      bounced: 0,
      never_attempted: 0,
      ...Object.fromEntries(counts.map((row) => [row.state, row.count])),
    },
  }
}

/** For operators: the consent ledger, newest line first. It names people by their id only. */
export async function listLedger(ctx: Ctx, input: z.output<typeof ConsentLedger>): Promise<z.infer<typeof ConsentLedgerPage>> {
  const after = input.cursor ? readInstantCursor(input.cursor) : null
  const rows = await ctx.db
    .select({
      id: consents.id,
      personId: consents.personId,
      channel: consents.channel,
      purpose: consents.purpose,
      textId: consents.textId,
      textVersion: consents.textVersion,
      given: consents.given,
      how: consents.how,
      at: consents.at,
    })
    .from(consents)
    .where(
      and(
        input.personId ? eq(consents.personId, input.personId) : undefined,
        after ? sql`(${consents.at}, ${consents.id}) < (${after.at}::timestamptz, ${after.id})` : undefined,
      ),
    )
    .orderBy(desc(consents.at), desc(consents.id))
    .limit(input.limit + 1)
  return toPage(
    rows,
    input.limit,
    (row) => ({ ...row, at: row.at.toISOString() }),
    (row) => writeCursor([row.at.toISOString(), row.id]),
  )
}

function olderThan(table: typeof messages, cursor: string | undefined) {
  if (!cursor) return undefined
  const after = readInstantCursor(cursor)
  return sql`(${table.createdAt}, ${table.id}) < (${after.at}::timestamptz, ${after.id})`
}

type DeliveryRow = Pick<typeof messages.$inferSelect, keyof typeof DELIVERY>

function showDelivery(row: DeliveryRow): Delivery {
  return {
    id: row.id,
    channel: row.channel,
    template: row.template,
    state: row.state,
    reason: row.reason,
    queuedAt: row.createdAt.toISOString(),
    notBefore: row.notBefore?.toISOString() ?? null,
    sentAt: row.sentAt?.toISOString() ?? null,
    settledAt: row.settledAt?.toISOString() ?? null,
  }
}
