import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/cloudflare'
import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { MERGE_FIELDS, type MessageTemplate, TALK_KINDS, TalkKind } from '../../contract/conversations'
import { done, type FormAnswer, refused, textOf } from '../account/form-answer'
import { FormNotice } from '../account/form-notice'
import { readAnew } from '../account/read-anew'
import { myOrganisation } from '../api/my-organisation.server'
import { serverApi } from '../api/server'
import { Fold, lineButtonClass } from '../applications/section'
import { TALK_KIND_WORDS } from '../conversations/words'
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
  const { data: templates } = await api.messageTemplates.list({ organisationId: organisation.id })
  return { organisation, templates, mayEdit: organisation.role === 'owner' || organisation.role === 'recruiter' }
}

export async function action({ params, request, context }: ActionFunctionArgs) {
  const api = serverApi(context)
  const { id: organisationId } = await myOrganisation(api, params.id ?? '')
  const form = await request.formData()
  const [name, subject, text] = [textOf(form, 'name'), textOf(form, 'subject'), textOf(form, 'text')]
  const templateId = textOf(form, 'templateId') || null
  const version = Number(textOf(form, 'version')) || null
  const kind = TalkKind.catch('message').parse(textOf(form, 'kind'))
  const values = { templateId: templateId ?? '', name, subject, text, kind }
  try {
    switch (textOf(form, 'intent')) {
      case 'save':
        await api.messageTemplates.save({ organisationId, templateId, version, kind, name, subject, text })
        return data(done('The template is saved.'))
      case 'archive':
      case 'restore': {
        const isArchived = textOf(form, 'intent') === 'archive'
        await api.messageTemplates.archive({ organisationId, templateId: templateId ?? '', version: version ?? 0, isArchived })
        return data(done(isArchived ? 'The template is out of use.' : 'The template is in use again.'))
      }
    }
  } catch (thrown) {
    const problem = await readProblem(thrown)
    const [field = null] = Object.keys(problem.fields ?? {})
    return data(
      refused(values, { field: field !== null && field in values ? field : null, words: problemSentence(problem) }),
      problem.status,
    )
  }
  return data(refused(values, { field: null, words: 'This page does not know that button. Load it again.' }), 400)
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: `Templates · ${page?.organisation.name ?? 'Organisation'} · Numerojobs` },
  { name: 'robots', content: 'noindex, nofollow' },
]

/** Texts that an organisation uses again when it writes to candidates. */
export default function TemplatesPage() {
  const { organisation, templates, mayEdit } = useLoaderData<typeof loader>()
  const answer: FormAnswer | undefined = useActionData<typeof action>()
  const isBusy = useNavigation().formAction !== undefined
  const answerFor = (id: string) => (answer && answer.values.templateId === id ? answer : undefined)
  return (
    <Page className="max-w-[52rem]! pt-6 sm:pt-8">
      <p className="mb-2 text-sm">
        <TextLink to={`/organisations/${organisation.slug}`}>{organisation.name}</TextLink>
      </p>
      <h1 className="text-2xl font-semibold tracking-[-0.025em]">Templates</h1>
      <p className="mt-1.5 mb-6 max-w-[60ch] text-ink-2">
        Texts for candidates. A field in double braces is filled for each of them, and nothing leaves while one has no value. The newest
        closing message is prepared when a promised answer is overdue.
      </p>
      <FormNotice answer={answer} />
      {templates.length === 0 ? (
        <EmptyState title="No templates yet">
          <p>{mayEdit ? 'Write the first below.' : 'Owners and recruiters write them.'}</p>
        </EmptyState>
      ) : (
        <ul className="space-y-4">
          {templates.map((template) => (
            <li key={template.id} className="rounded-lg border border-line bg-surface p-4 shadow-low">
              <h2 className="flex flex-wrap items-center gap-2 font-semibold break-words">
                {template.name}
                <Badge tone={template.kind === 'closing' ? 'warn' : 'accent'}>{TALK_KIND_WORDS[template.kind]}</Badge>
                {template.isArchived ? <Badge>Out of use</Badge> : null}
                <span className="text-xs font-normal text-ink-3">version {template.version}</span>
              </h2>
              <p className="mt-1 text-sm font-medium break-words">{template.subject}</p>
              <p className="mt-1 text-sm break-words whitespace-pre-line text-ink-2">{template.text}</p>
              {mayEdit ? (
                <>
                  {template.isArchived ? null : (
                    <Fold title="Change" isOpen={answerFor(template.id)?.error !== undefined && answerFor(template.id)?.done === null}>
                      <TemplateForm key={template.version} template={template} answer={answerFor(template.id)} isBusy={isBusy} />
                    </Fold>
                  )}
                  <Form method="post" preventScrollReset className="mt-2">
                    <input type="hidden" name="templateId" value={template.id} />
                    <input type="hidden" name="version" value={template.version} />
                    <button type="submit" name="intent" value={template.isArchived ? 'restore' : 'archive'} className={lineButtonClass}>
                      {template.isArchived ? 'Use it again' : 'Take it out of use'}
                    </button>
                  </Form>
                </>
              ) : null}
            </li>
          ))}
        </ul>
      )}
      {mayEdit ? (
        <section className="mt-8" aria-labelledby="new-template">
          <h2 id="new-template" className="mb-3 text-lg font-semibold">
            New template
          </h2>
          <TemplateForm key={`new-${templates.length}`} template={null} answer={answerFor('')} isBusy={isBusy} />
        </section>
      ) : null}
    </Page>
  )
}

function TemplateForm({ template, answer, isBusy }: { template: MessageTemplate | null; answer: FormAnswer | undefined; isBusy: boolean }) {
  const value = (name: 'name' | 'subject' | 'text' | 'kind') => answer?.values[name] ?? template?.[name] ?? ''
  return (
    <Form method="post" preventScrollReset className="space-y-3">
      <input type="hidden" name="intent" value="save" />
      <input type="hidden" name="templateId" value={template?.id ?? ''} />
      <input type="hidden" name="version" value={template?.version ?? ''} />
      <div className="grid gap-3 sm:grid-cols-[1fr_12rem]">
        <Field label="Name" hint="For your team." error={answer?.errors.name}>
          {(control) => <Input {...control} name="name" required maxLength={60} defaultValue={value('name')} />}
        </Field>
        <Field label="Kind">
          {(control) => (
            <Select {...control} name="kind" defaultValue={value('kind') || 'message'}>
              {TALK_KINDS.map((kind) => (
                <option key={kind} value={kind}>
                  {TALK_KIND_WORDS[kind]}
                </option>
              ))}
            </Select>
          )}
        </Field>
      </div>
      <Field label="Subject" error={answer?.errors.subject}>
        {(control) => <Input {...control} name="subject" required maxLength={200} defaultValue={value('subject')} />}
      </Field>
      <Field label="Text" hint={`Fields: ${MERGE_FIELDS.map((field) => `{{${field}}}`).join(' ')}`} error={answer?.errors.text}>
        {(control) => <Textarea {...control} name="text" rows={8} required maxLength={10_000} defaultValue={value('text')} />}
      </Field>
      <Button type="submit" tone="primary" isBusy={isBusy}>
        Save template
      </Button>
    </Form>
  )
}
