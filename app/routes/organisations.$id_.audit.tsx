import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/cloudflare'
import { Form, useLoaderData } from '@remix-run/react'
import { AUDIT_ACTS, AuditAct } from '../../contract/audit'
import { PersonId } from '../../contract/wire'
import { myOrganisation } from '../api/my-organisation.server'
import { serverApi } from '../api/server'
import { actWords } from '../organisations/act-words'
import { Button } from '../ui/button'
import { Field, Input, Select } from '../ui/field'
import { Page } from '../ui/page-shell'
import { EmptyState } from '../ui/states'
import { TextLink } from '../ui/text-link'
import { TimeAgo } from '../ui/time-ago'

export async function loader({ params, request, context }: LoaderFunctionArgs) {
  const api = serverApi(context)
  const organisation = await myOrganisation(api, params.id ?? '')
  const query = new URL(request.url).searchParams
  const day = (name: string) => /^\d{4}-\d{2}-\d{2}$/.exec(query.get(name) ?? '')?.[0]
  const asked = {
    act: AuditAct.safeParse(query.get('act')).data,
    who: PersonId.safeParse(query.get('who')).data,
    about: query.get('about')?.trim().slice(0, 60) || undefined,
    from: day('from'),
    until: day('until'),
  }
  const [{ members }, found] = await Promise.all([
    api.organisations.members({ id: organisation.id }),
    api.audit.search({
      organisationId: organisation.id,
      acts: asked.act ? [asked.act] : [],
      actorId: asked.who,
      subjectId: asked.about,
      from: asked.from && `${asked.from}T00:00:00.000Z`,
      until: asked.until && `${asked.until}T23:59:59.999Z`,
      cursor: query.get('cursor') ?? undefined,
    }),
  ])
  const next = new URLSearchParams(query)
  if (found.next) next.set('cursor', found.next)
  return {
    organisation,
    asked,
    people: members.map(({ personId, name }) => ({ personId, name })),
    lines: found.data,
    next: found.next ? `?${next}` : null,
  }
}

export const meta: MetaFunction = () => [{ title: 'Audit log · Numerojobs' }, { name: 'robots', content: 'noindex, nofollow' }]

/** Who saw and changed what, for owners. */
export default function AuditPage() {
  const { organisation, asked, people, lines, next } = useLoaderData<typeof loader>()
  return (
    <Page className="max-w-[64rem]! pt-6 sm:pt-8">
      <p className="mb-2 text-sm">
        <TextLink to={`/organisations/${organisation.slug}`}>{organisation.name}</TextLink>
      </p>
      <h1 className="text-2xl font-semibold tracking-[-0.025em]">Audit log</h1>
      <p className="mt-1.5 mb-6 max-w-[60ch] text-ink-2">
        Who saw and changed what. Lines are added and never changed; they hold ids and words of closed lists, never what somebody wrote.
      </p>
      <Form method="get" className="mb-6 grid items-end gap-3 sm:grid-cols-3 lg:grid-cols-6">
        <Field label="What">
          {(control) => (
            <Select {...control} name="act" defaultValue={asked.act ?? ''}>
              <option value="">Everything</option>
              {AUDIT_ACTS.map((act) => (
                <option key={act} value={act}>
                  {actWords(act)}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field label="Who">
          {(control) => (
            <Select {...control} name="who" defaultValue={asked.who ?? ''}>
              <option value="">Anybody</option>
              {people.map(({ personId, name }) => (
                <option key={personId} value={personId}>
                  {name}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field label="About (id)">{(control) => <Input {...control} name="about" defaultValue={asked.about} />}</Field>
        <Field label="From">{(control) => <Input {...control} type="date" name="from" defaultValue={asked.from} />}</Field>
        <Field label="Until">{(control) => <Input {...control} type="date" name="until" defaultValue={asked.until} />}</Field>
        <Button type="submit">Search</Button>
      </Form>
      {lines.length === 0 ? (
        <EmptyState title="No such line">
          <p>Nothing of that kind was done in that time.</p>
        </EmptyState>
      ) : (
        <ol className="divide-y divide-line rounded-lg border border-line bg-surface text-sm">
          {lines.map((line) => (
            <li key={line.id} className="flex flex-wrap gap-x-4 gap-y-1 px-4 py-2.5">
              <span className="font-medium">{actWords(line.act)}</span>
              <span className="text-ink-2">{line.actor?.name ?? 'The system, a guest, or somebody erased'}</span>
              <span className="text-ink-3">
                <TimeAgo at={line.at} />
              </span>
              <span className="min-w-0 font-mono text-xs break-all text-ink-3">
                {[line.subjectId, ...Object.entries(line.details).map(([name, value]) => `${name}=${value}`)].filter(Boolean).join(' ')}
              </span>
            </li>
          ))}
        </ol>
      )}
      {next ? (
        <p className="mt-4">
          <TextLink to={next}>Older lines</TextLink>
        </p>
      ) : null}
    </Page>
  )
}
