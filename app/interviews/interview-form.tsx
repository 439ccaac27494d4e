import { useId } from 'react'
import type { Interview } from '../../contract/interviews'
import { ActForm } from '../applications/act-form'
import { Button } from '../ui/button'
import { Field, Input, Select, Textarea } from '../ui/field'
import { INTERVIEW_KINDS, KIND_WORDS, USUAL_ZONES } from './words'

const MINUTE_MS = 60_000
const LENGTHS = [15, 30, 45, 60, 90, 120, 180, 240]

type InterviewFormProps = {
  intent: 'interview-add' | 'interview-edit'
  interview?: Interview
  timeZone: string
  /** Day and hour on the clock of `timeZone`. */
  startsAt: string
}

/** When, how and with whom. The start is typed on one's own clock; theirs is shown beside it afterwards. */
export function InterviewForm({ intent, interview, timeZone, startsAt }: InterviewFormProps) {
  const zonesId = useId()
  const length = interview ? (Date.parse(interview.endsAt) - Date.parse(interview.startsAt)) / MINUTE_MS : 60
  const values = interview ? { interviewId: interview.id, version: String(interview.version) } : undefined
  return (
    <ActForm intent={intent} about={interview?.id} values={values} className="mt-2 max-w-xl space-y-3">
      {({ isBusy, errorOf, typed }) => (
        <>
          <datalist id={zonesId}>
            {USUAL_ZONES.map((zone) => (
              <option key={zone} value={zone} />
            ))}
          </datalist>
          <div className="grid gap-3 sm:grid-cols-2">
            <Field label="Kind" error={errorOf('kind')}>
              {(control) => (
                <Select {...control} name="kind" defaultValue={typed('kind') ?? interview?.kind ?? 'video'}>
                  {INTERVIEW_KINDS.map((kind) => (
                    <option key={kind} value={kind}>
                      {KIND_WORDS[kind]}
                    </option>
                  ))}
                </Select>
              )}
            </Field>
            <Field label="Length" error={errorOf('endsAt')}>
              {(control) => (
                <Select {...control} name="minutes" defaultValue={typed('minutes') ?? String(length)}>
                  {[...new Set([...LENGTHS, length])]
                    .sort((a, b) => a - b)
                    .map((minutes) => (
                      <option key={minutes} value={minutes}>
                        {minutes} minutes
                      </option>
                    ))}
                </Select>
              )}
            </Field>
            <Field label="Starts" error={errorOf('startsAt')}>
              {(control) => (
                <Input {...control} type="datetime-local" name="startsAt" required defaultValue={typed('startsAt') ?? startsAt} />
              )}
            </Field>
            <Field label="On the clock of" error={errorOf('timeZone')}>
              {(control) => <Input {...control} name="timeZone" list={zonesId} required defaultValue={typed('timeZone') ?? timeZone} />}
            </Field>
            <Field label="Their time zone" hint="Yours if left empty" error={errorOf('employerTimeZone')}>
              {(control) => (
                <Input
                  {...control}
                  name="employerTimeZone"
                  list={zonesId}
                  defaultValue={typed('employerTimeZone') ?? interview?.employerTimeZone}
                />
              )}
            </Field>
            <Field label="With" hint="Several apart by commas" error={errorOf('people')}>
              {(control) => <Input {...control} name="people" defaultValue={typed('people') ?? interview?.people.join(', ')} />}
            </Field>
            <Field label="Link" error={errorOf('link')}>
              {(control) => <Input {...control} type="url" name="link" defaultValue={typed('link') ?? interview?.link ?? ''} />}
            </Field>
            <Field label="Place" error={errorOf('place')}>
              {(control) => <Input {...control} name="place" defaultValue={typed('place') ?? interview?.place ?? ''} />}
            </Field>
          </div>
          <Field label="Notes" error={errorOf('notes')}>
            {(control) => <Textarea {...control} name="notes" rows={3} defaultValue={typed('notes') ?? interview?.notes ?? ''} />}
          </Field>
          <Button type="submit" tone="primary" size="sm" isBusy={isBusy}>
            {interview ? 'Save interview' : 'Add interview'}
          </Button>
        </>
      )}
    </ActForm>
  )
}
