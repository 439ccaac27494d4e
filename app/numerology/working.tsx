import clsx from 'clsx'
import { Fragment } from 'react'
import type { Step, Term } from '../../server/numerology/core/numbers'
import { groupSteps } from './group-steps'

/** The arithmetic of a number, line by line: a tile for each addend, a letter above its value. */
export function Working({ steps }: { steps: Step[] }) {
  const groups = groupSteps(steps)
  return (
    <ol className="space-y-3">
      {groups.map((group, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: Two names of somebody may be the same; their place tells them apart.
        <li key={index}>
          <p className="mb-1 text-xs font-medium text-ink-3">{group.of}</p>
          <div className="space-y-1">
            {group.steps.map((step, line) => (
              <Line key={step.terms.length * 1_000 + step.total} step={step} isLast={line === group.steps.length - 1} />
            ))}
          </div>
        </li>
      ))}
    </ol>
  )
}

function Line({ step, isLast }: { step: Step; isLast: boolean }) {
  const isAlone = step.terms.length === 1 && step.terms[0]?.from === String(step.total)
  return (
    <p className="flex flex-wrap items-end gap-x-1 gap-y-1.5 tabular-nums">
      {isAlone
        ? null
        : step.terms.map((term, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: The same letter may come twice; the order never changes.
            <Fragment key={index}>
              {index > 0 ? <span className="pb-0.5 text-ink-3">+</span> : null}
              <Tile term={term} />
            </Fragment>
          ))}
      {isAlone ? null : <span className="px-0.5 pb-0.5 text-ink-3">=</span>}
      <Total step={step} isLast={isLast} />
    </p>
  )
}

function Tile({ term }: { term: Term }) {
  const isDigit = term.from === String(term.value)
  return (
    <span className="inline-flex min-w-6 flex-col items-center rounded-sm bg-surface-2 px-1 text-center">
      {isDigit ? null : (
        <span className="text-2xs text-ink-2">
          {term.from}
          {term.as ? <span className="text-ink-3"> as {term.as}</span> : null}
        </span>
      )}
      <span className="font-medium">{term.value}</span>
    </span>
  )
}

function Total({ step, isLast }: { step: Step; isLast: boolean }) {
  return (
    <span
      className={clsx(
        'inline-flex min-w-7 justify-center rounded-sm px-1.5 font-semibold',
        step.isMaster ? 'bg-mark-4 text-mark-4-text' : isLast ? 'bg-mark text-mark-text' : 'text-ink',
      )}
    >
      {step.total}
      {step.isMaster ? <span className="ml-1 self-center text-2xs font-medium">master, stays</span> : null}
    </span>
  )
}
