import { Form, Link } from '@remix-run/react'
import type { HiringView, HiringViews, ViewSettings } from '../../contract/views'
import { isSameView, withoutGone, writeViewSettings } from '../../server/hiring/core/view-settings'
import type { FormAnswer } from '../account/form-answer'
import { FormNotice } from '../account/form-notice'
import { lineButtonClass } from '../applications/section'
import { Button } from '../ui/button'
import { Checkbox, Field, Input } from '../ui/field'
import { type ViewBase, viewPath } from './view-words'

type ViewsBarProps = {
  base: ViewBase
  views: HiringViews
  current: HiringView | null
  /** How the page is looked at now. */
  settings: ViewSettings
  /** What the address asks for and is gone. */
  gone: readonly string[]
  answer: FormAnswer | undefined
  isBusy: boolean
}

/** The saved views of a page: each opens by its link, and what is shown now is saved, changed or taken back from a fold. Works without scripts. */
export function ViewsBar({ base, views, current, settings, gone, answer, isBusy }: ViewsBarProps) {
  const saved = current ? withoutGone(current.settings, { ...base, tags: new Set(base.tags) }) : null
  const missing = [...new Set([...gone, ...(saved?.gone ?? [])])]
  const isChanged = saved !== null && !isSameView(saved.settings, settings)
  const chip =
    'inline-flex min-h-8 items-center gap-1.5 rounded-full border border-line bg-surface px-3 text-sm text-ink-2 no-underline hover:bg-surface-2 aria-[current]:border-accent aria-[current]:bg-accent-soft aria-[current]:text-on-accent-soft'
  // Candidates are the first page of their address, which a form says.
  const index: [string, string][] = base.place === 'candidates' ? [['index', '']] : []
  const to = `${base.path}?${new URLSearchParams([...index, ...base.carried, ...writeViewSettings(settings), ...(current ? [['view', current.id]] : [])])}`
  return (
    <section aria-label="Views" className="mb-4">
      <ul className="flex flex-wrap items-center gap-2">
        <li>
          <Link to={viewPath(base, null)} className={chip} aria-current={current === null ? 'true' : undefined}>
            Everybody
          </Link>
        </li>
        {views.data.map((view) => (
          <li key={view.id}>
            <Link to={viewPath(base, view)} className={chip} aria-current={current?.id === view.id ? 'true' : undefined}>
              {view.name}
              {view.isShared ? <span className="text-xs text-ink-3">team</span> : null}
              {view.isDefault ? <span className="sr-only">, opens first</span> : null}
            </Link>
          </li>
        ))}
      </ul>
      {missing.length > 0 ? (
        <p role="status" className="mt-3 rounded-md bg-warn-soft px-3 py-2 text-sm text-warn">
          {current ? `“${current.name}” opens without ` : 'Shown without '}
          {missing.join(' and ')}: {missing.length === 1 ? 'it is' : 'they are'} not here any more.
        </p>
      ) : null}
      <details className="mt-2" open={answer !== undefined && answer.error !== null ? true : undefined}>
        <summary className="inline-flex min-h-8 cursor-pointer items-center text-sm text-accent">
          {current ? `“${current.name}”${isChanged ? ', changed' : ''}: save, rename, delete…` : 'Save this view…'}
        </summary>
        <div className="mt-2 max-w-2xl space-y-4 rounded-lg border border-line bg-surface p-4">
          <FormNotice answer={answer} />
          {current?.mayChange ? (
            <Form method="post" action={to} className="space-y-2" key={`${current.id} ${current.version}`}>
              <ViewHidden view={current} settings={settings} />
              <Field label="Name of this view" error={answer?.values.intent === 'view-update' ? answer.errors.name : undefined}>
                {(control) => <Input {...control} name="name" defaultValue={current.name} maxLength={60} required />}
              </Field>
              {views.mayShare ? (
                <Checkbox name="isShared" defaultChecked={current.isShared}>
                  Everybody in the team sees it
                </Checkbox>
              ) : null}
              {isChanged ? (
                <Checkbox name="keep" value="settings">
                  Keep its filters, columns and order as they were saved
                </Checkbox>
              ) : null}
              <Button type="submit" name="intent" value="view-update" size="sm" isBusy={isBusy}>
                Save changes
              </Button>
            </Form>
          ) : null}
          {current ? (
            <Form method="post" action={to} className="flex flex-wrap gap-x-4 gap-y-1">
              <ViewHidden view={current} settings={settings} />
              <button type="submit" name="intent" value="view-default" className={lineButtonClass}>
                {current.isDefault ? 'Open this page as it is again' : 'Open this page in it'}
              </button>
              <button type="submit" name="intent" value="view-duplicate" className={lineButtonClass}>
                Make a copy of my own
              </button>
              {current.mayChange ? (
                <button type="submit" name="intent" value="view-remove" className={lineButtonClass}>
                  Delete it{current.isShared ? ' for everybody' : ''}
                </button>
              ) : null}
            </Form>
          ) : null}
          {current && !current.mayChange ? (
            <p className="text-sm text-ink-2">
              {current.owner?.name ?? 'Somebody who has left'} made it for the team. They and owners change it.
            </p>
          ) : null}
          <Form method="post" action={to} className="space-y-2" key={`new ${views.data.length}`}>
            <ViewHidden view={null} settings={settings} />
            <Field
              label={current ? 'Or save what is shown now under another name' : 'Name'}
              error={answer?.values.intent === 'view-save' ? answer.errors.name : undefined}
            >
              {(control) => (
                <Input
                  {...control}
                  name="name"
                  defaultValue={answer?.values.intent === 'view-save' ? answer.values.name : ''}
                  maxLength={60}
                  required
                />
              )}
            </Field>
            {views.mayShare ? <Checkbox name="isShared">Everybody in the team sees it</Checkbox> : null}
            <Button type="submit" name="intent" value="view-save" tone="primary" size="sm" isBusy={isBusy}>
              Save view
            </Button>
          </Form>
        </div>
      </details>
    </section>
  )
}

function ViewHidden({ view, settings }: { view: HiringView | null; settings: ViewSettings }) {
  return (
    <>
      <input type="hidden" name="viewId" value={view?.id ?? ''} />
      <input type="hidden" name="version" value={view?.version ?? ''} />
      <input type="hidden" name="settings" value={new URLSearchParams(writeViewSettings(settings)).toString()} />
    </>
  )
}
