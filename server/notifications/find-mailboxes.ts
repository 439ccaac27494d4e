import { and, eq, inArray } from 'drizzle-orm'
import type { Db } from '../../db/client'
import { people, suppressions } from '../../db/schema'
import type { Ctx } from '../core/ctx'
import { hashAddress } from './hash-address'

/** Where mail reaches somebody, and whether it came back or was complained about. */
export interface Mailbox {
  address: string
  stopped: 'bounced' | 'complained' | null
}

/**
 * Where mail reaches each of these: by the account's confirmed address where there is one, else by the address they gave. By `key`; who has
 * no address is not among them.
 */
export async function findMailboxes(
  ctx: Ctx,
  db: Db,
  asked: readonly { key: string; personId: string | null; email: string | null }[],
): Promise<Map<string, Mailbox>> {
  const personIds = asked.flatMap(({ personId }) => personId ?? [])
  const accounts =
    personIds.length === 0
      ? []
      : await db
          .select({ id: people.id, email: people.email, isConfirmed: people.emailVerified })
          .from(people)
          .where(inArray(people.id, personIds))
  const confirmed = new Map(accounts.flatMap(({ id, email, isConfirmed }) => (isConfirmed ? [[id, email] as const] : [])))
  const found = await Promise.all(
    asked.flatMap(({ key, personId, email }) => {
      const address = personId === null ? email : (confirmed.get(personId) ?? null)
      return address ? [hashAddress(ctx, 'mail', address).then((hash) => ({ key, address, hash }))] : []
    }),
  )
  const stopped =
    found.length === 0
      ? []
      : await db
          .select({ hash: suppressions.addressHash, reason: suppressions.reason })
          .from(suppressions)
          .where(
            and(
              eq(suppressions.channel, 'mail'),
              eq(suppressions.scope, 'all'),
              inArray(
                suppressions.addressHash,
                found.map(({ hash }) => hash),
              ),
            ),
          )
  const reasons = new Map(stopped.map(({ hash, reason }) => [hash, reason]))
  return new Map(
    found.map(({ key, address, hash }) => {
      const reason = reasons.get(hash)
      return [key, { address, stopped: reason === undefined ? null : reason === 'complained' ? 'complained' : 'bounced' }]
    }),
  )
}
