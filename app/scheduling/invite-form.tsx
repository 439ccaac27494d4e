import { Form } from '@remix-run/react'
import type { FormAnswer } from '../account/form-answer'
import { INTERVIEW_KINDS, KIND_WORDS, USUAL_ZONES } from '../interviews/words'
import { Button } from '../ui/button'
import { Field, Input, Select } from '../ui/field'

const LENGTHS = [15, 30, 45, 60, 90, 120, 180, 240]
const BUFFERS = [0, 5, 10, 15, 30, 60]
const HOURS = [0, 2, 12, 24, 48, 72]

type InviteFormProps = {
  name: string
  interviewers: readonly { personId: string; name: string }[]
  timeZone: string
  /** Days that are offered at first. */
  window: { from: string; until: string }
  newId: string
  answer: FormAnswer | undefined
  isBusy: boolean
}

/** Everything that an invitation says; the times themselves come from the interviewers' calendars. */
export function InviteForm({ name, interviewers, timeZone, window, newId, answer, isBusy }: InviteFormProps) {
  const values = answer?.values ?? {}
  const errors = answer?.errors ?? {}
  const hours = (count: number) => (count === 0 ? 'none' : `${count} hours`)
  const zones = [...new Set([values.timeZone ?? timeZone, timeZone, ...USUAL_ZONES])]
  return (
    <section aria-labelledby="invite" className="mt-8">
      <h2 id="invite" className="mb-4 text-lg font-semibold">
        Invite {name}
      </h2>
      <Form method="post" preventScrollReset className="space-y-4 rounded-lg border border-line bg-surface p-4 sm:p-5">
        <input type="hidden" name="newId" value={newId} />
        <div className="grid gap-4 sm:grid-cols-3">
          <Field label="Kind">
            {(control) => (
              <Select {...control} name="kind" defaultValue={values.kind ?? 'video'}>
                {INTERVIEW_KINDS.map((kind) => (
                  <option key={kind} value={kind}>
                    {KIND_WORDS[kind]}
                  </option>
                ))}
              </Select>
            )}
          </Field>
          <Field label="Length">
            {(control) => (
              <Select {...control} name="length" defaultValue={values.length ?? '60'}>
                {LENGTHS.map((minutes) => (
                  <option key={minutes} value={minutes}>
                    {minutes} minutes
                  </option>
                ))}
              </Select>
            )}
          </Field>
          <Field label="Pause behind it">
            {(control) => (
              <Select {...control} name="buffer" defaultValue={values.buffer ?? '15'}>
                {BUFFERS.map((minutes) => (
                  <option key={minutes} value={minutes}>
                    {minutes === 0 ? 'none' : `${minutes} minutes`}
                  </option>
                ))}
              </Select>
            )}
          </Field>
          <Field label="First day" error={errors.windowFrom}>
            {(control) => <Input {...control} type="date" name="from" required defaultValue={values.from ?? window.from} />}
          </Field>
          <Field label="Last day" error={errors.windowUntil}>
            {(control) => <Input {...control} type="date" name="until" required defaultValue={values.until ?? window.until} />}
          </Field>
          <Field label="Time zone" error={errors.timeZone}>
            {(control) => (
              <Select {...control} name="timeZone" defaultValue={values.timeZone ?? timeZone}>
                {zones.map((zone) => (
                  <option key={zone} value={zone}>
                    {zone}
                  </option>
                ))}
              </Select>
            )}
          </Field>
          <Field label="Notice" hint="How long before it starts a time can still be picked.">
            {(control) => (
              <Select {...control} name="notice" defaultValue={values.notice ?? '24'}>
                {HOURS.map((count) => (
                  <option key={count} value={count}>
                    {hours(count)}
                  </option>
                ))}
              </Select>
            )}
          </Field>
          <Field label="Changes" hint="How long before it starts the candidate can still move it.">
            {(control) => (
              <Select {...control} name="change" defaultValue={values.change ?? '12'}>
                {HOURS.map((count) => (
                  <option key={count} value={count}>
                    {hours(count)}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        </div>
        <fieldset aria-describedby={errors.panel ? 'panel-error' : undefined}>
          <legend className="mb-1.5 text-sm font-medium">Interviewers</legend>
          <ul className="grid gap-x-4 sm:grid-cols-2">
            {interviewers.map((interviewer) => (
              <li key={interviewer.personId}>
                <label className="flex min-h-9 items-center gap-2 text-sm">
                  <input type="checkbox" name="panel" value={interviewer.personId} className="size-4 accent-accent" />
                  {interviewer.name}
                </label>
              </li>
            ))}
          </ul>
          {errors.panel ? (
            <p id="panel-error" className="mt-1 text-sm font-medium text-bad">
              {errors.panel}
            </p>
          ) : null}
          <div className="mt-2 flex flex-wrap gap-x-6">
            <label className="flex min-h-9 items-center gap-2 text-sm">
              <input type="radio" name="mode" value="all" defaultChecked={values.mode !== 'one'} className="size-4 accent-accent" />
              All of them together
            </label>
            <label className="flex min-h-9 items-center gap-2 text-sm">
              <input type="radio" name="mode" value="one" defaultChecked={values.mode === 'one'} className="size-4 accent-accent" />
              One of them, who has the fewest interviews
            </label>
          </div>
        </fieldset>
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label="Link of the call" error={errors.link}>
            {(control) => <Input {...control} type="url" name="link" defaultValue={values.link} placeholder="https://" />}
          </Field>
          <Field label="Place" error={errors.place}>
            {(control) => <Input {...control} name="place" maxLength={300} defaultValue={values.place} />}
          </Field>
        </div>
        <Button type="submit" tone="primary" isBusy={isBusy}>
          Send the invitation
        </Button>
      </Form>
    </section>
  )
}
