import type { ImpactMeter } from '../../contract/fairness'
import type { PersonCtx } from '../core/actor'
import { measureShortlist } from '../fairness/impact-report'
import { getShortlistFor } from './access'
import { loadEntries } from './show-shortlist'

/** Rates and ratios of groups among everybody who applied, by who is on the list now. For who edits it. Throws as `getShortlistFor`. */
export async function getShortlistMeter(ctx: PersonCtx, shortlistId: string): Promise<ImpactMeter> {
  const { shortlist } = await getShortlistFor(ctx, shortlistId, 'edit')
  const entries = await loadEntries(ctx.db, shortlistId)
  const applicationIds = entries.map(({ applicationId }) => applicationId)
  return measureShortlist(ctx, { organisationId: shortlist.organisationId, postingId: shortlist.postingId, shortlistId, applicationIds })
}
