import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/cloudflare'
import { useActionData, useLoaderData, useParams } from '@remix-run/react'
import { done, type FormAnswer, refused } from '../account/form-answer'
import { serverApi } from '../api/server'
import { ChoicesForm } from '../fairness/choices-form'
import { CHOICES_SAVED, CHOICES_UNREAD, readChoices } from '../fairness/read-choices'
import { Page } from '../ui/page-shell'
import { TextLink } from '../ui/text-link'

/** Neither caches nor search engines keep it, and where a reader goes next does not learn the address. */
const HEADERS = { 'cache-control': 'private, no-store', 'x-robots-tag': 'noindex, nofollow', 'referrer-policy': 'no-referrer' }

export async function loader({ params, context }: LoaderFunctionArgs) {
  return data(await serverApi(context).fairness.byLink({ token: tokenIn(params.token) }), { headers: HEADERS })
}

export async function action({ params, request, context }: ActionFunctionArgs) {
  const { fairness } = serverApi(context)
  const token = tokenIn(params.token)
  const asked = readChoices(await request.formData())
  if (asked === null) return data<FormAnswer>(refused({}, { field: null, words: CHOICES_UNREAD }), { status: 400, headers: HEADERS })
  if ('refusesAi' in asked) await fairness.setReviewByLink({ token, ...asked })
  else await fairness.setByLink({ token, ...asked })
  return data<FormAnswer>(done('refusesAi' in asked ? CHOICES_SAVED.review : CHOICES_SAVED.answers), { headers: HEADERS })
}

/** What no link of ours looks like is not found, as a link that nobody has. */
function tokenIn(token: string | undefined): string {
  if (token === undefined || !/^[0-9a-f]{40}$/.test(token)) throw new Response(null, { status: 404 })
  return token
}

export const headers = () => HEADERS

export const meta: MetaFunction = () => [{ title: 'Your choices · Numerojobs' }, { name: 'robots', content: 'noindex, nofollow' }]

/** The choices of who applied without an account. */
export default function StatusChoicesPage() {
  const held = useLoaderData<typeof loader>()
  const answer: FormAnswer | undefined = useActionData<typeof action>()
  const { token } = useParams()
  return (
    <Page className="max-w-[44rem]! pt-6 sm:pt-8">
      <p className="mb-2 text-sm">
        <TextLink to={`/status/${token}`}>
          {held.title} at {held.organisationName}
        </TextLink>
      </p>
      <h1 className="mb-6 text-2xl font-semibold tracking-[-0.025em]">Your choices for this application</h1>
      <ChoicesForm held={held} answer={answer} />
    </Page>
  )
}
