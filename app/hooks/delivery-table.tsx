import { Form } from '@remix-run/react'
import type { HookDelivery, HookDeliveryPage } from '../../contract/hooks'
import { Badge } from '../ui/badge'
import { Button } from '../ui/button'
import { EmptyState } from '../ui/states'
import { Table, Td, Th } from '../ui/table'
import { TextLink } from '../ui/text-link'
import { TimeAgo } from '../ui/time-ago'
import { DELIVERY_WORDS } from './words'

type DeliveryTableProps = { deliveries: HookDeliveryPage['data']; isOn: boolean; linkTo: (delivery: HookDelivery) => string }

/** What was sent to an endpoint, the newest first. */
export function DeliveryTable({ deliveries, isOn, linkTo }: DeliveryTableProps) {
  if (deliveries.length === 0)
    return (
      <EmptyState title="Nothing was sent" headingLevel="h3">
        <p>Events of the last 30 days stand here, each with what the endpoint answered.</p>
      </EmptyState>
    )
  return (
    <Table caption="What was sent, and what came back">
      <thead>
        <tr>
          <Th>Event</Th>
          <Th>State</Th>
          <Th className="text-right">Attempts</Th>
          <Th>Last answer</Th>
          <Th>Happened</Th>
          <Th>
            <span className="sr-only">Act</span>
          </Th>
        </tr>
      </thead>
      <tbody>
        {deliveries.map((delivery) => (
          <tr key={delivery.id}>
            <Td>
              <TextLink to={linkTo(delivery)} preventScrollReset className="font-mono text-xs whitespace-nowrap">
                {delivery.type}
              </TextLink>
            </Td>
            <Td>
              <Badge tone={DELIVERY_WORDS[delivery.state].tone}>{DELIVERY_WORDS[delivery.state].name}</Badge>
            </Td>
            <Td className="text-right tabular-nums">{delivery.attempts}</Td>
            <Td className="tabular-nums">{delivery.lastStatus ?? (delivery.attempts > 0 ? 'none' : '')}</Td>
            <Td className="whitespace-nowrap">
              <TimeAgo at={delivery.happenedAt} />
            </Td>
            <Td>
              {isOn ? (
                <Form method="post" preventScrollReset>
                  <input type="hidden" name="deliveryId" value={delivery.id} />
                  <Button type="submit" name="intent" value="replay" size="sm" tone="quiet" aria-label={`Send again: ${delivery.type}`}>
                    Send again
                  </Button>
                </Form>
              ) : null}
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}
