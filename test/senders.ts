import { createHmac } from 'node:crypto'
import { Webhook } from 'standardwebhooks'

/** A Page that Facebook would know; connect it before posting in its name. */
export interface FacebookPost {
  pageId: string
  id: string
  text?: string
  verb?: 'add' | 'edited' | 'remove'
  item?: 'status' | 'photo' | 'link' | 'video' | 'share' | 'comment' | 'reaction'
  authorId?: string
  atS?: number
}

/** The body and signature that Facebook sends for these posts, each as an entry of its own. */
export function facebookDelivery(secret: string, posts: FacebookPost[]): { body: string; headers: Record<string, string> } {
  const entry = posts.map((post) => {
    const timeS = post.atS ?? Math.floor(Date.now() / 1_000)
    const value = {
      item: post.item ?? 'status',
      verb: post.verb ?? 'add',
      post_id: `${post.pageId}_${post.id}`,
      from: { id: post.authorId ?? post.pageId, name: 'Somebody' },
      created_time: timeS,
      ...(post.text === undefined ? {} : { message: post.text, published: 1 }),
    }
    return { id: post.pageId, time: timeS, changes: [{ field: 'feed', value }] }
  })
  // Facebook escapes what is not ASCII, and signs the escaped bytes.
  const body = JSON.stringify({ object: 'page', entry }).replace(
    /[\u007f-\uffff]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
  return { body, headers: { 'content-type': 'application/json', 'x-hub-signature-256': facebookSignature(secret, body) } }
}

export function facebookSignature(secret: string, body: string): string {
  return `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`
}

/** What Meta posts when a person asks to be deleted. */
export function deletionRequest(secret: string, userId: string): string {
  const payload = Buffer.from(
    JSON.stringify({ algorithm: 'HMAC-SHA256', user_id: userId, issued_at: Math.floor(Date.now() / 1_000) }),
  ).toString('base64url')
  return `${createHmac('sha256', secret).update(payload).digest('base64url')}.${payload}`
}

/** A Standard Webhooks request. */
export function standardDelivery(secret: string, payload: unknown, sentAt = new Date()): { body: string; headers: Record<string, string> } {
  const body = JSON.stringify(payload)
  const id = `msg_${Math.random().toString(36).slice(2)}`
  return {
    body,
    headers: {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(sentAt.getTime() / 1_000)),
      'webhook-signature': new Webhook(secret).sign(id, sentAt, body),
    },
  }
}
