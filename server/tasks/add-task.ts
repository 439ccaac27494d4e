import type { TaskPayload } from '../../contract/tasks'
import type { Db } from '../../db/client'
import { tasks } from '../../db/schema'
import type { Ctx } from '../core/ctx'
import { describeError } from '../core/describe-error'

interface NewTask {
  payload: TaskPayload
  /** What the task is about. The same key again adds nothing. */
  key: string
  /** Not before this instant; at once without one. */
  runAfter?: Date | null
}

/**
 * Writes a task as a row of the caller's transaction. It is sent to the queue once that has committed, so that no worker looks for a row
 * that is not there yet. One that is due within minutes waits in the queue until then; one that is due later is found by cron.
 *
 * @param tx the transaction that `ctx.transact` gave
 */
export async function addTask(ctx: Ctx, tx: Db, { payload, key, runAfter }: NewTask): Promise<void> {
  const id = ctx.newId('task')
  const now = ctx.now()
  const added = await tx
    .insert(tasks)
    .values({ id, kind: payload.kind, key, payload, createdAt: now, runAfter: runAfter ?? now, sentAt: now })
    .onConflictDoNothing()
    .returning({ id: tasks.id })
  const delayMs = runAfter ? Math.max(0, runAfter.getTime() - now.getTime()) : 0
  if (added.length > 0 && delayMs <= QUEUE_DELAY_MS_MAX) written.set(tx, [...(written.get(tx) ?? []), { id, delayMs }])
}

/** `ctx.transact` that sends the tasks of a transaction after its commit. A send that fails is no failure: cron sends rows left open. */
export function sendingTasks(ports: Pick<Ctx, 'transact' | 'enqueue' | 'waitUntil' | 'log'>): Ctx['transact'] {
  return async (work) => {
    let sent: Written[] = []
    const answer = await ports.transact(async (tx) => {
      const answer = await work(tx)
      sent = written.get(tx) ?? []
      return answer
    })
    for (const [delayMs, together] of Map.groupBy(sent, (task) => task.delayMs)) {
      const ids = together.map(({ id }) => id)
      ports.waitUntil(ports.enqueue(ids, delayMs).catch((error) => ports.log.warn('tasks.send-later', { error: describeError(error) })))
    }
    return answer
  }
}

/** Tasks of transactions that have not committed yet. An entry lives as long as its transaction. */
const written = new WeakMap<Db, Written[]>()
interface Written {
  id: string
  delayMs: number
}
/** A task that waits longer is better off as its row alone: the queue knows nothing of one that was changed meanwhile. */
const QUEUE_DELAY_MS_MAX = 60_000
