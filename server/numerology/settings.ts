import { eq } from 'drizzle-orm'
import type { NumerologySettings, SetNumerologySettings } from '../../contract/numerology'
import { numerologySettings } from '../../db/schema'
import type { PersonCtx } from '../core/actor'
import type { Ctx } from '../core/ctx'
import { isFlagOn } from '../flags/is-on'
import { DEFAULT_METHOD } from './core/numbers'

/** What the person who asks has chosen; everything is off until they do. */
export function getNumerologySettings(ctx: PersonCtx): Promise<NumerologySettings> {
  return readChosen(ctx, ctx.actor.personId)
}

/** Changes what is named and leaves the rest. No reading is made or kept by it, and nobody is told. */
export async function setNumerologySettings(ctx: PersonCtx, change: SetNumerologySettings): Promise<NumerologySettings> {
  const { personId } = ctx.actor
  const chosen = { ...(await readChosen(ctx, personId)), ...change }
  const row = { ...chosen, updatedAt: ctx.now() }
  await ctx.db
    .insert(numerologySettings)
    .values({ personId, ...row })
    .onConflictDoUpdate({ target: numerologySettings.personId, set: { ...change, updatedAt: row.updatedAt } })
  return chosen
}

/** What numerology may do for a person now: what they opted into, and nothing while it is switched off. */
export async function readSettings(ctx: Ctx, personId: string): Promise<NumerologySettings> {
  const chosen = await readChosen(ctx, personId)
  if (!chosen.forJobs && !chosen.forHiring) return chosen
  return (await isFlagOn(ctx, 'numerology', { key: personId })) ? chosen : { ...chosen, forJobs: false, forHiring: false }
}

async function readChosen(ctx: Ctx, personId: string): Promise<NumerologySettings> {
  const [row] = await ctx.db
    .select({ forJobs: numerologySettings.forJobs, forHiring: numerologySettings.forHiring, method: numerologySettings.method })
    .from(numerologySettings)
    .where(eq(numerologySettings.personId, personId))
  return row ?? { forJobs: false, forHiring: false, method: DEFAULT_METHOD }
}
