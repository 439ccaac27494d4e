import type {
  AddNote,
  AddReminder,
  Application,
  ChangeManyInput,
  MoveApplicationInput,
  Refusal,
  UpdateNote,
} from '../../contract/applications'
import { type OfflineOperation, type OperationAnswer, SendOperation } from '../../contract/offline'
import { OTHER_PERSON } from '../offline/outbox-state'
import { problemSentence, readProblem } from '../problems/read-problem.server'
import { instantOf } from './local-time.server'

/** The procedures that what was done offline may need. */
type OperationApi = {
  applications: {
    move(input: MoveApplicationInput): Promise<unknown>
    changeMany(input: ChangeManyInput): Promise<{ refused: Refusal[] }>
    get(input: { applicationId: string }): Promise<Pick<Application, 'notes'>>
  }
  notes: { add(input: AddNote): Promise<unknown>; update(input: UpdateNote): Promise<unknown> }
  reminders: {
    add(input: AddReminder): Promise<unknown>
    done(input: { reminderId: string; isDone: boolean }): Promise<unknown>
    snooze(input: { reminderId: string; until: string }): Promise<unknown>
  }
}

/** Carries out one operation that was made offline, once however often it is sent, and answers also when it is refused. */
export async function answerOperation(
  api: OperationApi,
  person: { id: string; timeZone: string; now: Date },
  sent: unknown,
): Promise<OperationAnswer> {
  const parsed = SendOperation.safeParse(sent)
  if (!parsed.success) return { ok: false, status: 400, reason: null, error: parsed.error.issues[0]?.message ?? 'This cannot be read.' }
  const { personId, operation } = parsed.data
  if (personId !== person.id)
    return { ok: false, status: 403, reason: OTHER_PERSON, error: 'This was done by somebody else, who has to sign in to send it.' }
  try {
    if (operation.kind === 'change-many') {
      const { refused } = await changeMany(api, operation, person)
      return refused.length > 0 ? { ok: true, refused } : { ok: true }
    }
    await carryOut(api, operation, person)
    return { ok: true }
  } catch (thrown) {
    const problem = await readProblem(thrown)
    const [fieldError] = Object.values(problem.fields ?? {})
    return { ok: false, status: problem.status, reason: problem.reason ?? null, error: fieldError ?? problemSentence(problem) }
  }
}

type Many = Extract<OfflineOperation, { kind: 'change-many' }>
type Clock = { timeZone: string; now: Date }

function changeMany(api: OperationApi, { id, applicationIds, change }: Many, clock: Clock) {
  const isDated = change.kind === 'move' && change.happenedAt !== undefined
  const dated = isDated ? { ...change, happenedAt: pastInstant(change.happenedAt ?? '', clock) } : change
  return api.applications.changeMany({ applicationIds, change: dated, batchId: id })
}

/** The clock of a device may be ahead of ours: what was done there has happened by now. */
function pastInstant(given: string, { timeZone, now }: Clock): string | undefined {
  const at = instantOf(given, timeZone) ?? given
  return Date.parse(at) > now.getTime() ? undefined : at
}

async function carryOut(api: OperationApi, op: Exclude<OfflineOperation, Many>, clock: Clock): Promise<unknown> {
  const { timeZone } = clock
  switch (op.kind) {
    case 'move': {
      const { kind, id, ...move } = op
      return api.applications.move({ ...move, happenedAt: pastInstant(op.happenedAt, clock), batchId: id })
    }
    case 'note-add':
      return api.notes.add({ applicationId: op.applicationId, markdown: op.markdown, noteId: op.id })
    case 'note-edit': {
      if (op.version !== null) return api.notes.update({ noteId: op.noteId, markdown: op.markdown, version: op.version })
      const { notes } = await api.applications.get({ applicationId: op.applicationId })
      const held = notes.find(({ id }) => id === op.noteId)
      // Removed elsewhere, and wanted here: the words are a note of their own.
      if (!held) return api.notes.add({ applicationId: op.applicationId, markdown: op.markdown, noteId: op.id })
      return api.notes.update({ noteId: op.noteId, markdown: op.markdown, version: held.version })
    }
    case 'reminder-add': {
      const isAllDay = !op.dueAt.includes('T')
      const { applicationId, text } = op
      return api.reminders.add({ applicationId, text, dueAt: instantOf(op.dueAt, timeZone) ?? '', isAllDay, reminderId: op.id })
    }
    case 'reminder-done':
      return api.reminders.done({ reminderId: op.reminderId, isDone: op.isDone })
    case 'reminder-snooze':
      return api.reminders.snooze({ reminderId: op.reminderId, until: instantOf(op.until, timeZone) ?? '' })
    default:
      return op satisfies never
  }
}
