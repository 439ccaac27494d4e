import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/cloudflare'
import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { AnswerAppeal, type Appeal, type AppealFigures } from '../../contract/appeals'
import { done, type FormAnswer, refused, textOf } from '../account/form-answer'
import { FormNotice } from '../account/form-notice'
import { serverApi } from '../api/server'
import { Bars } from '../operators/bars'
import { OperatorHeading } from '../operators/operator-page'
import { RULE_WORDS } from '../operators/rule-words'
import { REASON_WORDS } from '../operators/words'
import { problemSentence, readProblem } from '../problems/read-problem.server'
import { Badge } from '../ui/badge'
import { Button } from '../ui/button'
import { Card } from '../ui/card'
import { Checkbox, Field, Textarea } from '../ui/field'
import { EmptyState } from '../ui/states'
import { TextLink } from '../ui/text-link'
import { TimeAgo } from '../ui/time-ago'

export async function loader({ context }: LoaderFunctionArgs) {
  return serverApi(context).appeals.list()
}

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await request.formData()
  const values = { appealId: textOf(form, 'appealId'), answer: textOf(form, 'answer') }
  const asked = AnswerAppeal.safeParse({ ...values, outcome: textOf(form, 'outcome') })
  if (!asked.success) {
    const words = asked.error.issues.some(({ path }) => path[0] === 'answer')
      ? 'Say in a sentence why. Who objected reads it.'
      : 'Say whether the job opens again.'
    return data(refused(values, { field: null, words }), 400)
  }
  try {
    await serverApi(context).appeals.answer(asked.data)
    return data(done(asked.data.outcome === 'restored' ? 'Answered: the job is open again.' : 'Answered: it stays closed.'))
  } catch (thrown) {
    const problem = await readProblem(thrown)
    return data(refused(values, { field: null, words: problemSentence(problem) }), problem.status)
  }
}

export const meta: MetaFunction = () => [{ title: 'Objections · Operators · Numerojobs' }, { name: 'robots', content: 'noindex, nofollow' }]

/** Objections to decisions, the longest-waiting first, and how often decisions did not hold. */
export default function OperatorAppeals() {
  const { open, answered, figures } = useLoaderData<typeof loader>()
  const answer: FormAnswer | undefined = useActionData<typeof action>()
  return (
    <>
      <OperatorHeading title="Objections" />
      <FormNotice answer={answer} />
      <div className="gap-10 lg:grid lg:grid-cols-[minmax(0,1fr)_18rem]">
        <div className="min-w-0">
          {open.length === 0 ? (
            <EmptyState title="No objection waits for an answer">
              <p>Who is hit by a decision about a job can object for two weeks. It appears here.</p>
            </EmptyState>
          ) : (
            <ul className="space-y-4">
              {open.map((appeal) => (
                <OpenAppeal
                  key={appeal.id}
                  appeal={appeal}
                  typed={answer?.values.appealId === appeal.id ? answer.values.answer : undefined}
                />
              ))}
            </ul>
          )}
          {answered.length > 0 ? (
            <section aria-labelledby="answered-heading" className="mt-8">
              <h2 id="answered-heading" className="mb-3 text-lg font-semibold">
                Answered
              </h2>
              <ul className="divide-y divide-line rounded-lg border border-line bg-surface">
                {answered.map((appeal) => (
                  <li key={appeal.id} className="px-4 py-3 text-sm">
                    <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
                      <TextLink to={`/jobs/${appeal.jobId}`}>{appeal.jobTitle}</TextLink>
                      <Badge tone={appeal.outcome === 'restored' ? 'warn' : 'neutral'}>
                        {appeal.outcome === 'restored' ? 'Opened again' : 'Upheld'}
                      </Badge>
                      {appeal.isBySame ? <Badge tone="warn">By who had closed it</Badge> : null}
                      <span className="text-xs text-ink-2">
                        by {appeal.answeredBy}
                        {appeal.answeredAt ? (
                          <>
                            , <TimeAgo at={appeal.answeredAt} />
                          </>
                        ) : null}
                      </span>
                    </p>
                    <p className="mt-1 break-words text-ink-2">{appeal.answer}</p>
                  </li>
                ))}
              </ul>
            </section>
          ) : null}
        </div>
        <aside aria-labelledby="figures-heading" className="mt-8 lg:mt-0">
          <h2 id="figures-heading" className="mb-3 text-lg font-semibold">
            Decisions that did not hold
          </h2>
          <Figures figures={figures} />
        </aside>
      </div>
    </>
  )
}

function Figures({ figures }: { figures: AppealFigures }) {
  if (figures.length === 0) return <p className="text-sm text-ink-2">Nothing has been answered yet.</p>
  return (
    <>
      <Bars
        label="Decisions that did not hold, by reason"
        top={1}
        bars={figures.map(({ reason, restored, upheld }) => ({
          name: REASON_WORDS[reason],
          value: restored / (restored + upheld),
          words: `${restored} of ${restored + upheld}`,
          look: 'fill-warn',
        }))}
      />
      <p className="mt-3 text-xs text-ink-2">Of the objections that were answered, those after which the job opened again.</p>
    </>
  )
}

function OpenAppeal({ appeal, typed }: { appeal: Appeal; typed: string | undefined }) {
  const { id, jobId, jobTitle, companyName, reason, decidedAt, decidedBy, organisationName, text, filedAt, isOwnDecision } = appeal
  const { formData } = useNavigation()
  const isBusy = formData?.get('appealId') === id
  return (
    <li>
      <Card className="p-4 sm:p-5">
        <h2 className="font-semibold break-words">
          <TextLink to={`/jobs/${jobId}`}>{jobTitle}</TextLink>
        </h2>
        <p className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-ink-2">
          <Badge tone="warn">{REASON_WORDS[reason]}</Badge>
          <span>
            {companyName ? `${companyName}, ` : ''}closed by {decidedBy || 'an operator'} <TimeAgo at={decidedAt} />
          </span>
          <span>
            {organisationName ?? 'A poster without an organisation here'} waits since <TimeAgo at={filedAt} />
          </span>
        </p>
        <p className="mt-2 text-sm text-ink-2">Rule: {RULE_WORDS[reason]}</p>
        <blockquote className="mt-3 border-l-2 border-line pl-3 break-words whitespace-pre-line">{text}</blockquote>
        {isOwnDecision ? (
          <p className="mt-3 rounded-md bg-warn-soft px-3 py-2 text-sm text-warn">
            You closed this job. Another operator answers; only where there is none may you, and it is marked.
          </p>
        ) : null}
        <Form method="post" className="mt-4 space-y-3">
          <input type="hidden" name="appealId" value={id} />
          <fieldset>
            <legend className="mb-1 text-sm font-medium">What is decided now?</legend>
            <div className="-mx-1.5 flex flex-wrap gap-x-4">
              <Checkbox type="radio" name="outcome" value="restored" required>
                Open it again
              </Checkbox>
              <Checkbox type="radio" name="outcome" value="upheld" required>
                It stays closed
              </Checkbox>
            </div>
          </fieldset>
          <Field label="Why, for who objected">
            {(control) => <Textarea {...control} name="answer" rows={2} required minLength={10} maxLength={1_000} defaultValue={typed} />}
          </Field>
          <Button type="submit" isBusy={isBusy}>
            Answer
          </Button>
        </Form>
      </Card>
    </li>
  )
}
