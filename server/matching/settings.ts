import { eq, sql } from 'drizzle-orm'
import { DEFAULT_WEIGHTS, type MatchSettings, MatchWeights, MatchWishes, type SetMatchSettings } from '../../contract/matching'
import { matchSettings } from '../../db/schema'
import type { PersonCtx } from '../core/actor'
import type { Ctx } from '../core/ctx'
import { notFound } from '../core/errors'
import { findResumeHead } from '../resumes/find-resume-head'
import { addTask } from '../tasks/add-task'

const NOTHING_SAID: MatchSettings = { weights: DEFAULT_WEIGHTS, wishes: MatchWishes.parse({}), resumeId: null, version: 0 }

/** What the person wants, and what counts for them; the usual weights and no wish before they say so. */
export const getMatchSettings = (ctx: PersonCtx): Promise<MatchSettings> => readMatchSettings(ctx, ctx.actor.personId)

export async function readMatchSettings(ctx: Ctx, personId: string): Promise<MatchSettings> {
  const [row] = await ctx.db.select().from(matchSettings).where(eq(matchSettings.personId, personId))
  if (!row) return NOTHING_SAID
  return {
    // Parts that came later than the row have their usual weight.
    weights: MatchWeights.parse({ ...DEFAULT_WEIGHTS, ...row.weights }),
    wishes: MatchWishes.parse(JSON.parse(await ctx.unseal(row.wishes, `match_settings.wishes:${personId}`))),
    resumeId: row.resumeId,
    version: row.version,
  }
}

/**
 * Changes what is given and leaves the rest. Saying the same again changes nothing.
 * @throws not_found  the résumé is not this person's
 */
export async function setMatchSettings(ctx: PersonCtx, input: SetMatchSettings): Promise<MatchSettings> {
  const { personId } = ctx.actor
  if (input.resumeId && !(await findResumeHead(ctx, personId, input.resumeId))) throw notFound('resume', input.resumeId)
  await ctx.transact(async (tx) => {
    // Two changes at once follow each other, also when there is no row yet.
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`match_settings:${personId}`}, 0))`)
    const held = await readMatchSettings({ ...ctx, db: tx }, personId)
    const next = {
      weights: input.weights ?? held.weights,
      wishes: input.wishes ?? held.wishes,
      resumeId: input.resumeId === undefined ? held.resumeId : input.resumeId,
    }
    const { version, ...before } = held
    if (version > 0 && JSON.stringify(next) === JSON.stringify(before)) return
    const row = {
      ...next,
      wishes: await ctx.seal(JSON.stringify(next.wishes), `match_settings.wishes:${personId}`),
      version: version + 1,
      updatedAt: ctx.now(),
    }
    await tx
      .insert(matchSettings)
      .values({ personId, ...row })
      .onConflictDoUpdate({ target: matchSettings.personId, set: row })
    const payload = { kind: 'matching.read-profile', personId } as const
    await addTask(ctx, tx, { payload, key: `${personId}:settings:${row.version}` })
  })
  return getMatchSettings(ctx)
}
