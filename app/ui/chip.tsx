import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import { CloseIcon } from './icons'

/** A fact in a pill. */
export function Chip({ children }: { children: ReactNode }) {
  return (
    <span className="inline-flex min-h-6 max-w-full items-center rounded-sm bg-surface-2 px-1.75 text-xs text-ink-2 group-hover:bg-surface-3">
      <span className="truncate">{children}</span>
    </span>
  )
}

/** A choice in force, with a link that takes it back. */
export function RemovableChip({ children, removeTo, name }: { children: ReactNode; removeTo: string; name: string }) {
  return (
    <Link
      to={removeTo}
      preventScrollReset
      aria-label={`Remove filter: ${name}`}
      className="inline-flex min-h-7 max-w-full items-center gap-1.5 rounded-full bg-accent-soft py-0.5 pr-2 pl-3 text-sm font-medium text-on-accent-soft no-underline hover:bg-surface-3"
    >
      <span className="truncate">{children}</span>
      <CloseIcon className="size-3.5 shrink-0" />
    </Link>
  )
}
