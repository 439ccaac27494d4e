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
 * that is not there yet; one that is due later is found by cron.
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
  if (added.length > 0 && (!runAfter || runAfter <= now)) written.set(tx, [...(written.get(tx) ?? []), id])
}

/** `ctx.transact` that sends the tasks of a transaction after its commit. A send that fails is no failure: cron sends rows left open. */
export function sendingTasks(ports: Pick<Ctx, 'transact' | 'enqueue' | 'waitUntil' | 'log'>): Ctx['transact'] {
  return async (work) => {
    let taskIds: string[] = []
    const answer = await ports.transact(async (tx) => {
      const answer = await work(tx)
      taskIds = written.get(tx) ?? []
      return answer
    })
    if (taskIds.length > 0)
      ports.waitUntil(ports.enqueue(taskIds).catch((error) => ports.log.warn('tasks.send-later', { error: describeError(error) })))
    return answer
  }
}

/** Tasks of transactions that have not committed yet. An entry lives as long as its transaction. */
const written = new WeakMap<Db, string[]>()
