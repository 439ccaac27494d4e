import { inArray } from 'drizzle-orm'
import type { Db } from '../../db/client'
import { companies } from '../../db/schema'
import type { Ctx } from '../core/ctx'

/**
 * The ids of companies by name; those that are new are added. Names that differ only in case, accents, punctuation or legal form are one company.
 */
export async function findOrAddCompanies(ctx: Ctx, tx: Db, names: string[]): Promise<Map<string, string>> {
  if (names.length === 0) return new Map()
  // Its tables of letters take a while to set up, and most requests write no company.
  const { companySlug } = await import('./company-slug')
  const slugs = new Map([...new Set(names)].map((name) => [name, companySlug(name)]))
  const bySlug = new Map([...slugs].map(([name, slug]) => [slug, name]))
  const fresh = [...bySlug]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([slug, name]) => ({ id: ctx.newId('company'), slug, name, createdAt: ctx.now() }))
  await tx.insert(companies).values(fresh).onConflictDoNothing({ target: companies.slug })
  const rows = await tx
    .select({ id: companies.id, slug: companies.slug })
    .from(companies)
    .where(inArray(companies.slug, [...bySlug.keys()]))
  const idBySlug = new Map(rows.map((row) => [row.slug, row.id]))
  return new Map([...slugs].flatMap(([name, slug]) => (idBySlug.has(slug) ? [[name, idBySlug.get(slug) ?? '']] : [])))
}
