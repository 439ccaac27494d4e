import { z } from 'zod'
import { AuditLineId, Cursor, IsoInstant, OrganisationId, PersonId, pageOf } from './wire'

/** Everything that an organisation's audit log can say. Plain words: a page shows them as they are. */
export const AUDIT_ACTS = [
  'posting.created',
  'posting.changed',
  'posting.submitted',
  'posting.approved',
  'posting.sent-back',
  'posting.taken-back',
  'posting.published',
  'posting.paused',
  'posting.resumed',
  'posting.closed',
  'posting.taken-down',
  'posting.appealed',
  'posting.appeal-answered',
  'pipeline.stages-changed',
  'candidate.viewed',
  'candidate.contact-viewed',
  'candidate.resume-viewed',
  'candidate.added',
  'candidate.changed',
  'candidate.merged',
  'candidate.unmerged',
  'candidate.pool-asked',
  'candidate.pool-changed',
  'candidate.imported',
  'candidate.exported',
  'candidate.erased',
  'candidate.searched',
  'candidate.field-filled',
  'candidate-fields.changed',
  'candidate.recommended',
  'candidate.invited',
  'candidate.invitation-declined',
  'application.received',
  'application.moved',
  'application.closed',
  'application.reopened',
  'application.tagged',
  'application.noted',
  'application.resume-withdrawn',
  'application.resume-shared',
  'application.ai-refused',
  'application.withdrawn',
  'application.messaged',
  'application.message-received',
  'application.message-changed',
  'application.message-cancelled',
  'application.message-file-viewed',
  'template.saved',
  'template.archived',
  'score.viewed',
  'criteria.fixed',
  'shortlist.created',
  'shortlist.changed',
  'shortlist.viewed',
  'shortlist.exported',
  'shortlist.guest-invited',
  'shortlist.guest-entered',
  'shortlist.guest-revoked',
  'scorecard.submitted',
  'scores.committed',
  'scores.revealed',
  'interview.changed',
  'interview.kit-changed',
  'interview.feedback-given',
  'interview.feedback-viewed',
  'numerology.changed',
  'retention.changed',
  'retention.ran',
  'impact.viewed',
  'support.entered',
  'support.left',
  'billing.changed',
  'webhooks.changed',
  'organisation.verified',
  'organisation.career-places-changed',
] as const
export const AuditAct = z.enum(AUDIT_ACTS)
export type AuditAct = z.infer<typeof AuditAct>

/** Ids, figures and words of closed lists; never a name, an address or a text that a person wrote. */
export const AuditDetails = z.record(z.string(), z.union([z.string().max(200), z.number(), z.boolean(), z.null()]))
export type AuditDetails = z.infer<typeof AuditDetails>

/** One line of the log. */
export const AuditLine = z.object({
  id: AuditLineId,
  act: AuditAct,
  /** Who did it; `null` for the system, a guest, or somebody who is erased. */
  actor: z.object({ personId: PersonId, name: z.string() }).nullable(),
  subjectId: z.string().nullable(),
  details: AuditDetails,
  at: IsoInstant,
})
export type AuditLine = z.infer<typeof AuditLine>

/** Newest first. */
export const AuditSearch = z.strictObject({
  organisationId: OrganisationId,
  acts: z.array(AuditAct).max(60).default([]),
  actorId: PersonId.optional(),
  /** Lines about one thing. */
  subjectId: z.string().max(60).optional(),
  from: IsoInstant.optional(),
  until: IsoInstant.optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: Cursor.optional(),
})
export type AuditSearch = z.infer<typeof AuditSearch>
export const AuditPage = pageOf(AuditLine)
