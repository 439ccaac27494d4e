import { desc, eq, sql } from 'drizzle-orm'
import { FLAG_NAMES, FLAG_UNTOUCHED, type FlagList, type SetFlag } from '../../contract/flags'
import { flagChanges } from '../../db/schema'
import type { Ctx } from '../core/ctx'
import { FLAGS_KEY } from './is-on'

const CHANGES_SHOWN = 10

/** Every flag as it is set now, each with its last changes. */
export async function listFlags(ctx: Ctx): Promise<FlagList> {
  const ranked = ctx.db
    .select({
      name: flagChanges.name,
      setting: flagChanges.setting,
      reason: flagChanges.reason,
      changedBy: flagChanges.changedBy,
      changedAt: flagChanges.changedAt,
      place:
        sql<number>`row_number() over (partition by ${flagChanges.name} order by ${flagChanges.changedAt} desc, ${flagChanges.id} desc)`.as(
          'place',
        ),
    })
    .from(flagChanges)
    .as('ranked')
  const rows = await ctx.db.select().from(ranked).where(sql`${ranked.place} <= ${CHANGES_SHOWN}`).orderBy(ranked.name, ranked.place)
  const changesOf = Map.groupBy(rows, ({ name }) => name)
  return {
    data: FLAG_NAMES.map((name) => {
      const changes = (changesOf.get(name) ?? []).map(({ setting, reason, changedBy, changedAt }) => ({
        setting,
        reason,
        changedBy,
        changedAt: changedAt.toISOString(),
      }))
      return { name, setting: changes[0]?.setting ?? FLAG_UNTOUCHED, changes }
    }),
  }
}

/** Switches a flag, within a minute everywhere; who did it and why is kept. The same setting again adds no line. */
export async function setFlag(ctx: Ctx, { name, setting, reason }: SetFlag): Promise<FlagList> {
  await ctx.transact(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext('flag_changes'))`)
    const [held] = await tx
      .select({ setting: flagChanges.setting })
      .from(flagChanges)
      .where(eq(flagChanges.name, name))
      .orderBy(desc(flagChanges.changedAt), desc(flagChanges.id))
      .limit(1)
    const { mode, percent, organisationIds } = held?.setting ?? FLAG_UNTOUCHED
    if (JSON.stringify([mode, percent, organisationIds]) === JSON.stringify([setting.mode, setting.percent, setting.organisationIds]))
      return
    await tx
      .insert(flagChanges)
      .values({ id: ctx.newId('flagChange'), name, setting, reason, changedBy: ctx.actor.name, changedAt: ctx.now() })
  })
  await ctx.cache.end(FLAGS_KEY)
  return listFlags(ctx)
}

/** Takes an operator's name from what they switched; the changes stay. Again changes nothing. */
export async function forgetSwitcher({ db }: Ctx, { name, pseudonym }: { name: string; pseudonym: string }): Promise<void> {
  await db.update(flagChanges).set({ changedBy: pseudonym }).where(eq(flagChanges.changedBy, name))
}
