import type { Db } from '../../db/client'
import type { Ctx } from '../core/ctx'
import { type InvitationRow, listPanel } from './access'
import { type FreeStart, freeStarts } from './core/free-starts'
import { loadMemberTimes, type PanelMember } from './member-times'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

/** Starts that an invitation's candidate can choose now, the earliest first, and the panel that they are free with. What the invitation holds itself does not stand in its way. */
export async function findStarts(ctx: Ctx, db: Db, invitation: InvitationRow): Promise<{ starts: FreeStart[]; panel: PanelMember[] }> {
  const { id, organisationId, windowFrom, windowUntil, noticeHours, lengthMinutes, bufferMinutes, mode } = invitation
  const now = ctx.now()
  const from = Math.max(windowFrom.getTime(), now.getTime() + noticeHours * HOUR_MS)
  const window = { from, to: Math.max(from, windowUntil.getTime()) }
  const bufferMs = bufferMinutes * MINUTE_MS
  const panel = await loadMemberTimes(db, {
    organisationId,
    personIds: await listPanel(db, id),
    window: { from, to: window.to + bufferMs },
    now,
    exceptInvitationId: id,
  })
  return { panel, starts: freeStarts({ window, lengthMs: lengthMinutes * MINUTE_MS, bufferMs, mode, members: panel }) }
}
