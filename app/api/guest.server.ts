import type { AppLoadContext } from '@remix-run/cloudflare'
import { guestCookie } from '../../server/entry/identify'
import { findGuest } from '../../server/shortlists/guest-session'

/** The cookie that a guest's link leaves; `null` when it counts for nothing. */
export async function enterAsGuest({ ctx }: AppLoadContext, token: string): Promise<string | null> {
  return (await findGuest(ctx, token)) ? guestCookie(ctx.origin, token) : null
}

/** The shortlist whose guest asks; `null` for everybody else. */
export function guestShortlistId({ ctx }: AppLoadContext): string | null {
  return ctx.actor.role === 'guest' ? ctx.actor.shortlistId : null
}
