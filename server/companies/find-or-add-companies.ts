import slugify from '@sindresorhus/slugify'
import { inArray } from 'drizzle-orm'
import type { Db } from '../../db/client'
import { companies } from '../../db/schema'
import type { Ctx } from '../core/ctx'

/**
 * The ids of companies by name; those that are new are added. Names that differ only in case, accents, punctuation or legal form are one company.
 */
export async function findOrAddCompanies(ctx: Ctx, tx: Db, names: string[]): Promise<Map<string, string>> {
  const slugs = new Map([...new Set(names)].map((name) => [name, companySlug(name)]))
  if (slugs.size === 0) return new Map()
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

const LEGAL_FORM = /[\s,]+(?:inc|llc|ltd|limited|gmbh|ag|sa|sas|bv|b\.v|oy|ab|plc|corp|co|pty|srl|s\.r\.l|kg|e\.v)\.?$/i

/** The last part of a company's address. A name without a Latin letter or digit gets a slug of its code points, so that none is lost. */
export function companySlug(name: string): string {
  const plain = slugify(name.trim().replace(LEGAL_FORM, ''), { decamelize: false })
  return (plain || [...name.trim()].map((letter) => letter.codePointAt(0)?.toString(16)).join('-')).slice(0, 80)
}
