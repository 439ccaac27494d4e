import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/cloudflare'
import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { APPEAL_TEXT_MAX, FileAppeal } from '../../contract/appeals'
import { type FormAnswer, textOf } from '../account/form-answer'
import { FormNotice } from '../account/form-notice'
import { serverApi } from '../api/server'
import { RULE_WORDS, TAKEN_DOWN_WORDS } from '../operators/rule-words'
import { problemSentence, readProblem } from '../problems/read-problem.server'
import { Badge } from '../ui/badge'
import { Button, ButtonLink } from '../ui/button'
import { Field, Input, Textarea } from '../ui/field'
import { Page } from '../ui/page-shell'
import { TextLink } from '../ui/text-link'
import { formatDay } from '../ui/time-ago'

export async function loader({ params, context }: LoaderFunctionArgs) {
  return serverApi(context).appeals.decision({ jobId: params.jobId ?? '' })
}

export async function action({ params, request, context }: ActionFunctionArgs) {
  const form = await request.formData()
  const values = { text: textOf(form, 'text'), email: textOf(form, 'email') }
  const asked = FileAppeal.safeParse({ jobId: params.jobId, text: values.text, email: values.email || null })
  if (!asked.success) {
    const errors = Object.fromEntries(asked.error.issues.map(({ path, message }) => [path.join('.'), message]))
    return data<FormAnswer>({ values, errors, error: null, done: null }, 400)
  }
  try {
    await serverApi(context).appeals.file(asked.data)
    return data<FormAnswer>({ values: {}, errors: {}, error: null, done: 'Your objection has arrived. Another operator looks at it.' })
  } catch (thrown) {
    const problem = await readProblem(thrown)
    return data<FormAnswer>({ values, errors: problem.fields ?? {}, error: problemSentence(problem), done: null }, problem.status)
  }
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: `${page ? `Why it was closed: ${page.jobTitle}` : 'A decision'} · Numerojobs` },
  { name: 'robots', content: 'noindex, nofollow' },
]

/** Why an operator closed a job, by which rule, and how to object; with or without an account. */
export default function AppealPage() {
  const decision = useLoaderData<typeof loader>()
  const answer: FormAnswer | undefined = useActionData<typeof action>()
  const isBusy = useNavigation().state === 'submitting'
  const { jobId, jobTitle, companyName, reason, decidedAt, appealUntil, state, hasAccount } = decision
  return (
    <Page className="max-w-[46rem]! pt-6 sm:pt-8">
      <h1 className="text-2xl font-semibold tracking-[-0.025em] break-words">Why “{jobTitle}” was closed</h1>
      <p className="mt-1.5 mb-6 text-ink-2">
        {companyName ? `${companyName}, ` : ''}
        <TextLink to={`/jobs/${jobId}`}>the job’s page</TextLink>
      </p>
      <FormNotice answer={answer} />
      <dl className="grid gap-x-4 gap-y-3 rounded-lg border border-line bg-surface p-4 sm:grid-cols-[9rem_minmax(0,1fr)]">
        <dt className="text-sm text-ink-2">Reason</dt>
        <dd>{TAKEN_DOWN_WORDS[reason]} An operator read the reports and the advert, and closed it.</dd>
        <dt className="text-sm text-ink-2">The rule</dt>
        <dd>{RULE_WORDS[reason]}</dd>
        <dt className="text-sm text-ink-2">Decided</dt>
        <dd>{formatDay(decidedAt)}</dd>
      </dl>
      <section aria-labelledby="object-heading" className="mt-8">
        <h2 id="object-heading" className="mb-3 text-lg font-semibold">
          Object
        </h2>
        <Standing state={state} answer={decision.answer} appealUntil={appealUntil} />
        {state === 'open' ? (
          <Form method="post" className="space-y-4">
            <p className="text-ink-2">
              You can object once, until {formatDay(appealUntil)}. Another operator than the one who closed it looks at it anew, and you are
              told what they decide and why.
            </p>
            <Field label="Why the decision is wrong" error={answer?.errors.text}>
              {(control) => (
                <Textarea {...control} name="text" rows={6} required maxLength={APPEAL_TEXT_MAX} defaultValue={answer?.values.text} />
              )}
            </Field>
            {hasAccount ? null : (
              <Field
                label="Where to send the answer"
                hint="An e-mail address. It is used for this answer alone, and erased with it."
                error={answer?.errors.email}
              >
                {(control) => (
                  <Input {...control} type="email" name="email" autoComplete="email" required defaultValue={answer?.values.email} />
                )}
              </Field>
            )}
            <Button type="submit" tone="primary" isBusy={isBusy}>
              Send the objection
            </Button>
          </Form>
        ) : null}
      </section>
    </Page>
  )
}

function Standing({ state, answer, appealUntil }: { state: string; answer: string | null; appealUntil: string }) {
  switch (state) {
    case 'waiting':
      return (
        <p>
          <Badge tone="accent">Waiting</Badge> Your objection has arrived. Another operator looks at it, and you are told what they decide.
        </p>
      )
    case 'restored':
    case 'upheld':
      return (
        <div className="space-y-2">
          <p>
            <Badge tone={state === 'restored' ? 'good' : 'neutral'}>{state === 'restored' ? 'Open again' : 'It stays closed'}</Badge> This
            was looked at anew. The answer is final.
          </p>
          {answer ? <blockquote className="border-l-2 border-line pl-3 break-words whitespace-pre-line">{answer}</blockquote> : null}
        </div>
      )
    case 'too-late':
      return <p className="text-ink-2">It could be objected to until {formatDay(appealUntil)}. That is over.</p>
    case 'other':
      return (
        <div className="space-y-3">
          <p className="text-ink-2">
            This job was posted here. Who may edit the postings of its organisation can object, until {formatDay(appealUntil)}.
          </p>
          <ButtonLink to="/sign-in">Sign in</ButtonLink>
        </div>
      )
    default:
      return null
  }
}
