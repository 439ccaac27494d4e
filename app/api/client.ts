import { createTRPCClient, httpBatchLink } from '@trpc/client'
import type { AppRouter } from '../../server/entry/app-router'

/** The procedures from a browser. Pages read in their loaders; this is for what happens on an open page. */
export const api = createTRPCClient<AppRouter>({ links: [httpBatchLink({ url: '/trpc' })] })
