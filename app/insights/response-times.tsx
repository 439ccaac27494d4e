import { scaleLinear } from '@visx/scale'
import type { ResponseTimes } from '../../contract/insights'
import { sourceWord } from '../jobs/words'
import { Badge } from '../ui/badge'

const WIDTH = 300
const HEIGHT = 14

/** How long answers take: a bar to the median, a line on to the ninth of ten. */
export function ResponseTimesList({ all, bySource }: { all: ResponseTimes; bySource: ResponseTimes[] }) {
  const rows = [
    { ...all, name: 'All' },
    ...bySource.map((row) => ({ ...row, name: row.key === null || row.key === 'own' ? 'Found elsewhere' : sourceWord(row.key) })),
  ]
  const answered = rows.filter((row) => row.medianDays !== null)
  if (answered.length === 0) return <p className="text-sm text-ink-2">Nobody has answered yet.</p>
  const x = scaleLinear({ domain: [0, Math.max(1, ...answered.map((row) => row.p90Days ?? row.medianDays ?? 0))], range: [0, WIDTH] })
  return (
    <ul className="space-y-2">
      {answered.map((row) => (
        <li key={row.name} className="items-center gap-3 text-sm sm:grid sm:grid-cols-[9rem_minmax(0,1fr)_16rem]">
          <span className="font-medium">
            {row.name} {row.isSmall ? <Badge tone="warn">few</Badge> : null}
          </span>
          <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true" className="h-3.5 w-full">
            <rect y={HEIGHT / 2 - 1} width={x(row.p90Days ?? 0)} height="2" className="fill-line-strong" />
            <rect y="2" width={Math.max(2, x(row.medianDays ?? 0))} height={HEIGHT - 4} rx="3" className="fill-accent" />
          </svg>
          <span className="text-ink-2 tabular-nums">
            half within {daysWord(row.medianDays)}, nine of ten within {daysWord(row.p90Days)}; {row.samples} answers
          </span>
        </li>
      ))}
    </ul>
  )
}

function daysWord(days: number | null): string {
  if (days === null) return '–'
  const rounded = Math.round(days * 10) / 10
  return rounded === 1 ? '1 day' : `${rounded.toLocaleString('en')} days`
}
