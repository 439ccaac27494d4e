import type { DeletionStatus } from '../../contract/privacy'
import { Badge } from '../ui/badge'
import { Table, Td, Th } from '../ui/table'
import { TimeAgo } from '../ui/time-ago'
import { STORE_WORDS } from './store-words'

const STATE_BADGES = {
  scheduled: { tone: 'warn', word: 'Waiting' },
  'taken-back': { tone: 'neutral', word: 'Taken back' },
  received: { tone: 'warn', word: 'Under way' },
  done: { tone: 'good', word: 'Done' },
} as const

/** How far a deletion is: what was there in each place where data of a person can be, and what a second look found, as counts. */
export function DeletionStatusCard({ status }: { status: DeletionStatus }) {
  const { tone, word } = STATE_BADGES[status.state]
  return (
    <>
      <div className="flex flex-wrap items-center gap-3">
        <h1 className="text-2xl font-semibold tracking-[-0.025em] sm:text-3xl">Deletion of your data</h1>
        <Badge tone={tone}>{word}</Badge>
      </div>
      <p role="status" className="mt-3 text-ink-2">
        {sentenceOf(status)}
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
        {status.eraseAfter ? (
          <div>
            <dt className="text-ink-3">Begins</dt>
            <dd>
              <time dateTime={status.eraseAfter}>{status.eraseAfter.slice(0, 16).replace('T', ' ')} UTC</time>
            </dd>
          </div>
        ) : null}
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
                <Th className="text-right">Before</Th>
                <Th className="text-right">Now</Th>
                <Th>Checked</Th>
              </tr>
            </thead>
            <tbody>
              {status.stores.map((store) => (
                <tr key={store.store}>
                  <Td>{STORE_WORDS[store.store]}</Td>
                  <Td className="text-right tabular-nums">{store.erased.toLocaleString('en')}</Td>
                  <Td className="text-right tabular-nums">{store.left.toLocaleString('en')}</Td>
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

function sentenceOf(status: DeletionStatus): string {
  switch (status.state) {
    case 'done':
      return 'Everything is erased. We looked into every place below a second time and found nothing more. Caches were all made to forget.'
    case 'taken-back':
      return 'This deletion was taken back before it began. Nothing was erased.'
    case 'scheduled':
      return 'Nothing is erased yet: the account’s owner can still take this back. The places below appear here when it begins.'
    case 'received':
      return 'Your request was received. The places below are emptied one after the other; this usually takes less than a minute. Load this page again to see how far it is.'
    default:
      return status.state satisfies never
  }
}
