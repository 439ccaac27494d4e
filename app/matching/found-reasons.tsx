import type { Criterion, FoundReason } from '../../contract/matching'
import { evidenceName } from './words'

const CRITERION_WORDS: Record<Criterion, string> = {
  skills: 'Skills',
  title: 'Job title',
  seniority: 'Level',
  place: 'Place',
  pay: 'Pay',
  languages: 'Languages',
  education: 'Education',
  experience: 'Experience',
  goals: 'Wishes',
}

/** Why somebody was found, by criterion: what is answered, and what was not found. */
export function FoundReasons({ reasons }: { reasons: readonly FoundReason[] }) {
  if (reasons.length === 0) return <p className="text-sm text-ink-2">Nothing of the advert could be compared.</p>
  return (
    <dl className="grid grid-cols-1 gap-x-4 gap-y-1 text-sm sm:grid-cols-[7rem_minmax(0,1fr)]">
      {reasons.map(({ criterion, has, missing }) => (
        <div key={criterion} className="contents">
          <dt className="text-ink-2">{CRITERION_WORDS[criterion]}</dt>
          <dd className="mb-1 min-w-0 break-words sm:mb-0">
            {has.length > 0 ? listOf(criterion, has) : null}
            {has.length > 0 && missing.length > 0 ? '. ' : null}
            {missing.length > 0 ? <span className="text-ink-2">Not found: {listOf(criterion, missing)}</span> : null}
          </dd>
        </div>
      ))}
    </dl>
  )
}

const listOf = (criterion: Criterion, names: readonly string[]) => names.map((name) => evidenceName(criterion, name)).join(', ')
