import { desc, eq } from 'drizzle-orm'
import { FINDABLE_TEXT, type Findability, type SetFindability } from '../../contract/matching'
import { findabilityLines, findablePeople } from '../../db/schema'
import type { PersonCtx } from '../core/actor'
import { invalid } from '../core/errors'
import { toHex } from '../core/hex'
import { findSeekerProfile, keepCandidate } from './seeker-profile'

/** Whether organisations may find the person, with the words of today. Nothing is agreed to before they say so. */
export async function getFindability(ctx: PersonCtx): Promise<Findability> {
  const { personId } = ctx.actor
  const [[last], [held]] = await Promise.all([
    ctx.db
      .select()
      .from(findabilityLines)
      .where(eq(findabilityLines.personId, personId))
      .orderBy(desc(findabilityLines.at), desc(findabilityLines.id))
      .limit(1),
    ctx.db.select({ since: findablePeople.since }).from(findablePeople).where(eq(findablePeople.personId, personId)),
  ])
  return {
    isFindable: held !== undefined,
    text: FINDABLE_TEXT.text,
    textVersion: FINDABLE_TEXT.version,
    saidVersion: last?.textVersion ?? null,
    saidAt: last?.at.toISOString() ?? null,
  }
}

/**
 * Lets organisations find the person, or ends it at once: then no ranking knows them. Each is a line of the ledger; saying the same again adds none.
 * Who lets themselves be found anew has another reference, so that nobody recognises them by the old one.
 * @throws invalid  `matching.old-text`: they read other words than today's
 */
export async function setFindability(ctx: PersonCtx, { isFindable, textVersion }: SetFindability): Promise<Findability> {
  if (textVersion !== FINDABLE_TEXT.version)
    throw invalid('matching.old-text', 'These words have changed. Load the page again and read the new ones.')
  const { personId } = ctx.actor
  const ref = toHex(crypto.getRandomValues(new Uint8Array(16)))
  const changed = await ctx.transact(async (tx) => {
    const rows = isFindable
      ? await tx
          .insert(findablePeople)
          .values({ personId, ref, since: ctx.now() })
          .onConflictDoNothing()
          .returning({ ref: findablePeople.ref })
      : await tx.delete(findablePeople).where(eq(findablePeople.personId, personId)).returning({ ref: findablePeople.ref })
    if (rows.length === 0) return false
    await tx.insert(findabilityLines).values({ id: ctx.newId('consent'), personId, textVersion, given: isFindable, at: ctx.now() })
    return true
  })
  if (changed && isFindable) {
    const profile = await findSeekerProfile(ctx, personId)
    if (profile) await keepCandidate(ctx, ref, profile)
  }
  return getFindability(ctx)
}
