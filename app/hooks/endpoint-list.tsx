import type { HookEndpoint } from '../../contract/hooks'
import { Badge } from '../ui/badge'
import { CodeIcon } from '../ui/icons'
import { EmptyState } from '../ui/states'
import { TextLink } from '../ui/text-link'
import { TimeAgo } from '../ui/time-ago'

/** The endpoints that there are, each with how it fares. */
export function EndpointList({ endpoints, basePath }: { endpoints: HookEndpoint[]; basePath: string }) {
  if (endpoints.length === 0)
    return (
      <EmptyState icon={CodeIcon} title="No endpoints yet">
        <p>Name an address of yours, and it is told what happens here: signed, and tried again until it answers.</p>
      </EmptyState>
    )
  return (
    <ul className="divide-y divide-line rounded-lg border border-line">
      {endpoints.map((endpoint) => (
        <li key={endpoint.id} className="px-4 py-3 text-sm" data-endpoint={endpoint.id}>
          <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <TextLink to={`${basePath}/${endpoint.id}`} className="font-medium break-all">
              {endpoint.url}
            </TextLink>
            <EndpointBadge endpoint={endpoint} />
          </p>
          {endpoint.description ? <p className="mt-1 text-ink-2">{endpoint.description}</p> : null}
          <p className="mt-1 font-mono text-xs text-ink-3">{endpoint.types.join(', ')}</p>
          {endpoint.failingSince && endpoint.state === 'on' ? (
            <p className="mt-1 text-bad">
              Nothing came through since <TimeAgo at={endpoint.failingSince} />.
            </p>
          ) : null}
        </li>
      ))}
    </ul>
  )
}

export function EndpointBadge({ endpoint }: { endpoint: HookEndpoint }) {
  if (endpoint.state === 'off') return <Badge tone={endpoint.offReason === 'by-hand' ? 'neutral' : 'bad'}>Off</Badge>
  return endpoint.failingSince ? <Badge tone="warn">Failing</Badge> : <Badge tone="good">On</Badge>
}
