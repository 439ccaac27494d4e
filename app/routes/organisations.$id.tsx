import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/cloudflare'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { EmailAddress, OrganisationRole } from '../../contract/identity'
import { done, type FormAnswer, refused, textOf } from '../account/form-answer'
import { FormNotice } from '../account/form-notice'
import { readAnew } from '../account/read-anew'
import { myOrganisation } from '../api/my-organisation.server'
import { serverApi } from '../api/server'
import { InviteForm } from '../organisations/invite-form'
import { MemberList } from '../organisations/member-list'
import { OpenInvitations } from '../organisations/open-invitations'
import { mayWritePostings, ROLE_WORDS } from '../organisations/role-words'
import { problemSentence, readProblem } from '../problems/read-problem.server'
import { Button, ButtonLink } from '../ui/button'
import { Page } from '../ui/page-shell'
import { TextLink } from '../ui/text-link'

export const shouldRevalidate = readAnew

export async function loader({ params, context }: LoaderFunctionArgs) {
  const api = serverApi(context)
  const me = await api.people.me()
  const organisation = await myOrganisation(api, params.id ?? '')
  const [team, { counts }] = await Promise.all([
    api.organisations.members({ id: organisation.id }),
    api.postings.list({ organisationId: organisation.id }),
  ])
  return { meId: me.id, organisation, ...team, hasPostings: Object.values(counts).some((count) => count > 0) }
}

export async function action({ params, request, context }: ActionFunctionArgs) {
  const api = serverApi(context)
  const { id: organisationId, name } = await myOrganisation(api, params.id ?? '')
  const form = await request.formData()
  const personId = textOf(form, 'personId')
  const values = { email: textOf(form, 'email'), role: textOf(form, 'role') }
  let isGone = false
  try {
    switch (textOf(form, 'intent')) {
      case 'role':
        await api.organisations.changeRole({ organisationId, personId, role: OrganisationRole.parse(values.role) })
        return data(done('The role is changed.'))
      case 'remove':
        await api.organisations.removeMember({ organisationId, personId })
        return data(done('They are not a member any more.'))
      case 'leave':
        await api.organisations.removeMember({ organisationId, personId })
        isGone = true
        break
      case 'rename':
        await api.organisations.rename({ id: organisationId, name: textOf(form, 'name') })
        return data(done('Renamed.'))
      case 'withdraw':
        await api.organisations.withdrawInvitation({ organisationId, invitationId: textOf(form, 'invitationId') })
        return data(done('The invitation is withdrawn.'))
      case 'invite': {
        const email = EmailAddress.safeParse(values.email)
        if (!email.success) return data(refused(values, { field: 'email', words: 'Give an e-mail address, like name@example.com.' }), 400)
        await api.organisations.invite({ organisationId, email: email.data, role: OrganisationRole.parse(values.role) })
        return data(done(`${email.data} is invited. The mail says how to join ${name}.`))
      }
    }
  } catch (thrown) {
    const problem = await readProblem(thrown)
    const words =
      problem.status === 403
        ? 'Your role does not allow this. An owner of the organisation can do it, or change your role.'
        : problemSentence(problem)
    return data(refused(values, { field: null, words }), problem.status)
  }
  if (isGone) throw redirect('/settings/organisations')
  return data(refused(values, { field: null, words: 'This page does not know that button. Load it again.' }), 400)
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: `${page?.organisation.name ?? 'Organisation'} · Numerojobs` },
  { name: 'robots', content: 'noindex, nofollow' },
]

/** What is set or read less often than postings and candidates. */
const PLACES = [
  { path: 'fairness', name: 'Fairness', about: 'Selection rates and impact ratios.', isOwners: true },
  { path: 'dispositions', name: 'Endings', about: 'Why applications ended.', isOwners: true },
  { path: 'audit', name: 'Audit log', about: 'Who saw and changed what.', isOwners: true },
  { path: 'retention', name: 'Retention', about: 'How long candidates are kept.', isOwners: true },
  { path: 'billing', name: 'Plan and payment', about: 'Credits, invoices, cancelling.', isOwners: true },
  { path: 'webhooks', name: 'Webhooks', about: 'What your own systems are told.', isOwners: true },
  { path: 'numerology', name: 'Numerology in recommendations', about: 'Off unless an owner has switched it on.', isOwners: false },
]

export default function OrganisationPage() {
  const { meId, organisation, members, invitations, hasPostings } = useLoaderData<typeof loader>()
  const answer: FormAnswer | undefined = useActionData<typeof action>()
  const mayManage = organisation.role === 'owner'
  const mayInvite = mayManage || organisation.role === 'recruiter'
  return (
    <Page className="pt-6 sm:pt-8">
      <p className="mb-2 text-sm">
        <TextLink to="/settings/organisations">Organisations</TextLink>
      </p>
      <h1 className="text-2xl font-semibold tracking-[-0.025em] break-words">{organisation.name}</h1>
      <p className="mt-1.5 mb-6 max-w-[44rem] text-ink-2">
        You are here as {ROLE_WORDS[organisation.role].name.toLowerCase()}. {ROLE_WORDS[organisation.role].may}
      </p>
      {!hasPostings && mayWritePostings(organisation.role) ? (
        <section aria-label="First step" className="mb-6 max-w-[44rem] rounded-lg border border-line bg-surface p-4">
          <p className="font-semibold">Begin with a posting</p>
          <p className="mt-1 mb-3 text-ink-2">
            It saves itself as you write, and nobody outside sees it before it is published. Who applies then appears on its board, for
            everybody here.
          </p>
          <Form method="post" action={`/organisations/${organisation.slug}/postings?index`}>
            <Button type="submit" tone="primary">
              Write the first posting
            </Button>
          </Form>
        </section>
      ) : null}
      <p className="mb-6 flex flex-wrap gap-2">
        <ButtonLink to={`/organisations/${organisation.slug}/postings`}>Postings</ButtonLink>
        <ButtonLink to="/hiring">Pipelines</ButtonLink>
        <ButtonLink to="/candidates">Candidates</ButtonLink>
        <ButtonLink to={`/organisations/${organisation.slug}/careers`}>Career page and domains</ButtonLink>
        <ButtonLink to={`/organisations/${organisation.slug}/templates`}>Templates</ButtonLink>
        <ButtonLink to={`/organisations/${organisation.slug}/fields`}>Fields</ButtonLink>
      </p>
      <div className="max-w-[44rem]">
        <FormNotice answer={answer} />
      </div>
      <div className="grid gap-x-14 gap-y-10 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="min-w-0 space-y-10">
          <MemberList members={members} meId={meId} mayManage={mayManage} organisationName={organisation.name} />
          {mayInvite ? <OpenInvitations invitations={invitations} /> : null}
        </div>
        {mayInvite ? <InviteForm mayMakeOwners={mayManage} answer={answer} key={answer?.done} /> : null}
      </div>
      <nav aria-label="Of this organisation" className="mt-12 max-w-[56rem] border-t border-line pt-6">
        <ul className="grid gap-x-10 gap-y-4 sm:grid-cols-2 lg:grid-cols-3">
          {PLACES.filter(({ isOwners }) => mayManage || !isOwners).map(({ path, name, about }) => (
            <li key={path}>
              <TextLink to={`/organisations/${organisation.slug}/${path}`}>{name}</TextLink>
              <p className="mt-0.5 text-sm text-ink-2">{about}</p>
            </li>
          ))}
        </ul>
      </nav>
    </Page>
  )
}
