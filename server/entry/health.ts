import { and, eq, isNull, lt, sql } from 'drizzle-orm'
import { outbox, tasks } from '../../db/schema'
import type { Ctx } from '../core/ctx'

export interface Health {
  ok: boolean
  parts: { name: 'database' | 'queue' | 'rooms'; ok: boolean; ms: number; detail: string }[]
}

/** A task that is open this long means the queue does not move. */
const QUEUE_STUCK_MS = 120_000
const OUTBOX_STUCK_MS = 30_000

/** Each part that the product stands on, by name. */
export async function checkHealth(ctx: Ctx, roomsAnswer: () => Promise<boolean>): Promise<Health> {
  const now = ctx.now().getTime()
  const parts = await Promise.all([
    part('database', async () => {
      await ctx.db.execute(sql`select 1`)
      return { ok: true, detail: 'answers' }
    }),
    part('queue', async () => {
      const [row] = await ctx.db
        .select({ count: sql<number>`count(*)::int` })
        .from(tasks)
        .where(and(eq(tasks.state, 'open'), eq(tasks.attempts, 0), lt(tasks.createdAt, new Date(now - QUEUE_STUCK_MS))))
      return { ok: (row?.count ?? 0) === 0, detail: `${row?.count ?? 0} tasks wait longer than ${QUEUE_STUCK_MS / 1000} s` }
    }),
    part('rooms', async () => {
      const [answers, [row]] = await Promise.all([
        roomsAnswer(),
        ctx.db
          .select({ count: sql<number>`count(*)::int` })
          .from(outbox)
          .where(and(isNull(outbox.publishedAt), lt(outbox.at, new Date(now - OUTBOX_STUCK_MS)))),
      ])
      return { ok: answers && (row?.count ?? 0) === 0, detail: answers ? `${row?.count ?? 0} events wait` : 'no answer' }
    }),
  ])
  return { ok: parts.every((one) => one.ok), parts }
}

async function part(
  name: Health['parts'][number]['name'],
  check: () => Promise<{ ok: boolean; detail: string }>,
): Promise<Health['parts'][number]> {
  const startedAtMs = Date.now()
  try {
    return { name, ...(await check()), ms: Date.now() - startedAtMs }
  } catch {
    return { name, ok: false, detail: 'no answer', ms: Date.now() - startedAtMs }
  }
}
