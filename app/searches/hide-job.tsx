import { Form } from '@remix-run/react'
import { Button } from '../ui/button'

/**
 * Hides a job from a list of what is for this person. With scripts it leaves at once, and a toast takes it back for ten seconds; without,
 * the page that `action` names answers. Later it is taken back under Hidden.
 */
export function HideJob({
  jobId,
  title,
  action,
  onChange,
}: {
  jobId: string
  title: string
  action: string
  onChange(isHidden: boolean): void
}) {
  return (
    <Form
      method="post"
      action={action}
      onSubmit={(event) => {
        event.preventDefault()
        void import('./send-standing').then(({ changeStandingNow }) =>
          changeStandingNow({ intents: ['hide-job'], undo: ['show-job'], words: `Hidden: ${title}`, about: { jobId }, onChange }),
        )
      }}
    >
      <input type="hidden" name="jobId" value={jobId} />
      <Button type="submit" name="intent" value="hide-job" size="sm" tone="quiet" aria-label={`Hide ${title}`}>
        Hide
      </Button>
    </Form>
  )
}
