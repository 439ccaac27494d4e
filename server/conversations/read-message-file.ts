import { eq } from 'drizzle-orm'
import { conversationMessages } from '../../db/schema'
import { recordAudit } from '../audit/record-audit'
import type { PersonCtx } from '../core/actor'
import { AppError, notFound } from '../core/errors'
import { getHiringApplicationFor } from '../hiring/access'

/**
 * A file that came with a candidate's mail. Opening it is written to the audit log.
 * @throws not_found, forbidden  as `getHiringApplicationFor`
 */
export async function readMessageFile(
  ctx: PersonCtx,
  { messageId, index }: { messageId: string; index: number },
): Promise<{ name: string; type: string; bytes: Uint8Array<ArrayBuffer> }> {
  const [message] = await ctx.db
    .select({ applicationId: conversationMessages.applicationId, files: conversationMessages.files })
    .from(conversationMessages)
    .where(eq(conversationMessages.id, messageId))
  const file = message?.files[index]
  if (!message || !file) throw notFound('file', messageId)
  const { application } = await getHiringApplicationFor(ctx, message.applicationId, 'candidate.contact').catch((error) => {
    throw error instanceof AppError && error.code === 'not_found' ? notFound('file', messageId) : error
  })
  const bytes = await ctx.files.get(file.key)
  if (!bytes) throw notFound('file', messageId)
  await ctx.transact((tx) =>
    recordAudit(ctx, tx, {
      organisationId: application.organisationId,
      act: 'application.message-file-viewed',
      subjectId: application.id,
      details: { messageId, index },
    }),
  )
  return { name: file.name, type: file.type, bytes }
}
