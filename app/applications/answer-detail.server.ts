import type { z } from 'zod'
import {
  AddContact,
  AddNote,
  AddReminder,
  CorrectDate,
  GivenOutcome,
  type MoveApplicationInput,
  SnoozeReminder,
  StageGroup,
  TodayWeights,
  UndoChange,
  UpdateApplication,
  UpdateContact,
  UpdateNote,
} from '../../contract/applications'
import { AddInterview, UpdateInterview } from '../../contract/interviews'
import { problemSentence, readProblem } from '../problems/read-problem.server'
import type { DetailAnswer } from './detail-answer'
import { instantOf } from './local-time.server'

/** The procedures that the forms need. */
export type DetailApi = {
  applications: {
    move(input: MoveApplicationInput): Promise<unknown>
    update(input: UpdateApplication): Promise<unknown>
    undo(input: UndoChange): Promise<unknown>
    correctDate(input: CorrectDate): Promise<unknown>
    remove(input: { applicationId: string }): Promise<unknown>
    restore(input: { applicationId: string }): Promise<unknown>
    setTodayWeights(input: TodayWeights): Promise<unknown>
    removeAttachment(input: { attachmentId: string }): Promise<unknown>
  }
  interviews: {
    add(input: AddInterview): Promise<unknown>
    update(input: UpdateInterview): Promise<unknown>
    callOff(input: { interviewId: string }): Promise<unknown>
  }
  notes: {
    add(input: AddNote): Promise<unknown>
    update(input: UpdateNote): Promise<unknown>
    remove(input: { noteId: string }): Promise<unknown>
  }
  contacts: {
    add(input: AddContact): Promise<unknown>
    update(input: UpdateContact): Promise<unknown>
    remove(input: { contactId: string }): Promise<unknown>
  }
  reminders: {
    add(input: AddReminder): Promise<unknown>
    done(input: { reminderId: string; isDone: boolean }): Promise<unknown>
    snooze(input: { reminderId: string; until: string }): Promise<unknown>
    remove(input: { reminderId: string }): Promise<unknown>
  }
}
type Asked = { applicationId: string; timeZone: string; form: FormData }

/** Carries out what a form on an application's page asks. A refusal gives back all that was typed. */
export async function answerDetail(api: DetailApi, asked: Asked): Promise<{ answer: DetailAnswer; status: number }> {
  const name = String(asked.form.get('form') ?? '')
  const values = Object.fromEntries([...asked.form].flatMap(([key, value]) => (typeof value === 'string' ? [[key, value]] : [])))
  const refuse = (error: string, status: number, fields: Record<string, string> = {}) => ({
    answer: { ok: false as const, form: name, error, fields, values },
    status,
  })
  try {
    return { answer: { ok: true, form: name, said: await carryOut(api, asked) }, status: 200 }
  } catch (thrown) {
    if (thrown instanceof WrongForm) return refuse(thrown.message, 400, thrown.fields)
    const problem = await readProblem(thrown)
    return refuse(problemSentence(problem), problem.status, problem.fields)
  }
}

/** What is said when it is done. */
async function carryOut(api: DetailApi, { applicationId, timeZone, form }: Asked): Promise<string> {
  const text = (name: string) => String(form.get(name) ?? '').trim()
  const orNull = (name: string) => text(name) || null
  const at = (name: string, zone = timeZone) => instantOf(text(name), zone) ?? ''
  const listOf = (name: string, separator: string | RegExp) =>
    text(name)
      .split(separator)
      .map((part) => part.trim())
      .filter(Boolean)
  const contact = () => ({ name: text('name'), role: orNull('role'), email: orNull('email'), phone: orNull('phone'), url: orNull('url') })
  const interview = () => {
    const zone = text('timeZone') || timeZone
    return {
      kind: text('kind'),
      people: listOf('people', /[,\n]/),
      link: orNull('link'),
      place: orNull('place'),
      notes: orNull('notes'),
      startsAt: at('startsAt', zone),
      endsAt: endOf(at('startsAt', zone), text('minutes')),
      timeZone: zone,
      employerTimeZone: text('employerTimeZone') || undefined,
    }
  }
  switch (text('intent')) {
    case 'move': {
      const outcome =
        text('group') === 'closed' ? read(GivenOutcome, { kind: text('outcome'), reason: orNull('reason') ?? undefined }) : undefined
      const happenedAt = text('happenedAt') ? at('happenedAt') : undefined
      const to = read(StageGroup, text('group'))
      await api.applications.move({ applicationId, to: { group: to, stageId: orNull('stageId') }, outcome, happenedAt })
      return 'Moved'
    }
    case 'facts':
      await api.applications.update(
        read(UpdateApplication, {
          applicationId,
          change: {
            title: text('title'),
            companyName: orNull('companyName'),
            places: listOf('places', ';'),
            url: orNull('url'),
            source: text('source') || 'own',
            priority: Number(text('priority')) || null,
            tags: listOf('tags', ','),
          },
        }),
      )
      return 'Saved'
    case 'undo':
      await api.applications.undo(read(UndoChange, { eventId: text('eventId') }))
      return 'Taken back'
    case 'date':
      await api.applications.correctDate(read(CorrectDate, { applicationId, eventId: text('eventId'), happenedAt: at('happenedAt') }))
      return 'Date corrected'
    case 'remove':
      await api.applications.remove({ applicationId })
      return 'Removed'
    case 'restore':
      await api.applications.restore({ applicationId })
      return 'Brought back'
    case 'note-add':
      await api.notes.add(read(AddNote, { applicationId, markdown: String(form.get('markdown') ?? '') }))
      return 'Note added'
    case 'note-edit':
      await api.notes.update(
        read(UpdateNote, { noteId: text('noteId'), markdown: String(form.get('markdown') ?? ''), version: Number(text('version')) }),
      )
      return 'Note saved'
    case 'note-remove':
      await api.notes.remove({ noteId: text('noteId') })
      return 'Note removed'
    case 'contact-add':
      await api.contacts.add(read(AddContact, { applicationId, ...contact() }))
      return 'Contact added'
    case 'contact-edit':
      await api.contacts.update(read(UpdateContact, { contactId: text('contactId'), ...contact() }))
      return 'Contact saved'
    case 'contact-remove':
      await api.contacts.remove({ contactId: text('contactId') })
      return 'Contact removed'
    case 'reminder-add': {
      const isAllDay = !text('dueAt').includes('T')
      await api.reminders.add(read(AddReminder, { applicationId, text: text('text'), dueAt: at('dueAt'), isAllDay }))
      return 'Reminder set'
    }
    case 'reminder-done':
      await api.reminders.done({ reminderId: text('reminderId'), isDone: text('isDone') !== 'no' })
      return text('isDone') === 'no' ? 'Open again' : 'Done'
    case 'reminder-snooze':
      await api.reminders.snooze(read(SnoozeReminder, { reminderId: text('reminderId'), until: at('until') }))
      return 'Put off'
    case 'reminder-remove':
      await api.reminders.remove({ reminderId: text('reminderId') })
      return 'Reminder removed'
    case 'interview-add':
      await api.interviews.add(read(AddInterview, { applicationId, ...interview() }))
      return 'Interview added'
    case 'interview-edit':
      await api.interviews.update(
        read(UpdateInterview, { interviewId: text('interviewId'), version: Number(text('version')), ...interview() }),
      )
      return 'Interview saved'
    case 'interview-call-off':
      await api.interviews.callOff({ interviewId: text('interviewId') })
      return 'Interview called off'
    case 'weights': {
      const weight = (name: string) => Number(text(name))
      const weights = { due: weight('due'), priority: weight('priority'), stage: weight('stage'), freshness: weight('freshness') }
      await api.applications.setTodayWeights(read(TodayWeights, weights))
      return 'Order saved'
    }
    case 'file-remove':
      await api.applications.removeAttachment({ attachmentId: text('attachmentId') })
      return 'File removed'
    default:
      throw new WrongForm('This form says nothing that can be done. Load the page again.', {})
  }
}

/** What a schema of the contract makes of a form's values. */
function read<T extends z.ZodType>(schema: T, values: unknown): z.output<T> {
  const parsed = schema.safeParse(values)
  if (parsed.success) return parsed.data
  const fields = Object.fromEntries(parsed.error.issues.map((issue) => [String(issue.path.at(-1) ?? ''), wordOf(issue)]))
  const [first] = Object.values(fields)
  throw new WrongForm(first ?? 'Some of this cannot be used as it is.', fields)
}

/** A form knows dates; an instant that is missing is a date that cannot be read. */
const wordOf = ({ path, message }: z.core.$ZodIssue) =>
  ['startsAt', 'endsAt', 'dueAt', 'until', 'happenedAt'].includes(String(path.at(-1))) && /ISO|instant/i.test(message)
    ? 'Give a day and a time.'
    : message

class WrongForm extends Error {
  constructor(
    message: string,
    readonly fields: Record<string, string>,
  ) {
    super(message)
  }
}

function endOf(startsAt: string, minutes: string): string {
  const startMs = Date.parse(startsAt)
  return Number.isNaN(startMs) ? '' : new Date(startMs + (Number(minutes) || 60) * 60_000).toISOString()
}
