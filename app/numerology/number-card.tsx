import clsx from 'clsx'
import type { ReactNode } from 'react'
import type { NumberReading } from '../../server/numerology/core/numbers'
import { Card } from '../ui/card'
import { KIND_LEADS, KIND_TITLES, QUESTIONS } from './words'
import { Working } from './working'

type NumberCardProps = {
  number: NumberReading
  /** Stands beside the arithmetic. */
  drawing?: ReactNode
  /** Stands below it. */
  children?: ReactNode
}

/** One number with its arithmetic, its method and its note; or that it is not defined, and why. */
export function NumberCard({ number, drawing, children }: NumberCardProps) {
  const id = ID_OF[number.kind]
  return (
    <Card className="flex flex-col p-4 sm:p-5">
      <section id={id} aria-labelledby={`${id}-title`} className="flex flex-1 flex-col">
        <div className="flex items-start justify-between gap-4">
          <div className="min-w-0">
            <h3 id={`${id}-title`} className="text-lg font-semibold">
              {KIND_TITLES[number.kind]}
            </h3>
            <p className="text-sm text-ink-3">{KIND_LEADS[number.kind]}</p>
          </div>
          {number.value === null ? (
            <p className="shrink-0 rounded-md bg-surface-2 px-2 py-1 text-sm font-medium text-ink-2">not defined</p>
          ) : (
            <p className="shrink-0 text-right">
              <span className="text-4xl font-semibold tracking-[-0.04em] tabular-nums">{number.value}</span>
              {number.value === number.root ? null : <span className="block text-xs text-ink-3">root {number.root}</span>}
            </p>
          )}
        </div>
        {number.value === null ? (
          <p className="mt-3 text-ink-2">{number.says}</p>
        ) : (
          <>
            <p className="mt-3 text-ink-2 italic">{QUESTIONS[number.value] ?? QUESTIONS[number.root]}</p>
            <div className={clsx('mt-4', drawing && 'grid gap-6 md:grid-cols-2 md:items-center')}>
              {drawing}
              <Working steps={number.steps} />
            </div>
            {children ? <div className="mt-6">{children}</div> : null}
          </>
        )}
        <p className="mt-auto pt-4 text-xs text-ink-3">
          {number.method} <strong className="font-medium text-ink-2">{number.note}</strong>
        </p>
      </section>
    </Card>
  )
}

const ID_OF: Readonly<Record<NumberReading['kind'], string>> = {
  lifePath: 'life-path',
  birthday: 'birthday',
  expression: 'expression',
  soulUrge: 'soul-urge',
  personality: 'personality',
  maturity: 'maturity',
  personalYear: 'personal-year',
  personalMonth: 'personal-month',
  personalDay: 'personal-day',
}
