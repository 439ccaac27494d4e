import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { Verdict } from '../../contract/leads'

/** One labelled post. `source` says where it was written and decides which slice of a report it counts in. */
export const LabelledPost = z.object({ id: z.string(), text: z.string(), label: Verdict, source: z.string() })
export type LabelledPost = z.infer<typeof LabelledPost>

/** Reads a file with one labelled post a line; further columns are ignored. Throws on a line of another shape, naming it. */
export function readPosts(path: string): LabelledPost[] {
  const lines = readFileSync(path, 'utf8').split('\n')
  return lines.flatMap((line, index) => {
    if (line.trim() === '') return []
    const parsed = LabelledPost.safeParse(JSON.parse(line))
    if (!parsed.success) throw new Error(`${path}, line ${index + 1}: ${parsed.error.issues[0]?.message ?? 'unreadable'}`)
    return [parsed.data]
  })
}

/** The slice in which style does not give the label away: offers and seekers of the same places. */
export function isRedditSlice(post: { source: string }): boolean {
  return ['reddit_forhire', 'reddit_jobbit', 'reddit_other'].includes(post.source)
}
