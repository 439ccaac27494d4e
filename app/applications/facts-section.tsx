import { Link } from '@remix-run/react'
import type { Application } from '../../contract/applications'
import { jobPath } from '../../server/jobs/core/job-path'
import { formatYearlyPay } from '../jobs/format-pay'
import { REMOTE_WORDS, sourceWord } from '../jobs/words'
import { Button } from '../ui/button'
import { Field, Input, Select } from '../ui/field'
import { OutLink } from '../ui/text-link'
import { ActForm } from './act-form'
import { instantWord } from './due-words'
import { Fold, Section } from './section'
import { PRIORITY_WORDS } from './words'

/** What is known of the job, and of one's own: priority, tags, where it was found. */
export function FactsSection({ application, timeZone }: { application: Application; timeZone: string }) {
  const { salary, remote, url, source, priority, tags, appliedAt, savedAt, jobId, title, companyName, places } = application
  const facts: [string, React.ReactNode][] = [
    ['Applied', appliedAt ? instantWord(appliedAt, timeZone) : 'Not yet'],
    ['Saved', instantWord(savedAt, timeZone)],
    ['Pay', salary ? formatYearlyPay(salary) : null],
    ['Work', remote ? REMOTE_WORDS[remote] : null],
    ['Found at', source === 'own' ? null : sourceWord(source)],
    ['Priority', priority ? PRIORITY_WORDS[priority] : null],
    ['Tags', tags.join(', ') || null],
    [
      'Original',
      url ? (
        <OutLink key="original" href={url}>
          Open
        </OutLink>
      ) : null,
    ],
    [
      'Here',
      jobId ? (
        <Link key="here" to={jobPath({ id: jobId, title, companyName })}>
          The job on this site
        </Link>
      ) : null,
    ],
  ]
  return (
    <Section id="facts" title="Facts">
      <dl className="grid grid-cols-[5.5rem_minmax(0,1fr)] gap-y-1.5 text-sm">
        {facts.map(([name, value]) =>
          value === null ? null : (
            <div key={name} className="contents">
              <dt className="text-ink-3">{name}</dt>
              <dd>{value}</dd>
            </div>
          ),
        )}
      </dl>
      <Fold title="Change the facts">
        <ActForm intent="facts" className="space-y-3">
          {({ isBusy, errorOf, typed }) => (
            <>
              <Field label="Title" error={errorOf('title')}>
                {(control) => <Input {...control} name="title" required maxLength={200} defaultValue={typed('title') ?? title} />}
              </Field>
              <Field label="Company" error={errorOf('companyName')}>
                {(control) => (
                  <Input {...control} name="companyName" maxLength={200} defaultValue={typed('companyName') ?? companyName ?? ''} />
                )}
              </Field>
              <Field label="Places" hint="Several apart by ;" error={errorOf('places')}>
                {(control) => <Input {...control} name="places" defaultValue={typed('places') ?? places.join('; ')} />}
              </Field>
              <Field label="Link" error={errorOf('url')}>
                {(control) => <Input {...control} type="url" name="url" defaultValue={typed('url') ?? url ?? ''} />}
              </Field>
              <Field label="Found at" error={errorOf('source')}>
                {(control) => <Input {...control} name="source" maxLength={60} defaultValue={typed('source') ?? source} />}
              </Field>
              <Field label="Priority" error={errorOf('priority')}>
                {(control) => (
                  <Select {...control} name="priority" defaultValue={typed('priority') ?? String(priority ?? '')}>
                    <option value="">None</option>
                    {[1, 2, 3].map((each) => (
                      <option key={each} value={each}>
                        {PRIORITY_WORDS[each]}
                      </option>
                    ))}
                  </Select>
                )}
              </Field>
              <Field label="Tags" hint="Several apart by commas" error={errorOf('tags')}>
                {(control) => <Input {...control} name="tags" defaultValue={typed('tags') ?? tags.join(', ')} />}
              </Field>
              <Button type="submit" size="sm" tone="primary" isBusy={isBusy}>
                Save facts
              </Button>
            </>
          )}
        </ActForm>
      </Fold>
    </Section>
  )
}
