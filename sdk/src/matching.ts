import type { MatchReceipt, MatchReceiptPage, MatchSettings, MatchWeights, MatchWishes, Recommendations } from './contract'
import type { Call, CallOptions, WriteOptions } from './http'

/** Jobs that fit you, and why; needs a key with `matching:read`, and `matching:write` to change what counts. */
export interface MatchesApi {
  /** Open jobs for you, best first by your weights. Parts are thousandths; `null` is unknown and counts for nothing. */
  recommended(list?: { limit?: number }, options?: CallOptions): Promise<Recommendations>
  /**
   * Why a job fits you: each criterion with the lines of the advert and of your résumé that it comes from.
   * @throws NumerojobsError `not_found`  there is no such job, or nothing of you to match it with
   */
  explain(jobId: string, options?: CallOptions): Promise<MatchReceipt>
  settings(options?: CallOptions): Promise<MatchSettings>
  /** What is left out stays as it is. */
  set(
    change: { weights?: MatchWeights; wishes?: Partial<MatchWishes>; resumeId?: string | null },
    options?: WriteOptions,
  ): Promise<MatchSettings>
  receipts: {
    /** Scores that were kept, newest first. */
    list(page?: { limit?: number; cursor?: string | undefined }, options?: CallOptions): Promise<MatchReceiptPage>
    /** One of them, worked out again. @throws NumerojobsError `not_found`  it is not yours */
    get(id: string, options?: CallOptions): Promise<MatchReceipt>
  }
}

export function newMatchesApi({ call }: { call: Call }): MatchesApi {
  return {
    recommended: (list, options) => call({ path: '/me/recommended', query: { ...list }, ...options }),
    explain: (jobId, options) => call({ path: `/jobs/${encodeURIComponent(jobId)}/match`, ...options }),
    settings: (options) => call({ path: '/me/recommended/settings', ...options }),
    set: (change, options) => call({ method: 'PATCH', path: '/me/recommended/settings', body: change, ...options }),
    receipts: {
      list: (page, options) => call({ path: '/me/match-receipts', query: { ...page }, ...options }),
      get: (id, options) => call({ path: `/me/match-receipts/${encodeURIComponent(id)}`, ...options }),
    },
  }
}
