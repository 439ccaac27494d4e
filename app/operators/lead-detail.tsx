import { Form } from '@remix-run/react'
import { type ReactNode, type RefObject, useEffect, useRef } from 'react'
import type { Lead } from '../../contract/leads'
import { sourceWord } from '../jobs/words'
import { DraftFields } from '../leads/draft-fields'
import { draftValuesOf } from '../leads/draft-values'
import { MarkedText } from '../leads/marked-text'
import { Badge } from '../ui/badge'
import { Button, buttonClass } from '../ui/button'
import { Card } from '../ui/card'
import { closeDialog, Dialog, DialogLink, isDialogOpen, openDialog } from '../ui/dialog'
import { OutLink } from '../ui/text-link'
import { TimeAgo } from '../ui/time-ago'
import { Bars } from './bars'
import { draftFingerprint } from './draft-fingerprint'
import { isLikelyScam } from './lead-queue'
import { REJECT_DIALOG_ID } from './reject-dialog'
import type { DecidedLead, LeadQueue } from './use-lead-queue'
import { percentWords, STATE_TONES, STATE_WORDS, VERDICT_SHORT, VERDICTS } from './words'

const APPROVE_FORM_ID = 'approve-form'
const SCAM_DIALOG_ID = 'approve-scam'
const TAKE_BACK_FORM_ID = 'take-back-form'

type LeadDetailProps = { lead: Lead; queue: LeadQueue; form: RefObject<HTMLFormElement> }

/** One lead: the post with what was read in it marked, why it was taken for what it was taken for, and its fields, open to correction. */
export function LeadDetail({ lead, queue, form }: LeadDetailProps) {
  const heading = useRef<HTMLHeadingElement>(null)
  const refusal = queue.refusals.get(lead.id)
  const decided = queue.decided.get(lead.id)
  const asRead = draftValuesOf(lead.extracted)
  const { evidence } = lead.extracted
  const mustAsk = isLikelyScam(lead.score)
  const takenBack = decidedOf(lead)
  useEffect(() => {
    if (!refusal) return
    const wrong = form.current?.querySelector<HTMLElement>('[aria-invalid=true]')
    const target = wrong ?? heading.current
    target?.focus()
  }, [refusal, form])
  return (
    <article aria-labelledby="lead-heading" className="reading min-w-0">
      <header className="mb-4">
        <h2 id="lead-heading" ref={heading} tabIndex={-1} className="text-xl font-semibold tracking-[-0.02em] outline-none">
          {lead.extracted.title ?? 'No title read'}
        </h2>
        <p className="mt-1.5 flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-ink-2">
          <Badge tone={STATE_TONES[lead.state]}>{STATE_WORDS[lead.state]}</Badge>
          <span>
            {sourceWord(lead.source)}, <TimeAgo at={lead.receivedAt} />
          </span>
          {lead.sourceUrl ? <OutLink href={lead.sourceUrl}>Open the original</OutLink> : null}
          {lead.decidedBy && lead.decidedAt ? (
            <span>
              by {lead.decidedBy}, <TimeAgo at={lead.decidedAt} />
            </span>
          ) : null}
        </p>
      </header>

      {refusal ? <Notice tone="bad">Not saved. {refusal.error} What you typed is still here.</Notice> : null}
      {decided ? (
        <Notice>
          Another operator decided this meanwhile. It is now:{' '}
          <strong className="font-semibold">{STATE_WORDS[decided].toLowerCase()}</strong>. Go on to the next one.
        </Notice>
      ) : null}
      {queue.editedIds.has(lead.id) ? (
        <Notice>
          The post changed after it was loaded, so this reading is old.{' '}
          <button type="button" onClick={queue.reload} className="font-medium underline underline-offset-3">
            Show the new reading
          </button>
        </Notice>
      ) : null}

      <div className="gap-6 xl:grid xl:grid-cols-2">
        <div className="min-w-0 space-y-4">
          <Card
            className="max-h-[60dvh] overflow-y-auto p-4 sm:p-5"
            tabIndex={0}
            role="group"
            aria-label="The post with what was read in it"
            lang={lead.extracted.language ?? undefined}
          >
            <MarkedText text={lead.text} evidence={evidence} />
          </Card>
          <Card className="p-4 sm:p-5">
            <h3 className="mb-3 text-sm font-semibold">How it was read</h3>
            <Bars
              label="Probability of each verdict"
              top={1}
              bars={VERDICTS.map((verdict) => ({
                name: VERDICT_SHORT[verdict],
                value: lead.score.probabilities[verdict],
                words: percentWords(lead.score.probabilities[verdict]),
                look: verdict === lead.score.verdict ? 'fill-accent' : 'fill-line-strong',
              }))}
            />
            {lead.score.reasons.length > 0 ? (
              <p className="mt-4 text-sm text-ink-2">
                Words that spoke for it: <span className="text-ink">{lead.score.reasons.join(', ')}</span>
              </p>
            ) : null}
            <p className="mt-2 text-xs text-ink-3">Weights {lead.score.modelVersion}</p>
          </Card>
        </div>
        <Form
          ref={form}
          id={APPROVE_FORM_ID}
          method="post"
          className="mt-6 min-w-0 xl:mt-0"
          onSubmit={(event) => {
            event.preventDefault()
            if (mustAsk && !isDialogOpen(SCAM_DIALOG_ID)) return openDialog(SCAM_DIALOG_ID)
            closeDialog(SCAM_DIALOG_ID)
            queue.decide(lead, new FormData(event.currentTarget))
          }}
        >
          <input type="hidden" name="decision" value="confirm" />
          <input type="hidden" name="leadId" value={lead.id} />
          <input type="hidden" name="version" value={lead.version} />
          <input type="hidden" name="asRead" value={draftFingerprint(asRead)} />
          {decided ? null : (
            <div className="no-print sticky top-14 z-10 -mx-1 -mt-3 mb-3 flex flex-wrap items-center gap-3 bg-bg px-1 py-3">
              {/* Approving twice would put what was read in place of what was corrected the first time. */}
              {lead.state === 'confirmed' ? null : mustAsk ? (
                // Through the form, so that an empty title is found before the question is asked.
                <a
                  href={`#${SCAM_DIALOG_ID}`}
                  aria-haspopup="dialog"
                  className={buttonClass({ tone: 'primary' })}
                  onClick={(event) => {
                    event.preventDefault()
                    form.current?.requestSubmit()
                  }}
                >
                  Approve… <KeyHint>a</KeyHint>
                </a>
              ) : (
                <Button type="submit" tone="primary">
                  Approve <KeyHint>a</KeyHint>
                </Button>
              )}
              <DialogLink dialogId={REJECT_DIALOG_ID} className={buttonClass({ tone: 'plain' })}>
                Reject… <KeyHint>r</KeyHint>
              </DialogLink>
              {takenBack ? (
                <Button type="submit" form={TAKE_BACK_FORM_ID} tone="quiet">
                  Take the decision back <KeyHint>u</KeyHint>
                </Button>
              ) : null}
            </div>
          )}
          <DraftFields
            values={refusal ? { ...asRead, ...refusal.values } : asRead}
            errors={refusal?.errors ?? {}}
            text={lead.text}
            evidence={evidence}
            mustHaveTitle
          />
        </Form>
      </div>
      {takenBack ? (
        <Form
          id={TAKE_BACK_FORM_ID}
          method="post"
          onSubmit={(event) => {
            event.preventDefault()
            queue.takeBack(takenBack)
          }}
        >
          <input type="hidden" name="decision" value="take-back" />
          <input type="hidden" name="leadId" value={lead.id} />
          <input type="hidden" name="version" value={lead.version} />
        </Form>
      ) : null}
      {mustAsk ? (
        <Dialog id={SCAM_DIALOG_ID} title="This reads like a scam">
          <p className="text-ink-2">
            We take it for a scam with {percentWords(lead.score.probabilities.scam)}. Approving makes it a public job, with its link and its
            contact. Approve it only if you know that the offer is real.
          </p>
          <div className="mt-5 flex flex-wrap justify-end gap-2">
            <Button type="submit" form={APPROVE_FORM_ID} tone="danger">
              Approve it all the same
            </Button>
          </div>
        </Dialog>
      ) : null}
    </article>
  )
}

/** The decision of a lead that a person has decided, to be taken back; `null` of any other. */
export function decidedOf(lead: Lead): DecidedLead | null {
  if (lead.state !== 'confirmed' && lead.state !== 'rejected') return null
  return { id: lead.id, version: lead.version, title: lead.extracted.title ?? 'Lead' }
}

function Notice({ tone = 'warn', children }: { tone?: 'warn' | 'bad'; children: ReactNode }) {
  return (
    <p role="alert" className={`mb-4 rounded-md px-3 py-2 text-sm ${tone === 'bad' ? 'bg-bad-soft text-bad' : 'bg-warn-soft text-warn'}`}>
      {children}
    </p>
  )
}

/** A key beside the words of a button; only where keys work. */
function KeyHint({ children }: { children: string }) {
  return (
    <kbd
      aria-hidden
      className="hidden rounded-sm border border-current/30 px-1 font-sans text-2xs font-medium opacity-80 scripting:md:inline"
    >
      {children}
    </kbd>
  )
}
