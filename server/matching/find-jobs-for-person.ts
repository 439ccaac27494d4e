import { sql } from 'drizzle-orm'
import type { Ctx } from '../core/ctx'
import { rowsOf } from '../core/rows'
import { textArray } from './seeker-profile'

/** So many jobs are looked at closely. */
export const POOL_MAX = 300
/** Enough of those whose title shares two words running, so that a common skill does not crowd them out. */
const PAIRS_ENOUGH = 100
/** Rows of one window that are counted out at most, the newest: what they share costs more to count than to read. */
const WINDOW_ROWS_MAX = 4_000
/** Older jobs than this are not looked at. */
const AGE_DAYS_MAX = 540
/** A statement asks by so many dated keys at most: where no index serves them, each row is compared with each. */
const DATED_KEYS_MAX = 200
/** How many windows of days are asked for at once: one by one while days are full, then more. */
const WAVES = [1, 1, 2, 4, 6]

/**
 * Ids of open jobs that are worth a closer look for who has these keys, at most `POOL_MAX`: those that share most first, of equals the newer.
 * Reads by key and day, newest days first, and stops when there are enough; older than a year and a half is not looked at.
 */
export async function findJobsForPerson(ctx: Ctx, keys: readonly string[]): Promise<string[]> {
  const now = ctx.now()
  const today = Math.floor(now.getTime() / 86_400_000)
  const pool: PoolRow[] = []
  let age = -1
  for (let wave = 0; age <= AGE_DAYS_MAX; wave++) {
    const isFull = pool.length >= POOL_MAX
    if (isFull && pool.filter(({ fit }) => Number(fit) >= PAIR_WEIGHT).length >= PAIRS_ENOUGH) break
    // Once the pool is full, only what the title says brings an older job in.
    const asked = isFull ? keys.filter((key) => key.startsWith('p:')) : keys
    if (asked.length === 0) break
    const daysEach = wave === 0 ? 3 : Math.max(1, Math.floor(DATED_KEYS_MAX / asked.length))
    const windows = Array.from({ length: WAVES[wave] ?? WAVES.at(-1) ?? 1 }, (_, n) => age + n * daysEach)
    const found = await Promise.all(
      windows.map((from) => ctx.db.execute(poolStatement(asked, { from: today - from - daysEach + 1, to: today - from, now }))),
    )
    pool.push(...found.flatMap((rows) => rowsOf<PoolRow>(rows)))
    age += windows.length * daysEach
  }
  return pool
    .sort((a, b) => Number(b.fit) - Number(a.fit) || Number(b.foundAt) - Number(a.foundAt) || (a.id < b.id ? 1 : -1))
    .slice(0, POOL_MAX)
    .map(({ id }) => id)
}

interface PoolRow {
  id: string
  fit: string | number
  foundAt: string | number
}

/** A pair of words of the title says most, a skill less, a word least. */
const PAIR_WEIGHT = 6

/** One window of days. The array of keys stands in the statement as a constant, so that the planner knows how few rows have them. */
export function poolStatement(keys: readonly string[], days: { from: number; to: number; now: Date }) {
  const dated: string[] = []
  for (let day = days.to; day >= days.from; day--) for (const key of keys) dated.push(`${key}@${day}`)
  return sql`
    select id, fit, extract(epoch from found_at) * 1000 as "foundAt" from (
      select id, found_at, (
        select coalesce(sum(case left(held, 2) when 'p:' then ${PAIR_WEIGHT}::int when 's:' then 2 else 1 end), 0)
        from unnest(match_keys) dated, lateral (select left(dated, strpos(dated, '@') - 1) as held) named where held = any(${textArray(keys)})
      ) as fit
      from jobs
      where match_keys && ${textArray(dated)} and found_at >= ${dayStart(days.from)}::timestamptz and found_at < ${dayStart(days.to + 1)}::timestamptz
        and status = 'open' and is_cluster_face
        and (valid_through is null or valid_through > ${days.now.toISOString()}::timestamptz)
      order by found_at desc, id desc limit ${WINDOW_ROWS_MAX}
    ) fitting
    order by fit desc, found_at desc, id desc limit ${POOL_MAX}`
}

const dayStart = (day: number) => new Date(day * 86_400_000).toISOString()
