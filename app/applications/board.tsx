import { type KeyboardEvent, type MouseEvent, useEffect, useMemo, useRef, useState } from 'react'
import type { ApplicationCard, Stage } from '../../contract/applications'
import { STAGE_GROUPS, type StageGroup } from '../../contract/stages'
import type { CardMark } from './board-card'
import { BoardColumn, type ColumnScrollers } from './board-column'
import { columnsOf, isSamePlace, type Place, placeAt, stepFrom } from './board-state'
import { useDrag } from './use-drag'
import { GROUP_WORDS } from './words'

type BoardProps = {
  cards: ApplicationCard[]
  stages: Stage[]
  nowMs: number
  timeZone: string
  marks: ReadonlyMap<string, CardMark>
  selectedIds: ReadonlySet<string>
  /** What the last change came to, for those who cannot see it. */
  announced: string
  onMove(ids: string[], to: Place): void
  /** One card is chosen or let go; `isRange` chooses all from the last one to it. */
  onSelect(id: string, isRange: boolean): void
  onSelectAll(ids: string[]): void
  /** Opens what else can be done with a card, beside the button that was pressed. */
  onMenu(id: string, button: HTMLElement): void
}
/** A card picked up by keyboard, and before which card of which column it would come down. */
type Held = { id: string; over: StageGroup; index: number }

const HINT_ID = 'board-keys'

/**
 * The applications in columns by the group of their stage. A card is moved by pointer, by keyboard (Space picks up, arrows choose a
 * place, Space puts down, Escape takes back) and by its menu; screen readers are told of each.
 */
export function Board(props: BoardProps) {
  const { cards, stages, nowMs, timeZone, marks, selectedIds, announced, onMove, onSelect, onSelectAll, onMenu } = props
  const columns = useMemo(() => columnsOf(cards, stages), [cards, stages])
  const [currentId, setCurrentId] = useState<string | null>(null)
  const [held, setHeld] = useState<Held | null>(null)
  const [said, setSaid] = useState('')
  const [isReady, setIsReady] = useState(false)
  const boardRef = useRef<HTMLUListElement>(null)
  const scrollers = useRef<ColumnScrollers>(new Map())
  const keptFocusId = useRef<string | null>(null)
  useEffect(() => setIsReady(true), [])
  useEffect(() => setSaid(announced), [announced])

  const columnOf = (id: string) => columns.find((column) => column.cards.some((card) => card.id === id))
  const titleOf = (id: string) => columnOf(id)?.cards.find((card) => card.id === id)?.title ?? 'The application'
  const together = (id: string) => (selectedIds.has(id) ? [...selectedIds] : [id])
  const cardsIn = (group: StageGroup) => columns.find((column) => column.group === group)?.cards ?? []

  const focusCard = (id: string) => {
    const column = columnOf(id)
    if (!column) return
    setCurrentId(id)
    scrollers.current.get(column.group)?.(column.cards.findIndex((card) => card.id === id))
    // Two frames: the list scrolls in the first and draws the card in the second.
    requestAnimationFrame(() => requestAnimationFrame(() => linkOf(boardRef.current, id)?.focus()))
  }
  // A card that was moved by keyboard keeps the focus in its new column.
  useEffect(() => {
    const id = keptFocusId.current
    keptFocusId.current = null
    if (id && columns.length > 0) focusCard(id)
  })

  const put = (id: string, group: StageGroup, index: number) => {
    const column = columns.find((each) => each.group === group)
    if (!column) return
    const ids = together(id)
    const place = placeAt(column, index, ids)
    const isSame = ids.length === 1 ? isSamePlace(column, id, place) : ids.every((each) => columnOf(each)?.group === group)
    if (isSame) return setSaid(`${titleOf(id)} stays where it was.`)
    onMove(ids, ids.length === 1 ? place : { group, stageId: place.stageId })
  }

  const startDrag = useDrag({
    countWith: (id) => together(id).length,
    onLift: () => setHeld(null),
    onCancel: (id) => setSaid(`${titleOf(id)} stays where it was.`),
    onDrop: (id, column, index) => {
      const group = STAGE_GROUPS.find((each) => each === column)
      if (group) put(id, group, index)
    },
  })

  const onKeyDown = (event: KeyboardEvent) => {
    const card = cardOf(event.target)
    const id = card?.dataset.card
    if (!card || !id || event.metaKey || event.ctrlKey || event.altKey || !(event.target instanceof HTMLAnchorElement)) return
    if (held) return onHeldKey(event, held)
    switch (event.key) {
      case 'ArrowUp':
      case 'ArrowDown':
      case 'ArrowLeft':
      case 'ArrowRight':
      case 'Home':
      case 'End': {
        event.preventDefault()
        const next = stepFrom(columns, id, event.key)
        if (next) focusCard(next)
        return
      }
      case ' ': {
        event.preventDefault()
        const column = columnOf(id)
        if (!column) return
        const index = column.cards.findIndex((each) => each.id === id)
        setHeld({ id, over: column.group, index })
        const count = together(id).length
        const what = count > 1 ? `${count} applications are` : `${titleOf(id)} is`
        return setSaid(
          `${what} picked up, in ${GROUP_WORDS[column.group]}. Left and right choose a column, up and down a place, Space puts down, Escape takes back.`,
        )
      }
      case 'x':
      case 'X':
        event.preventDefault()
        return onSelect(id, event.shiftKey)
      case 'm': {
        event.preventDefault()
        const button = card.querySelector<HTMLElement>('[data-card-menu]')
        if (button) onMenu(id, button)
        return
      }
    }
  }

  const onHeldKey = (event: KeyboardEvent, { id, over, index }: Held) => {
    switch (event.key) {
      case 'ArrowLeft':
      case 'ArrowRight': {
        event.preventDefault()
        const next = STAGE_GROUPS[STAGE_GROUPS.indexOf(over) + (event.key === 'ArrowLeft' ? -1 : 1)]
        if (!next) return setSaid(`${GROUP_WORDS[over]} is the ${event.key === 'ArrowLeft' ? 'first' : 'last'} column.`)
        boardRef.current?.querySelector(`[data-column="${next}"]`)?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
        setHeld({ id, over: next, index: 0 })
        return setSaid(`${GROUP_WORDS[next]}, column ${STAGE_GROUPS.indexOf(next) + 1} of ${STAGE_GROUPS.length}, first place.`)
      }
      case 'ArrowUp':
      case 'ArrowDown': {
        event.preventDefault()
        const count = cardsIn(over).length
        const next = Math.max(0, Math.min(count, index + (event.key === 'ArrowUp' ? -1 : 1)))
        setHeld({ id, over, index: next })
        return setSaid(`Place ${Math.min(next + 1, count + 1)} in ${GROUP_WORDS[over]}.`)
      }
      case ' ':
      case 'Enter':
        event.preventDefault()
        setHeld(null)
        keptFocusId.current = id
        return put(id, over, index)
      case 'Escape':
        event.preventDefault()
        setHeld(null)
        return setSaid(`${titleOf(id)} stays where it was.`)
    }
  }

  const onClick = (event: MouseEvent) => {
    const card = cardOf(event.target)
    const id = card?.dataset.card
    if (!id || !(event.target instanceof Element)) return
    const button = event.target.closest<HTMLElement>('[data-card-menu]')
    if (button) return onMenu(id, button)
    const isBox = event.target.closest('[data-card-select]') !== null
    if (!isBox && !event.shiftKey) return
    // A shifted click on a link would open a window.
    if (!isBox) event.preventDefault()
    onSelect(id, event.shiftKey)
  }

  return (
    <>
      <p id={HINT_ID} className="sr-only">
        Arrow keys go from card to card. Space picks a card up, x selects it, m opens its menu, Enter opens the application.
      </p>
      <p role="status" className="sr-only">
        {said}
      </p>
      <ul
        ref={boardRef}
        aria-label="Applications by stage"
        onPointerDown={startDrag}
        onClickCapture={onClick}
        onKeyDown={onKeyDown}
        onFocus={(event) => setCurrentId(cardOf(event.target)?.dataset.card ?? currentId)}
        onBlur={(event) => held && !event.currentTarget.contains(event.relatedTarget) && setHeld(null)}
        className="board relative -mx-4 flex snap-x gap-3 overflow-x-auto px-4 pb-3 sm:-mx-6 sm:px-6"
      >
        {columns.map(({ group, cards: columnCards }) => (
          <BoardColumn
            key={group}
            group={group}
            cards={columnCards}
            nowMs={nowMs}
            timeZone={timeZone}
            marks={marks}
            selectedIds={selectedIds}
            stopId={isReady ? (columnCards.find((card) => card.id === currentId)?.id ?? columnCards[0]?.id ?? null) : undefined}
            heldId={held?.id ?? null}
            dropIndex={held?.over === group ? held.index : null}
            hintId={HINT_ID}
            scrollers={scrollers}
            onSelectAll={onSelectAll}
          />
        ))}
      </ul>
    </>
  )
}

const cardOf = (target: EventTarget | null) => (target instanceof Element ? target.closest<HTMLElement>('[data-card]') : null)
const linkOf = (board: HTMLElement | null, id: string) => board?.querySelector<HTMLElement>(`[data-card="${id}"] [data-card-link]`)
