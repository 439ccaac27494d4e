import { Form } from '@remix-run/react'
import { PostingCloseReason, type PostingView } from '../../contract/postings'
import { Badge } from '../ui/badge'
import { Button, ButtonLink, buttonClass } from '../ui/button'
import { Field, Select, Textarea } from '../ui/field'
import { ACT_WORDS, CLOSE_WORDS, STATE_TONES, STATE_WORDS, standingOf } from './words'

const STEPS = ['submit', 'take-back', 'approve', 'publish', 'pause', 'resume'] as const
/** The step that leads on is the loud one. */
const LEADS_ON = ['publish', 'approve', 'submit', 'resume'] as const

/** Where a posting stands, and the steps that this member may take from there. */
export function ApproveBar({ posting, base }: { posting: PostingView; base: string }) {
  const steps = STEPS.filter((step) => posting.may.includes(step))
  const leading = LEADS_ON.find((step) => posting.may.includes(step))
  const standing = standingOf(posting)
  return (
    <section aria-label="State and steps" className="mb-6 rounded-lg border border-line bg-surface p-4">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <Badge tone={STATE_TONES[posting.state]}>{STATE_WORDS[posting.state]}</Badge>
        {standing ? <span className="text-sm text-ink-2">{standing}</span> : null}
        <div className="flex flex-wrap gap-2 sm:ml-auto">
          <ButtonLink size="sm" to={`${base}/${posting.id}/preview`}>
            Preview
          </ButtonLink>
          {steps.map((step) => (
            <Form key={step} method="post">
              <input type="hidden" name="intent" value={step} />
              <Button type="submit" size="sm" tone={step === leading ? 'primary' : 'plain'}>
                {ACT_WORDS[step]}
              </Button>
            </Form>
          ))}
          <Form method="post">
            <input type="hidden" name="intent" value="duplicate" />
            <Button type="submit" size="sm" tone="quiet">
              Duplicate
            </Button>
          </Form>
        </div>
      </div>
      {posting.sentBackReason ? (
        <p className="mt-3 rounded-md bg-warn-soft px-3 py-2 text-sm text-warn">
          <span className="font-semibold">Sent back:</span> {posting.sentBackReason}
        </p>
      ) : null}
      <div className="flex flex-wrap gap-x-6">
        {posting.may.includes('send-back') ? (
          <details className="mt-3 min-w-0 flex-1 basis-64">
            <summary className={summaryClass}>Send it back</summary>
            <Form method="post" className="mt-2 space-y-2">
              <input type="hidden" name="intent" value="send-back" />
              <Field label="What should change">
                {(control) => <Textarea {...control} name="reason" rows={2} required minLength={3} maxLength={1_000} />}
              </Field>
              <Button type="submit" size="sm">
                {ACT_WORDS['send-back']}
              </Button>
            </Form>
          </details>
        ) : null}
        {posting.may.includes('close') ? (
          <details className="mt-3 min-w-0 flex-1 basis-64">
            <summary className={summaryClass}>Close it for good</summary>
            <Form method="post" className="mt-2 space-y-2">
              <input type="hidden" name="intent" value="close" />
              <Field label="Why" hint="Everybody whose application is open is told.">
                {(control) => (
                  <Select {...control} name="reason">
                    {PostingCloseReason.exclude(['expired']).options.map((reason) => (
                      <option key={reason} value={reason}>
                        {CLOSE_WORDS[reason]}
                      </option>
                    ))}
                  </Select>
                )}
              </Field>
              <button type="submit" className={buttonClass({ tone: 'danger', size: 'sm' })}>
                Close this posting
              </button>
            </Form>
          </details>
        ) : null}
      </div>
    </section>
  )
}

const summaryClass = 'inline-flex min-h-8 cursor-pointer items-center text-sm font-medium text-ink-2'
