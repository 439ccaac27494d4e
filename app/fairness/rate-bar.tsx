import clsx from 'clsx'

/** A rate as a bar beside its words. */
export function RateBar({ ratio, isBelow, words }: { ratio: number; isBelow: boolean; words: string }) {
  return (
    <span className="flex items-center gap-2">
      <svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" className="h-2 w-24 shrink-0 rounded-sm bg-surface-2">
        <rect width={Math.max(0, Math.min(1, ratio)) * 100} height="8" className={clsx(isBelow ? 'fill-bad' : 'fill-accent')} />
      </svg>
      <span className="text-sm tabular-nums">{words}</span>
    </span>
  )
}
