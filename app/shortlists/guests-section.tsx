import type { ShortlistGuest } from '../../contract/shortlists'
import { Badge } from '../ui/badge'
import { Button } from '../ui/button'
import { Field, Input, Select } from '../ui/field'
import { TimeAgo } from '../ui/time-ago'
import { CHANGE_AT } from './change-at'
import { Hidden } from './entry-row'

type GuestsSectionProps = {
  shortlistId: string
  guests: ShortlistGuest[]
  /** A link that was just made: it is shown this once. */
  invitedUrl: string | null
  error: string | null
  nowMs: number
  back: string
}

/** People outside with a link to this shortlist alone, and making and ending such links. */
export function GuestsSection({ shortlistId, guests, invitedUrl, error, nowMs, back }: GuestsSectionProps) {
  return (
    <details className="mt-10 rounded-xl border border-line p-5" open={invitedUrl !== null || error !== null}>
      <summary className="cursor-pointer font-semibold">Guests ({guests.filter((guest) => isOpen(guest, nowMs)).length})</summary>
      <p className="mt-2 max-w-[44rem] text-sm text-ink-2">
        A guest sees this shortlist and nothing else, by a link that ends by itself, or at once when you end it. What they do is written
        down.
      </p>
      {invitedUrl ? (
        <div role="status" className="mt-4 rounded-lg border border-good bg-good-soft p-4">
          <p className="text-sm">This link is shown this once. Send it to your guest.</p>
          <p className="mt-1 font-mono text-sm break-all">{invitedUrl}</p>
        </div>
      ) : null}
      <form method="post" className="mt-4 grid max-w-[44rem] items-end gap-3 sm:grid-cols-[minmax(0,1fr)_8rem_8rem_auto]">
        <input type="hidden" name="intent" value="invite-guest" />
        <Field label="Name" {...(error ? { error } : {})}>
          {(control) => <Input {...control} name="name" required maxLength={80} autoComplete="off" />}
        </Field>
        <Field label="May">
          {(control) => (
            <Select {...control} name="right" defaultValue="view">
              <option value="view">look</option>
              <option value="vote">vote</option>
            </Select>
          )}
        </Field>
        <Field label="For">
          {(control) => (
            <Select {...control} name="days" defaultValue="7">
              <option value="1">1 day</option>
              <option value="7">7 days</option>
              <option value="30">30 days</option>
            </Select>
          )}
        </Field>
        <Button type="submit">Make a link</Button>
      </form>
      <ul className="mt-4 divide-y divide-line">
        {guests.map((guest) => (
          <li key={guest.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2 text-sm">
            <span className="font-medium break-words">{guest.name}</span>
            <span className="text-ink-3">{guest.right === 'vote' ? 'may vote' : 'may look'}</span>
            {guest.lastSeenAt ? (
              <span className="text-ink-3">
                here <TimeAgo at={guest.lastSeenAt} />
              </span>
            ) : (
              <span className="text-ink-3">not here yet</span>
            )}
            {isOpen(guest, nowMs) ? (
              <form method="post" action={CHANGE_AT} className="ml-auto">
                <Hidden values={{ intent: 'revoke-guest', shortlistId, guestId: guest.id, back }} />
                <Button type="submit" size="sm" aria-label={`End the link of ${guest.name}`}>
                  End
                </Button>
              </form>
            ) : (
              <Badge className="ml-auto">{guest.revokedAt ? 'Ended' : 'Over'}</Badge>
            )}
          </li>
        ))}
      </ul>
    </details>
  )
}

const isOpen = ({ revokedAt, expiresAt }: ShortlistGuest, nowMs: number) => revokedAt === null && Date.parse(expiresAt) > nowMs
