import { Link } from '@remix-run/react'
import { scaleLinear } from '@visx/scale'
import { Badge } from '../ui/badge'

const WIDTH = 200
const HEIGHT = 12

export interface BarRow {
  key: string
  name: string
  value: number
  /** What stands behind the value. */
  detail?: string | null
  isSmall?: boolean
  to?: string
}

/** A bar for each line, most first, with its figure as text: the drawing adds nothing that is not written. */
export function BarList({ rows, label, unit }: { rows: BarRow[]; label: string; unit: string }) {
  const x = scaleLinear({ domain: [0, Math.max(1, ...rows.map((row) => row.value))], range: [0, WIDTH] })
  return (
    <ul aria-label={label} className="space-y-2">
      {rows.map((row) => (
        <li
          key={row.key}
          className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-3 gap-y-1 text-sm sm:grid-cols-[minmax(0,12rem)_minmax(0,1fr)_minmax(9rem,auto)]"
        >
          <span className="truncate font-medium">
            {row.to ? (
              <Link to={row.to} className="text-ink underline decoration-line-strong underline-offset-3 hover:decoration-current">
                {row.name}
              </Link>
            ) : (
              row.name
            )}
          </span>
          <svg
            viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
            preserveAspectRatio="none"
            aria-hidden="true"
            className="h-3 w-full max-sm:col-span-2 max-sm:row-start-2"
          >
            <rect width={Math.max(1.5, x(row.value))} height={HEIGHT} rx="2" className="fill-accent" />
          </svg>
          <span className="text-right text-ink-2 tabular-nums sm:text-left">
            {row.value.toLocaleString('en')}
            <span className="sr-only"> {unit}</span>
            {row.detail ? ` · ${row.detail}` : ''} {row.isSmall ? <Badge tone="warn">few</Badge> : null}
          </span>
        </li>
      ))}
    </ul>
  )
}
