import { Link } from '@remix-run/react'
import clsx from 'clsx'
import { useEffect, useState } from 'react'
import type { ApplicationCard } from '../../contract/applications'
import { STAGE_GROUPS } from '../../contract/stages'
import { Badge } from '../ui/badge'
import { Button } from '../ui/button'
import { Select } from '../ui/field'
import { ArrowUpIcon } from '../ui/icons'
import { Pagination } from '../ui/pagination'
import { Th } from '../ui/table'
import { APPLICATIONS_PATH, withParams } from './applications-url'
import { type CardMark, PriorityMark } from './board-card'
import { dayIn } from './calendar-days'
import { CHANGE_AT } from './change-answer'
import { dayWord, formatDue } from './due-words'
import { MoreIcon } from './icons'
import { GROUP_LOOK, GROUP_WORDS, OUTCOME_WORDS } from './words'

export const TABLE_SORTS = ['updated', 'company', 'applied', 'saved'] as const
export type TableSort = (typeof TABLE_SORTS)[number]

type TableViewProps = {
  cards: ApplicationCard[]
  sort: TableSort
  params: URLSearchParams
  next: string | null
  nowMs: number
  timeZone: string
  marks: ReadonlyMap<string, CardMark>
  selectedIds: ReadonlySet<string>
  onSelect(id: string, isRange: boolean): void
  onSelectAll(ids: string[]): void
  onMenu(id: string, button: HTMLElement): void
}

/** The applications as rows. Without scripts it is a form: rows are ticked, and what is to become of them is said below. */
export function TableView(props: TableViewProps) {
  const { cards, sort, params, next, nowMs, timeZone, marks, selectedIds, onSelect, onSelectAll, onMenu } = props
  const [isReady, setIsReady] = useState(false)
  useEffect(() => setIsReady(true), [])
  const ids = cards.map((card) => card.id)
  return (
    <form method="post" action={CHANGE_AT}>
      <section
        aria-label="Applications"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: A region that scrolls must be reachable by keyboard.
        tabIndex={0}
        className="relative max-h-[max(24rem,calc(100dvh-16rem))] overflow-auto rounded-lg border border-line bg-surface"
      >
        <table className="w-full border-collapse text-left text-sm">
          <caption className="sr-only">Applications, {SORT_WORDS[sort]}</caption>
          <thead className="sticky top-0 z-10">
            <tr>
              <Th className="w-8">
                <input
                  type="checkbox"
                  aria-label="Select all on this page"
                  disabled={!isReady}
                  checked={ids.length > 0 && ids.every((id) => selectedIds.has(id))}
                  onChange={() => onSelectAll(ids)}
                  className="size-4 accent-accent"
                />
              </Th>
              <SortHead name="company" sort={sort} params={params}>
                Job
              </SortHead>
              <Th>Stage</Th>
              <SortHead name="applied" sort={sort} params={params}>
                Applied
              </SortHead>
              <Th>Next</Th>
              <Th>Tags</Th>
              <SortHead name="saved" sort={sort} params={params}>
                Saved
              </SortHead>
              <SortHead name="updated" sort={sort} params={params}>
                Changed
              </SortHead>
              <Th>
                <span className="sr-only">Actions</span>
              </Th>
            </tr>
          </thead>
          <tbody>
            {cards.map((card) => (
              <tr
                key={card.id}
                data-row={card.id}
                className={clsx('border-b border-line last:border-0', selectedIds.has(card.id) ? 'bg-accent-soft' : 'hover:bg-surface-2')}
              >
                <td className="px-3 py-2 align-top">
                  <input
                    type="checkbox"
                    name="id"
                    value={card.id}
                    aria-label={`Select ${card.title}`}
                    {...(isReady ? { checked: selectedIds.has(card.id), readOnly: true } : {})}
                    onClick={(event) => onSelect(card.id, event.shiftKey)}
                    className="mt-0.5 size-4 accent-accent"
                  />
                </td>
                <th scope="row" className="min-w-48 px-3 py-2 text-left align-top font-normal">
                  <Link to={`/applications/${card.id}`} className="font-semibold text-ink no-underline hover:underline">
                    {card.title}
                  </Link>
                  <span className="block text-xs text-ink-2">{card.companyName ?? 'Company not named'}</span>
                </th>
                <td className="px-3 py-2 align-top whitespace-nowrap">
                  <span className="inline-flex items-center gap-2">
                    <span aria-hidden className={`size-2 rounded-full ${GROUP_LOOK[card.group].dot}`} />
                    {card.outcome ? OUTCOME_WORDS[card.outcome.kind] : GROUP_WORDS[card.group]}
                    {card.priority ? <PriorityMark priority={card.priority} /> : null}
                    {marks.get(card.id) === 'failed' ? <Badge tone="bad">Not saved</Badge> : null}
                  </span>
                </td>
                <DayCell at={card.appliedAt} timeZone={timeZone} />
                <td className="px-3 py-2 align-top text-xs text-ink-2">
                  {card.nextInterview ? (
                    <span className="block whitespace-nowrap">Interview {formatDue(card.nextInterview.startsAt, nowMs, timeZone)}</span>
                  ) : null}
                  {card.nextAction ? (
                    <span className="block">
                      {card.nextAction.text}, {formatDue(card.nextAction.dueAt, nowMs, timeZone)}
                    </span>
                  ) : null}
                </td>
                <td className="px-3 py-2 align-top text-xs text-ink-2">{card.tags.join(', ')}</td>
                <DayCell at={card.savedAt} timeZone={timeZone} />
                <DayCell at={card.updatedAt} timeZone={timeZone} />
                <td className="px-2 py-2 align-top">
                  <button
                    type="button"
                    aria-haspopup="menu"
                    aria-label={`Actions for ${card.title}`}
                    onClick={(event) => onMenu(card.id, event.currentTarget)}
                    className="hidden size-6 items-center justify-center rounded-sm text-ink-3 scripting:inline-flex hover:bg-surface-3 hover:text-ink"
                  >
                    <MoreIcon className="size-4" />
                  </button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <div className="mt-3 flex flex-wrap items-center gap-2 scripting:hidden">
        <input type="hidden" name="back" value={`${APPLICATIONS_PATH}?${params}`} />
        <Select name="group" aria-label="Move the ticked ones to" className="w-auto!">
          {STAGE_GROUPS.filter((group) => group !== 'closed').map((group) => (
            <option key={group} value={group}>
              {GROUP_WORDS[group]}
            </option>
          ))}
        </Select>
        <Button type="submit" name="intent" value="move">
          Move the ticked ones
        </Button>
        <Button type="submit" name="intent" value="remove">
          Remove the ticked ones
        </Button>
      </div>
      <Pagination
        firstTo={params.has('cursor') ? withParams(params, {}) : null}
        nextTo={next ? `${withParams(params, {})}&cursor=${encodeURIComponent(next)}` : null}
      />
    </form>
  )
}

const SORT_WORDS: Record<TableSort, string> = {
  updated: 'what changed last first',
  company: 'by company',
  applied: 'what was applied for last first',
  saved: 'what was saved last first',
}

function SortHead({ name, sort, params, children }: { name: TableSort; sort: TableSort; params: URLSearchParams; children: string }) {
  const isSorted = name === sort
  return (
    <Th aria-sort={isSorted ? (name === 'company' ? 'ascending' : 'descending') : undefined}>
      <Link
        to={withParams(params, { sort: name === 'updated' ? null : name })}
        className="inline-flex items-center gap-1 text-inherit no-underline hover:text-ink hover:underline"
      >
        {children}
        {isSorted ? <ArrowUpIcon className={clsx('size-3', name !== 'company' && 'rotate-180')} /> : null}
      </Link>
    </Th>
  )
}

function DayCell({ at, timeZone }: { at: string | null; timeZone: string }) {
  return (
    <td className="px-3 py-2 align-top whitespace-nowrap text-ink-2 tabular-nums">
      {at ? dayWord(dayIn(at, timeZone), { day: 'numeric', month: 'short', year: '2-digit' }) : '–'}
    </td>
  )
}
