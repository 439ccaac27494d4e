import { HOOK_KEPT_DAYS, HOOK_TYPES, OLD_SECRET_HOURS } from '../../contract/hooks'
import { CodeBlock } from './code-block'
import { DocSection } from './doc-section'
import { Lead } from './guides'
import { Code } from './words'

/** Webhooks that organisations get from us. */
export function HooksGuide({ origin }: { origin: string }) {
  return (
    <DocSection id="hooks" title="Webhooks to you">
      <Lead>
        An owner of an organisation names addresses on its page of webhooks, or by <Code>/v1/webhook-endpoints</Code>. What happens there is
        posted to them as JSON: <Code>{'{ type, timestamp, data }'}</Code>, with ids and states and never a name. Types:{' '}
        {HOOK_TYPES.map((type, index) => (
          <span key={type}>
            {index > 0 ? ', ' : null}
            <Code>{type}</Code>
          </span>
        ))}
        .
      </Lead>
      <Lead>
        Every message is signed as <strong className="font-semibold text-ink">Standard Webhooks</strong> describes. Check it over the body
        exactly as it came, before you parse it:
      </Lead>
      <CodeBlock
        title="Take a webhook in"
        kind="ts"
        code={`import { createClient, verifyWebhook } from 'numerojobs'

const client = createClient({ baseUrl: '${origin}', apiKey: process.env.KEY })

export async function POST(request: Request) {
  const id = request.headers.get('webhook-id') // the same when a message comes again
  const event = await verifyWebhook(request, { secret: process.env.WEBHOOK_SECRET ?? '' })
  if (event.type === 'job.closed') console.log(id, (await client.jobs.get(event.data.jobId)).title)
  return new Response(null, { status: 204 })
}`}
      />
      <Lead>
        Answer with 2xx within 15 seconds and do the work afterwards. Anything else, a redirect included, is tried again: ten attempts over
        three days, further and further apart, later still if you answer <Code>Retry-After</Code>. They may come out of order and more than
        once. An endpoint to which nothing came through for three days, or that answers 410, is switched off, and the owners get a mail.
      </Lead>
      <Lead>
        Deliveries and what you answered are shown for {HOOK_KEPT_DAYS} days. Any of them, or everything since an instant, can be sent
        again, also what happened while the endpoint was off. A new secret signs beside the old one for {OLD_SECRET_HOURS} hours: give{' '}
        <Code>verifyWebhook</Code> both until you have changed over.
      </Lead>
    </DocSection>
  )
}
