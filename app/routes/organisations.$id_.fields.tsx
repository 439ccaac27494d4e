import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/cloudflare'
import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { CANDIDATE_FIELD_KINDS, type CandidateField, CandidateFieldKind } from '../../contract/candidate-fields'
import { done, type FormAnswer, refused, textOf } from '../account/form-answer'
import { FormNotice } from '../account/form-notice'
import { readAnew } from '../account/read-anew'
import { myOrganisation } from '../api/my-organisation.server'
import { serverApi } from '../api/server'
import { Fold, lineButtonClass } from '../applications/section'
import { problemSentence, readProblem } from '../problems/read-problem.server'
import { Badge } from '../ui/badge'
import { Button } from '../ui/button'
import { Field, Input, Select, Textarea } from '../ui/field'
import { Page } from '../ui/page-shell'
import { EmptyState } from '../ui/states'
import { TextLink } from '../ui/text-link'

export const shouldRevalidate = readAnew

export async function loader({ params, context }: LoaderFunctionArgs) {
  const api = serverApi(context)
  const organisation = await myOrganisation(api, params.id ?? '')
  const { data: fields, mayManage } = await api.candidates.fields({ organisationId: organisation.id })
  return { organisation, fields, mayManage }
}

export async function action({ params, request, context }: ActionFunctionArgs) {
  const api = serverApi(context)
  const { id: organisationId } = await myOrganisation(api, params.id ?? '')
  const form = await request.formData()
  const [key, name, options] = [textOf(form, 'key'), textOf(form, 'name'), textOf(form, 'options')]
  const kind = CandidateFieldKind.catch('text').parse(textOf(form, 'kind'))
  const values = { key, name, options, kind }
  try {
    switch (textOf(form, 'intent')) {
      case 'save':
        await api.candidates.saveField({
          organisationId,
          key: key || null,
          version: Number(textOf(form, 'version')) || null,
          name,
          kind,
          options: kind === 'choice' ? options.split(/\r?\n/).flatMap((line) => line.trim() || []) : [],
        })
        return data(done('The field is saved.'))
      case 'archive':
      case 'restore': {
        const isArchived = textOf(form, 'intent') === 'archive'
        await api.candidates.archiveField({ organisationId, key, isArchived })
        return data(done(isArchived ? 'The field is put away. What was filled in stays.' : 'The field is in use again.'))
      }
    }
  } catch (thrown) {
    const problem = await readProblem(thrown)
    const errors = problem.fields ?? {}
    const isMarked = Object.keys(errors).some((field) => field in values)
    return data({ ...refused(values, { field: null, words: problemSentence(problem) }), ...(isMarked ? { errors } : {}) }, problem.status)
  }
  return data(refused(values, { field: null, words: 'This page does not know that button. Load it again.' }), 400)
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: `Fields · ${page?.organisation.name ?? 'Organisation'} · Numerojobs` },
  { name: 'robots', content: 'noindex, nofollow' },
]

const KIND_WORDS: Record<CandidateFieldKind, string> = {
  text: 'Text',
  number: 'Number',
  date: 'Date',
  choice: 'Choice',
  'yes-no': 'Yes or no',
}

/** Fields that an organisation adds to its candidates. */
export default function FieldsPage() {
  const { organisation, fields, mayManage } = useLoaderData<typeof loader>()
  const answer: FormAnswer | undefined = useActionData<typeof action>()
  const isBusy = useNavigation().formAction !== undefined
  const answerFor = (key: string) => (answer && answer.values.key === key ? answer : undefined)
  return (
    <Page className="max-w-[52rem]! pt-6 sm:pt-8">
      <p className="mb-2 text-sm">
        <TextLink to={`/candidates?organisation=${organisation.slug}`}>Candidates of {organisation.name}</TextLink>
      </p>
      <h1 className="text-2xl font-semibold tracking-[-0.025em]">Fields</h1>
      <p className="mt-1.5 mb-6 max-w-[60ch] text-ink-2">
        What your team notes about each candidate besides ours: to filter by, to see in tables, to import and to take along as a file. No
        field may hold what nobody may be judged by, such as an age or an origin.
      </p>
      <FormNotice answer={answer} />
      {fields.length === 0 ? (
        <EmptyState title="No fields yet">
          <p>{mayManage ? 'Add the first below.' : 'Owners and recruiters add them.'}</p>
        </EmptyState>
      ) : (
        <ul className="space-y-3">
          {fields.map((field) => (
            <li key={field.key} className="rounded-lg border border-line bg-surface p-4 shadow-low">
              <h2 className="flex flex-wrap items-center gap-2 font-semibold break-words">
                {field.name}
                <Badge tone="accent">{KIND_WORDS[field.kind]}</Badge>
                {field.isArchived ? <Badge>Put away</Badge> : null}
                <span className="text-xs font-normal text-ink-3">
                  key <code>{field.key}</code>
                </span>
              </h2>
              {field.options.length > 0 ? <p className="mt-1 text-sm break-words text-ink-2">{field.options.join(', ')}</p> : null}
              {mayManage ? (
                <>
                  {field.isArchived ? null : (
                    <Fold title="Change" isOpen={answerFor(field.key)?.error !== undefined && answerFor(field.key)?.done === null}>
                      <FieldForm key={field.version} field={field} answer={answerFor(field.key)} isBusy={isBusy} />
                    </Fold>
                  )}
                  <Form method="post" preventScrollReset className="mt-2">
                    <input type="hidden" name="key" value={field.key} />
                    <button type="submit" name="intent" value={field.isArchived ? 'restore' : 'archive'} className={lineButtonClass}>
                      {field.isArchived ? 'Use it again' : 'Put it away'}
                    </button>
                  </Form>
                </>
              ) : null}
            </li>
          ))}
        </ul>
      )}
      {mayManage ? (
        <section className="mt-8" aria-labelledby="new-field">
          <h2 id="new-field" className="mb-3 text-lg font-semibold">
            New field
          </h2>
          <FieldForm key={`new-${fields.length}`} field={null} answer={answerFor('')} isBusy={isBusy} />
        </section>
      ) : null}
    </Page>
  )
}

function FieldForm({ field, answer, isBusy }: { field: CandidateField | null; answer: FormAnswer | undefined; isBusy: boolean }) {
  return (
    <Form method="post" preventScrollReset className="space-y-3">
      <input type="hidden" name="intent" value="save" />
      <input type="hidden" name="key" value={field?.key ?? ''} />
      <input type="hidden" name="version" value={field?.version ?? ''} />
      <div className="grid gap-3 sm:grid-cols-[1fr_12rem]">
        <Field label="Name" error={answer?.errors.name}>
          {(control) => <Input {...control} name="name" required maxLength={60} defaultValue={answer?.values.name ?? field?.name} />}
        </Field>
        {field ? (
          <input type="hidden" name="kind" value={field.kind} />
        ) : (
          <Field label="Holds" hint="Fixed once it is made.">
            {(control) => (
              <Select {...control} name="kind" defaultValue={answer?.values.kind ?? 'text'}>
                {CANDIDATE_FIELD_KINDS.map((kind) => (
                  <option key={kind} value={kind}>
                    {KIND_WORDS[kind]}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        )}
      </div>
      {field === null || field.kind === 'choice' ? (
        <Field label="Options" hint="For a choice: one a line." error={answer?.errors.options}>
          {(control) => (
            <Textarea {...control} name="options" rows={3} defaultValue={answer?.values.options ?? field?.options.join('\n')} />
          )}
        </Field>
      ) : null}
      <Button type="submit" tone="primary" isBusy={isBusy}>
        {field ? 'Save' : 'Add field'}
      </Button>
    </Form>
  )
}
