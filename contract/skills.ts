import { z } from 'zod'

export const ReadSkills = z.object({ text: z.string().trim().min(1).max(6_000) })
export type ReadSkills = z.infer<typeof ReadSkills>

/** Which skills a text speaks of. */
export const SkillReading = z.object({
  /** Names of our taxonomy that stand in the text, in order. */
  named: z.array(z.object({ skill: z.string(), start: z.int(), end: z.int() })),
  /** Skills of ESCO that it speaks of, also in other words; the surest first. */
  linked: z.array(
    z.object({
      label: z.string(),
      /** 0 to 1. */
      score: z.number(),
      /** The words that it was read from. */
      spans: z.array(z.object({ start: z.int(), end: z.int() })),
    }),
  ),
})
export type SkillReading = z.infer<typeof SkillReading>
