import type { FollowedCompanies, Hidden, NewsPage, SavedSearch } from './contract'
import type { JobFilters } from './filters'
import type { Call, CallOptions, WriteOptions } from './http'

/** Searches that you keep: a new job that one of them finds is told to you. Needs a key with `searches:read`, and `searches:write` to change them. */
export interface SavedSearchesApi {
  /** The oldest first. */
  list(options?: CallOptions): Promise<{ data: SavedSearch[] }>
  /**
   * Keeps a search. The same one again adds nothing: `isNew` is `false` then.
   * @throws NumerojobsError `invalid`  `searches.nothing-asked`: it would find every job
   */
  save(search: { filters: JobFilters; name?: string }, options?: WriteOptions): Promise<{ search: SavedSearch; isNew: boolean }>
  /** Renames it, lets it rest, or lets it go on. @throws NumerojobsError `not_found`  it is not yours */
  update(id: string, change: { name?: string; isPaused?: boolean }, options?: WriteOptions): Promise<SavedSearch>
  /** What it found stays in your news. @throws NumerojobsError `not_found`  it is not yours */
  remove(id: string, options?: WriteOptions): Promise<{ searchId: string }>
}

/** Companies that you follow, and the new jobs that found you. Needs a key with `searches:read`, and `searches:write` to change them. */
export interface FollowingApi {
  /** New jobs, newest first, each vacancy once with every way that led to it. */
  news(
    list?: { searchId?: string; unseenOnly?: boolean; limit?: number; cursor?: string | undefined },
    options?: CallOptions,
  ): Promise<NewsPage>
  companies(options?: CallOptions): Promise<FollowedCompanies>
  /** @throws NumerojobsError `not_found`  no company has this slug */
  follow(slug: string, options?: WriteOptions): Promise<{ slug: string }>
  unfollow(slug: string, options?: WriteOptions): Promise<{ slug: string }>
}

/** What you do not want to see: it leaves recommendations, news and mails. Needs a key with `searches:read`, and `searches:write` to change it. */
export interface HiddenApi {
  list(options?: CallOptions): Promise<Hidden>
  hideJob(jobId: string, options?: WriteOptions): Promise<{ jobId: string }>
  showJob(jobId: string, options?: WriteOptions): Promise<{ jobId: string }>
  hideCompany(slug: string, options?: WriteOptions): Promise<{ slug: string }>
  showCompany(slug: string, options?: WriteOptions): Promise<{ slug: string }>
}

const at = (path: string, id: string) => `${path}/${encodeURIComponent(id)}`

export function newSavedSearchesApi({ call }: { call: Call }): SavedSearchesApi {
  const path = '/me/saved-searches'
  return {
    list: (options) => call({ path, ...options }),
    save: (search, options) => call({ method: 'POST', path, body: search, ...options }),
    update: (id, change, options) => call({ method: 'PATCH', path: at(path, id), body: change, ...options }),
    remove: (id, options) => call({ method: 'DELETE', path: at(path, id), ...options }),
  }
}

export function newFollowingApi({ call }: { call: Call }): FollowingApi {
  const path = '/me/following'
  return {
    news: (list, options) => call({ path: '/me/news', query: { ...list }, ...options }),
    companies: (options) => call({ path, ...options }),
    follow: (slug, options) => call({ method: 'POST', path: at(path, slug), ...options }),
    unfollow: (slug, options) => call({ method: 'DELETE', path: at(path, slug), ...options }),
  }
}

export function newHiddenApi({ call }: { call: Call }): HiddenApi {
  const [jobs, companies] = ['/me/hidden/jobs', '/me/hidden/companies']
  return {
    list: (options) => call({ path: '/me/hidden', ...options }),
    hideJob: (jobId, options) => call({ method: 'POST', path: at(jobs, jobId), ...options }),
    showJob: (jobId, options) => call({ method: 'DELETE', path: at(jobs, jobId), ...options }),
    hideCompany: (slug, options) => call({ method: 'POST', path: at(companies, slug), ...options }),
    showCompany: (slug, options) => call({ method: 'DELETE', path: at(companies, slug), ...options }),
  }
}
