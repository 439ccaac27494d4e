import { and, asc, eq, sql } from 'drizzle-orm'
import type { NumerologyShare, ShareNumerology } from '../../contract/numerology'
import { numerologyOrganisations, numerologyShares, numerologyUses, organisations } from '../../db/schema'
import type { PersonCtx } from '../core/actor'
import { conflict, notFound } from '../core/errors'
import { SHARE_TEXT_VERSION } from './core/text-versions'

const SHARES_MAX = 200

/** Organisations that the person shares with, or that used what they shared, by name; `asked` is one whose link they were given. */
export async function listShares(
  ctx: PersonCtx,
  { asked = null }: { asked?: string | null },
): Promise<{ shares: NumerologyShare[]; asked: { slug: string; name: string } | null }> {
  const { personId } = ctx.actor
  const [rows, [organisation]] = await Promise.all([
    ctx.db
      .select({
        organisationId: organisations.id,
        organisationName: organisations.name,
        sharedAt: numerologyShares.sharedAt,
        isOn: numerologyOrganisations.isOn,
        weightPercent: numerologyOrganisations.weightPercent,
        usedAt: numerologyUses.lastAt,
        timesUsed: numerologyUses.times,
      })
      .from(organisations)
      .leftJoin(numerologyShares, and(eq(numerologyShares.organisationId, organisations.id), eq(numerologyShares.personId, personId)))
      .leftJoin(numerologyUses, and(eq(numerologyUses.organisationId, organisations.id), eq(numerologyUses.personId, personId)))
      .leftJoin(numerologyOrganisations, eq(numerologyOrganisations.organisationId, organisations.id))
      .where(
        sql`${organisations.id} in (select organisation_id from private.numerology_shares where person_id = ${personId}
          union select organisation_id from private.numerology_uses where person_id = ${personId})`,
      )
      .orderBy(asc(organisations.name), asc(organisations.id))
      .limit(SHARES_MAX),
    asked === null
      ? []
      : ctx.db.select({ slug: organisations.slug, name: organisations.name }).from(organisations).where(eq(organisations.slug, asked)),
  ])
  const shares = rows.map(({ sharedAt, isOn, weightPercent, usedAt, timesUsed, ...organisation }) => ({
    ...organisation,
    sharedAt: sharedAt?.toISOString() ?? null,
    weightPercent: isOn ? (weightPercent ?? 0) : 0,
    usedAt: usedAt?.toISOString() ?? null,
    timesUsed: timesUsed ?? 0,
  }))
  return { shares, asked: organisation ?? null }
}

/**
 * Shares compatibility with an organisation's members. Done twice it is one share.
 * @throws not_found  no organisation has this slug
 * @throws conflict   `numerology.text-changed`: the person read another version of the text
 */
export async function shareNumerology(
  ctx: PersonCtx,
  { organisationSlug, textVersion }: ShareNumerology,
): Promise<{ organisationId: string }> {
  if (textVersion !== SHARE_TEXT_VERSION)
    throw conflict('numerology.text-changed', { version: SHARE_TEXT_VERSION }, 'The text has changed since. Read it again, and share then.')
  const [organisation] = await ctx.db.select({ id: organisations.id }).from(organisations).where(eq(organisations.slug, organisationSlug))
  if (!organisation) throw notFound('organisation', organisationSlug)
  await ctx.db
    .insert(numerologyShares)
    .values({ personId: ctx.actor.personId, organisationId: organisation.id, textVersion, sharedAt: ctx.now() })
    .onConflictDoNothing()
  return { organisationId: organisation.id }
}

/** Takes a share back, at once; what was used before stays told. Done twice, or where nothing was shared, it is the same. */
export async function stopSharing(ctx: PersonCtx, { organisationId }: { organisationId: string }): Promise<{ organisationId: string }> {
  await ctx.db
    .delete(numerologyShares)
    .where(and(eq(numerologyShares.personId, ctx.actor.personId), eq(numerologyShares.organisationId, organisationId)))
  return { organisationId }
}
