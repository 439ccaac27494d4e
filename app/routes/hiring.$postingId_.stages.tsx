import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/cloudflare'
import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { useState } from 'react'
import { PIPELINE_GROUPS, PipelineGroup } from '../../contract/hiring'
import { done, type FormAnswer, refused } from '../account/form-answer'
import { FormNotice } from '../account/form-notice'
import { serverApi } from '../api/server'
import { GROUP_WORDS } from '../applications/words'
import { problemSentence, readProblem } from '../problems/read-problem.server'
import { Button } from '../ui/button'
import { Field, Input, Select } from '../ui/field'
import { Page } from '../ui/page-shell'
import { TextLink } from '../ui/text-link'

export async function loader({ params, context }: LoaderFunctionArgs) {
  const { posting, stages } = await serverApi(context).hiring.pipeline({ postingId: params.postingId ?? '' })
  return { posting, stages }
}

export async function action({ params, request, context }: ActionFunctionArgs) {
  const form = await request.formData()
  const column = (name: string) => form.getAll(name).map((value) => (typeof value === 'string' ? value.trim() : ''))
  const [ids, names, groups, wordings, limits] = ['id', 'name', 'group', 'wording', 'limit'].map(column)
  const stages = (names ?? []).flatMap((name, index) => {
    const group = PipelineGroup.safeParse(groups?.[index])
    if (name === '' || !group.success) return []
    const limit = Number(limits?.[index] ?? '')
    return [
      {
        id: ids?.[index] || null,
        name,
        group: group.data,
        wording: wordings?.[index] || null,
        limit: Number.isInteger(limit) && limit > 0 ? limit : null,
      },
    ]
  })
  // A new stage stands last in the form, and belongs behind the others of its group.
  stages.sort((a, b) => PIPELINE_GROUPS.indexOf(a.group) - PIPELINE_GROUPS.indexOf(b.group))
  try {
    await serverApi(context).hiring.saveStages({ postingId: params.postingId ?? '', stages })
    return data(done('The stages are saved.'))
  } catch (thrown) {
    const problem = await readProblem(thrown)
    return data(refused({}, { field: null, words: problemSentence(problem) }), problem.status)
  }
}

export const meta: MetaFunction = () => [{ title: 'Stages · Numerojobs' }, { name: 'robots', content: 'noindex, nofollow' }]

export default function StagesPage() {
  const { posting, stages } = useLoaderData<typeof loader>()
  const answer: FormAnswer | undefined = useActionData<typeof action>()
  const isBusy = useNavigation().state === 'submitting'
  const [extra, setExtra] = useState(1)
  const rows = [...stages, ...Array.from({ length: extra }, () => null)]
  return (
    <Page className="max-w-[56rem]! pt-6 sm:pt-8">
      <p className="mb-2 text-sm">
        <TextLink to={`/hiring/${posting.id}`}>{posting.title || 'Pipeline'}</TextLink>
      </p>
      <h1 className="text-2xl font-semibold tracking-[-0.025em]">Stages</h1>
      <p className="mt-1.5 mb-6 max-w-[60ch] text-ink-2">
        Names are for your team. Candidates read only the words you set for them, or ours for the group. Empty a name to remove its stage.
      </p>
      <FormNotice answer={answer} />
      <Form method="post" key={stages.map(({ version }) => version).join()}>
        <ol className="space-y-4">
          {rows.map((stage, index) => (
            <li
              key={stage?.id ?? `new-${index}`}
              className="grid gap-3 rounded-lg border border-line bg-surface p-4 sm:grid-cols-[1fr_9rem_1fr_6rem]"
            >
              <input type="hidden" name="id" value={stage?.id ?? ''} />
              <Field label={stage ? 'Name' : 'New stage'}>
                {(control) => <Input {...control} name="name" maxLength={40} defaultValue={stage?.name} />}
              </Field>
              <Field label="Group">
                {(control) => (
                  <Select {...control} name="group" defaultValue={stage?.group ?? 'interview'}>
                    {PIPELINE_GROUPS.map((group) => (
                      <option key={group} value={group}>
                        {GROUP_WORDS[group]}
                      </option>
                    ))}
                  </Select>
                )}
              </Field>
              <Field label="Candidates read">
                {(control) => (
                  <Input {...control} name="wording" maxLength={60} defaultValue={stage?.wording ?? ''} placeholder="Our usual words" />
                )}
              </Field>
              <Field label="Limit">
                {(control) => <Input {...control} name="limit" type="number" min={1} max={1000} defaultValue={stage?.limit ?? ''} />}
              </Field>
            </li>
          ))}
        </ol>
        <div className="mt-4 flex gap-2">
          <Button type="submit" tone="primary" isBusy={isBusy}>
            Save stages
          </Button>
          <Button className="hidden scripting:inline-flex" onClick={() => setExtra((count) => count + 1)}>
            One more
          </Button>
        </div>
      </Form>
    </Page>
  )
}
