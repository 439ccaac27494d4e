import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/cloudflare'
import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { useState } from 'react'
import { CRITERIA_MAX, type CriteriaVersion, FixCriteria } from '../../contract/fairness'
import { done, type FormAnswer, textOf } from '../account/form-answer'
import { FormNotice } from '../account/form-notice'
import { serverApi } from '../api/server'
import { problemSentence, readProblem } from '../problems/read-problem.server'
import { Badge } from '../ui/badge'
import { Button } from '../ui/button'
import { Field, Input, Select } from '../ui/field'
import { Page } from '../ui/page-shell'
import { EmptyState } from '../ui/states'
import { TextLink } from '../ui/text-link'
import { TimeAgo } from '../ui/time-ago'

export async function loader({ params, context }: LoaderFunctionArgs) {
  return serverApi(context).fairness.criteria({ postingId: params.postingId ?? '' })
}

export async function action({ params, request, context }: ActionFunctionArgs) {
  const form = await request.formData()
  const texts = form.getAll('text').map((text) => (typeof text === 'string' ? text.trim() : ''))
  const musts = form.getAll('isMust')
  // Where each one stands in the form, so that what is refused is marked in its own line.
  const lines = texts.flatMap((text, line) => (text === '' ? [] : [{ text, isMust: musts[line] !== 'no', line }]))
  const values = Object.fromEntries(
    lines.flatMap(({ text, isMust, line }) => [
      [`${line}`, text],
      [`must.${line}`, isMust ? 'yes' : 'no'],
    ]),
  )
  const asked = FixCriteria.safeParse({
    postingId: params.postingId,
    criteria: lines.map(({ text, isMust }) => ({ text, isMust })),
    afterVersion: Number(textOf(form, 'afterVersion')),
  })
  const lineOf = (path: string) => String(lines[Number(path.split('.')[1])]?.line ?? '')
  if (!asked.success) {
    const issues = asked.error.issues.map(({ path, message }) => [lineOf(path.join('.')), message] as const)
    const error = issues.find(([line]) => line === '')?.[1] ?? 'Some of this cannot be used. It is marked.'
    return data<FormAnswer>({ values, errors: Object.fromEntries(issues), error, done: null }, 400)
  }
  try {
    await serverApi(context).fairness.fixCriteria(asked.data)
    return data<FormAnswer>(done('Fixed. Scores of candidates may be shown now.'))
  } catch (thrown) {
    const problem = await readProblem(thrown)
    const errors = Object.fromEntries(Object.entries(problem.fields ?? {}).map(([path, message]) => [lineOf(path), message]))
    return data<FormAnswer>({ values, errors, error: problemSentence(problem), done: null }, problem.status)
  }
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: `Criteria · ${page?.title || 'Posting'} · Numerojobs` },
  { name: 'robots', content: 'noindex, nofollow' },
]

/** What candidates of a posting are judged by, fixed before any score is shown. */
export default function CriteriaPage() {
  const { postingId, title, versions, mayFix } = useLoaderData<typeof loader>()
  const answer: FormAnswer | undefined = useActionData<typeof action>()
  const [newest, ...older] = versions
  return (
    <Page className="max-w-[56rem]! pt-6 sm:pt-8">
      <p className="mb-2 text-sm">
        <TextLink to={`/hiring/${postingId}`}>{title || 'Pipeline'}</TextLink>
      </p>
      <h1 className="text-2xl font-semibold tracking-[-0.025em]">Criteria</h1>
      <p className="mt-1.5 mb-6 max-w-[60ch] text-ink-2">
        Say what candidates are judged by before anybody is scored. No score of a candidate is shown until this is fixed. What is fixed
        stays; a change makes another version, and says whether scores had been seen by then.
      </p>
      <FormNotice answer={answer} />
      {newest ? (
        <Version version={newest} isNewest />
      ) : mayFix ? null : (
        <EmptyState title="No criteria yet">Who edits the posting fixes them.</EmptyState>
      )}
      {mayFix ? <CriteriaForm newest={newest} answer={answer} key={newest?.version ?? 0} /> : null}
      {older.length > 0 ? (
        <section aria-labelledby="older" className="mt-10">
          <h2 id="older" className="mb-3 text-lg font-semibold">
            Earlier versions
          </h2>
          <div className="space-y-4">
            {older.map((version) => (
              <Version key={version.version} version={version} isNewest={false} />
            ))}
          </div>
        </section>
      ) : null}
    </Page>
  )
}

function Version({ version: held, isNewest }: { version: CriteriaVersion; isNewest: boolean }) {
  const { version, criteria, fixedAt, fixedBy, scoresSeenAt, isAfterScores } = held
  return (
    <section aria-label={`Version ${version}`} className="rounded-lg border border-line bg-surface p-4">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-ink-2">
        <strong className="font-semibold text-ink">Version {version}</strong>
        {isNewest ? <Badge tone="good">In force</Badge> : null}
        {isAfterScores ? <Badge tone="warn">Made after scores were seen</Badge> : null}
        <span>
          fixed by {fixedBy?.name ?? 'somebody who has left'} <TimeAgo at={fixedAt} />
        </span>
        <span>
          {scoresSeenAt ? (
            <>
              Scores seen since <TimeAgo at={scoresSeenAt} />
            </>
          ) : (
            'No score was seen under it'
          )}
        </span>
      </p>
      <ol className="mt-3 list-decimal space-y-1 pl-5">
        {criteria.map(({ text, isMust }) => (
          <li key={text} className="break-words">
            {text} <span className="text-sm text-ink-3">{isMust ? '(needed)' : '(a plus)'}</span>
          </li>
        ))}
      </ol>
    </section>
  )
}

function CriteriaForm({ newest, answer }: { newest: CriteriaVersion | undefined; answer: FormAnswer | undefined }) {
  const isBusy = useNavigation().state === 'submitting'
  const start = newest?.criteria ?? []
  const [count, setCount] = useState(Math.min(CRITERIA_MAX, Math.max(4, start.length + 1)))
  const hasFailed = answer !== undefined && answer.done === null
  const textAt = (line: number) => (hasFailed ? answer.values[line] : start[line]?.text)
  const mustAt = (line: number) => (hasFailed ? answer.values[`must.${line}`] : start[line]?.isMust === false ? 'no' : 'yes')
  return (
    <Form method="post" className="mt-8" aria-labelledby="fix-heading">
      <h2 id="fix-heading" className="mb-3 text-lg font-semibold">
        {newest ? 'Change them' : 'Fix them'}
      </h2>
      {newest?.scoresSeenAt ? (
        <p className="mb-3 rounded-md bg-warn-soft px-3 py-2 text-sm text-warn">
          Scores have been seen under these criteria. Another version will say so, here and in the audit log.
        </p>
      ) : null}
      <input type="hidden" name="afterVersion" value={newest?.version ?? 0} />
      <ol className="space-y-3">
        {Array.from({ length: count }, (_, line) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: A line is its place.
          <li key={line} className="grid gap-3 sm:grid-cols-[1fr_9rem]">
            <Field label={`Criterion ${line + 1}`} error={answer?.errors[line]}>
              {(control) => <Input {...control} name="text" maxLength={200} defaultValue={textAt(line)} />}
            </Field>
            <Field label={`Criterion ${line + 1} is`} isLabelHidden className="self-start sm:mt-[1.625rem]">
              {(control) => (
                <Select {...control} name="isMust" defaultValue={mustAt(line)}>
                  <option value="yes">Needed</option>
                  <option value="no">A plus</option>
                </Select>
              )}
            </Field>
          </li>
        ))}
      </ol>
      <div className="mt-4 flex flex-wrap gap-3">
        {count < CRITERIA_MAX ? <Button onClick={() => setCount(count + 1)}>One more</Button> : null}
        <Button type="submit" tone="primary" isBusy={isBusy}>
          {newest ? 'Fix another version' : 'Fix these criteria'}
        </Button>
      </div>
    </Form>
  )
}
