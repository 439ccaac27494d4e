import type {
  Candidate,
  CandidateFields,
  CandidatePage,
  Disposition,
  HiringApplication,
  HiringApplicationPage,
  HiringChanged,
  HiringNote,
  HiringStagesOfPosting,
  JobInvitations,
  PipelineGroup,
} from './contract'
import type { Call, CallOptions, WriteOptions } from './http'

/** Where candidates are looked for; several filters mean all of them. */
export interface CandidateSearch {
  organisationId: string
  postingId?: string
  /** Where one of their applications stands. */
  group?: PipelineGroup | 'closed'
  tag?: string
  source?: string
  /** Only those who agreed to be asked for other jobs. */
  inPool?: boolean
  /** The whole address. */
  email?: string
  externalId?: string
  /** The newest first unless told otherwise. */
  sort?: 'newest' | 'oldest' | 'name' | 'changed'
  limit?: number
  cursor?: string | undefined
}

/** Somebody who applied elsewhere: give `postingId`, or `poolSince`, the instant at which they agreed to your talent pool. */
export interface NewCandidate {
  organisationId: string
  name: string
  email?: string | null
  phone?: string | null
  links?: string[]
  headline?: string | null
  places?: string[]
  source?: string
  /** What they are called in the system that they come from; a second one of it is refused. */
  externalId?: string | null
  postingId?: string | null
  appliedAt?: string | null
  poolSince?: string | null
  /** Of your own fields, by their keys. */
  fields?: Record<string, string | number | boolean | null>
}

/** Candidates of your organisations. Nothing of a résumé stands in them. */
export interface CandidatesApi {
  /** Newest first. */
  list(search: CandidateSearch, options?: CallOptions): Promise<CandidatePage>
  /** All that fit, page after page. */
  each(search: CandidateSearch, options?: CallOptions): AsyncIterable<Candidate>
  /** One that was merged is answered with the candidate that they were found to be. @throws NumerojobsError `not_found` */
  get(id: string, options?: CallOptions): Promise<Candidate>
  /** @throws NumerojobsError `conflict`  `candidate.known`: there is one of that external id */
  add(candidate: NewCandidate, options?: WriteOptions): Promise<Candidate>
  /** Your own fields of candidates: by their keys, values are read and written. */
  fields(organisationId: string, options?: CallOptions): Promise<CandidateFields>
  /**
   * Fills in your own fields. Those that are left out stay as they are; `null` takes a value out.
   * @throws NumerojobsError `invalid`  `candidate-field.bad-value`, with what is wrong by `values.<key>`
   */
  setFields(id: string, values: Record<string, string | number | boolean | null>, options?: WriteOptions): Promise<Candidate>
  /** Into the first stage of a posting. @throws NumerojobsError `conflict`  `hiring.applied-before` */
  addApplication(
    id: string,
    application: { postingId: string; appliedAt?: string | null; source?: string },
    options?: WriteOptions,
  ): Promise<HiringApplication>
}

/** Which applications; several filters mean all of them. */
export interface HiringSearch {
  organisationId: string
  postingId?: string
  candidateId?: string
  group?: PipelineGroup | 'closed'
  tag?: string
  /** Only those that changed at this instant or later. */
  changedSince?: string
  limit?: number
  cursor?: string | undefined
}

/** Applications to your organisations, as their pipelines show them. */
export interface HiringApi {
  /** Newest first. */
  list(search: HiringSearch, options?: CallOptions): Promise<HiringApplicationPage>
  /** All that fit, page after page. */
  each(search: HiringSearch, options?: CallOptions): AsyncIterable<HiringApplication>
  get(id: string, options?: CallOptions): Promise<HiringApplication>
  /** The stages of a posting, in order. */
  stages(postingId: string, options?: CallOptions): Promise<HiringStagesOfPosting>
  /** Whom your team found for a posting and asked to apply, newest first, and what became of that. Nobody is named. */
  invitations(postingId: string, options?: CallOptions): Promise<JobInvitations>
  /**
   * The candidate's own tracker says so at once, in your wording for the stage. With `fromStageId`, the stage that you saw it in, nothing is moved
   * when somebody else has moved it since.
   * @throws NumerojobsError `conflict`  `hiring.moved-since`; `hiring.withdrawn`: only they can change that
   */
  move(
    id: string,
    to: { toStageId: string; afterId?: string | null; fromStageId?: string | null },
    options?: WriteOptions,
  ): Promise<HiringChanged>
  /** Ends it with a reason of the list of that ending. The candidate is told that it ended, and of a rejection not why. */
  close(id: string, disposition: Disposition, options?: WriteOptions): Promise<HiringChanged>
  tag(id: string, tags: { add?: string[]; remove?: string[] }, options?: WriteOptions): Promise<HiringChanged>
  /** A note of the team, in Markdown. No candidate ever sees it. */
  addNote(id: string, note: { markdown: string }, options?: WriteOptions): Promise<HiringNote>
}

export function newCandidatesApi({ call }: { call: Call }): CandidatesApi {
  const at = (id: string) => `/candidates/${encodeURIComponent(id)}`
  const list: CandidatesApi['list'] = ({ inPool, ...search }, options) =>
    call({ path: '/candidates', query: { ...search, ...(inPool ? { inPool: 'true' } : {}) }, ...options })
  return {
    list,
    each: (search, options) => pages(search, (page) => list(page, options)),
    get: (id, options) => call({ path: at(id), ...options }),
    add: (body, options) => call({ method: 'POST', path: '/candidates', body, ...options }),
    fields: (organisationId, options) => call({ path: '/candidate-fields', query: { organisationId }, ...options }),
    setFields: (id, values, options) => call({ method: 'PATCH', path: `${at(id)}/fields`, body: { values }, ...options }),
    addApplication: (id, body, options) => call({ method: 'POST', path: `${at(id)}/applications`, body, ...options }),
  }
}

export function newHiringApi({ call }: { call: Call }): HiringApi {
  const at = (id: string, step = '') => `/hiring/applications/${encodeURIComponent(id)}${step}`
  const list: HiringApi['list'] = (search, options) => call({ path: '/hiring/applications', query: { ...search }, ...options })
  return {
    list,
    each: (search, options) => pages(search, (page) => list(page, options)),
    get: (id, options) => call({ path: at(id), ...options }),
    stages: (postingId, options) => call({ path: `/postings/${encodeURIComponent(postingId)}/stages`, ...options }),
    invitations: (postingId, options) => call({ path: `/postings/${encodeURIComponent(postingId)}/invitations`, ...options }),
    move: (id, body, options) => call({ method: 'POST', path: at(id, '/move'), body, ...options }),
    close: (id, disposition, options) => call({ method: 'POST', path: at(id, '/close'), body: { disposition }, ...options }),
    tag: (id, body, options) => call({ method: 'POST', path: at(id, '/tags'), body, ...options }),
    addNote: (id, body, options) => call({ method: 'POST', path: at(id, '/notes'), body, ...options }),
  }
}

/** Everything of a list, a page at a time. */
async function* pages<S extends { cursor?: string | undefined }, T>(
  search: S,
  read: (search: S) => Promise<{ data: T[]; next: string | null }>,
): AsyncGenerator<T> {
  for (let cursor = search.cursor; ; ) {
    const { data, next } = await read({ ...search, cursor })
    yield* data
    if (next === null) return
    cursor = next
  }
}
