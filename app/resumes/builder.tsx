import { Form, Link } from '@remix-run/react'
import { useEffect, useRef, useState } from 'react'
import type { Resume } from '../../contract/resumes'
import { blankEntry, type DraftEntry, oneMore, PARTS, type PartName, type PartShape, titleOfEntry } from '../../server/resumes/core/draft'
import type { DraftEdit } from '../../server/resumes/core/edit-draft'
import { useRoom } from '../live/use-room'
import { Button } from '../ui/button'
import { Field, Input } from '../ui/field'
import { EntryFields } from './entry-fields'
import { ResumeSheet } from './resume-sheet'
import { type SaveState, useBuilder } from './use-builder'

const STATE_WORDS: Record<SaveState, string> = {
  saved: 'Saved',
  saving: 'Saving…',
  unsaved: 'Not saved yet…',
  invalid: 'Not saved: correct the marked fields',
  failed: 'Not saved',
  conflict: 'Not saved: changed on another screen',
}

/** Where a résumé is written: parts, entries, order, with undo, and a preview beside it. Without scripts a form with one Save. */
export function Builder({ resume, personId, last }: { resume: Resume; personId: string; last: number }) {
  const builder = useBuilder(resume)
  const [isElsewhere, setIsElsewhere] = useState(false)
  const [announced, setAnnounced] = useState('')
  const [opened, setOpened] = useState<string | null>(null)
  const made = useRef(0)
  const version = useRef(builder.version)
  useEffect(() => {
    version.current = builder.version + (builder.state === 'saving' ? 1 : 0)
  })
  useRoom({
    party: 'person',
    room: personId,
    startAt: last,
    onEvent: (event) => {
      if (event.type !== 'resume.changed' || event.data.resume.id !== resume.id) return
      if (event.version > version.current) setIsElsewhere(true)
    },
    onReload: () => setIsElsewhere(true),
  })
  const { undo, redo } = builder
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'z') return
      event.preventDefault()
      if (event.shiftKey) redo()
      else undo()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  })
  const edit = (change: DraftEdit, words: string) => {
    builder.edit(change)
    setAnnounced(words)
  }
  const isShown = ({ part }: PartShape) => part === 'basics' || builder.draft.parts[part].length > 0
  const add = (shape: PartShape) => {
    made.current += 1
    const { key: entryKey } = blankEntry(shape.part, FIRST_MADE + made.current)
    setOpened(entryKey)
    edit({ kind: 'add', part: shape.part, entryKey }, `Added: ${shape.noun}`)
  }
  useEffect(() => {
    if (opened) document.getElementById(entryId(opened))?.querySelector<HTMLElement>('input, textarea')?.focus()
  }, [opened])
  const isOld = builder.state === 'conflict' || (isElsewhere && builder.state !== 'saving')
  return (
    <div className="gap-8 lg:grid lg:grid-cols-[minmax(0,1fr)_minmax(0,30rem)]">
      <div className="min-w-0">
        <div className="no-print sticky top-14 z-20 -mx-1 mb-4 flex flex-wrap items-center gap-2 bg-bg px-1 py-2">
          <p role="status" className="mr-auto hidden text-sm font-medium text-ink-2 scripting:block" data-save={builder.state}>
            {STATE_WORDS[builder.state]}
          </p>
          {builder.state === 'failed' ? (
            <Button size="sm" onClick={builder.retry}>
              Try again
            </Button>
          ) : null}
          <Button
            size="sm"
            disabled={!builder.canUndo}
            onClick={undo}
            aria-keyshortcuts="Control+Z"
            className="hidden scripting:inline-flex"
          >
            Undo
          </Button>
          <Button
            size="sm"
            disabled={!builder.canRedo}
            onClick={redo}
            aria-keyshortcuts="Control+Shift+Z"
            className="hidden scripting:inline-flex"
          >
            Redo
          </Button>
        </div>
        {builder.message ? (
          <p role="alert" className="mb-4 rounded-md bg-bad-soft px-3 py-2 text-sm font-medium text-bad">
            {builder.message}
          </p>
        ) : null}
        {isOld ? (
          <p role="alert" className="mb-4 rounded-md bg-warn-soft px-3 py-2 text-sm font-medium text-warn">
            Another screen has changed this résumé.{' '}
            <Link to={`?at=${Date.parse(resume.updatedAt)}-${builder.version + 1}`} reloadDocument className="text-warn">
              Load the newest state
            </Link>
          </p>
        ) : null}
        <p role="status" className="sr-only">
          {announced}
        </p>
        <Form method="post" className="space-y-6" onSubmit={(event) => event.preventDefault()}>
          <input type="hidden" name="intent" value="save-form" />
          <input type="hidden" name="version" value={builder.version} />
          <Field
            label="What you call this résumé"
            hint="Only you see this name."
            {...(builder.name.trim() === '' ? { error: 'Give it a name.' } : {})}
          >
            {(control) => (
              <Input
                {...control}
                name="name"
                required
                maxLength={120}
                value={builder.name}
                onChange={(event) => builder.setName(event.target.value)}
              />
            )}
          </Field>
          {PARTS.filter(isShown).map((shape) => (
            <Part
              key={shape.part}
              shape={shape}
              entries={builder.draft.parts[shape.part]}
              errors={builder.errors}
              opened={opened}
              onEdit={edit}
              onAdd={() => add(shape)}
            />
          ))}
          {PARTS.every(isShown) ? null : (
            <section aria-labelledby="more-parts" className="border-t border-line pt-5">
              <h2 id="more-parts" className="mb-3 text-lg font-semibold">
                More parts
              </h2>
              <ul className="hidden flex-wrap gap-2 scripting:flex">
                {PARTS.filter((shape) => !isShown(shape)).map((shape) => (
                  <li key={shape.part}>
                    <Button size="sm" onClick={() => add(shape)}>
                      Add {oneMore(shape)}
                    </Button>
                  </li>
                ))}
              </ul>
              {PARTS.filter((shape) => !isShown(shape)).map((shape) => (
                <BlankEntry key={shape.part} shape={shape} />
              ))}
            </section>
          )}
          <Button type="submit" tone="primary" className="scripting:hidden">
            Save
          </Button>
        </Form>
      </div>
      <section aria-labelledby="preview" className="top-18 mt-8 self-start lg:sticky lg:mt-0">
        <h2 id="preview" className="mb-2 text-base font-semibold">
          Preview
        </h2>
        <section
          // biome-ignore lint/a11y/noNoninteractiveTabindex: A part that scrolls must be reached by keyboard.
          tabIndex={0}
          aria-label="Preview of the résumé"
          className="max-h-[80dvh] overflow-auto rounded-lg border border-line bg-surface p-5 text-sm shadow-low"
        >
          <ResumeSheet resume={builder.resume ?? resume.resume} />
        </section>
      </section>
    </div>
  )
}

type PartProps = {
  shape: PartShape
  entries: DraftEntry[]
  errors: Record<string, string>
  /** The entry that was added last. */
  opened: string | null
  onEdit(edit: DraftEdit, words: string): void
  onAdd(): void
}
function Part({ shape, entries, errors, opened, onEdit, onAdd }: PartProps) {
  const { part } = shape
  const set = (entry: DraftEntry) => (field: string, value: string) => onEdit({ kind: 'set', part, entryKey: entry.key, field, value }, '')
  return (
    <section aria-labelledby={`part-${part}`} className="border-t border-line pt-5">
      <h2 id={`part-${part}`} className="mb-3 text-lg font-semibold">
        {shape.title}
      </h2>
      {part === 'basics' ? (
        entries.map((entry) => <EntryFields key={entry.key} shape={shape} entry={entry} errors={errors} onChange={set(entry)} />)
      ) : (
        <>
          <ul className="divide-y divide-line overflow-hidden rounded-lg border border-line bg-surface">
            {entries.map((entry, at) => {
              const title = titleOfEntry(part, entry)
              const isWrong = Object.keys(errors).some((path) => path.startsWith(`${entry.key}.`))
              return (
                <li key={entry.key} id={entryId(entry.key)}>
                  <details open={isWrong || opened === entry.key || undefined} className="group">
                    <summary className="flex min-h-11 cursor-pointer items-center gap-3 px-4 py-2 break-words hover:bg-surface-2">
                      <span className="min-w-0 flex-1 font-medium">{title}</span>
                      <span className="text-sm text-ink-3 tabular-nums">{datesOf(entry)}</span>
                      <span aria-hidden className="text-ink-3 transition-transform group-open:rotate-90">
                        ›
                      </span>
                    </summary>
                    <div className="border-t border-line p-4">
                      <EntryFields shape={shape} entry={entry} errors={errors} onChange={set(entry)} />
                      <EntryActs part={part} entry={entry} title={title} at={at} count={entries.length} onEdit={onEdit} />
                    </div>
                  </details>
                </li>
              )
            })}
          </ul>
          <Button size="sm" className="mt-3 hidden scripting:inline-flex" onClick={onAdd}>
            Add {oneMore(shape)}
          </Button>
          <BlankEntry shape={shape} />
        </>
      )}
    </section>
  )
}

/** Without scripts an entry is added by filling in an empty one; left empty, it is none. */
function BlankEntry({ shape }: { shape: PartShape }) {
  return (
    <noscript>
      <details className="mt-3 rounded-lg border border-line bg-surface">
        <summary className="min-h-10 cursor-pointer px-4 py-2.5 font-medium">Add {oneMore(shape)}</summary>
        <div className="border-t border-line p-4">
          <EntryFields shape={shape} entry={blankEntry(shape.part, FIRST_MADE)} errors={{}} />
        </div>
      </details>
    </noscript>
  )
}

/** Entries that are made here take numbers that no loaded one has. */
const FIRST_MADE = 900
const entryId = (key: string) => `entry-${key}`

/** Between which years an entry lies, so that a closed list shows its order. */
function datesOf({ values }: DraftEntry): string {
  const [from = '', until = ''] = [values.startDate ?? values.date ?? values.releaseDate, values.endDate].map((date) => date?.slice(0, 4))
  return [from, until].filter(Boolean).join('–')
}

type EntryActsProps = { part: PartName; entry: DraftEntry; title: string; at: number; count: number; onEdit: PartProps['onEdit'] }
/** Order and removal, by pointer and keyboard alike. */
function EntryActs({ part, entry, title, at, count, onEdit }: EntryActsProps) {
  const move = (by: -1 | 1) => onEdit({ kind: 'move', part, entryKey: entry.key, by }, `${title} is now ${at + by + 1} of ${count}`)
  return (
    <div className="mt-4 hidden flex-wrap gap-2 scripting:flex">
      <Button size="sm" disabled={at === 0} onClick={() => move(-1)} aria-label={`Move up: ${title}`}>
        Move up
      </Button>
      <Button size="sm" disabled={at === count - 1} onClick={() => move(1)} aria-label={`Move down: ${title}`}>
        Move down
      </Button>
      <Button
        size="sm"
        onClick={() => onEdit({ kind: 'remove', part, entryKey: entry.key }, `Removed: ${title}. Undo brings it back.`)}
        aria-label={`Remove: ${title}`}
      >
        Remove
      </Button>
    </div>
  )
}
