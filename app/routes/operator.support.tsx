import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/cloudflare'
import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { EnterSupport, SetReadOnly, SUPPORT_MINUTES_MAX } from '../../contract/support'
import { done, type FormAnswer, textOf } from '../account/form-answer'
import { FormNotice } from '../account/form-notice'
import { serverApi } from '../api/server'
import { enterSupport } from '../api/support.server'
import { OperatorHeading } from '../operators/operator-page'
import { problemSentence, readProblem } from '../problems/read-problem.server'
import { Badge } from '../ui/badge'
import { Button } from '../ui/button'
import { Field, Input, Textarea } from '../ui/field'

export async function loader({ context }: LoaderFunctionArgs) {
  return serverApi(context).support.readOnly()
}

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await request.formData()
  const values = { who: textOf(form, 'who'), reason: textOf(form, 'reason'), minutes: textOf(form, 'minutes') }
  const refusal = (errors: Record<string, string>, error: string | null, status: number) =>
    data<FormAnswer>({ values, errors, error, done: null }, status)
  let headers: Headers
  try {
    if (textOf(form, 'intent') === 'read-only') {
      const asked = SetReadOnly.safeParse({ isOn: textOf(form, 'isOn') === 'yes', reason: textOf(form, 'words') })
      if (!asked.success) return refusal({ words: asked.error.issues[0]?.message ?? 'Too long.' }, null, 400)
      const { isOn } = await serverApi(context).support.setReadOnly(asked.data)
      return data<FormAnswer>(done(isOn ? 'Nothing can be changed from now on.' : 'Everything can be changed again.'))
    }
    const asked = EnterSupport.safeParse(values)
    if (!asked.success)
      return refusal(Object.fromEntries(asked.error.issues.map(({ path, message }) => [path.join('.'), message])), null, 400)
    headers = await enterSupport(context, asked.data)
  } catch (thrown) {
    const problem = await readProblem(thrown)
    return refusal(problem.fields ?? {}, problemSentence(problem), problem.status)
  }
  return redirect('/applications', { headers, status: 303 })
}

export const meta: MetaFunction = () => [{ title: 'Support · Operators · Numerojobs' }, { name: 'robots', content: 'noindex, nofollow' }]

/** Looking as a person, and stopping all changes. */
export default function OperatorSupport() {
  const { isOn, reason } = useLoaderData<typeof loader>()
  const answer: FormAnswer | undefined = useActionData<typeof action>()
  const isBusy = useNavigation().state === 'submitting'
  return (
    <>
      <OperatorHeading title="Support" />
      <div className="max-w-[44rem]">
        <FormNotice answer={answer} />
        <section aria-labelledby="visit">
          <h2 id="visit" className="text-lg font-semibold">
            Look as somebody
          </h2>
          <p className="mt-1 mb-4 text-ink-2">
            You read what they see and change nothing. Birth data, readings, résumés, messages, keys and files stay closed. They see
            afterwards who looked, when and why. It ends by the button on every page, when its time is over, or with your own session.
          </p>
          <Form method="post" className="space-y-4">
            <Field label="Address or id of the person" error={answer?.errors.who}>
              {(control) => <Input {...control} name="who" required maxLength={320} autoComplete="off" defaultValue={answer?.values.who} />}
            </Field>
            <Field label="Why (the person reads it)" error={answer?.errors.reason}>
              {(control) => <Textarea {...control} name="reason" rows={2} required maxLength={500} defaultValue={answer?.values.reason} />}
            </Field>
            <Field label="Minutes" error={answer?.errors.minutes} className="max-w-32">
              {(control) => (
                <Input
                  {...control}
                  name="minutes"
                  type="number"
                  min={1}
                  max={SUPPORT_MINUTES_MAX}
                  defaultValue={answer?.values.minutes || 15}
                />
              )}
            </Field>
            <Button type="submit" name="intent" value="enter" tone="primary" isBusy={isBusy}>
              Look as this person
            </Button>
          </Form>
        </section>
        <section aria-labelledby="read-only" className="mt-12">
          <h2 id="read-only" className="flex items-center gap-3 text-lg font-semibold">
            Read-only mode {isOn ? <Badge tone="warn">On</Badge> : <Badge>Off</Badge>}
          </h2>
          <p className="mt-1 mb-4 text-ink-2">
            Stops everything that people change, within five seconds: they are told so, and when to try again. Webhooks are still taken in
            and tasks go on.
          </p>
          <Form method="post" className="space-y-4" key={String(isOn)}>
            <input type="hidden" name="intent" value="read-only" />
            <input type="hidden" name="isOn" value={isOn ? 'no' : 'yes'} />
            {isOn ? (
              <p className="break-words">{reason}</p>
            ) : (
              <Field label="What people read" error={answer?.errors.words}>
                {(control) => (
                  <Input {...control} name="words" maxLength={300} placeholder="We move to a larger database until 10:30 UTC." />
                )}
              </Field>
            )}
            <Button type="submit" tone={isOn ? 'primary' : 'danger'} isBusy={isBusy}>
              {isOn ? 'Let everything be changed again' : 'Stop all changes'}
            </Button>
          </Form>
        </section>
      </div>
    </>
  )
}
