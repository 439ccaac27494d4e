import type { NumerologyAct } from '../../contract/numerology'
import { TimeAgo } from '../ui/time-ago'

const ACT_WORDS: Readonly<Record<NumerologyAct['act'], string>> = {
  'switched-on': 'Switched on',
  'switched-off': 'Switched off',
  'weight-changed': 'Weight changed',
  weighed: 'Weighed in a list',
  shown: 'Looked at one candidate',
}

/** What was done with it here, newest first. */
export function ActTable({ acts }: { acts: NumerologyAct[] }) {
  if (acts.length === 0) return <p className="text-ink-2">Nothing yet.</p>
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: A wide table is scrolled by keyboard too.
    <section className="overflow-x-auto rounded-lg border border-line" tabIndex={0} aria-label="The log">
      <table className="w-full min-w-[34rem] text-sm">
        <caption className="sr-only">What was done with numerology in this organisation</caption>
        <thead>
          <tr className="border-b border-line text-left text-xs text-ink-3">
            {['When', 'Who', 'What', 'Weight', 'Candidates'].map((head) => (
              <th key={head} scope="col" className="px-3 py-2 font-medium">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {acts.map((act) => (
            <tr key={`${act.at} ${act.act} ${act.weightPercent}`} className="border-b border-line last:border-0">
              <td className="px-3 py-2 whitespace-nowrap">
                <TimeAgo at={act.at} />
              </td>
              <td className="px-3 py-2">{act.actorName ?? 'Somebody who is gone'}</td>
              <td className="px-3 py-2">{ACT_WORDS[act.act]}</td>
              <td className="px-3 py-2 tabular-nums">{act.weightPercent} %</td>
              <td className="px-3 py-2 tabular-nums">{act.candidates || '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
