import clsx from 'clsx'
import type { Evidence } from '../../contract/leads'

type MarkName = Evidence['field']

const MARKS: Record<MarkName, { words: string; look: string }> = {
  title: { words: 'title', look: 'bg-mark text-mark-text' },
  seniority: { words: 'seniority', look: 'bg-mark text-mark-text' },
  company: { words: 'company', look: 'bg-mark-2 text-mark-2-text' },
  place: { words: 'place', look: 'bg-mark-2 text-mark-2-text' },
  remote: { words: 'where', look: 'bg-mark-2 text-mark-2-text' },
  remoteRegion: { words: 'live in', look: 'bg-mark-2 text-mark-2-text' },
  salary: { words: 'pay', look: 'bg-mark-3 text-mark-3-text' },
  employmentType: { words: 'kind', look: 'bg-mark-3 text-mark-3-text' },
  skill: { words: 'skill', look: 'bg-mark-4 text-mark-4-text' },
  applyUrl: { words: 'apply', look: 'bg-accent-soft text-on-accent-soft' },
  contact: { words: 'contact', look: 'bg-accent-soft text-on-accent-soft' },
}

type Span = Pick<Evidence, 'field' | 'start' | 'end'>

/** A post with what was read in it under the marker pen; each mark says what it was read as. */
export function MarkedText({ text, evidence, className }: { text: string; evidence: Span[]; className?: string }) {
  return (
    <p className={clsx('leading-8 whitespace-pre-line text-ink', className)}>
      {splitAtSpans(text, evidence).map((piece) =>
        piece.field ? (
          <mark
            key={piece.start}
            data-mark={piece.field}
            className={clsx('rounded-sm box-decoration-clone px-1 py-0.5', MARKS[piece.field].look)}
          >
            {piece.text}
            <span className="ml-1.5 align-[0.1em] text-2xs font-semibold tracking-wide uppercase select-none">
              {MARKS[piece.field].words}
            </span>
          </mark>
        ) : (
          <span key={piece.start}>{piece.text}</span>
        ),
      )}
    </p>
  )
}

type Piece = { start: number; text: string; field?: MarkName }

/** The text in pieces, marked and not. Of spans that overlap the first and then the longest is marked; what lies outside the text is dropped. */
export function splitAtSpans(text: string, spans: Span[]): Piece[] {
  const sorted = spans
    .filter((span) => span.start >= 0 && span.end <= text.length && span.start < span.end)
    .sort((a, b) => a.start - b.start || b.end - a.end)
  const pieces: Piece[] = []
  let at = 0
  for (const span of sorted) {
    if (span.start < at) continue
    if (span.start > at) pieces.push({ start: at, text: text.slice(at, span.start) })
    pieces.push({ start: span.start, text: text.slice(span.start, span.end), field: span.field })
    at = span.end
  }
  if (at < text.length) pieces.push({ start: at, text: text.slice(at) })
  return pieces
}
