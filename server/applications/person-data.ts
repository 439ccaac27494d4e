import { asc, eq } from 'drizzle-orm'
import {
  applicationAttachments,
  applicationBatches,
  applicationContacts,
  applicationEvents,
  applicationImports,
  applicationNotes,
  applicationStages,
  applications,
  reminders,
  todayPreferences,
} from '../../db/schema'
import type { Ctx } from '../core/ctx'
import { countAll, type ExportPart, eraseFirst, exportTable, type PersonStore } from '../core/person-data'
import { fileKey } from './attachments'

/** What hangs on an application goes before it, so that no statement erases more than a batch. */
const HELD = [
  { table: applicationEvents, personId: applicationEvents.personId },
  { table: applicationContacts, personId: applicationContacts.personId },
  { table: applicationNotes, personId: applicationNotes.personId },
  { table: applicationAttachments, personId: applicationAttachments.personId },
  { table: reminders, personId: reminders.personId },
  { table: applicationImports, personId: applicationImports.personId },
  { table: applicationBatches, personId: applicationBatches.personId },
  { table: todayPreferences, personId: todayPreferences.personId },
  { table: applications, personId: applications.personId },
  { table: applicationStages, personId: applicationStages.personId },
]

/** Applications with everything that belongs to them. Interviews go before, by their own area. */
export const applicationsOfPerson: PersonStore = {
  store: 'applications',
  tables: [
    'applications',
    'application_events',
    'application_contacts',
    'application_notes',
    'application_attachments',
    'application_batches',
    'application_stages',
    'application_imports',
    'application_import_rows',
    'reminders',
    'today_preferences',
  ],
  fileArea: 'applications',
  countPerson: (ctx, { personId }) => countAll(ctx.db, personId, HELD),
  exportPerson,
  erasePerson: (ctx, { personId }) => eraseFirst(ctx.db, personId, HELD),
}

async function* exportPerson({ db }: Ctx, personId: string): AsyncGenerator<ExportPart> {
  const table = (part: Parameters<typeof exportTable>[2]) => exportTable(db, personId, part)
  yield* table({
    table: applications,
    personId: applications.personId,
    id: applications.id,
    file: 'applications/applications.json',
    about:
      'What you saved and applied to, as it stands, with the posting as it was when you saved it. Removed ones are here until they are erased.',
    secrets: ['searchText', 'companyKey', 'titleKey', 'eventSeq'],
  })
  yield* table({
    table: applicationEvents,
    personId: applicationEvents.personId,
    id: applicationEvents.id,
    file: 'applications/history.json',
    about: 'Every change of every application: `happenedAt` is when it happened, `learnedAt` when you told us, `actor` who did it.',
  })
  yield* table({
    table: applicationStages,
    personId: applicationStages.personId,
    id: applicationStages.id,
    file: 'applications/stages.json',
    about: 'Stages of your own.',
  })
  yield* table({
    table: applicationNotes,
    personId: applicationNotes.personId,
    id: applicationNotes.id,
    file: 'applications/notes.json',
    about: 'Your notes, in Markdown as you typed them.',
  })
  yield* table({
    table: applicationContacts,
    personId: applicationContacts.personId,
    id: applicationContacts.id,
    file: 'applications/contacts.json',
    about: 'People you noted with an application.',
  })
  yield* table({
    table: reminders,
    personId: reminders.personId,
    id: reminders.id,
    file: 'applications/reminders.json',
    about: 'What you planned, when it is due, and when it was done.',
  })
  yield* table({
    table: applicationImports,
    personId: applicationImports.personId,
    id: applicationImports.id,
    file: 'applications/imports.json',
    about: 'Files that you imported from; the file itself is not kept.',
    secrets: ['fileHash'],
  })
  const wishes = await db
    .select({ weights: todayPreferences.weights })
    .from(todayPreferences)
    .where(eq(todayPreferences.personId, personId))
  yield { file: 'applications/today.json', about: 'How you want your day ordered.', rows: wishes }
  yield* table({
    table: applicationAttachments,
    personId: applicationAttachments.personId,
    id: applicationAttachments.id,
    file: 'applications/files.json',
    about: 'Files that you kept with an application; each lies beside this list under its id.',
  })
  const files = await db
    .select({ id: applicationAttachments.id, name: applicationAttachments.name, mediaType: applicationAttachments.mediaType })
    .from(applicationAttachments)
    .where(eq(applicationAttachments.personId, personId))
    .orderBy(asc(applicationAttachments.id))
  for (const { id, name, mediaType } of files)
    yield { file: `applications/files/${id}-${name}`, about: name, objectKey: fileKey(personId, id), mediaType }
}
