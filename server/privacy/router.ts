import { z } from 'zod'
import { AskDeletion, AskedDeletion, DataExport, DeletionStatus, ExportState, PrivacyOverview } from '../../contract/privacy'
import { anybody, router, signedIn } from '../core/trpc'

/** What knows of everything that is kept of a person is loaded when the first asks (docs/decisions/008-what-is-loaded-when.md). */
const authors = () => import('./erase-author')
const erasures = () => import('./erase-person')
const exports = () => import('./export-person')

export const privacyRouter = router({
  deletionStatus: anybody
    .input(z.object({ code: z.string().min(1).max(60) }))
    .output(DeletionStatus)
    .query(async ({ ctx, input }) => (await authors()).getDeletionStatus(ctx, input.code)),
  overview: signedIn.output(PrivacyOverview).query(async ({ ctx }) => (await import('./show-overview')).showOverview(ctx)),
  exportState: signedIn.output(ExportState).query(async ({ ctx }) => (await exports()).getExportState(ctx)),
  startExport: signedIn.output(DataExport).mutation(async ({ ctx }) => (await exports()).startExport(ctx)),
  askDeletion: signedIn
    .input(AskDeletion)
    .output(AskedDeletion)
    .mutation(async ({ ctx, input }) => (await erasures()).askDeletion(ctx, input)),
  takeBackDeletion: signedIn
    .output(z.object({ kept: z.literal(true) }))
    .mutation(async ({ ctx }) => (await erasures()).takeBackDeletion(ctx)),
})
