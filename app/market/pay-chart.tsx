import { scaleLinear } from '@visx/scale'
import { MARKET_SMALL, type PayFigures } from '../../contract/market'
import { Badge } from '../ui/badge'
import { money } from './words'

const WIDTH = 400
const HEIGHT = 64
const EDGE = 8
/** Half the width of a written amount: nearer to the edge it would be cut. */
const LABEL_HALF = 40

/** The middle half of all stated pay, and its median, for each currency on a scale of its own: currencies are not compared. */
export function PayChart({ pay }: { pay: PayFigures[] }) {
  return (
    <ul className="space-y-6">
      {pay.map((row) => (
        <li key={row.currency}>
          <p className="flex flex-wrap items-baseline gap-x-3 text-sm">
            <span className="text-xl font-semibold tabular-nums">{money(row.medianCents, row.currency)}</span>
            <span className="text-ink-2">
              median a year; half of all between {money(row.lowerQuartileCents, row.currency)} and{' '}
              {money(row.upperQuartileCents, row.currency)}
            </span>
            <span className="text-ink-3">
              {row.n.toLocaleString('en')} adverts in {row.currency}
            </span>
            {row.n < MARKET_SMALL ? <Badge tone="warn">few</Badge> : null}
          </p>
          <PayRange row={row} />
        </li>
      ))}
    </ul>
  )
}

function PayRange({ row }: { row: PayFigures }) {
  const x = scaleLinear({ domain: [0, Math.max(1, row.upperQuartileCents * 1.15)], range: [EDGE, WIDTH - EDGE], nice: true })
  const [low, middle, high] = [x(row.lowerQuartileCents), x(row.medianCents), x(row.upperQuartileCents)]
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true" className="mt-2 w-full max-w-md">
      <line x1={EDGE} x2={WIDTH - EDGE} y1="18" y2="18" className="stroke-line" strokeWidth="2" />
      <rect x={low} width={Math.max(2, high - low)} y="8" height="20" rx="5" className="fill-accent-soft" />
      <rect x={middle - 2} width="4" y="4" height="28" rx="2" className="fill-accent" />
      {x.ticks(3).map((tick) => (
        <g key={tick} transform={`translate(${x(tick)} 0)`}>
          <line y1="36" y2="41" className="stroke-line-strong" strokeWidth="1" />
          <text
            y="57"
            textAnchor={tick === 0 ? 'start' : x(tick) > WIDTH - LABEL_HALF ? 'end' : 'middle'}
            className="fill-ink-3 text-[13px]"
          >
            {money(tick, row.currency)}
          </text>
        </g>
      ))}
    </svg>
  )
}
