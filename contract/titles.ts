import { z } from 'zod'
import { Seniority } from './jobs'

export const ReadTitle = z.object({ text: z.string().trim().min(1).max(200) })
export type ReadTitle = z.infer<typeof ReadTitle>

/** What a job's title says. */
export const TitleReading = z.object({
  seniority: Seniority.nullable(),
  /** Without the words that only say how far up. */
  title: z.string(),
  occupations: z.array(
    z.object({
      /** Concept of ESCO, the European classification of occupations. */
      escoUri: z.url(),
      label: z.string(),
      /** 0 to 1; all together at most 1. */
      score: z.number(),
    }),
  ),
})
export type TitleReading = z.infer<typeof TitleReading>
