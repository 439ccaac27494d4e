import { useEffect, useId, useRef, useState } from 'react'
import { DISPOSITION_REASONS, type Disposition, type HiringCard, type HiringStage } from '../../contract/hiring'
import { Button } from '../ui/button'
import { Field, Input, Select } from '../ui/field'
import { DISPOSITION_REASON_WORDS, DISPOSITION_WORDS } from './words'

type ActDialogProps = {
  cards: HiringCard[]
  stages: HiringStage[]
  /** Opened to end applications, by a drop on the last column. */
  isClosing: boolean
  onMove(stageId: string): void
  onEnd(disposition: Disposition): void
  onTag(tag: string): void
  /** Left out for who may not write to candidates. */
  onWrite?: (() => void) | undefined
  onCancel(): void
}

/** What can be done with one card or many: the twin of dragging, for every pointer and every keyboard. A rejection wants its reason. */
export function ActDialog({ cards, stages, isClosing, onMove, onEnd, onTag, onWrite, onCancel }: ActDialogProps) {
  const dialogRef = useRef<HTMLDialogElement>(null)
  const titleId = useId()
  const [kind, setKind] = useState<'rejected' | 'hired'>('rejected')
  const [reason, setReason] = useState('')
  const [tag, setTag] = useState('')
  useEffect(() => dialogRef.current?.showModal(), [])
  const [first] = cards
  const who = cards.length === 1 ? (first?.name ?? first?.label ?? '') : `${cards.length.toLocaleString('en')} candidates`
  const chosen = DISPOSITION_REASONS[kind].find((each) => each === reason)
  return (
    <dialog
      ref={dialogRef}
      aria-labelledby={titleId}
      onClose={onCancel}
      className="m-auto w-full max-w-md rounded-xl border border-line bg-surface p-5 shadow-high"
    >
      <h2 id={titleId} className="mb-3 truncate text-lg font-semibold">
        {isClosing ? `How does it end for ${who}?` : who}
      </h2>
      {isClosing ? null : (
        <>
          <p className="mb-1.5 text-sm font-medium">Move to</p>
          <ul className="mb-4 flex flex-wrap gap-2">
            {stages.map((stage) => (
              <li key={stage.id}>
                <Button size="sm" onClick={() => onMove(stage.id)} aria-pressed={cards.every(({ stageId }) => stageId === stage.id)}>
                  {stage.name}
                </Button>
              </li>
            ))}
          </ul>
          <form
            className="mb-4 flex items-end gap-2"
            onSubmit={(event) => {
              event.preventDefault()
              if (tag.trim()) onTag(tag.trim())
            }}
          >
            <Field label="Tag" className="flex-1">
              {(control) => <Input {...control} maxLength={30} value={tag} onChange={(event) => setTag(event.target.value)} />}
            </Field>
            <Button type="submit">Add</Button>
          </form>
          {onWrite ? (
            <p className="mb-4">
              <Button onClick={onWrite}>Write to them…</Button>
            </p>
          ) : null}
        </>
      )}
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (chosen) onEnd({ kind, reason: chosen })
        }}
      >
        <div className="grid gap-3 sm:grid-cols-2">
          <Field label={isClosing ? 'Ending' : 'End it'}>
            {(control) => (
              <Select {...control} value={kind} onChange={(event) => setKind(event.target.value === 'hired' ? 'hired' : 'rejected')}>
                <option value="rejected">{DISPOSITION_WORDS.rejected}</option>
                <option value="hired">{DISPOSITION_WORDS.hired}</option>
              </Select>
            )}
          </Field>
          <Field label="Reason" hint={kind === 'rejected' ? 'For your reports. The candidate reads only that it ended.' : undefined}>
            {(control) => (
              <Select {...control} required value={chosen ?? ''} onChange={(event) => setReason(event.target.value)}>
                <option value="">Choose one…</option>
                {DISPOSITION_REASONS[kind].map((each) => (
                  <option key={each} value={each}>
                    {DISPOSITION_REASON_WORDS[each]}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        </div>
        <div className="mt-5 flex justify-end gap-2">
          <Button onClick={onCancel}>Cancel</Button>
          <Button type="submit" tone={kind === 'hired' ? 'primary' : 'danger'}>
            {kind === 'hired' ? 'Hire' : 'Reject'}
          </Button>
        </div>
      </form>
    </dialog>
  )
}
