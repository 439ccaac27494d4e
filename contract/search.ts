import { z } from 'zod'
import { IsoInstant } from './wire'

/** What can be found, in the order in which it is shown. */
export const HIT_KINDS = [
  'page',
  'application',
  'interview',
  'reminder',
  'note',
  'contact',
  'file',
  'resume',
  'candidate',
  'organisation',
  'member',
  'job',
  'company',
] as const
export const HitKind = z.enum(HIT_KINDS)
export type HitKind = z.infer<typeof HitKind>

/** One thing that was found. */
export const SearchHit = z.object({
  kind: HitKind,
  id: z.string(),
  /** Where it is shown: a path of this site. */
  to: z.string(),
  title: z.string(),
  /** What tells it from others of its name: a company, the application it belongs to. */
  about: z.string().nullable(),
  /** When it is: an interview, a reminder. */
  at: IsoInstant.nullable(),
  /** The words around the first place where it was found, of things that are long. */
  excerpt: z.string().nullable(),
})
export type SearchHit = z.infer<typeof SearchHit>

export const FindEverything = z.strictObject({
  /** Each word must begin a word of what is found; names are found misspelt, too. Under two letters, only pages are looked for. */
  q: z.string().trim().max(200),
  /** Only this kind, and more of it. */
  kind: HitKind.optional(),
})
export type FindEverything = z.infer<typeof FindEverything>

/** What was found, by kind; kinds without anything are left out. */
export const FoundThings = z.object({
  groups: z.array(z.object({ kind: HitKind, hits: z.array(SearchHit), hasMore: z.boolean() })),
})
export type FoundThings = z.infer<typeof FoundThings>
