import { eq } from 'drizzle-orm'
import { systemSwitches } from '../../db/schema'
import type { Actor, Ctx } from './ctx'
import { AppError } from './errors'

export const READ_ONLY_KEY = 'system.read-only'
/** So long a switch may go unseen. */
const READ_ONLY_AGE_S = 5
const READ_ONLY_RETRY_S = 60

/** What support may read as a person: all else is closed to them, also what will be added. No birth data, reading, résumé, message, key, or file is among it. */
const SUPPORT_READS =
  /^(?:people\.me|(?:organisations|postings|jobs|companies|careers|market|savedSearches|following|hidden|insights|stages|reminders|search)\.\w+|applications\.(?:list|get|history|today|todayWeights|findEarlier)|hiring\.(?:overview|pipeline|cards|applyForm|keptRate)|billing\.(?:prices|overview|invoices)|notifications\.unread|live\.last|support\.readOnly)$/

/**
 * Lets support look as somebody, at what it needs, and change nothing. Everybody else passes.
 * @throws forbidden `support.read-only`, `support.hidden`
 */
export function refuseSupport(actor: Actor, { path, isWrite }: { path: string; isWrite: boolean }): void {
  if (actor.role !== 'person' || actor.support === undefined) return
  if (isWrite)
    throw new AppError('forbidden', 'support.read-only', {
      message: 'Support looks and changes nothing. End the visit to act as yourself.',
    })
  if (!SUPPORT_READS.test(path))
    throw new AppError('forbidden', 'support.hidden', { message: 'This is not for support: the person alone sees it.' })
}

/** Why nothing may be changed now; `null` when everything may. */
export async function findReadOnlyReason(ctx: Pick<Ctx, 'db' | 'cache'>): Promise<string | null> {
  const { reason } = await ctx.cache.through({ key: READ_ONLY_KEY, ageS: READ_ONLY_AGE_S }, async () => {
    const [held] = await ctx.db.select().from(systemSwitches).where(eq(systemSwitches.name, 'read-only'))
    return { reason: held?.isOn ? held.reason : null }
  })
  return reason
}

/** @throws upstream_failed `system.read-only`  503, with when to try again */
export async function refuseWhileReadOnly(ctx: Pick<Ctx, 'db' | 'cache'>): Promise<void> {
  const reason = await findReadOnlyReason(ctx)
  if (reason === null) return
  throw new AppError('upstream_failed', 'system.read-only', {
    message: `Nothing can be changed for a while. ${reason} What you have is safe; try again in a minute.`.replace(/\s+/g, ' '),
    retryAfterS: READ_ONLY_RETRY_S,
    retryable: true,
    httpStatus: 503,
  })
}
