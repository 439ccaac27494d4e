import type { ReactNode } from 'react'

/** A part of an application's page under its own heading, with what is added to it behind a press. */
export function Section({ id, title, count, children }: { id: string; title: string; count?: number; children: ReactNode }) {
  return (
    <section id={id} aria-labelledby={`${id}-heading`} className="scroll-mt-20 border-t border-line pt-5">
      <h2 id={`${id}-heading`} className="mb-3 flex items-baseline gap-2 text-lg font-semibold">
        {title}
        {count ? <span className="text-sm font-normal text-ink-3 tabular-nums">{count}</span> : null}
      </h2>
      {children}
    </section>
  )
}

/** A form that is shown when it is wanted. Works without scripts. */
export function Fold({ title, isOpen, children }: { title: string; isOpen?: boolean; children: ReactNode }) {
  return (
    <details open={isOpen} className="group mt-3">
      <summary className="inline-flex min-h-8 items-center rounded-md border border-line bg-surface px-3 text-sm font-medium shadow-low hover:bg-surface-2 group-open:mb-3 group-open:bg-surface-2">
        {title}
      </summary>
      {children}
    </details>
  )
}

/** A small press within a line. */
export const lineButtonClass =
  'inline-flex min-h-6 items-center rounded-sm px-1 text-xs text-ink-2 underline underline-offset-2 hover:text-ink'
