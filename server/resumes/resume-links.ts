import { and, desc, eq, gt, isNull, ne, sql } from 'drizzle-orm'
import type { JsonResume, MakeResumeLink, PublicResume, ResumeLink } from '../../contract/resumes'
import { resumeLinks, resumes, resumeVersions } from '../../db/schema'
import type { PersonCtx } from '../core/actor'
import type { Ctx } from '../core/ctx'
import { conflict, notFound } from '../core/errors'
import { getResumeFor, unsealDocument } from './access'

const LINKS_MAX = 50

/**
 * A public address of a résumé that ends by itself. 256 random bits: nobody guesses it.
 * @throws not_found  the résumé is not this person's
 * @throws conflict   `resume.too-many-links`
 */
export async function makeLink(ctx: PersonCtx, { resumeId, days, showsContact }: MakeResumeLink): Promise<ResumeLink> {
  const row = await getResumeFor(ctx, resumeId)
  const [count] = await ctx.db.select({ held: sql<number>`count(*)::int` }).from(resumeLinks).where(eq(resumeLinks.resumeId, row.id))
  if ((count?.held ?? 0) >= LINKS_MAX)
    throw conflict('resume.too-many-links', {}, `This résumé has had ${LINKS_MAX} links. Remove ended ones first.`)
  const id = ctx.newId('resumeLink')
  const token = newToken()
  const now = ctx.now()
  const [link] = await ctx.db
    .insert(resumeLinks)
    .values({
      id,
      resumeId: row.id,
      tokenHash: await hashOf(ctx, token),
      token: await ctx.seal(token, `resume_links.token:${id}`),
      showsContact,
      createdAt: now,
      expiresAt: new Date(now.getTime() + days * 86_400_000),
    })
    .returning()
  if (!link) throw new Error('A new link met one with its id.')
  return showLink(ctx, link)
}

/** The links of a résumé, newest first, ended ones included. @throws not_found */
export async function listLinks(ctx: PersonCtx, resumeId: string): Promise<ResumeLink[]> {
  const row = await getResumeFor(ctx, resumeId)
  const links = await ctx.db
    .select()
    .from(resumeLinks)
    .where(eq(resumeLinks.resumeId, row.id))
    .orderBy(desc(resumeLinks.createdAt), desc(resumeLinks.id))
    .limit(LINKS_MAX)
  return Promise.all(links.map((link) => showLink(ctx, link)))
}

/** Ends a link at once. Twice is once. @throws not_found */
export async function revokeLink(ctx: PersonCtx, linkId: string): Promise<ResumeLink> {
  const held = await getLinkFor(ctx, linkId)
  if (held.revokedAt) return showLink(ctx, held)
  const [link] = await ctx.db
    .update(resumeLinks)
    .set({ revokedAt: ctx.now() })
    .where(and(eq(resumeLinks.id, held.id), isNull(resumeLinks.revokedAt)))
    .returning()
  return showLink(ctx, link ?? (await getLinkFor(ctx, linkId)))
}

/** Forgets a link; one that is still open ends with it. @throws not_found */
export async function removeLink(ctx: PersonCtx, linkId: string): Promise<void> {
  const held = await getLinkFor(ctx, linkId)
  await ctx.db.delete(resumeLinks).where(eq(resumeLinks.id, held.id))
}

/**
 * What a public link shows: the newest revision, without what reaches its owner unless they chose to show it.
 * Looking it up counts nothing: whoever previews a link in a chat does that too. See `countView`.
 * @throws not_found  alike for a link that never was, has expired or was ended
 */
export async function showPublic(ctx: Ctx, token: string): Promise<PublicResume> {
  const [found] = await ctx.db
    .select({ showsContact: resumeLinks.showsContact, resume: resumes, revision: resumeVersions })
    .from(resumeLinks)
    .innerJoin(resumes, eq(resumes.id, resumeLinks.resumeId))
    .innerJoin(resumeVersions, and(eq(resumeVersions.resumeId, resumes.id), eq(resumeVersions.version, resumes.version)))
    .where(await isOpen(ctx, token))
  if (!found) throw notFound('resume-link', '')
  const resume = await unsealDocument(ctx, found.revision)
  return {
    resume: found.showsContact ? resume : withoutContact(resume),
    updatedAt: found.resume.updatedAt.toISOString(),
    isOwn: ctx.actor.role === 'person' && ctx.actor.personId === found.resume.personId,
  }
}

/**
 * Counts that somebody looked at a public résumé. Its owner does not count, and nothing about who it was is kept.
 * @returns whether it counted; `false` also for a link that is not open
 */
export async function countView(ctx: Ctx, token: string): Promise<{ counted: boolean }> {
  const isOthers = ctx.actor.role === 'person' ? ne(resumes.personId, ctx.actor.personId) : undefined
  const counted = await ctx.db
    .update(resumeLinks)
    .set({ views: sql`${resumeLinks.views} + 1` })
    .from(resumes)
    .where(and(await isOpen(ctx, token), eq(resumes.id, resumeLinks.resumeId), isOthers))
    .returning({ id: resumeLinks.id })
  return { counted: counted.length > 0 }
}

async function isOpen(ctx: Ctx, token: string) {
  return and(eq(resumeLinks.tokenHash, await hashOf(ctx, token)), isNull(resumeLinks.revokedAt), gt(resumeLinks.expiresAt, ctx.now()))
}

/** Without mail address, phone, street and postal code, and without other people's words and names under references. */
function withoutContact({ basics, references: _references, meta: _meta, ...rest }: JsonResume): JsonResume {
  if (!basics) return rest
  const { email: _email, phone: _phone, location, ...shown } = basics
  const { address: _address, postalCode: _postalCode, ...place } = location ?? {}
  return { ...rest, basics: { ...shown, ...(location ? { location: place } : {}) } }
}

async function getLinkFor(ctx: PersonCtx, linkId: string) {
  const [found] = await ctx.db
    .select({ link: resumeLinks })
    .from(resumeLinks)
    .innerJoin(resumes, eq(resumes.id, resumeLinks.resumeId))
    .where(and(eq(resumeLinks.id, linkId), eq(resumes.personId, ctx.actor.personId)))
  if (!found) throw notFound('resume-link', linkId)
  return found.link
}

async function showLink(ctx: PersonCtx, link: typeof resumeLinks.$inferSelect): Promise<ResumeLink> {
  const token = await ctx.unseal(link.token, `resume_links.token:${link.id}`)
  return {
    id: link.id,
    url: `${ctx.origin}/r/${token}`,
    showsContact: link.showsContact,
    views: link.views,
    createdAt: link.createdAt.toISOString(),
    expiresAt: link.expiresAt.toISOString(),
    revokedAt: link.revokedAt?.toISOString() ?? null,
    isOpen: link.revokedAt === null && link.expiresAt > ctx.now(),
  }
}

const hashOf = (ctx: Ctx, token: string) => ctx.hash(`resume-link:${token}`)

function newToken(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32))
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '')
}
