import { useEffect, useId, useRef } from 'react'
import type { ApplicationCard, Outcome } from '../../contract/applications'
import { ALL_REASONS, defaultReasonOf, OUTCOMES } from '../../contract/stages'
import { outcomesFor } from '../../server/applications/core/stages'
import { Button } from '../ui/button'
import { OutcomeChoice } from './outcome-choice'
import { OUTCOME_CHOICES } from './words'

type OutcomeDialogProps = {
  /** What is to be closed; of several, the outcomes that fit at least one are offered. */
  cards: ApplicationCard[]
  onClose(outcome: Outcome): void
  onCancel(): void
}

/** Asks how it ended, and why: no application is closed without. */
export function OutcomeDialog({ cards, onClose, onCancel }: OutcomeDialogProps) {
  const dialogRef = useRef<HTMLDialogElement>(null)
  const titleId = useId()
  useEffect(() => dialogRef.current?.showModal(), [])
  const [first] = cards
  const fitting = OUTCOME_CHOICES.filter((kind) => cards.some((card) => outcomesFor(card).includes(kind)))
  const startKind = first?.outcome?.kind ?? fitting[0] ?? 'withdrawn'
  return (
    <dialog
      ref={dialogRef}
      aria-labelledby={titleId}
      onClose={onCancel}
      className="m-auto w-full max-w-md rounded-xl border border-line bg-surface p-5 shadow-high"
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          onClose(readOutcome(new FormData(event.currentTarget)))
        }}
      >
        <h2 id={titleId} className="text-lg font-semibold">
          How did {cards.length === 1 ? 'it' : 'they'} end?
        </h2>
        <p className="mt-1 text-sm text-ink-2">
          {cards.length === 1 ? [first?.title, first?.companyName].filter(Boolean).join(' at ') : `${cards.length} applications`}
        </p>
        <OutcomeChoice kinds={fitting} startKind={startKind} startReason={first?.outcome?.reason ?? defaultReasonOf(startKind)} />
        <div className="mt-5 flex justify-end gap-2">
          <Button onClick={onCancel}>Cancel</Button>
          <Button type="submit" tone="primary">
            Close {cards.length === 1 ? 'application' : 'applications'}
          </Button>
        </div>
      </form>
    </dialog>
  )
}

function readOutcome(form: FormData): Outcome {
  const kind = OUTCOMES.find((each) => each === form.get('outcome')) ?? 'withdrawn'
  return { kind, reason: ALL_REASONS.find((reason) => reason === form.get('reason')) ?? defaultReasonOf(kind) }
}
