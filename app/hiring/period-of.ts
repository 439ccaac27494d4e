const DAY_MS = 86_400_000
const USUAL_DAYS = 90

/** The period that an address names; the last 90 days where it names none that can be read. Days are UTC. */
export function periodOf(query: URLSearchParams, now: Date): { from: string; until: string } {
  const day = (name: string, usual: Date) => {
    const given = query.get(name) ?? ''
    return /^\d{4}-\d{2}-\d{2}$/.test(given) && !Number.isNaN(Date.parse(given)) ? given : usual.toISOString().slice(0, 10)
  }
  return { from: day('from', new Date(now.getTime() - USUAL_DAYS * DAY_MS)), until: day('until', now) }
}
