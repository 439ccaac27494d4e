import { Link } from '@remix-run/react'
import clsx from 'clsx'
import type { ReactNode } from 'react'
import { ButtonLink } from '../ui/button'
import { ArrowLeftIcon, ArrowRightIcon } from '../ui/icons'
import { EmptyState } from '../ui/states'
import { withParams } from './applications-url'
import { addDays, addMonths, type CalendarEntry, daysOf, SPANS, type Span } from './calendar-days'
import { dayWord } from './due-words'

type CalendarViewProps = { entries: CalendarEntry[]; span: Span; at: string; today: string; timeZone: string; params: URLSearchParams }

const SPAN_WORDS: Record<Span, string> = { month: 'Month', week: 'Week', agenda: 'Agenda' }
const KIND_LOOK = {
  interview: 'bg-mark-4 text-mark-4-text',
  reminder: 'bg-mark-3 text-mark-3-text',
  applied: 'bg-accent-soft text-on-accent-soft',
}
const KIND_WORDS = { interview: 'Interview', reminder: 'To do', applied: 'Applied' }
const SHOWN_A_DAY = 3

/** Interviews, reminders and days of applying on a calendar of the person's own clock. On a narrow screen it is always an agenda. */
export function CalendarView({ entries, span, at, today, timeZone, params }: CalendarViewProps) {
  const days = daysOf(span, at)
  const byDay = Map.groupBy(entries, (entry) => entry.day)
  const step = (count: 1 | -1) => (span === 'week' ? addDays(at, 7 * count) : `${addMonths(at.slice(0, 7), count)}-01`)
  const to = (changes: Record<string, string | null>) => withParams(params, { view: 'calendar', ...changes })
  const title =
    span === 'week'
      ? `Week of ${dayWord(days[0] ?? at, { day: 'numeric', month: 'long', year: 'numeric' })}`
      : dayWord(at, { month: 'long', year: 'numeric' })
  return (
    <section aria-labelledby="calendar-heading">
      <div className="mb-3 flex flex-wrap items-center gap-2">
        <h2 id="calendar-heading" className="mr-2 text-lg font-semibold">
          {title}
        </h2>
        <ButtonLink to={to({ at: step(-1) })} size="sm" aria-label="Earlier">
          <ArrowLeftIcon className="size-4" />
        </ButtonLink>
        <ButtonLink to={to({ at: today })} size="sm">
          Today
        </ButtonLink>
        <ButtonLink to={to({ at: step(1) })} size="sm" aria-label="Later">
          <ArrowRightIcon className="size-4" />
        </ButtonLink>
        <nav aria-label="Span" className="ml-auto flex gap-1">
          {SPANS.map((each) => (
            <Link
              key={each}
              to={to({ span: each === 'month' ? null : each })}
              aria-current={each === span ? 'page' : undefined}
              className={clsx(
                'inline-flex min-h-8 items-center rounded-md px-2.5 text-sm no-underline',
                each === span ? 'bg-accent-soft font-medium text-on-accent-soft' : 'text-ink-2 hover:bg-surface-2',
              )}
            >
              {SPAN_WORDS[each]}
            </Link>
          ))}
        </nav>
      </div>
      {span === 'agenda' ? null : (
        <ol className="hidden grid-cols-7 gap-px overflow-hidden rounded-lg border border-line bg-line md:grid">
          {days.map((day) => {
            const here = byDay.get(day) ?? []
            const shown = span === 'week' ? here : here.slice(0, SHOWN_A_DAY)
            return (
              <li
                key={day}
                className={clsx(
                  'min-w-0 bg-surface p-1.5',
                  span === 'week' ? 'min-h-72' : 'min-h-28',
                  span === 'month' && !day.startsWith(at.slice(0, 7)) && 'bg-surface-2',
                )}
              >
                <h3 className="mb-1 text-xs font-normal">
                  <time
                    dateTime={day}
                    aria-current={day === today ? 'date' : undefined}
                    className={clsx(
                      'inline-flex min-h-5 items-center rounded-full px-1.5 tabular-nums',
                      day === today ? 'bg-accent font-semibold text-on-accent' : 'text-ink-2',
                    )}
                  >
                    {dayWord(day, span === 'week' ? { weekday: 'short', day: 'numeric' } : { day: 'numeric' })}
                  </time>
                </h3>
                <ul className="space-y-1">
                  {shown.map((entry) => (
                    <li key={entry.id}>
                      <EntryLink entry={entry} className="block truncate rounded-sm px-1.5 py-0.5 text-2xs" />
                    </li>
                  ))}
                  {here.length > shown.length ? (
                    <li>
                      <Link to={to({ span: 'week', at: day })} className="px-1.5 text-2xs text-ink-2">
                        {here.length - shown.length} more
                      </Link>
                    </li>
                  ) : null}
                </ul>
              </li>
            )
          })}
        </ol>
      )}
      <div className={span === 'agenda' ? '' : 'md:hidden'}>
        <Agenda days={days} byDay={byDay} />
      </div>
      <p className="mt-3 text-xs text-ink-3">Days and hours are those of {timeZone}.</p>
    </section>
  )
}

function Agenda({ days, byDay }: { days: string[]; byDay: Map<string, CalendarEntry[]> }): ReactNode {
  const full = days.filter((day) => byDay.has(day))
  if (full.length === 0)
    return (
      <EmptyState title="Nothing in this span" headingLevel="h3">
        <p>Interviews, reminders and days on which you applied stand here.</p>
      </EmptyState>
    )
  return (
    <ol className="space-y-4">
      {full.map((day) => (
        <li key={day}>
          <h3 className="text-sm font-semibold">
            <time dateTime={day}>{dayWord(day, { weekday: 'long', day: 'numeric', month: 'long' })}</time>
          </h3>
          <ul className="mt-1.5 space-y-1.5">
            {byDay.get(day)?.map((entry) => (
              <li key={entry.id}>
                <EntryLink entry={entry} className="block rounded-md px-3 py-2 text-sm" />
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ol>
  )
}

function EntryLink({ entry, className }: { entry: CalendarEntry; className: string }) {
  return (
    <Link to={`/applications/${entry.applicationId}`} className={clsx('no-underline hover:underline', KIND_LOOK[entry.kind], className)}>
      {entry.time ? <span className="font-semibold tabular-nums">{entry.time} </span> : null}
      <span className="sr-only">{KIND_WORDS[entry.kind]}: </span>
      {entry.text}
    </Link>
  )
}
