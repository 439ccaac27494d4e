import { Webhook } from 'standardwebhooks'

/** A new secret: 192 random bits, written as Standard Webhooks writes them. */
export function newHookSecret(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(24))
  return `whsec_${btoa(String.fromCharCode(...bytes))}`
}

/**
 * The headers by which a receiver knows that a webhook is ours: one signature for each secret, so that a receiver may change to a new one in its own time.
 * Source: Standard Webhooks, "Signature scheme" and "Webhook headers".
 *
 * @param id the same at each attempt, so that a receiver knows a repeat
 */
export function signHook(secrets: string[], { id, body, at }: { id: string; body: string; at: Date }): Record<string, string> {
  return {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
    'webhook-signature': secrets.map((secret) => new Webhook(secret).sign(id, at, body)).join(' '),
  }
}
