import { Form } from '@remix-run/react'
import { useEffect, useRef } from 'react'
import type { Lead, Verdict } from '../../contract/leads'
import { buttonClass } from '../ui/button'
import { closeDialog, Dialog } from '../ui/dialog'
import { Kbd } from '../ui/kbd'
import { percentWords } from './words'

export const REJECT_DIALOG_ID = 'reject'

type Label = Exclude<Verdict, 'offer'>
const LABELS: { label: Label; words: string }[] = [
  { label: 'seeking', words: 'Somebody looks for work' },
  { label: 'chatter', words: 'Talk about work, no offer' },
  { label: 'scam', words: 'A scam' },
]

/** Says as what a lead is rejected: the word is kept for the next training. */
export function RejectDialog({ lead, onReject }: { lead: Lead; onReject(form: FormData): void }) {
  const reject = (label: Label) => {
    const form = new FormData()
    form.set('decision', 'reject')
    form.set('leadId', lead.id)
    form.set('version', String(lead.version))
    form.set('label', label)
    closeDialog(REJECT_DIALOG_ID)
    onReject(form)
  }
  const latest = useRef(reject)
  useEffect(() => {
    latest.current = reject
  })
  // Heard on the document: the dialog's own close button has the focus when it opens.
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const dialog = document.getElementById(REJECT_DIALOG_ID)
      const chosen = LABELS[Number(event.key) - 1]
      if (!(dialog instanceof HTMLDialogElement) || !dialog.open || !chosen || event.repeat) return
      event.preventDefault()
      latest.current(chosen.label)
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])
  return (
    <Dialog id={REJECT_DIALOG_ID} title="What is it instead?">
      <Form
        method="post"
        onSubmit={(event) => {
          event.preventDefault()
          const submitter = event.nativeEvent instanceof SubmitEvent ? event.nativeEvent.submitter : null
          const chosen = LABELS.find(({ label }) => submitter instanceof HTMLButtonElement && submitter.value === label)
          if (chosen) reject(chosen.label)
        }}
      >
        <input type="hidden" name="decision" value="reject" />
        <input type="hidden" name="leadId" value={lead.id} />
        <input type="hidden" name="version" value={lead.version} />
        <p className="mb-2 font-medium">{lead.extracted.title ?? 'No title read'}</p>
        <p className="text-sm text-ink-2">
          Its job, if it has one, is closed. Your answer is kept with the post and teaches the next training.
        </p>
        <ul className="mt-4 space-y-2">
          {LABELS.map(({ label, words }, index) => (
            <li key={label}>
              <button type="submit" name="label" value={label} className={buttonClass({ size: 'lg' }, 'w-full justify-start! px-3!')}>
                <Kbd>{index + 1}</Kbd>
                <span className="flex-1 text-left">{words}</span>
                <span className="text-sm font-normal text-ink-3 tabular-nums">{percentWords(lead.score.probabilities[label])}</span>
              </button>
            </li>
          ))}
        </ul>
      </Form>
    </Dialog>
  )
}
