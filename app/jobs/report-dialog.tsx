import { useFetcher } from '@remix-run/react'
import { useEffect } from 'react'
import type { JobReport } from '../../contract/jobs'
import { Button } from '../ui/button'
import { closeDialog, Dialog } from '../ui/dialog'
import { Checkbox, Field, Textarea } from '../ui/field'
import { showToast } from '../ui/toast'

export const REPORT_DIALOG_ID = 'report'

/** What becomes of a report: it waits at the operators' page. */
export const REPORT_THANKS = 'Thank you. The people who run this site will read your report.'

const REASON_WORDS: Record<JobReport['reason'], string> = {
  scam: 'It is a scam',
  expired: 'The job is gone',
  duplicate: 'It is here twice',
  'wrong-details': 'Details are wrong',
  discriminating: 'It discriminates',
  other: 'Something else',
}

export type ReportAnswer = { isReported: true } | { isReported: false; error: string; reason?: string; text?: string }

/** Tells us that something is wrong with a job. `answer` is what the page's own action said when scripts did not run. */
export function ReportDialog({ answer }: { answer: ReportAnswer | undefined }) {
  const fetcher = useFetcher<ReportAnswer>()
  const said = fetcher.data ?? answer
  const isReported = said?.isReported === true
  useEffect(() => {
    if (!fetcher.data?.isReported) return
    closeDialog(REPORT_DIALOG_ID)
    showToast(REPORT_THANKS)
  }, [fetcher.data])
  return (
    <Dialog id={REPORT_DIALOG_ID} title="Report this job">
      {isReported ? (
        <p role="status">{REPORT_THANKS}</p>
      ) : (
        <fetcher.Form method="post">
          <p className="mb-4 text-sm text-ink-2">
            The people who run this site read your report and decide whether the job stays. Nobody writes back to you.
          </p>
          <fieldset>
            <legend className="mb-1 text-sm font-medium">What is wrong?</legend>
            <div className="-mx-1.5 grid sm:grid-cols-2">
              {Object.entries(REASON_WORDS).map(([reason, words]) => (
                <Checkbox
                  key={reason}
                  type="radio"
                  name="reason"
                  value={reason}
                  required
                  defaultChecked={said?.isReported === false && said.reason === reason}
                >
                  {words}
                </Checkbox>
              ))}
            </div>
          </fieldset>
          <Field label="In your words (optional)" hint="Please write nothing about yourself or other people." className="mt-4">
            {(control) => (
              <Textarea
                {...control}
                name="text"
                rows={3}
                maxLength={1_000}
                defaultValue={said?.isReported === false ? said.text : undefined}
              />
            )}
          </Field>
          {said?.isReported === false ? (
            <p role="alert" className="mt-3 text-sm font-medium text-bad">
              {said.error}
            </p>
          ) : null}
          <div className="mt-5 flex justify-end gap-2">
            <Button type="submit" tone="primary" isBusy={fetcher.state !== 'idle'}>
              Send report
            </Button>
          </div>
        </fetcher.Form>
      )}
    </Dialog>
  )
}
