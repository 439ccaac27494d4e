import { AnswerAppeal, AppealQueue, AskTakenDown, FileAppeal, TakenDown } from '../../contract/appeals'
import { anybody, anybodySometimes, operatorOnly, router } from '../core/trpc'
import { answerAppeal, fileAppeal, getTakenDown, listAppeals } from './appeals'

/** For people in a browser: no program objects, and none decides. */
export const appealsRouter = router({
  decision: anybody
    .input(AskTakenDown)
    .output(TakenDown)
    .query(({ ctx, input }) => getTakenDown(ctx, input.jobId)),
  file: anybodySometimes
    .input(FileAppeal)
    .output(TakenDown)
    .mutation(({ ctx, input }) => fileAppeal(ctx, input)),
  list: operatorOnly.output(AppealQueue).query(({ ctx }) => listAppeals(ctx)),
  answer: operatorOnly
    .input(AnswerAppeal)
    .output(AppealQueue)
    .mutation(({ ctx, input }) => answerAppeal(ctx, input)),
})
