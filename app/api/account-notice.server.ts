import type { AppLoadContext } from '@remix-run/cloudflare'
import { findReadOnlyReason } from '../../server/core/closed-doors'
import { writeInstant } from '../../server/notifications/core/notification-words'
import { serverApi } from './server'

/**
 * What stands on every page while nothing may be changed, and on those of somebody whose account, or whose demo, has an end, or as whom support looks: HTML of ours alone, made here so that no page carries
 * script for it, and working without any. `null` for everybody else.
 */
export async function accountNotice(context: Pick<AppLoadContext, 'ctx'>): Promise<string | null> {
  const { actor } = context.ctx
  // A visitor's page is none of their data: it is shown whatever the switch's own store does.
  const readOnly = await findReadOnlyReason(context.ctx).catch((error: unknown) => {
    if (actor.role === 'visitor') return null
    throw error
  })
  if (actor.role === 'person' && actor.support)
    return notice(
      `<strong>Support.</strong> You see what this person sees, until ${writeInstant(actor.support.until.toISOString(), 'UTC')}. Nothing can be changed.`,
      `<form method="post" action="/operator/support/leave"><button class="notice-do">End the visit</button></form>`,
    )
  if (readOnly !== null)
    return notice(
      `<strong>Nothing can be changed for a while.</strong> ${escapeHtml(readOnly)} ${actor.role === 'visitor' ? 'Searching and reading go on.' : 'What you have is safe.'}`,
      '',
    )
  if (actor.role !== 'person' || actor.sessionId === null) return null
  // The page itself says what is wrong with a session that is over.
  const me = await serverApi(context)
    .people.me()
    .catch(() => null)
  if (me?.demoUntil)
    return notice(
      `<strong>Demo.</strong> Erased ${writeInstant(me.demoUntil, me.timeZone)}, with everything in it.`,
      `<a class="notice-do" href="/demo/keep">Make it yours</a><form method="post" action="/demo"><button class="notice-do" name="intent" value="end">End the demo</button></form>`,
    )
  if (me?.eraseAfter)
    return notice(
      `<strong>This account will be deleted</strong> ${writeInstant(me.eraseAfter, me.timeZone)}.`,
      `<form method="post" action="/settings/privacy"><button class="notice-do" name="intent" value="keep">Keep my account</button></form>`,
    )
  return null
}

const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)

const notice = (words: string, actions: string) => `<p>${words}</p><div>${actions}</div>`
