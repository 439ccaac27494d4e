import type { TextState } from '../texts/text-session'
import { useLiveText } from '../texts/use-live-text'
import { Field, Textarea } from '../ui/field'

const WORDS: Record<TextState, string> = {
  opening: 'Opening…',
  saved: 'Saved',
  saving: 'Saving…',
  unsaved: 'Typing…',
  unsent: 'Kept on this device until the network is back',
  refused: 'Not saved',
}

/** Notes that everybody at the interview types at once. They save themselves; until they are open together, and without scripts, they are only read. */
export function SharedNotes(props: { invitationId: string; notes: string; personId: string; mayWrite: boolean }) {
  const { invitationId, notes, personId, mayWrite } = props
  const text = useLiveText({ id: invitationId, fields: ['notes'], initial: { notes }, personId })
  const others = [...new Map(text.people.filter(({ key }) => key !== personId).map(({ key, name }) => [key, name])).values()]
  const isOpen = text.isShared && text.role === 'edit' && mayWrite
  return (
    <section aria-label="Notes" data-shared={text.isShared}>
      <Field
        label="Notes of the team"
        hint={
          <>
            <span role="status">{text.isShared ? WORDS[text.state] : 'Reading'}</span>
            {others.length > 0 ? ` · ${others.join(', ')} ${others.length === 1 ? 'is' : 'are'} here` : ''}. The candidate never sees them.
          </>
        }
      >
        {(control) => (
          <Textarea
            {...control}
            name="notes"
            rows={12}
            maxLength={50_000}
            defaultValue={notes}
            readOnly={!isOpen}
            ref={text.hold('notes')}
            onChange={({ currentTarget }) => text.type('notes', currentTarget)}
          />
        )}
      </Field>
    </section>
  )
}
