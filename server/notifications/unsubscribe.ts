import { z } from 'zod'
import { ConsentPurpose, MessageChannel } from '../../contract/notifications'
import type { Ctx } from '../core/ctx'
import { AppError } from '../core/errors'
import { withdrawConsent } from './consents'
import { suppress } from './suppressions'

const Claim = z.object({
  channel: MessageChannel,
  addressHash: z.string().regex(/^[0-9a-f]{64}$/),
  personId: z.string().nullable(),
  purpose: ConsentPurpose,
})
/** Whose messages of which purpose a link ends. It names nobody: the address is in it as a keyed hash. */
export type UnsubscribeClaim = z.infer<typeof Claim>

/** The address that ends one kind of message with one click, without signing in. It has no expiry, since a mail has none either. */
export async function unsubscribeUrl(ctx: Ctx, claim: UnsubscribeClaim): Promise<string> {
  const payload = toBase64Url(JSON.stringify(Claim.parse(claim)))
  return `${ctx.origin}/unsubscribe/${payload}.${await signatureOf(ctx, payload)}`
}

/**
 * What a link ends.
 * @throws not_found `unsubscribe.bad-link`  it is not one of ours
 */
export async function readUnsubscribeToken(ctx: Ctx, token: string): Promise<UnsubscribeClaim> {
  const [payload = '', signature = ''] = token.split('.')
  if (isSame(await signatureOf(ctx, payload), signature)) {
    const claim = Claim.safeParse(fromBase64Url(payload))
    if (claim.success) return claim.data
  }
  throw new AppError('not_found', 'unsubscribe.bad-link', {
    message: 'This link is broken. Open it from the mail again, or end these mails in your notification settings.',
  })
}

/** Ends one kind of message to one address, at once. Twice is as good as once. */
export async function unsubscribe(ctx: Ctx, token: string): Promise<UnsubscribeClaim> {
  const claim = await readUnsubscribeToken(ctx, token)
  const { channel, addressHash, personId, purpose } = claim
  await ctx.transact(async (tx) => {
    await suppress(ctx, tx, { channel, addressHash, scope: purpose, reason: 'unsubscribed' })
    await withdrawConsent(ctx, tx, { personId, addressHash, purpose, channel, how: 'one-click' })
  })
  return claim
}

const signatureOf = (ctx: Ctx, payload: string) => ctx.hash(`unsubscribe:${payload}`)

/** Compares every letter, so that its time tells nothing. */
function isSame(a: string, b: string): boolean {
  let difference = a.length ^ b.length
  for (let at = 0; at < a.length; at++) difference |= a.charCodeAt(at) ^ b.charCodeAt(at)
  return difference === 0
}

const toBase64Url = (text: string) => btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
function fromBase64Url(text: string): unknown {
  try {
    return JSON.parse(atob(text.replaceAll('-', '+').replaceAll('_', '/')))
  } catch {
    return null
  }
}
