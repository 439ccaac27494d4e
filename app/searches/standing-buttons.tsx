import { type FormEvent, useState } from 'react'
import type { JobStanding } from '../../contract/searches'
import { buttonClass } from '../ui/button'
import type { StandingIntent } from './send-standing'

type StandingButtonsProps = {
  /** `null` for visitors, whom the forms lead to sign in. */
  standing: Partial<JobStanding> | null
  job?: { id: string; title: string }
  company: { slug: string; name: string } | null
  /** A closed job's company can still be hidden; following it is offered where its open jobs are. */
  canFollow: boolean
  canHideCompany?: boolean
  className?: string
  size?: 'sm' | 'md'
}

const NONE = { isFollowed: false, isJobHidden: false, isCompanyHidden: false }

/** Follow and Hide, each showing where one stands. Without scripts they are forms; with scripts the page stays, and each is taken back by a toast. */
export function StandingButtons({
  standing,
  job,
  company,
  canFollow,
  canHideCompany = true,
  className,
  size = 'sm',
}: StandingButtonsProps) {
  const [held, setHeld] = useState({ ...NONE, ...standing })
  const { isFollowed, isJobHidden, isCompanyHidden } = held
  const change = (intents: StandingIntent[], undo: StandingIntent[], next: Partial<typeof held>, words: string) => {
    const before = held
    void import('./send-standing').then(({ changeStandingNow }) =>
      changeStandingNow({
        intents,
        undo,
        words,
        about: { ...(job ? { jobId: job.id } : {}), ...(company ? { slug: company.slug } : {}) },
        onChange: (isDone) => setHeld(isDone ? { ...before, ...next } : before),
      }),
    )
  }
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    // Who is not signed in is led there by the form itself.
    if (standing === null) return
    event.preventDefault()
    const { submitter } = event.nativeEvent as SubmitEvent // What a form's own submit event is.
    const name = company?.name ?? ''
    switch (submitter instanceof HTMLButtonElement ? submitter.value : '') {
      case 'follow':
        return change(['follow'], ['unfollow'], { isFollowed: true }, `Following ${name}`)
      case 'unfollow':
        return change(['unfollow'], ['follow'], { isFollowed: false }, `Not following ${name} any more`)
      case 'hide-job':
        return change(['hide-job'], ['show-job'], { isJobHidden: true }, `Hidden: ${job?.title}`)
      case 'show-job':
        return change(['show-job'], ['hide-job'], { isJobHidden: false }, `Shown again: ${job?.title}`)
      case 'hide-company': {
        // Hiding ends following, which taking it back restores.
        const undo: StandingIntent[] = isFollowed ? ['show-company', 'follow'] : ['show-company']
        return change(['hide-company'], undo, { isCompanyHidden: true, isFollowed: false }, `Hidden: everything of ${name}`)
      }
      case 'show-company':
        return change(['show-company'], ['hide-company'], { isCompanyHidden: false }, `Shown again: ${name}`)
    }
  }
  return (
    <form method="post" action="/hidden" className={className} onSubmit={onSubmit}>
      {job ? <input type="hidden" name="jobId" value={job.id} /> : null}
      <input type="hidden" name="slug" value={company?.slug ?? ''} />
      {company && (canFollow || isFollowed) ? (
        <StandingButton isOn={isFollowed} on="unfollow" off="follow" formAction="/following" size={size} tone="plain">
          {isFollowed ? `Following ${company.name}` : `Follow ${company.name}`}
        </StandingButton>
      ) : null}
      {job ? (
        <StandingButton isOn={isJobHidden} on="show-job" off="hide-job" size={size} tone="quiet">
          {isJobHidden ? 'Hidden by you: show this job again' : 'Hide this job'}
        </StandingButton>
      ) : null}
      {company && (canHideCompany || isCompanyHidden) ? (
        <StandingButton isOn={isCompanyHidden} on="show-company" off="hide-company" size={size} tone="quiet">
          {isCompanyHidden ? 'Company hidden by you: show it again' : 'Hide company'}
        </StandingButton>
      ) : null}
    </form>
  )
}

function StandingButton({
  isOn,
  on,
  off,
  formAction,
  size,
  tone,
  children,
}: {
  isOn: boolean
  on: StandingIntent
  off: StandingIntent
  formAction?: string
  size: 'sm' | 'md'
  tone: 'plain' | 'quiet'
  children: string
}) {
  return (
    <button
      type="submit"
      name="intent"
      value={isOn ? on : off}
      formAction={formAction}
      title={isOn && on === 'unfollow' ? 'Press to follow it no more' : undefined}
      className={buttonClass(
        { size, tone: isOn ? 'plain' : tone },
        isOn ? 'border-accent! bg-accent-soft! text-on-accent-soft!' : undefined,
      )}
    >
      {isOn && on === 'unfollow' ? <span aria-hidden>✓</span> : null}
      {children}
      {isOn && on === 'unfollow' ? <span className="sr-only">, press to stop</span> : null}
    </button>
  )
}
