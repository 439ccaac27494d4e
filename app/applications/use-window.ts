import { useVirtualizer } from '@tanstack/react-virtual'
import { type RefObject, useEffect, useState } from 'react'

/** Rows that a page without scripts, and the first drawing, shows; the rest is a link away. */
export const FIRST_ROWS = 12
const OVERSCAN_ROWS = 4
const ROOT_FONT_PX = 16

type Window = {
  /** Indexes of the rows to draw, in order. */
  rows: number[]
  /** Room to leave before and after them. `undefined` in the first drawing, which is the server's: a style in the document would be refused. */
  before: { height: number } | undefined
  after: { height: number } | undefined
  /** Height of a row with its gap; 0 in the first drawing. */
  rowPx: number
  scrollTo(index: number): void
}

/**
 * Which rows of a long list are in sight. All rows are equally high.
 *
 * @param rowRem height of a row with its gap, in root font sizes, so that large text makes large rows
 */
export function useWindow(listRef: RefObject<HTMLElement>, count: number, rowRem: number): Window {
  const [rowPx, setRowPx] = useState(0)
  useEffect(() => setRowPx(rowRem * Number.parseFloat(getComputedStyle(document.documentElement).fontSize)), [rowRem])
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => listRef.current,
    estimateSize: () => rowPx || rowRem * ROOT_FONT_PX,
    overscan: OVERSCAN_ROWS,
    enabled: rowPx > 0,
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: The sizes that were kept are of the old height.
  useEffect(() => virtualizer.measure(), [rowPx])
  const scrollTo = (index: number) => virtualizer.scrollToIndex(index, { align: 'auto' })
  const drawn = virtualizer.getVirtualItems()
  const [first] = drawn
  const last = drawn.at(-1)
  if (!first || !last) {
    const rows = Array.from({ length: Math.min(count, FIRST_ROWS) }, (_, index) => index)
    const rest = (count - rows.length) * rowPx
    return { rows, before: undefined, after: rowPx > 0 ? { height: rest } : undefined, rowPx, scrollTo }
  }
  return {
    rows: drawn.map(({ index }) => index),
    before: { height: first.start },
    after: { height: virtualizer.getTotalSize() - last.end },
    rowPx,
    scrollTo,
  }
}
