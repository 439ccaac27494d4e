import clsx from 'clsx'

/** The shape of what is on its way. Put it in an element with `aria-busy`. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden className={clsx('block animate-breathe rounded-sm bg-surface-3', className ?? 'h-4 w-full')} />
}
