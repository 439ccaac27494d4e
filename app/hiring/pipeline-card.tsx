import { Link } from '@remix-run/react'
import { memo } from 'react'
import type { HiringCard } from '../../contract/hiring'
import type { Present } from '../../contract/live'
import { MoreIcon } from '../applications/icons'
import { Badge } from '../ui/badge'
import { WarningIcon } from '../ui/icons'
import { timeAgo } from '../ui/time-ago'
import { DISPOSITION_WORDS } from './words'

/** Height of a card with the gap below it, in root font sizes: the same as its classes say. */
export const HIRING_ROW_REM = 6.5

type PipelineCardProps = {
  card: HiringCard
  postingId: string
  nowMs: number
  isSelected: boolean
  isStop: boolean
  isHeld: boolean
  mark: 'saving' | 'failed' | undefined
  lookers: Present[] | undefined
  mayMove: boolean
  index: number
  count: number
  hintId: string
  /** The part of the address that says how the pipeline is looked at. */
  search: string
}

/** One application in a pipeline. Everything that is pressed in it is heard by the board. */
export const PipelineCard = memo(function PipelineCard(props: PipelineCardProps) {
  const { card, postingId, nowMs, isSelected, isStop, isHeld, mark, lookers, mayMove, index, count, hintId, search } = props
  const tabIndex = isStop ? undefined : -1
  const name = card.name ?? card.label
  return (
    <li
      data-card={card.applicationId}
      data-held={isHeld || undefined}
      data-selected={isSelected || undefined}
      aria-setsize={count}
      aria-posinset={index + 1}
      className="board-card group relative mb-2 flex h-24 flex-col rounded-md border border-line bg-surface px-2.5 py-2 shadow-low"
    >
      <div className="flex items-start gap-1.5">
        {mayMove ? (
          <input
            type="checkbox"
            checked={isSelected}
            readOnly
            tabIndex={tabIndex}
            data-card-select
            aria-label={`Select ${name}`}
            className="mt-0.5 hidden size-4 shrink-0 accent-accent group-focus-within:block group-hover:block checked:block"
          />
        ) : null}
        <Link
          to={`/hiring/${postingId}/${card.applicationId}${search}`}
          preventScrollReset
          draggable={false}
          tabIndex={tabIndex}
          data-card-link
          aria-describedby={hintId}
          className="min-w-0 flex-1 truncate text-sm leading-5 font-semibold text-ink no-underline hover:underline"
        >
          {name}
        </Link>
        {lookers?.map((person) => (
          <Initials key={person.id} name={person.name} title={`${person.name} looks at this`} />
        ))}
        {mayMove ? (
          <button
            type="button"
            tabIndex={tabIndex}
            data-card-menu
            aria-haspopup="dialog"
            aria-label={`Actions for ${name}`}
            className="-my-0.5 -mr-1 hidden size-6 shrink-0 items-center justify-center rounded-sm text-ink-3 scripting:inline-flex hover:bg-surface-2 hover:text-ink"
          >
            <MoreIcon className="size-4" />
          </button>
        ) : null}
      </div>
      <p className="truncate text-xs text-ink-2">
        {card.headline ?? 'No headline'}
        {card.places[0] ? <span className="text-ink-3"> · {card.places[0]}</span> : null}
      </p>
      <p className="mt-0.5 truncate text-xs">
        <Due card={card} nowMs={nowMs} />
      </p>
      <p className="mt-auto flex items-center gap-1.5 overflow-hidden text-2xs whitespace-nowrap text-ink-3">
        {mark === 'failed' ? (
          <Badge tone="bad">
            <WarningIcon className="size-3" /> Not saved
          </Badge>
        ) : null}
        {card.disposition ? (
          <Badge tone={card.disposition.kind === 'hired' ? 'good' : 'neutral'}>{DISPOSITION_WORDS[card.disposition.kind]}</Badge>
        ) : null}
        {card.knockOuts.length > 0 ? (
          <span title={card.knockOuts.join('; ')}>
            <Badge tone="warn">Knock-out</Badge>
          </span>
        ) : null}
        {card.refusesAi ? (
          <span title="Asked to be looked at by people alone">
            <Badge>No AI</Badge>
          </span>
        ) : null}
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

const DAY_MS = 86_400_000

/** When the promised answer is due: the promise is the team's, and the candidate sees it too. */
function Due({ card, nowMs }: { card: HiringCard; nowMs: number }) {
  if (card.replyDueAt === null) return card.hasResume || card.disposition ? null : <span className="text-ink-3">No résumé to see</span>
  const days = Math.ceil((Date.parse(card.replyDueAt) - nowMs) / DAY_MS)
  if (days <= 0) return <span className="font-medium text-bad">The promised answer is overdue</span>
  return (
    <span className={days <= 2 ? 'font-medium text-warn' : 'text-ink-3'}>
      {days === 1 ? 'Answer due tomorrow' : `Answer due in ${days} days`}
    </span>
  )
}

/** Somebody as two letters. */
export function Initials({ name, title }: { name: string; title: string }) {
  const letters = name
    .split(/\s+/)
    .map((word) => [...word][0] ?? '')
    .slice(0, 2)
    .join('')
    .toUpperCase()
  return (
    <span
      title={title}
      className="inline-flex size-5 shrink-0 items-center justify-center rounded-full bg-accent-soft text-[0.625rem] font-semibold text-on-accent-soft"
    >
      <span aria-hidden>{letters}</span>
      <span className="sr-only">{title}</span>
    </span>
  )
}
