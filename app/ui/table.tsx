import clsx from 'clsx'
import type { ComponentProps, ReactNode } from 'react'

/** A table that scrolls by itself on a narrow screen; the caption names it for screen readers. */
export function Table({ caption, children }: { caption: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: A region that scrolls must be reachable by keyboard.
    <section aria-label={caption} tabIndex={0} className="relative overflow-x-auto rounded-lg border border-line bg-surface">
      <table className="w-full border-collapse text-left text-sm">
        <caption className="sr-only">{caption}</caption>
        {children}
      </table>
    </section>
  )
}

export function Th({ className, ...rest }: ComponentProps<'th'>) {
  return (
    <th
      scope="col"
      {...rest}
      className={clsx('border-b border-line bg-surface-2 px-3 py-2 text-xs font-semibold whitespace-nowrap text-ink-2', className)}
    />
  )
}

export function Td({ className, ...rest }: ComponentProps<'td'>) {
  return <td {...rest} className={clsx('border-b border-line px-3 py-2 align-top text-ink [tr:last-child>&]:border-0', className)} />
}
