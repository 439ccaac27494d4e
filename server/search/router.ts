import { FindEverything, FoundThings } from '../../contract/search'
import { anybody, router } from '../core/trpc'

export const searchRouter = router({
  find: anybody
    .input(FindEverything)
    .output(FoundThings)
    .query(async ({ ctx, input }) => {
      const { findEverything } = await import('./find-everything')
      return findEverything(ctx, input)
    }),
})
