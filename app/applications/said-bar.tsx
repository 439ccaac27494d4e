import { useEffect, useRef, useState } from 'react'
import { Button } from '../ui/button'
import { CloseIcon } from '../ui/icons'

/** How long a change can be taken back with one key. Later it can be from the application's history. */
export const UNDO_MS = 10_000

export type Said = {
  /** Tells one saying from the next, though the words be the same. */
  key: number
  text: string
  tone: 'good' | 'bad'
  /** Takes back what was said. */
  undo?: () => void
  /** Tries once more what did not get through. */
  retry?: () => void
}

/** What just happened, with the way back, at the foot of the window. It waits while it is looked at. */
export function SaidBar({ said, onClose }: { said: Said | null; onClose(): void }) {
  const [isHeld, setIsHeld] = useState(false)
  const close = useRef(onClose)
  useEffect(() => {
    close.current = onClose
  })
  const stays = said?.retry !== undefined || isHeld
  const key = said?.key
  useEffect(() => {
    if (key === undefined || stays) return
    const timer = setTimeout(() => close.current(), UNDO_MS)
    return () => clearTimeout(timer)
  }, [key, stays])
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Being pointed at is no operation; it only keeps the bar from leaving.
    <div
      className="no-print pointer-events-none fixed inset-x-3 bottom-3 z-40 flex justify-center"
      onPointerEnter={() => setIsHeld(true)}
      onPointerLeave={() => setIsHeld(false)}
      onFocus={() => setIsHeld(true)}
      onBlur={() => setIsHeld(false)}
    >
      {said ? (
        <div
          key={said.key}
          data-tone={said.tone}
          className="pointer-events-auto flex max-w-xl items-center gap-2 rounded-lg border border-line bg-surface py-1.5 pr-1.5 pl-4 text-sm font-medium text-ink shadow-high data-[tone=bad]:border-bad"
        >
          <p className="min-w-0">{said.text}</p>
          {said.undo ? (
            <Button size="sm" tone="quiet" className="text-accent" onClick={said.undo} aria-keyshortcuts="z">
              Undo
            </Button>
          ) : null}
          {said.retry ? (
            <Button size="sm" tone="plain" onClick={said.retry}>
              Try again
            </Button>
          ) : null}
          <button
            type="button"
            aria-label="Close this message"
            onClick={onClose}
            className="inline-flex size-8 shrink-0 items-center justify-center rounded-md text-ink-3 hover:bg-surface-2 hover:text-ink"
          >
            <CloseIcon className="size-4" />
          </button>
        </div>
      ) : null}
    </div>
  )
}
