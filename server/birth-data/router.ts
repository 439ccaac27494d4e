import { BirthData, SetBirthData } from '../../contract/birth-data'
import { router, signedIn } from '../core/trpc'
import { getBirthData, removeBirthData, setBirthData } from './birth-data'

/** For a session of its owner only: no scope lets a program's key near it. */
export const birthDataRouter = router({
  get: signedIn.output(BirthData).query(({ ctx }) => getBirthData(ctx)),
  set: signedIn
    .input(SetBirthData)
    .output(BirthData)
    .mutation(({ ctx, input }) => setBirthData(ctx, input)),
  remove: signedIn.output(BirthData).mutation(({ ctx }) => removeBirthData(ctx)),
})
