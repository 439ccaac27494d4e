import type { Delivery } from '../../contract/notifications'
import { Badge } from '../ui/badge'
import { Table, Td, Th } from '../ui/table'
import { TimeAgo } from '../ui/time-ago'
import { CHANNEL_WORDS, knownSince, REASON_WORDS, STATE_WORDS, templateWords } from './words'

/** Messages and what became of each, as far as it is known. `attempts` only where an operator looks. */
export function DeliveryTable({ deliveries, caption }: { deliveries: (Delivery & { attempts?: number })[]; caption: string }) {
  const hasAttempts = deliveries.some(({ attempts }) => attempts !== undefined)
  return (
    <Table caption={caption}>
      <thead>
        <tr>
          <Th>Message</Th>
          <Th>State</Th>
          <Th>Since</Th>
          {hasAttempts ? <Th className="text-right">Tries</Th> : null}
        </tr>
      </thead>
      <tbody>
        {deliveries.map((delivery) => {
          const { label, tone } = STATE_WORDS[delivery.state]
          return (
            <tr key={delivery.id}>
              <Td>
                <span className="block font-medium">{templateWords(delivery.template)}</span>
                <span className="block text-xs text-ink-3">{CHANNEL_WORDS[delivery.channel]}</span>
              </Td>
              <Td>
                <Badge tone={tone}>{label}</Badge>
                {delivery.reason ? <span className="mt-1 block max-w-72 text-xs text-ink-2">{REASON_WORDS[delivery.reason]}</span> : null}
                {delivery.state === 'queued' && delivery.notBefore ? (
                  <span className="mt-1 block text-xs text-ink-2">
                    Waits for the end of quiet hours, <time dateTime={delivery.notBefore}>{delivery.notBefore.slice(11, 16)} UTC</time>.
                  </span>
                ) : null}
              </Td>
              <Td className="whitespace-nowrap">
                <TimeAgo at={knownSince(delivery)} />
              </Td>
              {hasAttempts ? <Td className="text-right tabular-nums">{delivery.attempts}</Td> : null}
            </tr>
          )
        })}
      </tbody>
    </Table>
  )
}
