import { Form } from '@remix-run/react'
import type { HiringView, HiringViews, ViewSettings } from '../../contract/views'
import type { FormAnswer } from '../account/form-answer'
import { GROUP_WORDS } from '../applications/words'
import { Button } from '../ui/button'
import { Checkbox, Field, Input, Select } from '../ui/field'
import { TextLink } from '../ui/text-link'
import { FieldFilterControls, LayoutControls } from './view-controls'
import { type ViewBase, viewPath } from './view-words'
import { ViewsBar } from './views-bar'

const GROUPS = ['applied', 'screening', 'interview', 'offer', 'closed'] as const

type PipelineViewProps = {
  base: ViewBase
  views: HiringViews
  current: HiringView | null
  settings: ViewSettings
  gone: readonly string[]
  /** How many of how many stand in it. */
  shown: number
  all: number
  answer: FormAnswer | undefined
  isBusy: boolean
}

/** How a pipeline is looked at: the saved views, and what is asked for besides. All of it is in the address. */
export function PipelineView({ base, views, current, settings, gone, shown, all, answer, isBusy }: PipelineViewProps) {
  return (
    <>
      <ViewsBar base={base} views={views} current={current} settings={settings} gone={gone} answer={answer} isBusy={isBusy} />
      <details className="mb-4" open={Object.keys(settings).length > 0 ? true : undefined}>
        <summary className="inline-flex min-h-8 cursor-pointer items-center text-sm text-accent">Filter and columns</summary>
        <Form
          method="get"
          action={base.path}
          role="search"
          aria-label="Candidates of this pipeline"
          key={JSON.stringify(settings)}
          className="mt-2 grid items-end gap-3 rounded-lg border border-line bg-surface p-4 sm:grid-cols-2 lg:grid-cols-4"
        >
          {current ? <input type="hidden" name="view" value={current.id} /> : <input type="hidden" name="view" value="none" />}
          <Field label="Name, headline, place or tag">
            {(control) => <Input {...control} type="search" name="q" defaultValue={settings.q} maxLength={200} />}
          </Field>
          <Field label="Stands at">
            {(control) => (
              <Select {...control} name="group" defaultValue={settings.group ?? ''}>
                <option value="">Any stage</option>
                {GROUPS.map((group) => (
                  <option key={group} value={group}>
                    {GROUP_WORDS[group]}
                  </option>
                ))}
              </Select>
            )}
          </Field>
          <Field label="Tag">
            {(control) => <Input {...control} name="tag" list="pipeline-tags" defaultValue={settings.tag} maxLength={30} />}
          </Field>
          <datalist id="pipeline-tags">
            {base.tags.map((tag) => (
              <option key={tag} value={tag} />
            ))}
          </datalist>
          <Field label="Came from">{(control) => <Input {...control} name="source" defaultValue={settings.source} maxLength={60} />}</Field>
          <Checkbox name="overdue" defaultChecked={settings.isOverdue}>
            The promised answer is overdue
          </Checkbox>
          <FieldFilterControls fields={base.fields} settings={settings} />
          <LayoutControls place="pipeline" fields={base.fields} settings={settings} />
          <div className="flex flex-wrap items-center gap-3">
            <Button type="submit" tone="primary">
              Show
            </Button>
            {shown < all ? (
              <span role="status" className="text-sm text-ink-2">
                {shown.toLocaleString('en')} of {all.toLocaleString('en')}, <TextLink to={viewPath(base, null)}>show everybody</TextLink>
              </span>
            ) : null}
          </div>
        </Form>
      </details>
    </>
  )
}
