import { sql } from 'drizzle-orm'
import type { PersonCtx } from '../server/core/actor'
import { showInsights } from '../server/insights/show-insights'
import { databaseCtx } from './database-ctx'
import { type Bench, percentile } from './figure'

const ROWS = 1_000_000
const PEOPLE = 2_000
const OWN_ROWS = 10_000
const ROUNDS = 60
/** A statement may take fifteen seconds. */
const CHUNK = 20_000
const OWNER = `per_${'b'.repeat(32)}`

/** One person with 10,000 applications among a million of 2,001 people, written by the database itself and taken away again. */
export const dashboard: Bench = {
  name: 'dashboard',
  about: 'The dashboard of one person with 10,000 applications among 1,000,000 of 2,001 people.',
  async run({ isQuick, system, log, onBreak }) {
    const served = await system()
    const ctx = databaseCtx(served)
    const { db } = ctx
    const remove = async () => {
      for (let from = 0; from < ROWS; from += CHUNK)
        await db.execute(sql`delete from applications where id >= ${idOf(from)} and id < ${idOf(from + CHUNK)}`)
      await db.execute(sql`delete from people where email like '%@dashboard.bench'`)
    }
    onBreak(remove)
    await remove()
    await db.execute(sql`
      insert into people (id, name, email)
      select 'per_c' || lpad(to_hex(n), 31, '0'), 'Bench', n || '@dashboard.bench' from generate_series(1, ${PEOPLE}::int) n
      union all select ${OWNER}, 'Bench', 'owner@dashboard.bench'`)
    for (let from = 0; from < ROWS; from += CHUNK) {
      await db.execute(rowsFrom(from, Math.min(ROWS, from + CHUNK)))
      if ((from + CHUNK) % 200_000 === 0) log(`${from + CHUNK} applications`)
    }
    // What autovacuum does in time: without it every row is looked up beside its index. Rows count as seen by all once their commit is on disk.
    await db.execute(sql`checkpoint`)
    await db.execute(sql`vacuum analyze applications`)
    const owner: PersonCtx = {
      ...ctx,
      actor: {
        role: 'person',
        key: OWNER,
        name: 'Bench',
        personId: OWNER,
        sessionId: null,
        scopes: null,
        isOperator: false,
        isDemo: false,
      },
    }
    const { total } = await showInsights(owner, {})
    if (total !== OWN_ROWS) throw new Error(`The owner has ${total} applications in place of ${OWN_ROWS}.`)
    const took: number[] = []
    for (let round = 0; round < (isQuick ? 10 : ROUNDS); round++) {
      const startedMs = performance.now()
      await showInsights(owner, {})
      took.push(performance.now() - startedMs)
    }
    await remove()
    return [
      { name: 'dashboard p50, through the bridge', value: percentile(took, 0.5), unit: 'ms', note: `${OWN_ROWS} of ${ROWS} applications` },
      { name: 'dashboard p95, through the bridge', value: percentile(took, 0.95), unit: 'ms', budget: { atMost: 30 } },
    ]
  },
}

const idOf = (n: number) => `app_d${n.toString(16).padStart(31, '0')}`

/** Every hundredth row is the owner's, so that hers lie scattered among all others. */
const rowsFrom = (from: number, until: number) => sql`
  insert into applications (id, person_id, title, title_key, company_name, company_key, source, stage_group, rank, stage_since, furthest,
    outcome_kind, outcome_reason, resume_version_id, applied_at, answered_at, saved_at, updated_at)
  select 'app_d' || lpad(to_hex(n), 31, '0'),
    case when n % ${ROWS / OWN_ROWS}::int = 0 then ${OWNER} else 'per_c' || lpad(to_hex(1 + n % ${PEOPLE}::int), 31, '0') end,
    'Job ' || n, 'job ' || n, 'Company ' || n % 5000, 'company ' || n % 5000,
    (array['linkedin', 'indeed', 'referral', 'greenhouse', 'own', 'facebook'])[1 + (n / 100) % 6],
    (array['preparing', 'applied', 'screening', 'interview', 'offer', 'closed'])[1 + (n / 700) % 6], 'a0', now(), ((n / 700) % 5)::smallint,
    case when (n / 700) % 6 = 5 then 'rejected' end, case when (n / 700) % 6 = 5 then 'pay' end,
    (array['r1', 'r2', null])[1 + (n / 300) % 3],
    case when (n / 700) % 6 > 0 then now() - make_interval(days => (n / 100 % 360)::int) end,
    case when (n / 700) % 6 > 1 then now() - make_interval(days => (n / 100 % 360)::int) + make_interval(hours => (n % 400)::int) end,
    now() - make_interval(days => (n / 100 % 365)::int), now()
  from generate_series(${from}::int, ${until - 1}::int) n`
