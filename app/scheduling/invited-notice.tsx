import type { MyInvitation } from '../../contract/scheduling'
import { KIND_WORDS } from '../interviews/words'
import { ButtonLink } from '../ui/button'
import { dayOf, hourOf } from './words'

/** What an employer asks the seeker to: a time to choose, or what was agreed and can be changed. */
export function InvitedNotice({ invitations, timeZone }: { invitations: readonly MyInvitation[]; timeZone: string }) {
  const running = invitations.filter(({ state }) => state !== 'called-off')
  if (running.length === 0) return null
  return (
    <ul className="space-y-2" data-invited>
      {running.map(({ kind, state, startsAt, path }) => (
        <li
          key={path}
          className="flex flex-wrap items-center gap-3 rounded-lg border border-accent/40 bg-accent-soft p-4 text-on-accent-soft"
        >
          <p className="min-w-0 flex-1 font-medium">
            {KIND_WORDS[kind]}:{' '}
            {startsAt
              ? `${dayOf(startsAt, timeZone)}, ${hourOf(startsAt, timeZone)} (${timeZone})`
              : 'the employer invites you to an interview'}
          </p>
          <ButtonLink to={path} size="sm" tone={state === 'open' ? 'primary' : 'plain'}>
            {state === 'open' ? 'Choose a time' : 'See or change it'}
          </ButtonLink>
        </li>
      ))}
    </ul>
  )
}
