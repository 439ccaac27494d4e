import clsx from 'clsx'

/** Lucide's drawings (ISC licence) that only these pages need: what stands in `app/ui` every page brings along. */
function drawing(path: string) {
  return function Drawing({ className }: { className?: string }) {
    return (
      <svg
        viewBox="0 0 24 24"
        aria-hidden="true"
        className={clsx('shrink-0', className)}
        fill="none"
        stroke="currentColor"
        strokeWidth={2}
        strokeLinecap="round"
        strokeLinejoin="round"
      >
        <path d={path} />
      </svg>
    )
  }
}

export const BellIcon = drawing(
  'M10.268 21a2 2 0 0 0 3.464 0M3.262 15.326A1 1 0 0 0 4 17h16a1 1 0 0 0 .74-1.673C19.41 13.956 18 12.499 18 8A6 6 0 0 0 6 8c0 4.499-1.411 5.956-2.738 7.326',
)
export const BoardIcon = drawing('M6 5v11M12 5v6M18 5v14')
export const CalendarIcon = drawing('M8 2v4M16 2v4M5 4h14a2 2 0 0 1 2 2v14a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2zM3 10h18')
export const MoreIcon = drawing('M12 12h.01M19 12h.01M5 12h.01')
export const RowsIcon = drawing('M3 6h18M3 12h18M3 18h18')
export const TimelineIcon = drawing('M6 6h8M4 12h10M10 18h9')
