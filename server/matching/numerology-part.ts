import type { JobCard } from '../../contract/jobs'
import type { Ctx } from '../core/ctx'

/**
 * The numerology part of a list for somebody who opted in: thousandths of a job, `null` where no number is defined.
 * @returns `null` for everybody else: the part then does not exist, and neither does its weight
 */
export async function findNumerology(_ctx: Ctx, _personId: string): Promise<((card: JobCard) => number | null) | null> {
  return null
}
