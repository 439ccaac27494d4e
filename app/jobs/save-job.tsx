import { useState } from 'react'

/** Where a job is saved; a visitor is led to sign in, and comes back to it. */
const SAVE_AT = '/applications/save'

/**
 * Saves a job to one's applications: a plain form, so that it needs no script. With scripts the page stays, and the button becomes the
 * way to the application; what does that is fetched when it is first pressed.
 */
export function SaveJob({
  jobId,
  title,
  className,
  children,
}: {
  jobId: string
  title: string
  className: string
  children: React.ReactNode
}) {
  const [savedAt, setSavedAt] = useState<string>()
  if (savedAt)
    return (
      <a href={savedAt} className={className} aria-label={`Saved: ${title}. Open the application`}>
        Saved
      </a>
    )
  return (
    <form
      method="post"
      action={SAVE_AT}
      onSubmit={(event) => {
        event.preventDefault()
        const form = event.currentTarget
        void import('../applications/save-now').then(({ saveNow }) => saveNow(form, title)).then(setSavedAt)
      }}
    >
      <input type="hidden" name="jobId" value={jobId} />
      <button type="submit" aria-label={`Save ${title}`} className={className}>
        {children}
      </button>
    </form>
  )
}
