import { z } from 'zod'
import { LiveText, OfText, SaveText } from '../../contract/texts'
import { router, signedIn } from '../core/trpc'
import { openText, saveText } from './live-text'
import type { TextKinds } from './text-kinds'

/** @param kinds the areas whose things have texts that are typed together */
export const textsRouterOf = (kinds: TextKinds) =>
  router({
    open: signedIn
      .input(OfText)
      .output(LiveText)
      .mutation(({ ctx, input }) => openText(ctx, kinds, input.id)),
    save: signedIn
      .input(SaveText)
      .output(z.object({ version: z.int() }))
      .mutation(({ ctx, input }) => saveText(ctx, kinds, input)),
  })
