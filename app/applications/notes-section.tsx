import type { Note } from '../../contract/applications'
import { Button } from '../ui/button'
import { Field, Textarea } from '../ui/field'
import { TimeAgo } from '../ui/time-ago'
import { ActForm } from './act-form'
import { lineButtonClass, Section } from './section'

/** What the person wrote down, in Markdown. */
export function NotesSection({ notes }: { notes: Note[] }) {
  return (
    <Section id="notes" title="Notes" count={notes.length}>
      <ul className="space-y-3">
        {notes.map((note) => (
          <li key={note.id} className="rounded-lg border border-line bg-surface p-4">
            {/* biome-ignore lint/security/noDangerouslySetInnerHtml: The server let only harmless elements through. */}
            <div className="prose text-sm" dangerouslySetInnerHTML={{ __html: note.html }} />
            <div className="mt-2 flex flex-wrap items-center gap-x-3 text-xs text-ink-3">
              <TimeAgo at={note.updatedAt} />
              <details className="contents">
                <summary className={lineButtonClass}>Edit</summary>
                <ActForm
                  intent="note-edit"
                  about={note.id}
                  values={{ noteId: note.id, version: String(note.version) }}
                  className="basis-full pt-2"
                >
                  {({ isBusy, errorOf, typed }) => (
                    <>
                      <NoteField defaultValue={typed('markdown') ?? note.markdown} error={errorOf('markdown')} />
                      <Button type="submit" size="sm" tone="primary" isBusy={isBusy} className="mt-2">
                        Save note
                      </Button>
                    </>
                  )}
                </ActForm>
              </details>
              <ActForm intent="note-remove" about={note.id} values={{ noteId: note.id }} confirm="Remove this note for good?">
                {() => (
                  <button type="submit" className={lineButtonClass}>
                    Remove
                  </button>
                )}
              </ActForm>
            </div>
          </li>
        ))}
      </ul>
      <ActForm intent="note-add" className="mt-3">
        {({ isBusy, errorOf, typed }) => (
          <>
            <NoteField defaultValue={typed('markdown')} error={errorOf('markdown')} />
            <Button type="submit" isBusy={isBusy} className="mt-2">
              Add note
            </Button>
          </>
        )}
      </ActForm>
    </Section>
  )
}

function NoteField({ defaultValue, error }: { defaultValue: string | undefined; error: string | undefined }) {
  return (
    <Field label="Note" isLabelHidden hint="Markdown works: **bold**, lists, links." error={error}>
      {(control) => (
        <Textarea
          {...control}
          name="markdown"
          rows={4}
          required
          maxLength={20_000}
          defaultValue={defaultValue}
          placeholder="Write a note"
        />
      )}
    </Field>
  )
}
