import type { Present } from '../../contract/live'
import { Button } from '../ui/button'
import { Initials } from './pipeline-card'

type PresenceBarProps = {
  people: Present[]
  myId: string
  followed: string | null
  isLeading: boolean
  onFollow(key: string | null): void
  onLead(isLeading: boolean): void
}

/** Who else is here. One may follow another's eyes, and ask the others to follow one's own. */
export function PresenceBar({ people, myId, followed, isLeading, onFollow, onLead }: PresenceBarProps) {
  const others = [...new Map(people.filter(({ key }) => key !== myId).map((person) => [person.key, person])).values()]
  if (others.length === 0) return null
  return (
    <div className="flex flex-wrap items-center gap-2" data-presence>
      <ul aria-label="Also here" className="flex items-center gap-1">
        {others.map((person) => (
          <li key={person.key} className="flex items-center gap-1">
            <Initials name={person.name} title={`${person.name} is here`} />
            <Button
              size="sm"
              tone={followed === person.key ? 'primary' : 'quiet'}
              aria-pressed={followed === person.key}
              onClick={() => onFollow(followed === person.key ? null : person.key)}
            >
              {followed === person.key
                ? `Following ${person.name}`
                : person.leads
                  ? `Follow ${person.name}, who asks you to`
                  : `Follow ${person.name}`}
            </Button>
          </li>
        ))}
      </ul>
      <Button size="sm" tone={isLeading ? 'primary' : 'quiet'} aria-pressed={isLeading} onClick={() => onLead(!isLeading)}>
        {isLeading ? 'Leading' : 'Follow me'}
      </Button>
    </div>
  )
}
