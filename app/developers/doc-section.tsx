import type { ReactNode } from 'react'

/** A chapter of the page, with an address of its own. */
export function DocSection({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section aria-labelledby={id} className="border-t border-line pt-10 first:border-0 first:pt-0">
      <AnchorHeading id={id} level={2} className="text-2xl font-semibold tracking-[-0.025em]">
        {title}
      </AnchorHeading>
      <div className="mt-4 space-y-5">{children}</div>
    </section>
  )
}

type AnchorHeadingProps = { id: string; level: 2 | 3; className: string; children: ReactNode }

/** A heading that can be linked to: its sign leads to itself. */
export function AnchorHeading({ id, level, className, children }: AnchorHeadingProps) {
  const Heading = level === 2 ? 'h2' : 'h3'
  return (
    <div className="group/anchor flex items-baseline gap-2">
      <Heading id={id} className={className}>
        {children}
      </Heading>
      <a
        href={`#${id}`}
        aria-label={`Link to: ${id}`}
        className="rounded-sm px-1 text-ink-3 no-underline opacity-0 group-hover/anchor:opacity-100 hover:text-accent focus-visible:opacity-100"
      >
        #
      </a>
    </div>
  )
}
