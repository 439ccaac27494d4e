import type { CandidateField } from '../../contract/candidate-fields'
import type { HiringView, ViewPlace } from '../../contract/views'
import { VIEW_COLUMNS, VIEW_SORTS, withoutGone, writeViewSettings } from '../../server/hiring/core/view-settings'

const COLUMN_WORDS: Record<(typeof VIEW_COLUMNS)[ViewPlace][number], string> = {
  stage: 'Stage',
  since: 'In stage',
  applied: 'Applied',
  due: 'Answer due',
  headline: 'Headline',
  place: 'Place',
  source: 'Came from',
  tags: 'Tags',
  knockouts: 'Knock-outs',
  applications: 'Applications',
  pool: 'Talent pool',
  added: 'Added',
  changed: 'Changed',
}
const SORT_WORDS: Record<(typeof VIEW_SORTS)[ViewPlace][number], string> = {
  team: 'As the team ordered them',
  name: 'Name',
  stage: 'Stage',
  since: 'Longest in stage',
  applied: 'First applied',
  due: 'Answer due first',
  newest: 'Newest first',
  oldest: 'Oldest first',
  changed: 'Changed last',
}

/** What a column is called; `null` for none that there is. */
export function columnWords(column: string, fields: readonly CandidateField[]): string | null {
  if (column.startsWith('f.')) return fields.find(({ key, isArchived }) => key === column.slice(2) && !isArchived)?.name ?? null
  return Object.entries(COLUMN_WORDS).find(([name]) => name === column)?.[1] ?? null
}

/** Every column that a table of this place may show. */
export const columnsOf = (place: ViewPlace, fields: readonly CandidateField[]): string[] => [
  ...VIEW_COLUMNS[place],
  ...fields.filter(({ isArchived }) => !isArchived).map(({ key }) => `f.${key}`),
]

/** Every order that a place can be in, with its words. Fields of the team's own order a pipeline alone: a list of candidates comes a page at a time. */
export function sortsOf(place: ViewPlace, fields: readonly CandidateField[]): { value: string; words: string }[] {
  const own = place === 'pipeline' ? fields.filter(({ isArchived }) => !isArchived) : []
  return [
    ...VIEW_SORTS[place].map((value) => ({ value, words: SORT_WORDS[value] })),
    ...own.flatMap(({ key, name }) => [
      { value: `f.${key}`, words: `${name}, lowest first` },
      { value: `-f.${key}`, words: `${name}, highest first` },
    ]),
  ]
}

/** What a page needs to know of the views of its place. */
export interface ViewBase {
  place: ViewPlace
  /** The address without what was asked for, and what every address of the page carries. */
  path: string
  carried: [string, string][]
  fields: readonly CandidateField[]
  tags: readonly string[]
}

/** The address at which a view opens, without what is gone since it was saved. `null`: the page as it is. */
export function viewPath({ place, path, carried, fields, tags }: ViewBase, view: HiringView | null): string {
  const settings = view ? withoutGone(view.settings, { place, fields, tags: new Set(tags) }).settings : {}
  return `${path}?${new URLSearchParams([...carried, ...writeViewSettings(settings), ['view', view?.id ?? 'none']])}`
}
