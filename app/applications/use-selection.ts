import { useState } from 'react'
import { rangeBetween } from './board-state'
import { SELECT_MAX } from './bulk-bar'

/** Which of the shown applications are selected. What is not shown any more is not selected either. */
export function useSelection(shownIds: string[]) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [lastId, setLastId] = useState<string | null>(null)
  const shown = new Set(shownIds)
  const isStale = [...chosen].some((id) => !shown.has(id))
  const selectedIds = isStale ? new Set([...chosen].filter((id) => shown.has(id))) : chosen
  const put = (ids: Iterable<string>) => setChosen(new Set([...ids].slice(0, SELECT_MAX)))
  return {
    selectedIds,
    /** Chooses one or lets it go; `isRange` chooses all from the last one to it, in the order in which they are shown. */
    select(id: string, isRange: boolean) {
      setLastId(id)
      if (isRange) return put(new Set([...selectedIds, ...rangeBetween(shownIds, lastId, id)]))
      const next = new Set(selectedIds)
      if (!next.delete(id)) next.add(id)
      put(next)
    },
    selectAll: (ids: string[]) =>
      put(ids.every((id) => selectedIds.has(id)) ? [...selectedIds].filter((id) => !ids.includes(id)) : new Set([...selectedIds, ...ids])),
    clear: () => setChosen(new Set()),
  }
}
