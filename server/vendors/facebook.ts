import { z } from 'zod'
import { type IncomingPost, POST_TEXT_MAX, type PostChange } from '../../contract/leads'
import { fromHex } from '../core/hex'
import { hmacMatches } from './hmac'

/** What one Page delivered, in our words. */
export interface PageDelivery {
  pageExternalId: string
  changes: PostChange[]
}

/**
 * Whether Facebook signed this body. The signature is over the raw bytes: Facebook escapes letters its own way, so a body that was
 * parsed and written again has another signature.
 * @param header `X-Hub-Signature-256`: `sha256=` and 64 hexadecimal digits
 */
export async function isFacebookSigned(secret: string, rawBody: Uint8Array<ArrayBuffer>, header: string | null): Promise<boolean> {
  const hex = /^sha256=([0-9a-f]{64})$/i.exec(header ?? '')?.[1]
  return hex !== undefined && hmacMatches(secret, rawBody, fromHex(hex))
}

/**
 * Reads a Page webhook: posts of field `feed` that were added, edited or removed. Comments, reactions, other fields and unpublished posts are left out.
 * Source of the shapes: Meta, Graph API, Webhooks for Pages, field `feed`.
 *
 * @returns `null` when this is not a delivery at all
 */
export function readPageDeliveries(body: unknown, receivedAt: Date): PageDelivery[] | null {
  const delivery = Delivery.safeParse(body)
  if (!delivery.success) return null
  if (delivery.data.object !== 'page') return []
  return delivery.data.entry.map((entry) => ({
    pageExternalId: entry.id,
    changes: (entry.changes ?? []).flatMap((change) => {
      if (change.field !== 'feed') return []
      const value = FeedValue.safeParse(change.value)
      return value.success ? (readChange(value.data, entry.time, receivedAt) ?? []) : []
    }),
  }))
}

/**
 * The person a data-deletion request is about, or `null` when Facebook did not sign it.
 * Source: Meta, Data Deletion Request Callback; `signed_request` is base64url(HMAC-SHA256) `.` base64url(JSON).
 */
export async function readDeletionRequest(secret: string, signedRequest: string): Promise<{ userId: string } | null> {
  const [signature, payload, ...rest] = signedRequest.split('.')
  if (!signature || !payload || rest.length > 0) return null
  try {
    if (!(await hmacMatches(secret, new TextEncoder().encode(payload), fromBase64Url(signature)))) return null
    const parsed = DeletionPayload.safeParse(JSON.parse(new TextDecoder().decode(fromBase64Url(payload))))
    return parsed.success ? { userId: parsed.data.user_id } : null
  } catch {
    // Broken base64 or JSON: to its sender the same as a wrong signature.
    return null
  }
}

/** Without what PostgreSQL keeps in no text: NUL, and half of a letter. */
const keepable = (text: string) => text.toWellFormed().replaceAll('\u0000', '')
const Id = z.union([z.string().min(1).max(100), z.number().int()]).transform((id) => keepable(String(id)))
const Delivery = z.object({
  object: z.string(),
  entry: z
    .array(
      z.object({
        id: Id,
        time: z.number().optional(),
        changes: z
          .array(z.object({ field: z.string(), value: z.unknown() }))
          .max(1_000)
          .optional(),
      }),
    )
    .max(1_000),
})
const FeedValue = z.object({
  item: z.enum(['status', 'photo', 'link', 'video', 'share']),
  verb: z.enum(['add', 'edited', 'edit', 'remove']),
  post_id: Id,
  message: z.string().optional(),
  from: z.object({ id: Id, name: z.string().optional() }).optional(),
  published: z.union([z.number(), z.boolean()]).optional(),
  created_time: z.number().optional(),
})
const DeletionPayload = z.object({ algorithm: z.literal('HMAC-SHA256'), user_id: Id })

const SECOND_MS = 1_000

function readChange(value: z.output<typeof FeedValue>, entryTimeS: number | undefined, receivedAt: Date): PostChange | null {
  const writtenAtMs = value.created_time === undefined ? undefined : value.created_time * SECOND_MS
  const entryAtMs = entryTimeS === undefined ? undefined : entryTimeS * (entryTimeS > 1e12 ? 1 : SECOND_MS)
  // Facebook counts whole seconds. Within one second an edit follows what it edits and a removal follows both.
  switch (value.verb) {
    case 'remove':
      return { kind: 'removed', at: instant((entryAtMs ?? receivedAt.getTime()) + 2), externalId: value.post_id }
    case 'add':
    case 'edit':
    case 'edited': {
      if (!value.message || value.published === 0 || value.published === false) return null
      const isAdded = value.verb === 'add'
      const at = isAdded ? (writtenAtMs ?? entryAtMs ?? receivedAt.getTime()) : (entryAtMs ?? receivedAt.getTime()) + 1
      const post: IncomingPost = {
        externalId: value.post_id,
        text: keepable(value.message.slice(0, POST_TEXT_MAX)),
        url: `https://www.facebook.com/${encodeURIComponent(value.post_id)}`,
        authorExternalId: value.from?.id ?? null,
        authorName: null,
        postedAt: writtenAtMs === undefined ? null : instant(writtenAtMs),
      }
      return { kind: 'written', at: instant(at), post }
    }
    default:
      return value.verb satisfies never
  }
}

const LATEST_MS = Date.UTC(9_000, 0)
const instant = (ms: number) => new Date(Math.min(Math.max(0, ms), LATEST_MS)).toISOString()

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0))
}
