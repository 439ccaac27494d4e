import { z } from 'zod'
import { OUTCOMES, STAGE_GROUPS } from './stages'
import {
  ApplicationId,
  Cursor,
  HiringStageId,
  HookDeliveryId,
  HookEndpointId,
  HookEventId,
  IsoInstant,
  JobId,
  OrganisationId,
  PostingId,
  pageOf,
  ShortlistId,
} from './wire'

const OfJob = z.object({ jobId: JobId })
const OfPosting = OfJob.extend({ postingId: PostingId })
const OfApplication = OfJob.extend({ applicationId: ApplicationId })

/**
 * Everything that an endpoint can be told, by its type, with what each carries: ids and states, never names, addresses or text of people.
 * Whoever needs more reads it by the API, where rights are checked. The list is closed; a new type is a new line.
 */
export const HOOK_EVENTS = {
  /** A posting went public, or came back from a pause. */
  'job.published': OfPosting,
  'job.paused': OfPosting,
  'job.closed': OfPosting,
  'application.created': OfApplication,
  'application.moved': OfApplication.extend({
    /** The seeker-facing word for where it stands. */
    stageGroup: z.enum(STAGE_GROUPS),
    /** The id of the stage of this employer's pipeline; `null` where it has none of its own. */
    stageId: HiringStageId.nullable(),
  }),
  'application.closed': OfApplication.extend({
    outcome: z.enum(OUTCOMES),
  }),
  'shortlist.changed': z.object({
    shortlistId: ShortlistId,
    jobId: JobId.nullable(),
    /** Grows with every change. */
    version: z.int(),
  }),
  /** Sent by the button that tries an endpoint out. */
  'endpoint.tested': z.object({ endpointId: HookEndpointId }),
} as const satisfies Record<string, z.ZodObject>
export type HookEventType = keyof typeof HOOK_EVENTS
/** One type with what it carries. */
export type HookEvent = { [T in HookEventType]: { type: T; data: z.infer<(typeof HOOK_EVENTS)[T]> } }[HookEventType]

/** Types that an endpoint can be subscribed to. */
export const HOOK_TYPES = [
  'job.published',
  'job.paused',
  'job.closed',
  'application.created',
  'application.moved',
  'application.closed',
  'shortlist.changed',
] as const satisfies readonly HookEventType[]
export const HookType = z.enum(HOOK_TYPES)
export type HookType = z.infer<typeof HookType>

/** What is posted to an endpoint, as JSON: its type, when it happened, and the data of that type. Its id travels in the header `webhook-id`, the same at every attempt. */
export type HookMessage = {
  [T in HookEventType]: {
    type: T
    /** ISO 8601 in UTC. */
    timestamp: string
    data: z.infer<(typeof HOOK_EVENTS)[T]>
  }
}[HookEventType]

/** How many endpoints one organisation may have. */
export const ENDPOINTS_MAX = 10
/** For how long an event can be replayed, and its deliveries are shown. */
export const HOOK_KEPT_DAYS = 30
/** For how long the secret before a rotation still signs. */
export const OLD_SECRET_HOURS = 24

/** Where an organisation is told what happens. */
export const HookEndpoint = z.object({
  id: HookEndpointId,
  organisationId: OrganisationId,
  url: z.string(),
  description: z.string(),
  types: z.array(HookType),
  /** `off`: nothing is sent to it. */
  state: z.enum(['on', 'off']),
  /** Why it is off: an owner did it, it failed for days, or it answered 410 Gone. */
  offReason: z.enum(['by-hand', 'failing', 'gone']).nullable(),
  /** Since when every delivery to it has failed; `null` while it is well. */
  failingSince: IsoInstant.nullable(),
  /** Until then the secret before the last rotation signs too. */
  oldSecretUntil: IsoInstant.nullable(),
  createdAt: IsoInstant,
  version: z.int(),
})
export type HookEndpoint = z.infer<typeof HookEndpoint>
export const HookEndpointList = z.object({ data: z.array(HookEndpoint) })
/** The secret is shown this once. */
export const IssuedHookEndpoint = z.object({ endpoint: HookEndpoint, secret: z.string() })
export type IssuedHookEndpoint = z.infer<typeof IssuedHookEndpoint>

export const HookUrl = z.string().trim().min(1, 'Give an address that starts with https://.').max(500)
export const HookTypes = z.array(HookType).min(1, 'Choose at least one kind of event.').max(HOOK_TYPES.length)
const Description = z.string().trim().max(120)

export const NewHookEndpoint = z.strictObject({
  organisationId: OrganisationId,
  url: HookUrl,
  description: Description.default(''),
  types: HookTypes,
})
export type NewHookEndpoint = z.infer<typeof NewHookEndpoint>
export const UpdateHookEndpoint = z
  .strictObject({
    endpointId: HookEndpointId,
    url: HookUrl.optional(),
    description: Description.optional(),
    types: HookTypes.optional(),
    /** `on` lets one that was switched off be told again, of what happens from now on. */
    state: z.enum(['on', 'off']).optional(),
  })
  .refine(
    ({ endpointId: _, ...change }) => Object.values(change).some((value) => value !== undefined),
    'Name at least one field to change.',
  )
export type UpdateHookEndpoint = z.infer<typeof UpdateHookEndpoint>
export const OfHookEndpoint = z.strictObject({ endpointId: HookEndpointId })

export const HookDeliveryState = z.enum(['waiting', 'delivered', 'failed'])
export type HookDeliveryState = z.infer<typeof HookDeliveryState>

/** One event on its way to one endpoint. */
export const HookDelivery = z.object({
  id: HookDeliveryId,
  eventId: HookEventId,
  type: z.string(),
  state: HookDeliveryState,
  /** Attempts since it was first sent, or last replayed. */
  attempts: z.int(),
  /** When it is tried again; `null` when it is not. */
  nextAt: IsoInstant.nullable(),
  happenedAt: IsoInstant,
  /** What the last attempt was answered; `null` without an answer, or before the first. */
  lastStatus: z.int().nullable(),
})
export type HookDelivery = z.infer<typeof HookDelivery>

/** What one attempt was answered. */
export const HookAttempt = z.object({
  at: IsoInstant,
  /** `null`: there was no answer; `fault` says why. */
  status: z.int().nullable(),
  /** `timed-out`, `unreachable`, `not-public` …; `null` with an answer. */
  fault: z.string().nullable(),
  ms: z.int(),
  /** The beginning of the answer's body, at most 1,000 characters. */
  answer: z.string(),
})
export type HookAttempt = z.infer<typeof HookAttempt>
export const HookDeliveryDetail = HookDelivery.extend({
  /** The body as it is posted. */
  payload: z.string(),
  /** The oldest first. */
  log: z.array(HookAttempt),
})
export type HookDeliveryDetail = z.infer<typeof HookDeliveryDetail>

export const HookDeliveryList = OfHookEndpoint.extend({
  state: HookDeliveryState.optional(),
  limit: z.int().min(1).max(100).default(25),
  cursor: Cursor.optional(),
})
export const HookDeliveryPage = pageOf(HookDelivery)
export type HookDeliveryPage = z.infer<typeof HookDeliveryPage>
export const OfHookDelivery = z.strictObject({ deliveryId: HookDeliveryId })
/** Everything that happened since then and was not delivered; with `all`, also what was. */
export const ReplayHooks = OfHookEndpoint.extend({ since: IsoInstant, all: z.boolean().default(false) })
export type ReplayHooks = z.infer<typeof ReplayHooks>
