import { Form } from '@remix-run/react'
import { useState } from 'react'
import { MERGE_FIELDS, type TeamThread } from '../../contract/conversations'
import { FormNotice } from '../account/form-notice'
import { Button } from '../ui/button'
import { Field, Input, Select, Textarea } from '../ui/field'
import type { TalkAnswer } from './talk-answer'
import { LEFT_OUT_WORDS, TALK_KIND_WORDS, UNREACHABLE_WORDS } from './words'

type WriteFormProps = { thread: TeamThread; answer: TalkAnswer | undefined; isBusy: boolean; batchId: string }

/** Writes to one candidate: from a template or from nothing, looked at before it leaves, now or later. */
export function WriteForm({ thread, answer, isBusy, batchId }: WriteFormProps) {
  const { templates, unreachable, timeZone, applicationId } = thread
  const [subject, setSubject] = useState(answer?.values.subject ?? '')
  const [text, setText] = useState(answer?.values.text ?? '')
  const preview = answer?.preview ?? null
  const take = (id: string) => {
    const template = templates.find((each) => each.id === id)
    if (!template) return
    setSubject(template.subject)
    setText(template.text)
  }
  if (unreachable === 'no-address') return <p className="mt-3 text-sm text-ink-2">{UNREACHABLE_WORDS[unreachable]}</p>
  return (
    <Form method="post" preventScrollReset className="mt-4 space-y-3">
      <h4 className="text-sm font-semibold">Write to them</h4>
      <FormNotice answer={answer} />
      {unreachable ? <p className="text-sm text-warn">{UNREACHABLE_WORDS[unreachable]}</p> : null}
      <input type="hidden" name="intent" value="talk-write" />
      <input type="hidden" name="applicationId" value={applicationId} />
      <input type="hidden" name="batchId" value={batchId} />
      {templates.length > 0 ? (
        <Field label="Template" className="hidden scripting:block">
          {(control) => (
            <Select {...control} defaultValue="" onChange={(event) => take(event.target.value)}>
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
      <Field label="Subject" error={answer?.errors.subject}>
        {(control) => (
          <Input
            {...control}
            name="subject"
            required
            maxLength={200}
            value={subject}
            onChange={(event) => setSubject(event.target.value)}
          />
        )}
      </Field>
      <Field
        label="Message"
        hint={`Fields are filled for each candidate: ${MERGE_FIELDS.map((field) => `{{${field}}}`).join(' ')}`}
        error={answer?.errors.text}
      >
        {(control) => (
          <Textarea
            {...control}
            name="text"
            rows={6}
            required
            maxLength={10_000}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        )}
      </Field>
      <Field label="Send later" hint={`Leave it empty to send now. Your zone, ${timeZone}.`} error={answer?.errors.leavesAt}>
        {(control) => <Input {...control} type="datetime-local" name="leavesAt" defaultValue={answer?.values.leavesAt} />}
      </Field>
      {preview ? (
        <div className="rounded-lg border border-line p-3 text-sm" data-preview>
          <p className="text-xs text-ink-3">As {preview.name} will get it</p>
          <p className="mt-1 font-medium break-words">{preview.subject}</p>
          <p className="mt-1 break-words whitespace-pre-line">{preview.text}</p>
          {preview.leftOut ? (
            <p className="mt-2 font-medium text-bad">
              It cannot leave: {LEFT_OUT_WORDS[preview.leftOut]}
              {preview.missing.length > 0 ? ` (${preview.missing.join(', ')})` : ''}.
            </p>
          ) : null}
        </div>
      ) : null}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" tone="primary" name="step" value="send" isBusy={isBusy}>
          Send
        </Button>
        <Button type="submit" name="step" value="preview" isBusy={isBusy}>
          Preview
        </Button>
        <Button type="submit" tone="quiet" formAction="/hiring/mail-preview" formTarget="_blank" formMethod="post" data-html>
          As a mail
        </Button>
      </div>
    </Form>
  )
}
