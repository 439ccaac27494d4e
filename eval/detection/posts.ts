import { z } from 'zod'
import { Verdict } from '../../contract/leads'
import { readRows } from '../read-rows'

/** One labelled post. `source` says where it was written and decides which slice of a report it counts in; without one, in none. */
export const LabelledPost = z.object({ id: z.string(), text: z.string(), label: Verdict, source: z.string().default('') })
export type LabelledPost = z.infer<typeof LabelledPost>

/** Reads a file with one labelled post a line; further columns are ignored. Throws on a line of another shape, naming it. */
export function readPosts(path: string): LabelledPost[] {
  return readRows(path, LabelledPost)
}

/** The slice in which style does not give the label away: offers and seekers of the same places. */
export function isRedditSlice(post: { source: string }): boolean {
  return ['reddit_forhire', 'reddit_jobbit', 'reddit_other'].includes(post.source)
}
