import { Link } from '@remix-run/react'
import { scaleTime } from '@visx/scale'
import { STAGE_GROUPS } from '../../contract/stages'
import { dayWord } from './due-words'
import type { TimelineRow } from './timeline-rows'
import { GROUP_LOOK, GROUP_WORDS } from './words'

const WIDTH = 1_000
const BAR_Y = 8
const BAR_HEIGHT = 12
const ROW_HEIGHT = 28
const DAY_MS = 86_400_000
const TICKS = 6

/** Where each application stood over time, drawn; the same in words stands in each row for who cannot see it. */
export function TimelineView({ rows, nowMs }: { rows: TimelineRow[]; nowMs: number }) {
  const starts = rows.flatMap(({ spans }) => spans.map((span) => span.fromMs))
  const startMs = Math.min(...starts, nowMs - DAY_MS)
  const x = scaleTime({ domain: [new Date(startMs), new Date(nowMs)], range: [0, WIDTH] })
  // Of a short time several ticks fall on one day, which is named once.
  const ticks = [...new Map(x.ticks(TICKS).map((tick) => [tick.toISOString().slice(0, 10), tick])).values()]
  return (
    <section aria-label="Timeline">
      <ul aria-label="What the colours mean" className="mb-3 flex flex-wrap gap-x-4 gap-y-1 text-xs text-ink-2">
        {STAGE_GROUPS.map((group) => (
          <li key={group} className="inline-flex items-center gap-1.5">
            <span aria-hidden className={`size-2.5 rounded-sm ${GROUP_LOOK[group].dot}`} />
            {GROUP_WORDS[group]}
          </li>
        ))}
      </ul>
      <div className="rounded-lg border border-line bg-surface p-3 sm:p-4">
        <svg viewBox={`0 0 ${WIDTH} 20`} aria-hidden="true" className="mb-1 ml-[35%] hidden w-[65%] overflow-visible sm:block">
          {ticks.map((tick) => (
            <text key={tick.getTime()} x={x(tick)} y="14" className="fill-ink-3 text-[17px]">
              {dayWord(tick.toISOString(), { day: 'numeric', month: 'short' })}
            </text>
          ))}
        </svg>
        <ol className="divide-y divide-line">
          {rows.map(({ card, spans }) => (
            <li key={card.id} className="items-center py-1 sm:grid sm:grid-cols-[35%_65%]">
              <p className="truncate pr-3 text-sm">
                <Link to={`/applications/${card.id}`} className="font-medium text-ink no-underline hover:underline">
                  {card.title}
                </Link>
                <span className="text-ink-3"> {card.companyName}</span>
              </p>
              <svg viewBox={`0 0 ${WIDTH} ${ROW_HEIGHT}`} preserveAspectRatio="none" aria-hidden="true" className="h-7 w-full">
                {ticks.map((tick) => (
                  <line
                    key={tick.getTime()}
                    x1={x(tick)}
                    x2={x(tick)}
                    y1="0"
                    y2={ROW_HEIGHT}
                    className="stroke-line"
                    vectorEffect="non-scaling-stroke"
                  />
                ))}
                {spans.map((span) => {
                  const from = x(new Date(span.fromMs))
                  const until = x(new Date(span.untilMs ?? nowMs))
                  return (
                    <rect
                      key={`${span.group} ${span.fromMs}`}
                      x={from}
                      y={BAR_Y}
                      width={Math.max(3, until - from)}
                      height={BAR_HEIGHT}
                      className={GROUP_LOOK[span.group].fill}
                    >
                      <title>{spanWords(span)}</title>
                    </rect>
                  )
                })}
              </svg>
              <p className="sr-only">{spans.map(spanWords).join('; ')}</p>
            </li>
          ))}
        </ol>
      </div>
    </section>
  )
}

function spanWords({ group, fromMs, untilMs }: TimelineRow['spans'][number]): string {
  const word = (ms: number) => dayWord(new Date(ms).toISOString(), { day: 'numeric', month: 'short', year: 'numeric' })
  return `${GROUP_WORDS[group]} from ${word(fromMs)}${untilMs === null ? '' : ` to ${word(untilMs)}`}`
}
