import { safeCell } from '../../applications/core/safe-cell'

/** One line of a CSV file (RFC 4180), without its end. No cell is one that a spreadsheet takes for a formula. */
export const csvLine = (cells: readonly string[]) => cells.map(quoted).join(',')

const quoted = (cell: string) => {
  const safe = safeCell(cell)
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
