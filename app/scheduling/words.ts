import type { FeedFault, InterviewInvitation } from '../../contract/scheduling'

export const STATE_WORDS: Record<InterviewInvitation['state'], { label: string; tone: 'accent' | 'good' | 'bad' }> = {
  open: { label: 'Waiting for the candidate', tone: 'accent' },
  agreed: { label: 'Agreed', tone: 'good' },
  'called-off': { label: 'Called off', tone: 'bad' },
}

/** What the team should know of somebody of a panel; nothing where there is nothing to know. */
export const RELIANCE_WORDS: Record<InterviewInvitation['panel'][number]['reliance'], string> = {
  sure: '',
  'assumed-hours': 'set no hours: weekdays from 9 to 17 are assumed',
  'calendar-stale': 'the calendar could not be read lately, and may have changed',
  'calendar-unread': 'the calendar cannot be read, so that no time is offered',
  left: 'is no member any more, so that no time is offered',
}

export const FAULT_WORDS: Record<FeedFault, string> = {
  'not-https': 'Its address is no https:// address.',
  'not-public': 'Its address is not on the public web.',
  unreachable: 'Nothing answers at its address.',
  'timed-out': 'It took longer than 5 seconds.',
  refused: 'It does not let us in any more.',
  'too-large': 'It is larger than 3 MB.',
  'too-many-redirects': 'Its address leads on and on.',
  'not-a-calendar': 'There is no calendar at its address any more.',
  'too-complex': 'It repeats more than we can read.',
}

export const VERDICT_WORDS = { 'strong-no': 'Strong no', no: 'No', yes: 'Yes', 'strong-yes': 'Strong yes' }

/** A day in words, on the clock of a zone: `Monday, 23 November`. */
export const dayOf = (at: string, timeZone: string) =>
  new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long', timeZone }).format(new Date(at))
/** The hour on the clock of a zone: `09:30`. */
export const hourOf = (at: string, timeZone: string) =>
  new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', hour12: false, timeZone }).format(new Date(at))
/** Day, hours and zone of a time: `Monday, 23 November, 09:30 – 10:30 (Europe/Berlin)`. */
export function spanOf(startsAt: string, endsAt: string, timeZone: string): string {
  const [first, last] = [dayOf(startsAt, timeZone), dayOf(endsAt, timeZone)]
  return `${first}, ${hourOf(startsAt, timeZone)} – ${first === last ? '' : `${last}, `}${hourOf(endsAt, timeZone)} (${timeZone})`
}

/** Minutes from midnight as a clock shows them, and back; midnight at a day's end is 24:00, which a form writes as 00:00. */
export const clockOf = (minutes: number) =>
  `${String(Math.floor(minutes / 60) % 24).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
export function minutesOf(clock: string): number | null {
  const [, hours, minutes] = /^(\d\d):(\d\d)/.exec(clock) ?? []
  return hours === undefined ? null : Number(hours) * 60 + Number(minutes)
}
