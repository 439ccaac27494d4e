import type { PrivacyOverview } from '../../contract/privacy'
import type { PersonCtx } from '../core/actor'
import { refuseOverSession } from '../core/actor'
import { findErasedPerson, isFreshSession, listLastOwned } from '../identity/person-data'
import { countStores, findDeletion } from './erase-person'

/** What is kept of the person who asks, by place, and whether it is to be erased. */
export async function showOverview(ctx: PersonCtx): Promise<PrivacyOverview> {
  const { personId } = ctx.actor
  const person = (await findErasedPerson(ctx.db, personId)) ?? refuseOverSession()
  const [holds, deletion, isFresh, lastOwnerOf] = await Promise.all([
    countStores(ctx, person),
    findDeletion(ctx),
    isFreshSession(ctx),
    listLastOwned(ctx, personId),
  ])
  return { holds, deletion, isFresh, lastOwnerOf }
}
