import { inArray } from 'drizzle-orm'
import { idempotencyKeys } from '../../db/schema'
import type { Ctx } from '../core/ctx'
import { type ErasedPerson, eraseRowsWhere, type PersonStore } from '../core/person-data'

/** Answers that are kept for a day for repeats of the same write; they are noted under a hash of the person, or of their keys. */
export const answersOfPerson: PersonStore = {
  store: 'answers',
  tables: ['idempotency_keys'],
  async countPerson(ctx, person) {
    return ctx.db.$count(idempotencyKeys, await isCallerOf(ctx, person))
  },
  // They repeat what stands in the other areas, for a day.
  async *exportPerson() {},
  async erasePerson(ctx, person) {
    return eraseRowsWhere(ctx.db, idempotencyKeys, await isCallerOf(ctx, person))
  },
}

async function isCallerOf(ctx: Ctx, { personId, keyIds }: ErasedPerson) {
  const callers = await Promise.all([personId, ...keyIds].map((key) => ctx.hash(`idempotency:${key}`)))
  return inArray(idempotencyKeys.callerHash, callers)
}
