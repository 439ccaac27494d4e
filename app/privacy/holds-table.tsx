import type { PrivacyOverview } from '../../contract/privacy'
import { Table, Td, Th } from '../ui/table'
import { STORE_WORDS } from './store-words'

/** How much there is of a person, place by place. */
export function HoldsTable({ holds }: { holds: PrivacyOverview['holds'] }) {
  return (
    <Table caption="What we keep of you">
      <thead>
        <tr>
          <Th>Place</Th>
          <Th className="text-right">Things</Th>
        </tr>
      </thead>
      <tbody>
        {holds.map(({ store, count }) => (
          <tr key={store}>
            <Td>{STORE_WORDS[store]}</Td>
            <Td className="text-right tabular-nums">{count.toLocaleString('en')}</Td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}
