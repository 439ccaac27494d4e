import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/cloudflare'
import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { AddStage, UpdateStage } from '../../contract/applications'
import { STAGE_GROUPS } from '../../contract/stages'
import { readAnew } from '../account/read-anew'
import { serverApi } from '../api/server'
import { StageLine } from '../applications/stage-line'
import { GROUP_LOOK, GROUP_WORDS } from '../applications/words'
import { problemSentence, readProblem } from '../problems/read-problem.server'
import { Button } from '../ui/button'
import { Field, Input, Select } from '../ui/field'
import { Page } from '../ui/page-shell'
import { TextLink } from '../ui/text-link'

export const shouldRevalidate = readAnew

export async function loader({ context }: LoaderFunctionArgs) {
  return { stages: await serverApi(context).stages.list() }
}

/** What went wrong, and with which form: the id of a stage, or `new`. */
type Refusal = { about: string; words: string; name: string }

export async function action({ request, context }: ActionFunctionArgs) {
  const { stages } = serverApi(context)
  const form = await request.formData()
  const text = (field: string) => String(form.get(field) ?? '').trim()
  const [stageId, name] = [text('stageId'), text('name')]
  const refuse = (words: string, status: number) => data<Refusal>({ about: stageId || 'new', words, name }, status)
  try {
    switch (text('intent')) {
      case 'add': {
        const asked = AddStage.safeParse({ group: text('group'), name })
        if (!asked.success) return refuse(asked.error.issues[0]?.message ?? 'Give the stage a name.', 400)
        await stages.add(asked.data)
        break
      }
      case 'rename':
      case 'place': {
        const asked = UpdateStage.safeParse(text('intent') === 'rename' ? { stageId, name } : { stageId, afterId: text('afterId') || null })
        if (!asked.success) return refuse(asked.error.issues[0]?.message ?? 'This cannot be used.', 400)
        await stages.update(asked.data)
        break
      }
      case 'remove':
        await stages.remove({ stageId })
    }
  } catch (thrown) {
    const problem = await readProblem(thrown)
    return refuse(problem.fields?.name ?? problemSentence(problem), problem.status)
  }
  throw redirect('/applications/stages')
}

export const meta: MetaFunction = () => [{ title: 'Your stages · Numerojobs' }, { name: 'robots', content: 'noindex' }]

/** Steps of one's own within the six groups that every application passes. */
export default function StagesPage() {
  const { stages } = useLoaderData<typeof loader>()
  const refusal: Refusal | undefined = useActionData<typeof action>()
  const isBusy = useNavigation().state !== 'idle'
  const refusedNew = refusal?.about === 'new' ? refusal : undefined
  return (
    <Page className="max-w-3xl! py-8">
      <nav aria-label="Breadcrumb" className="mb-4 text-sm">
        <TextLink to="/applications">Applications</TextLink>
      </nav>
      <h1 className="text-2xl font-semibold tracking-[-0.025em]">Your stages</h1>
      <p className="mt-1.5 mb-6 text-ink-2">
        Every application is in one of six groups. Within a group you can have steps of your own, such as “Second round”.
      </p>
      <Form method="post" className="mb-8 grid items-end gap-3 sm:grid-cols-[minmax(0,1fr)_12rem_auto]" key={stages.length}>
        <input type="hidden" name="intent" value="add" />
        <Field label="New stage" error={refusedNew?.words}>
          {(control) => <Input {...control} name="name" required maxLength={40} defaultValue={refusedNew?.name} autoComplete="off" />}
        </Field>
        <Field label="In the group">
          {(control) => (
            <Select {...control} name="group" defaultValue="interview">
              {STAGE_GROUPS.map((group) => (
                <option key={group} value={group}>
                  {GROUP_WORDS[group]}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Button type="submit" tone="primary" isBusy={isBusy}>
          Add stage
        </Button>
      </Form>
      <div className="space-y-6">
        {STAGE_GROUPS.map((group) => {
          const own = stages.filter((stage) => stage.group === group)
          return (
            <section key={group} aria-labelledby={`${group}-heading`}>
              <h2 id={`${group}-heading`} className="mb-2 flex items-center gap-2 text-lg font-semibold">
                <span aria-hidden className={`size-2.5 rounded-full ${GROUP_LOOK[group].dot}`} />
                {GROUP_WORDS[group]}
              </h2>
              {own.length > 0 ? (
                <ol className="divide-y divide-line rounded-lg border border-line bg-surface">
                  {own.map((stage, index) => (
                    <StageLine
                      key={`${stage.id} ${stage.version}`}
                      stage={stage}
                      // Up: behind the one before the one before it.
                      upAfterId={index === 0 ? undefined : (own[index - 2]?.id ?? null)}
                      downAfterId={own[index + 1]?.id}
                      refusal={refusal?.about === stage.id ? refusal : undefined}
                    />
                  ))}
                </ol>
              ) : (
                <p className="text-sm text-ink-3">No steps of your own.</p>
              )}
            </section>
          )
        })}
      </div>
    </Page>
  )
}
