import { Button } from '../ui/button'
import { nameOf } from './list-state'
import type { OpenConflict, ShortlistOnPage } from './use-shortlist'

/** What two people decided differently without knowing of each other: each waits for one of the two answers. */
export function ConflictCards({ list }: { list: ShortlistOnPage }) {
  if (list.conflicts.length === 0) return null
  const whose = (id: string | null) => {
    const line = list.lines.find(({ entry }) => entry.id === id)
    return line ? nameOf(line) : null
  }
  const placeAfter = (id: string | null) => (id === null ? 'first' : `after ${whose(id) ?? 'somebody who was removed'}`)
  const now = (entryId: string) => list.lines.findIndex(({ entry }) => entry.id === entryId)
  return (
    <section aria-label="To decide" className="mb-4 space-y-3">
      {list.conflicts.map((conflict: OpenConflict) => {
        const by = conflict.by?.name ?? 'Somebody'
        const name = whose(conflict.entryId) ?? 'A candidate'
        return (
          <div key={conflict.batchId} role="alert" className="rounded-lg border border-warn bg-warn-soft p-4 text-sm text-ink">
            <p>
              {conflict.kind === 'removed'
                ? `${by} removed a candidate that you moved while you were offline${conflict.reason ? `: ${conflict.reason}` : ''}.`
                : `While you were offline, ${by} moved ${name} too. It is now number ${now(conflict.entryId) + 1}; you put it ${placeAfter(conflict.afterEntryId)}.`}
            </p>
            <div className="mt-3 flex flex-wrap gap-2">
              <Button size="sm" onClick={() => list.decide(conflict, 'theirs')}>
                {conflict.kind === 'removed' ? 'All right' : `Keep ${by}’s place`}
              </Button>
              {conflict.kind === 'moved' ? (
                <Button size="sm" onClick={() => list.decide(conflict, 'mine')}>
                  Use mine
                </Button>
              ) : null}
            </div>
          </div>
        )
      })}
    </section>
  )
}
