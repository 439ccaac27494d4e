import type { Attachment, Contact, Note, Reminder } from '../../contract/applications'
import type { Interview } from '../../contract/interviews'
import type { applicationAttachments, applicationContacts, applicationNotes, interviews, reminders } from '../../db/schema'

export function showContact(row: typeof applicationContacts.$inferSelect): Contact {
  const { personId: _, ...shown } = row
  return { ...shown, createdAt: row.createdAt.toISOString(), updatedAt: row.updatedAt.toISOString() }
}

/** The sanitiser is loaded with the first note that is shown. */
export async function showNote(row: typeof applicationNotes.$inferSelect): Promise<Note> {
  const { renderMarkdown } = await import('./render-markdown')
  const { personId: _, ...shown } = row
  return {
    ...shown,
    html: renderMarkdown(row.markdown),
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  }
}

export function showAttachment(row: typeof applicationAttachments.$inferSelect): Attachment {
  const { personId: _, ...shown } = row
  return { ...shown, createdAt: row.createdAt.toISOString() }
}

export function showReminder(row: typeof reminders.$inferSelect): Reminder {
  return {
    id: row.id,
    applicationId: row.applicationId,
    text: row.text,
    dueAt: row.dueAt.toISOString(),
    firstDueAt: row.firstDueAt.toISOString(),
    isAllDay: row.isAllDay,
    doneAt: row.doneAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    version: row.version,
  }
}

/** The area of interviews writes these rows; an application's page and "today" show them too. */
export function showInterview(row: typeof interviews.$inferSelect): Interview {
  return {
    id: row.id,
    applicationId: row.applicationId,
    kind: row.kind,
    people: row.people,
    link: row.link,
    place: row.place,
    notes: row.notes,
    startsAt: row.startsAt.toISOString(),
    endsAt: row.endsAt.toISOString(),
    timeZone: row.timeZone,
    employerTimeZone: row.employerTimeZone,
    calledOffAt: row.calledOffAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    version: row.version,
  }
}
