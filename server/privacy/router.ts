import { z } from 'zod'
import { AskDeletion, AskedDeletion, DataExport, DeletionStatus, ExportState, PrivacyOverview } from '../../contract/privacy'
import { anybody, router, signedIn } from '../core/trpc'
import { getDeletionStatus } from './erase-author'
import { askDeletion, takeBackDeletion } from './erase-person'
import { getExportState, startExport } from './export-person'
import { showOverview } from './show-overview'

export const privacyRouter = router({
  deletionStatus: anybody
    .input(z.object({ code: z.string().min(1).max(60) }))
    .output(DeletionStatus)
    .query(({ ctx, input }) => getDeletionStatus(ctx, input.code)),
  overview: signedIn.output(PrivacyOverview).query(({ ctx }) => showOverview(ctx)),
  exportState: signedIn.output(ExportState).query(({ ctx }) => getExportState(ctx)),
  startExport: signedIn.output(DataExport).mutation(({ ctx }) => startExport(ctx)),
  askDeletion: signedIn
    .input(AskDeletion)
    .output(AskedDeletion)
    .mutation(({ ctx, input }) => askDeletion(ctx, input)),
  takeBackDeletion: signedIn.output(z.object({ kept: z.literal(true) })).mutation(({ ctx }) => takeBackDeletion(ctx)),
})
