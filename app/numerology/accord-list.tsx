import type { Compatibility } from '../../server/numerology/core/compatibility'
import { AccordChart } from './accord-chart'
import { ACCORD_WORDS, KIND_TITLES } from './words'

/** How two readings stand to each other: the score, what it is made of, the chart, the method and the note. */
export function AccordList({ found, nameA, nameB }: { found: Compatibility; nameA: string; nameB: string }) {
  return (
    <div className="grid gap-6 sm:grid-cols-[minmax(0,1fr)_18rem]">
      <div className="min-w-0">
        {found.score === null ? (
          <p className="text-ink-2">Not defined: there is no number that both have.</p>
        ) : (
          <p>
            <span className="text-4xl font-semibold tracking-[-0.04em] tabular-nums">
              {found.points}
              <span className="text-ink-3"> of {found.pointsMax}</span>
            </span>
            <span className="ml-2 text-sm text-ink-3">points, {Math.round(found.score * 100)} %</span>
          </p>
        )}
        <ol className="mt-3 divide-y divide-line">
          {found.steps.map((step) => (
            <li key={step.kind} className="flex flex-wrap items-baseline justify-between gap-x-4 py-2 text-sm">
              <span>
                <span className="font-medium">{KIND_TITLES[step.kind]}:</span> {nameA} {step.ofA}, {nameB} {step.ofB}
              </span>
              <span className="text-ink-2 tabular-nums">
                {ACCORD_WORDS[step.accord]}, {step.points} of {step.pointsMax}
              </span>
            </li>
          ))}
        </ol>
        {found.leftOut.map((sentence) => (
          <p key={sentence} className="mt-2 text-sm text-ink-3">
            {sentence}
          </p>
        ))}
        <p className="mt-4 text-xs text-ink-3">
          {found.method} <strong className="font-medium text-ink-2">{found.note}</strong>
        </p>
      </div>
      <AccordChart steps={found.steps} />
    </div>
  )
}
