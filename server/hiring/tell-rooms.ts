import { asc, eq, inArray, or } from 'drizzle-orm'
import { hiringRoom } from '../../contract/live'
import type { Db } from '../../db/client'
import { candidates, hiringApplications } from '../../db/schema'
import type { Emit } from '../live/outbox'

/** Every card of these candidates, and of those merged into them, is drawn anew wherever it is seen. */
export async function tellRoomsOfCandidates(tx: Db, emit: Emit, candidateIds: string[]): Promise<void> {
  const rows = await tx
    .select({ id: hiringApplications.id, postingId: hiringApplications.postingId, version: hiringApplications.version })
    .from(hiringApplications)
    .innerJoin(candidates, eq(candidates.id, hiringApplications.candidateId))
    .where(or(inArray(candidates.id, candidateIds), inArray(candidates.mergedIntoId, candidateIds)))
    .orderBy(asc(hiringApplications.id))
  for (const { id, postingId, version } of rows)
    emit(hiringRoom(postingId), { type: 'hiring.card-changed', version, data: { applicationId: id } })
}
