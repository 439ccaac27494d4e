import type {
  Application,
  ApplicationCard,
  ApplicationPage,
  ChangedApplication,
  ChangedMany,
  DataExport,
  ExportState,
  HistoryPage,
  Interview,
  InterviewPage,
  Note,
  OutcomeKind,
  OutcomeReason,
  PersonEvent,
  Reminder,
  SavedApplication,
  StageGroup,
  Today,
} from './contract'
import type { WebSocketConstructor } from './follow-room'
import type { Call, CallOptions, QueryValue, WriteOptions } from './http'
import { type PersonWatchOptions, watchPerson } from './watch'

/** What a list of applications can be narrowed by. Lists mean any of; different filters mean all of. */
export interface ApplicationSearch {
  q?: string
  group?: StageGroup[]
  stageId?: string[]
  outcome?: OutcomeKind[]
  tag?: string[]
  source?: string[]
  priority?: number[]
  resumeVersionId?: string
  appliedFrom?: string
  appliedBefore?: string
  isRemoved?: boolean
  sort?: 'board' | 'updated' | 'saved' | 'applied' | 'company'
  limit?: number
  cursor?: string | undefined
}

/** Where an application stands when it is saved; `preparing` unless told otherwise. */
interface Start {
  stage?: { group: StageGroup; stageId?: string | null }
  outcome?: GivenOutcome
  happenedAt?: string
  appliedAt?: string
  priority?: number | null
  tags?: string[]
  resumeVersionId?: string | null
  batchId?: string
}
/** How it ended. Without `reason` the first of that outcome's list is taken. */
export interface GivenOutcome {
  kind: OutcomeKind
  reason?: OutcomeReason
}
export type NewApplication =
  | ({ from: 'job'; jobId: string } & Start)
  | ({ from: 'text'; text: string; url?: string | null } & Start)
  | ({
      from: 'form'
      title: string
      companyName?: string | null
      places?: string[]
      url?: string | null
      source?: string
      text?: string | null
    } & Start)

export interface Move {
  to: { group: StageGroup; stageId?: string | null }
  /** Right behind this one; `null` for first; last when it is left out. */
  afterId?: string | null
  outcome?: GivenOutcome
  happenedAt?: string
  /** The stage you saw it in: a move made since is then told, not overruled. */
  from?: { group: StageGroup; stageId?: string | null }
  batchId?: string
}

export interface ApplicationsApi {
  /** One page of your applications that fit all filters. */
  list(search?: ApplicationSearch, options?: CallOptions): Promise<ApplicationPage>
  /** Every application of a list, page after page, as far as you read. */
  each(search?: Omit<ApplicationSearch, 'cursor'>, options?: CallOptions): AsyncIterable<ApplicationCard>
  /** @throws NumerojobsError `not_found`  it is not yours */
  get(id: string, options?: CallOptions): Promise<Application>
  /** Freezes the job as it is now. A job that is saved already adds nothing, and `isNew` is `false`. */
  save(application: NewApplication, options?: WriteOptions): Promise<SavedApplication>
  update(
    id: string,
    change: {
      title?: string
      companyName?: string | null
      places?: string[]
      url?: string | null
      source?: string
      priority?: number | null
      tags?: string[]
      resumeVersionId?: string | null
    },
    options?: WriteOptions,
  ): Promise<ChangedApplication>
  /** @throws NumerojobsError `conflict`  what the stage table refuses, with its reason */
  move(id: string, move: Move, options?: WriteOptions): Promise<ChangedApplication>
  close(
    id: string,
    close: { outcome: GivenOutcome; happenedAt?: string; batchId?: string },
    options?: WriteOptions,
  ): Promise<ChangedApplication>
  /** Takes back one step, or all that was changed together, whenever it happened. */
  undo(what: { eventId: string } | { batchId: string; skipConflicts?: boolean }, options?: WriteOptions): Promise<ChangedMany>
  /** Takes it out of every list. It can be brought back for 30 days. */
  remove(id: string, options?: WriteOptions): Promise<ChangedApplication>
  restore(id: string, options?: WriteOptions): Promise<ChangedApplication>
  history(id: string, page?: { limit?: number; cursor?: string | undefined }, options?: CallOptions): Promise<HistoryPage>
  addNote(id: string, note: { markdown: string; noteId?: string }, options?: WriteOptions): Promise<Note>
  addReminder(
    id: string,
    reminder: { text: string; dueAt: string; isAllDay?: boolean; reminderId?: string },
    options?: WriteOptions,
  ): Promise<Reminder>
}

export interface NewInterview {
  applicationId: string
  kind: Interview['kind']
  startsAt: string
  endsAt: string
  /** Your own zone, `Europe/Berlin`; the employer's is the same unless told otherwise. */
  timeZone: string
  employerTimeZone?: string
  people?: string[]
  link?: string | null
  place?: string | null
  notes?: string | null
  interviewId?: string
}
export interface InterviewsApi {
  list(
    search?: { from?: string; before?: string; applicationId?: string; limit?: number; cursor?: string | undefined },
    options?: CallOptions,
  ): Promise<InterviewPage>
  get(id: string, options?: CallOptions): Promise<Interview>
  add(interview: NewInterview, options?: WriteOptions): Promise<Interview>
  callOff(id: string, options?: WriteOptions): Promise<Interview>
}

export interface MeApi {
  /** What to look at today, in the order you set. */
  today(options?: CallOptions): Promise<Today>
  /**
   * What happens to your own applications, interviews and reminders from now on, or from after `since` on: each event exactly once and in
   * order, over lost connections and restarts of the server, until you leave the loop or `signal` ends it.
   *
   * @throws NumerojobsError `client.too-far-behind`  more was missed than the server still tells, and there is no `onReload`
   */
  watch(options?: PersonWatchOptions): AsyncIterable<PersonEvent>
  /** A download of everything that is kept of you. It needs the access token of a session, `accessToken`: no key may take everything at once. */
  export: {
    /** The newest one, and from when on the next can be asked for. */
    state(options?: CallOptions): Promise<ExportState>
    /** Begins one, or answers the one that is under way. @throws NumerojobsError `too_many`  one a day */
    start(options?: WriteOptions): Promise<DataExport>
  }
}

interface Doors {
  call: Call
  baseUrl: string
  WebSocket: WebSocketConstructor | undefined
}

export function newApplicationsApi({ call }: Doors): ApplicationsApi {
  const pathOf = (id: string, rest = '') => `/applications/${encodeURIComponent(id)}${rest}`
  const write = <T>(path: string, body: unknown, options?: WriteOptions) => call<T>({ method: 'POST', path, body, ...options })
  const list: ApplicationsApi['list'] = (search, options) => call({ path: '/applications', query: queryOf(search), ...options })
  return {
    list,
    async *each(search, options) {
      let cursor: string | undefined
      do {
        const page: ApplicationPage = await list({ limit: PAGE_SIZE, ...search, cursor }, options)
        yield* page.data
        cursor = page.next ?? undefined
      } while (cursor !== undefined)
    },
    get: (id, options) => call({ path: pathOf(id), ...options }),
    save: (application, options) => write('/applications', application, options),
    update: (id, change, options) => call({ method: 'PATCH', path: pathOf(id), body: { change }, ...options }),
    move: (id, move, options) => write(pathOf(id, '/move'), move, options),
    close: (id, close, options) => write(pathOf(id, '/close'), close, options),
    undo: (what, options) => write('/applications/undo', what, options),
    remove: (id, options) => call({ method: 'DELETE', path: pathOf(id), ...options }),
    restore: (id, options) => call({ method: 'POST', path: pathOf(id, '/restore'), ...options }),
    history: (id, page, options) => call({ path: pathOf(id, '/history'), query: queryOf(page), ...options }),
    addNote: (id, note, options) => write(pathOf(id, '/notes'), note, options),
    addReminder: (id, reminder, options) => write(pathOf(id, '/reminders'), reminder, options),
  }
}

export function newInterviewsApi({ call }: Doors): InterviewsApi {
  const pathOf = (id: string, rest = '') => `/interviews/${encodeURIComponent(id)}${rest}`
  return {
    list: (search, options) => call({ path: '/interviews', query: queryOf(search), ...options }),
    get: (id, options) => call({ path: pathOf(id), ...options }),
    add: (interview, options) => call({ method: 'POST', path: '/interviews', body: interview, ...options }),
    callOff: (id, options) => call({ method: 'POST', path: pathOf(id, '/call-off'), ...options }),
  }
}

export function newMeApi(doors: Doors): MeApi {
  return {
    today: (options) => doors.call({ path: '/me/today', ...options }),
    watch: (options) => watchPerson(doors, options ?? {}),
    export: {
      state: (options) => doors.call({ path: '/me/export', ...options }),
      start: (options) => doors.call({ method: 'POST', path: '/me/export', body: {}, ...options }),
    },
  }
}

const queryOf = (search: object | undefined): Record<string, QueryValue> => ({ ...search })

/** The most that the server gives at once. */
const PAGE_SIZE = 500
