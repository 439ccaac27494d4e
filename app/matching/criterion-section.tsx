import type { CriterionMatch, LineSpan, MatchEvidence } from '../../contract/matching'
import { Badge } from '../ui/badge'
import { Meter } from './recommended-item'
import { evidenceName, PART_WORDS, percent, UNKNOWN_WORDS } from './words'

const KINDS: Record<MatchEvidence['kind'], { words: string; tone: 'good' | 'accent' | 'neutral' | 'warn' }> = {
  same: { words: 'Found', tone: 'good' },
  near: { words: 'Close', tone: 'accent' },
  part: { words: 'In part', tone: 'neutral' },
  missing: { words: 'Not found', tone: 'warn' },
}

/** One criterion of a score: its value, how much it counted, and each requirement beside the line that answers it. */
export function CriterionSection({
  criterion: { criterion, permille, unknown, evidence },
  sharePermille,
  jobLines,
  resumeLines,
}: {
  criterion: CriterionMatch
  sharePermille: number
  jobLines: Record<string, string>
  resumeLines: Record<string, string>
}) {
  const id = `criterion-${criterion}`
  return (
    <section aria-labelledby={id} className="mt-6 border-t border-line pt-5">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h2 id={id} className="text-lg font-semibold">
          {PART_WORDS[criterion].name}
        </h2>
        {permille === null ? (
          <Badge>Unknown</Badge>
        ) : (
          <span className="inline-flex items-center gap-2 text-sm font-medium tabular-nums">
            <Meter permille={permille} className="w-24" /> {percent(permille)}
          </span>
        )}
        <span className="text-xs text-ink-3 tabular-nums">
          {permille === null ? '' : sharePermille === 0 ? 'counts for nothing by your weights' : `counts ${percent(sharePermille)}`}
        </span>
      </div>
      {unknown === null ? null : <p className="mt-1 text-sm text-ink-2">{UNKNOWN_WORDS[unknown]}</p>}
      {evidence.length === 0 ? null : (
        <ul className="mt-3 space-y-3">
          {evidence.map((each, number) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: evidence has no id and never changes its order
            <li key={number} className="grid gap-x-6 gap-y-1 text-sm sm:grid-cols-[5.5rem_1fr_1fr]">
              <div>
                <Badge tone={KINDS[each.kind].tone}>{KINDS[each.kind].words}</Badge>
              </div>
              <div className="min-w-0">
                <p className="text-2xs font-semibold tracking-wide text-ink-3 uppercase">Asked</p>
                <Quoted span={each.asked} lines={jobLines} otherwise={evidenceName(criterion, each.name)} />
              </div>
              <div className="min-w-0">
                <p className="text-2xs font-semibold tracking-wide text-ink-3 uppercase">You</p>
                {each.kind === 'missing' && each.answered === null ? (
                  <p className="text-ink-3">Nothing in your résumé says it.</p>
                ) : (
                  <Quoted span={each.answered} lines={resumeLines} otherwise={evidenceName(criterion, each.by ?? each.name)} />
                )}
              </div>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

/** A line with the words that count marked; where there is no line, what is known in its place. */
function Quoted({ span, lines, otherwise }: { span: LineSpan | null; lines: Record<string, string>; otherwise: string }) {
  const text = span === null ? undefined : lines[span.line]
  if (span === null || text === undefined) return <p>{otherwise}</p>
  const isWhole = span.start === 0 && span.end >= text.length
  return (
    <p className="break-words">
      {isWhole ? (
        text
      ) : (
        <>
          {text.slice(0, span.start)}
          <mark className="rounded-xs bg-mark text-mark-text">{text.slice(span.start, span.end)}</mark>
          {text.slice(span.end)}
        </>
      )}
    </p>
  )
}
