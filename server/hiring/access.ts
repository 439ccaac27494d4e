import { and, asc, eq, inArray } from 'drizzle-orm'
import type { Db } from '../../db/client'
import { hiringApplications } from '../../db/schema'
import type { PersonCtx } from '../core/actor'
import { conflict, notFound } from '../core/errors'
import type { Right } from '../identity/access'
import { getPostingFor, type HeldPosting } from '../postings/access'

export type HiringRow = typeof hiringApplications.$inferSelect

/**
 * An application to one of the person's organisations, with its posting and their role there.
 * @throws not_found  it does not exist, or they are no member: both alike
 * @throws forbidden  `organisation.right-missing`
 */
export async function getHiringApplicationFor(
  ctx: PersonCtx,
  applicationId: string,
  right: Right,
  db: Db = ctx.db,
): Promise<HeldPosting & { application: HiringRow }> {
  const [application] = await db.select().from(hiringApplications).where(eq(hiringApplications.id, applicationId))
  if (!application) throw notFound('application', applicationId)
  const held = await getPostingFor(ctx, application.postingId, right, db).catch((error) => {
    // A stranger is told of the application they asked for, as if it did not exist.
    throw isNotFound(error) ? notFound('application', applicationId) : error
  })
  return { ...held, application }
}

/**
 * Applications of one posting, locked until the transaction ends, in the order of their ids so that no two callers wait for each other in a circle.
 * @throws not_found  for the first id that is none of the person's organisations'
 * @throws forbidden  `organisation.right-missing`
 * @throws conflict `hiring.several-postings`
 */
export async function lockHiringApplicationsFor(
  ctx: PersonCtx,
  tx: Db,
  applicationIds: readonly string[],
  right: Right,
): Promise<HeldPosting & { rows: HiringRow[] }> {
  const ids = [...new Set(applicationIds)]
  const rows = await tx
    .select()
    .from(hiringApplications)
    .where(inArray(hiringApplications.id, ids))
    .orderBy(asc(hiringApplications.id))
    .for('update')
  const [first] = rows
  const missing = ids.find((id) => !rows.some((row) => row.id === id))
  if (!first || missing !== undefined) throw notFound('application', missing ?? ids[0] ?? '')
  const held = await getPostingFor(ctx, first.postingId, right, tx).catch((error) => {
    throw isNotFound(error) ? notFound('application', first.id) : error
  })
  const stranger = rows.find((row) => row.postingId !== first.postingId)
  if (stranger?.organisationId === first.organisationId)
    throw conflict('hiring.several-postings', {}, 'These belong to several postings. Change those of one posting at a time.')
  if (stranger) throw notFound('application', stranger.id)
  return { ...held, rows }
}

/** An application that its candidate sent, of the person who asks. @throws not_found */
export async function getSentApplicationFor(ctx: PersonCtx, tx: Db, applicationId: string): Promise<HiringRow> {
  const [row] = await tx
    .select()
    .from(hiringApplications)
    .where(and(eq(hiringApplications.id, applicationId), eq(hiringApplications.personId, ctx.actor.personId)))
    .for('update')
  if (!row) throw notFound('application', applicationId)
  return row
}

const isNotFound = (error: unknown) => error instanceof Error && 'code' in error && error.code === 'not_found'
