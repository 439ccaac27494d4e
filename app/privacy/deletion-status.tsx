import type { DeletionStatus } from '../../contract/privacy'
import { Badge } from '../ui/badge'
import { Table, Td, Th } from '../ui/table'
import { TimeAgo } from '../ui/time-ago'

const STORE_WORDS: Record<DeletionStatus['stores'][number]['store'], string> = {
  posts: 'Posts',
  leads: 'Readings of posts',
  jobs: 'Jobs made from them',
  labels: 'Labels for training',
  tasks: 'Waiting tasks',
  caches: 'Caches',
  rooms: 'Live rooms',
  outbox: 'Sent events',
}

/** How far a deletion is: what was erased in each place where data of a person can be, as counts. */
export function DeletionStatusCard({ status }: { status: DeletionStatus }) {
  const isDone = status.state === 'done'
  return (
    <>
      <div className="flex flex-wrap items-center gap-3">
        <h1 className="text-2xl font-semibold tracking-[-0.025em] sm:text-3xl">Deletion of your data</h1>
        <Badge tone={isDone ? 'good' : 'warn'}>{isDone ? 'Done' : 'Under way'}</Badge>
      </div>
      <p role="status" className="mt-3 text-ink-2">
        {isDone
          ? 'Everything that we had read from your posts is erased. We looked in every place below and found nothing more.'
          : 'Your request was received. The places below are emptied one after the other; this usually takes less than a minute. Load this page again to see how far it is.'}
      </p>
      <dl className="mt-6 grid gap-x-8 gap-y-3 text-sm sm:grid-cols-3">
        <div>
          <dt className="text-ink-3">Code</dt>
          <dd className="font-mono">{status.confirmationCode}</dd>
        </div>
        <div>
          <dt className="text-ink-3">Requested</dt>
          <dd>
            <TimeAgo at={status.requestedAt} />
          </dd>
        </div>
        {status.completedAt ? (
          <div>
            <dt className="text-ink-3">Completed</dt>
            <dd>
              <TimeAgo at={status.completedAt} />
            </dd>
          </div>
        ) : null}
      </dl>
      {status.stores.length > 0 ? (
        <div className="mt-6">
          <Table caption="What was erased where">
            <thead>
              <tr>
                <Th>Place</Th>
                <Th className="text-right">Erased</Th>
                <Th>Checked</Th>
              </tr>
            </thead>
            <tbody>
              {status.stores.map((store) => (
                <tr key={store.store}>
                  <Td>{STORE_WORDS[store.store]}</Td>
                  <Td className="text-right tabular-nums">{store.erased.toLocaleString('en')}</Td>
                  <Td>
                    <TimeAgo at={store.checkedAt} />
                  </Td>
                </tr>
              ))}
            </tbody>
          </Table>
        </div>
      ) : null}
    </>
  )
}
