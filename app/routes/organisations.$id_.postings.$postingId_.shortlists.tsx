import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/cloudflare'
import { useActionData, useLoaderData } from '@remix-run/react'
import { CreateShortlist } from '../../contract/shortlists'
import { myOrganisation } from '../api/my-organisation.server'
import { serverApi } from '../api/server'
import { problemSentence, readProblem } from '../problems/read-problem.server'
import { Badge } from '../ui/badge'
import { Button } from '../ui/button'
import { Checkbox, Field, Input } from '../ui/field'
import { Page } from '../ui/page-shell'
import { EmptyState } from '../ui/states'
import { TextLink } from '../ui/text-link'
import { TimeAgo } from '../ui/time-ago'

export async function loader({ params, context }: LoaderFunctionArgs) {
  const api = serverApi(context)
  const organisation = await myOrganisation(api, params.id ?? '')
  const { data: shortlists, mayEdit } = await api.shortlists.list({ postingId: params.postingId ?? '' })
  return { organisation, shortlists, mayEdit, base: `/organisations/${params.id}` }
}

export async function action({ params, request, context }: ActionFunctionArgs) {
  const form = await request.formData()
  const name = String(form.get('name') ?? '')
  const asked = CreateShortlist.safeParse({ postingId: params.postingId, name, isAnonymous: form.get('isAnonymous') === 'yes' })
  if (!asked.success) return data({ name, error: asked.error.issues[0]?.message ?? 'This cannot be used.' }, 400)
  let id: string
  try {
    id = (await serverApi(context).shortlists.create(asked.data)).id
  } catch (thrown) {
    const problem = await readProblem(thrown)
    return data({ name, error: problemSentence(problem) }, problem.status)
  }
  throw redirect(`/organisations/${params.id}/shortlists/${id}`, 303)
}

export const meta: MetaFunction = () => [{ title: 'Shortlists · Numerojobs' }, { name: 'robots', content: 'noindex, nofollow' }]

export default function ShortlistsRoute() {
  const { organisation, shortlists, mayEdit, base } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return (
    <Page className="pt-6 sm:pt-8">
      <p className="mb-2 text-sm">
        <TextLink to={base}>{organisation.name}</TextLink>
      </p>
      <h1 className="mb-6 text-2xl font-semibold tracking-[-0.025em]">Shortlists</h1>
      <div className="grid gap-x-14 gap-y-10 lg:grid-cols-[minmax(0,1fr)_22rem]">
        {shortlists.length === 0 ? (
          <EmptyState title="There is no shortlist yet">A shortlist is an order that the team makes together.</EmptyState>
        ) : (
          <ul className="space-y-2">
            {shortlists.map(({ shortlist, entryCount }) => (
              <li key={shortlist.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 rounded-lg border border-line bg-surface p-4">
                <TextLink to={`${base}/shortlists/${shortlist.id}`} className="min-w-0 font-medium break-words">
                  {shortlist.name}
                </TextLink>
                {shortlist.isAnonymous ? <Badge tone="accent">Anonymous</Badge> : null}
                {shortlist.closedAt ? <Badge tone="warn">Closed</Badge> : null}
                <span className="ml-auto text-sm text-ink-3">
                  {entryCount} {entryCount === 1 ? 'candidate' : 'candidates'}, <TimeAgo at={shortlist.createdAt} />
                </span>
              </li>
            ))}
          </ul>
        )}
        {mayEdit ? (
          <form method="post" className="space-y-4 self-start">
            <h2 className="text-lg font-semibold">Start a shortlist</h2>
            <Field label="Name" {...(answer?.error ? { error: answer.error } : {})}>
              {(control) => <Input {...control} name="name" required maxLength={80} defaultValue={answer?.name} autoComplete="off" />}
            </Field>
            <Checkbox name="isAnonymous" value="yes">
              Hide names, contact, places and dates
            </Checkbox>
            <Button type="submit" tone="primary">
              Start
            </Button>
          </form>
        ) : null}
      </div>
    </Page>
  )
}
