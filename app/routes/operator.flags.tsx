import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/cloudflare'
import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { FLAGS, type FlagSetting, type FlagState, SetFlag } from '../../contract/flags'
import { done, type FormAnswer, textOf } from '../account/form-answer'
import { FormNotice } from '../account/form-notice'
import { serverApi } from '../api/server'
import { OperatorHeading } from '../operators/operator-page'
import { problemSentence, readProblem } from '../problems/read-problem.server'
import { Badge } from '../ui/badge'
import { Button } from '../ui/button'
import { Card } from '../ui/card'
import { Checkbox, Field, Input } from '../ui/field'
import { TimeAgo } from '../ui/time-ago'

export async function loader({ context }: LoaderFunctionArgs) {
  return serverApi(context).flags.list()
}

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await request.formData()
  const values = {
    name: textOf(form, 'name'),
    mode: textOf(form, 'mode'),
    percent: textOf(form, 'percent'),
    organisationIds: textOf(form, 'organisationIds'),
    reason: textOf(form, 'reason'),
  }
  const refusal = (errors: Record<string, string>, error: string | null, status: number) =>
    data<FormAnswer>({ values, errors, error, done: null }, status)
  const asked = SetFlag.safeParse({
    name: values.name,
    reason: values.reason,
    setting: {
      mode: values.mode,
      percent: Number(values.percent || 0),
      organisationIds: values.organisationIds.split(/[\s,]+/).filter(Boolean),
    },
  })
  if (!asked.success) {
    const issues = asked.error.issues.map(({ path, message }) => [
      String(path.find((part) => typeof part === 'string' && part !== 'setting')),
      message,
    ])
    return refusal(Object.fromEntries(issues), null, 400)
  }
  try {
    await serverApi(context).flags.set(asked.data)
    return data<FormAnswer>(done(`Set. It counts everywhere within a minute: ${asked.data.name}.`))
  } catch (thrown) {
    const problem = await readProblem(thrown)
    return refusal(problem.fields ?? {}, problemSentence(problem), problem.status)
  }
}

export const meta: MetaFunction = () => [{ title: 'Flags · Operators · Numerojobs' }, { name: 'robots', content: 'noindex, nofollow' }]

/** What operators can switch off, in whole or for some, and who did and why. */
export default function OperatorFlags() {
  const { data: flags } = useLoaderData<typeof loader>()
  const answer: FormAnswer | undefined = useActionData<typeof action>()
  return (
    <>
      <OperatorHeading title="Flags" />
      <div className="max-w-[52rem]">
        <p className="mb-5 text-ink-2">A change counts everywhere within a minute, and stands here with who made it and why.</p>
        <FormNotice answer={answer} />
        <ul className="space-y-4">
          {flags.map((flag) => (
            <li key={flag.name}>
              <Flag flag={flag} answer={answer?.values.name === flag.name ? answer : undefined} />
            </li>
          ))}
        </ul>
      </div>
    </>
  )
}

const MODES = { on: 'On', off: 'Off', some: 'For some' } as const
const TONES = { on: 'good', off: 'bad', some: 'warn' } as const

function Flag({ flag: { name, setting, changes }, answer }: { flag: FlagState; answer: FormAnswer | undefined }) {
  const isBusy = useNavigation().formData?.get('name') === name
  const { about, owner, by } = FLAGS[name]
  const typed = answer?.values
  return (
    <Card className="p-4 sm:p-5">
      <h2 className="flex flex-wrap items-center gap-x-3 gap-y-1 font-semibold">
        {name} <Badge tone={TONES[setting.mode]}>{settingWords(setting)}</Badge>
      </h2>
      <p className="mt-1 text-sm text-ink-2">
        {about} Belongs to: {owner}.
      </p>
      <Form method="post" className="mt-3 space-y-3" key={changes[0]?.changedAt ?? 'untouched'} aria-label={`Switch ${name}`}>
        <input type="hidden" name="name" value={name} />
        <fieldset>
          <legend className="sr-only">{name} is</legend>
          <div className="-mx-1.5 flex flex-wrap gap-x-4">
            {Object.entries(MODES).map(([mode, words]) => (
              <Checkbox key={mode} type="radio" name="mode" value={mode} required defaultChecked={mode === (typed?.mode ?? setting.mode)}>
                {words}
              </Checkbox>
            ))}
          </div>
        </fieldset>
        <div className="grid gap-3 sm:grid-cols-[10rem_minmax(0,1fr)]">
          <Field label={`For some: percent, by ${by}`} error={answer?.errors.percent}>
            {(control) => (
              <Input {...control} name="percent" type="number" min={0} max={100} defaultValue={typed?.percent ?? setting.percent} />
            )}
          </Field>
          <Field label="And for these organisations (ids)" error={answer?.errors.organisationIds}>
            {(control) => (
              <Input
                {...control}
                name="organisationIds"
                autoComplete="off"
                defaultValue={typed?.organisationIds ?? setting.organisationIds.join(' ')}
              />
            )}
          </Field>
        </div>
        <Field label="Why" error={answer?.errors.reason}>
          {(control) => <Input {...control} name="reason" required minLength={10} maxLength={300} defaultValue={typed?.reason} />}
        </Field>
        <Button type="submit" size="sm" isBusy={isBusy} aria-label={`Set ${name}`}>
          Set
        </Button>
      </Form>
      {changes.length > 0 ? (
        <ol aria-label={`Changes of ${name}`} className="mt-4 divide-y divide-line border-t border-line text-sm">
          {changes.map(({ setting: was, reason, changedBy, changedAt }) => (
            <li key={changedAt} className="flex flex-wrap gap-x-3 py-2">
              <span className="font-medium">{settingWords(was)}</span>
              <span className="min-w-0 break-words text-ink-2">{reason}</span>
              <span className="ml-auto text-xs text-ink-2">
                {changedBy}, <TimeAgo at={changedAt} />
              </span>
            </li>
          ))}
        </ol>
      ) : null}
    </Card>
  )
}

function settingWords({ mode, percent, organisationIds }: FlagSetting): string {
  if (mode !== 'some') return MODES[mode]
  const named =
    organisationIds.length === 0
      ? ''
      : ` and ${organisationIds.length === 1 ? 'one organisation' : `${organisationIds.length} organisations`}`
  return `${percent} %${named}`
}
