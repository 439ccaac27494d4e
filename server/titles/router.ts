import { ReadTitle, TitleReading } from '../../contract/titles'
import { anybodySometimes, router } from '../core/trpc'

export const titlesRouter = router({
  read: anybodySometimes
    .input(ReadTitle)
    .output(TitleReading)
    .query(async ({ ctx, input }) => (await import('./read-title')).readTitle(ctx, input)),
})
