import { type ReactNode, useState } from 'react'

const SAVE_FORM_ID = 'save-job'

/** The one form that every save button of a page sends; it stands outside of all others, since a list of jobs may be part of a search form. */
export function SaveJobForm() {
  return <form id={SAVE_FORM_ID} method="post" action="/applications/save" />
}

/**
 * Saves a job to one's applications; a visitor is led to sign in, and comes back to it. It needs no script. With scripts the page stays,
 * and the button becomes the way to the application; what does that is fetched when it is first pressed.
 */
export function SaveJob({ jobId, title, className, children }: { jobId: string; title: string; className: string; children: ReactNode }) {
  const [savedAt, setSavedAt] = useState<string>()
  if (savedAt)
    return (
      <a href={savedAt} className={className} aria-label={`Saved: ${title}. Open the application`}>
        Saved
      </a>
    )
  return (
    <button
      type="submit"
      form={SAVE_FORM_ID}
      name="jobId"
      value={jobId}
      // What is read begins with what is seen.
      aria-label={typeof children === 'string' ? `${children} ${title}` : `Save ${title}`}
      className={className}
      onClick={(event) => {
        event.preventDefault()
        void import('./save-now').then(({ saveNow }) => saveNow(jobId, title)).then(setSavedAt)
      }}
    >
      {children}
    </button>
  )
}
