import { type KeyboardEvent, type MouseEvent, useEffect, useRef, useState } from 'react'
import type { Present } from '../../contract/live'
import type { PipelineColumn as Column } from '../../server/hiring/core/pipeline-state'
import { useDrag } from '../applications/use-drag'
import { PipelineColumn, type PipelineScrollers } from './pipeline-column'
import { pipelineActOf } from './pipeline-keys'

type PipelineBoardProps = {
  columns: Column[]
  postingId: string
  nowMs: number
  marks: ReadonlyMap<string, 'saving' | 'failed'>
  lookers: ReadonlyMap<string, Present[]>
  selectedIds: ReadonlySet<string>
  mayMove: boolean
  announced: string
  /** The part of the address that says how the pipeline is looked at. */
  search?: string
  /** Puts cards into a column: one right behind another card (`null`: first), several last. */
  onMove(ids: string[], column: string, afterId: string | null | undefined): void
  onSelect(id: string, isRange: boolean): void
  onMenu(id: string, button: HTMLElement): void
}
/** A card picked up by keyboard, and before which card of which column it would come down. */
type Held = { id: string; over: number; index: number }

const HINT_ID = 'pipeline-keys'

/** A pipeline in columns. A card is moved by pointer, by keyboard (Space, arrows, Space) and by its menu; screen readers are told of each. */
export function PipelineBoard(props: PipelineBoardProps) {
  const { columns, postingId, nowMs, marks, lookers, selectedIds, mayMove, announced, search = '', onMove, onSelect, onMenu } = props
  const [currentId, setCurrentId] = useState<string | null>(null)
  const [held, setHeld] = useState<Held | null>(null)
  const [said, setSaid] = useState('')
  const [isReady, setIsReady] = useState(false)
  const boardRef = useRef<HTMLUListElement>(null)
  const scrollers = useRef<PipelineScrollers>(new Map())
  const wantedFocus = useRef<string | null>(null)
  useEffect(() => setIsReady(true), [])
  useEffect(() => setSaid(announced), [announced])

  const at = (id: string) => {
    const column = columns.findIndex(({ cards }) => cards.some((card) => card.applicationId === id))
    return { column, row: columns[column]?.cards.findIndex((card) => card.applicationId === id) ?? -1 }
  }
  const nameOf = (id: string) => {
    const card = columns.flatMap(({ cards }) => cards).find(({ applicationId }) => applicationId === id)
    return card?.name ?? card?.label ?? ''
  }
  const together = (id: string) => (selectedIds.has(id) ? [...selectedIds] : [id])

  const focusCard = (id: string) => {
    const { column, row } = at(id)
    setCurrentId(id)
    wantedFocus.current = id
    scrollers.current.get(columns[column]?.key ?? '')?.(row)
  }
  // A card that a scroll brings into the page, or that a move drew anew, takes the focus when it is there.
  useEffect(() => {
    const id = wantedFocus.current
    const link = id === null ? null : boardRef.current?.querySelector<HTMLElement>(`[data-card="${id}"] [data-card-link]`)
    if (!link) return
    wantedFocus.current = null
    link.focus()
  })

  const put = (id: string, columnKey: string, index: number) => {
    const ids = together(id)
    const column = columns.find(({ key }) => key === columnKey)
    if (!column) return
    const above = column.cards.slice(0, index).findLast(({ applicationId }) => !ids.includes(applicationId))
    const afterId = above?.applicationId ?? null
    const here = at(id)
    const isSame =
      ids.length === 1 && columns[here.column]?.key === columnKey && (column.cards[here.row - 1]?.applicationId ?? null) === afterId
    if (isSame) return setSaid(`${nameOf(id)} stays where they were.`)
    onMove(ids, columnKey, ids.length === 1 ? afterId : undefined)
  }

  const startDrag = useDrag({
    countWith: (id) => together(id).length,
    onLift: () => setHeld(null),
    onCancel: (id) => setSaid(`${nameOf(id)} stays where they were.`),
    onDrop: put,
  })

  const onKeyDown = (event: KeyboardEvent) => {
    const card = cardOf(event.target)
    const id = card?.dataset.card
    if (!card || !id || event.metaKey || event.ctrlKey || event.altKey || !(event.target instanceof HTMLAnchorElement)) return
    if (held) return onHeldKey(event, held)
    const next = stepTo(columns, at(id), event.key)
    if (next !== undefined) {
      event.preventDefault()
      if (next !== null) focusCard(next)
      return
    }
    if (!mayMove) return
    switch (pipelineActOf(event.key)) {
      case 'lift': {
        event.preventDefault()
        const { column, row } = at(id)
        setHeld({ id, over: column, index: row })
        return setSaid(
          `${nameOf(id)} is picked up, in ${columns[column]?.name}. Left and right choose a stage, up and down a place, Space puts down, Escape takes back.`,
        )
      }
      case 'select':
        event.preventDefault()
        return onSelect(id, event.shiftKey)
      case 'menu': {
        event.preventDefault()
        const button = card.querySelector<HTMLElement>('[data-card-menu]')
        if (button) onMenu(id, button)
      }
    }
  }

  const onHeldKey = (event: KeyboardEvent, { id, over, index }: Held) => {
    const step = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 }[event.key]
    if (event.key === 'Escape' || event.key === ' ' || event.key === 'Enter' || step !== undefined) event.preventDefault()
    if (event.key === 'Escape') {
      setHeld(null)
      return setSaid(`${nameOf(id)} stays where they were.`)
    }
    if (event.key === ' ' || event.key === 'Enter') {
      setHeld(null)
      wantedFocus.current = id
      const target = columns[over]
      return target && put(id, target.key, index)
    }
    if (step === undefined) return
    if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') {
      const next = columns[over + step]
      if (!next) return setSaid(`${columns[over]?.name} is the ${step < 0 ? 'first' : 'last'} stage.`)
      boardRef.current?.querySelector(`[data-column="${next.key}"]`)?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
      setHeld({ id, over: over + step, index: 0 })
      return setSaid(`${next.name}, ${over + step + 1} of ${columns.length}, first place.`)
    }
    const count = columns[over]?.cards.length ?? 0
    const row = Math.max(0, Math.min(count, index + step))
    setHeld({ id, over, index: row })
    setSaid(`Place ${row + 1} in ${columns[over]?.name}.`)
  }

  const onClick = (event: MouseEvent) => {
    const id = cardOf(event.target)?.dataset.card
    if (!id || !(event.target instanceof Element)) return
    const button = event.target.closest<HTMLElement>('[data-card-menu]')
    if (button) return onMenu(id, button)
    const isBox = event.target.closest('[data-card-select]') !== null
    if (!isBox && !(event.shiftKey && mayMove)) return
    if (!isBox) event.preventDefault()
    onSelect(id, event.shiftKey)
  }

  return (
    <>
      <p id={HINT_ID} className="sr-only">
        Arrow keys go from card to card, Enter opens it.{mayMove ? ' Space picks a card up, x selects it, m opens its actions.' : ''}
      </p>
      <p role="status" className="sr-only">
        {said}
      </p>
      <ul
        ref={boardRef}
        aria-label="Candidates by stage"
        onPointerDown={mayMove ? startDrag : undefined}
        onClickCapture={onClick}
        onKeyDown={onKeyDown}
        onFocus={(event) => setCurrentId(cardOf(event.target)?.dataset.card ?? currentId)}
        onBlur={(event) => held && !event.currentTarget.contains(event.relatedTarget) && setHeld(null)}
        className="board relative -mx-4 flex snap-x gap-3 overflow-x-auto px-4 pb-3 sm:-mx-6 sm:px-6"
      >
        {columns.map((column, index) => (
          <PipelineColumn
            key={column.key}
            column={column}
            postingId={postingId}
            nowMs={nowMs}
            marks={marks}
            lookers={lookers}
            selectedIds={selectedIds}
            mayMove={mayMove}
            stopId={
              isReady
                ? ((column.cards.find(({ applicationId }) => applicationId === currentId) ?? column.cards[0])?.applicationId ?? null)
                : undefined
            }
            heldId={held?.id ?? null}
            dropIndex={held?.over === index ? held.index : null}
            hintId={HINT_ID}
            search={search}
            scrollers={scrollers}
          />
        ))}
      </ul>
    </>
  )
}

/** The card that an arrow key leads to; `null` when there is none that way, `undefined` for any other key. */
function stepTo(columns: Column[], { column, row }: { column: number; row: number }, key: string): string | null | undefined {
  const cards = columns[column]?.cards ?? []
  const act = pipelineActOf(key)
  if (act !== 'step' && act !== 'ends') return undefined
  switch (key) {
    case 'ArrowUp':
      return cards[row - 1]?.applicationId ?? null
    case 'ArrowDown':
      return cards[row + 1]?.applicationId ?? null
    case 'Home':
      return cards[0]?.applicationId ?? null
    case 'End':
      return cards.at(-1)?.applicationId ?? null
    case 'ArrowLeft':
    case 'ArrowRight': {
      const step = key === 'ArrowLeft' ? -1 : 1
      for (let next = column + step; columns[next]; next += step) {
        const there = columns[next]?.cards ?? []
        if (there.length > 0) return there[Math.min(row, there.length - 1)]?.applicationId ?? null
      }
      return null
    }
    default:
      return undefined
  }
}

const cardOf = (target: EventTarget | null) => (target instanceof Element ? target.closest<HTMLElement>('[data-card]') : null)
