import type { Delivery, MessageReason, MessageState, NotificationEvent } from '../../contract/notifications'

export const EVENT_WORDS: Record<NotificationEvent, { label: string; hint: string }> = {
  'application.moved': { label: 'An application moves', hint: 'A new stage, told by the employer or by mail' },
  'application.messaged': {
    label: 'An employer writes to you',
    hint: 'By mail, it is the message itself; without, it waits in your application',
  },
  'application.silent': { label: 'An application is silent', hint: 'Nothing was heard for longer than usual' },
  'application.reminder': { label: 'A reminder is due', hint: 'What you planned for an application' },
  'interview.reminder': { label: 'An interview is near', hint: 'A day and an hour before' },
  'interview.invited': { label: 'An employer invites you to an interview', hint: 'Choose a time; or it was called off' },
  'interviewing.changed': { label: 'An interview that you hold', hint: 'Agreed, moved, called off, and a day before' },
  'interviewing.feedback': { label: 'Your scorecard is missing', hint: 'After an interview, once a day until it is given' },
  'job.closed': { label: 'A saved job closes', hint: 'It takes no more applications' },
  'job.found': {
    label: 'A new job finds you',
    hint: 'By a saved search, a company you follow, or a match; mail holds all of a day or week',
  },
  'job.invited': { label: 'An employer asks you to apply', hint: 'Only where you let organisations find you' },
  'resume.read': { label: 'A résumé is read', hint: 'Ready for your review, or why it could not be read' },
  'organisation.invited': { label: 'An organisation invites you', hint: 'To hire together' },
  'candidate.answered': { label: 'A candidate answers', hint: 'To what you wrote last in their thread' },
  'posting.paused-idle': { label: 'A posting pauses itself', hint: 'Nobody of the team looked at its applicants for two weeks' },
  'posting.taken-down': { label: 'An operator closes your job', hint: 'After reports, with the reason and how to object' },
  'appeal.answered': { label: 'Your objection is answered', hint: 'The job is open again, or stays closed' },
  'shortlist.mentioned': { label: 'A colleague mentions you', hint: 'In a comment on a shortlist' },
}

export const STATE_WORDS: Record<MessageState, { label: string; tone: 'neutral' | 'accent' | 'good' | 'warn' | 'bad' }> = {
  queued: { label: 'Queued', tone: 'neutral' },
  sent: { label: 'Sent', tone: 'accent' },
  delivered: { label: 'Delivered', tone: 'good' },
  failed: { label: 'Failed', tone: 'bad' },
  bounced: { label: 'Bounced', tone: 'bad' },
  never_attempted: { label: 'Never attempted', tone: 'warn' },
}

export const REASON_WORDS: Record<MessageReason, string> = {
  'no-consent': 'There is no consent to messages of this kind.',
  unsubscribed: 'This kind of mail was unsubscribed from.',
  stopped: 'The number answered STOP.',
  'address-bounced': 'An earlier message to this address came back.',
  'address-complained': 'An earlier mail was reported as unwanted.',
  'no-transport': 'Nothing is set up here that could send it.',
  'content-erased': 'Its content was erased before it could leave.',
  'address-refused': 'The server said that this address takes no messages.',
  'refused-by-transport': 'The transport refused this message.',
  'transport-unreachable': 'The transport did not answer, however often it was tried.',
}

const TEMPLATE_WORDS: Record<string, string> = {
  'employer-message': 'A message of an employer',
  'verify-address': 'Code to confirm your address',
  'already-registered': 'You already have an account',
  'sign-in-code': 'Sign-in code',
  'sign-in-link': 'Sign-in link',
  'reset-password': 'Link to a new password',
  'password-changed': 'Password changed',
  'new-sign-in': 'New sign-in',
  invitation: 'Invitation',
  'appeal-answered': 'Answer to an objection',
  'application-reminder': 'Application reminder',
  'interview-reminder': 'Interview reminder',
  'interview-news': 'Interview',
  update: 'Update',
  digest: 'Digest',
  'job-digest': 'New jobs',
  'deletion-scheduled': 'Deletion scheduled',
  'deletion-done': 'Account deleted',
  'export-ready': 'Data export ready',
  'phone-code': 'Code to confirm a number',
  'text-reminder': 'Reminder',
  'text-update': 'Update',
}
export const templateWords = (template: string) => TEMPLATE_WORDS[template] ?? template

/** The newest thing that is known of a message. */
export const knownSince = ({ settledAt, sentAt, queuedAt }: Delivery) => settledAt ?? sentAt ?? queuedAt

export const PURPOSE_WORDS = { reminders: 'reminders', updates: 'updates on your applications', jobs: 'new jobs' } as const
/** As columns of the matrix: three of them beside their event on a phone. */
export const COLUMN_WORDS = { app: 'Here', mail: 'E-mail', sms: 'Text' } as const
export const CHANNEL_WORDS = { app: 'Here', mail: 'E-mail', sms: 'Text message' } as const
export const HOW_WORDS = {
  settings: 'in settings',
  'one-click': 'by one click in a mail',
  keyword: 'by text message',
  complaint: 'by reporting a mail',
} as const
