import type { PostScore, Verdict } from '../../contract/leads'
import { Badge } from '../ui/badge'

export const VERDICT_WORDS: Record<Verdict, string> = {
  offer: 'Offers a job',
  seeking: 'Somebody looks for work',
  chatter: 'Talk about work',
  scam: 'Looks like a scam',
}
const TONES = { offer: 'good', seeking: 'neutral', chatter: 'neutral', scam: 'bad' } as const

/** What a post was taken for, and how sure that is. */
export function VerdictLine({ score }: { score: PostScore }) {
  return (
    <p className="flex flex-wrap items-center gap-2 text-sm text-ink-2">
      <Badge tone={TONES[score.verdict]} className="min-h-6! px-2! text-xs!">
        {VERDICT_WORDS[score.verdict]}
      </Badge>
      <span className="tabular-nums">{percentWords(score.confidenceRatio)}</span>
    </p>
  )
}

/** Never “100 %”: a model is not certain. */
function percentWords(ratio: number) {
  const percent = Math.min(99.9, ratio * 100)
  return `${percent.toLocaleString('en', { maximumFractionDigits: 1 })} % sure`
}
