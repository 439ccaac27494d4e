import { Link, useFetcher } from '@remix-run/react'
import type { Application } from '../../contract/applications'
import { Button } from '../ui/button'
import { instantWord } from './due-words'

const PROMISE_WORDS = {
  waiting: (due: string) => `An answer is promised by ${due}.`,
  kept: () => 'They answered within the time they promised.',
  late: () => 'They answered later than they promised.',
  broken: (due: string) => `The answer promised by ${due} has not come.`,
}

/** The truth from the employer's own pipeline, and whether they may see the résumé. */
export function EmployerBox({ application, timeZone }: { application: Application; timeZone: string }) {
  const fetcher = useFetcher()
  const { employer } = application
  if (employer === null) return null
  const { organisationName, label, promise, replyDueAt, sharesResume, isPaused } = employer
  return (
    <section
      aria-labelledby="employer-side"
      className="mt-4 rounded-lg border border-accent/40 bg-accent-soft p-4 text-on-accent-soft"
      data-employer
    >
      <h2 id="employer-side" className="text-sm font-medium">
        {organisationName} says
      </h2>
      <p className="text-xl font-semibold" aria-live="polite">
        {label}
      </p>
      {isPaused ? (
        <p className="mt-1 font-medium" role="status">
          The job is paused for now. Your application stays where it is, and you hear when it goes on.
        </p>
      ) : null}
      <p className="mt-1 text-sm">
        {PROMISE_WORDS[promise](instantWord(replyDueAt, timeZone))} This comes from their own pipeline and changes in the second they change
        it.
      </p>
      <fetcher.Form method="post" action={`/applications/${application.id}/resume-access`} className="mt-3">
        <input type="hidden" name="isShared" value={sharesResume ? 'no' : 'yes'} />
        <Button type="submit" size="sm" isBusy={fetcher.state !== 'idle'}>
          {sharesResume ? 'Take my résumé back' : 'Let them see my résumé again'}
        </Button>
      </fetcher.Form>
      <p className="mt-3 text-sm">
        <Link to={`/applications/${application.id}/choices`}>Review without software, and help to measure fairness</Link>
      </p>
    </section>
  )
}
