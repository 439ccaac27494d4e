import { and, eq, sql } from 'drizzle-orm'
import type { AddNote, Note, UpdateNote } from '../../contract/applications'
import { personRoom } from '../../contract/live'
import type { Db } from '../../db/client'
import { applicationNotes } from '../../db/schema'
import type { PersonCtx } from '../core/actor'
import { conflict, invalid, notFound } from '../core/errors'
import { type Emit, withEvents } from '../live/outbox'
import { getApplicationFor } from './access'
import { showNote } from './show-parts'

const NOTES_MAX = 200

/**
 * Adds a note. With an id of the caller's own, the same note sent twice is one.
 * @throws not_found  the application is not this person's
 * @throws invalid `note.too-many`  200 are there already
 */
export async function addNote(ctx: PersonCtx, { applicationId, markdown, noteId }: AddNote): Promise<Note> {
  return withEvents(ctx, async (tx, emit) => {
    const application = await getApplicationFor(ctx, tx, applicationId)
    const held = await tx
      .select({ id: applicationNotes.id })
      .from(applicationNotes)
      .where(eq(applicationNotes.applicationId, applicationId))
      .limit(NOTES_MAX)
    if (held.length >= NOTES_MAX && !held.some(({ id }) => id === noteId))
      throw invalid('note.too-many', `This application has ${NOTES_MAX} notes. Remove one first.`)
    const now = ctx.now()
    const id = noteId ?? ctx.newId('note')
    const [row] = await tx
      .insert(applicationNotes)
      .values({ id, applicationId: application.id, personId: ctx.actor.personId, markdown, createdAt: now, updatedAt: now })
      .onConflictDoNothing()
      .returning()
    if (!row) return getNote(ctx, tx, id)
    tell(emit, row)
    return showNote(row)
  })
}

/**
 * @throws not_found  it is not this person's
 * @throws conflict `note.changed-since`  it was changed after the version that was edited
 */
export async function updateNote(ctx: PersonCtx, { noteId, markdown, version }: UpdateNote): Promise<Note> {
  const changed = await withEvents(ctx, async (tx, emit) => {
    const [row] = await tx
      .update(applicationNotes)
      .set({ markdown, updatedAt: ctx.now(), version: sql`${applicationNotes.version} + 1` })
      .where(and(ownNote(ctx, noteId), eq(applicationNotes.version, version)))
      .returning()
    if (row) tell(emit, row)
    return row
  })
  if (changed) return showNote(changed)
  const held = await getNote(ctx, ctx.db, noteId)
  // The same words sent twice are what the first sending made of them.
  if (held.markdown === markdown) return held
  throw conflict(
    'note.changed-since',
    { version: held.version },
    'This note was changed meanwhile. Look at the newest text and decide again.',
  )
}

/** @throws not_found  it is not this person's, or gone already */
export async function removeNote(ctx: PersonCtx, noteId: string): Promise<{ ok: true }> {
  await withEvents(ctx, async (tx, emit) => {
    const [row] = await tx.delete(applicationNotes).where(ownNote(ctx, noteId)).returning()
    if (!row) throw notFound('note', noteId)
    tell(emit, row, { isRemoved: true })
  })
  return { ok: true }
}

function tell(emit: Emit, row: typeof applicationNotes.$inferSelect, { isRemoved } = { isRemoved: false }): void {
  const { id: noteId, applicationId, version } = row
  emit(personRoom(row.personId), {
    type: 'note.changed',
    version: version + (isRemoved ? 1 : 0),
    data: { applicationId, noteId, isRemoved },
  })
}

async function getNote(ctx: PersonCtx, db: Db, noteId: string): Promise<Note> {
  const [row] = await db.select().from(applicationNotes).where(ownNote(ctx, noteId))
  if (!row) throw notFound('note', noteId)
  return showNote(row)
}

const ownNote = (ctx: PersonCtx, noteId: string) => and(eq(applicationNotes.id, noteId), eq(applicationNotes.personId, ctx.actor.personId))
