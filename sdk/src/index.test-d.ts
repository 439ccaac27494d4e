import { expectTypeOf } from 'vitest'
import type { WebSocket as WsWebSocket } from 'ws'
import type { ErrorCode as ContractErrorCode } from '../../contract/errors'
import type * as contract from '../../contract/jobs'
import type { PostPreview as ContractPostPreview } from '../../contract/leads'
import type { LiveEvent } from '../../contract/live'
import { type Client, createClient, type ErrorCode, type JobEvent, type NumerojobsError, type WebSocketConstructor } from './index'

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

/** Whatever the server takes as a search, read, the client takes as well. */
expectTypeOf<contract.JobSearch>().toExtend<NonNullable<Parameters<Client['jobs']['search']>[0]>>()

/** Sockets of every kind fit: the browsers' and Node's own, and those of the package `ws`. */
expectTypeOf<typeof WebSocket>().toExtend<WebSocketConstructor>()
expectTypeOf<typeof WsWebSocket>().toExtend<WebSocketConstructor>()
expectTypeOf(createClient).toBeCallableWith({ baseUrl: 'https://numerojobs.example' })
