import type { HttpContext } from './http-context'

const BASE: Record<string, string> = {
  'strict-transport-security': 'max-age=63072000; includeSubDomains; preload',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'strict-origin-when-cross-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
  'cross-origin-opener-policy': 'same-origin',
}
/** For answers that are no page: nothing in them may run. */
const NOTHING_RUNS = "default-src 'none'; frame-ancestors 'none'"

/** Headers that every answer carries. A page brings its own content policy with its nonce. */
export function setSecureHeaders(c: HttpContext): void {
  // A page that names sites which may frame it says so in its policy alone: the older header knows of no list.
  const isFramed = /frame-ancestors (?!'none')/.test(c.res.headers.get('content-security-policy') ?? '')
  for (const [name, value] of Object.entries(BASE)) if (!isFramed || name !== 'x-frame-options') c.header(name, value)
  if (!c.res.headers.has('content-security-policy')) c.header('content-security-policy', NOTHING_RUNS)
}

/**
 * What a page may load: its own origin, and scripts that carry this answer's nonce.
 * The live socket is named besides `'self'`, which older Safari does not extend to sockets.
 */
export function pagePolicy(nonce: string, origin: string): string {
  const socket = origin.replace(/^http/, 'ws')
  return [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}'`,
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self' ${socket}`,
    "manifest-src 'self'",
    "worker-src 'self'",
    // An employer looks at their own career page as other sites frame it.
    "frame-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}
