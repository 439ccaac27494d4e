import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/cloudflare'
import { useActionData, useLoaderData } from '@remix-run/react'
import { done, type FormAnswer, refused } from '../account/form-answer'
import { serverApi } from '../api/server'
import { ChoicesForm } from '../fairness/choices-form'
import { CHOICES_SAVED, CHOICES_UNREAD, readChoices } from '../fairness/read-choices'
import { Page } from '../ui/page-shell'
import { TextLink } from '../ui/text-link'

export async function loader({ params, context }: LoaderFunctionArgs) {
  return serverApi(context).fairness.mine({ applicationId: params.id ?? '' })
}

export async function action({ params, request, context }: ActionFunctionArgs) {
  const { fairness } = serverApi(context)
  const applicationId = params.id ?? ''
  const asked = readChoices(await request.formData())
  if (asked === null) return data<FormAnswer>(refused({}, { field: null, words: CHOICES_UNREAD }), 400)
  if ('refusesAi' in asked) await fairness.setReview({ applicationId, ...asked })
  else await fairness.setMine({ applicationId, ...asked })
  return data<FormAnswer>(done('refusesAi' in asked ? CHOICES_SAVED.review : CHOICES_SAVED.answers))
}

export const meta: MetaFunction = () => [{ title: 'Your choices · Numerojobs' }, { name: 'robots', content: 'noindex, nofollow' }]

export default function ChoicesPage() {
  const held = useLoaderData<typeof loader>()
  const answer: FormAnswer | undefined = useActionData<typeof action>()
  return (
    <Page className="max-w-[44rem]! pt-6 sm:pt-8">
      <p className="mb-2 text-sm">
        <TextLink to={`/applications/${held.applicationId}`}>
          {held.title} at {held.organisationName}
        </TextLink>
      </p>
      <h1 className="mb-6 text-2xl font-semibold tracking-[-0.025em]">Your choices for this application</h1>
      <ChoicesForm held={held} answer={answer} />
    </Page>
  )
}
