import { eq } from 'drizzle-orm'
import type { NewsSettings } from '../../contract/searches'
import { newsSettings } from '../../db/schema'
import type { PersonCtx } from '../core/actor'

/** Without a choice a new job is told when it fits by so many thousandths. */
export const MATCH_PERMILLE_USUAL = 750

/** How well a new job must fit for the person to hear of it. */
export async function getNewsSettings(ctx: PersonCtx): Promise<NewsSettings> {
  const [row] = await ctx.db
    .select({ matchPermilleMin: newsSettings.matchPermilleMin })
    .from(newsSettings)
    .where(eq(newsSettings.personId, ctx.actor.personId))
  return row ?? { matchPermilleMin: MATCH_PERMILLE_USUAL }
}

/** Counts for jobs that come from now on. */
export async function setNewsSettings(ctx: PersonCtx, { matchPermilleMin }: NewsSettings): Promise<NewsSettings> {
  const { personId } = ctx.actor
  await ctx.db
    .insert(newsSettings)
    .values({ personId, matchPermilleMin })
    .onConflictDoUpdate({ target: newsSettings.personId, set: { matchPermilleMin } })
  return { matchPermilleMin }
}
