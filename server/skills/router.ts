import { ReadSkills, SkillReading } from '../../contract/skills'
import { anybodySometimes, router } from '../core/trpc'

export const skillsRouter = router({
  read: anybodySometimes
    .input(ReadSkills)
    .output(SkillReading)
    .mutation(async ({ ctx, input }) => (await import('./read-skills')).readSkills(ctx, input)),
})
