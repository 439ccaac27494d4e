import { type PointerEvent as ReactPointerEvent, useEffect, useRef } from 'react'

type UseDrag = {
  /** A card was picked up. */
  onLift(id: string): void
  /** It was let go over a column, its own perhaps, before the `index`th of its cards. */
  onDrop(id: string, column: string, index: number): void
  /** It was let go over nothing, or Escape was pressed. */
  onCancel(id: string): void
  /** How many cards go along with this one. */
  countWith(id: string): number
}

/** A mouse picks up when it has moved this far, so that a click stays a click. */
const liftPx = 5
/** A finger picks up when it rests this long, so that scrolling stays scrolling. */
const restMs = 260
/** So near to an edge the board, or the column, begins to scroll. */
const edgePx = 56
const scrollPxPerFrame = 14

/**
 * Drags cards (`data-card`) between columns (`data-column`) by mouse, pen or finger. Give what it returns to the element around the columns.
 *
 * While a card is in the air nothing is drawn by React: a copy of the card follows the pointer on a layer of its own, and the column below
 * it carries `data-over`. Columns are measured when a card is lifted and when the board scrolls, never in between.
 */
export function useDrag(handlers: UseDrag) {
  const latest = useRef(handlers)
  useEffect(() => {
    latest.current = handlers
  })
  const end = useRef<() => void>()
  useEffect(() => () => end.current?.(), [])

  return (event: ReactPointerEvent<HTMLElement>) => {
    if (event.button !== 0 || !(event.target instanceof Element) || event.ctrlKey || event.metaKey || event.shiftKey) return
    const card = event.target.closest<HTMLElement>('[data-card]')
    if (!card || event.target.closest('button, input, select, label')) return
    end.current?.()
    end.current = watch(event.currentTarget, card, event.nativeEvent, latest.current, () => {
      end.current = undefined
    })
  }
}

/** From a press until it is let go. Answers how to break it off. */
function watch(board: HTMLElement, card: HTMLElement, press: PointerEvent, handlers: UseDrag, onEnd: () => void): () => void {
  const id = card.dataset.card ?? ''
  const isFinger = press.pointerType === 'touch'
  let point = { x: press.clientX, y: press.clientY }
  let flight: Flight | null = null
  let frame = 0
  const rest = isFinger ? setTimeout(lift, restMs) : undefined

  function lift() {
    flight = takeOff(board, card, press, handlers.countWith(id))
    handlers.onLift(id)
    // All further events go to the veil: nothing below the pointer is looked for, and nothing lights up on the way.
    flight.veil.setPointerCapture(press.pointerId)
    navigator.vibrate?.(8)
    schedule()
  }
  function schedule() {
    frame ||= requestAnimationFrame(() => {
      frame = 0
      if (flight?.follow(point)) schedule()
    })
  }
  function move(event: PointerEvent) {
    if (event.pointerId !== press.pointerId) return
    point = { x: event.clientX, y: event.clientY }
    const hasMoved = Math.hypot(point.x - press.clientX, point.y - press.clientY) > liftPx
    if (!flight && hasMoved) {
      // A finger that moves before it has rested scrolls.
      if (isFinger) return stop()
      lift()
    }
    if (flight) schedule()
  }
  function drop(event: PointerEvent) {
    if (event.pointerId !== press.pointerId) return
    const landed = flight?.placeAt({ x: event.clientX, y: event.clientY })
    const wasFlying = flight !== null
    stop()
    if (!wasFlying) return
    // The click that a browser makes of this release would open the card.
    window.addEventListener('click', swallow, { capture: true, once: true })
    setTimeout(() => window.removeEventListener('click', swallow, { capture: true }))
    if (landed) handlers.onDrop(id, landed.column, landed.index)
    else handlers.onCancel(id)
  }
  function cancel() {
    const wasFlying = flight !== null
    stop()
    if (wasFlying) handlers.onCancel(id)
  }
  function key(event: KeyboardEvent) {
    if (event.key !== 'Escape' || !flight) return
    event.preventDefault()
    cancel()
  }
  /** A finger that holds a card does not scroll the page. */
  function hold(event: TouchEvent) {
    if (flight && event.cancelable) event.preventDefault()
  }
  function stop() {
    clearTimeout(rest)
    cancelAnimationFrame(frame)
    document.removeEventListener('pointermove', move)
    document.removeEventListener('pointerup', drop)
    document.removeEventListener('pointercancel', cancel)
    document.removeEventListener('keydown', key, true)
    document.removeEventListener('touchmove', hold)
    document.removeEventListener('dragstart', refuse)
    document.removeEventListener('selectstart', refuse)
    document.removeEventListener('contextmenu', refuse)
    flight?.land()
    flight = null
    onEnd()
  }
  document.addEventListener('pointermove', move, { passive: true })
  document.addEventListener('pointerup', drop)
  document.addEventListener('pointercancel', cancel)
  document.addEventListener('keydown', key, true)
  document.addEventListener('touchmove', hold, { passive: false })
  // The browser's own drag of a link, and the menu of a long press, would take the pointer away.
  document.addEventListener('dragstart', refuse)
  document.addEventListener('selectstart', refuse)
  if (isFinger) document.addEventListener('contextmenu', refuse)
  return cancel
}

const refuse = (event: Event) => event.preventDefault()
const swallow = (event: Event) => {
  event.preventDefault()
  event.stopPropagation()
}

type Point = { x: number; y: number }
type Flight = {
  /** Lies over the whole page. */
  veil: HTMLElement
  /** Draws one frame; answers whether another is needed although the pointer rests, because something scrolls. */
  follow(point: Point): boolean
  placeAt(point: Point): { column: string; index: number } | null
  land(): void
}

function takeOff(board: HTMLElement, card: HTMLElement, press: PointerEvent, count: number): Flight {
  // All is measured before anything is changed: the other way round the browser lays out the page in between.
  const from = card.getBoundingClientRect()
  let columns = measure(board)
  let frameOfBoard = board.getBoundingClientRect()
  const copy = copyOf(card, from, count)
  // The hand's form and that nothing is selected would be inherited by every element of the board; the veil has none.
  const veil = document.createElement('div')
  veil.className = 'board-veil'
  veil.setAttribute('aria-hidden', 'true')
  document.body.appendChild(copy)
  document.body.appendChild(veil)
  let over: Column | null = null
  board.dataset.dragging = ''
  card.dataset.lifted = ''
  const remeasure = () => {
    columns = measure(board)
    frameOfBoard = board.getBoundingClientRect()
  }
  const find = (point: Point) =>
    columns.find(({ box }) => point.x >= box.left && point.x < box.right && point.y >= frameOfBoard.top - edgePx) ?? null
  board.addEventListener('scroll', remeasure, { passive: true })
  window.addEventListener('resize', remeasure)
  return {
    veil,
    follow(point) {
      copy.style.transform = `translate3d(${from.left + point.x - press.clientX}px, ${from.top + point.y - press.clientY}px, 0) rotate(1.5deg)`
      const next = find(point)
      if (next?.element !== over?.element) {
        if (over) delete over.element.dataset.over
        if (next) next.element.dataset.over = ''
        over = next
      }
      if (over) showLine(over, indexAt(over, point))
      const sideways = pull(point.x, frameOfBoard.left, frameOfBoard.right)
      const down = over ? pull(point.y, over.box.top, Math.min(over.box.bottom, window.innerHeight)) : 0
      if (sideways) board.scrollLeft += sideways
      if (down && over) over.list.scrollTop += down
      return sideways !== 0 || down !== 0
    },
    placeAt(point) {
      const column = find(point)
      return column && { column: column.element.dataset.column ?? '', index: indexAt(column, point) }
    },
    land() {
      board.removeEventListener('scroll', remeasure)
      window.removeEventListener('resize', remeasure)
      delete board.dataset.dragging
      delete card.dataset.lifted
      if (over) delete over.element.dataset.over
      copy.remove()
      veil.remove()
    },
  }
}

type Column = { element: HTMLElement; list: HTMLElement; line: HTMLElement | null; box: DOMRect; listTop: number }

function measure(board: HTMLElement): Column[] {
  return [...board.querySelectorAll<HTMLElement>('[data-column]')].map((element) => {
    const list = element.querySelector<HTMLElement>('[data-column-list]') ?? element
    const line = list.querySelector<HTMLElement>('[data-drop-line]')
    return { element, list, line, box: element.getBoundingClientRect(), listTop: list.getBoundingClientRect().top }
  })
}

/** Before which card of a column the pointer is: all are equally high, so nothing is measured. */
function indexAt({ list, listTop }: Column, point: Point): number {
  const index = Math.round((point.y - listTop + list.scrollTop) / Number(list.dataset.rowPx ?? 1))
  return Math.max(0, Math.min(index, Number(list.dataset.count ?? 0)))
}

function showLine({ list, line }: Column, index: number) {
  if (line) line.style.transform = `translateY(${index * Number(list.dataset.rowPx ?? 0)}px)`
}

/** How far to scroll in a frame for a pointer near one of two edges. */
function pull(at: number, start: number, end: number): number {
  if (at < start + edgePx) return -scrollPxPerFrame * Math.min(1, (start + edgePx - at) / edgePx)
  if (at > end - edgePx) return scrollPxPerFrame * Math.min(1, (at - end + edgePx) / edgePx)
  return 0
}

/** The card as it flies: a picture only, without names or stops of its own. */
function copyOf(card: HTMLElement, box: DOMRect, count: number): HTMLElement {
  const copy = document.createElement('div')
  copy.className = 'board-flight'
  copy.setAttribute('aria-hidden', 'true')
  copy.inert = true
  copy.style.width = `${box.width}px`
  copy.style.height = `${box.height}px`
  copy.style.transform = `translate3d(${box.left}px, ${box.top}px, 0)`
  const picture = card.cloneNode(true)
  if (picture instanceof HTMLElement) {
    for (const named of [picture, ...picture.querySelectorAll<HTMLElement>('[id], [name]')]) {
      named.removeAttribute('id')
      named.removeAttribute('name')
    }
    delete picture.dataset.card
  }
  copy.appendChild(picture)
  if (count > 1) {
    const badge = document.createElement('span')
    badge.className = 'board-flight-count'
    badge.textContent = String(count)
    copy.appendChild(badge)
  }
  return copy
}
