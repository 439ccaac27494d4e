import type { Posting, PostingCloseReason, PostingFields, PostingHistory, PostingPage, PostingState } from './contract'
import type { Call, CallOptions, WriteOptions } from './http'

/** Adverts of an organisation that you are a member of. Needs a key with `postings:read`, and `postings:write` to change them. */
export interface PostingsApi {
  /** Last changed first. */
  list(
    list: { organisationId: string; state?: PostingState; limit?: number; cursor?: string | undefined },
    options?: CallOptions,
  ): Promise<PostingPage>
  /** With what you may do with it now, and what the law of its place says to it. @throws NumerojobsError `not_found` */
  get(id: string, options?: CallOptions): Promise<Posting>
  /** Who did what with it, newest first. */
  history(id: string, options?: CallOptions): Promise<PostingHistory>
  /** Begins a draft. */
  create(posting: { organisationId: string; fields?: Partial<PostingFields> }, options?: WriteOptions): Promise<Posting>
  /**
   * Changes some fields; the others stay.
   * @param change `was`: what you believe the fields to be
   * @throws NumerojobsError `conflict`  `posting.field-changed`: somebody else changed one of them; `posting.in-review`
   */
  update(id: string, change: { change: Partial<PostingFields>; was?: Partial<PostingFields> }, options?: WriteOptions): Promise<Posting>
  /** Asks for approval; its words stay as they are meanwhile. */
  submit(id: string, options?: WriteOptions): Promise<Posting>
  takeBack(id: string, options?: WriteOptions): Promise<Posting>
  /** @throws NumerojobsError `forbidden`  `posting.own-words`: a colleague must look at it */
  approve(id: string, options?: WriteOptions): Promise<Posting>
  sendBack(id: string, reason: string, options?: WriteOptions): Promise<Posting>
  /**
   * Opens its public job, or brings it to the newest words.
   * @throws NumerojobsError `invalid`   `posting.blocked`, with each field that a rule stands against
   * @throws NumerojobsError `conflict`  `posting.not-approved`, `billing.no-credit`
   */
  publish(id: string, options?: WriteOptions): Promise<Posting>
  pause(id: string, options?: WriteOptions): Promise<Posting>
  resume(id: string, options?: WriteOptions): Promise<Posting>
  /** For good. Everybody whose application is open is told. */
  close(id: string, reason: Exclude<PostingCloseReason, 'expired'>, options?: WriteOptions): Promise<Posting>
  /** Begins a draft with the same words. */
  duplicate(id: string, options?: WriteOptions): Promise<Posting>
}

export function newPostingsApi({ call }: { call: Call }): PostingsApi {
  const at = (id: string, step = '') => `/postings/${encodeURIComponent(id)}${step}`
  const step = (name: string) => (id: string, options?: WriteOptions) =>
    call<Posting>({ method: 'POST', path: at(id, `/${name}`), ...options })
  return {
    list: (list, options) => call({ path: '/postings', query: { ...list }, ...options }),
    get: (id, options) => call({ path: at(id), ...options }),
    history: (id, options) => call({ path: at(id, '/history'), ...options }),
    create: (posting, options) => call({ method: 'POST', path: '/postings', body: posting, ...options }),
    update: (id, change, options) => call({ method: 'PATCH', path: at(id), body: change, ...options }),
    submit: step('submit'),
    takeBack: step('take-back'),
    approve: step('approve'),
    sendBack: (id, reason, options) => call({ method: 'POST', path: at(id, '/send-back'), body: { reason }, ...options }),
    publish: step('publish'),
    pause: step('pause'),
    resume: step('resume'),
    close: (id, reason, options) => call({ method: 'POST', path: at(id, '/close'), body: { reason }, ...options }),
    duplicate: step('duplicate'),
  }
}
