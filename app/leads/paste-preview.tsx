import { Form, useNavigation } from '@remix-run/react'
import type { PostPreview } from '../../contract/leads'
import { Button } from '../ui/button'
import { Card } from '../ui/card'
import { Field, Input, Textarea } from '../ui/field'
import { DraftFields } from './draft-fields'
import { MarkedText } from './marked-text'
import type { PasteAnswer } from './paste-answer'
import { VERDICT_WORDS, VerdictLine } from './verdict-line'

type Checked = Extract<PasteAnswer, { step: 'check' | 'retry' }>

/** Second step: the post with what was read in it marked, beside the fields to correct and confirm. */
export function PastePreview({ answer }: { answer: Checked }) {
  const isBusy = useNavigation().state !== 'idle'
  const preview = answer.step === 'check' ? answer.preview : null
  const evidence = preview?.extracted.evidence ?? []
  // The reading trims what surrounds the post, and its spans count from there.
  const text = (answer.values.text ?? '').trim()
  const isOffer = !preview || preview.score.verdict === 'offer'
  return (
    <>
      <h1 className="text-3xl font-semibold tracking-[-0.03em]">{isOffer ? 'Is this right?' : 'This does not read like an offer'}</h1>
      {preview && !isOffer ? <NotAnOffer score={preview.score} /> : null}
      {answer.error ? (
        <p role="alert" className="mt-4 rounded-md bg-bad-soft px-3 py-2 text-sm text-bad">
          {answer.error}
        </p>
      ) : null}
      <div className="reading mt-6 items-start gap-6 lg:grid lg:grid-cols-[minmax(0,1fr)_minmax(0,1.1fr)]">
        <section aria-label="The post" className="min-w-0 lg:sticky lg:top-20">
          <Card
            className="max-h-[70dvh] overflow-y-auto p-5 sm:p-6"
            tabIndex={0}
            role="group"
            aria-label="The post with what was read in it"
          >
            {preview ? <VerdictLine score={preview.score} /> : null}
            <MarkedText text={text} evidence={evidence} className="mt-3" />
          </Card>
          <details className="mt-3">
            <summary className="inline-flex min-h-8 items-center text-sm font-medium text-accent hover:underline">
              Change the post and read it again
            </summary>
            <Form method="post" className="mt-3 space-y-4">
              <Field label="The post" error={answer.errors.text}>
                {(control) => (
                  <Textarea
                    {...control}
                    name="text"
                    rows={8}
                    required
                    minLength={20}
                    maxLength={20_000}
                    defaultValue={answer.values.text}
                  />
                )}
              </Field>
              <Field label="Where it stands (optional)" error={answer.errors.url}>
                {(control) => (
                  <Input {...control} name="url" type="url" defaultValue={answer.values.url} placeholder="https://" autoComplete="off" />
                )}
              </Field>
              <Button type="submit" name="intent" value="read" isBusy={isBusy}>
                Read it again
              </Button>
            </Form>
          </details>
        </section>
        <section aria-label="What was read" className="mt-6 min-w-0 lg:mt-0">
          <details open={isOffer || Object.keys(answer.errors).length > 0}>
            <summary className={isOffer ? 'hidden' : 'mb-4 inline-flex min-h-10 items-center font-medium text-accent hover:underline'}>
              It does offer a job: fill in the facts
            </summary>
            {/* A new reading brings new values: the key makes the fields take them. */}
            <Form method="post" key={preview ? `${text.length} ${preview.extracted.title ?? ''}` : 'retry'}>
              <input type="hidden" name="text" value={answer.values.text ?? ''} />
              <input type="hidden" name="url" value={answer.values.url ?? ''} />
              <DraftFields values={answer.values} errors={answer.errors} text={text} evidence={evidence} />
              <div className="mt-7 flex flex-wrap items-center gap-3">
                <Button type="submit" name="intent" value="confirm" tone="primary" size="lg" isBusy={isBusy}>
                  Confirm the job
                </Button>
                <p className="text-sm text-ink-3">Only now is it stored.</p>
              </div>
            </Form>
          </details>
        </section>
      </div>
    </>
  )
}

function NotAnOffer({ score }: { score: PostPreview['score'] }) {
  return (
    <div className="mt-3 max-w-[44rem] text-ink-2">
      <p>
        It was taken for: <strong className="font-medium text-ink">{VERDICT_WORDS[score.verdict].toLowerCase()}</strong>. We may be wrong.
        If it offers a job, fill in the facts and confirm; a person decides.
      </p>
      {score.reasons.length > 0 ? <p className="mt-1 text-sm text-ink-3">Words that spoke for it: {score.reasons.join(', ')}.</p> : null}
    </div>
  )
}
