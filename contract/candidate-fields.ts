import { z } from 'zod'
import { OrganisationId } from './wire'

/** What a field of a team's own may hold. */
export const CANDIDATE_FIELD_KINDS = ['text', 'number', 'date', 'choice', 'yes-no'] as const
export const CandidateFieldKind = z.enum(CANDIDATE_FIELD_KINDS)
export type CandidateFieldKind = z.infer<typeof CandidateFieldKind>
/** An organisation uses so many at once, and keeps so many with those that were put away. */
export const CANDIDATE_FIELDS_MAX = 30
export const CANDIDATE_FIELDS_KEPT_MAX = 100
export const FIELD_OPTIONS_MAX = 30
export const FIELD_TEXT_MAX = 500

/** By what values, views and programs know a field: made of its first name, and never changed. */
export const FieldKey = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, 'A key has small letters, digits and underscores.')
export type FieldKey = z.infer<typeof FieldKey>
/** A text or one of a field's options, a number, a day as `YYYY-MM-DD`, or yes (`true`) and no. */
export const FieldValue = z.union([z.string().max(FIELD_TEXT_MAX), z.number(), z.boolean()])
export type FieldValue = z.infer<typeof FieldValue>
/** By the keys of fields; one that is not filled in is not there. Those of a field that was put away stay. */
export const FieldValues = z.record(FieldKey, FieldValue)
export type FieldValues = z.infer<typeof FieldValues>

/** A field that an organisation added to its candidates. */
export const CandidateField = z.object({
  key: FieldKey,
  name: z.string(),
  kind: CandidateFieldKind,
  /** What can be chosen; empty for every other kind. */
  options: z.array(z.string()),
  /** Put away: no page shows it, its values stay. */
  isArchived: z.boolean(),
  version: z.int(),
})
export type CandidateField = z.infer<typeof CandidateField>
/** In use first, by name. */
export const CandidateFields = z.object({ data: z.array(CandidateField), mayManage: z.boolean() })
export type CandidateFields = z.infer<typeof CandidateFields>

const FieldText = z.string().trim().min(1).max(60)
export const SaveCandidateField = z
  .strictObject({
    organisationId: OrganisationId,
    /** `null` for a new one. */
    key: FieldKey.nullable().default(null),
    /** That the change was made on; `null` for a new one. */
    version: z.int().nullable().default(null),
    name: FieldText.min(1, 'Give the field a name.'),
    /** Fixed once it is made. */
    kind: CandidateFieldKind,
    options: z.array(FieldText).max(FIELD_OPTIONS_MAX).default([]),
  })
  .refine(({ kind, options }) => (kind === 'choice') === options.length > 0, {
    message: 'A choice has options, one a line; no other kind has.',
    path: ['options'],
  })
  .refine(({ options }) => new Set(options.map((each) => each.toLowerCase())).size === options.length, {
    message: 'Each option stands once.',
    path: ['options'],
  })
export type SaveCandidateField = z.infer<typeof SaveCandidateField>
export const ArchiveCandidateField = z.strictObject({ organisationId: OrganisationId, key: FieldKey, isArchived: z.boolean() })
export type ArchiveCandidateField = z.infer<typeof ArchiveCandidateField>

/** Values as they are given: `null` takes one out. Keys that are left out stay as they are. */
export const GivenFieldValues = z
  .record(FieldKey, FieldValue.nullable())
  .refine((values) => Object.keys(values).length <= CANDIDATE_FIELDS_MAX, `Change ${CANDIDATE_FIELDS_MAX} at a time.`)
export type GivenFieldValues = z.infer<typeof GivenFieldValues>

/** What a field must hold: words of a text, an option, or `yes` and `no` as `is`; a number or a day from and to, both counted in. */
export const FieldFilter = z.strictObject({
  is: z.string().trim().min(1).max(FIELD_TEXT_MAX).optional(),
  from: z.string().trim().min(1).max(30).optional(),
  to: z.string().trim().min(1).max(30).optional(),
})
export type FieldFilter = z.infer<typeof FieldFilter>
export const FieldFilters = z
  .record(FieldKey, FieldFilter)
  .refine((filters) => Object.keys(filters).length <= CANDIDATE_FIELDS_MAX, `Look by ${CANDIDATE_FIELDS_MAX} fields at most.`)
export type FieldFilters = z.infer<typeof FieldFilters>
