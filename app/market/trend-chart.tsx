import { scaleLinear } from '@visx/scale'
import { LinePath } from '@visx/shape'
import type { Market } from '../../contract/market'
import { formatDay } from '../ui/time-ago'

const WIDTH = 600
const HEIGHT = 140
const EDGE = 10

/** Open jobs day by day. The same figures stand in the table that screen readers get instead. */
export function TrendChart({ trend }: { trend: Market['trend'] }) {
  const [first, last] = [trend[0], trend.at(-1)]
  if (!first || !last || trend.length < 2) return null
  const x = scaleLinear({ domain: [Date.parse(first.date), Date.parse(last.date)], range: [EDGE, WIDTH - EDGE] })
  const y = scaleLinear({ domain: [0, Math.max(1, ...trend.map((day) => day.openJobs))], range: [HEIGHT - 24, EDGE], nice: true })
  return (
    <figure>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true" className="w-full max-w-2xl">
        <line x1={EDGE} x2={WIDTH - EDGE} y1={y(0)} y2={y(0)} className="stroke-line" strokeWidth="1" />
        <LinePath
          data={trend}
          x={(day) => x(Date.parse(day.date))}
          y={(day) => y(day.openJobs)}
          className="fill-none stroke-accent"
          strokeWidth={2.5}
        />
        <circle cx={x(Date.parse(last.date))} cy={y(last.openJobs)} r="4" className="fill-accent" />
        <text x={EDGE} y={HEIGHT - 6} className="fill-ink-3 text-[13px]">
          {formatDay(first.date)}
        </text>
        <text x={WIDTH - EDGE} y={HEIGHT - 6} textAnchor="end" className="fill-ink-3 text-[13px]">
          {formatDay(last.date)}
        </text>
      </svg>
      <figcaption className="mt-1 text-sm text-ink-2">
        From {first.openJobs.toLocaleString('en')} open jobs to {last.openJobs.toLocaleString('en')}.
      </figcaption>
      <div className="sr-only">
        <table>
          <caption>Open and new jobs by day</caption>
          <thead>
            <tr>
              <th scope="col">Day</th>
              <th scope="col">Open</th>
              <th scope="col">Found within the week before</th>
            </tr>
          </thead>
          <tbody>
            {trend.map((day) => (
              <tr key={day.date}>
                <th scope="row">{formatDay(day.date)}</th>
                <td>{day.openJobs.toLocaleString('en')}</td>
                <td>{day.newJobs.toLocaleString('en')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </figure>
  )
}
