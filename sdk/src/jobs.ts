import type { Job, JobCard, JobCheck, JobEvent, JobFacets, JobPage, WireReport } from './contract'
import type { JobFilters, JobSearch } from './filters'
import type { WebSocketConstructor } from './follow-room'
import type { Call, CallOptions, WriteOptions } from './http'
import { type WatchOptions, watchJobs } from './watch'

export type JobReport = Pick<WireReport, 'reason'> & Partial<Pick<WireReport, 'text'>>

export interface JobsApi {
  /**
   * One page of the open jobs that fit all filters: twenty unless `limit` says otherwise.
   * @throws NumerojobsError `invalid`  a filter is wrong; `fields` names it
   */
  search(search?: JobSearch, options?: CallOptions): Promise<JobPage>
  /** Every job of a search, page after page, as far as you read. Pages are asked for when they are needed. */
  each(search?: Omit<JobSearch, 'cursor'>, options?: CallOptions): AsyncIterable<JobCard>
  /** How many jobs fit, and what the search could be narrowed by, with counts. */
  facets(filters?: JobFilters, options?: CallOptions): Promise<JobFacets>
  /**
   * All that is public of one job. A closed one is answered too, with `status` `closed`.
   * @throws NumerojobsError `not_found`  there is no such job
   */
  get(id: string, options?: CallOptions): Promise<Job>
  /** Up to six open jobs that share most with this one, nearest first. */
  similar(id: string, options?: CallOptions): Promise<JobCard[]>
  /**
   * Looks whether a job is still there, before somebody spends effort on it. What was not seen for six hours is looked at now, for a few seconds at most.
   * @throws NumerojobsError `not_found`  there is no such job; `too_many`  more than twenty a minute
   */
  check(id: string, options?: WriteOptions): Promise<JobCheck>
  /** Tells the operators that something is wrong with a job. Tried again when it may not have arrived, and done once. */
  report(id: string, report: JobReport, options?: WriteOptions): Promise<void>
  /**
   * What happens to jobs from now on, or from after `since` on: each event exactly once and in order, over lost connections and
   * restarts of the server, until you leave the loop or `signal` ends it, which then ends without an error.
   *
   * With `filters`, opened and changed jobs are those that fit, as far as their card tells, and those handed on before.
   * A closed job is always handed on: its event carries the id alone.
   *
   * @throws NumerojobsError `client.too-far-behind`  more was missed than the server still tells, and there is no `onReload`
   */
  watch(options?: WatchOptions): AsyncIterable<JobEvent>
}

export function newJobsApi(doors: { call: Call; baseUrl: string; WebSocket: WebSocketConstructor | undefined }): JobsApi {
  const { call } = doors
  const pathOf = (id: string) => `/jobs/${encodeURIComponent(id)}`
  const search: JobsApi['search'] = (asked, options) => call({ path: '/jobs', query: { ...asked }, ...options })
  return {
    search,
    async *each(asked, options) {
      let cursor: string | undefined
      do {
        const page: JobPage = await search({ limit: PAGE_SIZE, ...asked, cursor }, options)
        yield* page.data
        cursor = page.next ?? undefined
      } while (cursor !== undefined)
    },
    facets: (filters, options) => call({ path: '/jobs/facets', query: { ...filters }, ...options }),
    get: (id, options) => call({ path: pathOf(id), ...options }),
    similar: async (id, options) => (await call<{ data: JobCard[] }>({ path: `${pathOf(id)}/similar`, ...options })).data,
    check: (id, options) => call({ method: 'POST', path: `${pathOf(id)}/check`, ...options }),
    async report(id, report, options) {
      await call({ method: 'POST', path: `${pathOf(id)}/report`, body: report, ...options })
    },
    watch: (options) => watchJobs(doors, options ?? {}),
  }
}

/** The most that the server gives at once. */
const PAGE_SIZE = 100
