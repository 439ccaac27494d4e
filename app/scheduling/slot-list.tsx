import { dayOf, hourOf } from './words'

/** Starts to choose from, by day on the candidate's own clock, each a button of the form that they stand in. */
export function SlotList({ starts, timeZone, theirZone }: { starts: readonly string[]; timeZone: string; theirZone: string }) {
  const days = Map.groupBy(starts, (at) => dayOf(at, timeZone))
  return (
    <div className="space-y-6">
      {[...days].map(([day, times]) => (
        <section key={day} aria-label={day}>
          <h3 className="mb-2 font-semibold">{day}</h3>
          <ul className="flex flex-wrap gap-2">
            {times.map((at) => (
              <li key={at}>
                <button
                  type="submit"
                  name="startsAt"
                  value={at}
                  className="min-h-11 rounded-md border border-line bg-surface px-3.5 py-1.5 text-left shadow-low hover:border-accent hover:bg-surface-2"
                >
                  <span className="block font-semibold tabular-nums">{hourOf(at, timeZone)}</span>
                  {theirZone === timeZone ? null : (
                    <span className="block text-xs text-ink-3 tabular-nums">{hourOf(at, theirZone)} there</span>
                  )}
                </button>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}
