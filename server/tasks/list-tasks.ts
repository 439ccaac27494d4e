import { and, count, desc, eq, inArray, sql } from 'drizzle-orm'
import type { z } from 'zod'
import type { Task, TaskList, TaskPage } from '../../contract/tasks'
import { tasks } from '../../db/schema'
import type { Ctx } from '../core/ctx'
import { conflict, notFound } from '../core/errors'
import { readInstantCursor, toPage, writeCursor } from '../core/page'

/** Tasks of one state, newest first, with how many there are of each. The dead ones are the dead-letter view. */
export async function listTasks(ctx: Ctx, input: z.output<typeof TaskList>): Promise<z.infer<typeof TaskPage>> {
  const after = input.cursor ? readInstantCursor(input.cursor) : null
  const [rows, counts] = await Promise.all([
    ctx.db
      .select()
      .from(tasks)
      .where(
        and(
          eq(tasks.state, input.state),
          after ? sql`(${tasks.createdAt}, ${tasks.id}) < (${after.at}::timestamptz, ${after.id})` : undefined,
        ),
      )
      .orderBy(desc(tasks.createdAt), desc(tasks.id))
      .limit(input.limit + 1),
    ctx.db.select({ state: tasks.state, count: count() }).from(tasks).groupBy(tasks.state),
  ])
  const page = toPage(rows, input.limit, showTask, (row) => writeCursor([row.createdAt.toISOString(), row.id]))
  return { ...page, counts: { open: 0, done: 0, dead: 0, ...Object.fromEntries(counts.map((row) => [row.state, row.count])) } }
}

/**
 * Gives a dead task a fresh start.
 * @throws not_found  there is no such task
 * @throws conflict   `task.not-dead`: it is still being tried, or done
 */
export async function replayTask(ctx: Ctx, taskId: string): Promise<Task> {
  const [row] = await ctx.db
    .update(tasks)
    .set({ state: 'open', attempts: 0, runAfter: ctx.now(), sentAt: ctx.now(), leasedUntil: null })
    .where(and(eq(tasks.id, taskId), eq(tasks.state, 'dead')))
    .returning()
  if (!row) {
    const [existing] = await ctx.db.select({ id: tasks.id }).from(tasks).where(eq(tasks.id, taskId))
    throw existing
      ? conflict('task.not-dead', { taskId }, 'This task is not dead: it is being tried, or done already.')
      : notFound('task', taskId)
  }
  await ctx.enqueue([row.id])
  return showTask(row)
}

/** All dead tasks at once, oldest first, at most 500. Returns how many were sent. */
export async function replayDeadTasks(ctx: Ctx): Promise<{ replayed: number }> {
  const dead = await ctx.db
    .select({ id: tasks.id })
    .from(tasks)
    .where(eq(tasks.state, 'dead'))
    .orderBy(tasks.createdAt, tasks.id)
    .limit(500)
  if (dead.length === 0) return { replayed: 0 }
  const rows = await ctx.db
    .update(tasks)
    .set({ state: 'open', attempts: 0, runAfter: ctx.now(), sentAt: ctx.now(), leasedUntil: null })
    .where(
      and(
        eq(tasks.state, 'dead'),
        inArray(
          tasks.id,
          dead.map((task) => task.id),
        ),
      ),
    )
    .returning({ id: tasks.id })
  await ctx.enqueue(rows.map((row) => row.id))
  return { replayed: rows.length }
}

function showTask(row: typeof tasks.$inferSelect): Task {
  return {
    id: row.id,
    kind: row.kind,
    state: row.state,
    attempts: row.attempts,
    createdAt: row.createdAt.toISOString(),
    runAfter: row.runAfter.toISOString(),
    doneAt: row.doneAt?.toISOString() ?? null,
    lastError: row.lastError,
  }
}
