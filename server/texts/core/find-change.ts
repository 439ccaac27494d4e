/** What stands at `at` is taken out, `removed` units long, and this is put there. */
export interface TextChange {
  at: number
  removed: number
  inserted: string
}

/** The shortest stretch in which two texts differ. It never parts the halves of one letter. */
export function findChange(before: string, after: string, caret = after.length): TextChange {
  const endMax = Math.min(before.length, after.length)
  let end = 0
  // What stands behind the caret was not typed.
  const behindCaret = Math.min(endMax, after.length - caret)
  while (end < behindCaret && before.at(-1 - end) === after.at(-1 - end)) end++
  let at = 0
  while (at < endMax - end && before[at] === after[at]) at++
  while (end < endMax - at && before.at(-1 - end) === after.at(-1 - end)) end++
  if (at > 0 && isHighHalf(before[at - 1] ?? '')) at--
  if (end > 0 && isLowHalf(before.at(-end) ?? '')) end--
  return { at, removed: before.length - end - at, inserted: after.slice(at, after.length - end) }
}

const isHighHalf = (unit: string) => unit >= '\ud800' && unit <= '\udbff'
const isLowHalf = (unit: string) => unit >= '\udc00' && unit <= '\udfff'

/** Where a caret stands after a change before it or around it. */
export function movedCaret(caret: number, { at, removed, inserted }: TextChange): number {
  if (caret <= at) return caret
  return caret >= at + removed ? caret - removed + inserted.length : at + inserted.length
}
