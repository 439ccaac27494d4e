import { Form } from '@remix-run/react'
import type { Invitation } from '../../contract/identity'
import { Badge } from '../ui/badge'
import { Button } from '../ui/button'
import { formatDay } from '../ui/time-ago'
import { ROLE_WORDS } from './role-words'

/** Who was invited and has not answered. */
export function OpenInvitations({ invitations }: { invitations: Invitation[] }) {
  return (
    <section aria-labelledby="invitations-title">
      <h2 id="invitations-title" className="mb-3 text-lg font-semibold">
        Open invitations
      </h2>
      {invitations.length === 0 ? (
        <p className="text-sm text-ink-2">None. Whom you invite stands here until they answer.</p>
      ) : (
        <ul className="divide-y divide-line rounded-lg border border-line">
          {invitations.map((invitation) => (
            <li key={invitation.id} className="flex flex-wrap items-center gap-3 px-4 py-3 text-sm">
              <div className="mr-auto min-w-0">
                <p className="font-medium break-all">{invitation.email}</p>
                <p className="text-xs text-ink-3">Open until {formatDay(invitation.expiresAt)}</p>
              </div>
              <Badge>{ROLE_WORDS[invitation.role].name}</Badge>
              <Form method="post">
                <input type="hidden" name="invitationId" value={invitation.id} />
                <Button
                  type="submit"
                  name="intent"
                  value="withdraw"
                  size="sm"
                  aria-label={`Withdraw the invitation of ${invitation.email}`}
                >
                  Withdraw
                </Button>
              </Form>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
