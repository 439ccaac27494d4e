import { FlagList, SetFlag } from '../../contract/flags'
import { operatorOnly, router } from '../core/trpc'
import { listFlags, setFlag } from './set-flag'

export const flagsRouter = router({
  list: operatorOnly.output(FlagList).query(({ ctx }) => listFlags(ctx)),
  set: operatorOnly
    .input(SetFlag)
    .output(FlagList)
    .mutation(({ ctx, input }) => setFlag(ctx, input)),
})
