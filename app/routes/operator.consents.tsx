import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/cloudflare'
import { Form, Link, useLoaderData } from '@remix-run/react'
import { PersonId } from '../../contract/wire'
import { serverApi } from '../api/server'
import { HOW_WORDS } from '../notifications/words'
import { OperatorHeading } from '../operators/operator-page'
import { Badge } from '../ui/badge'
import { Button } from '../ui/button'
import { Field, Input } from '../ui/field'
import { Pagination } from '../ui/pagination'
import { EmptyState } from '../ui/states'
import { Table, Td, Th } from '../ui/table'

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { searchParams } = new URL(request.url)
  const asked = searchParams.get('person')?.trim() ?? ''
  const personId = PersonId.safeParse(asked).data
  const cursor = searchParams.get('cursor') ?? undefined
  const page =
    asked !== '' && !personId ? { data: [], next: null } : await serverApi(context).consents.ledger({ personId, cursor, limit: 50 })
  return { asked, isFirst: cursor === undefined, page }
}

export const meta: MetaFunction = () => [{ title: 'Consents · Operators · Numerojobs' }, { name: 'robots', content: 'noindex, nofollow' }]

export default function OperatorConsents() {
  const { asked, page, isFirst } = useLoaderData<typeof loader>()
  const query = asked ? `person=${encodeURIComponent(asked)}&` : ''
  return (
    <>
      <OperatorHeading title="Consent ledger">
        <Link to="/operator/messages" className="text-sm">
          Messages
        </Link>
      </OperatorHeading>
      <Form method="get" className="mb-4 flex flex-wrap items-end gap-3">
        <Field label="Person" className="min-w-56 flex-1 sm:max-w-md">
          {(control) => <Input {...control} name="person" defaultValue={asked} placeholder="per_…" />}
        </Field>
        <Button type="submit">Show</Button>
      </Form>
      {page.data.length > 0 ? (
        <>
          <Table caption="What people agreed to and took back">
            <thead>
              <tr>
                <Th>When</Th>
                <Th>Person</Th>
                <Th>Said</Th>
                <Th>Words</Th>
                <Th>How</Th>
              </tr>
            </thead>
            <tbody>
              {page.data.map((line) => (
                <tr key={line.id}>
                  <Td className="whitespace-nowrap tabular-nums">
                    <time dateTime={line.at}>{line.at.slice(0, 19).replace('T', ' ')} UTC</time>
                  </Td>
                  <Td className="font-mono text-2xs">{line.personId ?? <span className="font-sans">an address of nobody</span>}</Td>
                  <Td>{line.given ? <Badge tone="good">Agreed</Badge> : <Badge tone="warn">Taken back</Badge>}</Td>
                  <Td className="whitespace-nowrap">
                    {line.textId}, version {line.textVersion}
                  </Td>
                  <Td>{HOW_WORDS[line.how]}</Td>
                </tr>
              ))}
            </tbody>
          </Table>
          <Pagination
            firstTo={isFirst ? null : `/operator/consents?${query}`}
            nextTo={page.next && `/operator/consents?${query}cursor=${encodeURIComponent(page.next)}`}
          />
        </>
      ) : (
        <EmptyState title={asked ? 'This person never said anything' : 'Nobody has said anything yet'}>
          <p>Each line is an agreement or its withdrawal, with the version of the words, when and how. Lines are never changed.</p>
        </EmptyState>
      )}
    </>
  )
}
