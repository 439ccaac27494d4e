import { Form } from '@remix-run/react'
import type { CandidateMerge } from '../../contract/candidates'
import { Button } from '../ui/button'
import { TimeAgo } from '../ui/time-ago'

/** Who was found to be this candidate, by whom, and what was taken back. */
export function MergeHistory({ merges, isBusy }: { merges: CandidateMerge[]; isBusy: boolean }) {
  if (merges.length === 0) return null
  return (
    <section className="mt-6">
      <h2 className="mb-2 text-lg font-semibold">Merges</h2>
      <ul className="space-y-2 text-sm text-ink-2">
        {merges.map(({ id, mergedName, by, at, undoneAt, undoneBy, mayUndo }) => (
          <li key={id} className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <span>
              {by?.name ?? 'Somebody'} merged {mergedName} into it <TimeAgo at={at} />
              {undoneAt ? (
                <>
                  ; {undoneBy?.name ?? 'somebody'} took that back <TimeAgo at={undoneAt} />
                </>
              ) : null}
              .
            </span>
            {mayUndo ? (
              <Form method="post" preventScrollReset>
                <input type="hidden" name="mergeId" value={id} />
                <Button type="submit" name="intent" value="unmerge" size="sm" isBusy={isBusy}>
                  Take this merge back
                </Button>
              </Form>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  )
}
