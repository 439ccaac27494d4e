import { z } from 'zod'
import { IsoInstant } from './wire'

/** A calendar date without a time zone, `YYYY-MM-DD`. */
export const IsoDate = z.iso.date('Give a day that there was, like 1990-04-23.')

/** What a reading can be made from. Only its owner ever sees it; both parts may be missing. */
export const BirthData = z.object({ birthDate: IsoDate.nullable(), birthName: z.string().nullable(), updatedAt: IsoInstant.nullable() })
export type BirthData = z.infer<typeof BirthData>

/** The whole of it anew: what is `null` is forgotten. */
export const SetBirthData = z.strictObject({
  birthDate: IsoDate.refine((date) => date >= '1900-01-01', 'Give a year from 1900 on.').nullable(),
  /** The full name at birth, as written then. */
  birthName: z.string().trim().min(1, 'Give the name, or leave it out.').max(200).nullable(),
})
export type SetBirthData = z.infer<typeof SetBirthData>
