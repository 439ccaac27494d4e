import { Form } from '@remix-run/react'
import type { FacebookPage } from '../../contract/sources'
import { Badge } from '../ui/badge'
import { Button, buttonClass } from '../ui/button'
import { closeDialog, Dialog, DialogLink } from '../ui/dialog'
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
              {page.disconnectedAt ? <ConnectAgain page={page} isBusy={busyId === page.id} /> : <Disconnect page={page} />}
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}

function ConnectAgain({ page, isBusy }: { page: FacebookPage; isBusy: boolean }) {
  return (
    <Form method="post">
      <input type="hidden" name="pageId" value={page.id} />
      <input type="hidden" name="externalId" value={page.externalId} />
      <input type="hidden" name="name" value={page.name} />
      <Button type="submit" size="sm" name="intent" value="connect" isBusy={isBusy} aria-label={`Connect ${page.name}`}>
        Connect again
      </Button>
    </Form>
  )
}

/** Asks first: what the Page posts while it is disconnected is never read. */
function Disconnect({ page }: { page: FacebookPage }) {
  const dialogId = `disconnect-${page.id}`
  return (
    <>
      <DialogLink dialogId={dialogId} className={buttonClass({ size: 'sm' })} aria-label={`Disconnect ${page.name}`}>
        Disconnect…
      </DialogLink>
      <Dialog id={dialogId} title={`Disconnect ${page.name}?`}>
        <Form method="post" className="text-left whitespace-normal" onSubmit={() => closeDialog(dialogId)}>
          <input type="hidden" name="pageId" value={page.id} />
          <p className="text-base text-ink-2">
            Its posts are not accepted from then on, and those it writes meanwhile are not read later. What it posted before stays.
          </p>
          <div className="mt-5 flex justify-end">
            <Button type="submit" tone="danger" name="intent" value="disconnect">
              Disconnect
            </Button>
          </div>
        </Form>
      </Dialog>
    </>
  )
}
