import { and, asc, eq, gt, sql } from 'drizzle-orm'
import type { Invitation, Organisation, OrganisationMember, OrganisationRole } from '../../contract/identity'
import type { Db } from '../../db/client'
import { invitations, members, organisations, people } from '../../db/schema'
import type { PersonCtx } from '../core/actor'
import { AppError, conflict, notFound } from '../core/errors'
import { queueMail } from '../notifications/queue-mail'
import { addTask } from '../tasks/add-task'
import { getOrganisationFor } from './access'

const INVITATION_DAYS = 14
const DAY_MS = 86_400_000
const ORGANISATIONS_MAX = 20
const OPEN_INVITATIONS_MAX = 100

/** Organisations of the person, by name. */
export async function listOrganisations(ctx: PersonCtx): Promise<Organisation[]> {
  const rows = await ctx.db
    .select({ organisation: organisations, role: members.role })
    .from(members)
    .innerJoin(organisations, eq(organisations.id, members.organisationId))
    .where(eq(members.personId, ctx.actor.personId))
    .orderBy(asc(organisations.name), asc(organisations.id))
    .limit(ORGANISATIONS_MAX)
  return rows.map(({ organisation, role }) => shown(organisation, role))
}

/**
 * Founds an organisation whose first owner is the person.
 * @throws conflict  `organisation.too-many`
 */
export async function createOrganisation(ctx: PersonCtx, input: { name: string }): Promise<Organisation> {
  const { default: slugify } = await import('@sindresorhus/slugify')
  const id = ctx.newId('organisation')
  const now = ctx.now()
  const slug = `${slugify(input.name).slice(0, 60) || 'organisation'}-${id.slice(-6)}`
  return ctx.transact(async (tx) => {
    const mine = await tx.$count(members, eq(members.personId, ctx.actor.personId))
    if (mine >= ORGANISATIONS_MAX) throw conflict('organisation.too-many', {}, `You are in ${mine} organisations. Leave one first.`)
    const [row] = await tx.insert(organisations).values({ id, name: input.name, slug, createdAt: now }).returning()
    if (!row) throw new Error('The organisation was not stored.')
    await tx.insert(members).values({ organisationId: id, personId: ctx.actor.personId, role: 'owner', joinedAt: now })
    return shown(row, 'owner')
  })
}

/** @throws not_found, forbidden as `getOrganisationFor` */
export async function renameOrganisation(ctx: PersonCtx, input: { id: string; name: string }): Promise<Organisation> {
  const held = await getOrganisationFor(ctx, input.id, 'organisation.manage')
  const [row] = await ctx.db
    .update(organisations)
    .set({ name: input.name, version: sql`${organisations.version} + 1` })
    .where(eq(organisations.id, input.id))
    .returning()
  return shown(row ?? held.organisation, held.role)
}

/** Members by name, and open invitations for who may invite. */
export async function listMembers(ctx: PersonCtx, id: string): Promise<{ members: OrganisationMember[]; invitations: Invitation[] }> {
  const held = await getOrganisationFor(ctx, id, 'organisation.view')
  const rows = await ctx.db
    .select({ personId: people.id, name: people.name, email: people.email, role: members.role, joinedAt: members.joinedAt })
    .from(members)
    .innerJoin(people, eq(people.id, members.personId))
    .where(eq(members.organisationId, id))
    .orderBy(asc(people.name), asc(people.id))
    .limit(500)
  const mayInvite = held.role === 'owner' || held.role === 'recruiter'
  const open = mayInvite ? await listOpenInvitations(ctx, eq(invitations.organisationId, id)) : []
  return { members: rows.map((row) => ({ ...row, joinedAt: row.joinedAt.toISOString() })), invitations: open }
}

/**
 * Changes a member's role.
 * @throws not_found  no such member
 * @throws conflict   `organisation.last-owner`: there would be no owner left
 */
export async function changeMemberRole(
  ctx: PersonCtx,
  input: { organisationId: string; personId: string; role: OrganisationRole },
): Promise<{ personId: string; role: OrganisationRole }> {
  await ctx.transact(async (tx) => {
    await getOrganisationFor(ctx, input.organisationId, 'organisation.manage', tx)
    const member = await getMember(tx, input)
    if (member.role === 'owner' && input.role !== 'owner') await refuseWithoutOwner(tx, input)
    await tx.update(members).set({ role: input.role }).where(memberIs(input))
    await endListening(ctx, tx, input)
  })
  return { personId: input.personId, role: input.role }
}

/**
 * Takes a member out; anybody may leave by themselves.
 * @throws conflict  `organisation.last-owner`
 */
export async function removeMember(ctx: PersonCtx, input: { organisationId: string; personId: string }): Promise<{ personId: string }> {
  await ctx.transact(async (tx) => {
    const isSelf = input.personId === ctx.actor.personId
    await getOrganisationFor(ctx, input.organisationId, isSelf ? 'organisation.view' : 'organisation.manage', tx)
    const member = await getMember(tx, input)
    if (member.role === 'owner') await refuseWithoutOwner(tx, input)
    await tx.delete(members).where(memberIs(input))
    await endListening(ctx, tx, input)
  })
  return { personId: input.personId }
}

/**
 * Invites an address. A second invitation of the same address takes the place of the first, and a mail goes out again.
 * Only owners make owners.
 *
 * @throws conflict  `organisation.is-member`, `organisation.too-many-invitations`
 */
export async function inviteMember(
  ctx: PersonCtx,
  input: { organisationId: string; email: string; role: OrganisationRole },
): Promise<Invitation> {
  const now = ctx.now()
  const expiresAt = new Date(now.getTime() + INVITATION_DAYS * DAY_MS)
  return ctx.transact(async (tx) => {
    const held = await getOrganisationFor(
      ctx,
      input.organisationId,
      input.role === 'owner' ? 'organisation.manage' : 'organisation.invite',
      tx,
    )
    const [member] = await tx
      .select({ id: people.id })
      .from(members)
      .innerJoin(people, eq(people.id, members.personId))
      .where(and(eq(members.organisationId, input.organisationId), eq(people.email, input.email)))
    if (member) throw conflict('organisation.is-member', {}, 'This person is a member already.')
    const isOpen = and(eq(invitations.organisationId, input.organisationId), eq(invitations.state, 'open'))
    if ((await tx.$count(invitations, isOpen)) >= OPEN_INVITATIONS_MAX)
      throw conflict('organisation.too-many-invitations', {}, `${OPEN_INVITATIONS_MAX} invitations are open. Withdraw some first.`)
    await tx
      .update(invitations)
      .set({ state: 'withdrawn' })
      .where(and(isOpen, eq(invitations.email, input.email)))
    const [row] = await tx
      .insert(invitations)
      .values({ id: ctx.newId('invitation'), ...input, invitedBy: ctx.actor.personId, createdAt: now, expiresAt })
      .returning()
    if (!row) throw new Error('The invitation was not stored.')
    await queueMail(ctx, tx, {
      template: 'invitation',
      to: input.email,
      personId: null,
      data: {
        organisationName: held.organisation.name,
        inviterName: ctx.actor.name,
        role: input.role,
        link: `${ctx.origin}/invitations`,
        expiresAt: expiresAt.toISOString(),
      },
    })
    return shownInvitation(row, held.organisation.name)
  })
}

/** @throws not_found */
export async function withdrawInvitation(ctx: PersonCtx, input: { organisationId: string; invitationId: string }): Promise<{ id: string }> {
  await getOrganisationFor(ctx, input.organisationId, 'organisation.invite')
  const gone = await ctx.db
    .update(invitations)
    .set({ state: 'withdrawn' })
    .where(and(eq(invitations.id, input.invitationId), eq(invitations.organisationId, input.organisationId), eq(invitations.state, 'open')))
    .returning({ id: invitations.id })
  if (gone.length === 0) throw notFound('invitation', input.invitationId)
  return { id: input.invitationId }
}

/** Open invitations to the person's own verified address. */
export async function listMyInvitations(ctx: PersonCtx): Promise<Invitation[]> {
  const email = await findVerifiedEmail(ctx, ctx.db)
  return email === null ? [] : listOpenInvitations(ctx, and(eq(invitations.email, email), gt(invitations.expiresAt, ctx.now())))
}

/**
 * Accepts or declines an invitation to the person's own verified address: a forwarded mail lets nobody else in.
 * @throws not_found  no such open invitation to this person
 */
export async function answerInvitation(ctx: PersonCtx, input: { invitationId: string; accept: boolean }): Promise<Invitation> {
  const now = ctx.now()
  return ctx.transact(async (tx) => {
    const email = await findVerifiedEmail(ctx, tx)
    const [row] = await tx
      .update(invitations)
      .set({ state: input.accept ? 'accepted' : 'declined' })
      .where(
        and(
          eq(invitations.id, input.invitationId),
          eq(invitations.email, email ?? ''),
          eq(invitations.state, 'open'),
          gt(invitations.expiresAt, now),
        ),
      )
      .returning()
    if (!row) throw notFound('invitation', input.invitationId)
    if (input.accept)
      await tx
        .insert(members)
        .values({ organisationId: row.organisationId, personId: ctx.actor.personId, role: row.role, joinedAt: now })
        .onConflictDoNothing()
    const [organisation] = await tx.select({ name: organisations.name }).from(organisations).where(eq(organisations.id, row.organisationId))
    return shownInvitation(row, organisation?.name ?? '')
  })
}

async function listOpenInvitations(ctx: PersonCtx, which: ReturnType<typeof and>): Promise<Invitation[]> {
  const rows = await ctx.db
    .select({ invitation: invitations, organisationName: organisations.name })
    .from(invitations)
    .innerJoin(organisations, eq(organisations.id, invitations.organisationId))
    .where(and(which, eq(invitations.state, 'open')))
    .orderBy(asc(invitations.createdAt), asc(invitations.id))
    .limit(OPEN_INVITATIONS_MAX)
  return rows.map(({ invitation, organisationName }) => shownInvitation(invitation, organisationName))
}

async function findVerifiedEmail(ctx: PersonCtx, db: Db): Promise<string | null> {
  const [row] = await db
    .select({ email: people.email })
    .from(people)
    .where(and(eq(people.id, ctx.actor.personId), eq(people.emailVerified, true)))
  return row?.email ?? null
}

/** Their rights are other ones from now on: everybody in the organisation's rooms shows a new ticket. */
async function endListening(
  ctx: PersonCtx,
  tx: Db,
  { organisationId, personId }: { organisationId: string; personId: string },
): Promise<void> {
  const key = `${organisationId}:${personId}:${ctx.now().getTime()}`
  await addTask(ctx, tx, { payload: { kind: 'hiring.close-rooms', organisationId }, key })
}

const memberIs = (input: { organisationId: string; personId: string }) =>
  and(eq(members.organisationId, input.organisationId), eq(members.personId, input.personId))

async function getMember(tx: Db, input: { organisationId: string; personId: string }) {
  const [member] = await tx.select().from(members).where(memberIs(input))
  if (!member) throw notFound('member', input.personId)
  return member
}

/** Locks the owners' rows, so that two owners who leave at once do not both go. */
async function refuseWithoutOwner(tx: Db, input: { organisationId: string; personId: string }): Promise<void> {
  const owners = await tx
    .select({ personId: members.personId })
    .from(members)
    .where(and(eq(members.organisationId, input.organisationId), eq(members.role, 'owner')))
    .orderBy(asc(members.personId))
    .for('update')
  if (!owners.some(({ personId }) => personId !== input.personId))
    throw new AppError('conflict', 'organisation.last-owner', {
      message: 'An organisation needs an owner. Make somebody else one first.',
    })
}

function shown(row: typeof organisations.$inferSelect, role: OrganisationRole): Organisation {
  return { id: row.id, name: row.name, slug: row.slug, role, createdAt: row.createdAt.toISOString() }
}

function shownInvitation(row: typeof invitations.$inferSelect, organisationName: string): Invitation {
  return {
    id: row.id,
    organisationId: row.organisationId,
    organisationName,
    email: row.email,
    role: row.role,
    state: row.state,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
  }
}
