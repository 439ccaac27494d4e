import { z } from 'zod'
import { FieldFilters } from './candidate-fields'
import { PIPELINE_GROUPS } from './hiring'
import { HiringViewId, IsoInstant, OrganisationId, PersonId } from './wire'

/** What a view is of: a posting's pipeline, whichever posting it is, or everybody whom an organisation may find. */
export const ViewPlace = z.enum(['pipeline', 'candidates'])
export type ViewPlace = z.infer<typeof ViewPlace>
/** A person keeps so many of their own, and a team so many that are shared. */
export const VIEWS_MAX = 50

const Words = (max: number) => z.string().trim().min(1).max(max)
/** What is shown, and how. All of it stands in the address of a page too. */
export const ViewSettings = z.strictObject({
  layout: z.enum(['board', 'list', 'table']).optional(),
  /** Words of a résumé among candidates, of a name or a headline in a pipeline. */
  q: Words(200).optional(),
  group: z.enum([...PIPELINE_GROUPS, 'closed']).optional(),
  tag: Words(30).optional(),
  source: Words(60).optional(),
  /** Only among candidates: what they applied to. */
  posting: Words(60).optional(),
  /** Only among candidates: who agreed to be asked for other jobs. */
  inPool: z.literal(true).optional(),
  /** Only in a pipeline: whose promised answer is overdue. */
  isOverdue: z.literal(true).optional(),
  fields: FieldFilters.optional(),
  /** The columns of a table, in order, by their names; a field of the team's own as `f.` and its key. Left out: our usual ones. */
  columns: z.array(Words(60)).max(20).optional(),
  /** By which column, `-` before it for the other way round. Left out: as the team ordered them, or the newest first. */
  sort: Words(60).optional(),
})
export type ViewSettings = z.infer<typeof ViewSettings>

/** A way to look that somebody gave a name. */
export const HiringView = z.object({
  id: HiringViewId,
  place: ViewPlace,
  name: z.string(),
  /** For everybody in the organisation; else only its maker sees it. */
  isShared: z.boolean(),
  settings: ViewSettings,
  /** Whose it is; `null` for one whose maker is gone. */
  owner: z.object({ personId: PersonId, name: z.string() }).nullable(),
  /** The reader opens the page in it. */
  isDefault: z.boolean(),
  /** Whether the reader may change and delete it. */
  mayChange: z.boolean(),
  version: z.int(),
  updatedAt: IsoInstant,
})
export type HiringView = z.infer<typeof HiringView>
/** The reader's own and the team's, by name. */
export const HiringViews = z.object({
  data: z.array(HiringView),
  mayShare: z.boolean(),
  /** Every tag that stands on an application of the organisation, by name. */
  tags: z.array(z.string()),
})
export type HiringViews = z.infer<typeof HiringViews>
export const AskViews = z.strictObject({ organisationId: OrganisationId, place: ViewPlace })
export type AskViews = z.infer<typeof AskViews>

export const SaveView = z.strictObject({
  organisationId: OrganisationId,
  place: ViewPlace,
  /** `null` for a new one. */
  viewId: HiringViewId.nullable().default(null),
  /** That the change was made on; `null` for a new one. */
  version: z.int().nullable().default(null),
  name: z.string().trim().min(1, 'Give the view a name.').max(60),
  isShared: z.boolean().default(false),
  settings: ViewSettings,
})
export type SaveView = z.infer<typeof SaveView>
export const SetDefaultView = AskViews.extend({ viewId: HiringViewId.nullable() })
export type SetDefaultView = z.infer<typeof SetDefaultView>
