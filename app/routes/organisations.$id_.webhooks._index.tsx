import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/cloudflare'
import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { NewHookEndpoint } from '../../contract/hooks'
import { done, refused, textOf } from '../account/form-answer'
import { FormNotice } from '../account/form-notice'
import { IssuedSecret } from '../account/issued-secret'
import { readAnew } from '../account/read-anew'
import { myOrganisation } from '../api/my-organisation.server'
import { serverApi } from '../api/server'
import { EndpointFields } from '../hooks/endpoint-fields'
import { EndpointList } from '../hooks/endpoint-list'
import { type HookFormAnswer, hookAnswer } from '../hooks/hook-answer'
import { problemSentence, readProblem } from '../problems/read-problem.server'
import { Button } from '../ui/button'
import { Card } from '../ui/card'
import { Page } from '../ui/page-shell'
import { TextLink } from '../ui/text-link'

export const shouldRevalidate = readAnew

export async function loader({ params, context }: LoaderFunctionArgs) {
  const api = serverApi(context)
  const organisation = await myOrganisation(api, params.id ?? '')
  return { organisation, endpoints: (await api.hooks.list({ organisationId: organisation.id })).data }
}

export async function action({ params, request, context }: ActionFunctionArgs) {
  const api = serverApi(context)
  const { id: organisationId } = await myOrganisation(api, params.id ?? '')
  const form = await request.formData()
  const values = { url: textOf(form, 'url'), description: textOf(form, 'description') }
  const types = form.getAll('types').map(String)
  const wanted = NewHookEndpoint.safeParse({ organisationId, ...values, types })
  if (!wanted.success) {
    const errors: Record<string, string> = {}
    for (const { path, message } of wanted.error.issues) errors[String(path[0])] ??= message
    return data<HookFormAnswer>(hookAnswer({ values, errors, error: null, done: null }, { types }), 400)
  }
  try {
    const { secret } = await api.hooks.add(wanted.data)
    return data<HookFormAnswer>(hookAnswer(done('The endpoint is added.'), { secret }))
  } catch (thrown) {
    const problem = await readProblem(thrown)
    const url = problem.fields?.url
    const why = url ? { field: 'url', words: url } : { field: null, words: problemSentence(problem) }
    return data<HookFormAnswer>(hookAnswer(refused(values, why), { types }), problem.status)
  }
}

export const meta: MetaFunction = () => [{ title: 'Webhooks · Numerojobs' }, { name: 'robots', content: 'noindex, nofollow' }]

export default function WebhooksPage() {
  const { organisation, endpoints } = useLoaderData<typeof loader>()
  const answer: HookFormAnswer | undefined = useActionData<typeof action>()
  const isBusy = useNavigation().state === 'submitting'
  return (
    <Page className="pt-6 sm:pt-8">
      <p className="mb-2 text-sm">
        <TextLink to={`/organisations/${organisation.slug}`}>{organisation.name}</TextLink>
      </p>
      <h1 className="text-2xl font-semibold tracking-[-0.025em]">Webhooks</h1>
      <p className="mt-1.5 mb-6 max-w-[44rem] text-ink-2">
        Your own programs hear what happens here, at an address of theirs. Each message carries ids and no names, and is signed as{' '}
        <TextLink to="/developers#hooks">Standard Webhooks</TextLink> says.
      </p>
      <div className="max-w-[44rem]">
        <FormNotice answer={answer} />
      </div>
      {answer?.secret ? (
        <IssuedSecret title="The secret of the new endpoint" secret={answer.secret} copyLabel="Copy the secret">
          Copy it now: it is shown this once. Your program checks by it that a message is ours.
        </IssuedSecret>
      ) : null}
      <div className="grid grid-cols-1 gap-x-14 gap-y-10 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <section aria-label="Endpoints">
          <EndpointList endpoints={endpoints} basePath={`/organisations/${organisation.slug}/webhooks`} />
        </section>
        <Card className="self-start p-5">
          <h2 className="text-lg font-semibold">New endpoint</h2>
          <Form method="post" className="mt-4 space-y-4" key={answer?.secret}>
            <EndpointFields
              values={{ url: answer?.values.url ?? '', description: answer?.values.description ?? '', types: answer?.types ?? [] }}
              errors={answer?.errors ?? {}}
            />
            <Button type="submit" tone="primary" className="w-full" isBusy={isBusy}>
              Add it
            </Button>
          </Form>
        </Card>
      </div>
    </Page>
  )
}
