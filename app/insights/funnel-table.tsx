import type { FunnelRow } from '../../contract/insights'
import { Badge } from '../ui/badge'
import { Table, Td, Th } from '../ui/table'
import { STEPS } from './funnel-chart'

/** Funnels beside each other. A row over too few is marked: its shares say little. */
export function FunnelTable({
  caption,
  head,
  rows,
  nameOf,
}: {
  caption: string
  head: string
  rows: FunnelRow[]
  nameOf(key: string | null): string
}) {
  return (
    <Table caption={caption}>
      <thead>
        <tr>
          <Th>{head}</Th>
          {STEPS.map(({ name, words }) => (
            <Th key={name} className="text-right!">
              {words}
            </Th>
          ))}
          <Th className="text-right!">Answered</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key ?? ''}>
            <Td>
              {nameOf(row.key)} {row.isSmall ? <Badge tone="warn">few</Badge> : null}
            </Td>
            {STEPS.map(({ name }) => (
              <Td key={name} className="text-right tabular-nums">
                {row[name].toLocaleString('en')}
              </Td>
            ))}
            <Td className="text-right tabular-nums">{row.applied > 0 ? `${Math.round((row.answered / row.applied) * 100)} %` : '–'}</Td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}
