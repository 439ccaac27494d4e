import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/cloudflare'
import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { done, type FormAnswer, refused, textOf } from '../account/form-answer'
import { FormNotice } from '../account/form-notice'
import { serverApi } from '../api/server'
import { problemSentence, readProblem } from '../problems/read-problem.server'
import { Button } from '../ui/button'
import { Field, Input, Textarea } from '../ui/field'
import { Page } from '../ui/page-shell'
import { TextLink } from '../ui/text-link'

export async function loader({ params, context }: LoaderFunctionArgs) {
  const postingId = params.postingId ?? ''
  return { postingId, ...(await serverApi(context).scheduling.kits({ postingId })) }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await request.formData()
  const linesOf = (name: string) => [
    ...new Set(
      textOf(form, name)
        .split('\n')
        .map((line) => line.trim())
        .filter(Boolean),
    ),
  ]
  const stageId = textOf(form, 'stageId')
  const values = {
    stageId,
    ...Object.fromEntries(['focus', 'questions', 'competencies', 'guide'].map((name) => [name, textOf(form, name)])),
  }
  try {
    await serverApi(context).scheduling.saveKit({
      stageId,
      focus: textOf(form, 'focus'),
      questions: linesOf('questions'),
      competencies: linesOf('competencies'),
      guide: textOf(form, 'guide'),
      version: Number(textOf(form, 'version')),
    })
    return data(done('The kit is saved.'))
  } catch (thrown) {
    const problem = await readProblem(thrown)
    return data(refused(values, { field: null, words: problemSentence(problem) }), problem.status)
  }
}

export const meta: MetaFunction = () => [{ title: 'Interview kits · Numerojobs' }, { name: 'robots', content: 'noindex, nofollow' }]

/** What interviewers of each stage look at, ask and score. */
export default function KitsPage() {
  const { postingId, title, mayEdit, stages } = useLoaderData<typeof loader>()
  const answer: FormAnswer | undefined = useActionData<typeof action>()
  const isBusy = useNavigation().state === 'submitting'
  const typed = answer?.error ? answer.values : {}
  return (
    <Page className="max-w-[56rem]! pt-6 sm:pt-8">
      <p className="mb-2 text-sm">
        <TextLink to={`/hiring/${postingId}`}>{title || 'Pipeline'}</TextLink>
      </p>
      <h1 className="text-2xl font-semibold tracking-[-0.025em]">Interview kits</h1>
      <p className="mt-1.5 mb-6 max-w-[60ch] text-ink-2">
        Whoever interviews at a stage opens its kit beside the notes. Candidates never see it.
      </p>
      <FormNotice answer={answer} />
      <ol className="space-y-4">
        {stages.map(({ stageId, name, kit }) => {
          const of = typed.stageId === stageId ? typed : {}
          return (
            <li key={stageId} className="rounded-lg border border-line bg-surface p-4">
              <h2 className="mb-3 font-semibold">{name}</h2>
              <Form method="post" preventScrollReset key={kit?.version ?? 0}>
                <fieldset disabled={!mayEdit} className="grid gap-4 sm:grid-cols-2">
                  <legend className="sr-only">Kit of {name}</legend>
                  <input type="hidden" name="stageId" value={stageId} />
                  <input type="hidden" name="version" value={kit?.version ?? 0} />
                  <Field label="Focus" className="sm:col-span-2">
                    {(control) => <Input {...control} name="focus" maxLength={300} defaultValue={of.focus ?? kit?.focus} />}
                  </Field>
                  <Field label="Questions" hint="One a line.">
                    {(control) => (
                      <Textarea {...control} name="questions" rows={5} defaultValue={of.questions ?? kit?.questions.join('\n')} />
                    )}
                  </Field>
                  <Field label="Competencies to score" hint="One a line, at most 12.">
                    {(control) => (
                      <Textarea {...control} name="competencies" rows={5} defaultValue={of.competencies ?? kit?.competencies.join('\n')} />
                    )}
                  </Field>
                  <Field label="Guide" hint="What a 1, a 3 and a 5 look like." className="sm:col-span-2">
                    {(control) => <Textarea {...control} name="guide" rows={3} maxLength={10_000} defaultValue={of.guide ?? kit?.guide} />}
                  </Field>
                  {mayEdit ? (
                    <Button type="submit" isBusy={isBusy} className="justify-self-start">
                      Save the kit of {name}
                    </Button>
                  ) : null}
                </fieldset>
              </Form>
            </li>
          )
        })}
      </ol>
    </Page>
  )
}
