/** Parameters that narrow a search; `sort` and `cursor` do not. */
export const FILTER_PARAMS = [
  'q',
  'place',
  'remote',
  'livesIn',
  'type',
  'seniority',
  'skill',
  'source',
  'company',
  'payMin',
  'maxAgeDays',
] as const
export type FilterParam = (typeof FILTER_PARAMS)[number]

/** The address of a search without one of its filters, back on the first page. `value` takes out one of a list. */
export function withoutFilter(params: URLSearchParams, name: FilterParam, value?: string) {
  const isTakenOut = (each: string, eachValue: string) =>
    (each === name && (value === undefined || eachValue === value)) || (name === 'payMin' && each === 'currency')
  return searchUrl(new URLSearchParams([...params].filter(([each, eachValue]) => !isTakenOut(each, eachValue))))
}

/** The same search for other words. */
export function withQuery(params: URLSearchParams, query: string) {
  const next = new URLSearchParams(params)
  next.set('q', query)
  return next
}

/** The parameters of a search with what was read from its words as filters: each can then be taken back by itself. */
export function withReadings(params: URLSearchParams, query: string, readings: { filter: FilterParam; value: string }[]) {
  if (readings.length === 0) return params
  const read = withQuery(params, query)
  for (const { filter, value } of readings) if (!read.getAll(filter).includes(value)) read.append(filter, value)
  return read
}

/** The address of a search on another page, or the first. */
export function atCursor(params: URLSearchParams, cursor: string | null) {
  const next = new URLSearchParams(params)
  next.delete('cursor')
  const first = searchUrl(next)
  return cursor ? `${first}${first.includes('?') ? '&' : '?'}cursor=${encodeURIComponent(cursor)}` : first
}

/** The address of the same search by pay in another currency. A lowest pay was said in the old one, and goes. */
export function inCurrency(params: URLSearchParams, currency: string) {
  const next = new URLSearchParams(params)
  next.delete('payMin')
  next.set('currency', currency)
  return searchUrl(next)
}

/** `/jobs?…` with what says nothing left out: empty fields, the usual order, a currency that neither pay nor order asks for, the cursor of another search. */
export function searchUrl(params: URLSearchParams, path = '/jobs') {
  const kept = new URLSearchParams()
  for (const [name, value] of params) {
    const isIdle =
      value.trim() === '' ||
      (name === 'sort' && value === 'relevance') ||
      (name === 'currency' && !params.get('payMin') && params.get('sort') !== 'pay')
    if (!isIdle && name !== 'cursor') kept.append(name, value.trim())
  }
  const query = kept.toString()
  return query ? `${path}?${query}` : path
}
