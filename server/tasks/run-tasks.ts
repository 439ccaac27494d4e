import { and, asc, eq, inArray, lte, sql } from 'drizzle-orm'
import type { TaskKind, TaskPayload } from '../../contract/tasks'
import { tasks } from '../../db/schema'
import type { Ctx } from '../core/ctx'
import { AppError } from '../core/errors'
import { rowsOf } from '../core/rows'

/** What carries out one kind of task. Several at once, so that a batch of posts is one transaction. Must be idempotent. */
export type RunTasks = (ctx: Ctx, payloads: TaskPayload[]) => Promise<void>
/** `died` is told of a task that is not tried any more, so that what a person sees of it can say so. */
export type TaskHandler = RunTasks | { run: RunTasks; died(ctx: Ctx, payload: TaskPayload): Promise<void> }
export type TaskHandlers = Record<TaskKind, TaskHandler>

const LEASE_MS = 60_000
const ATTEMPTS_MAX = 6
/** 2 s, 8 s, 32 s, then two minutes, each with up to a quarter more, so that what failed together does not come back together. */
const BACK_OFF_BASE_MS = 2_000
const BACK_OFF_MAX_MS = 120_000
/** A row that was written this long ago and is still open lost its queue message. */
const LOST_AFTER_MS = 30_000
const RESEND_MAX = 500
const DONE_KEPT_MS = 7 * 86_400_000
const FORGET_AT_ONCE_MAX = 5_000

/**
 * Carries out task rows by id. Ids that are done, dead, taken by another worker or not due are left alone, so a message may come twice.
 * Tasks of one kind run together; when that fails, each runs alone, so that one bad row stops nobody else.
 */
export async function runTasks(ctx: Ctx, handlers: TaskHandlers, taskIds: string[]): Promise<void> {
  const taken = await takeTasks(ctx, taskIds)
  for (const [kind, group] of Map.groupBy(taken, (task) => task.kind)) {
    const startedAtMs = ctx.now().getTime()
    const handler = handlers[kind]
    const failure = await attempt(ctx, handler, group)
    if (failure === null) await finish(ctx, group)
    else if (group.length === 1) await fail(ctx, handler, group, failure.error)
    else {
      for (const task of group) {
        const own = await attempt(ctx, handler, [task])
        if (own === null) await finish(ctx, [task])
        else await fail(ctx, handler, [task], own.error)
      }
    }
    ctx.count(`numerojobs_tasks_total{kind="${kind}"}`, group.length)
    ctx.log.info('tasks.ran', { kind, count: group.length, ms: ctx.now().getTime() - startedAtMs })
  }
}

/** Cron: sends ids again whose message was lost, whose worker died, or whose retry is due. Returns how many. */
export async function resendTasks(ctx: Ctx): Promise<number> {
  const nowMs = ctx.now().getTime()
  const due = await ctx.db
    .select({ id: tasks.id })
    .from(tasks)
    .where(
      and(
        eq(tasks.state, 'open'),
        lte(tasks.runAfter, new Date(nowMs)),
        sql`(${tasks.leasedUntil} is null or ${tasks.leasedUntil} < ${new Date(nowMs).toISOString()}::timestamptz)`,
        sql`(${tasks.attempts} > 0 or coalesce(${tasks.sentAt}, ${tasks.createdAt}) < ${new Date(nowMs - LOST_AFTER_MS).toISOString()}::timestamptz)`,
      ),
    )
    .orderBy(asc(tasks.runAfter), asc(tasks.id))
    .limit(RESEND_MAX)
  const ids = due.map((task) => task.id)
  if (ids.length === 0) return 0
  await ctx.db
    .update(tasks)
    .set({ sentAt: new Date(nowMs) })
    .where(inArray(tasks.id, ids))
  await ctx.enqueue(ids)
  return ids.length
}

/** Cron: forgets tasks that were done a week ago, at most 5,000 at once. Dead ones stay until an operator replays them. Returns how many. */
export async function forgetDoneTasks(ctx: Ctx): Promise<number> {
  const before = new Date(ctx.now().getTime() - DONE_KEPT_MS).toISOString()
  const gone = await ctx.db.execute(sql`
    delete from tasks where id in (
      select id from tasks where state = 'done' and done_at < ${before}::timestamptz order by done_at limit ${FORGET_AT_ONCE_MAX})
      and state = 'done' returning id`)
  return rowsOf(gone).length
}

type TakenTask = { id: string; kind: TaskKind; payload: TaskPayload; attempts: number }

async function takeTasks(ctx: Ctx, taskIds: string[]): Promise<TakenTask[]> {
  if (taskIds.length === 0) return []
  const now = ctx.now()
  const answer = await ctx.db.execute(sql`
    update tasks set attempts = attempts + 1, leased_until = ${new Date(now.getTime() + LEASE_MS).toISOString()}::timestamptz
    where id in (
      select id from tasks
      where id in (${sql.join(
        taskIds.map((id) => sql`${id}`),
        sql`, `,
      )}) and state = 'open'
        and run_after <= ${now.toISOString()}::timestamptz and (leased_until is null or leased_until < ${now.toISOString()}::timestamptz)
      order by id for update skip locked)
    returning id, kind, payload, attempts`)
  return rowsOf<TakenTask>(answer)
}

async function attempt(ctx: Ctx, handler: TaskHandler, group: TakenTask[]): Promise<{ error: unknown } | null> {
  try {
    const run = typeof handler === 'function' ? handler : handler.run
    await run(
      ctx,
      group.map((task) => task.payload),
    )
    return null
  } catch (error) {
    return { error }
  }
}

async function finish(ctx: Ctx, group: TakenTask[]): Promise<void> {
  await ctx.db
    .update(tasks)
    .set({ state: 'done', doneAt: ctx.now(), leasedUntil: null, lastError: null })
    .where(
      inArray(
        tasks.id,
        group.map((task) => task.id),
      ),
    )
}

async function fail(ctx: Ctx, handler: TaskHandler, [task]: TakenTask[], error: unknown): Promise<void> {
  if (!task) return
  const isDead = task.attempts >= ATTEMPTS_MAX || (error instanceof AppError && !error.retryable && error.code !== 'internal')
  const waitMs = Math.min(BACK_OFF_BASE_MS * 4 ** (task.attempts - 1), BACK_OFF_MAX_MS) * (1 + Math.random() / 4)
  await ctx.db
    .update(tasks)
    .set({
      state: isDead ? 'dead' : 'open',
      leasedUntil: null,
      runAfter: new Date(ctx.now().getTime() + waitMs),
      lastError: reasonOf(error),
    })
    .where(eq(tasks.id, task.id))
  if (isDead && typeof handler !== 'function') await handler.died(ctx, task.payload)
  ctx.count(`numerojobs_task_failures_total{kind="${task.kind}",dead="${isDead}"}`)
  ctx.log.error('tasks.failed', { taskId: task.id, kind: task.kind, attempts: task.attempts, dead: isDead, reason: reasonOf(error) })
}

/** A reason without the text of the failure: a database error may quote the row, and with it a person. */
function reasonOf(error: unknown): string {
  if (error instanceof AppError) return error.reason
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : ''
  return `${error instanceof Error ? error.name : 'unknown'}${code ? ` ${code}` : ''}`.slice(0, 200)
}
