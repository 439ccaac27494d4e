import { sql } from 'drizzle-orm'
import type { HookEvent } from '../../contract/hooks'
import type { Db } from '../../db/client'
import type { Ctx } from '../core/ctx'
import { rowsOf } from '../core/rows'
import { addTask } from '../tasks/add-task'

/**
 * Tells the endpoints of an organisation what happened: one row and one task of the caller's transaction, and neither when no endpoint wants it.
 * An endpoint that is switched off counts as wanting it, so that its owner can replay what it missed.
 *
 * @param tx the transaction that `ctx.transact` or `withEvents` gave
 */
export async function tellHooks(ctx: Ctx, tx: Db, { organisationId, type, data }: HookEvent & { organisationId: string }): Promise<void> {
  const id = ctx.newId('hookEvent')
  const added = await tx.execute(sql`
    insert into hook_events (id, organisation_id, type, data, created_at)
    select ${id}, ${organisationId}, ${type}, ${JSON.stringify(data)}::jsonb, ${ctx.now().toISOString()}::timestamptz
    where exists (select 1 from hook_endpoints where organisation_id = ${organisationId} and ${type} = any(types))
    returning id`)
  if (rowsOf(added).length > 0) await addTask(ctx, tx, { payload: { kind: 'hooks.fan-out', eventId: id }, key: id })
}
