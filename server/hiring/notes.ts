import { and, eq, sql } from 'drizzle-orm'
import type { AddHiringNote, HiringNote } from '../../contract/hiring'
import { hiringRoom } from '../../contract/live'
import { hiringNotes } from '../../db/schema'
import { recordAudit } from '../audit/record-audit'
import type { PersonCtx } from '../core/actor'
import { AppError, conflict, notFound } from '../core/errors'
import { withEvents } from '../live/outbox'
import { getHiringApplicationFor } from './access'
import { showNote } from './get-candidate'

/** Writes a note of the team. The candidate never receives it; colleagues who look are told that there is one. */
export async function addHiringNote(ctx: PersonCtx, { applicationId, markdown }: AddHiringNote): Promise<HiringNote> {
  return withEvents(ctx, async (tx, emit) => {
    const { application, posting } = await getHiringApplicationFor(ctx, applicationId, 'candidate.note', tx)
    const now = ctx.now()
    const [note] = await tx
      .insert(hiringNotes)
      .values({ id: ctx.newId('hiringNote'), applicationId, authorId: ctx.actor.personId, markdown, createdAt: now, updatedAt: now })
      .returning()
    if (!note) throw new Error('A note was not written.')
    await recordAudit(ctx, tx, { organisationId: application.organisationId, act: 'application.noted', subjectId: applicationId })
    emit(hiringRoom(posting.id), {
      type: 'hiring.note-changed',
      version: note.version,
      data: { applicationId, noteId: note.id, isRemoved: false },
    })
    return showNote(note, ctx.actor.name)
  })
}

/**
 * Changes one's own note.
 * @throws not_found  there is none
 * @throws forbidden `hiring.not-your-note`
 * @throws conflict `hiring.note-changed-since`
 */
export async function updateHiringNote(ctx: PersonCtx, input: { noteId: string; markdown: string; version: number }): Promise<HiringNote> {
  return withEvents(ctx, async (tx, emit) => {
    const { note, posting } = await getOwnNote(ctx, tx, input.noteId)
    const [changed] = await tx
      .update(hiringNotes)
      .set({ markdown: input.markdown, version: sql`${hiringNotes.version} + 1`, updatedAt: ctx.now() })
      .where(and(eq(hiringNotes.id, note.id), eq(hiringNotes.version, input.version)))
      .returning()
    if (!changed) throw conflict('hiring.note-changed-since', {}, 'This note was changed in another window. Look at it and decide again.')
    emit(hiringRoom(posting.id), {
      type: 'hiring.note-changed',
      version: changed.version,
      data: { applicationId: note.applicationId, noteId: note.id, isRemoved: false },
    })
    return showNote(changed, ctx.actor.name)
  })
}

/** Takes one's own note away. Throws as `updateHiringNote`. */
export async function removeHiringNote(ctx: PersonCtx, noteId: string): Promise<{ ok: true }> {
  return withEvents(ctx, async (tx, emit) => {
    const { note, posting } = await getOwnNote(ctx, tx, noteId)
    await tx.delete(hiringNotes).where(eq(hiringNotes.id, note.id))
    emit(hiringRoom(posting.id), {
      type: 'hiring.note-changed',
      version: note.version + 1,
      data: { applicationId: note.applicationId, noteId, isRemoved: true },
    })
    return { ok: true as const }
  })
}

async function getOwnNote(ctx: PersonCtx, tx: PersonCtx['db'], noteId: string) {
  const [note] = await tx.select().from(hiringNotes).where(eq(hiringNotes.id, noteId)).for('update')
  if (!note) throw notFound('note', noteId)
  const { posting } = await getHiringApplicationFor(ctx, note.applicationId, 'candidate.note', tx).catch(() => {
    throw notFound('note', noteId)
  })
  if (note.authorId !== ctx.actor.personId)
    throw new AppError('forbidden', 'hiring.not-your-note', { message: 'Only who wrote a note changes it. Write one of your own.' })
  return { note, posting }
}
