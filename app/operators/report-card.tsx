import { Form, useNavigation } from '@remix-run/react'
import clsx from 'clsx'
import type { ReportedJob } from '../../contract/jobs'
import { jobPath } from '../../server/jobs/core/job-path'
import { sourceWord } from '../jobs/words'
import { Badge } from '../ui/badge'
import { Button, buttonClass } from '../ui/button'
import { Card } from '../ui/card'
import { closeDialog, Dialog, DialogLink } from '../ui/dialog'
import { Checkbox, Field, Textarea } from '../ui/field'
import { OutLink, TextLink } from '../ui/text-link'
import { TimeAgo } from '../ui/time-ago'
import { countReasons } from './report-queue'
import { ANSWER_WORDS, REASON_WORDS } from './words'

export const reportedCardId = (jobId: string) => `reported-${jobId}`
export const keepFormId = (jobId: string) => `keep-${jobId}`
export const closeDialogId = (jobId: string) => `close-${jobId}`

type ReportCardProps = { job: ReportedJob; isAnsweredElsewhere: boolean; onFocus(): void }

/** One job with who reported it, when and why, and the two answers. */
export function ReportCard({ job, isAnsweredElsewhere, onFocus }: ReportCardProps) {
  const headingId = `${reportedCardId(job.jobId)}-heading`
  const canAnswer = job.answer === null && !isAnsweredElsewhere
  const people = `${job.people.toLocaleString('en')} ${job.people === 1 ? 'person' : 'people'}`
  const reasons = countReasons(job)
  return (
    <article
      id={reportedCardId(job.jobId)}
      aria-labelledby={headingId}
      tabIndex={-1}
      data-reported={job.jobId}
      onFocus={onFocus}
      className="scroll-mt-20 rounded-lg outline-none focus-visible:outline-2 focus-visible:outline-accent"
    >
      <Card className="p-4 sm:p-5">
        <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
          <div className="min-w-0 flex-1 basis-64">
            <h2 id={headingId} className="text-base font-semibold">
              <TextLink to={jobPath({ id: job.jobId, title: job.title, companyName: job.companyName })}>{job.title}</TextLink>
            </h2>
            <p className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-ink-2">
              <Badge tone={job.status === 'open' ? 'good' : 'neutral'}>{job.status === 'open' ? 'Open' : 'Closed'}</Badge>
              <span>
                {job.companyName ? `${job.companyName}, ` : ''}
                {sourceWord(job.source)}, found <TimeAgo at={job.foundAt} />
              </span>
              {job.sourceUrl ? <OutLink href={job.sourceUrl}>Open the original</OutLink> : null}
            </p>
          </div>
          {canAnswer ? (
            <div className="no-print flex flex-wrap gap-2">
              <Form method="post" id={keepFormId(job.jobId)}>
                <AnswerFields job={job} answer="kept" />
                <AnswerButton job={job} answer="kept" aria-describedby={headingId}>
                  Keep the job
                </AnswerButton>
              </Form>
              <DialogLink dialogId={closeDialogId(job.jobId)} aria-describedby={headingId} className={buttonClass({ tone: 'danger' })}>
                Close the job…
              </DialogLink>
            </div>
          ) : null}
        </div>
        {isAnsweredElsewhere ? (
          <p role="alert" className="mt-3 rounded-md bg-warn-soft px-3 py-2 text-sm text-warn">
            These reports were answered elsewhere meanwhile. Go on to the next one.
          </p>
        ) : null}
        <p className="mt-4 flex flex-wrap items-center gap-2 text-sm">
          <strong className="font-semibold">{people}</strong>
          {reasons.map(({ reason, count }) => (
            <Badge key={reason} tone={reason === 'scam' || reason === 'discriminating' ? 'bad' : 'warn'}>
              {REASON_WORDS[reason]}
              {count > 1 ? ` × ${count}` : ''}
            </Badge>
          ))}
        </p>
        <ul aria-label={`Reports of ${job.title}`} className="mt-3 divide-y divide-line border-t border-line">
          {job.reports.map((report) => (
            <li key={`${report.at} ${report.reporter}`} className="py-2.5 text-sm">
              <p className="flex flex-wrap items-baseline justify-between gap-x-4 text-xs text-ink-3">
                <span>
                  {REASON_WORDS[report.reason]}, says visitor <span className="font-mono">{report.reporter}</span>
                </span>
                <TimeAgo at={report.at} />
              </p>
              {report.text ? <p className="mt-1 whitespace-pre-line break-words text-ink">{report.text}</p> : null}
            </li>
          ))}
        </ul>
        {job.people > job.reports.length ? (
          <p className="mt-1 text-xs text-ink-3">
            The newest {job.reports.length} of {job.people} reports.
          </p>
        ) : null}
        {job.answer ? (
          <p className="mt-3 rounded-md bg-surface-2 px-3 py-2 text-sm text-ink-2">
            {ANSWER_WORDS[job.answer.answer]} by {job.answer.by}, <TimeAgo at={job.answer.at} />
            {job.answer.note ? `: ${job.answer.note}` : null}
          </p>
        ) : null}
      </Card>
      {canAnswer ? <CloseDialog job={job} likely={reasons[0]?.reason ?? 'other'} /> : null}
    </article>
  )
}

function CloseDialog({ job, likely }: { job: ReportedJob; likely: string }) {
  const id = closeDialogId(job.jobId)
  return (
    <Dialog id={id} title={`Close “${job.title}”?`}>
      <Form method="post" onSubmit={() => closeDialog(id)}>
        <AnswerFields job={job} answer="closed" />
        <p className="mb-4 text-sm text-ink-2">
          It leaves every list at once, its page says that it is closed, and all its reports are answered. A new reading of its post does
          not open it again; approving its lead does.
        </p>
        <fieldset>
          <legend className="mb-1 text-sm font-medium">Why is it closed?</legend>
          <div className="-mx-1.5 grid sm:grid-cols-2">
            {Object.entries(REASON_WORDS).map(([reason, words]) => (
              <Checkbox key={reason} type="radio" name="reason" value={reason} required defaultChecked={reason === likely}>
                {words}
              </Checkbox>
            ))}
          </div>
        </fieldset>
        <Field label="Note for other operators (optional)" className="mt-4">
          {(control) => <Textarea {...control} name="note" rows={2} maxLength={500} />}
        </Field>
        <div className="mt-5 flex justify-end">
          <AnswerButton job={job} answer="closed">
            Close the job
          </AnswerButton>
        </div>
      </Form>
    </Dialog>
  )
}

function AnswerFields({ job, answer }: { job: ReportedJob; answer: string }) {
  return (
    <>
      <input type="hidden" name="answer" value={answer} />
      <input type="hidden" name="jobId" value={job.jobId} />
      <input type="hidden" name="newestAt" value={job.newestAt} />
    </>
  )
}

type AnswerButtonProps = { job: ReportedJob; answer: 'kept' | 'closed'; 'aria-describedby'?: string; children: string }

function AnswerButton({ job, answer, children, ...rest }: AnswerButtonProps) {
  const { formData } = useNavigation()
  const isBusy = formData?.get('jobId') === job.jobId && formData.get('answer') === answer
  return (
    <Button
      type="submit"
      tone={answer === 'closed' ? 'danger' : 'plain'}
      isBusy={isBusy}
      className={clsx(isBusy && 'opacity-80')}
      {...rest}
    >
      {children}
    </Button>
  )
}
