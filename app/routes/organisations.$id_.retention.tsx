import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/cloudflare'
import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { DUE_LIST_MAX, LOG_DAYS_MIN, type RetentionPreview, type RetentionRule, SetHold, SetRetention } from '../../contract/retention'
import { done, type FormAnswer, refused, textOf } from '../account/form-answer'
import { FormNotice } from '../account/form-notice'
import { myOrganisation } from '../api/my-organisation.server'
import { serverApi } from '../api/server'
import { problemSentence, readProblem } from '../problems/read-problem.server'
import { ruleLines, wordsOfCountry } from '../retention/rule-lines'
import { Button } from '../ui/button'
import { Field, Input, Select } from '../ui/field'
import { Page } from '../ui/page-shell'
import { Table, Td, Th } from '../ui/table'
import { TextLink } from '../ui/text-link'
import { TimeAgo } from '../ui/time-ago'

export async function loader({ params, context }: LoaderFunctionArgs) {
  const api = serverApi(context)
  const organisation = await myOrganisation(api, params.id ?? '')
  return { organisation, held: await api.retention.get({ organisationId: organisation.id }) }
}

type Answer = FormAnswer & { tried: { rules: RetentionRule[]; logDays: number | null; preview: RetentionPreview } | null }
const said = (answer: FormAnswer): Answer => ({ ...answer, tried: null })

export async function action({ params, request, context }: ActionFunctionArgs) {
  const api = serverApi(context)
  const { id: organisationId } = await myOrganisation(api, params.id ?? '')
  const form = await request.formData()
  const intent = textOf(form, 'intent')
  try {
    if (intent === 'hold' || intent === 'end-hold') {
      const reason = intent === 'hold' ? textOf(form, 'reason') : null
      const asked = SetHold.safeParse({ organisationId, candidateId: textOf(form, 'candidateId'), reason })
      if (!asked.success) return data(said(refused({}, { field: null, words: asked.error.issues[0]?.message ?? 'Say why.' })), 400)
      await api.retention.setHold(asked.data)
      return data(said(done(reason === null ? 'The hold has ended.' : 'Held. No rule reaches them until the hold is ended.')))
    }
    const logDays = textOf(form, 'logDays').trim()
    const asked = SetRetention.safeParse({ organisationId, rules: ruleLines(form), logDays: logDays === '' ? null : logDays })
    if (!asked.success) return data(said(refused({}, { field: null, words: asked.error.issues[0]?.message ?? 'Correct the rules.' })), 400)
    if (intent === 'try') {
      const { preview } = await api.retention.get(asked.data)
      return data<Answer>({
        ...done(`A dry run: ${preview.due} candidates, ${preview.logLines} lines of the log. Nothing was changed.`),
        tried: { rules: asked.data.rules, logDays: asked.data.logDays ?? null, preview },
      })
    }
    await api.retention.set(asked.data)
    return data(said(done('Saved. It is carried out every hour from now on.')))
  } catch (thrown) {
    const problem = await readProblem(thrown)
    const words = [problemSentence(problem), ...Object.values(problem.fields ?? {})].join(' ')
    return data(said(refused({}, { field: null, words })), problem.status)
  }
}

export const meta: MetaFunction = () => [{ title: 'Retention · Numerojobs' }, { name: 'robots', content: 'noindex, nofollow' }]

/** How long candidates are kept, for owners: rules, what they would do now, and holds. */
export default function RetentionPage() {
  const { organisation, held } = useLoaderData<typeof loader>()
  const answer: Answer | undefined = useActionData<typeof action>()
  const busy = useNavigation().formData?.get('intent')
  const rules = answer?.tried?.rules ?? held.rules
  const logDays = answer?.tried ? answer.tried.logDays : held.logDays
  const preview = answer?.tried?.preview ?? held.preview
  const lines = [...rules, null, null]
  return (
    <Page className="max-w-[64rem]! pt-6 sm:pt-8">
      <p className="mb-2 text-sm">
        <TextLink to={`/organisations/${organisation.slug}`}>{organisation.name}</TextLink>
      </p>
      <h1 className="text-2xl font-semibold tracking-[-0.025em]">Retention</h1>
      <p className="mt-1.5 mb-6 max-w-[64ch] text-ink-2">
        How long candidates are kept after their last application was rejected or withdrawn, by the country of the posting. Who was entered
        without an application goes by the rule for all others, from when their entry last changed. Nothing goes without a rule. Who was
        hired, is in the talent pool, has an open application or is held is never reached; counts stay true.
      </p>
      <FormNotice answer={answer} />
      <Form method="post" key={JSON.stringify([rules, logDays])} aria-label="Rules">
        <ol className="space-y-3">
          {lines.map((rule, line) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: A line is its place.
            <li key={line} className="grid grid-cols-2 gap-3 rounded-lg border border-line bg-surface p-3 sm:grid-cols-[10rem_10rem_1fr]">
              <Field label="Country" hint="Two letters, or * for all others">
                {(control) => <Input {...control} name="country" maxLength={2} defaultValue={rule?.country} autoCapitalize="characters" />}
              </Field>
              <Field label="After days">
                {(control) => <Input {...control} name="days" type="number" min={1} max={3650} defaultValue={rule?.days} />}
              </Field>
              <Field label="They are" className="col-span-2 sm:col-span-1">
                {(control) => (
                  <Select {...control} name="act" defaultValue={rule?.act ?? 'anonymise'}>
                    <option value="anonymise">made anonymous: the bare application stays for counts</option>
                    <option value="delete">deleted: nothing stays</option>
                  </Select>
                )}
              </Field>
            </li>
          ))}
        </ol>
        <Field
          className="mt-4 max-w-80"
          label="Keep the audit log for days"
          hint={`At least ${LOG_DAYS_MIN}. Empty: for good. Lines about who is held stay.`}
        >
          {(control) => <Input {...control} name="logDays" type="number" min={LOG_DAYS_MIN} max={3650} defaultValue={logDays ?? ''} />}
        </Field>
        <div className="mt-4 flex flex-wrap gap-3">
          <Button type="submit" name="intent" value="try" isBusy={busy === 'try'}>
            Dry run
          </Button>
          <Button type="submit" name="intent" value="save" tone="primary" isBusy={busy === 'save'}>
            Save these rules
          </Button>
        </div>
      </Form>
      <section aria-labelledby="due" className="mt-10">
        <h2 id="due" className="text-lg font-semibold">
          {answer?.tried ? 'What these rules would do now' : 'What the saved rules will do next'}
        </h2>
        <p className="mt-1 mb-3 text-ink-2 tabular-nums">
          {preview.due === 0 ? 'Nobody is reached.' : `${preview.due.toLocaleString('en')} candidates are reached.`}{' '}
          {preview.held > 0 ? `${preview.held.toLocaleString('en')} more are held.` : ''}
          {preview.logLines > 0 ? ` ${preview.logLines.toLocaleString('en')} lines leave the audit log.` : ''}
        </p>
        {preview.byRule.length > 0 ? (
          <ul className="mb-3 list-disc pl-5 text-sm tabular-nums">
            {preview.byRule.map(({ country, act, candidates, applications }) => (
              <li key={`${country} ${act}`}>
                {wordsOfCountry(country)}: {candidates} candidates with {applications} applications{' '}
                {act === 'delete' ? 'deleted' : 'made anonymous'}
              </li>
            ))}
          </ul>
        ) : null}
        {preview.data.length > 0 ? (
          <Table caption={`The first ${Math.min(DUE_LIST_MAX, preview.data.length)} of them`}>
            <thead>
              <tr>
                <Th>Candidate</Th>
                <Th>Ended</Th>
                <Th>Rule</Th>
                <Th>Keep</Th>
              </tr>
            </thead>
            <tbody>
              {preview.data.map(({ candidateId, name, label, endedAt, country, act }) => (
                <tr key={candidateId}>
                  <Td className="break-words">{name || label}</Td>
                  <Td>
                    <TimeAgo at={endedAt} />
                  </Td>
                  <Td>
                    {wordsOfCountry(country)}, {act}
                  </Td>
                  <Td>
                    <Form method="post" className="flex min-w-56 gap-2">
                      <input type="hidden" name="candidateId" value={candidateId} />
                      <Input
                        name="reason"
                        aria-label={`Why ${name || label} is kept`}
                        placeholder="Why"
                        required
                        minLength={3}
                        maxLength={500}
                      />
                      <Button type="submit" name="intent" value="hold" size="sm">
                        Hold
                      </Button>
                    </Form>
                  </Td>
                </tr>
              ))}
            </tbody>
          </Table>
        ) : null}
      </section>
      {held.holds.length > 0 ? (
        <section aria-labelledby="holds" className="mt-10">
          <h2 id="holds" className="mb-3 text-lg font-semibold">
            Held
          </h2>
          <ul className="divide-y divide-line rounded-lg border border-line bg-surface">
            {held.holds.map(({ candidateId, name, label, reason, setBy, setAt }) => (
              <li key={candidateId} className="flex flex-wrap items-center justify-between gap-3 px-4 py-3">
                <p className="min-w-0 break-words">
                  <strong className="font-medium">{name || label}</strong>: {reason}{' '}
                  <span className="text-sm text-ink-3">
                    ({setBy ?? 'somebody who has left'}, <TimeAgo at={setAt} />)
                  </span>
                </p>
                <Form method="post">
                  <input type="hidden" name="candidateId" value={candidateId} />
                  <Button type="submit" name="intent" value="end-hold" size="sm">
                    End the hold
                  </Button>
                </Form>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      <section aria-labelledby="sources" className="mt-10 text-sm">
        <h2 id="sources" className="mb-2 text-lg font-semibold">
          What laws say
        </h2>
        <ul className="space-y-2">
          {held.sources.map(({ country, days, kind, because, source }) => (
            <li key={country} className="max-w-[70ch] break-words text-ink-2">
              <strong className="font-medium text-ink">
                {wordsOfCountry(country)}: {kind === 'least' ? 'at least' : 'usually'} {days} days.
              </strong>{' '}
              {because} <span className="text-ink-3">{source}</span>
            </li>
          ))}
        </ul>
      </section>
    </Page>
  )
}
