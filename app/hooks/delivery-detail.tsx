import type { HookDeliveryDetail } from '../../contract/hooks'
import { CodeBlock } from '../developers/code-block'
import { Badge } from '../ui/badge'
import { Card } from '../ui/card'
import { TextLink } from '../ui/text-link'
import { TimeAgo } from '../ui/time-ago'
import { answerWords, DELIVERY_WORDS } from './words'

/** One delivery: what was posted, and what each attempt was answered. */
export function DeliveryDetail({ delivery, closeTo }: { delivery: HookDeliveryDetail; closeTo: string }) {
  return (
    <Card className="p-5" data-delivery={delivery.id}>
      <div className="flex flex-wrap items-start justify-between gap-3">
        <h3 className="font-semibold">
          {delivery.type} <Badge tone={DELIVERY_WORDS[delivery.state].tone}>{DELIVERY_WORDS[delivery.state].name}</Badge>
        </h3>
        <TextLink to={closeTo} preventScrollReset className="text-sm">
          Close
        </TextLink>
      </div>
      <p className="mt-1 font-mono text-xs break-all text-ink-3">webhook-id: {delivery.eventId}</p>
      {delivery.nextAt && delivery.state === 'waiting' ? (
        <p className="mt-2 text-sm text-ink-2">
          It is tried again at <time dateTime={delivery.nextAt}>{delivery.nextAt.slice(0, 16).replace('T', ' ')} UTC</time>.
        </p>
      ) : null}
      <div className="mt-4">
        <CodeBlock title="What is posted" kind="json" code={formatJson(delivery.payload)} />
      </div>
      <h4 className="mt-4 mb-1 text-sm font-medium">What it answered</h4>
      {delivery.log.length === 0 ? <p className="text-sm text-ink-2">Nothing yet: the first attempt is under way.</p> : null}
      <ol className="space-y-3 text-sm">
        {delivery.log.map((attempt) => (
          <li key={attempt.at}>
            <p>
              <TimeAgo at={attempt.at} />: {answerWords(attempt)}
            </p>
            {attempt.answer ? (
              <div className="mt-1">
                <CodeBlock title="Body of the answer" kind="http" code={attempt.answer} />
              </div>
            ) : null}
          </li>
        ))}
      </ol>
    </Card>
  )
}

const formatJson = (json: string) => JSON.stringify(JSON.parse(json), null, 2)
