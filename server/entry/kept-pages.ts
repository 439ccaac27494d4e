import type { EdgeCache } from '../core/cache'
import type { Ctx } from '../core/ctx'
import { describeError } from '../core/describe-error'
import { findJobId } from '../jobs/core/job-path'
import { listRecentChanges } from '../jobs/list-recent-changes'
import { KEPT_AT_HEADER } from './ready-answers'

/** How old an anonymous page may be. Its live feed starts from the sequence it was read at, so an open page catches up at once. */
export const PAGE_AGE_S = 10
/** For so long after that, it is still answered at once, while it is rendered anew behind it. */
const STALE_S = 50
/** Lists of jobs change with every job, and their pages say nothing of a single one: they may be stale for less. */
const STALE_LIST_S = 20
/** What is known of changes is asked for again when it is older. */
const CHANGES_AGE_MS = 5_000
/** A change counts for pages kept so much later too: it is told when it is committed, and clocks differ. */
const MARGIN_MS = 10_000
/** A rendering that was begun and never ended stands in nobody's way for longer. */
const RENEWAL_MS = 15_000

export interface KeptPage {
  page: Response
  keptAtMs: number
  /** Over its age: whoever sends it renders it anew. */
  isStale: boolean
}

/**
 * A page that is kept and may still be shown; `null` when it must be rendered. Over its age it is shown for a stated while longer, and never when the
 * job or the company that it is about has changed since it was kept.
 *
 * @param changedAtMs when the subject of a page last changed, as far back as a page may be stale; `null` when it did not
 */
export async function findKept(
  { edge, nowMs, changedAtMs }: { edge: EdgeCache; nowMs: number; changedAtMs(subject: string): Promise<number | null> },
  key: Request,
  path: string,
): Promise<KeptPage | null> {
  const page = await edge.match(key)
  if (!page) return null
  const keptAtMs = Number(page.headers.get(KEPT_AT_HEADER))
  const ageMs = nowMs - keptAtMs
  if (ageMs < PAGE_AGE_S * 1_000) return { page, keptAtMs, isStale: false }
  if (!(ageMs < keptForS(path) * 1_000)) return null
  const subject = subjectOf(path)
  const changedAt = subject === null ? null : await changedAtMs(subject)
  return changedAt !== null && changedAt > keptAtMs - MARGIN_MS ? null : { page, keptAtMs, isStale: true }
}

/** How long a page is kept at all: while it is new, and while it may be stale. */
export function keptForS(path: string): number {
  return PAGE_AGE_S + (/^\/(?:$|jobs(?:\.data)?$|search|_root)/.test(path) ? STALE_LIST_S : STALE_S)
}

/** What a page, or one below it, is about, as changes name it: the id of a job, the slug of a company; `null` for everything else. */
export function subjectOf(path: string): string | null {
  const [, area, rest = ''] = /^\/(jobs|companies)\/([^/]+?)(?:\.data|\/.*)?$/.exec(path) ?? []
  return area === 'companies' ? rest : area === 'jobs' ? findJobId(rest) : null
}

let known: { atMs: number; changes: Promise<Map<string, number>> } | undefined

/** When a job or a company last changed; what this isolate knows of it is at most five seconds old. What cannot be asked counts as changed just now. */
export async function changedAtMs(ctx: Ctx, subject: string): Promise<number | null> {
  const nowMs = ctx.now().getTime()
  if (!known || nowMs - known.atMs > CHANGES_AGE_MS) known = { atMs: nowMs, changes: listRecentChanges(ctx) }
  const asked = known
  try {
    return (await asked.changes).get(subject) ?? null
  } catch (error) {
    if (known === asked) known = undefined
    ctx.log.warn('pages.changes-unknown', { error: describeError(error) })
    return nowMs
  }
}

/** Pages that are being rendered anew by this isolate, by key, with when that began. */
const renewals = new Map<string, number>()

/** Renders a page anew behind an answer: once, however many ask for it meanwhile. A failure leaves what is kept, which ends by its age. */
export async function renewOnce(ctx: Pick<Ctx, 'log'>, key: string, nowMs: number, renew: () => Promise<void>): Promise<void> {
  const begunMs = renewals.get(key)
  if (begunMs !== undefined && nowMs - begunMs < RENEWAL_MS) return
  renewals.set(key, nowMs)
  try {
    await renew()
  } catch (error) {
    ctx.log.warn('pages.renewal-failed', { error: describeError(error) })
  } finally {
    renewals.delete(key)
  }
}
