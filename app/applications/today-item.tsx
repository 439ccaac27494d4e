import { Link } from '@remix-run/react'
import clsx from 'clsx'
import type { TodayItem as TodayItemData, TodayWeights } from '../../contract/applications'
import { Badge } from '../ui/badge'
import { Button } from '../ui/button'
import { ActForm } from './act-form'
import { PriorityMark } from './board-card'
import { addDays } from './calendar-days'
import { formatDue } from './due-words'
import { BellIcon, CalendarIcon } from './icons'
import { lineButtonClass } from './section'
import { GROUP_WORDS } from './words'

const PART_WORDS: Record<keyof TodayWeights, string> = { due: 'due date', priority: 'priority', stage: 'stage', freshness: 'freshness' }
const KIND_WORDS = { reminder: 'To do', interview: 'Interview', silence: 'Silence' }

/** One thing to do, why it stands where it stands, and the ways to be done with it. */
export function TodayItem({ item, nowMs, timeZone, today }: { item: TodayItemData; nowMs: number; timeZone: string; today: string }) {
  const { kind, card, text, dueAt, reminder, silence } = item
  return (
    <li className="flex gap-3 py-3">
      <span
        className={clsx(
          'mt-0.5 inline-flex size-8 shrink-0 items-center justify-center rounded-md',
          item.when === 'overdue' ? 'bg-warn-soft text-warn' : 'bg-surface-2 text-ink-2',
        )}
      >
        {kind === 'interview' ? <CalendarIcon className="size-4" /> : <BellIcon className="size-4" />}
      </span>
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-baseline gap-x-2">
          <span className="font-semibold">{text}</span>
          <span className={clsx('text-sm', item.when === 'overdue' ? 'font-medium text-warn' : 'text-ink-2')}>
            {formatDue(dueAt, nowMs, timeZone)}
          </span>
          {card.priority ? <PriorityMark priority={card.priority} /> : null}
        </p>
        <p className="text-sm text-ink-2">
          <Link
            to={`/applications/${card.id}`}
            className="text-ink underline decoration-line-strong underline-offset-2 hover:decoration-ink"
          >
            {[card.title, card.companyName].filter(Boolean).join(' at ')}
          </Link>{' '}
          · {GROUP_WORDS[card.group]}
        </p>
        {silence ? <p className="mt-1 text-sm text-ink-2">{silence.because}</p> : null}
        <p className="mt-1 text-xs text-ink-3">
          <Badge>{KIND_WORDS[kind]}</Badge> {reasonWords(item.parts)}
        </p>
        {reminder ? (
          <div className="mt-1.5 flex flex-wrap items-center gap-2">
            <ActForm intent="reminder-done" about={reminder.id} values={{ reminderId: reminder.id }}>
              {({ isBusy }) => (
                <Button type="submit" size="sm" isBusy={isBusy} aria-label={`Done: ${text}`}>
                  Done
                </Button>
              )}
            </ActForm>
            {[
              { words: 'Tomorrow', days: 1 },
              { words: 'In a week', days: 7 },
            ].map(({ words, days }) => (
              <ActForm
                key={days}
                intent="reminder-snooze"
                about={`${reminder.id} ${days}`}
                values={{ reminderId: reminder.id, until: addDays(today, days) }}
              >
                {() => (
                  <button type="submit" className={lineButtonClass} aria-label={`${words}: put off ${text}`}>
                    {words}
                  </button>
                )}
              </ActForm>
            ))}
          </div>
        ) : null}
      </div>
    </li>
  )
}

/** Which parts brought it up, the strongest first. */
function reasonWords(parts: TodayItemData['parts']): string {
  const names = Object.keys(PART_WORDS).filter((name): name is keyof TodayWeights => name in parts)
  const strong = names.filter((name) => parts[name] > 0).sort((a, b) => parts[b] - parts[a])
  if (strong.length === 0) return 'Ordered by its date alone.'
  return `Here because of ${strong.map((name) => `${PART_WORDS[name]} ${Math.round(parts[name] * 100)} %`).join(', ')}.`
}
