import { sql } from 'drizzle-orm'
import { type FoundPerson, type MatchInputs, SeekerFacts } from '../../contract/matching'
import type { Ctx } from '../core/ctx'
import { rowsOf } from '../core/rows'
import { matchJob } from './core/match-job'
import { partsOf, scoreParts } from './core/weigh-match'
import { openNearFinder } from './find-near'
import { loadJobFacts } from './load-job-facts'
import { readMatchSettings } from './settings'

const PEOPLE_MAX = 500

/**
 * Whom a new job fits: people whose profile shares a pair of title words or a skill with it, each with their score by their own weights,
 * best first. What breaks a limit of theirs is not for them. For telling people of jobs, never for telling an organisation of people.
 * @returns at most 500; none when the job is gone
 */
export async function findPeopleForJob(ctx: Ctx, jobId: string): Promise<FoundPerson[]> {
  const rows = rowsOf<{ person_id: string; facts: string }>(
    await ctx.db.execute(sql`
      with asked as (select array(select left(dated, strpos(dated, '@') - 1) from unnest(match_keys) dated) as terms from jobs where id = ${jobId})
      select person_id, facts from match_profiles
      where keys && (select array(select term from asked, unnest(terms) term where term not like 'w:%'))
      order by (select count(*) from unnest(keys) held where held = any((select terms from asked)::text[])) desc, person_id
      limit ${PEOPLE_MAX}`),
  )
  // Most jobs share nothing with anybody: their text is not read for that.
  const [job] = rows.length > 0 ? await loadJobFacts(ctx, [jobId]) : []
  if (!job) return []
  const findNear = await openNearFinder(ctx)
  const found: FoundPerson[] = []
  for (const row of rows) {
    const seeker = SeekerFacts.parse(JSON.parse(await ctx.unseal(row.facts, `match_profiles.facts:${row.person_id}`)))
    const inputs: MatchInputs = { seeker, job: job.facts, ...findNear(seeker, job.facts) }
    const match = matchJob(inputs)
    if (match.limits.some(({ state }) => state === 'broken')) continue
    const { weights } = await readMatchSettings(ctx, row.person_id)
    found.push({ personId: row.person_id, score: scoreParts(partsOf(match), weights) })
  }
  return found.sort((a, b) => (b.score.permille ?? -1) - (a.score.permille ?? -1) || (a.personId < b.personId ? -1 : 1))
}
