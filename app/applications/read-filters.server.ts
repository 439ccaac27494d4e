import { ApplicationFilters, type ApplicationListInput } from '../../contract/applications'
import { FILTER_NAMES } from './applications-url'

const LISTS = new Set(['group', 'outcome', 'tag', 'source', 'priority'])

/** The filters that an address asks for. What it cannot mean is left out, so that an old or mistyped link still shows applications. */
export function readFilters(params: URLSearchParams): Partial<ApplicationListInput> {
  const asked: Record<string, unknown> = {}
  for (const name of FILTER_NAMES) {
    const values = [...new Set(params.getAll(name).map((value) => value.trim()))].filter(Boolean)
    if (values.length > 0) asked[name] = LISTS.has(name) ? values.slice(0, 30) : values[0]
  }
  for (;;) {
    const read = ApplicationFilters.safeParse(asked)
    if (read.success) return read.data
    for (const issue of read.error.issues) delete asked[String(issue.path[0])]
  }
}
