import { Form } from '@remix-run/react'
import type { FacebookPage } from '../../contract/sources'
import { Badge } from '../ui/badge'
import { Button } from '../ui/button'
import { Table, Td, Th } from '../ui/table'
import { TimeAgo } from '../ui/time-ago'

/** All Pages, connected ones first, each with how much came from it and the way to start or stop it. */
export function PageTable({ pages, busyId }: { pages: FacebookPage[]; busyId: FormDataEntryValue | null }) {
  return (
    <Table caption="Facebook Pages">
      <thead>
        <tr>
          <Th>Page</Th>
          <Th>State</Th>
          <Th className="text-right">Posts</Th>
          <Th>Last post</Th>
          <Th>
            <span className="sr-only">Connect or disconnect</span>
          </Th>
        </tr>
      </thead>
      <tbody>
        {pages.map((page) => (
          <tr key={page.id}>
            <Td>
              <span className="block font-medium">{page.name}</span>
              <span className="block font-mono text-2xs text-ink-3">{page.externalId}</span>
            </Td>
            <Td>{page.disconnectedAt ? <Badge>Disconnected</Badge> : <Badge tone="good">Connected</Badge>}</Td>
            <Td className="text-right tabular-nums">{page.postCount.toLocaleString('en')}</Td>
            <Td className="whitespace-nowrap">{page.lastPostAt ? <TimeAgo at={page.lastPostAt} /> : 'none yet'}</Td>
            <Td className="text-right">
              <Form method="post">
                <input type="hidden" name="pageId" value={page.id} />
                {page.disconnectedAt ? (
                  <>
                    <input type="hidden" name="externalId" value={page.externalId} />
                    <input type="hidden" name="name" value={page.name} />
                  </>
                ) : null}
                <Button
                  type="submit"
                  size="sm"
                  name="intent"
                  value={page.disconnectedAt ? 'connect' : 'disconnect'}
                  isBusy={busyId === page.id}
                  aria-label={`${page.disconnectedAt ? 'Connect' : 'Disconnect'} ${page.name}`}
                >
                  {page.disconnectedAt ? 'Connect again' : 'Disconnect'}
                </Button>
              </Form>
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}
