import type { ShortlistChange } from '../../../contract/shortlists'
import { applyChange, EMPTY_SHORTLIST, type ShortlistState } from './shortlist-state'

/** A state is kept after so many changes, so that any other is near to one. */
const KEPT_EVERY = 100

/** What a shortlist was after any number of its changes: 0 is before the first. Quick to ask in any order, for a hand on a slider. */
export function newReplay(changes: readonly ShortlistChange[]): (count: number) => ShortlistState {
  const kept: ShortlistState[] = [EMPTY_SHORTLIST]
  const play = (from: ShortlistState, start: number, end: number) => changes.slice(start, end).reduce(applyChange, from)
  return (count) => {
    const wanted = Math.max(0, Math.min(Math.trunc(count), changes.length))
    const step = Math.floor(wanted / KEPT_EVERY)
    for (let next = kept.length; next <= step; next++)
      kept.push(play(kept[next - 1] ?? EMPTY_SHORTLIST, (next - 1) * KEPT_EVERY, next * KEPT_EVERY))
    return play(kept[step] ?? EMPTY_SHORTLIST, step * KEPT_EVERY, wanted)
  }
}
