import type { ReactNode } from 'react'
import type { InterviewInvitation } from '../../contract/scheduling'
import { KIND_WORDS } from '../interviews/words'
import { Badge } from '../ui/badge'
import { ButtonLink } from '../ui/button'
import { dayOf, RELIANCE_WORDS, STATE_WORDS, spanOf } from './words'

/** One invitation as the team sees it: what is agreed, how many times are left, and of whom we are not sure. */
export function InvitationCard({
  invitation,
  timeZone,
  children,
}: {
  invitation: InterviewInvitation
  timeZone: string
  children?: ReactNode
}) {
  const { id, kind, lengthMinutes, state, startsAt, endsAt, freeCount, panel, mode, isUnchecked, calledOffBy, place } = invitation
  const { label, tone } = STATE_WORDS[state]
  const doubts = panel.filter(({ reliance }) => RELIANCE_WORDS[reliance] !== '')
  const shown = state === 'agreed' ? panel.filter(({ isSeated }) => isSeated) : panel
  return (
    <li className="rounded-lg border border-line bg-surface p-4 shadow-low" data-invitation>
      <p className="flex flex-wrap items-center gap-2">
        <Badge tone={tone}>{label}</Badge>
        <span className="font-semibold">
          {KIND_WORDS[kind]}, {lengthMinutes} minutes
        </span>
        {calledOffBy ? <span className="text-sm text-ink-3">by the {calledOffBy}</span> : null}
      </p>
      <p className="mt-2 text-ink-2">
        {startsAt && endsAt
          ? spanOf(startsAt, endsAt, timeZone)
          : `${dayOf(invitation.windowFrom, timeZone)} to ${dayOf(new Date(Date.parse(invitation.windowUntil) - 1).toISOString(), timeZone)}`}
        {place ? `, ${place}` : ''}
      </p>
      <p className="mt-1 text-sm text-ink-2">
        With {shown.map(({ name }) => name).join(mode === 'one' && state !== 'agreed' ? ' or ' : ', ')}
        {freeCount === null
          ? ''
          : `. ${freeCount === 0 ? 'No time is free' : `${freeCount} ${freeCount === 1 ? 'time is' : 'times are'} free`}`}
        .
      </p>
      {isUnchecked && state === 'agreed' ? (
        <p className="mt-2 rounded-md bg-warn-soft px-3 py-2 text-sm text-warn">
          A calendar could not be read when this time was picked. Check that nothing else stands there.
        </p>
      ) : null}
      {state !== 'called-off' && doubts.length > 0 ? (
        <ul className="mt-2 space-y-1 rounded-md bg-surface-2 px-3 py-2 text-sm text-ink-2">
          {doubts.map(({ personId, name, reliance }) => (
            <li key={personId}>
              {name}: {RELIANCE_WORDS[reliance]}.
            </li>
          ))}
        </ul>
      ) : null}
      <div className="mt-3 flex flex-wrap gap-2">
        {startsAt && state === 'agreed' ? (
          <ButtonLink to={`/interviewing/${id}`} size="sm">
            Kit, notes and scorecards
          </ButtonLink>
        ) : null}
        {children}
      </div>
    </li>
  )
}
