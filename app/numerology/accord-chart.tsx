import type { Accord, AccordStep } from '../../server/numerology/core/compatibility'
import { accordOf } from '../../server/numerology/core/compatibility'

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
    <svg viewBox={`0 0 ${size} ${size}`} aria-hidden="true" className="w-full max-w-72">
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
      {steps.map(({ kind, ofA, ofB }, index) => (
        <circle
          key={kind}
          cx={CELL * ofB + CELL / 2}
          cy={CELL * ofA + CELL / 2}
          r={6 + index * 3}
          className="fill-none stroke-ink"
          strokeWidth="2"
        />
      ))}
    </svg>
  )
}
