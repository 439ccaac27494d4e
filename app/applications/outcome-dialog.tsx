import { useEffect, useId, useState } from 'react'
import type { ApplicationCard, Outcome } from '../../contract/applications'
import { ALL_REASONS, defaultReasonOf, type OutcomeKind, reasonsOf } from '../../contract/stages'
import { outcomesFor } from '../../server/applications/core/stages'
import { Button } from '../ui/button'
import { Checkbox, Field, Select } from '../ui/field'
import { OUTCOME_CHOICES, OUTCOME_HINTS, OUTCOME_WORDS, REASON_WORDS } from './words'

type OutcomeDialogProps = {
  /** What is to be closed; of several, the outcomes that fit at least one. */
  cards: ApplicationCard[]
  onClose(outcome: Outcome): void
  onCancel(): void
}

/** Asks how it ended, and why: no application is closed without. */
export function OutcomeDialog({ cards, onClose, onCancel }: OutcomeDialogProps) {
  const [dialog, setDialog] = useState<HTMLDialogElement | null>(null)
  const titleId = useId()
  useEffect(() => {
    if (dialog && !dialog.open) dialog.showModal()
  }, [dialog])
  const [first] = cards
  const fitting = OUTCOME_CHOICES.filter((kind) => cards.some((card) => outcomesFor(card).includes(kind)))
  const [kind, setKind] = useState<OutcomeKind>(first?.outcome?.kind ?? fitting[0] ?? 'withdrawn')
  return (
    <dialog
      ref={setDialog}
      aria-labelledby={titleId}
      onCancel={onCancel}
      onClose={onCancel}
      className="m-auto w-full max-w-md rounded-xl border border-line bg-surface p-5 shadow-high"
    >
      <form
        method="dialog"
        onSubmit={(event) => {
          event.preventDefault()
          onClose(readOutcome(new FormData(event.currentTarget), kind))
        }}
      >
        <h2 id={titleId} className="text-lg font-semibold">
          How did {cards.length === 1 ? 'it' : 'they'} end?
        </h2>
        <p className="mt-1 text-sm text-ink-2">
          {cards.length === 1 ? [first?.title, first?.companyName].filter(Boolean).join(' at ') : `${cards.length} applications`}
        </p>
        <OutcomeChoice kinds={fitting} kind={kind} onKind={setKind} reason={first?.outcome?.reason} />
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

type OutcomeChoiceProps = { kinds: OutcomeKind[]; kind: OutcomeKind; onKind?: (kind: OutcomeKind) => void; reason?: string | undefined }

/** The outcome and its reason as fields of a form, `outcome` and `reason`. Without scripts every reason can be chosen; the server checks. */
export function OutcomeChoice({ kinds, kind, onKind, reason }: OutcomeChoiceProps) {
  return (
    <>
      <fieldset className="mt-4">
        <legend className="sr-only">Outcome</legend>
        <div className="-mx-1.5">
          {kinds.map((each) => (
            <Checkbox
              key={each}
              type="radio"
              name="outcome"
              value={each}
              required
              checked={onKind ? each === kind : undefined}
              defaultChecked={onKind ? undefined : each === kind}
              onChange={onKind ? () => onKind(each) : undefined}
              aside={OUTCOME_HINTS[each]}
            >
              {OUTCOME_WORDS[each]}
            </Checkbox>
          ))}
        </div>
      </fieldset>
      <Field label="Why" className="mt-3">
        {(control) => (
          <Select key={kind} {...control} name="reason" defaultValue={reason}>
            {reasonsOf(kind).map((each) => (
              <option key={each} value={each}>
                {REASON_WORDS[each]}
              </option>
            ))}
          </Select>
        )}
      </Field>
    </>
  )
}

function readOutcome(form: FormData, kind: OutcomeKind): Outcome {
  const said = form.get('reason')
  return { kind, reason: ALL_REASONS.find((reason) => reason === said) ?? defaultReasonOf(kind) }
}
