import type { Ctx } from '../core/ctx'
import { tooMany } from '../core/errors'

const RETRY_S = 60

/**
 * Takes one of the caller's 600 a minute. What the edge answers by itself costs nobody anything and takes none.
 * @throws too_many `request.too-many`
 */
export async function takeAllowance(ctx: Ctx): Promise<void> {
  if (!(await ctx.allow('public', ctx.actor.key))) throw tooMany('request.too-many', RETRY_S)
}
