import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/cloudflare'
import { useActionData, useLoaderData, useNavigation, useSearchParams } from '@remix-run/react'
import { BuyCredits, ConfirmCheckout, Currency, PaidPlan } from '../../contract/billing'
import { done, refused, textOf } from '../account/form-answer'
import { FormNotice } from '../account/form-notice'
import { readAnew } from '../account/read-anew'
import { myOrganisation } from '../api/my-organisation.server'
import { serverApi } from '../api/server'
import type { BillingAnswer } from '../billing/billing-answer'
import { CreditForm } from '../billing/credit-form'
import { GoToPayment } from '../billing/go-to-payment'
import { InvoiceTable } from '../billing/invoice-table'
import { PlanSection } from '../billing/plan-section'
import { PLAN_WORDS } from '../billing/words'
import { problemSentence, readProblem } from '../problems/read-problem.server'
import { Page } from '../ui/page-shell'
import { TextLink } from '../ui/text-link'

export const shouldRevalidate = readAnew

export async function loader({ params, request, context }: LoaderFunctionArgs) {
  const api = serverApi(context)
  const organisation = await myOrganisation(api, params.id ?? '')
  const organisationId = organisation.id
  const query = new URL(request.url).searchParams
  const checkoutId = ConfirmCheckout.shape.checkoutId.safeParse(query.get('checkout'))
  if (checkoutId.success) {
    const isHeardOf = await api.billing.confirm({ organisationId, checkoutId: checkoutId.data }).then(
      () => true,
      async (thrown) => (await readProblem(thrown)).status < 500,
    )
    throw redirect(`/organisations/${organisation.slug}/billing?back=${isHeardOf ? 'paid' : 'unheard'}`)
  }
  const [billing, prices] = await Promise.all([api.billing.overview({ organisationId }), api.billing.prices()])
  const cursor = query.get('invoices')
  const invoices = billing.isSetUp
    ? await api.billing.invoices({ organisationId, ...(cursor ? { cursor } : {}) }).catch(async (thrown) => {
        const { status } = await readProblem(thrown)
        if (status < 500) throw thrown
        return null
      })
    : { data: [], next: null }
  return { organisation, billing, prices, invoices }
}

export async function action({ params, request, context }: ActionFunctionArgs) {
  const api = serverApi(context)
  const { id: organisationId } = await myOrganisation(api, params.id ?? '')
  const form = await request.formData()
  const intent = textOf(form, 'intent')
  const answer = (words: string) => data<BillingAnswer>({ ...done(words), goTo: null })
  const goOn = ({ url }: { url: string }) => data<BillingAnswer>({ values: {}, errors: {}, error: null, done: null, goTo: url })
  try {
    switch (intent) {
      case 'start':
        return goOn(
          await api.billing.startPlan({
            organisationId,
            plan: PaidPlan.parse(textOf(form, 'plan')),
            currency: Currency.parse(textOf(form, 'currency')),
          }),
        )
      case 'change': {
        const { plan } = await api.billing.changePlan({ organisationId, plan: PaidPlan.parse(textOf(form, 'plan')) })
        return answer(`The plan is ${PLAN_WORDS[plan].name} from now on. What was left of the month is offset.`)
      }
      case 'cancel':
        await api.billing.cancel({ organisationId })
        return answer('Cancelled. Nothing more is charged.')
      case 'keep':
        await api.billing.keep({ organisationId })
        return answer('The plan goes on.')
      case 'portal':
        return goOn(await api.billing.openPortal({ organisationId }))
      case 'credits': {
        const credits = BuyCredits.shape.credits.safeParse(Number(textOf(form, 'credits')))
        if (!credits.success) {
          const problem = { field: 'credits', words: 'Give a whole number from 1 to 50.' }
          return data<BillingAnswer>({ ...refused({}, problem), goTo: null }, 400)
        }
        const currency = Currency.parse(textOf(form, 'currency'))
        return goOn(await api.billing.buyCredits({ organisationId, credits: credits.data, currency }))
      }
    }
  } catch (thrown) {
    const problem = await readProblem(thrown)
    const words = problem.status === 502 ? (problem.title ?? problemSentence(problem)) : problemSentence(problem)
    return data<BillingAnswer>({ ...refused({}, { field: null, words }), goTo: null }, problem.status)
  }
  return data<BillingAnswer>(
    { ...refused({}, { field: null, words: 'This page does not know that button. Load it again.' }), goTo: null },
    400,
  )
}

export const meta: MetaFunction = () => [{ title: 'Plan and payment · Numerojobs' }, { name: 'robots', content: 'noindex, nofollow' }]

export default function BillingPage() {
  const { organisation, billing, prices, invoices } = useLoaderData<typeof loader>()
  const answer: BillingAnswer | undefined = useActionData<typeof action>()
  const [query] = useSearchParams()
  const sent = useNavigation().formData
  const currency = billing.currency ?? Currency.safeParse(query.get('currency')).data ?? 'EUR'
  const here = `/organisations/${organisation.slug}/billing`
  const back = BACK_WORDS[query.get('back') ?? '']
  return (
    <Page className="pt-6 sm:pt-8">
      <p className="mb-2 text-sm">
        <TextLink to={`/organisations/${organisation.slug}`}>{organisation.name}</TextLink>
      </p>
      <h1 className="mb-6 text-2xl font-semibold tracking-[-0.025em]">Plan and payment</h1>
      <div className="max-w-[44rem]">
        <FormNotice answer={answer ?? (back ? { error: null, done: back } : null)} />
      </div>
      {answer?.goTo ? <GoToPayment url={answer.goTo} /> : null}
      <div className="space-y-12">
        <PlanSection billing={billing} prices={prices} currency={currency} busyWith={textField(sent, 'plan')} />
        <div className="grid gap-x-14 gap-y-10 lg:grid-cols-[minmax(0,1fr)_22rem]">
          <div className="min-w-0">
            <InvoiceTable
              invoices={invoices}
              hasPaid={billing.currency !== null || (invoices?.data.length ?? 0) > 0}
              firstTo={query.has('invoices') ? here : null}
            />
          </div>
          {billing.isSetUp ? (
            <CreditForm
              creditCents={prices.creditCents}
              currency={currency}
              error={answer?.errors.credits}
              isBusy={textField(sent, 'intent') === 'credits'}
            />
          ) : null}
        </div>
      </div>
      <p className="mt-12 text-sm text-ink-3">
        People who look for work never pay. <TextLink to="/pricing">What it costs whom</TextLink>
      </p>
    </Page>
  )
}

/** What is said to who comes back from the payment provider. */
const BACK_WORDS: Record<string, string | undefined> = {
  paid: 'Thank you. What was paid is here.',
  unheard: 'The payment provider does not answer just now. What you paid appears here by itself within minutes; do not pay again.',
  left: 'Nothing was paid.',
}

function textField(form: FormData | undefined, name: string): string | null {
  const value = form?.get(name)
  return typeof value === 'string' ? value : null
}
