import { Form, Link } from '@remix-run/react'
import { RESUME_LINK_DAYS, type ResumeLink, type Revision, type SentVersion } from '../../contract/resumes'
import { Fold, Section } from '../applications/section'
import { Button } from '../ui/button'
import { Checkbox, Field, Input, Select } from '../ui/field'
import { CAUSE_WORDS, momentWord, SECTION_WORDS } from './words'

/** Every state the résumé was in, each of which can be looked at, named and put back. */
export function HistoryPanel({ revisions, next, timeZone }: { revisions: Revision[]; next: string | null; timeZone: string }) {
  const newest = revisions[0]?.version
  return (
    <Section id="history" title="History">
      <ol className="divide-y divide-line">
        {revisions.map((revision) => (
          <li key={revision.id} className="py-3 text-sm">
            <p className="font-medium">
              Version {revision.version}
              {revision.label ? `: ${revision.label}` : ''}
            </p>
            <p className="text-ink-2">
              {CAUSE_WORDS[revision.cause]}
              {revision.cause !== 'started' && revision.sections.length > 0
                ? `: ${revision.sections.map((section) => SECTION_WORDS[section].toLowerCase()).join(', ')}`
                : ''}
            </p>
            <p className="text-ink-3">
              {momentWord(revision.createdAt, timeZone)}
              {revision.applications > 0 ? `, sent ${revision.applications} ${revision.applications === 1 ? 'time' : 'times'}` : ''}
            </p>
            <div className="mt-2 flex flex-wrap items-start gap-2">
              {revision.version === newest ? null : (
                <Form method="post">
                  <input type="hidden" name="intent" value="restore" />
                  <input type="hidden" name="version" value={revision.version} />
                  <Button type="submit" size="sm" aria-label={`Put version ${revision.version} back`}>
                    Put back
                  </Button>
                </Form>
              )}
              <details>
                <summary className="inline-flex min-h-8 items-center px-1 font-medium">
                  Name it<span className="sr-only"> version {revision.version}</span>
                </summary>
                <Form method="post" className="mt-2 flex flex-wrap items-end gap-2">
                  <input type="hidden" name="intent" value="label" />
                  <input type="hidden" name="version" value={revision.version} />
                  <Field label={`Name of version ${revision.version}`}>
                    {(control) => <Input {...control} name="label" maxLength={80} defaultValue={revision.label ?? ''} />}
                  </Field>
                  <Button type="submit" size="sm" className="mb-1">
                    Save name
                  </Button>
                </Form>
              </details>
            </div>
          </li>
        ))}
      </ol>
      {next ? (
        <Link to={`?revisions=${encodeURIComponent(next)}#history`} className="mt-2 inline-flex min-h-8 items-center text-sm">
          Older versions
        </Link>
      ) : null}
    </Section>
  )
}

/** Public addresses: made for a time, counted, ended at once. */
export function LinksPanel({ links, timeZone }: { links: ResumeLink[]; timeZone: string }) {
  return (
    <Section id="links" title="Public links">
      <p className="text-sm text-ink-2">Whoever has the address sees the newest version, until it expires or you end it.</p>
      <ul className="divide-y divide-line">
        {links.map((link) => (
          <li key={link.id} className="py-3 text-sm">
            {link.isOpen ? (
              <a href={link.url} rel="noreferrer" className="inline-block py-0.5 break-all">
                {link.url}
              </a>
            ) : (
              <p className="text-ink-3">{link.revokedAt ? 'Ended' : 'Expired'}</p>
            )}
            <p className="text-ink-2">
              Opened {link.views} {link.views === 1 ? 'time' : 'times'}
              {link.showsContact ? ', with your contact' : ', without your contact'}
            </p>
            <p className="text-ink-3">
              {link.revokedAt ? `Ended ${momentWord(link.revokedAt, timeZone)}` : `Until ${momentWord(link.expiresAt, timeZone)}`}
            </p>
            <Form method="post" className="mt-2">
              <input type="hidden" name="intent" value={link.isOpen ? 'revoke-link' : 'remove-link'} />
              <input type="hidden" name="linkId" value={link.id} />
              <Button type="submit" size="sm">
                {link.isOpen ? 'End this link' : 'Remove from the list'}
              </Button>
            </Form>
          </li>
        ))}
      </ul>
      <Fold title="Make a link">
        <Form method="post" className="space-y-3">
          <input type="hidden" name="intent" value="make-link" />
          <Field label="It ends after">
            {(control) => (
              <Select {...control} name="days" defaultValue="30">
                {RESUME_LINK_DAYS.map((days) => (
                  <option key={days} value={days}>
                    {days === 365 ? 'a year' : `${days} days`}
                  </option>
                ))}
              </Select>
            )}
          </Field>
          <Checkbox name="showsContact" value="yes">
            Show mail, phone and references
          </Checkbox>
          <Button type="submit">Make the link</Button>
        </Form>
      </Fold>
    </Section>
  )
}

/** Which version went to which application. */
export function SentPanel({ sent, open }: { sent: SentVersion[]; open: { id: string; title: string; companyName: string | null }[] }) {
  return (
    <Section id="sent" title="Where it went" count={sent.length}>
      <ul className="space-y-2 text-sm">
        {sent.map((each) => (
          <li key={each.applicationId}>
            <Link to={`/applications/${each.applicationId}`} className="inline-flex min-h-6 items-center">
              {[each.title, each.companyName].filter(Boolean).join(', ')}
            </Link>
            <p className="text-ink-3">
              Version {each.version}
              {each.label ? `: ${each.label}` : ''}
            </p>
          </li>
        ))}
      </ul>
      {open.length > 0 ? (
        <Fold title="Note that it went out">
          <Form method="post" className="space-y-3">
            <input type="hidden" name="intent" value="send" />
            <Field label="With the newest version, to">
              {(control) => (
                <Select {...control} name="applicationId">
                  {open.map(({ id, title, companyName }) => (
                    <option key={id} value={id}>
                      {[title, companyName].filter(Boolean).join(', ')}
                    </option>
                  ))}
                </Select>
              )}
            </Field>
            <Button type="submit">Note it</Button>
          </Form>
        </Fold>
      ) : (
        <p className="text-sm text-ink-2">Save an application, then note here which version you sent.</p>
      )}
    </Section>
  )
}
