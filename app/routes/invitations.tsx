import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/cloudflare'
import { useActionData, useLoaderData } from '@remix-run/react'
import { done, type FormAnswer, refused, textOf } from '../account/form-answer'
import { FormNotice } from '../account/form-notice'
import { readAnew } from '../account/read-anew'
import { serverApi } from '../api/server'
import { InvitationList } from '../organisations/invitation-list'
import { problemSentence, readProblem } from '../problems/read-problem.server'
import { Page } from '../ui/page-shell'

export const shouldRevalidate = readAnew

export async function loader({ context }: LoaderFunctionArgs) {
  const api = serverApi(context)
  const [me, invitations] = await Promise.all([api.people.me(), api.organisations.myInvitations()])
  return { email: me.email, invitations }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await request.formData()
  const accept = textOf(form, 'intent') === 'accept'
  const api = serverApi(context)
  let slug: string | undefined
  try {
    const invitation = await api.organisations.answerInvitation({ invitationId: textOf(form, 'id'), accept })
    if (!accept) return data(done(`You declined the invitation of ${invitation.organisationName}.`))
    slug = (await api.organisations.list()).find(({ id }) => id === invitation.organisationId)?.slug
  } catch (thrown) {
    const problem = await readProblem(thrown)
    const words = problem.status === 404 ? 'This invitation is not open any more. Ask for a new one.' : problemSentence(problem)
    return data(refused({}, { field: null, words }), problem.status)
  }
  throw redirect(slug ? `/organisations/${slug}` : '/settings/organisations')
}

export const meta: MetaFunction = () => [{ title: 'Invitations · Numerojobs' }, { name: 'robots', content: 'noindex, nofollow' }]

export default function InvitationsPage() {
  const { email, invitations } = useLoaderData<typeof loader>()
  const answer: FormAnswer | undefined = useActionData<typeof action>()
  return (
    <Page className="py-8">
      <div className="mx-auto max-w-[40rem]">
        <h1 className="text-2xl font-semibold tracking-[-0.025em]">Invitations</h1>
        <p className="mt-1.5 mb-6 text-ink-2">To the address that you confirmed: {email}.</p>
        <FormNotice answer={answer} />
        <InvitationList invitations={invitations} />
      </div>
    </Page>
  )
}
