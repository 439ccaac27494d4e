import type { InterviewFeedback } from '../../contract/scheduling'
import { Badge } from '../ui/badge'
import { TimeAgo } from '../ui/time-ago'
import { VERDICT_WORDS } from './words'

/** Scorecards that the reader may see. */
export function FeedbackList({ feedback }: { feedback: readonly InterviewFeedback[] }) {
  if (feedback.length === 0) return null
  return (
    <ul className="space-y-3">
      {feedback.map(({ by, scores, verdict, note, at }) => (
        <li key={by.personId} className="rounded-lg border border-line bg-surface p-4 text-sm" data-scorecard>
          <p className="flex flex-wrap items-center gap-2">
            <span className="font-semibold">{by.name}</span>
            <Badge tone={verdict.endsWith('yes') ? 'good' : 'bad'}>{VERDICT_WORDS[verdict]}</Badge>
            <span className="text-ink-3">
              <TimeAgo at={at} />
            </span>
          </p>
          <dl className="mt-2 grid grid-cols-[1fr_auto] gap-x-4 gap-y-1">
            {Object.entries(scores).map(([name, score]) => (
              <div key={name} className="contents">
                <dt className="text-ink-2">{name}</dt>
                <dd className="font-semibold tabular-nums">{score} of 5</dd>
              </div>
            ))}
          </dl>
          {note ? <p className="mt-2 whitespace-pre-line text-ink-2">{note}</p> : null}
        </li>
      ))}
    </ul>
  )
}
