import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/cloudflare'
import { useActionData, useLoaderData } from '@remix-run/react'
import { CopyButton } from '../account/copy-button'
import { done, type FormAnswer, refused, textOf } from '../account/form-answer'
import { FormNotice } from '../account/form-notice'
import { myOrganisation } from '../api/my-organisation.server'
import { serverApi } from '../api/server'
import { ActTable } from '../numerology/act-table'
import { OrganisationSwitch } from '../numerology/organisation-switch'
import { problemSentence, readProblem } from '../problems/read-problem.server'
import { Page } from '../ui/page-shell'
import { TextLink } from '../ui/text-link'

export async function loader({ params, context }: LoaderFunctionArgs) {
  const api = serverApi(context)
  const organisation = await myOrganisation(api, params.id ?? '')
  const organisationId = organisation.id
  const mayManage = organisation.role === 'owner'
  const [setting, acts] = await Promise.all([
    api.numerology.organisation({ organisationId }),
    mayManage ? api.numerology.acts({ organisationId }) : null,
  ])
  return { organisation, setting, acts, mayManage, link: `${context.ctx.origin}/settings/numerology?organisation=${organisation.slug}` }
}

export async function action({ params, request, context }: ActionFunctionArgs) {
  const api = serverApi(context)
  const { id: organisationId } = await myOrganisation(api, params.id ?? '')
  const form = await request.formData()
  const isOn = textOf(form, 'intent') === 'on'
  try {
    const held = await api.numerology.organisation({ organisationId })
    await api.numerology.setOrganisation({
      organisationId,
      isOn,
      weightPercent: isOn ? Number(textOf(form, 'weightPercent')) : held.weightPercent,
      noticeVersion: form.has('hasRead') ? Number(textOf(form, 'noticeVersion')) : null,
    })
    return data<FormAnswer>(done(isOn ? 'Saved. Candidates who share are shown it.' : 'Switched off. No list is touched by it any more.'))
  } catch (thrown) {
    const problem = await readProblem(thrown)
    return data<FormAnswer>(refused({}, { field: null, words: problem.fields?.weightPercent ?? problemSentence(problem) }), problem.status)
  }
}

export const meta: MetaFunction = () => [{ title: 'Numerology in hiring · Numerojobs' }, { name: 'robots', content: 'noindex, nofollow' }]

export default function OrganisationNumerologyPage() {
  const { organisation, setting, acts, mayManage, link } = useLoaderData<typeof loader>()
  const answer: FormAnswer | undefined = useActionData<typeof action>()
  return (
    <Page className="max-w-[56rem]! pt-6 sm:pt-8">
      <p className="mb-2 text-sm">
        <TextLink to={`/organisations/${organisation.slug}`}>{organisation.name}</TextLink>
      </p>
      <h1 className="mb-6 text-2xl font-semibold tracking-[-0.025em]">Numerology in recommendations</h1>
      <FormNotice answer={answer} />
      <OrganisationSwitch setting={setting} mayManage={mayManage} />
      <h2 className="mt-8 mb-2 text-lg font-semibold">For candidates who want to share</h2>
      <p className="text-ink-2">Who opens this link reads what sharing means, and decides alone. Nobody stands lower for leaving it.</p>
      <p className="mt-2 rounded-md bg-surface-2 px-3 py-2 font-mono text-sm break-all">{link}</p>
      <CopyButton text={link} label="Copy the link" />
      {acts ? (
        <>
          <h2 className="mt-8 mb-2 text-lg font-semibold">The log</h2>
          <ActTable acts={acts} />
        </>
      ) : null}
    </Page>
  )
}
