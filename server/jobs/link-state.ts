import type { LinkState } from '../../contract/jobs'
import type { LinkFinding } from '../../db/schema'

/** What a look found, as it is shown. */
export function linkStateOf(finding: LinkFinding | null): LinkState {
  switch (finding) {
    case 'works':
    case 'leads-elsewhere':
      return finding
    case 'unreadable':
    case 'failed':
    case 'closed':
      return 'unclear'
    case 'not-allowed':
    case null:
      return 'unchecked'
    default:
      return finding satisfies never
  }
}
