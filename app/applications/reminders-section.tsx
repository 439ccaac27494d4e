import clsx from 'clsx'
import type { Reminder } from '../../contract/applications'
import { Button } from '../ui/button'
import { Field, Input } from '../ui/field'
import { ActForm } from './act-form'
import { addDays, dayIn } from './calendar-days'
import { formatDue } from './due-words'
import { Fold, lineButtonClass, Section } from './section'

/** What is to be done about it, and when. */
export function RemindersSection({ reminders, nowMs, timeZone }: { reminders: Reminder[]; nowMs: number; timeZone: string }) {
  const today = dayIn(new Date(nowMs), timeZone)
  return (
    <Section id="reminders" title="To do" count={reminders.filter((reminder) => reminder.doneAt === null).length}>
      <ul className="space-y-2">
        {reminders.map((reminder) => {
          const isDone = reminder.doneAt !== null
          return (
            <li key={reminder.id} className="text-sm">
              <p className={clsx(isDone && 'text-ink-3 line-through')}>{reminder.text}</p>
              <div className="flex flex-wrap items-center gap-x-2 text-xs text-ink-3">
                <span className={clsx(!isDone && Date.parse(reminder.dueAt) < nowMs && 'font-semibold text-warn')}>
                  {formatDue(reminder.dueAt, nowMs, timeZone)}
                </span>
                <ActForm intent="reminder-done" about={reminder.id} values={{ reminderId: reminder.id, isDone: isDone ? 'no' : 'yes' }}>
                  {() => (
                    <button type="submit" className={lineButtonClass}>
                      {isDone ? 'Open again' : 'Done'}
                    </button>
                  )}
                </ActForm>
                {isDone ? null : (
                  <ActForm intent="reminder-snooze" about={reminder.id} values={{ reminderId: reminder.id, until: addDays(today, 1) }}>
                    {() => (
                      <button type="submit" className={lineButtonClass}>
                        Tomorrow
                      </button>
                    )}
                  </ActForm>
                )}
                <ActForm intent="reminder-remove" about={reminder.id} values={{ reminderId: reminder.id }}>
                  {() => (
                    <button type="submit" className={lineButtonClass}>
                      Remove
                    </button>
                  )}
                </ActForm>
              </div>
            </li>
          )
        })}
      </ul>
      <Fold title="Add a reminder">
        <ActForm intent="reminder-add" className="space-y-3">
          {({ isBusy, errorOf, typed }) => (
            <>
              <Field label="What" error={errorOf('text')}>
                {(control) => (
                  <Input {...control} name="text" required maxLength={300} defaultValue={typed('text')} placeholder="Ask for an answer" />
                )}
              </Field>
              <Field label="When" error={errorOf('dueAt')}>
                {(control) => (
                  <Input
                    {...control}
                    type="datetime-local"
                    name="dueAt"
                    required
                    defaultValue={typed('dueAt') ?? `${addDays(today, 3)}T09:00`}
                  />
                )}
              </Field>
              <Button type="submit" tone="primary" size="sm" isBusy={isBusy}>
                Add reminder
              </Button>
            </>
          )}
        </ActForm>
      </Fold>
    </Section>
  )
}
