import { scaleLinear } from '@visx/scale'
import type { FunnelRow } from '../../contract/insights'

type Step = 'saved' | 'applied' | 'answered' | 'interviewed' | 'offered' | 'accepted'
export const STEPS: { name: Step; words: string }[] = [
  { name: 'saved', words: 'Saved' },
  { name: 'applied', words: 'Applied' },
  { name: 'answered', words: 'Answered' },
  { name: 'interviewed', words: 'Interviewed' },
  { name: 'offered', words: 'Offered' },
  { name: 'accepted', words: 'Accepted' },
]
const WIDTH = 600
const LABEL_WIDTH = 110
const ROW = 34
const BAR = 22

/** How many got how far, drawn as bars; the ratio is to the step before. The same figures stand in the table below for who cannot see it. */
export function FunnelChart({ row }: { row: FunnelRow }) {
  const x = scaleLinear({ domain: [0, Math.max(1, row.saved)], range: [0, WIDTH - LABEL_WIDTH - 90] })
  return (
    <svg viewBox={`0 0 ${WIDTH} ${STEPS.length * ROW}`} aria-hidden="true" className="w-full max-w-2xl">
      {STEPS.map(({ name, words }, index) => {
        const before = STEPS[index - 1]
        const share = before && row[before.name] > 0 ? ` · ${Math.round((row[name] / row[before.name]) * 100)} %` : ''
        const width = x(row[name])
        return (
          <g key={name} transform={`translate(0 ${index * ROW})`}>
            <text x="0" y={BAR / 2 + 5} className="fill-ink-2 text-[14px]">
              {words}
            </text>
            <rect
              x={LABEL_WIDTH}
              width={Math.max(2, width)}
              height={BAR}
              rx="4"
              className={index === 0 ? 'fill-line-strong' : 'fill-accent'}
            />
            <text x={LABEL_WIDTH + width + 8} y={BAR / 2 + 5} className="fill-ink text-[14px] font-semibold">
              {row[name].toLocaleString('en')}
              <tspan className="fill-ink-3 font-normal">{share}</tspan>
            </text>
          </g>
        )
      })}
    </svg>
  )
}
