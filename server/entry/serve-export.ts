import { ExportId } from '../../contract/wire'
import { asPerson } from '../core/actor'
import type { Ctx } from '../core/ctx'
import { notFound } from '../core/errors'
import { openExport } from '../privacy/export-person'

/**
 * A download of everything, for its owner in a session: piece by piece, so that it never stands in memory as a whole.
 * @throws unauthenticated, forbidden  as for everything that no key may do
 * @throws not_found  also for somebody else's
 */
export async function serveExport(ctx: Ctx, id: string): Promise<Response> {
  const person = { ...ctx, actor: asPerson(ctx.actor, null) }
  const exportId = ExportId.safeParse(id)
  if (!exportId.success) throw notFound('download', id)
  const { pieces, requestedAt } = await openExport(person, exportId.data)
  const waiting = [...pieces]
  const body = new ReadableStream<Uint8Array>({
    async pull(stream) {
      const key = waiting.shift()
      if (key === undefined) return stream.close()
      const piece = await ctx.files.get(key)
      if (piece) stream.enqueue(piece)
      // Half a ZIP must not look like a whole one.
      else stream.error(new Error('A piece of a download is gone.'))
    },
  })
  return new Response(body, {
    headers: {
      'content-type': 'application/zip',
      'content-disposition': `attachment; filename="numerojobs-${requestedAt.toISOString().slice(0, 10)}.zip"`,
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
    },
  })
}
