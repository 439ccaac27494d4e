import type { ReactNode } from 'react'
import type { ShortlistLine } from '../../contract/shortlists'
import { Button } from '../ui/button'
import { EducationList, Skills, WorkList } from './card-facts'
import { nameOf } from './list-state'

export const COMPARE_MAX = 4

/** Two to four candidates side by side, in the order of the list; nothing here is a score. */
export function CompareTable({ lines, onClose }: { lines: ShortlistLine[]; onClose(): void }) {
  const rows: { title: string; show(line: ShortlistLine): ReactNode }[] = [
    { title: 'Headline', show: ({ card }) => card.headline ?? '—' },
    { title: 'Votes', show: ({ entry: { votes } }) => `${votes.yes} yes, ${votes.maybe} maybe, ${votes.no} no` },
    { title: 'Comments', show: ({ entry }) => entry.commentCount },
    { title: 'Work', show: ({ card }) => (card.work.length > 0 ? <WorkList card={card} /> : '—') },
    { title: 'Education', show: ({ card }) => (card.education.length > 0 ? <EducationList card={card} /> : '—') },
    { title: 'Skills', show: ({ card }) => (card.skills.length > 0 ? <Skills card={card} /> : '—') },
    { title: 'Languages', show: ({ card }) => card.languages.join(', ') || '—' },
    { title: 'Places', show: ({ card }) => card.places.join(', ') || '—' },
  ]
  return (
    <section aria-labelledby="compare-heading" className="mb-6 rounded-xl border border-line bg-surface p-4">
      <div className="mb-3 flex items-center justify-between gap-3">
        <h2 id="compare-heading" className="text-lg font-semibold">
          Side by side
        </h2>
        <Button size="sm" className="hidden scripting:inline-flex" onClick={onClose}>
          Close
        </Button>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: What scrolls sideways must scroll by keyboard too. */}
      <section aria-label="Comparison" tabIndex={0} className="overflow-x-auto">
        <table className="w-full min-w-[36rem] table-fixed text-sm">
          <thead>
            <tr>
              <td className="w-24" />
              {lines.map((line) => (
                <th key={line.entry.id} scope="col" className="p-2 text-left align-top font-semibold break-words">
                  {nameOf(line)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ title, show }) => (
              <tr key={title} className="border-t border-line">
                <th scope="row" className="p-2 text-left align-top font-medium text-ink-3">
                  {title}
                </th>
                {lines.map((line) => (
                  <td key={line.entry.id} className="p-2 align-top break-words">
                    {show(line)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </section>
  )
}
