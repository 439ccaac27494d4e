import { and, eq } from 'drizzle-orm'
import { people } from '../../db/schema'
import { forgetAppealAnswerer } from '../appeals/appeals'
import type { Ctx } from '../core/ctx'
import { forgetSwitcher } from '../flags/set-flag'
import { forgetAnswerer } from '../jobs/forget-answerer'
import { forgetDecider } from '../leads/forget-decider'

const PSEUDONYM = 'A former operator'

/**
 * Takes the name of a person who was an operator from the decisions they made, which stay, since others rely on them.
 * Another operator of the very same name loses theirs as well: names are all that these rows knew. Nothing for anybody else.
 */
export async function forgetOperator(ctx: Ctx, personId: string): Promise<void> {
  const [operator] = await ctx.db
    .select({ name: people.name })
    .from(people)
    .where(and(eq(people.id, personId), eq(people.isOperator, true)))
  if (!operator) return
  const forgotten = { name: operator.name, pseudonym: PSEUDONYM }
  await forgetDecider(ctx, forgotten)
  await forgetAnswerer(ctx, forgotten)
  await forgetAppealAnswerer(ctx, forgotten)
  await forgetSwitcher(ctx, forgotten)
}
