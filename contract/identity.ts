import { z } from 'zod'
import { AccountId, ApiKeyId, InvitationId, IsoInstant, OrganisationId, PasskeyId, PersonId, SessionId } from './wire'

/** What an API key may do. Its owner can do all of it in a browser. */
export const SCOPES = [
  'profile:read',
  'profile:write',
  'resumes:read',
  'resumes:write',
  'applications:read',
  'applications:write',
  'matching:read',
  'matching:write',
  'searches:read',
  'searches:write',
  'notifications:read',
  'notifications:write',
  'postings:read',
  'postings:write',
  'candidates:read',
  'candidates:write',
  'shortlists:read',
  'shortlists:write',
  'webhooks:read',
  'webhooks:write',
] as const
export const Scope = z.enum(SCOPES)
export type Scope = z.infer<typeof Scope>

export const ORGANISATION_ROLES = ['owner', 'recruiter', 'hiring_manager', 'interviewer', 'viewer'] as const
export const OrganisationRole = z.enum(ORGANISATION_ROLES)
export type OrganisationRole = z.infer<typeof OrganisationRole>

export const InvitationState = z.enum(['open', 'accepted', 'declined', 'withdrawn'])
export type InvitationState = z.infer<typeof InvitationState>

/** An e-mail address as a person types it; kept in lower case. */
export const EmailAddress = z.string().trim().toLowerCase().max(254).pipe(z.email('Give an e-mail address, like name@example.com.'))

/** An IANA time zone that this runtime knows: `Europe/Berlin`. */
export const TimeZone = z.string().max(60).refine(isTimeZone, 'Give a time zone like Europe/Berlin.')

/** A person as they see themselves. */
export const Me = z.object({
  id: PersonId,
  name: z.string(),
  email: z.string(),
  emailVerified: z.boolean(),
  timeZone: z.string(),
  headline: z.string().nullable(),
  /** Whether `/v1/people/{id}` shows name and headline to everybody. */
  isPublic: z.boolean(),
  twoFactorEnabled: z.boolean(),
  isOperator: z.boolean(),
  /** Set in a demo world: when it is erased. */
  demoUntil: IsoInstant.nullable(),
  /** Set when erasure was asked for: when it happens. */
  eraseAfter: IsoInstant.nullable(),
  createdAt: IsoInstant,
})
export type Me = z.infer<typeof Me>

export const PersonName = z.string().trim().min(1, 'Give a name.').max(120)
export const UpdateMe = z
  .strictObject({
    name: PersonName.optional(),
    headline: z.string().trim().max(160).nullable().optional(),
    timeZone: TimeZone.optional(),
    isPublic: z.boolean().optional(),
  })
  .refine((change) => Object.keys(change).length > 0, 'Name at least one field to change.')
export type UpdateMe = z.infer<typeof UpdateMe>

/** What a person shows to everybody. */
export const PublicPerson = z.object({ id: PersonId, name: z.string(), headline: z.string().nullable() })
export type PublicPerson = z.infer<typeof PublicPerson>

/** A sign-in on one device. */
export const Session = z.object({
  id: SessionId,
  /** The one that asks. */
  isCurrent: z.boolean(),
  /** Browser and system as the device names itself. */
  device: z.string(),
  country: z.string().nullable(),
  createdAt: IsoInstant,
  lastSeenAt: IsoInstant,
  expiresAt: IsoInstant,
})
export type Session = z.infer<typeof Session>

/** How a person can sign in, besides a code by mail. */
export const WaysIn = z.object({
  hasPassword: z.boolean(),
  providers: z.array(z.object({ id: AccountId, providerId: z.string(), linkedAt: IsoInstant })),
  passkeys: z.array(z.object({ id: PasskeyId, name: z.string(), createdAt: IsoInstant })),
  hasSecondStep: z.boolean(),
})
export type WaysIn = z.infer<typeof WaysIn>

export const ApiKey = z.object({
  id: ApiKeyId,
  name: z.string(),
  /** How the key begins, to tell keys apart. */
  prefix: z.string(),
  scopes: z.array(Scope),
  createdAt: IsoInstant,
  expiresAt: IsoInstant,
  /** To the minute; `null` when it was never used. */
  lastUsedAt: IsoInstant.nullable(),
  revokedAt: IsoInstant.nullable(),
})
export type ApiKey = z.infer<typeof ApiKey>
export const NewApiKey = z.object({
  name: z.string().trim().min(1, 'Give the key a name.').max(80),
  scopes: z.array(Scope).min(1, 'Choose at least one right.').max(SCOPES.length),
  /** Days until it ends by itself. */
  days: z.int().min(1).max(365).default(90),
})
export type NewApiKey = z.infer<typeof NewApiKey>
/** The key itself is shown this once. */
export const IssuedApiKey = z.object({ key: z.string(), apiKey: ApiKey })
export type IssuedApiKey = z.infer<typeof IssuedApiKey>

export const Organisation = z.object({
  id: OrganisationId,
  name: z.string(),
  slug: z.string(),
  /** The role of the one who asks. */
  role: OrganisationRole,
  createdAt: IsoInstant,
})
export type Organisation = z.infer<typeof Organisation>
export const OrganisationMember = z.object({
  personId: PersonId,
  name: z.string(),
  email: z.string(),
  role: OrganisationRole,
  joinedAt: IsoInstant,
})
export type OrganisationMember = z.infer<typeof OrganisationMember>
export const Invitation = z.object({
  id: InvitationId,
  organisationId: OrganisationId,
  organisationName: z.string(),
  email: z.string(),
  role: OrganisationRole,
  state: InvitationState,
  createdAt: IsoInstant,
  expiresAt: IsoInstant,
})
export type Invitation = z.infer<typeof Invitation>

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}
