import { Verdict } from '../../contract/leads'
import { isRedditSlice } from './posts'

export interface Judged {
  source: string
  label: Verdict
  verdict: Verdict
}

export interface Figures {
  n: number
  accuracy: number
  macroF1: number
  f1: Record<Verdict, number>
  offer: { precision: number; recall: number; f1: number }
  reddit: { n: number; offerF1: number; seekingF1: number }
}

/** The figures of the evaluation contract over judged posts, as ratios from 0 to 1. A class nobody wrote or claimed has F1 0. */
export function measure(judged: Judged[]): Figures {
  const f1 = Object.fromEntries(Verdict.options.map((verdict) => [verdict, scoresOf(judged, verdict).f1])) as Record<Verdict, number>
  const reddit = judged.filter(isRedditSlice)
  return {
    n: judged.length,
    accuracy: round(judged.filter((row) => row.label === row.verdict).length / Math.max(judged.length, 1)),
    macroF1: round(Verdict.options.reduce((sum, verdict) => sum + f1[verdict], 0) / Verdict.options.length),
    f1,
    offer: scoresOf(judged, 'offer'),
    reddit: { n: reddit.length, offerF1: scoresOf(reddit, 'offer').f1, seekingF1: scoresOf(reddit, 'seeking').f1 },
  }
}

export function scoresOf(judged: Judged[], verdict: Verdict): { precision: number; recall: number; f1: number } {
  const claimed = judged.filter((row) => row.verdict === verdict)
  const right = claimed.filter((row) => row.label === verdict).length
  const meant = judged.filter((row) => row.label === verdict).length
  return {
    precision: round(right / Math.max(claimed.length, 1)),
    recall: round(right / Math.max(meant, 1)),
    f1: round((2 * right) / Math.max(claimed.length + meant, 1)),
  }
}

export function round(value: number): number {
  return Math.round(value * 10_000) / 10_000
}
