import { and, asc, eq, or, sql } from 'drizzle-orm'
import type { OrganisationRole } from '../../contract/identity'
import { type AskViews, type HiringView, type HiringViews, type SaveView, type SetDefaultView, VIEWS_MAX } from '../../contract/views'
import type { Db } from '../../db/client'
import { hiringDefaultViews, hiringViews, people } from '../../db/schema'
import type { PersonCtx } from '../core/actor'
import { AppError, conflict, invalid, notFound } from '../core/errors'
import { rowsOf } from '../core/rows'
import { getOrganisationFor, hasRight } from '../identity/access'
import { isByScore, isSameView } from './core/view-settings'
import { loadFields } from './load-fields'

type ViewRow = typeof hiringViews.$inferSelect

/**
 * The views of a place that the person may open: their own and the team's, by name.
 * @throws not_found, forbidden as `getOrganisationFor`
 */
export async function listViews(ctx: PersonCtx, { organisationId, place }: AskViews): Promise<HiringViews> {
  const { role } = await getOrganisationFor(ctx, organisationId, 'candidate.view')
  const [data, tags] = await Promise.all([readViews(ctx, ctx.db, { organisationId, place, role }), tagsOf(ctx.db, organisationId)])
  return { data, mayShare: hasRight(role, 'candidate.move'), tags }
}

/**
 * Saves a way to look under a name, or changes one. Saved twice, it is saved once. One of the team is changed by who made it and by owners of the
 * organisation; everybody else makes their own of it.
 *
 * @throws not_found  also for another person's own view
 * @throws forbidden `view.not-yours`; `organisation.right-missing` for who may not share
 * @throws invalid `view.score-sort`  a view does not open in the order of a score (DESIGN §9.4)
 * @throws conflict `view.name-taken`, `view.changed`, `view.too-many`
 */
export async function saveView(ctx: PersonCtx, input: SaveView): Promise<HiringView> {
  const { organisationId, place, viewId, version, name, isShared, settings } = input
  const { role } = await getOrganisationFor(ctx, organisationId, isShared ? 'candidate.move' : 'candidate.view')
  return ctx.transact(async (tx) => {
    await lockViews(tx, organisationId)
    if (isByScore(settings.sort, await loadFields(tx, organisationId)))
      throw invalid(
        'view.score-sort',
        'A view does not open in the order of a score: a number would decide who is looked at. Choose another order, and look by the score when you want to.',
        { sort: 'Choose another order.' },
      )
    const views = await readViews(ctx, tx, { organisationId, place, role })
    const held = viewId === null ? undefined : views.find(({ id }) => id === viewId)
    if (viewId !== null && !held) throw notFound('view', viewId)
    if (held && !held.mayChange) throw notYours()
    // Among the same readers a name means one view.
    const twin = views.find((each) => each.id !== viewId && each.isShared === isShared && each.name.toLowerCase() === name.toLowerCase())
    const isRepeat = (view: HiringView) => view.name === name && view.isShared === isShared && isSameView(view.settings, settings)
    if (twin && !held && twin.mayChange && isRepeat(twin)) return twin
    if (twin) throw conflict('view.name-taken', { viewId: twin.id }, 'There is a view of this name. Give it another.')
    const now = ctx.now()
    if (held) {
      if (isRepeat(held)) return held
      if (held.version !== version)
        throw conflict('view.changed', { viewId: held.id }, 'Somebody changed this view meanwhile. Load the page again and look at theirs.')
      // Taken back from the team it belongs to who takes it.
      const owner = isShared || held.owner?.personId === ctx.actor.personId ? {} : { ownerId: ctx.actor.personId }
      await tx
        .update(hiringViews)
        .set({ name, isShared, settings, ...owner, version: held.version + 1, updatedAt: now })
        .where(eq(hiringViews.id, held.id))
    } else {
      if (views.filter((each) => each.isShared === isShared).length >= VIEWS_MAX)
        throw conflict('view.too-many', {}, `There are ${VIEWS_MAX} views here. Delete one that nobody opens.`)
      await tx.insert(hiringViews).values({
        id: ctx.newId('hiringView'),
        organisationId,
        place,
        ownerId: ctx.actor.personId,
        isShared,
        name,
        settings,
        createdAt: now,
        updatedAt: now,
      })
    }
    const saved = (await readViews(ctx, tx, { organisationId, place, role })).find(
      (each) => each.id === held?.id || (!held && each.name === name && each.isShared === isShared),
    )
    if (!saved) throw new Error('A view was not written.')
    return saved
  })
}

/**
 * Deletes a view; whoever opened a page in it opens it as it is. Deleted twice, it is gone once.
 * @throws not_found  it was never there for this person
 * @throws forbidden `view.not-yours`
 */
export async function removeView(ctx: PersonCtx, viewId: string): Promise<{ ok: true }> {
  const [row] = await ctx.db.select().from(hiringViews).where(eq(hiringViews.id, viewId))
  if (!row) throw notFound('view', viewId)
  const { role } = await getOrganisationFor(ctx, row.organisationId, 'candidate.view').catch((error) => {
    throw error instanceof Error && 'code' in error && error.code === 'not_found' ? notFound('view', viewId) : error
  })
  if (!row.isShared && row.ownerId !== ctx.actor.personId) throw notFound('view', viewId)
  if (!mayChange(ctx, row, role)) throw notYours()
  await ctx.db.delete(hiringViews).where(eq(hiringViews.id, viewId))
  return { ok: true }
}

/**
 * In which view the person opens a place; `null`: as it is.
 * @throws not_found  they may not open that view
 */
export async function setDefaultView(ctx: PersonCtx, { organisationId, place, viewId }: SetDefaultView): Promise<HiringViews> {
  const { role } = await getOrganisationFor(ctx, organisationId, 'candidate.view')
  const { personId } = ctx.actor
  await ctx.transact(async (tx) => {
    await lockViews(tx, organisationId)
    if (viewId !== null && !(await readViews(ctx, tx, { organisationId, place, role })).some(({ id }) => id === viewId))
      throw notFound('view', viewId)
    await tx
      .delete(hiringDefaultViews)
      .where(
        and(
          eq(hiringDefaultViews.personId, personId),
          eq(hiringDefaultViews.organisationId, organisationId),
          eq(hiringDefaultViews.place, place),
        ),
      )
    if (viewId !== null) await tx.insert(hiringDefaultViews).values({ personId, organisationId, place, viewId })
  })
  return listViews(ctx, { organisationId, place })
}

async function readViews(
  ctx: PersonCtx,
  db: Db,
  { organisationId, place, role }: AskViews & { role: OrganisationRole },
): Promise<HiringView[]> {
  const { personId } = ctx.actor
  const rows = await db
    .select({ view: hiringViews, ownerName: people.name, defaultId: hiringDefaultViews.viewId })
    .from(hiringViews)
    .leftJoin(people, eq(people.id, hiringViews.ownerId))
    .leftJoin(hiringDefaultViews, and(eq(hiringDefaultViews.viewId, hiringViews.id), eq(hiringDefaultViews.personId, personId)))
    .where(
      and(
        eq(hiringViews.organisationId, organisationId),
        eq(hiringViews.place, place),
        or(hiringViews.isShared, eq(hiringViews.ownerId, personId)),
      ),
    )
    .orderBy(asc(sql`lower(${hiringViews.name})`), asc(hiringViews.id))
  return rows.map(({ view, ownerName, defaultId }) => ({
    id: view.id,
    place: view.place,
    name: view.name,
    isShared: view.isShared,
    settings: view.settings,
    owner: view.ownerId !== null && ownerName !== null ? { personId: view.ownerId, name: ownerName } : null,
    isDefault: defaultId !== null,
    mayChange: mayChange(ctx, view, role),
    version: view.version,
    updatedAt: view.updatedAt.toISOString(),
  }))
}

async function tagsOf(db: Db, organisationId: string): Promise<string[]> {
  const found = await db.execute(
    sql`select distinct unnest(tags) as tag from hiring_applications where organisation_id = ${organisationId} and tags <> '{}' order by 1`,
  )
  return rowsOf<{ tag: string }>(found).map(({ tag }) => tag)
}

const mayChange = (ctx: PersonCtx, { ownerId, isShared }: ViewRow, role: OrganisationRole) =>
  ownerId === ctx.actor.personId || (isShared && role === 'owner')

const notYours = () =>
  new AppError('forbidden', 'view.not-yours', {
    message: 'This view is the team’s. Who made it and owners change it; save one of your own instead.',
  })

/** Names are told apart, and counted, by one at a time. */
const lockViews = (tx: Db, organisationId: string) =>
  tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`hiring-views:${organisationId}`}, 0))`)
