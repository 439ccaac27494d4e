import { Badge } from '../ui/badge'
import { Card } from '../ui/card'
import { Skeleton } from '../ui/skeleton'
import { useHealth } from './use-health'
import { durationWords } from './words'

const PART_WORDS: Record<string, string> = { database: 'Database', queue: 'Queue', rooms: 'Rooms' }

/** Each part by name, whether it answers, and how quickly. */
export function HealthParts() {
  const health = useHealth()
  return (
    <Card className="p-4 sm:p-5">
      <h2 className="mb-3 text-sm font-semibold">Health</h2>
      {health.state === 'unreachable' ? (
        <p role="alert" className="text-sm text-bad">
          The server does not answer. What is shown here may be old; it is asked again every 15 seconds.
        </p>
      ) : null}
      {health.state === 'asking' ? (
        <>
          <div aria-busy="true" className="hidden space-y-3 scripting:block">
            <Skeleton />
            <Skeleton />
            <Skeleton />
          </div>
          <p className="text-sm text-ink-2 scripting:hidden">
            <a href="/health" className="text-accent underline underline-offset-3">
              Ask for the health of each part
            </a>
          </p>
        </>
      ) : null}
      {health.parts.length > 0 ? (
        <ul className="space-y-2.5 text-sm">
          {health.parts.map((part) => (
            <li key={part.name} className="grid grid-cols-[5rem_auto_minmax(0,1fr)] items-baseline gap-3">
              <span className="font-medium">{PART_WORDS[part.name] ?? part.name}</span>
              <Badge tone={part.ok ? 'good' : 'bad'}>{part.ok ? 'Well' : 'Not well'}</Badge>
              <span className="text-right text-xs text-ink-3 tabular-nums">
                {part.detail}, {durationWords(part.ms)}
              </span>
            </li>
          ))}
        </ul>
      ) : null}
    </Card>
  )
}
