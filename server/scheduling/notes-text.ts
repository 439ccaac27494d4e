import { eq } from 'drizzle-orm'
import { INTERVIEW_NOTES_MAX } from '../../contract/scheduling'
import { interviewInvitations, interviewNotes } from '../../db/schema'
import { invalid } from '../core/errors'
import { hasRight } from '../identity/access'
import type { TextKind } from '../texts/text-kinds'
import { getInvitationFor } from './access'

/** The notes of an interview are typed together by the team. Who may only look reads them. */
export const interviewText: TextKind = {
  fields: ['notes'],
  async enter(ctx, id, db) {
    if (db !== ctx.db)
      await db.select({ id: interviewInvitations.id }).from(interviewInvitations).where(eq(interviewInvitations.id, id)).for('update')
    const { role, posting } = await getInvitationFor(ctx, id, 'candidate.view', db)
    const [held] = await db.select({ words: interviewNotes.words }).from(interviewNotes).where(eq(interviewNotes.invitationId, id))
    return {
      role: hasRight(role, 'candidate.note') ? 'edit' : 'view',
      organisationId: posting.organisationId,
      words: { notes: held?.words ?? '' },
    }
  },
  async keep(ctx, tx, _emit, id, words) {
    const text = words.notes ?? ''
    if (text.length > INTERVIEW_NOTES_MAX) throw invalid('text.too-long', 'These notes are longer than can be kept.')
    const row = { invitationId: id, words: text, updatedAt: ctx.now() }
    await tx.insert(interviewNotes).values(row).onConflictDoUpdate({ target: interviewNotes.invitationId, set: row })
  },
}
