export type Bar = { name: string; value: number; words: string; look: string }

/** Values beside each other, each with its name and figure in text. `top` is the value of a full bar; left out, the greatest. */
export function Bars({ label, bars, top }: { label: string; bars: Bar[]; top?: number }) {
  const full = Math.max(top ?? 0, ...bars.map((bar) => bar.value), Number.MIN_VALUE)
  return (
    <dl aria-label={label} className="space-y-2.5">
      {bars.map((bar) => (
        <div key={bar.name} className="grid grid-cols-[6.5rem_minmax(0,1fr)_4rem] items-center gap-3 text-sm">
          <dt className="truncate text-ink-2">{bar.name}</dt>
          <dd className="contents">
            <svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" className="h-2 w-full rounded-full bg-surface-3">
              <rect x="0" y="0" height="8" width={(bar.value / full) * 100} className={bar.look} />
            </svg>
            <span className="text-right font-medium tabular-nums">{bar.words}</span>
          </dd>
        </div>
      ))}
    </dl>
  )
}
