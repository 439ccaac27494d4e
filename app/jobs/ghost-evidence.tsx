import type { GhostEvidence as GhostEvidenceLine } from '../../contract/jobs'
import { Card } from '../ui/card'
import { formatDay } from '../ui/time-ago'
import { sourceWord } from './words'

/** What we know that may mean that a job is not really being filled, a line for each with its figures. Nothing when nothing is known. */
export function GhostEvidence({ evidence }: { evidence: GhostEvidenceLine[] }) {
  if (evidence.length === 0) return null
  return (
    <Card className="p-4 sm:p-5">
      <section aria-labelledby="ghost-heading">
        <h2 id="ghost-heading" className="text-sm font-semibold">
          Before you spend time on it
        </h2>
        <ul className="mt-2 list-disc space-y-1.5 pl-4 text-sm text-ink-2 marker:text-ink-3">
          {evidence.map((line) => (
            <li key={line.kind}>{evidenceWords(line)}</li>
          ))}
        </ul>
        <p className="mt-3 text-xs text-ink-3">
          This is what we saw, and no proof: some places take long to fill. It changes no order of any list. Asking whether the place is
          still open costs one message.
        </p>
      </section>
    </Card>
  )
}

/** One line in words. */
export function evidenceWords(line: GhostEvidenceLine): string {
  switch (line.kind) {
    case 'open-long':
      return `Open for ${line.days} days, since ${formatDay(line.since)}. Half of ${line.n.toLocaleString('en')} like roles that we saw close were closed within ${line.medianDays} ${line.medianDays === 1 ? 'day' : 'days'}.`
    case 'reposted':
      return `The same text was posted ${line.times} times on ${sourceWord(line.source)}, between ${formatDay(line.firstAt)} and ${formatDay(line.lastAt)}.`
    case 'taken-down-elsewhere':
      return `It was taken down on ${sourceWord(line.source)} on ${formatDay(line.at)}; this copy is still up.`
    case 'no-answers':
      return `At least ${line.people} people here applied ${line.days} days ago or longer and have had no answer.`
    case 'unchanged':
      return `Its text has not changed since ${formatDay(line.since)}, in ${line.looks} looks.`
    default:
      return line satisfies never
  }
}
