import { and, eq } from 'drizzle-orm'
import { ATTACHMENT_BYTES_MAX, ATTACHMENTS_MAX, type Attachment } from '../../contract/applications'
import { applicationAttachments } from '../../db/schema'
import type { PersonCtx } from '../core/actor'
import { AppError, invalid, notFound } from '../core/errors'
import { getApplicationFor } from './access'
import { sniffMediaType } from './core/sniff-media-type'
import { showAttachment } from './show-parts'

/**
 * Keeps a file with an application, encrypted. What it is goes by its bytes, never by its name.
 *
 * @throws not_found  the application is not this person's
 * @throws invalid `attachment.too-large` (status 413), `attachment.empty`, `attachment.not-supported`, `attachment.too-many`
 */
export async function addAttachment(
  ctx: PersonCtx,
  { applicationId, name, bytes }: { applicationId: string; name: string; bytes: Uint8Array<ArrayBuffer> },
): Promise<Attachment> {
  const application = await getApplicationFor(ctx, ctx.db, applicationId)
  const mediaType = refuseUnfit(bytes)
  const held = await ctx.db
    .select({ id: applicationAttachments.id })
    .from(applicationAttachments)
    .where(eq(applicationAttachments.applicationId, applicationId))
  if (held.length >= ATTACHMENTS_MAX)
    throw invalid('attachment.too-many', `This application has ${ATTACHMENTS_MAX} files. Remove one first.`)
  const id = ctx.newId('attachment')
  // The file first: a row without its file would be a promise that is not kept, a file without its row is only space that erasing the person frees.
  await ctx.files.put(fileKey(ctx.actor.personId, id), bytes)
  const [row] = await ctx.db
    .insert(applicationAttachments)
    .values({
      id,
      applicationId: application.id,
      personId: ctx.actor.personId,
      name: cleanName(name),
      mediaType,
      byteSize: bytes.byteLength,
      createdAt: ctx.now(),
    })
    .returning()
  if (!row) throw new Error('An attachment was not written.')
  return showAttachment(row)
}

/** @throws not_found  it is not this person's, or its file is gone */
export async function readAttachment(
  ctx: PersonCtx,
  attachmentId: string,
): Promise<{ attachment: Attachment; bytes: Uint8Array<ArrayBuffer> }> {
  const [row] = await ctx.db.select().from(applicationAttachments).where(ownAttachment(ctx, attachmentId))
  const bytes = row ? await ctx.files.get(fileKey(row.personId, row.id)) : null
  if (!row || !bytes) throw notFound('attachment', attachmentId)
  return { attachment: showAttachment(row), bytes }
}

/** Forgets a file and its bytes. @throws not_found  it is not this person's, or gone already */
export async function removeAttachment(ctx: PersonCtx, attachmentId: string): Promise<{ ok: true }> {
  const [row] = await ctx.db.select({ id: applicationAttachments.id }).from(applicationAttachments).where(ownAttachment(ctx, attachmentId))
  if (!row) throw notFound('attachment', attachmentId)
  // The bytes first: stopped half-way, it can be asked for again.
  await ctx.files.delete([fileKey(ctx.actor.personId, attachmentId)])
  await ctx.db.delete(applicationAttachments).where(ownAttachment(ctx, attachmentId))
  return { ok: true }
}

/** Where the bytes lie. All of a person's begin alike, so that erasing a person finds them. */
export const fileKey = (personId: string, attachmentId: string) => `applications/${personId}/${attachmentId}`

function refuseUnfit(bytes: Uint8Array): string {
  if (bytes.byteLength === 0) throw invalid('attachment.empty', 'This file is empty. Choose another one.')
  if (bytes.byteLength > ATTACHMENT_BYTES_MAX)
    throw new AppError('invalid', 'attachment.too-large', { message: 'This file is over 10 MB. Make it smaller.', httpStatus: 413 })
  const mediaType = sniffMediaType(bytes)
  if (mediaType === null)
    throw invalid(
      'attachment.not-supported',
      'Attach a PDF, a Word, Excel, PowerPoint or OpenDocument file, a picture (PNG, JPEG, WebP, GIF) or plain text.',
    )
  return mediaType
}

/** A name without folders, control characters and signs that turn the direction of writing; its ending stays, for whoever saves it. */
function cleanName(name: string): string {
  const last = name.split(/[\\/]/).at(-1) ?? ''
  const shown = last.replace(/[\p{Cc}\p{Cf}"<>|:*?]/gu, '').trim()
  return shown.slice(0, 120) || 'file'
}

const ownAttachment = (ctx: PersonCtx, attachmentId: string) =>
  and(eq(applicationAttachments.id, attachmentId), eq(applicationAttachments.personId, ctx.actor.personId))
