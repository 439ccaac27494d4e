import type { LeftOut, SenderCheck, TalkKind, TalkState, TeamMessage } from '../../contract/conversations'

export const TALK_STATE_WORDS: Record<TalkState, { label: string; tone: 'neutral' | 'accent' | 'good' | 'warn' | 'bad' }> = {
  draft: { label: 'Prepared, not sent', tone: 'warn' },
  waiting: { label: 'Waits to leave', tone: 'neutral' },
  leaving: { label: 'Leaving', tone: 'neutral' },
  sent: { label: 'Sent', tone: 'accent' },
  delivered: { label: 'Delivered', tone: 'good' },
  failed: { label: 'Failed', tone: 'bad' },
  bounced: { label: 'Bounced', tone: 'bad' },
  never_attempted: { label: 'Never attempted', tone: 'warn' },
  cancelled: { label: 'Cancelled', tone: 'neutral' },
  received: { label: 'Received', tone: 'accent' },
}

export const HELD_BACK_WORDS: Record<NonNullable<TeamMessage['heldBack']>, string> = {
  'missing-field': 'It did not leave: a field in it has no value any more.',
  'no-address': 'It did not leave: there is no address any more.',
  'still-open': 'It did not leave: the ending was taken back.',
}

export const LEFT_OUT_WORDS: Record<LeftOut, string> = {
  'no-address': 'no address is known',
  bounced: 'mail to their address came back',
  complained: 'they reported a mail as unwanted',
  withdrew: 'they withdrew',
  'missing-field': 'a field has no value',
}

export const UNREACHABLE_WORDS = {
  'no-address': 'No address is known, so that nothing can be sent.',
  bounced: 'Mail to their address came back. It may come back again.',
  complained: 'They reported a mail as unwanted: nothing more leaves to them.',
} as const

export const CHECK_WORDS: Record<Exclude<SenderCheck, 'passed'>, string> = {
  failed: 'The sender could not be verified: somebody else may have written this.',
  unknown: 'Nobody verified the sender.',
}

export const TALK_KIND_WORDS: Record<TalkKind, string> = { message: 'Message', closing: 'Closing message', invitation: 'Invitation' }

/** The clock of a zone at an instant, as a `datetime-local` holds it. */
export function localTime(at: string, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' }).format(new Date(at))
  return parts.replace(' ', 'T')
}
