import { and, asc, eq, sql } from 'drizzle-orm'
import { JobFilters } from '../../contract/jobs'
import {
  SAVED_SEARCHES_MAX,
  type SavedSearch,
  type SavedSearchAnswer,
  type SavedSearchList,
  type SaveSearch,
  type UpdateSearch,
} from '../../contract/searches'
import type { Db } from '../../db/client'
import { companies, savedSearches } from '../../db/schema'
import type { PersonCtx } from '../core/actor'
import { conflict, invalid, notFound } from '../core/errors'
import { readQuery } from '../jobs/core/read-query'
import { correctQuery } from '../jobs/correct-query'
import { searchConditions } from '../jobs/search-conditions'
import { nameSearch } from './core/name-search'
import { findKeys } from './find-keys'

/** The person's searches, the oldest first. */
export async function listSavedSearches(ctx: PersonCtx): Promise<SavedSearchList> {
  const rows = await ctx.db
    .select(shown)
    .from(savedSearches)
    .where(eq(savedSearches.personId, ctx.actor.personId))
    .orderBy(asc(savedSearches.createdAt), asc(savedSearches.id))
  return { data: rows.map(showSearch) }
}

/**
 * Keeps a search: from now on each new job that it finds is told. The same search again adds nothing.
 * @throws invalid    `searches.nothing-asked`: it would find every job; `jobs.currency-needed`
 * @throws not_found  its company is none that is known here
 * @throws conflict   `searches.too-many`
 */
export async function saveSearch(ctx: PersonCtx, { filters: asked, name }: SaveSearch): Promise<SavedSearchAnswer> {
  const { personId } = ctx.actor
  const { filters: read } = readQuery(asked)
  const filters = inFixedForm({ ...read, q: (await correctQuery(ctx, read.q)) ?? read.q })
  const company = filters.company === undefined ? null : await getCompanyOf(ctx.db, filters.company)
  const { query } = searchConditions(filters)
  const keys = await findKeys(ctx, filters, company?.id ?? null)
  if (keys === null || query === null)
    throw invalid(
      'searches.nothing-asked',
      'This search would find every new job. Add words, a place, a skill or another filter, and save it then.',
    )
  const now = ctx.now()
  const row = {
    personId,
    name: name ?? nameSearch(filters, company?.name ?? null),
    filters,
    asked: JSON.stringify(filters),
    keys,
    query: sql`${query}`,
    payCurrency: filters.payMin === undefined ? null : (filters.currency ?? null),
    payMinCents: filters.payMin === undefined ? null : filters.payMin * 100,
    createdAt: now,
    updatedAt: now,
  }
  return ctx.transact(async (tx) => {
    // Two at once follow each other, so that neither passes the limit nor becomes a second one of the same.
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`saved_searches:${personId}`}, 0))`)
    const held = await tx
      .select({ ...shown, asked: savedSearches.asked })
      .from(savedSearches)
      .where(eq(savedSearches.personId, personId))
    const same = held.find((each) => each.asked === row.asked)
    if (same) return { search: showSearch(same), isNew: false }
    if (held.length >= SAVED_SEARCHES_MAX)
      throw conflict(
        'searches.too-many',
        { max: SAVED_SEARCHES_MAX },
        `You keep ${SAVED_SEARCHES_MAX} searches. Remove one that you no longer need.`,
      )
    const [saved] = await tx
      .insert(savedSearches)
      .values({ id: ctx.newId('savedSearch'), ...row })
      .returning(shown)
    if (!saved) throw new Error('The search was not written.')
    return { search: showSearch(saved), isNew: true }
  })
}

/**
 * Renames a search, lets it rest, or lets it go on.
 * @throws not_found
 */
export async function updateSearch(ctx: PersonCtx, { searchId, name, isPaused }: UpdateSearch): Promise<SavedSearch> {
  const [changed] = await ctx.db
    .update(savedSearches)
    .set({
      ...(name === undefined ? {} : { name }),
      ...(isPaused === undefined ? {} : { isPaused }),
      updatedAt: ctx.now(),
      version: sql`${savedSearches.version} + 1`,
    })
    .where(ownSearch(ctx, searchId))
    .returning(shown)
  if (!changed) throw notFound('saved-search', searchId)
  return showSearch(changed)
}

/**
 * Removes a search. What it found stays in the list of new jobs.
 * @throws not_found
 */
export async function removeSearch(ctx: PersonCtx, searchId: string): Promise<{ searchId: string }> {
  const gone = await ctx.db.delete(savedSearches).where(ownSearch(ctx, searchId)).returning({ id: savedSearches.id })
  if (gone.length === 0) throw notFound('saved-search', searchId)
  return { searchId }
}

const ownSearch = (ctx: PersonCtx, searchId: string) => and(eq(savedSearches.id, searchId), eq(savedSearches.personId, ctx.actor.personId))

const shown = {
  id: savedSearches.id,
  name: savedSearches.name,
  filters: savedSearches.filters,
  isPaused: savedSearches.isPaused,
  createdAt: savedSearches.createdAt,
  updatedAt: savedSearches.updatedAt,
  version: savedSearches.version,
}

function showSearch(row: Pick<typeof savedSearches.$inferSelect, keyof typeof shown>): SavedSearch {
  const { id, name, isPaused, version } = row
  // Filters that came later than the row have their usual value.
  const filters = JobFilters.parse(row.filters)
  return { id, name, filters, isPaused, version, createdAt: row.createdAt.toISOString(), updatedAt: row.updatedAt.toISOString() }
}

/** Names and values in one order, each once, so that the same search is the same text. A new job is as young as any limit of days. */
function inFixedForm(filters: JobFilters): JobFilters {
  const { maxAgeDays: _days, ...kept } = JobFilters.parse(filters)
  const entries = Object.entries(kept).map(([name, value]) => [name, Array.isArray(value) ? [...new Set<string>(value)].sort() : value])
  return JobFilters.parse(Object.fromEntries(entries))
}

async function getCompanyOf(db: Db, slug: string): Promise<{ id: string; name: string }> {
  const [company] = await db.select({ id: companies.id, name: companies.name }).from(companies).where(eq(companies.slug, slug))
  if (!company) throw notFound('company', slug)
  return company
}
