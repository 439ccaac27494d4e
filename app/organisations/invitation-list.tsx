import { Form } from '@remix-run/react'
import type { Invitation } from '../../contract/identity'
import { Button } from '../ui/button'
import { Card } from '../ui/card'
import { EmptyState } from '../ui/states'
import { formatDay } from '../ui/time-ago'
import { ROLE_WORDS } from './role-words'

/** Invitations to the person who looks. */
export function InvitationList({ invitations }: { invitations: Invitation[] }) {
  if (invitations.length === 0)
    return (
      <EmptyState title="No open invitations">
        <p>If a colleague invited you at another address, ask them to invite this one.</p>
      </EmptyState>
    )
  return (
    <ul className="space-y-4">
      {invitations.map((invitation) => (
        <li key={invitation.id}>
          <Card className="p-5">
            <h2 className="text-lg font-semibold break-words">{invitation.organisationName}</h2>
            <p className="mt-1 text-ink-2">
              As {ROLE_WORDS[invitation.role].name.toLowerCase()}. {ROLE_WORDS[invitation.role].may}
            </p>
            <p className="mt-1 text-xs text-ink-3">Open until {formatDay(invitation.expiresAt)}</p>
            <Form method="post" className="mt-4 flex flex-wrap gap-3">
              <input type="hidden" name="id" value={invitation.id} />
              <Button type="submit" name="intent" value="accept" tone="primary" aria-label={`Join ${invitation.organisationName}`}>
                Join
              </Button>
              <Button type="submit" name="intent" value="decline" aria-label={`Decline ${invitation.organisationName}`}>
                Decline
              </Button>
            </Form>
          </Card>
        </li>
      ))}
    </ul>
  )
}
