import { and, asc, eq } from 'drizzle-orm'
import type { Db } from '../../db/client'
import { members, people } from '../../db/schema'

/** Who answers for an organisation: its owners' verified addresses, the longest a member first. */
export function listOwners(db: Db, organisationId: string): Promise<{ personId: string; email: string; timeZone: string }[]> {
  return db
    .select({ personId: people.id, email: people.email, timeZone: people.timeZone })
    .from(members)
    .innerJoin(people, eq(people.id, members.personId))
    .where(and(eq(members.organisationId, organisationId), eq(members.role, 'owner'), eq(people.emailVerified, true)))
    .orderBy(asc(members.joinedAt), asc(people.id))
}
