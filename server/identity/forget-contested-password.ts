import { and, eq } from 'drizzle-orm'
import { accounts, people } from '../../db/schema'
import type { Ctx } from '../core/ctx'
import { describeError } from '../core/describe-error'

/**
 * Two who register one unproved address with different passwords cannot both be its owner, and the code in the mailbox does not say which
 * of them is. Neither password stays: the owner proves the address, is signed in, and chooses one anew. Once an address is proved, nothing changes.
 */
export async function forgetContestedPassword(ctx: Ctx, registration: unknown): Promise<void> {
  if (typeof registration !== 'object' || registration === null || !('email' in registration) || !('password' in registration)) return
  const { email, password } = registration
  if (typeof email !== 'string' || typeof password !== 'string') return
  try {
    const [held] = await ctx.db
      .select({ id: accounts.id, hash: accounts.password })
      .from(accounts)
      .innerJoin(people, eq(people.id, accounts.personId))
      .where(and(eq(people.email, email.toLowerCase()), eq(people.emailVerified, false), eq(accounts.providerId, 'credential')))
    if (!held?.hash) return
    const { verifyPassword } = await import('better-auth/crypto')
    if (!(await verifyPassword({ hash: held.hash, password }))) await ctx.db.delete(accounts).where(eq(accounts.id, held.id))
  } catch (error) {
    ctx.log.error('auth.contested-password-kept', { error: describeError(error) })
  }
}
