import { and, asc, desc, eq } from 'drizzle-orm'
import type { Application } from '../../contract/applications'
import { applicationAttachments, applicationContacts, applicationNotes, applications, interviews, reminders } from '../../db/schema'
import type { PersonCtx } from '../core/actor'
import { notFound } from '../core/errors'
import { findEarlier } from './find-earlier'
import { findSilence } from './find-silence'
import { listHistory } from './list-history'
import { cardColumns, showCard } from './show-application'
import { showAttachment, showContact, showInterview, showNote, showReminder } from './show-parts'

const HISTORY_MAX = 100

/**
 * One application with everything that belongs to it. A removed one is answered until it is erased.
 * @throws not_found  it is not this person's
 */
export async function getApplication(ctx: PersonCtx, applicationId: string): Promise<Application> {
  const [row] = await ctx.db
    .select({ ...cardColumns(ctx.now()), postingText: applications.postingText })
    .from(applications)
    .where(and(eq(applications.id, applicationId), eq(applications.personId, ctx.actor.personId)))
  if (!row) throw notFound('application', applicationId)
  const card = showCard(row)
  const [history, contacts, notes, attachments, reminderRows, interviewRows, silence, earlier] = await Promise.all([
    listHistory(ctx, { applicationId, limit: HISTORY_MAX }),
    ctx.db
      .select()
      .from(applicationContacts)
      .where(eq(applicationContacts.applicationId, applicationId))
      .orderBy(asc(applicationContacts.createdAt), asc(applicationContacts.id)),
    ctx.db
      .select()
      .from(applicationNotes)
      .where(eq(applicationNotes.applicationId, applicationId))
      .orderBy(desc(applicationNotes.createdAt), desc(applicationNotes.id)),
    ctx.db
      .select()
      .from(applicationAttachments)
      .where(eq(applicationAttachments.applicationId, applicationId))
      .orderBy(asc(applicationAttachments.createdAt), asc(applicationAttachments.id)),
    ctx.db.select().from(reminders).where(eq(reminders.applicationId, applicationId)).orderBy(asc(reminders.dueAt), asc(reminders.id)),
    ctx.db
      .select()
      .from(interviews)
      .where(eq(interviews.applicationId, applicationId))
      .orderBy(asc(interviews.startsAt), asc(interviews.id)),
    findSilence(ctx, card),
    findEarlier(ctx, {
      title: card.title,
      companyName: card.companyName,
      ...(card.jobId === null ? {} : { jobId: card.jobId }),
      exceptId: card.id,
    }),
  ])
  return {
    ...card,
    text: row.postingText,
    textHtml: row.postingText === null ? null : (await import('./render-markdown')).renderMarkdown(row.postingText),
    history: history.data,
    contacts: contacts.map(showContact),
    notes: await Promise.all(notes.map(showNote)),
    attachments: attachments.map(showAttachment),
    reminders: reminderRows.map(showReminder),
    interviews: interviewRows.map(showInterview),
    silence,
    earlier,
  }
}
