import { z } from 'zod'
import { ConnectPage, FacebookPage } from '../../contract/sources'
import { PageId } from '../../contract/wire'
import { operatorOnly, router } from '../core/trpc'
import { connectPage, disconnectPage, listPages } from './pages'

export const sourcesRouter = router({
  listPages: operatorOnly.output(z.array(FacebookPage)).query(({ ctx }) => listPages(ctx)),
  connectPage: operatorOnly
    .input(ConnectPage)
    .output(FacebookPage)
    .mutation(({ ctx, input }) => connectPage(ctx, input)),
  disconnectPage: operatorOnly
    .input(z.object({ pageId: PageId }))
    .output(FacebookPage)
    .mutation(({ ctx, input }) => disconnectPage(ctx, input.pageId)),
})
