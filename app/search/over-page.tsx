import { useLocation } from '@remix-run/react'
import { type ReactNode, useEffect, useLayoutEffect, useRef } from 'react'
import { CloseIcon } from '../ui/icons'
import { KeyList } from '../ui/key-list'
import type { PageCommands } from '../ui/page-commands'
import { keysOf } from './page-keys'
import { Palette } from './palette'

export type Opened = 'search' | 'keys'

/** What opens over any page by a key: the search, or the keys of the page one is on. Closed by Escape, a press beside it, or going to another page. */
export function OverPage({ opened, offer, onClose }: { opened: Opened; offer: PageCommands | null; onClose(): void }) {
  const { pathname } = useLocation()
  if (opened === 'search')
    return (
      <Over label="Search everything" onClose={onClose}>
        <Palette offer={offer} onClose={onClose} />
      </Over>
    )
  return (
    <Over label="Keys of this page" onClose={onClose}>
      <div className="p-5 sm:p-6">
        <div className="mb-4 flex items-start justify-between gap-4">
          <h2 className="text-xl font-semibold">Keys of this page</h2>
          <button
            type="button"
            aria-label="Close"
            onClick={onClose}
            className="-m-2 inline-flex size-9 items-center justify-center rounded-md text-ink-3 hover:bg-surface-2 hover:text-ink"
          >
            <CloseIcon className="size-4.5" />
          </button>
        </div>
        <KeyList keys={keysOf(pathname)} />
      </div>
    </Over>
  )
}

function Over({ label, onClose, children }: { label: string; onClose(): void; children: ReactNode }) {
  const dialog = useRef<HTMLDialogElement>(null)
  const { key } = useLocation()
  const openedAt = useRef(key)
  useLayoutEffect(() => {
    const shown = dialog.current
    if (shown && !shown.open) shown.showModal()
    // Closed before it is taken off the page, so that the keyboard goes back to where it was.
    return () => shown?.close()
  }, [])
  useEffect(() => {
    if (key !== openedAt.current) onClose()
  }, [key, onClose])
  return (
    <dialog
      ref={dialog}
      aria-label={label}
      closedby="any"
      onClose={onClose}
      className="no-print mx-auto mt-[min(6rem,8vh)] mb-auto w-[min(40rem,calc(100vw-1.5rem))] max-w-none overflow-hidden rounded-xl border border-line bg-surface p-0 shadow-high"
    >
      {children}
    </dialog>
  )
}
