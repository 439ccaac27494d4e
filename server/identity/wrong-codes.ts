import { and, eq, gt, lt } from 'drizzle-orm'
import { verifications } from '../../db/schema'
import type { Ctx } from '../core/ctx'

const DAY_MS = 86_400_000
/** So many wrong codes within a day are no slips of fingers. */
const WRONG_A_DAY = 20
const KEPT_MAX = 100

/**
 * Whether somebody guesses at the codes of an address. From then on its codes have twelve digits, which nobody guesses in any number of
 * days, and its owner is shut out of nothing: the link of the mail has them filled in.
 */
export async function isGuessedAt(ctx: Ctx, address: string): Promise<boolean> {
  return (await countWrong(ctx, await identifierOf(ctx, address))) >= WRONG_A_DAY
}

/** Remembers a wrong code for a day, without its address. */
export async function noteWrongCode(ctx: Ctx, address: string): Promise<void> {
  const identifier = await identifierOf(ctx, address)
  await ctx.db.delete(verifications).where(and(eq(verifications.identifier, identifier), lt(verifications.expiresAt, ctx.now())))
  if ((await countWrong(ctx, identifier)) >= KEPT_MAX) return
  const expiresAt = new Date(ctx.now().getTime() + DAY_MS)
  await ctx.db.insert(verifications).values({ id: ctx.newId('verification'), identifier, value: 'wrong', expiresAt })
}

const countWrong = (ctx: Ctx, identifier: string) =>
  ctx.db.$count(verifications, and(eq(verifications.identifier, identifier), gt(verifications.expiresAt, ctx.now())))

const identifierOf = async (ctx: Ctx, address: string) => `wrong-codes:${await ctx.hash(`wrong-codes:${address}`)}`
