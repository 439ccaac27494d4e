import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/cloudflare'
import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { done, type FormAnswer, refused, textOf } from '../account/form-answer'
import { FormNotice } from '../account/form-notice'
import { SettingsHeading, SettingsSection } from '../account/settings-frame'
import { serverApi } from '../api/server'
import { instantOf } from '../applications/local-time.server'
import { lineButtonClass } from '../applications/section'
import { USUAL_ZONES } from '../interviews/words'
import { problemSentence, readProblem } from '../problems/read-problem.server'
import { clockOf, FAULT_WORDS, minutesOf, spanOf } from '../scheduling/words'
import { Badge } from '../ui/badge'
import { Button } from '../ui/button'
import { Field, Input, Select } from '../ui/field'
import { TimeAgo } from '../ui/time-ago'

export async function loader({ context }: LoaderFunctionArgs) {
  return serverApi(context).scheduling.availability()
}

export async function action({ request, context }: ActionFunctionArgs) {
  const api = serverApi(context).scheduling
  const form = await request.formData()
  const values = Object.fromEntries([...form].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])))
  try {
    switch (textOf(form, 'intent')) {
      case 'hours':
        await api.setHours({ timeZone: textOf(form, 'timeZone'), weekly: DAYS.map((_, day) => spansIn(form, day)) })
        return data(done('Your hours are saved.'))
      case 'time': {
        const { timeZone } = await api.availability()
        const [startsAt, endsAt] = ['startsAt', 'endsAt'].map((name) => instantOf(textOf(form, name), timeZone) ?? '')
        await api.addTime({ kind: textOf(form, 'kind') === 'open' ? 'open' : 'blocked', startsAt: startsAt ?? '', endsAt: endsAt ?? '' })
        return data(done('It is added.'))
      }
      case 'time-remove':
        await api.removeTime({ timeId: textOf(form, 'timeId') })
        return data(done('It is removed.'))
      case 'feed':
        await api.addFeed({ url: textOf(form, 'url') })
        return data(done('The calendar is read. Of it only times are kept.'))
      case 'feed-remove':
        await api.removeFeed({ feedId: textOf(form, 'feedId') })
        return data(done('The calendar is removed, with all that was read of it.'))
      case 'feed-read':
        await api.readFeed({ feedId: textOf(form, 'feedId') })
        return data(done('The calendar was asked again.'))
    }
  } catch (thrown) {
    const problem = await readProblem(thrown)
    const answer = refused(values, { field: null, words: problemSentence(problem) })
    // Beside its field an error is said once.
    return data(
      problem.fields ? { ...answer, error: problem.fields.url ? null : answer.error, errors: problem.fields } : answer,
      problem.status,
    )
  }
  return data(refused(values, { field: null, words: 'This page does not know that button. Load it again.' }), 400)
}

/** Hours of a day as the form gives them. A day's end at midnight is written 00:00. */
function spansIn(form: FormData, day: number) {
  if (form.get(`works-${day}`) === null) return []
  return [0, 1].flatMap((part) => {
    const from = minutesOf(textOf(form, `from-${day}-${part}`))
    const to = minutesOf(textOf(form, `to-${day}-${part}`))
    return from === null || to === null ? [] : [{ from, to: to === 0 ? 1_440 : to }]
  })
}

export const meta: MetaFunction = () => [{ title: 'When you can be met · Numerojobs' }, { name: 'robots', content: 'noindex, nofollow' }]

const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']

/** When somebody can be asked to interview: weekly hours, times beside them, and calendars that say when they are busy. */
export default function AvailabilityPage() {
  const { timeZone, weekly, isAssumed, times, feeds } = useLoaderData<typeof loader>()
  const answer: FormAnswer | undefined = useActionData<typeof action>()
  const isBusy = useNavigation().state === 'submitting'
  const errors = answer?.errors ?? {}
  return (
    <>
      <SettingsHeading title="When you can be met">
        Candidates choose interviews from these times. They see which are free, and never what stands in your calendar.
      </SettingsHeading>
      <FormNotice answer={answer} />
      <SettingsSection
        id="hours"
        title="Weekly hours"
        lead={
          isAssumed ? 'You have set none yet: weekdays from 9 to 17 are assumed.' : 'On the clock of your zone, also where clocks change.'
        }
      >
        <Form method="post" preventScrollReset key={JSON.stringify([timeZone, weekly])} className="space-y-3">
          <input type="hidden" name="intent" value="hours" />
          <Field label="Time zone" className="max-w-xs" error={errors.timeZone}>
            {(control) => (
              <Select {...control} name="timeZone" defaultValue={timeZone}>
                {[...new Set([timeZone, ...USUAL_ZONES])].map((zone) => (
                  <option key={zone} value={zone}>
                    {zone}
                  </option>
                ))}
              </Select>
            )}
          </Field>
          {DAYS.map((name, day) => (
            <fieldset key={name} className="flex flex-wrap items-center gap-x-3 gap-y-2 border-t border-line pt-3">
              <legend className="sr-only">{name}</legend>
              <label className="flex min-h-9 w-32 items-center gap-2 text-sm font-medium">
                <input
                  type="checkbox"
                  name={`works-${day}`}
                  defaultChecked={(weekly[day] ?? []).length > 0}
                  className="size-4 accent-accent"
                />
                {name}
              </label>
              {[0, 1].map((part) => {
                const span = weekly[day]?.[part]
                const usual = part === 0 && (weekly[day] ?? []).length === 0 ? { from: 540, to: 1_020 } : undefined
                const shown = span ?? usual
                return (
                  <span key={part} className="flex items-center gap-1.5 text-sm text-ink-3">
                    <Input
                      type="time"
                      name={`from-${day}-${part}`}
                      aria-label={`${name}, ${part === 0 ? 'first' : 'second'} part, from`}
                      defaultValue={shown ? clockOf(shown.from) : ''}
                      className="w-34!"
                    />
                    to
                    <Input
                      type="time"
                      name={`to-${day}-${part}`}
                      aria-label={`${name}, ${part === 0 ? 'first' : 'second'} part, to`}
                      defaultValue={shown ? clockOf(shown.to) : ''}
                      className="w-34!"
                    />
                  </span>
                )
              })}
            </fieldset>
          ))}
          <Button type="submit" tone="primary" isBusy={isBusy}>
            Save hours
          </Button>
        </Form>
      </SettingsSection>
      <SettingsSection
        id="calendars"
        title="Calendars"
        lead="The secret iCal address of your calendar, read every 15 minutes. Only busy times are kept: no title, no place, no guest."
      >
        {feeds.length > 0 ? (
          <ul className="mb-4 space-y-3">
            {feeds.map((feed) => (
              <li key={feed.id} className="rounded-lg border border-line bg-surface p-3 text-sm" data-feed>
                <p className="flex flex-wrap items-center gap-2">
                  <span className="font-semibold break-all">{feed.host}</span>
                  {feed.fault ? <Badge tone="bad">Cannot be read</Badge> : <Badge tone="good">Read</Badge>}
                  <span className="text-ink-3">
                    {feed.readAt ? (
                      <>
                        last read <TimeAgo at={feed.readAt} />
                      </>
                    ) : (
                      'never read'
                    )}
                    , {feed.busyCount} busy {feed.busyCount === 1 ? 'time' : 'times'} ahead
                  </span>
                </p>
                {feed.fault ? (
                  <p className="mt-1 text-bad">{FAULT_WORDS[feed.fault]} What it said before counts for a day; then nobody can book you.</p>
                ) : null}
                {feed.unreadCount > 0 ? (
                  <p className="mt-1 text-warn">
                    {feed.unreadCount} repeating {feed.unreadCount === 1 ? 'event repeats' : 'events repeat'} by a rule that we do not read:
                    only the first time counts. Block the others below.
                  </p>
                ) : null}
                <Form method="post" preventScrollReset className="mt-1 flex gap-3">
                  <input type="hidden" name="feedId" value={feed.id} />
                  <button type="submit" name="intent" value="feed-read" className={lineButtonClass}>
                    Read now
                  </button>
                  <button type="submit" name="intent" value="feed-remove" className={lineButtonClass}>
                    Remove
                  </button>
                </Form>
              </li>
            ))}
          </ul>
        ) : (
          <p className="mb-4 text-sm text-ink-2">None yet. Without one, only the hours above and the times below count.</p>
        )}
        <Form method="post" preventScrollReset className="space-y-3" key={feeds.length}>
          <input type="hidden" name="intent" value="feed" />
          <Field label="Address of a calendar" error={errors.url} hint="It ends in .ics. We keep it encrypted and never show it again.">
            {(control) => (
              <Input {...control} name="url" required defaultValue={answer?.values.url} placeholder="https://" autoComplete="off" />
            )}
          </Field>
          <Button type="submit" isBusy={isBusy}>
            Add the calendar
          </Button>
        </Form>
      </SettingsSection>
      <SettingsSection id="times" title="Single times" lead="Open times beside your weekly hours, and blocked ones within them.">
        {times.length > 0 ? (
          <ul className="mb-4 space-y-2 text-sm">
            {times.map((time) => (
              <li key={time.id} className="flex flex-wrap items-center gap-2">
                <Badge tone={time.kind === 'open' ? 'good' : 'warn'}>{time.kind === 'open' ? 'Open' : 'Blocked'}</Badge>
                {spanOf(time.startsAt, time.endsAt, timeZone)}
                <Form method="post" preventScrollReset>
                  <input type="hidden" name="timeId" value={time.id} />
                  <button type="submit" name="intent" value="time-remove" className={lineButtonClass}>
                    Remove
                  </button>
                </Form>
              </li>
            ))}
          </ul>
        ) : null}
        <Form method="post" preventScrollReset className="grid gap-3 sm:grid-cols-3" key={times.length}>
          <input type="hidden" name="intent" value="time" />
          <Field label="Kind">
            {(control) => (
              <Select {...control} name="kind" defaultValue={answer?.values.kind ?? 'blocked'}>
                <option value="blocked">Blocked</option>
                <option value="open">Open</option>
              </Select>
            )}
          </Field>
          <Field label="From" error={errors.startsAt}>
            {(control) => <Input {...control} type="datetime-local" name="startsAt" required defaultValue={answer?.values.startsAt} />}
          </Field>
          <Field label="To" error={errors.endsAt}>
            {(control) => <Input {...control} type="datetime-local" name="endsAt" required defaultValue={answer?.values.endsAt} />}
          </Field>
          <Button type="submit" isBusy={isBusy} className="sm:col-start-1">
            Add the time
          </Button>
        </Form>
      </SettingsSection>
    </>
  )
}
