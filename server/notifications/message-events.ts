import type { MessageReason } from '../../contract/notifications'
import type { Db } from '../../db/client'
import { messageEvents } from '../../db/schema'
import type { Ctx } from '../core/ctx'

interface NewMessageEvent {
  messageId: string
  type: (typeof messageEvents.$inferInsert)['type']
  reason?: MessageReason | null
  /** The vendor's id of its news; the same one again adds nothing. */
  vendorEventId?: string | null
  at?: Date
}

/** Notes what happened to a message. `false` when this news is known already. */
export async function addMessageEvent(ctx: Ctx, tx: Db, event: NewMessageEvent): Promise<boolean> {
  const { messageId, type, reason = null, vendorEventId = null, at = ctx.now() } = event
  const added = await tx
    .insert(messageEvents)
    .values({ id: ctx.newId('messageEvent'), messageId, type, reason, vendorEventId, at })
    .onConflictDoNothing()
    .returning({ id: messageEvents.id })
  return added.length > 0
}
