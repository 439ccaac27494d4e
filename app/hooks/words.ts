import type { HookAttempt, HookDeliveryState, HookEndpoint, HookType } from '../../contract/hooks'

/** What each kind of event says, for who chooses among them. */
export const TYPE_WORDS: Record<HookType, string> = {
  'job.published': 'A posting is published, or goes on after a pause',
  'job.paused': 'A posting is paused',
  'job.closed': 'A posting is closed',
  'application.created': 'Somebody applies',
  'application.moved': 'An application moves to another stage',
  'application.closed': 'An application ends',
  'shortlist.changed': 'A shortlist changes',
}

export const OFF_WORDS: Record<NonNullable<HookEndpoint['offReason']>, string> = {
  'by-hand': 'It was switched off by hand.',
  failing: 'It was switched off because nothing came through for three days.',
  gone: 'It was switched off because it answered 410 Gone.',
}

export const DELIVERY_WORDS: Record<HookDeliveryState, { name: string; tone: 'good' | 'warn' | 'bad' }> = {
  delivered: { name: 'Delivered', tone: 'good' },
  waiting: { name: 'On its way', tone: 'warn' },
  failed: { name: 'Failed', tone: 'bad' },
}

const FAULT_WORDS: Record<string, string | undefined> = {
  'not-https': 'not posted: the address is not https',
  'not-public': 'not posted: the address is not on the public web',
  unreachable: 'no answer: it could not be reached',
  'timed-out': 'no answer within 15 seconds',
}

/** What an attempt came to, in a few words. */
export function answerWords({ status, fault, ms }: Pick<HookAttempt, 'status' | 'fault' | 'ms'>): string {
  return status === null ? (FAULT_WORDS[fault ?? ''] ?? 'no answer') : `answered ${status} in ${ms.toLocaleString('en')} ms`
}
