import { Link } from '@remix-run/react'
import clsx from 'clsx'
import { memo } from 'react'
import type { ApplicationCard } from '../../contract/applications'
import { Badge } from '../ui/badge'
import { WarningIcon } from '../ui/icons'
import { timeAgo } from '../ui/time-ago'
import { formatDue } from './due-words'
import { BellIcon, CalendarIcon, MoreIcon } from './icons'
import { OUTCOME_WORDS, PRIORITY_WORDS } from './words'

/** Height of a card with the gap below it, in root font sizes: the same as its classes say. */
export const CARD_ROW_REM = 6.5

export type CardMark = 'saving' | 'failed'
type BoardCardProps = {
  card: ApplicationCard
  nowMs: number
  timeZone: string
  isSelected: boolean
  /** The one card of the board that Tab leads to; all of them where scripts do not run. */
  isStop: boolean
  isHeld: boolean
  mark: CardMark | undefined
  index: number
  count: number
  hintId: string
}

/** One application on the board. Everything that is pressed in it is heard by the board. */
export const BoardCard = memo(function BoardCard(props: BoardCardProps) {
  const { card, nowMs, timeZone, isSelected, isStop, isHeld, mark, index, count, hintId } = props
  const tabIndex = isStop ? undefined : -1
  const place = card.places[0]
  return (
    <li
      data-card={card.id}
      data-held={isHeld || undefined}
      data-selected={isSelected || undefined}
      aria-setsize={count}
      aria-posinset={index + 1}
      className="board-card group relative mb-2 flex h-24 flex-col rounded-md border border-line bg-surface px-2.5 py-2 shadow-low"
    >
      <div className="flex items-start gap-1.5">
        <input
          type="checkbox"
          checked={isSelected}
          readOnly
          tabIndex={tabIndex}
          data-card-select
          aria-label={`Select ${card.title}`}
          className="mt-0.5 hidden size-4 shrink-0 accent-accent group-focus-within:block group-hover:block checked:block"
        />
        <Link
          to={`/applications/${card.id}`}
          draggable={false}
          tabIndex={tabIndex}
          data-card-link
          aria-describedby={hintId}
          className="min-w-0 flex-1 truncate text-sm leading-5 font-semibold text-ink no-underline hover:underline"
        >
          {card.title}
        </Link>
        <button
          type="button"
          tabIndex={tabIndex}
          data-card-menu
          aria-haspopup="menu"
          aria-label={`Actions for ${card.title}`}
          className="-my-0.5 -mr-1 hidden size-6 shrink-0 items-center justify-center rounded-sm text-ink-3 scripting:inline-flex hover:bg-surface-2 hover:text-ink"
        >
          <MoreIcon className="size-4" />
        </button>
      </div>
      <p className="truncate text-xs text-ink-2">
        {card.companyName ?? 'Company not named'}
        {place ? <span className="text-ink-3"> · {place}</span> : null}
      </p>
      <NextStep card={card} nowMs={nowMs} timeZone={timeZone} />
      <p className="mt-auto flex items-center gap-1.5 overflow-hidden text-2xs whitespace-nowrap text-ink-3">
        {mark === 'failed' ? (
          <Badge tone="bad">
            <WarningIcon className="size-3" /> Not saved
          </Badge>
        ) : null}
        {card.employer ? <Badge tone={card.employer.promise === 'broken' ? 'warn' : 'accent'}>{card.employer.label}</Badge> : null}
        {card.outcome && !card.employer ? (
          <Badge tone={card.outcome.kind === 'accepted' ? 'good' : 'neutral'}>{OUTCOME_WORDS[card.outcome.kind]}</Badge>
        ) : null}
        {card.priority ? <PriorityMark priority={card.priority} /> : null}
        {card.tags.slice(0, 2).map((tag) => (
          <span key={tag} className="truncate rounded-sm bg-surface-2 px-1.5 leading-4">
            {tag}
          </span>
        ))}
        <span className="ml-auto pl-1">{mark === 'saving' ? 'Saving…' : timeAgo(Date.parse(card.stageSince), nowMs)}</span>
      </p>
    </li>
  )
})

function NextStep({ card, nowMs, timeZone }: { card: ApplicationCard; nowMs: number; timeZone: string }) {
  const { nextInterview, nextAction } = card
  const isInterviewFirst = nextInterview && (!nextAction || nextInterview.startsAt <= nextAction.dueAt)
  const at = isInterviewFirst ? nextInterview.startsAt : nextAction?.dueAt
  if (!at) return null
  const isLate = Date.parse(at) < nowMs
  const Drawing = isInterviewFirst ? CalendarIcon : BellIcon
  return (
    <p className={clsx('mt-0.5 flex items-center gap-1 text-xs', isLate ? 'font-medium text-warn' : 'text-ink-2')}>
      <Drawing className="size-3" />
      <span className="truncate">
        {isInterviewFirst ? 'Interview' : nextAction?.text} · {formatDue(at, nowMs, timeZone)}
      </span>
    </p>
  )
}

const MARKS: Record<number, string> = { 1: '!!!', 2: '!!', 3: '!' }

export function PriorityMark({ priority }: { priority: number }) {
  return (
    <span
      className={clsx('font-bold', priority === 1 ? 'text-bad' : priority === 2 ? 'text-warn' : 'text-ink-3')}
      title={`${PRIORITY_WORDS[priority]} priority`}
    >
      <span aria-hidden>{MARKS[priority]}</span>
      <span className="sr-only">{PRIORITY_WORDS[priority]} priority</span>
    </span>
  )
}
