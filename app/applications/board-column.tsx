import { type MutableRefObject, memo, useEffect, useRef } from 'react'
import type { ApplicationCard } from '../../contract/applications'
import type { StageGroup } from '../../contract/stages'
import { BoardCard, CARD_ROW_REM, type CardMark } from './board-card'
import { useWindow } from './use-window'
import { GROUP_LOOK, GROUP_WORDS } from './words'

export type ColumnScrollers = Map<StageGroup, (index: number) => void>
type BoardColumnProps = {
  group: StageGroup
  cards: ApplicationCard[]
  nowMs: number
  timeZone: string
  marks: ReadonlyMap<string, CardMark>
  selectedIds: ReadonlySet<string>
  /** Where Tab stops in this column; `undefined` until scripts run, when it stops everywhere. */
  stopId: string | null | undefined
  heldId: string | null
  /** Before which card what is held by keyboard would come down here. */
  dropIndex: number | null
  hintId: string
  scrollers: MutableRefObject<ColumnScrollers>
  onSelectAll(ids: string[]): void
}

/** One column. Only the cards in sight are in the page. */
export const BoardColumn = memo(function BoardColumn(props: BoardColumnProps) {
  const { group, cards, nowMs, timeZone, marks, selectedIds, stopId, heldId, dropIndex, hintId, scrollers, onSelectAll } = props
  const listRef = useRef<HTMLUListElement>(null)
  const { rows, before, after, rowPx, scrollTo } = useWindow(listRef, cards.length, CARD_ROW_REM)
  useEffect(() => {
    scrollers.current.set(group, scrollTo)
  })
  const headingId = `column-${group}`
  return (
    <li className="flex w-[min(17.5rem,82vw)] shrink-0 snap-center sm:w-62 sm:snap-align-none">
      <section
        aria-labelledby={headingId}
        data-column={group}
        data-over={dropIndex === null ? undefined : ''}
        className="board-column flex min-w-0 flex-1 flex-col rounded-lg bg-surface-2"
      >
        <div className="flex min-h-10 items-center gap-2 px-3">
          <span aria-hidden className={`size-2 rounded-full ${GROUP_LOOK[group].dot}`} />
          <h2 id={headingId} className="text-sm font-semibold">
            {GROUP_WORDS[group]}
          </h2>
          <span className="text-xs text-ink-3 tabular-nums">
            {cards.length.toLocaleString('en')}
            <span className="sr-only"> applications</span>
          </span>
          {cards.length > 0 ? (
            <button
              type="button"
              onClick={() => onSelectAll(cards.map((card) => card.id))}
              aria-label={`Select all in ${GROUP_WORDS[group]}`}
              className="ml-auto hidden min-h-6 rounded-sm px-1.5 text-2xs text-ink-3 scripting:block hover:bg-surface-3 hover:text-ink"
            >
              Select all
            </button>
          ) : null}
        </div>
        <ul
          ref={listRef}
          data-column-list
          data-row-px={rowPx || undefined}
          data-count={cards.length}
          className="board-list relative min-h-0 flex-1 overflow-y-auto overscroll-contain px-2"
        >
          <li
            aria-hidden="true"
            data-drop-line
            className="board-line"
            style={dropIndex === null || rowPx === 0 ? undefined : { transform: `translateY(${dropIndex * rowPx}px)` }}
          />
          <li aria-hidden="true" style={before} />
          {rows.map((index) => {
            const card = cards[index]
            return card ? (
              <BoardCard
                key={card.id}
                card={card}
                nowMs={nowMs}
                timeZone={timeZone}
                isSelected={selectedIds.has(card.id)}
                isStop={stopId === undefined || stopId === card.id}
                isHeld={heldId === card.id}
                mark={marks.get(card.id)}
                index={index}
                count={cards.length}
                hintId={hintId}
              />
            ) : null
          })}
          <li aria-hidden="true" style={after} />
        </ul>
        {rowPx === 0 && cards.length > rows.length ? (
          <a
            href={`/applications?view=table&group=${group}`}
            className="px-3 py-2 text-xs text-accent scripting:hidden"
          >{`All ${cards.length.toLocaleString('en')} in the table`}</a>
        ) : null}
      </section>
    </li>
  )
})
