import type {
  ChangedShortlistEntry,
  Shortlist,
  ShortlistEntry,
  ShortlistEventLive,
  ShortlistFile,
  ShortlistsOfPosting,
  ShortlistView,
  ShortlistVote,
} from './contract'
import type { CallOptions, WriteOptions } from './http'
import { type Doors, type PersonWatchOptions, watchShortlist } from './watch'

/** Shortlists of your organisations. Needs a key with `shortlists:read`, and `shortlists:write` to change them; your role must allow it as well. */
export interface ShortlistsApi {
  /** Of one posting, newest first. */
  list(postingId: string, options?: CallOptions): Promise<ShortlistsOfPosting>
  /** With its entries in their order. @throws NumerojobsError `not_found`  it is not of an organisation of yours */
  get(id: string, options?: CallOptions): Promise<ShortlistView>
  create(
    shortlist: { postingId: string; name: string; isAnonymous?: boolean; applicationIds?: string[] },
    options?: WriteOptions,
  ): Promise<Shortlist>
  update(id: string, change: { name?: string; isAnonymous?: boolean; isClosed?: boolean }, options?: WriteOptions): Promise<Shortlist>
  add(
    id: string,
    entries: { applicationIds: string[]; afterEntryId?: string | null; reason?: string },
    options?: WriteOptions,
  ): Promise<{ entries: ShortlistEntry[]; eventSeq: number }>
  /**
   * Puts an entry right after another one, or first. With `seenSeq`, the `eventSeq` that you saw, nothing is moved when somebody else has moved it since.
   * @throws NumerojobsError `conflict`  `shortlist.moved-since`
   */
  move(
    id: string,
    entryId: string,
    to: { afterEntryId: string | null; reason?: string; seenSeq?: number },
    options?: WriteOptions,
  ): Promise<ChangedShortlistEntry>
  remove(id: string, entryId: string, reason: string, options?: WriteOptions): Promise<{ entryId: string; eventSeq: number }>
  /** Your own vote; `null` takes it back. */
  vote(id: string, entryId: string, vote: ShortlistVote | null, options?: WriteOptions): Promise<ChangedShortlistEntry>
  /** Its whole history as a file that replays anywhere. */
  export(id: string, options?: CallOptions): Promise<ShortlistFile>
  /**
   * What happens on a shortlist, in order, without a gap and without a repeat, over lost connections; ends when the loop does. Each event holds the
   * final state. `seq` of the last one that you have is where to go on from with `since`.
   */
  watch(id: string, options?: PersonWatchOptions): AsyncIterable<ShortlistEventLive>
}

export function newShortlistsApi(doors: Doors): ShortlistsApi {
  const { call } = doors
  const at = (id: string) => `/shortlists/${encodeURIComponent(id)}`
  const entry = (id: string, entryId: string) => `${at(id)}/entries/${encodeURIComponent(entryId)}`
  return {
    list: (postingId, options) => call({ path: `/postings/${encodeURIComponent(postingId)}/shortlists`, ...options }),
    get: (id, options) => call({ path: at(id), ...options }),
    create: (body, options) => call({ method: 'POST', path: '/shortlists', body, ...options }),
    update: (id, body, options) => call({ method: 'PATCH', path: at(id), body, ...options }),
    add: (id, body, options) => call({ method: 'POST', path: `${at(id)}/entries`, body, ...options }),
    move: (id, entryId, body, options) => call({ method: 'POST', path: `${entry(id, entryId)}/move`, body, ...options }),
    remove: (id, entryId, reason, options) => call({ method: 'POST', path: `${entry(id, entryId)}/remove`, body: { reason }, ...options }),
    vote: (id, entryId, vote, options) => call({ method: 'POST', path: `${entry(id, entryId)}/vote`, body: { vote }, ...options }),
    export: (id, options) => call({ path: `${at(id)}/export`, ...options }),
    watch: (id, options) => watchShortlist(doors, id, options ?? {}),
  }
}
