import type { z } from 'zod'
import type { ConfirmedPaste, LeadState } from '../../contract/leads'
import { ButtonLink, buttonClass } from '../ui/button'
import { CheckIcon } from '../ui/icons'
import { EmptyState } from '../ui/states'

const SAID: Record<LeadState, { title: string; text: string }> = {
  published: { title: 'The job is live', text: 'It is on every open screen now. Thank you.' },
  confirmed: { title: 'The job is live', text: 'It is on every open screen now. Thank you.' },
  queued: { title: 'Thank you. A person looks at it next', text: 'When they confirm it, the job appears for everyone, live.' },
  unseen: { title: 'Thank you. It is kept', text: 'It is not shown for now: it does not read like an offer.' },
  rejected: { title: 'This post was looked at before', text: 'A person found that it offers no job, so it is not shown.' },
  withdrawn: { title: 'This post was taken back', text: 'Its author or source removed it, so it is not shown.' },
}

/** Last step: what became of the post. */
export function PasteDone({ result }: { result: z.infer<typeof ConfirmedPaste> }) {
  const { title, text } = SAID[result.state]
  return (
    <div className="py-10" role="status">
      <EmptyState
        headingLevel="h1"
        icon={CheckIcon}
        title={title}
        actions={
          <>
            {result.jobId ? (
              <ButtonLink tone="primary" to={`/jobs/${result.jobId}`}>
                See the job
              </ButtonLink>
            ) : null}
            {/* A plain anchor begins anew; a link to the page one is on would keep what was sent. */}
            <a href="/paste" className={buttonClass({})}>
              Paste another
            </a>
          </>
        }
      >
        <p>{text}</p>
      </EmptyState>
    </div>
  )
}
