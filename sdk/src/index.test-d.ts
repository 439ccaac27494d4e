import { expectTypeOf } from 'vitest'
import type { WebSocket as WsWebSocket } from 'ws'
import type { ErrorCode as ContractErrorCode } from '../../contract/errors'
import type * as contract from '../../contract/jobs'
import type { PostPreview as ContractPostPreview } from '../../contract/leads'
import type { LiveEvent } from '../../contract/live'
import type { ChangedEntry, ShortlistEntry, ShortlistView } from '../../contract/shortlists'
import {
  type Client,
  createClient,
  type ErrorCode,
  type JobEvent,
  type NumerojobsError,
  type ShortlistEventLive,
  type WebSocketConstructor,
} from './index'

// Each line holds when the project compiles: `npm run check` is what runs this file.
declare const client: Client

expectTypeOf(client.jobs.search).returns.resolves.toEqualTypeOf<contract.JobPage>()
expectTypeOf(client.jobs.get).returns.resolves.toEqualTypeOf<contract.Job>()
expectTypeOf(client.jobs.facets).returns.resolves.toEqualTypeOf<contract.JobFacets>()
expectTypeOf(client.jobs.similar).returns.resolves.toEqualTypeOf<contract.JobCard[]>()
expectTypeOf(client.companies.get).returns.resolves.toEqualTypeOf<contract.Company>()
expectTypeOf(client.posts.preview).returns.resolves.toEqualTypeOf<ContractPostPreview>()
expectTypeOf(client.jobs.each()).toEqualTypeOf<AsyncIterable<contract.JobCard>>()
expectTypeOf(client.jobs.watch()).toEqualTypeOf<AsyncIterable<JobEvent>>()
expectTypeOf<JobEvent['type']>().toEqualTypeOf<'job.opened' | 'job.changed' | 'job.closed'>()
expectTypeOf<JobEvent>().toExtend<LiveEvent>()
expectTypeOf<ErrorCode>().toEqualTypeOf<ContractErrorCode>()
expectTypeOf<NumerojobsError['code']>().toEqualTypeOf<ErrorCode>()

expectTypeOf(client.shortlists.get).returns.resolves.toEqualTypeOf<ShortlistView>()
expectTypeOf(client.shortlists.move).returns.resolves.toEqualTypeOf<ChangedEntry>()
expectTypeOf(client.shortlists.watch('sho_1')).toEqualTypeOf<AsyncIterable<ShortlistEventLive>>()
expectTypeOf<ShortlistEventLive['type']>().toEqualTypeOf<'shortlist.changed' | 'shortlist.entry-changed' | 'shortlist.entry-removed'>()
/** What the loop gets is what the router's rooms carry: a field that they do not have does not compile. */
expectTypeOf<Extract<ShortlistEventLive, { type: 'shortlist.entry-changed' }>['data']['entry']>().toEqualTypeOf<ShortlistEntry>()
declare const told: Extract<ShortlistEventLive, { type: 'shortlist.entry-changed' }>
// @ts-expect-error An entry has a rank, and no stage: that belongs to the application.
told.data.entry.stageId satisfies string

/** Whatever the server takes as a search, read, the client takes as well. */
expectTypeOf<contract.JobSearch>().toExtend<NonNullable<Parameters<Client['jobs']['search']>[0]>>()

/** Sockets of every kind fit: the browsers' and Node's own, and those of the package `ws`. */
expectTypeOf<typeof WebSocket>().toExtend<WebSocketConstructor>()
expectTypeOf<typeof WsWebSocket>().toExtend<WebSocketConstructor>()
expectTypeOf(createClient).toBeCallableWith({ baseUrl: 'https://numerojobs.example' })
