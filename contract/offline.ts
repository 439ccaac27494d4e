import { z } from 'zod'
import { AddNote, AddReminder, ChangeMany, GivenOutcome, GivenStage, type Refusal } from './applications'
import { ApplicationId, BatchId, IsoInstant, NoteId, PersonId, ReminderId } from './wire'

/** A day or a day and its hour, as a form gives it: what it means is said by the person's time zone. */
const LocalTime = z.string().regex(/^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?)?$/, 'Give a day and a time.')

/** Something done without a network. `id` is made where it was done: sent again, it counts once. */
export const OfflineOperation = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('move'),
    id: BatchId,
    applicationId: ApplicationId,
    to: GivenStage,
    afterId: ApplicationId.nullable().optional(),
    outcome: GivenOutcome.optional(),
    /** Where the mover saw it. Left out when it is to be moved wherever it is. */
    from: GivenStage.optional(),
    happenedAt: IsoInstant.or(LocalTime),
  }),
  z.strictObject({
    kind: z.literal('change-many'),
    id: BatchId,
    applicationIds: ChangeMany.shape.applicationIds,
    change: ChangeMany.shape.change,
  }),
  z.strictObject({ kind: z.literal('note-add'), id: NoteId, applicationId: ApplicationId, markdown: AddNote.shape.markdown }),
  z.strictObject({
    kind: z.literal('note-edit'),
    id: NoteId,
    applicationId: ApplicationId,
    noteId: NoteId,
    markdown: AddNote.shape.markdown,
    /** The version that was edited; `null` when it is to go over whatever is there. */
    version: z.int().nullable(),
  }),
  z.strictObject({
    kind: z.literal('reminder-add'),
    id: ReminderId,
    applicationId: ApplicationId,
    text: AddReminder.shape.text,
    dueAt: LocalTime,
  }),
  z.strictObject({ kind: z.literal('reminder-done'), id: ReminderId, reminderId: ReminderId, isDone: z.boolean() }),
  z.strictObject({ kind: z.literal('reminder-snooze'), id: ReminderId, reminderId: ReminderId, until: LocalTime }),
])
export type OfflineOperation = z.infer<typeof OfflineOperation>

/** One operation and whose it is: what one person did is never sent as another. */
export const SendOperation = z.strictObject({ personId: PersonId, operation: OfflineOperation })

export type OperationAnswer =
  | {
      ok: true
      /** Of a change of many: what stays as it was, and why. The rest was changed. */
      refused?: Refusal[]
    }
  | {
      ok: false
      status: number
      /** `area.what-happened`, when the server said. */
      reason: string | null
      error: string
    }
