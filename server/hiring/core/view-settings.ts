import type { CandidateField } from '../../../contract/candidate-fields'
import { type ViewPlace, ViewSettings } from '../../../contract/views'
import { readFieldFilter } from './field-values'

/** Columns of a table of candidates, by their names in addresses; the team's own are `f.` and their key. */
export const VIEW_COLUMNS = {
  pipeline: ['stage', 'since', 'applied', 'due', 'headline', 'place', 'source', 'tags', 'knockouts'],
  candidates: ['headline', 'place', 'source', 'tags', 'applications', 'pool', 'added', 'changed'],
} as const satisfies Record<ViewPlace, readonly string[]>
/** Those that a table shows until somebody chooses others. */
export const USUAL_COLUMNS: Record<ViewPlace, readonly string[]> = {
  pipeline: ['stage', 'since', 'due', 'headline', 'tags'],
  candidates: ['headline', 'tags', 'applications', 'added'],
}
/** What a place can be ordered by besides the team's own fields; `-` before it is the other way round. */
export const VIEW_SORTS = {
  pipeline: ['team', 'name', 'stage', 'since', 'applied', 'due'],
  candidates: ['newest', 'oldest', 'name', 'changed'],
} as const satisfies Record<ViewPlace, readonly string[]>

const TEXTS = ['layout', 'q', 'group', 'tag', 'source', 'posting', 'sort'] as const
const FLAGS = [
  ['pool', 'inPool'],
  ['overdue', 'isOverdue'],
] as const

/** A view as an address tells it. What cannot be read counts as not given. */
export function readViewSettings(asked: URLSearchParams): ViewSettings {
  const text = (name: string) => asked.get(name)?.trim() || undefined
  const fields = new Map<string, Record<string, string>>()
  for (const [name, value] of asked) {
    const [, key, bound = 'is'] = /^f\.([a-z][a-z0-9_]{0,39})(?:\.(from|to))?$/.exec(name) ?? []
    if (key !== undefined && value.trim() !== '') fields.set(key, { ...fields.get(key), [bound]: value.trim() })
  }
  const given: Record<string, unknown> = {
    ...Object.fromEntries(TEXTS.map((name) => [name, text(name)])),
    ...Object.fromEntries(FLAGS.map(([name, flag]) => [flag, asked.has(name) || undefined])),
    fields: fields.size > 0 ? Object.fromEntries(fields) : undefined,
    columns: asked.has('col') ? asked.getAll('col').slice(0, 20) : undefined,
  }
  const read = Object.entries(given).filter(([name, value]) => value !== undefined && ViewSettings.safeParse({ [name]: value }).success)
  return ViewSettings.parse(Object.fromEntries(read))
}

/** The same as parts of an address, always in the same order. */
export function writeViewSettings(settings: ViewSettings): [string, string][] {
  return [
    ...TEXTS.flatMap((name): [string, string][] => (settings[name] === undefined ? [] : [[name, settings[name]]])),
    ...FLAGS.flatMap(([name, flag]): [string, string][] => (settings[flag] ? [[name, 'on']] : [])),
    ...Object.entries(settings.fields ?? {})
      .sort(([one], [other]) => one.localeCompare(other, 'en'))
      .flatMap(([key, { is, from, to }]): [string, string][] => [
        ...(is === undefined ? [] : [[`f.${key}`, is] satisfies [string, string]]),
        ...(from === undefined ? [] : [[`f.${key}.from`, from] satisfies [string, string]]),
        ...(to === undefined ? [] : [[`f.${key}.to`, to] satisfies [string, string]]),
      ]),
    ...(settings.columns ?? []).map((column): [string, string] => ['col', column]),
  ]
}

export const isSameView = (one: ViewSettings, other: ViewSettings) =>
  JSON.stringify(writeViewSettings(one)) === JSON.stringify(writeViewSettings(other))

/** What is there to look by. */
export interface ViewGround {
  place: ViewPlace
  fields: readonly CandidateField[]
  /** Tags that stand on an application; left out where nobody has counted them. */
  tags?: ReadonlySet<string> | undefined
}

/**
 * A view without what is gone since it was saved: fields that were put away or take no such filter any more, tags that stand on nobody. `gone` names
 * them for whoever opens it.
 */
export function withoutGone(settings: ViewSettings, { place, fields, tags }: ViewGround): { settings: ViewSettings; gone: string[] } {
  const inUse = new Map(fields.filter(({ isArchived }) => !isArchived).map((field) => [field.key, field]))
  const nameOf = (key: string) => fields.find((field) => field.key === key)?.name ?? key
  const gone = new Set<string>()
  const isThere = (column: string, known: readonly string[]) => {
    const own = column.startsWith('f.') ? column.slice(2) : null
    if (own === null ? known.includes(column) : inUse.has(own)) return true
    gone.add(own === null ? `“${column}”` : `the field “${nameOf(own)}”`)
    return false
  }
  const { tag, sort, columns, fields: filters, ...kept } = settings
  const left = Object.entries(filters ?? {}).flatMap(([key, given]) => {
    const field = inUse.get(key)
    const filter = field ? readFieldFilter(field, given) : null
    if (filter) return [[key, filter] as const]
    gone.add(`the field “${nameOf(key)}”`)
    return []
  })
  const isTagGone = tag !== undefined && tags !== undefined && !tags.has(tag)
  if (isTagGone) gone.add(`the tag “${tag}”`)
  const shownColumns = columns?.filter((column) => isThere(column, VIEW_COLUMNS[place]))
  const isSortThere = sort !== undefined && isThere(sort.replace(/^-/, ''), VIEW_SORTS[place])
  return {
    settings: {
      ...kept,
      ...(tag === undefined || isTagGone ? {} : { tag }),
      ...(left.length > 0 ? { fields: Object.fromEntries(left) } : {}),
      ...(shownColumns === undefined ? {} : { columns: shownColumns }),
      ...(isSortThere ? { sort } : {}),
    },
    gone: [...gone],
  }
}

/** Words by which people name a score, in English and German. */
const SCORE =
  /(?<!\p{L})(?:scores?|scoring|ratings?|rated|rankings?|ranks?|match(?:es|ing)?|fit|points?|grades?|bewertung(?:en)?|punkte?|note|rang)(?!\p{L})/iu

/** Whether a view would open in the order of a score: one of ours, or a number that the team calls so. */
export function isByScore(sort: string | undefined, fields: readonly CandidateField[]): boolean {
  if (sort === undefined) return false
  const by = sort.replace(/^-/, '')
  const own = by.startsWith('f.') ? fields.find(({ key }) => key === by.slice(2)) : undefined
  if (own) return own.kind === 'number' && SCORE.test(own.name)
  return SCORE.test(by)
}
