import { jobs, members, organisations, postings, roleClusters } from '../../db/schema'
import { newId } from '../../server/core/ids'
import { systemCtx } from '../system-ctx'

/** An organisation of these people with a published posting, past the pages that have tests of their own. */
export async function addPublishedPosting(
  system: Parameters<typeof systemCtx>[0],
  staff: string[],
): Promise<{ postingId: string; organisationId: string }> {
  const db = systemCtx(system).db
  const [organisationId, clusterId, jobId, postingId] = [newId('organisation'), newId('cluster'), newId('job'), newId('posting')]
  const now = new Date()
  await db.insert(organisations).values({ id: organisationId, name: 'Kestrel Bakery', slug: organisationId, createdAt: now })
  for (const personId of staff) await db.insert(members).values({ organisationId, personId, role: 'owner', joinedAt: now })
  await db.insert(roleClusters).values({ id: clusterId })
  await db.insert(jobs).values({
    id: jobId,
    clusterId,
    origin: 'posted',
    title: 'Night Pastry Chef',
    companyName: 'Kestrel Bakery',
    source: 'numerojobs',
    sourceKey: postingId,
    foundAt: now,
  })
  await db.insert(postings).values({
    id: postingId,
    organisationId,
    jobId,
    state: 'published',
    title: 'Night Pastry Chef',
    places: ['Lyon, France'],
    questions: [{ id: 'q1', kind: 'yes-no', label: 'May you work in France?', isRequired: true, knockOut: 'no' }],
    statements: { usesAi: false, isExistingVacancy: true },
    replyPromiseDays: 14,
    createdAt: now,
    updatedAt: now,
  })
  return { postingId, organisationId }
}
