/** Where people come who were on their way to nowhere in particular. */
export const HOME = '/'

/** An address with the way back in it, and whatever else it needs. */
export function withTo(path: string, to: string | null, more: Record<string, string> = {}): string {
  const query = new URLSearchParams(more)
  if (to && to !== HOME) query.set('to', to)
  return query.size > 0 ? `${path}?${query}` : path
}
