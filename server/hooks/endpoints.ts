import { asc, eq, sql } from 'drizzle-orm'
import {
  ENDPOINTS_MAX,
  type HookEndpoint,
  type IssuedHookEndpoint,
  type NewHookEndpoint,
  OLD_SECRET_HOURS,
  type UpdateHookEndpoint,
} from '../../contract/hooks'
import type { Db } from '../../db/client'
import { hookEndpoints, organisations } from '../../db/schema'
import { recordAudit } from '../audit/record-audit'
import type { PersonCtx } from '../core/actor'
import { AppError, conflict, invalid, notFound } from '../core/errors'
import type { HookFault } from '../core/hook-answer'
import { getOrganisationFor } from '../identity/access'
import { getEndpointFor } from './access'
import { newHookSecret } from './sign-hook'

const HOUR_MS = 3_600_000

/**
 * Endpoints of an organisation, the oldest first. Their secrets are not among it.
 * @throws not_found, forbidden  for who is no owner
 */
export async function listEndpoints(ctx: PersonCtx, organisationId: string): Promise<{ data: HookEndpoint[] }> {
  await getOrganisationFor(ctx, organisationId, 'organisation.manage')
  const rows = await ctx.db
    .select()
    .from(hookEndpoints)
    .where(eq(hookEndpoints.organisationId, organisationId))
    .orderBy(asc(hookEndpoints.createdAt), asc(hookEndpoints.id))
    .limit(ENDPOINTS_MAX)
  return { data: rows.map(shownEndpoint) }
}

/** One endpoint. @throws not_found, forbidden  for who is no owner */
export async function getEndpoint(ctx: PersonCtx, endpointId: string): Promise<HookEndpoint> {
  return shownEndpoint(await getEndpointFor(ctx, endpointId))
}

/**
 * Adds an endpoint. Its secret is answered this once.
 * @throws invalid    `hooks.bad-address`, with what is wrong with it beside the field `url`
 * @throws conflict   `hooks.too-many-endpoints`
 * @throws forbidden  `hooks.not-in-demo`
 */
export async function addEndpoint(ctx: PersonCtx, input: NewHookEndpoint): Promise<IssuedHookEndpoint> {
  const { organisationId, url, description, types } = input
  if (ctx.actor.isDemo)
    throw new AppError('forbidden', 'hooks.not-in-demo', {
      message: 'Nothing leaves a demo. Make it your own account first; everything in it stays.',
    })
  await getOrganisationFor(ctx, organisationId, 'organisation.manage')
  const address = await checkAddress(ctx, url)
  const id = ctx.newId('hookEndpoint')
  const secret = newHookSecret()
  const sealed = await ctx.seal(secret, `hook_endpoints.secret:${id}`)
  const row = await ctx.transact(async (tx) => {
    // Its row is what two owners who add at once wait for.
    await tx.select({ id: organisations.id }).from(organisations).where(eq(organisations.id, organisationId)).for('update')
    if ((await tx.$count(hookEndpoints, eq(hookEndpoints.organisationId, organisationId))) >= ENDPOINTS_MAX)
      throw conflict('hooks.too-many-endpoints', {}, `There are ${ENDPOINTS_MAX} endpoints already. Remove one first.`)
    const [row] = await tx
      .insert(hookEndpoints)
      .values({ id, organisationId, url: address, description, types: [...new Set(types)], secret: sealed, createdAt: ctx.now() })
      .returning()
    await recordChange(ctx, tx, { organisationId, endpointId: id, what: 'added' })
    return row
  })
  if (!row) throw new Error('The endpoint was not stored.')
  return { endpoint: shownEndpoint(row), secret }
}

/**
 * Changes an endpoint. Switched on again, it is told of what happens from now on; what it missed can be replayed.
 * @throws invalid  `hooks.bad-address`
 */
export async function updateEndpoint(ctx: PersonCtx, { endpointId, ...change }: UpdateHookEndpoint): Promise<HookEndpoint> {
  const held = await getEndpointFor(ctx, endpointId)
  const { url, description, types, state } = change
  const isSwitched = state !== undefined && state !== held.state
  const address = url === undefined || url === held.url ? null : await checkAddress(ctx, url)
  return saveChange(ctx, held, 'changed', {
    ...(address === null ? {} : { url: address, failingSince: null }),
    ...(description === undefined ? {} : { description }),
    ...(types === undefined ? {} : { types: [...new Set(types)] }),
    ...(isSwitched ? { state, offReason: state === 'off' ? ('by-hand' as const) : null, failingSince: null } : {}),
  })
}

/** Gives an endpoint a new secret, answered this once. The old one signs beside it for a day, so that a receiver can change over in between. */
export async function rotateHookSecret(ctx: PersonCtx, endpointId: string): Promise<IssuedHookEndpoint> {
  const held = await getEndpointFor(ctx, endpointId)
  const secret = newHookSecret()
  const [sealed, sealedOld] = await Promise.all([
    ctx.seal(secret, `hook_endpoints.secret:${endpointId}`),
    ctx.unseal(held.secret, `hook_endpoints.secret:${endpointId}`).then((old) => ctx.seal(old, `hook_endpoints.old_secret:${endpointId}`)),
  ])
  const oldSecretUntil = new Date(ctx.now().getTime() + OLD_SECRET_HOURS * HOUR_MS)
  const endpoint = await saveChange(ctx, held, 'secret-rotated', { secret: sealed, oldSecret: sealedOld, oldSecretUntil })
  return { endpoint, secret }
}

/** Removes an endpoint with everything on its way to it, and its log. */
export async function removeEndpoint(ctx: PersonCtx, endpointId: string): Promise<{ endpointId: string }> {
  const { organisationId } = await getEndpointFor(ctx, endpointId)
  await ctx.transact(async (tx) => {
    await tx.delete(hookEndpoints).where(eq(hookEndpoints.id, endpointId))
    await recordChange(ctx, tx, { organisationId, endpointId, what: 'removed' })
  })
  return { endpointId }
}

/** Changes the row of an endpoint, with its line in the audit log. */
async function saveChange(
  ctx: PersonCtx,
  { id, organisationId }: Row,
  what: string,
  values: Partial<typeof hookEndpoints.$inferInsert>,
): Promise<HookEndpoint> {
  return ctx.transact(async (tx) => {
    const [row] = await tx
      .update(hookEndpoints)
      .set({ ...values, version: sql`${hookEndpoints.version} + 1` })
      .where(eq(hookEndpoints.id, id))
      .returning()
    if (!row) throw notFound('endpoint', id)
    await recordChange(ctx, tx, { organisationId, endpointId: id, what })
    return shownEndpoint(row)
  })
}

function recordChange(ctx: PersonCtx, tx: Db, of: { organisationId: string; endpointId: string; what: string }): Promise<void> {
  return recordAudit(ctx, tx, {
    organisationId: of.organisationId,
    act: 'webhooks.changed',
    subjectId: of.endpointId,
    details: { what: of.what },
  })
}

type Row = typeof hookEndpoints.$inferSelect

function shownEndpoint(row: Row): HookEndpoint {
  const { id, organisationId, url, description, types, state, offReason, version } = row
  return {
    id,
    organisationId,
    url,
    description,
    types,
    state,
    offReason,
    failingSince: row.failingSince?.toISOString() ?? null,
    oldSecretUntil: row.oldSecretUntil?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    version,
  }
}

async function checkAddress(ctx: PersonCtx, given: string): Promise<string> {
  const fault = await ctx.findHookFault(given)
  if (fault) throw badAddress(fault)
  const url = new URL(given)
  url.hash = ''
  return url.href
}

function badAddress(fault: HookFault): AppError {
  const message = FAULT_WORDS[fault]
  return invalid('hooks.bad-address', message, { url: message })
}

const FAULT_WORDS: Record<HookFault, string> = {
  'not-https': 'Give an address that starts with https://, without a port or a password in it.',
  'not-public': 'This address is not on the public web. Webhooks go to public addresses only.',
  unreachable: 'There is no site of this name, or it could not be looked up just now. Check it and try again.',
  'timed-out': 'The name of this site could not be looked up in time. Try again.',
}
