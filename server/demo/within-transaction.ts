import type { Db } from '../../db/client'
import type { PersonCtx } from '../core/actor'
import type { Ctx, PersonActor } from '../core/ctx'

/** The ports of a person, all within one transaction. Nothing is sent to rooms before it has committed: events wait in their rows. */
export function withinTransaction(ctx: Ctx, tx: Db, actor: PersonActor, later: Promise<unknown>[]): PersonCtx {
  return {
    ...ctx,
    actor,
    db: tx,
    transact: (work) => work(tx),
    publish: async (_room, events) => ({ last: events.at(-1)?.seq ?? 0 }),
    waitUntil: (promise) => later.push(promise),
  }
}
