import type { Accord, AccordStep } from '../../server/numerology/core/compatibility'
import { ACCORDS, accordOf } from '../../server/numerology/core/compatibility'

const DIGITS = [1, 2, 3, 4, 5, 6, 7, 8, 9]
const CELL = 30
const TONES: Readonly<Record<Accord, string>> = {
  natural: 'fill-accent',
  compatible: 'fill-accent/45',
  neutral: 'fill-line-strong/30',
  challenging: 'fill-surface-2',
}

/** The chart of concords with a ring where two readings meet. The same stands in words beside it. */
export function AccordChart({ steps }: { steps: AccordStep[] }) {
  const size = CELL * 10 + 4
  return (
    <div aria-hidden="true" className="max-w-72">
      <svg viewBox={`0 0 ${size} ${size}`} aria-hidden="true" className="w-full">
        {DIGITS.map((digit) => (
          <g key={digit} className="fill-ink-3 text-[12px]">
            <text x={CELL * digit + CELL / 2} y={CELL * 0.65} textAnchor="middle">
              {digit}
            </text>
            <text x={CELL / 2} y={CELL * digit + CELL * 0.65} textAnchor="middle">
              {digit}
            </text>
          </g>
        ))}
        {DIGITS.flatMap((a) =>
          DIGITS.map((b) => (
            <rect
              key={`${a}${b}`}
              x={CELL * b + 1.5}
              y={CELL * a + 1.5}
              width={CELL - 3}
              height={CELL - 3}
              rx="5"
              className={TONES[accordOf(a, b)]}
            />
          )),
        )}
        {steps.map(({ kind, ofA, ofB }, index) => {
          const ring = { cx: CELL * ofB + CELL / 2, cy: CELL * ofA + CELL / 2, r: 5 + index * 3 }
          return (
            <g key={kind} className="fill-none">
              <circle {...ring} className="stroke-surface" strokeWidth="4.5" />
              <circle {...ring} className="stroke-ink" strokeWidth="2" />
            </g>
          )
        })}
      </svg>
      <ul className="mt-2 flex flex-wrap justify-end gap-x-3 gap-y-1 text-2xs text-ink-3">
        {ACCORDS.map((accord) => (
          <li key={accord} className="inline-flex items-center gap-1">
            <svg viewBox="0 0 10 10" aria-hidden="true" className="size-2.5">
              <rect width="10" height="10" rx="2" className={TONES[accord]} />
            </svg>
            {accord}
          </li>
        ))}
      </ul>
    </div>
  )
}
