import type { EarlierApplication } from '../../contract/applications'
import { WarningIcon } from '../ui/icons'
import { TextLink } from '../ui/text-link'
import { dayIn } from './calendar-days'
import { dayWord } from './due-words'
import { GROUP_WORDS, OUTCOME_WORDS } from './words'

/** You applied here before: when, for what, and what came of it. */
export function EarlierNotice({ earlier, timeZone }: { earlier: EarlierApplication[]; timeZone: string }) {
  if (earlier.length === 0) return null
  return (
    <aside aria-labelledby="earlier-heading" className="rounded-lg bg-warn-soft px-4 py-3 text-sm text-warn">
      <h2 id="earlier-heading" className="flex items-center gap-2 font-semibold">
        <WarningIcon className="size-4" />
        You have been here before
      </h2>
      <ul className="mt-1.5 space-y-1">
        {earlier.map((each) => (
          <li key={each.id}>
            <TextLink to={`/applications/${each.id}`} className="text-inherit! hover:text-inherit!">
              {each.title}
            </TextLink>
            {each.likeness === 'same-company' ? ', another job there' : ''},{' '}
            {each.outcome ? OUTCOME_WORDS[each.outcome.kind] : GROUP_WORDS[each.group]}, {each.appliedAt ? 'applied' : 'saved'}{' '}
            {dayWord(dayIn(each.appliedAt ?? each.savedAt, timeZone), { day: 'numeric', month: 'short', year: 'numeric' })}
          </li>
        ))}
      </ul>
    </aside>
  )
}
