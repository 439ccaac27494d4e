import { useEffect, useRef } from 'react'
import type { Evidence, ReadSection, ResumeSection } from '../../contract/resumes'

/** The text of the file, with the places marked that the field in focus was read from. */
export function SourceText({ text, evidence, path }: { text: string; evidence: Evidence[]; path: string | null }) {
  const box = useRef<HTMLElement>(null)
  const spans = path === null ? [] : spansOf(evidence, path)
  const first = spans[0]?.start
  useEffect(() => {
    const mark = first === undefined ? null : box.current?.querySelector('mark')
    if (!mark || !box.current) return
    // Only the text moves: the page stays where the person types.
    box.current.scrollTop = mark.offsetTop - box.current.clientHeight / 3
  }, [first])
  const pieces: { at: number; text: string; isMarked: boolean }[] = []
  let at = 0
  for (const { start, end } of spans) {
    if (start < at || end > text.length) continue
    if (start > at) pieces.push({ at, text: text.slice(at, start), isMarked: false })
    pieces.push({ at: start, text: text.slice(start, end), isMarked: true })
    at = end
  }
  pieces.push({ at, text: text.slice(at), isMarked: false })
  return (
    <section
      ref={box}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: A part that scrolls must be reached by keyboard.
      tabIndex={0}
      aria-label="Text of your file"
      className="relative max-h-[40vh] overflow-auto rounded-lg border border-line bg-surface p-4 text-sm leading-relaxed whitespace-pre-wrap break-words lg:max-h-[calc(100dvh-8rem)]"
    >
      {pieces.map((piece) =>
        piece.isMarked ? (
          <mark key={piece.at} className="rounded-sm bg-mark text-mark-text">
            {piece.text}
          </mark>
        ) : (
          <span key={piece.at}>{piece.text}</span>
        ),
      )}
    </section>
  )
}

type SourceExcerptsProps = { title: string; text: string; sections: ReadSection[]; section: ResumeSection }
/** On a narrow screen: what the file says in one part, beside what was read from it. */
export function SourceExcerpts({ title, text, sections, section }: SourceExcerptsProps) {
  const excerpts = sections.filter((each) => each.section === section || (section === 'basics' && each.section === 'summary'))
  if (excerpts.length === 0) return null
  return (
    <details className="mb-3 rounded-lg border border-line bg-surface-2 lg:hidden">
      <summary className="min-h-10 cursor-pointer px-4 py-2.5 text-sm font-medium text-ink-2">{title}</summary>
      {excerpts.map(({ start, end }) => (
        <p key={start} className="border-t border-line px-4 py-3 text-sm leading-relaxed break-words whitespace-pre-wrap">
          {text.slice(start, end).trim()}
        </p>
      ))}
    </details>
  )
}

/** Where a field's value stands: `basics.0.location.city` of the form is `basics.location.city` of the reading. */
export function spansOf(evidence: Evidence[], path: string): Evidence[] {
  const own = path.replace(/^basics\.0\./, 'basics.')
  return evidence.filter((each) => each.path === own || each.path.startsWith(`${own}.`)).sort((one, other) => one.start - other.start)
}
