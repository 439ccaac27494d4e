import type { DispositionReport } from '../../contract/hiring'
import { csvLine } from '../../server/hiring/core/csv-line'

const COLUMNS = ['from', 'until', 'ending', 'reason', 'posting_id', 'posting', 'stage', 'stage_group', 'count']

/** A line for each ending, reason, posting and stage. */
export function dispositionCsv({ from, until, lines }: DispositionReport): string {
  const cells = lines.map(({ kind, reason, postingId, title, stage, group, count }) => [
    from,
    until,
    kind,
    reason,
    postingId,
    title,
    stage ?? '',
    group ?? '',
    String(count),
  ])
  return `${[COLUMNS, ...cells].map(csvLine).join('\r\n')}\r\n`
}
