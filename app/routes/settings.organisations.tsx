import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/cloudflare'
import { useActionData, useLoaderData } from '@remix-run/react'
import { type FormAnswer, refused, textOf } from '../account/form-answer'
import { readAnew } from '../account/read-anew'
import { SettingsHeading } from '../account/settings-frame'
import { serverApi } from '../api/server'
import { OrganisationList } from '../organisations/organisation-list'
import { problemSentence, readProblem } from '../problems/read-problem.server'
import { TextLink } from '../ui/text-link'

export const shouldRevalidate = readAnew

export async function loader({ context }: LoaderFunctionArgs) {
  const api = serverApi(context)
  const [organisations, invitations] = await Promise.all([api.organisations.list(), api.organisations.myInvitations()])
  return { organisations, invitations: invitations.length }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const values = { name: textOf(await request.formData(), 'name') }
  let slug: string
  try {
    slug = (await serverApi(context).organisations.create(values)).slug
  } catch (thrown) {
    const problem = await readProblem(thrown)
    const field = problem.fields?.name
    return data(refused(values, field ? { field: 'name', words: field } : { field: null, words: problemSentence(problem) }), problem.status)
  }
  throw redirect(`/organisations/${slug}`)
}

export default function OrganisationsPage() {
  const { organisations, invitations } = useLoaderData<typeof loader>()
  const answer: FormAnswer | undefined = useActionData<typeof action>()
  return (
    <>
      <SettingsHeading title="Organisations">
        Where you hire with others. <TextLink to="/pricing">What it costs</TextLink>{' '}
        {invitations > 0 ? (
          <TextLink to="/invitations">
            {invitations === 1 ? 'One invitation waits for you' : `${invitations} invitations wait for you`}
          </TextLink>
        ) : null}
      </SettingsHeading>
      <OrganisationList organisations={organisations} answer={answer} />
    </>
  )
}
