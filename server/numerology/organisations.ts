import { desc, eq } from 'drizzle-orm'
import type { NumerologyAct, OrganisationNumerology, SetOrganisationNumerology } from '../../contract/numerology'
import type { Db } from '../../db/client'
import { numerologyAudit, numerologyOrganisations, people } from '../../db/schema'
import type { PersonCtx } from '../core/actor'
import { conflict } from '../core/errors'
import { getOrganisationFor } from '../identity/access'
import { NOTICE_VERSION } from './core/text-versions'

const ACTS_SHOWN = 200

/**
 * Whether numerology may weigh in an organisation's recommendations: for all of its members to see. Off until an owner switches it on.
 * @throws not_found  as `getOrganisationFor`
 */
export async function getOrganisationNumerology(ctx: PersonCtx, organisationId: string): Promise<OrganisationNumerology> {
  await getOrganisationFor(ctx, organisationId, 'organisation.view')
  return readOrganisation(ctx.db, organisationId)
}

/**
 * Switches it on or off, or changes its weight; each is an act in the log. What is so already adds nothing.
 *
 * @throws not_found, forbidden  as `getOrganisationFor`: only owners
 * @throws conflict              `numerology.notice-unread`: to switch it on, the owner names the version of the notice that stands now
 */
export async function setOrganisationNumerology(ctx: PersonCtx, wanted: SetOrganisationNumerology): Promise<OrganisationNumerology> {
  const { organisationId, isOn } = wanted
  return ctx.transact(async (tx) => {
    await getOrganisationFor(ctx, organisationId, 'organisation.manage', tx)
    // A row to lock, so that two owners at once do not both begin from the same state.
    await tx.insert(numerologyOrganisations).values({ organisationId, version: 0, updatedAt: ctx.now() }).onConflictDoNothing()
    await tx.select().from(numerologyOrganisations).where(eq(numerologyOrganisations.organisationId, organisationId)).for('update')
    const held = await readOrganisation(tx, organisationId)
    const switchesOn = isOn && !held.isOn
    if (switchesOn && wanted.noticeVersion !== NOTICE_VERSION)
      throw conflict(
        'numerology.notice-unread',
        { version: NOTICE_VERSION },
        'Read the notice as it stands now, and confirm that you did, to switch this on.',
      )
    const weightPercent = isOn ? wanted.weightPercent : held.weightPercent
    if (isOn === held.isOn && weightPercent === held.weightPercent) return held
    const noticeVersion = switchesOn ? wanted.noticeVersion : held.noticeVersion
    const next = { isOn, weightPercent, noticeVersion, version: held.version + 1 }
    await tx
      .update(numerologyOrganisations)
      .set({ ...next, updatedAt: ctx.now() })
      .where(eq(numerologyOrganisations.organisationId, organisationId))
    const act = isOn === held.isOn ? 'weight-changed' : isOn ? 'switched-on' : 'switched-off'
    await addAct(ctx, tx, { organisationId, act, weightPercent, noticeVersion, candidates: 0, about: null })
    return { organisationId, ...next }
  })
}

/**
 * What was done with numerology here, newest first: the last 200 acts, for owners.
 * @throws not_found, forbidden  as `getOrganisationFor`
 */
export async function listNumerologyActs(ctx: PersonCtx, organisationId: string): Promise<NumerologyAct[]> {
  await getOrganisationFor(ctx, organisationId, 'organisation.manage')
  const rows = await ctx.db
    .select({
      act: numerologyAudit.act,
      at: numerologyAudit.at,
      actorName: people.name,
      weightPercent: numerologyAudit.weightPercent,
      noticeVersion: numerologyAudit.noticeVersion,
      candidates: numerologyAudit.candidates,
      about: numerologyAudit.about,
    })
    .from(numerologyAudit)
    .leftJoin(people, eq(people.id, numerologyAudit.actorId))
    .where(eq(numerologyAudit.organisationId, organisationId))
    .orderBy(desc(numerologyAudit.at), desc(numerologyAudit.id))
    .limit(ACTS_SHOWN)
  return rows.map(({ at, ...row }) => ({ ...row, at: at.toISOString() }))
}

/** The setting as it is kept, without asking who wants to know. */
export async function readOrganisation(db: Db, organisationId: string): Promise<OrganisationNumerology> {
  const [row] = await db
    .select({
      isOn: numerologyOrganisations.isOn,
      weightPercent: numerologyOrganisations.weightPercent,
      noticeVersion: numerologyOrganisations.noticeVersion,
      version: numerologyOrganisations.version,
    })
    .from(numerologyOrganisations)
    .where(eq(numerologyOrganisations.organisationId, organisationId))
  return { organisationId, ...(row ?? { isOn: false, weightPercent: 0, noticeVersion: null, version: 0 }) }
}

/** Writes an act of the person who asks into the log; a row of the transaction that did it. */
export async function addAct(
  ctx: PersonCtx,
  tx: Db,
  act: Omit<typeof numerologyAudit.$inferInsert, 'id' | 'actorId' | 'at'>,
): Promise<void> {
  await tx.insert(numerologyAudit).values({ id: ctx.newId('numerologyAct'), actorId: ctx.actor.personId, at: ctx.now(), ...act })
}
