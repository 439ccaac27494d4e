import { Form } from '@remix-run/react'
import type { Session } from '../../contract/identity'
import { Badge } from '../ui/badge'
import { Button } from '../ui/button'
import { TimeAgo } from '../ui/time-ago'
import { FormNotice } from './form-notice'
import type { SecurityAnswer } from './security-answer'
import { SettingsSection } from './settings-frame'

/** Where the person is signed in, and the way to end it. */
export function SessionSection({ sessions, answer }: { sessions: Session[]; answer: SecurityAnswer | undefined }) {
  const others = sessions.filter(({ isCurrent }) => !isCurrent)
  return (
    <SettingsSection id="sessions" title="Where you are signed in" lead="Signing a device out works within a minute, wherever it is.">
      <FormNotice answer={answer} />
      <ul className="divide-y divide-line rounded-lg border border-line">
        {sessions.map((session) => (
          <SessionLine key={session.id} session={session} />
        ))}
      </ul>
      {others.length > 0 ? (
        <Form method="post" className="mt-4">
          <Button type="submit" name="intent" value="revoke-others">
            Sign out all other devices
          </Button>
        </Form>
      ) : null}
    </SettingsSection>
  )
}

function SessionLine({ session }: { session: Session }) {
  return (
    <li className="flex flex-wrap items-center gap-3 px-3 py-2.5 text-sm" data-session={session.id}>
      <div className="mr-auto min-w-0">
        <p className="font-medium">
          {session.device} {session.isCurrent ? <Badge tone="good">This device</Badge> : null}
        </p>
        <p className="text-xs text-ink-3">
          {session.country ? `${countryName(session.country)} · ` : ''}
          Last seen <TimeAgo at={session.lastSeenAt} /> · since <TimeAgo at={session.createdAt} />
        </p>
      </div>
      {session.isCurrent ? null : (
        <Form method="post">
          <input type="hidden" name="sessionId" value={session.id} />
          <Button type="submit" name="intent" value="revoke" size="sm" aria-label={`Sign out ${session.device}`}>
            Sign out
          </Button>
        </Form>
      )}
    </li>
  )
}

/** The same on server and in browser; a code that no list knows stays as it is. */
const countryName = (code: string) => new Intl.DisplayNames(['en'], { type: 'region', fallback: 'code' }).of(code) ?? code
