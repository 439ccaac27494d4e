import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { ATTACHMENT_BYTES_MAX } from '../../contract/applications'
import { PreviewTalk } from '../../contract/conversations'
import { ResumeFormat } from '../../contract/resumes'
import { ApplicationId, AttachmentId, ConversationMessageId, ResumeId } from '../../contract/wire'
import { asPerson } from '../core/actor'
import type { Ctx } from '../core/ctx'
import { AppError, invalid, notFound } from '../core/errors'
import { asDownload } from './as-download'
import { giveResumeFile } from './give-resume-file'
import { takeAllowance } from './take-allowance'

type FileContext = Context<{ Variables: { ctx: Ctx } }>

/** What a form adds around its file. */
const FORM_BYTES_MAX = 65_536

/** What goes in and out as files: attachments of applications, and the calendar behind a secret address. Origin and session are checked before. */
export const personalFiles = new Hono<{ Variables: { ctx: Ctx } }>()
  .post('/attachments', takeAttachment)
  .get('/attachments/:id', giveAttachment)
  .get('/hiring/files/:id', giveHiringFile)
  .get('/hiring/message-files/:id/:index', giveMessageFile)
  .post('/hiring/mail-preview', showMailPreview)
  .get('/resumes/:file{rsm_[0-9a-f]{32}\\.(?:json|pdf|docx)}', giveResume)
  .get('/calendar/:file{[A-Za-z0-9_-]{43}\\.ics}', giveCalendar)

/** A form with `applicationId` and `file`. A page is led back to the application; a program gets the attachment. */
async function takeAttachment(c: FileContext): Promise<Response> {
  const ctx = c.get('ctx')
  const actor = asPerson(ctx.actor, 'applications:write')
  await takeAllowance(ctx)
  const length = Number(c.req.header('content-length') ?? Number.NaN)
  if (!(length <= ATTACHMENT_BYTES_MAX + FORM_BYTES_MAX))
    throw new AppError('invalid', 'attachment.too-large', { message: 'This file is over 10 MB. Make it smaller.', httpStatus: 413 })
  const form = await c.req.formData().catch(() => null)
  const applicationId = ApplicationId.safeParse(form?.get('applicationId'))
  const file = form?.get('file')
  if (!applicationId.success || !(file instanceof File))
    throw invalid('attachment.bad-form', 'Send a form with applicationId and file.', { file: 'Choose a file.' })
  const bytes = new Uint8Array(await file.arrayBuffer())
  const { addAttachment } = await import('../applications/attachments')
  const attachment = await addAttachment({ ...ctx, actor }, { applicationId: applicationId.data, name: file.name, bytes })
  if (c.req.header('accept')?.includes('text/html')) return c.redirect(`/applications/${attachment.applicationId}`, 303)
  return c.json(attachment, 201, { 'cache-control': 'no-store' })
}

/** Always to be saved, never shown in our origin. */
async function giveAttachment(c: FileContext): Promise<Response> {
  const ctx = c.get('ctx')
  const actor = asPerson(ctx.actor, 'applications:read')
  await takeAllowance(ctx)
  const id = c.req.param('id') ?? ''
  if (!AttachmentId.safeParse(id).success) throw notFound('attachment', id)
  const { readAttachment } = await import('../applications/attachments')
  const { attachment, bytes } = await readAttachment({ ...ctx, actor }, id)
  return new Response(bytes, {
    headers: {
      'content-type': attachment.mediaType,
      'content-length': String(bytes.byteLength),
      'content-disposition': asDownload(attachment.id, attachment.name),
      'x-content-type-options': 'nosniff',
      'content-security-policy': "sandbox; default-src 'none'",
      'cache-control': 'private, no-store',
    },
  })
}

/** What came with an application, for members of the organisation; not once the candidate took it back. */
async function giveHiringFile(c: FileContext): Promise<Response> {
  const ctx = c.get('ctx')
  const actor = asPerson(ctx.actor, null)
  await takeAllowance(ctx)
  const id = c.req.param('id') ?? ''
  if (!ApplicationId.safeParse(id).success) throw notFound('file', id)
  const { readHiringFile } = await import('../hiring/get-candidate')
  const { name, type, bytes } = await readHiringFile({ ...ctx, actor }, id)
  return new Response(bytes, {
    headers: {
      'content-type': type,
      'content-length': String(bytes.byteLength),
      'content-disposition': asDownload(id, name),
      'x-content-type-options': 'nosniff',
      'content-security-policy': "sandbox; default-src 'none'",
      'cache-control': 'private, no-store',
    },
  })
}

/** What came with a candidate's mail, for members of the organisation who may read their threads. */
async function giveMessageFile(c: FileContext): Promise<Response> {
  const ctx = c.get('ctx')
  const actor = asPerson(ctx.actor, null)
  await takeAllowance(ctx)
  const id = c.req.param('id') ?? ''
  const index = Number(c.req.param('index'))
  if (!ConversationMessageId.safeParse(id).success || !Number.isInteger(index)) throw notFound('file', id)
  const { readMessageFile } = await import('../conversations/read-message-file')
  const { name, type, bytes } = await readMessageFile({ ...ctx, actor }, { messageId: id, index })
  return new Response(bytes, {
    headers: {
      'content-type': type,
      'content-length': String(bytes.byteLength),
      'content-disposition': asDownload(id, name),
      'x-content-type-options': 'nosniff',
      'content-security-policy': "sandbox; default-src 'none'",
      'cache-control': 'private, no-store',
    },
  })
}

/** A mail as its reader's program will show it: a page of its own without any right, since a mail brings its own styles. */
async function showMailPreview(c: FileContext): Promise<Response> {
  const ctx = c.get('ctx')
  const actor = asPerson(ctx.actor, null)
  await takeAllowance(ctx)
  const form = await c.req.formData().catch(() => null)
  const asked = PreviewTalk.pick({ subject: true, text: true })
    .extend({ applicationId: ApplicationId })
    .safeParse({ applicationId: form?.get('applicationId'), subject: form?.get('subject'), text: form?.get('text') })
  if (!asked.success) throw invalid('conversations.bad-form', 'Write a subject and a message, then look at the mail.')
  const { previewMail } = await import('../conversations/write-talks')
  const { html } = await previewMail({ ...ctx, actor }, asked.data)
  return new Response(html, {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
      'cache-control': 'private, no-store',
    },
  })
}

/** A résumé of one's own as a file; `?version=3` is an older revision. */
async function giveResume(c: FileContext): Promise<Response> {
  const ctx = c.get('ctx')
  await takeAllowance(ctx)
  const [id = '', ending = ''] = (c.req.param('file') ?? '').split('.')
  const resumeId = ResumeId.parse(id)
  const format = ResumeFormat.parse(ending)
  const version = z.coerce.number().int().min(1).optional().safeParse(c.req.query('version'))
  if (!version.success) throw notFound('resume-version', id)
  return giveResumeFile(ctx, { resumeId, version: version.data, format })
}

async function giveCalendar(c: FileContext): Promise<Response> {
  const ctx = c.get('ctx')
  await takeAllowance(ctx)
  const [{ readCalendarFeed }, { listHeldInterviews }] = await Promise.all([
    import('../interviews/calendar'),
    import('../scheduling/member-calendar'),
  ])
  const body = await readCalendarFeed(ctx, (c.req.param('file') ?? '').replace(/\.ics$/, ''), listHeldInterviews)
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(body)))
  const etag = `"${[...digest.subarray(0, 16)].map((byte) => byte.toString(16).padStart(2, '0')).join('')}"`
  const headers = {
    etag,
    // A shared cache must not keep it, and the calendar asks each time whether it changed.
    'cache-control': 'private, no-cache',
    'referrer-policy': 'no-referrer',
    'x-robots-tag': 'noindex',
  }
  const known = c.req
    .header('if-none-match')
    ?.split(',')
    .map((tag) => tag.trim().replace(/^W\//, ''))
  if (known?.includes(etag)) return new Response(null, { status: 304, headers })
  return new Response(body, {
    headers: { ...headers, 'content-type': 'text/calendar; charset=utf-8', 'content-disposition': 'inline; filename="numerojobs.ics"' },
  })
}
