import { z } from 'zod'
import {
  AddContact,
  AddNote,
  AddReminder,
  AddStage,
  Application,
  ApplicationList,
  ApplicationPage,
  ApplicationPreview,
  ChangedApplication,
  ChangedMany,
  ChangeMany,
  CloseApplication,
  CommitImport,
  Contact,
  CorrectDate,
  EarlierApplication,
  FindEarlier,
  HistoryList,
  HistoryPage,
  ImportPreview,
  ImportResult,
  MoveApplication,
  Note,
  OneApplication,
  PreviewApplication,
  PreviewImport,
  Reminder,
  ReminderList,
  ReminderPage,
  SaveApplication,
  SavedApplication,
  SnoozeReminder,
  Stage,
  TextFile,
  Today,
  TodayWeights,
  UndoChange,
  UpdateApplication,
  UpdateContact,
  UpdateNote,
  UpdateReminder,
  UpdateStage,
} from '../../contract/applications'
import { ApplicationId, AttachmentId, ContactId, NoteId, ReminderId, StageId } from '../../contract/wire'
import { router, scoped } from '../core/trpc'
import { removeAttachment } from './attachments'
import { changeMany, correctDate, removeApplication, restoreApplication, updateApplication } from './change-applications'
import { addContact, removeContact, updateContact, writeContactCard } from './contacts'
import { findEarlier } from './find-earlier'
import { getApplication } from './get-application'
import { listApplications } from './list-applications'
import { listHistory } from './list-history'
import { closeApplication, moveApplication } from './move-application'
import { addNote, removeNote, updateNote } from './notes'
import { previewApplication } from './preview-application'
import { addReminder, listReminders, removeReminder, setReminderDone, snoozeReminder, updateReminder } from './reminders'
import { saveApplication } from './save-application'
import { getTodayWeights, setTodayWeights, showToday } from './show-today'
import { addStage, listStages, removeStage, updateStage } from './stages'
import { undoChange } from './undo-change'

const reads = scoped('applications:read')
const writes = scoped('applications:write')
const Ok = z.object({ ok: z.literal(true) })
/** Reading of files is loaded when the first file comes (docs/decisions/008-what-is-loaded-when.md). */
const imports = () => import('./import-applications')

export const applicationsRouter = router({
  preview: reads
    .input(PreviewApplication)
    .output(ApplicationPreview)
    .mutation(({ ctx, input }) => previewApplication(ctx, input)),
  save: writes
    .input(SaveApplication)
    .output(SavedApplication)
    .mutation(({ ctx, input }) => saveApplication(ctx, input)),
  findEarlier: reads
    .input(FindEarlier)
    .output(z.array(EarlierApplication))
    .query(({ ctx, input }) => findEarlier(ctx, input)),
  list: reads
    .input(ApplicationList)
    .output(ApplicationPage)
    .query(({ ctx, input }) => listApplications(ctx, input)),
  get: reads
    .input(z.strictObject({ applicationId: ApplicationId }))
    .output(Application)
    .query(({ ctx, input }) => getApplication(ctx, input.applicationId)),
  move: writes
    .input(MoveApplication)
    .output(ChangedApplication)
    .mutation(({ ctx, input }) => moveApplication(ctx, input)),
  close: writes
    .input(CloseApplication)
    .output(ChangedApplication)
    .mutation(({ ctx, input }) => closeApplication(ctx, input)),
  update: writes
    .input(UpdateApplication)
    .output(ChangedApplication)
    .mutation(({ ctx, input }) => updateApplication(ctx, input)),
  changeMany: writes
    .input(ChangeMany)
    .output(ChangedMany)
    .mutation(({ ctx, input }) => changeMany(ctx, input)),
  remove: writes
    .input(OneApplication)
    .output(ChangedApplication)
    .mutation(({ ctx, input }) => removeApplication(ctx, input)),
  restore: writes
    .input(OneApplication)
    .output(ChangedApplication)
    .mutation(({ ctx, input }) => restoreApplication(ctx, input)),
  undo: writes
    .input(UndoChange)
    .output(ChangedMany)
    .mutation(({ ctx, input }) => undoChange(ctx, input)),
  history: reads
    .input(HistoryList)
    .output(HistoryPage)
    .query(({ ctx, input }) => listHistory(ctx, input)),
  correctDate: writes
    .input(CorrectDate)
    .output(ChangedApplication)
    .mutation(({ ctx, input }) => correctDate(ctx, input)),
  previewImport: reads
    .input(PreviewImport)
    .output(ImportPreview)
    .mutation(async ({ ctx, input }) => (await imports()).previewImport(ctx, input)),
  commitImport: writes
    .input(CommitImport)
    .output(ImportResult)
    .mutation(async ({ ctx, input }) => (await imports()).commitImport(ctx, input)),
  export: reads
    .input(z.strictObject({ format: z.enum(['csv', 'json']) }))
    .output(TextFile)
    .query(async ({ ctx, input }) => (await import('./export-applications')).exportApplications(ctx, input.format)),
  today: reads.output(Today).query(({ ctx }) => showToday(ctx)),
  todayWeights: reads.output(TodayWeights).query(({ ctx }) => getTodayWeights(ctx)),
  setTodayWeights: writes
    .input(TodayWeights)
    .output(TodayWeights)
    .mutation(({ ctx, input }) => setTodayWeights(ctx, input)),
  removeAttachment: writes
    .input(z.strictObject({ attachmentId: AttachmentId }))
    .output(Ok)
    .mutation(({ ctx, input }) => removeAttachment(ctx, input.attachmentId)),
})

export const stagesRouter = router({
  list: reads.output(z.array(Stage)).query(({ ctx }) => listStages(ctx)),
  add: writes
    .input(AddStage)
    .output(Stage)
    .mutation(({ ctx, input }) => addStage(ctx, input)),
  update: writes
    .input(UpdateStage)
    .output(Stage)
    .mutation(({ ctx, input }) => updateStage(ctx, input)),
  remove: writes
    .input(z.strictObject({ stageId: StageId }))
    .output(Ok)
    .mutation(({ ctx, input }) => removeStage(ctx, input.stageId)),
})

export const contactsRouter = router({
  add: writes
    .input(AddContact)
    .output(Contact)
    .mutation(({ ctx, input }) => addContact(ctx, input)),
  update: writes
    .input(UpdateContact)
    .output(Contact)
    .mutation(({ ctx, input }) => updateContact(ctx, input)),
  remove: writes
    .input(z.strictObject({ contactId: ContactId }))
    .output(Ok)
    .mutation(({ ctx, input }) => removeContact(ctx, input.contactId)),
  card: reads
    .input(z.strictObject({ contactId: ContactId }))
    .output(TextFile)
    .query(({ ctx, input }) => writeContactCard(ctx, input.contactId)),
})

export const notesRouter = router({
  add: writes
    .input(AddNote)
    .output(Note)
    .mutation(({ ctx, input }) => addNote(ctx, input)),
  update: writes
    .input(UpdateNote)
    .output(Note)
    .mutation(({ ctx, input }) => updateNote(ctx, input)),
  remove: writes
    .input(z.strictObject({ noteId: NoteId }))
    .output(Ok)
    .mutation(({ ctx, input }) => removeNote(ctx, input.noteId)),
})

export const remindersRouter = router({
  list: reads
    .input(ReminderList)
    .output(ReminderPage)
    .query(({ ctx, input }) => listReminders(ctx, input)),
  add: writes
    .input(AddReminder)
    .output(Reminder)
    .mutation(({ ctx, input }) => addReminder(ctx, input)),
  update: writes
    .input(UpdateReminder)
    .output(Reminder)
    .mutation(({ ctx, input }) => updateReminder(ctx, input)),
  snooze: writes
    .input(SnoozeReminder)
    .output(Reminder)
    .mutation(({ ctx, input }) => snoozeReminder(ctx, input)),
  done: writes
    .input(z.strictObject({ reminderId: ReminderId, isDone: z.boolean().default(true) }))
    .output(Reminder)
    .mutation(({ ctx, input }) => setReminderDone(ctx, input)),
  remove: writes
    .input(z.strictObject({ reminderId: ReminderId }))
    .output(Ok)
    .mutation(({ ctx, input }) => removeReminder(ctx, input.reminderId)),
})
