import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/cloudflare'
import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { HookDeliveryState, HookEndpoint, OfHookDelivery, UpdateHookEndpoint } from '../../contract/hooks'
import { done, refused, textOf } from '../account/form-answer'
import { FormNotice } from '../account/form-notice'
import { IssuedSecret } from '../account/issued-secret'
import { readAnew } from '../account/read-anew'
import { myOrganisation } from '../api/my-organisation.server'
import { serverApi } from '../api/server'
import { DeliveryDetail } from '../hooks/delivery-detail'
import { DeliveryTable } from '../hooks/delivery-table'
import { EndpointControls } from '../hooks/endpoint-controls'
import { EndpointFields } from '../hooks/endpoint-fields'
import { EndpointBadge } from '../hooks/endpoint-list'
import { type HookFormAnswer, hookAnswer } from '../hooks/hook-answer'
import { DELIVERY_WORDS, OFF_WORDS } from '../hooks/words'
import { problemSentence, readProblem } from '../problems/read-problem.server'
import { Button } from '../ui/button'
import { Page } from '../ui/page-shell'
import { Pagination } from '../ui/pagination'
import { TextLink } from '../ui/text-link'

export const shouldRevalidate = readAnew

const DAY_MS = 86_400_000

export async function loader({ params, request, context }: LoaderFunctionArgs) {
  const api = serverApi(context)
  const { organisation, endpoint } = await myEndpoint(api, params)
  const query = new URL(request.url).searchParams
  const state = HookDeliveryState.safeParse(query.get('state')).data
  const cursor = query.get('cursor')
  const opened = OfHookDelivery.shape.deliveryId.safeParse(query.get('delivery'))
  const [deliveries, delivery] = await Promise.all([
    api.hooks.deliveries({ endpointId: endpoint.id, ...(state ? { state } : {}), ...(cursor ? { cursor } : {}) }),
    opened.success ? api.hooks.delivery({ deliveryId: opened.data }) : null,
  ])
  const sinceDefault = new Date(context.ctx.now().getTime() - DAY_MS).toISOString().slice(0, 16)
  return { organisation, endpoint, deliveries, delivery, state: state ?? null, hasCursor: cursor !== null, sinceDefault }
}

export async function action({ params, request, context }: ActionFunctionArgs) {
  const api = serverApi(context)
  const { organisation, endpoint } = await myEndpoint(api, params)
  const endpointId = endpoint.id
  const form = await request.formData()
  const values = { url: textOf(form, 'url'), description: textOf(form, 'description') }
  const types = form.getAll('types').map(String)
  const answer = (words: string, more?: Partial<HookFormAnswer>) => data<HookFormAnswer>(hookAnswer(done(words), more))
  const refuse = (field: string, words: string) => data<HookFormAnswer>(hookAnswer(refused(values, { field, words }), { types }), 400)
  let isGone = false
  try {
    switch (textOf(form, 'intent')) {
      case 'save': {
        const wanted = UpdateHookEndpoint.safeParse({ endpointId, ...values, types })
        if (!wanted.success) {
          const [issue] = wanted.error.issues
          return refuse(String(issue?.path[0]), issue?.message ?? '')
        }
        await api.hooks.update(wanted.data)
        return answer('Saved.')
      }
      case 'test':
        return data<HookFormAnswer>(
          hookAnswer({ values: {}, errors: {}, error: null, done: null }, { tested: await api.hooks.test({ endpointId }) }),
        )
      case 'rotate':
        return answer('The new secret signs from now on.', { secret: (await api.hooks.rotateSecret({ endpointId })).secret })
      case 'on':
        await api.hooks.update({ endpointId, state: 'on' })
        return answer('It is on. What it missed can be sent again.')
      case 'off':
        await api.hooks.update({ endpointId, state: 'off' })
        return answer('It is off. What happens is kept for 30 days and can be sent once it is on again.')
      case 'replay':
        await api.hooks.replay({ deliveryId: textOf(form, 'deliveryId') })
        return answer('It is on its way again.')
      case 'replay-since': {
        const since = new Date(`${textOf(form, 'since')}Z`)
        if (Number.isNaN(since.getTime())) return refuse('since', 'Give a day and a time.')
        const { replayed, isMore } = await api.hooks.replaySince({ endpointId, since: since.toISOString() })
        if (replayed === 0) return answer('There is nothing that it has not got.')
        return answer(
          `${replayed === 1 ? '1 event is' : `${replayed} events are`} on the way${isMore ? '. There are more: press again once these came through' : ''}.`,
        )
      }
      case 'remove':
        await api.hooks.remove({ endpointId })
        isGone = true
    }
  } catch (thrown) {
    const problem = await readProblem(thrown)
    const url = problem.fields?.url
    const why = url ? { field: 'url', words: url } : { field: null, words: problemSentence(problem) }
    return data<HookFormAnswer>(hookAnswer(refused(values, why), { types }), problem.status)
  }
  if (isGone) throw redirect(`/organisations/${organisation.slug}/webhooks`)
  return data<HookFormAnswer>(hookAnswer(refused({}, { field: null, words: 'This page does not know that button. Load it again.' })), 400)
}

export const meta: MetaFunction = () => [{ title: 'Webhook endpoint · Numerojobs' }, { name: 'robots', content: 'noindex, nofollow' }]

export default function WebhookEndpointPage() {
  const { organisation, endpoint, deliveries, delivery, state, hasCursor, sinceDefault } = useLoaderData<typeof loader>()
  const answer: HookFormAnswer | undefined = useActionData<typeof action>()
  const sent = useNavigation().formData?.get('intent')
  const list = `/organisations/${organisation.slug}/webhooks`
  const here = `${list}/${endpoint.id}`
  const at = (query: Record<string, string | null>) => {
    const asked = Object.entries({ state, ...query }).flatMap(([name, value]) => (value === null ? [] : [[name, value]]))
    return asked.length > 0 ? `${here}?${new URLSearchParams(asked)}` : here
  }
  const isFailedSave = answer !== undefined && Object.keys(answer.errors).some((field) => field !== 'since')
  return (
    <Page className="pt-6 sm:pt-8">
      <p className="mb-2 text-sm">
        <TextLink to={list}>Webhooks of {organisation.name}</TextLink>
      </p>
      <h1 className="mb-2 text-2xl font-semibold tracking-[-0.025em] break-all">{endpoint.url}</h1>
      <p className="mb-6 flex flex-wrap items-center gap-2 text-ink-2">
        <EndpointBadge endpoint={endpoint} /> {endpoint.offReason ? OFF_WORDS[endpoint.offReason] : null}
      </p>
      <div className="max-w-[44rem]">
        <FormNotice answer={answer} />
      </div>
      {answer?.secret ? (
        <IssuedSecret title="The new secret" secret={answer.secret} copyLabel="Copy the secret">
          Copy it now: it is shown this once. The old one signs too for a day, so that nothing is refused meanwhile.
        </IssuedSecret>
      ) : null}
      <div className="grid grid-cols-1 gap-x-14 gap-y-10 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="min-w-0 space-y-10">
          <section aria-labelledby="deliveries-title">
            <h2 id="deliveries-title" className="mb-3 text-lg font-semibold">
              Deliveries
            </h2>
            <nav aria-label="State" className="mb-3 flex flex-wrap gap-x-4 gap-y-1 text-sm">
              {[null, ...HookDeliveryState.options].map((each) =>
                each === state ? (
                  <span key={each} aria-current="true" className="font-semibold">
                    {each === null ? 'All' : DELIVERY_WORDS[each].name}
                  </span>
                ) : (
                  <TextLink key={each} to={at({ state: each })} preventScrollReset>
                    {each === null ? 'All' : DELIVERY_WORDS[each].name}
                  </TextLink>
                ),
              )}
            </nav>
            {delivery ? (
              <div className="mb-4">
                <DeliveryDetail delivery={delivery} closeTo={at({})} />
              </div>
            ) : null}
            <DeliveryTable deliveries={deliveries.data} isOn={endpoint.state === 'on'} linkTo={({ id }) => at({ delivery: id })} />
            <Pagination firstTo={hasCursor ? at({}) : null} nextTo={deliveries.next ? at({ cursor: deliveries.next }) : null} />
          </section>
          <section aria-labelledby="settings-title" className="max-w-[36rem]">
            <h2 id="settings-title" className="mb-3 text-lg font-semibold">
              Settings
            </h2>
            <Form method="post" className="space-y-4" key={endpoint.version}>
              <EndpointFields
                values={
                  isFailedSave
                    ? { url: answer.values.url ?? '', description: answer.values.description ?? '', types: answer.types }
                    : endpoint
                }
                errors={answer?.errors ?? {}}
              />
              <Button type="submit" name="intent" value="save" tone="primary" isBusy={sent === 'save'}>
                Save
              </Button>
            </Form>
          </section>
        </div>
        <EndpointControls
          endpoint={endpoint}
          answer={answer}
          sinceDefault={sinceDefault}
          busyWith={typeof sent === 'string' ? sent : null}
        />
      </div>
    </Page>
  )
}

/** An endpoint of this organisation. To everybody but its members neither exists. */
async function myEndpoint(api: ReturnType<typeof serverApi>, { id = '', endpointId = '' }: { id?: string; endpointId?: string }) {
  const organisation = await myOrganisation(api, id)
  const parsed = HookEndpoint.shape.id.safeParse(endpointId)
  if (!parsed.success) throw new Response(null, { status: 404 })
  const endpoint = await api.hooks.get({ endpointId: parsed.data })
  if (endpoint.organisationId !== organisation.id) throw new Response(null, { status: 404 })
  return { organisation, endpoint }
}
