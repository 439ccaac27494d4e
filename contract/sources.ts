import { z } from 'zod'
import { IsoInstant, PageId } from './wire'

/** A Facebook Page whose posts we accept: its admin connected it, here by an operator's hand. */
export const FacebookPage = z.object({
  id: PageId,
  /** Facebook's own id of the Page: digits. */
  externalId: z.string(),
  name: z.string(),
  connectedAt: IsoInstant,
  disconnectedAt: IsoInstant.nullable(),
  postCount: z.int(),
  lastPostAt: IsoInstant.nullable(),
})
export type FacebookPage = z.infer<typeof FacebookPage>

export const ConnectPage = z.object({
  externalId: z
    .string()
    .trim()
    .regex(/^\d{5,30}$/, 'A Page id is digits only. Facebook shows it under Page transparency.'),
  name: z.string().trim().min(1, 'Give the Page a name.').max(200),
})
export type ConnectPage = z.infer<typeof ConnectPage>
