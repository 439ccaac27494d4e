import type { Contact } from '../../contract/applications'
import { Button } from '../ui/button'
import { Field, Input } from '../ui/field'
import { OutLink } from '../ui/text-link'
import { ActForm } from './act-form'
import { Fold, lineButtonClass, Section } from './section'

const FIELDS = [
  { name: 'name', label: 'Name', type: 'text', required: true },
  { name: 'role', label: 'Role', type: 'text' },
  { name: 'email', label: 'E-mail', type: 'email' },
  { name: 'phone', label: 'Phone', type: 'tel' },
  { name: 'url', label: 'Link', type: 'url' },
] as const

/** Whom one talks to there; each can be taken along as a vCard. */
export function ContactsSection({ contacts }: { contacts: Contact[] }) {
  return (
    <Section id="contacts" title="Contacts" count={contacts.length}>
      <ul className="space-y-3">
        {contacts.map((contact) => (
          <li key={contact.id} className="text-sm">
            <p className="font-semibold">{contact.name}</p>
            {contact.role ? <p className="text-ink-2">{contact.role}</p> : null}
            <p className="flex flex-wrap gap-x-3">
              {contact.email ? (
                <a href={`mailto:${contact.email}`} className="text-accent underline">
                  {contact.email}
                </a>
              ) : null}
              {contact.phone ? (
                <a href={`tel:${contact.phone.replace(/[^+\d]/g, '')}`} className="text-accent underline">
                  {contact.phone}
                </a>
              ) : null}
              {contact.url ? <OutLink href={contact.url}>Profile</OutLink> : null}
            </p>
            <div className="flex flex-wrap gap-2">
              <a href={`/applications/contacts/${contact.id}`} download className={lineButtonClass}>
                vCard
              </a>
              <details className="contents">
                <summary className={lineButtonClass}>Edit</summary>
                <ActForm intent="contact-edit" about={contact.id} values={{ contactId: contact.id }} className="basis-full space-y-3 py-2">
                  {({ isBusy, errorOf, typed }) => (
                    <>
                      <ContactFields errorOf={errorOf} given={(name) => typed(name) ?? contact[name] ?? undefined} />
                      <Button type="submit" tone="primary" size="sm" isBusy={isBusy}>
                        Save contact
                      </Button>
                    </>
                  )}
                </ActForm>
              </details>
              <ActForm intent="contact-remove" about={contact.id} values={{ contactId: contact.id }} confirm={`Remove ${contact.name}?`}>
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
      <Fold title="Add a contact">
        <ActForm intent="contact-add" className="space-y-3">
          {({ isBusy, errorOf, typed }) => (
            <>
              <ContactFields errorOf={errorOf} given={typed} />
              <Button type="submit" tone="primary" size="sm" isBusy={isBusy}>
                Add contact
              </Button>
            </>
          )}
        </ActForm>
      </Fold>
    </Section>
  )
}

type FieldName = (typeof FIELDS)[number]['name']

function ContactFields({ errorOf, given }: { errorOf(name: FieldName): string | undefined; given(name: FieldName): string | undefined }) {
  return (
    <>
      {FIELDS.map(({ name, label, ...rest }) => (
        <Field key={name} label={label} error={errorOf(name)}>
          {(control) => <Input {...control} {...rest} name={name} defaultValue={given(name)} autoComplete="off" />}
        </Field>
      ))}
    </>
  )
}
