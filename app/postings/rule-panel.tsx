import type { PostingFinding } from '../../contract/postings'
import { Badge } from '../ui/badge'
import { FIELD_WORDS } from './words'

/** What the law of the place, and good sense, say to the advert as it is typed. */
export function RulePanel({ findings }: { findings: PostingFinding[] }) {
  const blocks = findings.filter(({ level }) => level === 'block').length
  return (
    <section aria-labelledby="rules-heading" className="rounded-lg border border-line bg-surface p-4">
      <h2 id="rules-heading" className="text-base font-semibold">
        Before it can be published
      </h2>
      <p role="status" className="mt-1 text-sm text-ink-2">
        {blocks === 0 ? 'Nothing stands against it.' : `${blocks} ${blocks === 1 ? 'thing stands' : 'things stand'} against it.`}
      </p>
      <ul className="mt-3 space-y-3">
        {findings.map((finding) => (
          <li key={`${finding.rule} ${finding.field} ${finding.span?.from ?? ''} ${finding.message}`} className="text-sm">
            <Badge tone={finding.level === 'block' ? 'bad' : 'warn'}>{finding.level === 'block' ? 'Blocks' : 'Look again'}</Badge>{' '}
            <span className="font-medium">{FIELD_WORDS[finding.field]}</span>
            <p className="mt-0.5 text-ink-2">{finding.message}</p>
            {finding.law ? <p className="text-xs text-ink-3">{finding.law}</p> : null}
          </li>
        ))}
      </ul>
      <p className="mt-3 text-xs text-ink-3">These are the rules that we know, and no legal advice.</p>
    </section>
  )
}
