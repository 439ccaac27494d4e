import type { Present } from '../../contract/live'
import { Button } from '../ui/button'
import { initialsOf } from './words'

/** A person as a small round mark. */
export function FaceMark({ name }: { name: string }) {
  return (
    <span
      title={name}
      className="inline-flex size-6 items-center justify-center rounded-full bg-accent-soft text-2xs font-semibold text-on-accent-soft"
    >
      <span aria-hidden>{initialsOf(name)}</span>
      <span className="sr-only">{name}</span>
    </span>
  )
}

type PresenceBarProps = {
  people: Present[]
  meKey: string
  leads: boolean
  followedKey: string | null
  onLead(leads: boolean): void
  onFollow(key: string | null): void
}

/** Who is here, each once however many windows they have; and going along with somebody who asks for it. */
export function PresenceBar({ people, meKey, leads, followedKey, onLead, onFollow }: PresenceBarProps) {
  const others = [...new Map(people.filter(({ key }) => key !== meKey).map((person) => [person.key, person])).values()]
  const leaders = others.filter(({ key }) => people.some((person) => person.key === key && person.leads))
  return (
    <div className="hidden flex-wrap items-center gap-x-3 gap-y-2 scripting:flex">
      <ul aria-label="Here now" className="flex items-center gap-1">
        {others.map(({ key, name }) => (
          <li key={key}>
            <FaceMark name={name} />
          </li>
        ))}
        {others.length === 0 ? <li className="text-sm text-ink-3">Only you are here</li> : null}
      </ul>
      {leaders.map(({ key, name }) => (
        <Button key={key} size="sm" aria-pressed={followedKey === key} onClick={() => onFollow(followedKey === key ? null : key)}>
          {followedKey === key ? `Following ${name}` : `Follow ${name}`}
        </Button>
      ))}
      {others.length > 0 ? (
        <Button size="sm" tone="quiet" aria-pressed={leads} aria-keyshortcuts="f" onClick={() => onLead(!leads)}>
          {leads ? 'Stop leading' : 'Follow me'}
        </Button>
      ) : null}
    </div>
  )
}
