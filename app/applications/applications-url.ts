/** The views of the same applications. */
export const VIEWS = ['board', 'table', 'calendar', 'timeline'] as const
export type View = (typeof VIEWS)[number]
export const VIEW_WORDS: Record<View, string> = { board: 'Board', table: 'Table', calendar: 'Calendar', timeline: 'Timeline' }

export const APPLICATIONS_PATH = '/applications'
/** Parameters that narrow what is shown, in every view. */
export const FILTER_NAMES = ['q', 'group', 'outcome', 'tag', 'source', 'priority'] as const
export type FilterName = (typeof FILTER_NAMES)[number]

export function readView(params: URLSearchParams): View {
  const asked = params.get('view')
  return VIEWS.find((view) => view === asked) ?? 'board'
}

/** The same applications in another view: the filters stay, what belongs to the old view alone goes. */
export function viewUrl(params: URLSearchParams, view: View): string {
  const next = new URLSearchParams([...params].filter(([name]) => FILTER_NAMES.some((filter) => filter === name)))
  if (view !== 'board') next.set('view', view)
  return applicationsUrl(next)
}

/** The address with some of its parameters changed; `null` takes one out. Empty ones, and the page of another list, go. */
export function withParams(params: URLSearchParams, changes: Record<string, string | null>): string {
  const next = new URLSearchParams([...params].filter(([name, value]) => value.trim() !== '' && name !== 'cursor'))
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) next.delete(name)
    else next.set(name, value)
  }
  return applicationsUrl(next)
}

export const isFiltered = (params: URLSearchParams) => FILTER_NAMES.some((name) => params.getAll(name).some((value) => value.trim() !== ''))

function applicationsUrl(params: URLSearchParams): string {
  const query = params.toString()
  return query ? `${APPLICATIONS_PATH}?${query}` : APPLICATIONS_PATH
}
