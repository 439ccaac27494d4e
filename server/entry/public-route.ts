import type { z } from 'zod'
import type { ErrorCode } from '../../contract/errors'
import type { Scope } from '../../contract/identity'
import type { Ctx } from '../core/ctx'
import type { Api } from './app-router'
import { NOTHING, type RawInput, readInput } from './public-input'
import type { SignInDoor } from './sign-in'

export type PublicTag =
  | 'Jobs'
  | 'Companies'
  | 'Market'
  | 'Posts'
  | 'Live'
  | 'Signing in'
  | 'People'
  | 'Applications'
  | 'Interviews'
  | 'Résumés'
  | 'Notifications'
  | 'Matching'
  | 'Searches'
  | 'Shortlists'
  | 'Candidates'
  | 'Webhooks'
  | 'Postings'
  | 'Document'

/** An operation as the router and the document see it. */
export interface PublicRoute {
  operationId: string
  method: 'get' | 'post' | 'patch' | 'delete'
  /** Below `/v1`, as OpenAPI writes it: `/jobs/{id}`. */
  path: string
  tag: PublicTag
  summary: string
  description: string
  params: z.ZodObject
  query: z.ZodObject
  body: z.ZodObject | null
  bodyExample: unknown
  /** What the document says of an answer: less than an operator's own pages may get by the same address. */
  promised: z.ZodType
  example: unknown
  /** Besides those that any operation may answer. */
  errors: ErrorCode[]
  /** Changes something, and so takes an `Idempotency-Key`. Every operation but `get` that does not say otherwise. */
  isWrite: boolean
  /** The body is a file as it is, not JSON. */
  takesFile: boolean
  /** The answer is a `Response` with a file of one of these media types; `null` for JSON. */
  givesFile: string[] | null
  /** The right a key needs; `session`: no key may, only somebody signed in; `null`: open to everybody. */
  needs: Scope | 'session' | null
  /** How old an answer may be, in seconds; `null` for answers that are never kept. */
  ageS: number | null
  /** @throws invalid `request.bad-input` that names each wrong parameter */
  answer(doors: Doors, raw: RawInput): Promise<unknown>
}
export interface Doors {
  api: Api
  /** Signing in and out. */
  signIn(): SignInDoor
  ctx: Ctx
  /** As it came, for a body that is a file. */
  request(): Request
  document(): Promise<{ openapi: string; info: { title: string; version: string } }>
}

interface RouteOf<P extends z.ZodObject, Q extends z.ZodObject, B extends z.ZodObject, O extends z.ZodType>
  extends Pick<PublicRoute, 'operationId' | 'method' | 'path' | 'tag' | 'summary' | 'description'> {
  params?: P
  query?: Q
  body?: B
  bodyExample?: z.input<B>
  output: O
  promised?: z.ZodType
  example: z.output<O>
  errors?: ErrorCode[]
  isWrite?: boolean
  takesFile?: boolean
  givesFile?: string[]
  needs?: Scope | 'session'
  ageS?: number
  answer(asked: Doors & { params: z.output<P>; query: z.output<Q>; body: z.output<B> }): Promise<z.input<O>>
}

/** Ties the types of one row together, and forgets them: the table is a plain list. */
export function route<
  O extends z.ZodType,
  P extends z.ZodObject = Nothing,
  Q extends z.ZodObject = Nothing,
  B extends z.ZodObject = Nothing,
>(row: RouteOf<P, Q, B, O>): PublicRoute {
  const { params, query, body } = row
  return {
    ...row,
    params: params ?? NOTHING,
    query: query ?? NOTHING,
    body: body ?? null,
    bodyExample: row.bodyExample,
    promised: row.promised ?? row.output,
    errors: [...(row.needs ? (['unauthenticated', 'forbidden'] as const) : []), ...(row.errors ?? [])],
    isWrite: row.isWrite ?? row.method !== 'get',
    takesFile: row.takesFile ?? false,
    givesFile: row.givesFile ?? null,
    needs: row.needs ?? null,
    ageS: row.ageS ?? null,
    answer: (doors, raw) => row.answer({ ...doors, ...readInput({ params, query, body }, raw) }),
  }
}

type Nothing = typeof NOTHING
