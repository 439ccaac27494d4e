import { type MutableRefObject, memo, useEffect, useRef } from 'react'
import type { Present } from '../../contract/live'
import type { PipelineColumn as Column } from '../../server/hiring/core/pipeline-state'
import { useWindow } from '../applications/use-window'
import { GROUP_LOOK, GROUP_WORDS } from '../applications/words'
import { HIRING_ROW_REM, PipelineCard } from './pipeline-card'

export type PipelineScrollers = Map<string, (index: number) => void>
type PipelineColumnProps = {
  column: Column
  postingId: string
  nowMs: number
  marks: ReadonlyMap<string, 'saving' | 'failed'>
  lookers: ReadonlyMap<string, Present[]>
  selectedIds: ReadonlySet<string>
  mayMove: boolean
  stopId: string | null | undefined
  heldId: string | null
  dropIndex: number | null
  hintId: string
  search: string
  scrollers: MutableRefObject<PipelineScrollers>
}

/** One stage. Only the cards in sight are in the page. */
export const PipelineColumn = memo(function PipelineColumn(props: PipelineColumnProps) {
  const { column, postingId, nowMs, marks, lookers, selectedIds, mayMove, stopId, heldId, dropIndex, hintId, search, scrollers } = props
  const { key, name, stage, cards } = column
  const listRef = useRef<HTMLUListElement>(null)
  const { rows, before, after, rowPx, scrollTo } = useWindow(listRef, cards.length, HIRING_ROW_REM)
  useEffect(() => {
    scrollers.current.set(key, scrollTo)
  })
  const group = stage?.group ?? 'closed'
  const isOver = stage?.limit != null && cards.length > stage.limit
  return (
    <li className="flex w-[min(17.5rem,82vw)] shrink-0 snap-center sm:w-62 sm:snap-align-none">
      <section
        aria-labelledby={`stage-${key}`}
        data-column={key}
        data-over={dropIndex === null ? undefined : ''}
        className="board-column flex min-w-0 flex-1 flex-col rounded-lg bg-surface-2"
      >
        <div className="flex min-h-10 items-center gap-2 px-3">
          <span aria-hidden className={`size-2 shrink-0 rounded-full ${GROUP_LOOK[group].dot}`} title={GROUP_WORDS[group]} />
          <h2 id={`stage-${key}`} className="truncate text-sm font-semibold">
            {name}
          </h2>
          <span className={`text-xs tabular-nums ${isOver ? 'font-semibold text-warn' : 'text-ink-3'}`}>
            {cards.length.toLocaleString('en')}
            {stage?.limit ? ` of ${stage.limit}` : ''}
            <span className="sr-only"> candidates{isOver ? ', more than the limit of this stage' : ''}</span>
          </span>
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
              <PipelineCard
                key={card.applicationId}
                card={card}
                postingId={postingId}
                nowMs={nowMs}
                isSelected={selectedIds.has(card.applicationId)}
                isStop={stopId === undefined || stopId === card.applicationId}
                isHeld={heldId === card.applicationId}
                mark={marks.get(card.applicationId)}
                lookers={lookers.get(card.applicationId)}
                mayMove={mayMove}
                index={index}
                count={cards.length}
                hintId={hintId}
                search={search}
              />
            ) : null
          })}
          <li aria-hidden="true" style={after} />
        </ul>
      </section>
    </li>
  )
})
