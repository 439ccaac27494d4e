import type { ReportAnswer, ReportReason } from '../../contract/jobs'
import type { LeadState, Verdict } from '../../contract/leads'

/** In the order of charts. Written here, so that a page does not load the schemas. */
export const VERDICTS = ['offer', 'seeking', 'chatter', 'scam'] as const satisfies Verdict[]
export const LEAD_STATES = ['queued', 'published', 'unseen', 'confirmed', 'rejected', 'withdrawn'] as const satisfies LeadState[]

export const VERDICT_SHORT: Record<Verdict, string> = { offer: 'Offer', seeking: 'Seeking', chatter: 'Chatter', scam: 'Scam' }

export const STATE_WORDS: Record<LeadState, string> = {
  published: 'Published',
  queued: 'To decide',
  unseen: 'Kept unseen',
  confirmed: 'Approved',
  rejected: 'Rejected',
  withdrawn: 'Withdrawn',
}

export const STATE_TONES = {
  published: 'good',
  queued: 'warn',
  unseen: 'neutral',
  confirmed: 'good',
  rejected: 'bad',
  withdrawn: 'neutral',
} as const satisfies Record<LeadState, string>

export const REASON_WORDS: Record<ReportReason, string> = {
  scam: 'A scam',
  expired: 'Gone',
  duplicate: 'Here twice',
  'wrong-details': 'Wrong details',
  discriminating: 'Discriminates',
  other: 'Something else',
}

export const ANSWER_WORDS: Record<ReportAnswer, string> = { kept: 'Kept', closed: 'Closed' }

/** Never 100 %: a model is not certain. */
export function percentWords(ratio: number): string {
  return `${(Math.min(0.999, ratio) * 100).toLocaleString('en', { maximumFractionDigits: 1 })} %`
}

/** A short time as an operator compares it: `38 ms`, `1.2 s`, `3 min`. */
export function durationWords(ms: number): string {
  if (ms < 1_000) return `${Math.round(ms)} ms`
  if (ms < 60_000) return `${(ms / 1_000).toLocaleString('en', { maximumFractionDigits: 1 })} s`
  if (ms < 3_600_000) return `${Math.round(ms / 60_000)} min`
  return `${Math.round(ms / 3_600_000).toLocaleString('en')} h`
}
