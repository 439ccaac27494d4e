import { z } from 'zod'
import { ExportId, IsoInstant } from './wire'

/** Every place where something of a person can be, in the order in which they are emptied. */
export const DELETION_STORES = [
  'posts',
  'leads',
  'labels',
  'jobs',
  'sign-in',
  'answers',
  'insights',
  'scheduling',
  'interviews',
  'applications',
  'hiring',
  'conversations',
  'shortlists',
  'resumes',
  'matching',
  'searches',
  'birth-data',
  'self-identification',
  'support',
  'appeals',
  'numerology',
  'notifications',
  'messages',
  'consents',
  'exports',
  'tasks',
  'files',
  'outbox',
  'rooms',
  'caches',
  'account',
] as const
export const DeletionStore = z.enum(DELETION_STORES)
export type DeletionStore = z.infer<typeof DeletionStore>

/** Where a request to delete a person's data stands; public to whoever holds the code. */
export const DeletionStatus = z.object({
  confirmationCode: z.string(),
  /** `scheduled`: it waits for the end of its grace period; `taken-back`: the person kept their account. */
  state: z.enum(['scheduled', 'taken-back', 'received', 'done']),
  requestedAt: IsoInstant,
  /** When a scheduled one begins. */
  eraseAfter: IsoInstant.nullable(),
  completedAt: IsoInstant.nullable(),
  /** What was erased where, and what a second look found there; counts only. */
  stores: z.array(z.object({ store: DeletionStore, erased: z.int(), left: z.int(), checkedAt: IsoInstant })),
})
export type DeletionStatus = z.infer<typeof DeletionStatus>

/** How long a person can take the deletion of their account back. */
export const GRACE_DAYS = 14
/** How long a download is kept. */
export const EXPORT_DAYS = 7

/**
 * A download of everything, as one ZIP.
 * `ready`: it lies under `/privacy/export/<id>` until `expiresAt`. `failed`: it could not be made, and may be asked for again at once.
 */
export const DataExport = z.object({
  id: ExportId,
  state: z.enum(['waiting', 'making', 'ready', 'failed', 'expired']),
  /** How far it is, 0 to 1. */
  progressRatio: z.number().min(0).max(1),
  byteSize: z.int().nullable(),
  version: z.int(),
  requestedAt: IsoInstant,
  readyAt: IsoInstant.nullable(),
  expiresAt: IsoInstant.nullable(),
})
export type DataExport = z.infer<typeof DataExport>
/** The newest one, `null` when none was ever asked for; and from when on the next may be asked for, `null` for at once. */
export const ExportState = z.object({ export: DataExport.nullable(), nextAt: IsoInstant.nullable() })
export type ExportState = z.infer<typeof ExportState>

/** What is kept of the person who asks, by place. */
export const PrivacyOverview = z.object({
  holds: z.array(z.object({ store: DeletionStore, count: z.int() })),
  /** A deletion that waits: its end, and the code of its page. */
  deletion: z.object({ eraseAfter: IsoInstant, confirmationCode: z.string() }).nullable(),
  /** Whether the session is young enough to delete the account; otherwise the person signs in again first. */
  isFresh: z.boolean(),
  /** Organisations that would be without an owner. */
  lastOwnerOf: z.array(z.string()),
})
export type PrivacyOverview = z.infer<typeof PrivacyOverview>

/** `when` is `now` for who does not want to wait; they type their address, so that no slip of a finger does it. */
export const AskDeletion = z.discriminatedUnion('when', [
  z.strictObject({ when: z.literal('after-grace') }),
  z.strictObject({ when: z.literal('now'), address: z.string().trim().max(320) }),
])
export type AskDeletion = z.infer<typeof AskDeletion>
export const AskedDeletion = z.object({ confirmationCode: z.string(), eraseAfter: IsoInstant })
export type AskedDeletion = z.infer<typeof AskedDeletion>
