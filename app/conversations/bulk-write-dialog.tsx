import { useEffect, useId, useRef, useState } from 'react'
import { BULK_TALK_MAX, type MessageTemplate, type TalkPreview, type WrittenMany } from '../../contract/conversations'
import { newBatchId } from '../applications/send-change'
import { Button } from '../ui/button'
import { Field, Input, Select, Textarea } from '../ui/field'
import { sendBulk } from './send-bulk'
import { LEFT_OUT_WORDS, TALK_KIND_WORDS } from './words'

type BulkWriteDialogProps = {
  applicationIds: string[]
  onSent(written: WrittenMany): void
  onCancel(): void
}

/** Writes to many candidates: choose or write a text, look at each mail with what is missing for whom, send. */
export function BulkWriteDialog({ applicationIds, onSent, onCancel }: BulkWriteDialogProps) {
  const dialogRef = useRef<HTMLDialogElement>(null)
  const titleId = useId()
  const [batchId] = useState(newBatchId)
  const [templates, setTemplates] = useState<MessageTemplate[]>([])
  const [subject, setSubject] = useState('')
  const [text, setText] = useState('')
  const [previews, setPreviews] = useState<TalkPreview[] | null>(null)
  const [at, setAt] = useState(0)
  const [problem, setProblem] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  const first = applicationIds[0] ?? ''
  useEffect(() => dialogRef.current?.showModal(), [])
  useEffect(() => {
    let isGone = false
    void sendBulk({ act: 'templates', input: { applicationId: first } }).then((answer) => {
      if (!isGone && answer.ok && 'templates' in answer) setTemplates(answer.templates)
    })
    return () => {
      isGone = true
    }
  }, [first])
  const ask = async (act: 'preview' | 'send') => {
    setBusy(true)
    setProblem(null)
    const input = { applicationIds, subject, text }
    const answer = await sendBulk(act === 'send' ? { act, input: { ...input, batchId } } : { act, input })
    setBusy(false)
    if (!answer.ok) return setProblem(answer.error)
    if ('previews' in answer) {
      setPreviews(answer.previews)
      setAt(0)
    }
    if ('written' in answer) onSent(answer.written)
  }
  const going = previews?.filter(({ leftOut }) => leftOut === null) ?? []
  const leftOut = previews?.filter((each) => each.leftOut !== null) ?? []
  const shown = going[at]
  return (
    <dialog
      ref={dialogRef}
      aria-labelledby={titleId}
      onClose={onCancel}
      className="m-auto w-full max-w-xl rounded-xl border border-line bg-surface p-5 shadow-high"
    >
      <h2 id={titleId} className="mb-3 text-lg font-semibold">
        Write to {applicationIds.length === 1 ? '1 candidate' : `${applicationIds.length.toLocaleString('en')} candidates`}
      </h2>
      {problem ? (
        <p role="alert" className="mb-3 rounded-md bg-bad-soft px-3 py-2 text-sm font-medium text-bad">
          {problem}
        </p>
      ) : null}
      {applicationIds.length > BULK_TALK_MAX ? (
        <p role="alert" className="mb-3 text-sm text-bad">
          At most {BULK_TALK_MAX} at once: choose fewer.
        </p>
      ) : null}
      {previews === null ? (
        <form
          className="space-y-3"
          onSubmit={(event) => {
            event.preventDefault()
            void ask('preview')
          }}
        >
          {templates.length > 0 ? (
            <Field label="Template">
              {(control) => (
                <Select
                  {...control}
                  defaultValue=""
                  onChange={(event) => {
                    const template = templates.find(({ id }) => id === event.target.value)
                    if (!template) return
                    setSubject(template.subject)
                    setText(template.text)
                  }}
                >
                  <option value="">None</option>
                  {templates.map(({ id, kind, name }) => (
                    <option key={id} value={id}>
                      {TALK_KIND_WORDS[kind]}: {name}
                    </option>
                  ))}
                </Select>
              )}
            </Field>
          ) : null}
          <Field label="Subject">
            {(control) => (
              <Input {...control} required maxLength={200} value={subject} onChange={(event) => setSubject(event.target.value)} />
            )}
          </Field>
          <Field label="Message" hint="Each candidate gets a mail of their own. {{candidate.first_name}} becomes their name.">
            {(control) => (
              <Textarea {...control} rows={8} required maxLength={10_000} value={text} onChange={(event) => setText(event.target.value)} />
            )}
          </Field>
          <div className="flex justify-end gap-2">
            <Button onClick={onCancel}>Cancel</Button>
            <Button type="submit" tone="primary" isBusy={isBusy} disabled={applicationIds.length > BULK_TALK_MAX}>
              Preview
            </Button>
          </div>
        </form>
      ) : (
        <div className="space-y-3">
          {shown ? (
            <div className="rounded-lg border border-line p-3 text-sm" data-preview>
              <p className="flex items-center gap-2 text-xs text-ink-3">
                <span className="flex-1" role="status">
                  {at + 1} of {going.length}: {shown.name}
                </span>
                <Button size="sm" onClick={() => setAt(Math.max(0, at - 1))} disabled={at === 0}>
                  Before
                </Button>
                <Button size="sm" onClick={() => setAt(Math.min(going.length - 1, at + 1))} disabled={at >= going.length - 1}>
                  Next
                </Button>
              </p>
              <p className="mt-2 font-medium break-words">{shown.subject}</p>
              <p className="mt-1 max-h-64 overflow-y-auto break-words whitespace-pre-line">{shown.text}</p>
            </div>
          ) : (
            <p className="text-sm text-ink-2">Nobody of these can be written to.</p>
          )}
          {leftOut.length > 0 ? (
            <div className="text-sm">
              <p className="font-medium">Left out</p>
              <ul className="max-h-32 overflow-y-auto text-ink-2">
                {leftOut.map((each) => (
                  <li key={each.applicationId}>
                    {each.name}: {each.leftOut ? LEFT_OUT_WORDS[each.leftOut] : ''}
                    {each.missing.length > 0 ? ` (${each.missing.join(', ')})` : ''}
                  </li>
                ))}
              </ul>
            </div>
          ) : null}
          <div className="flex justify-end gap-2">
            <Button onClick={() => setPreviews(null)}>Change the text</Button>
            <Button tone="primary" isBusy={isBusy} disabled={going.length === 0} onClick={() => void ask('send')}>
              {going.length === 1 ? 'Send 1 mail' : `Send ${going.length.toLocaleString('en')} mails`}
            </Button>
          </div>
        </div>
      )}
    </dialog>
  )
}
