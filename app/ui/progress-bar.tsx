/** A thin line at the top of the window while the next page is on its way. */
export function ProgressBar({ isBusy }: { isBusy: boolean }) {
  if (!isBusy) return null
  return (
    <div role="progressbar" aria-label="Loading" className="no-print fixed inset-x-0 top-0 z-50 h-0.5 overflow-hidden bg-accent-soft">
      <div className="h-full w-1/3 animate-sweep bg-accent" />
    </div>
  )
}
