import { and, eq } from 'drizzle-orm'
import type { Email, Header } from 'postal-mime'
import type { SenderCheck } from '../../contract/conversations'
import { conversationMessages, conversations } from '../../db/schema'
import type { StoredTalkFile } from '../../db/schema/conversations'
import type { Ctx } from '../core/ctx'
import { AppError } from '../core/errors'
import { lockCandidateFacts } from '../hiring/candidate-facts'
import { withEvents } from '../live/outbox'
import { findMailboxes } from '../notifications/find-mailboxes'
import { sniffKind } from '../resumes/sniff-kind'
import { foldQuoted } from './core/fold-quoted'
import { hasWrittenEnough, takeAnswer } from './take-answer'
import { hashReplyToken } from './thread'

/** A mail as its server brought it. */
export interface IncomingMail {
  /** Of the envelope; empty for a bounce. */
  from: string
  to: string
  raw: Uint8Array<ArrayBuffer>
}

/** What became of it. Nothing of this is told to its sender: an address that is none looks like every other. */
export type Taken = 'kept' | 'again' | 'unknown' | 'loop' | 'bounce' | 'too-many' | 'broken'

const TEXT_MAX = 50_000
const QUOTED_MAX = 50_000
/** Of what begins a line with `--`, as each part of a mail does: more are no mail of a person, and take long to read. */
const PART_LINES_MAX = 500
const NESTED_MAX = 20
const FILES_MAX = 5
const ADDRESS = /^reply\+([0-9a-f]{40})@/i

/**
 * Takes a mail that answers a thread by its address. The same mail twice is kept once; our own mails, bounces and mails to an address that we
 * never gave are dropped. Everything in it is data: text is kept as text, and files only of the kinds that a résumé may have.
 */
export async function receiveMail(ctx: Ctx, mail: IncomingMail): Promise<Taken> {
  const taken = await take(ctx, mail)
  ctx.count(`numerojobs_inbound_mails_total{outcome="${taken}"}`)
  return taken
}

async function take(ctx: Ctx, mail: IncomingMail): Promise<Taken> {
  const token = ADDRESS.exec(mail.to)?.[1]?.toLowerCase()
  if (token === undefined) return 'unknown'
  const [thread] = await ctx.db
    .select({ applicationId: conversations.applicationId, organisationId: conversations.organisationId })
    .from(conversations)
    .where(eq(conversations.replyTokenHash, await hashReplyToken(ctx, token)))
  if (!thread) return 'unknown'
  if (countPartLines(mail.raw) > PART_LINES_MAX) return 'broken'
  const { default: PostalMime } = await import('postal-mime')
  const email = await PostalMime.parse(mail.raw, { maxNestingDepth: NESTED_MAX }).catch(() => null)
  if (email === null) return 'broken'
  if (isOurs(ctx, email)) return 'loop'
  if (/^multipart\/report\b/i.test(headerOf(email.headers, 'content-type'))) return 'bounce'
  const incomingHash = await ctx.hash(`conversations.incoming:${email.messageId ?? (await digestOf(mail.raw))}`)
  const isKnown = and(eq(conversationMessages.applicationId, thread.applicationId), eq(conversationMessages.incomingHash, incomingHash))
  if ((await ctx.db.$count(conversationMessages, isKnown)) > 0) return 'again'
  if (await hasWrittenEnough(ctx, ctx.db, thread.applicationId)) return 'too-many'
  const { text, quoted } = foldQuoted((await textOf(email)).slice(0, TEXT_MAX + QUOTED_MAX))
  // Before the row, under keys that the same mail has again: stopped here, it comes once more and replaces them.
  const { files, leftOut } = await keepFiles(
    ctx,
    email,
    `hiring/${thread.organisationId}/${thread.applicationId}/mail-${incomingHash.slice(0, 32)}`,
  )
  const isKept = await withEvents(ctx, async (tx, emit) => {
    const facts = await lockCandidateFacts(tx, thread.applicationId)
    if (!facts) return false
    const { row, email: given } = facts
    const own = (await findMailboxes(ctx, tx, [{ key: row.id, personId: row.personId, email: given }])).get(row.id)?.address
    const sender = clean(email.from?.address ?? mail.from).slice(0, 320)
    return takeAnswer(ctx, tx, emit, facts, {
      subject:
        clean(email.subject ?? '')
          .replace(/\s+/g, ' ')
          .slice(0, 200) || '(no subject)',
      text: text.slice(0, TEXT_MAX) || '(no text)',
      quoted: quoted?.slice(0, QUOTED_MAX) ?? null,
      batchId: ctx.newId('batch'),
      via: 'mail',
      incomingHash,
      check: checkOf(email.headers, ctx.replyDomain),
      fromAddress: sender.toLowerCase() === own?.toLowerCase() ? null : sender,
      isAutomatic: isAutomatic(email.headers, mail.from),
      files,
      filesLeftOut: leftOut,
    })
  })
  return isKept ? 'kept' : 'again'
}

function countPartLines(raw: Uint8Array): number {
  let count = 0
  for (let at = raw.indexOf(DASH); at !== -1; at = raw.indexOf(DASH, at + 2)) {
    if (raw[at + 1] === DASH && (at === 0 || raw[at - 1] === NEW_LINE)) count += 1
  }
  return count
}
const DASH = 0x2d
const NEW_LINE = 0x0a

/** The words of a mail. HTML becomes text: nothing of it may run, load or pretend. */
async function textOf(email: Email): Promise<string> {
  if (email.text?.trim()) return clean(email.text)
  if (!email.html) return ''
  const { textOfHtml } = await import('../vendors/read-html')
  return clean(textOfHtml(email.html))
}

/** What PostgreSQL keeps as text: no NUL, and no half of a letter. */
const clean = (text: string) => text.replaceAll('\0', '').toWellFormed()

/** PDF and Word files, by their bytes. Pictures that stand within a mail are no files that somebody sent. */
async function keepFiles(ctx: Ctx, email: Email, prefix: string): Promise<{ files: StoredTalkFile[]; leftOut: number }> {
  const sent = email.attachments.filter(({ disposition, related }) => disposition !== 'inline' && related !== true)
  const files: StoredTalkFile[] = []
  for (const { filename, content } of sent) {
    const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : new Uint8Array(content)
    const kind = files.length < FILES_MAX ? kindOf(bytes) : null
    if (kind === null) continue
    const key = `${prefix}-${files.length}`
    await ctx.files.put(key, bytes)
    const name =
      clean(filename ?? '')
        .replace(/[^\p{L}\p{N} ._-]/gu, '')
        .slice(0, 100) || `file.${kind}`
    files.push({ key, name, type: MEDIA_TYPES[kind], byteSize: bytes.byteLength })
  }
  return { files, leftOut: sent.length - files.length }
}

function kindOf(bytes: Uint8Array): 'pdf' | 'docx' | null {
  try {
    const kind = sniffKind(bytes)
    return kind === 'linkedin' ? null : kind
  } catch (error) {
    if (error instanceof AppError) return null
    throw error
  }
}

/** A mail that we sent ourselves: answering it would go round for ever. */
function isOurs(ctx: Ctx, { messageId, from }: Email): boolean {
  const isOwnId = /^<?msg_[0-9a-f]{32}@/.test(messageId ?? '')
  return (
    isOwnId ||
    (ctx.replyDomain !== null && ADDRESS.test(from?.address ?? '') && (from?.address ?? '').toLowerCase().endsWith(`@${ctx.replyDomain}`))
  )
}

/** RFC 3834, and what programs older than it write. Such a mail is shown as what it is and rings nobody's bell. */
function isAutomatic(headers: readonly Header[], envelopeFrom: string): boolean {
  const submitted = headerOf(headers, 'auto-submitted')
  return (
    envelopeFrom === '' ||
    (submitted !== '' && !/^no\b/i.test(submitted)) ||
    /^(?:bulk|junk|list|auto_reply)$/i.test(headerOf(headers, 'precedence')) ||
    headers.some(({ key }) => key === 'x-autoreply' || key === 'x-autorespond' || key === 'list-id')
  )
}

/**
 * What the server that took the mail says of its sender: the first line of its own, since lines below may be the sender's.
 * Source: RFC 8601; Cloudflare Email Routing signs with `mx.cloudflare.net`.
 */
function checkOf(headers: readonly Header[], replyDomain: string | null): SenderCheck {
  const line = headerOf(headers, 'authentication-results').toLowerCase()
  const server = line.split(';')[0]?.trim() ?? ''
  if (server !== 'mx.cloudflare.net' && server !== replyDomain) return 'unknown'
  const said = (method: string) => new RegExp(`\\b${method}\\s*=\\s*(\\w+)`).exec(line)?.[1]
  const [dmarc, spf, dkim] = [said('dmarc'), said('spf'), said('dkim')]
  if (dmarc === 'pass') return 'passed'
  if (dmarc === 'fail' || (spf === 'fail' && dkim !== 'pass') || (dkim === 'fail' && spf !== 'pass')) return 'failed'
  return spf === 'pass' || dkim === 'pass' ? 'passed' : 'unknown'
}

const headerOf = (headers: readonly Header[], name: string) => headers.find(({ key }) => key === name)?.value.trim() ?? ''

async function digestOf(raw: Uint8Array<ArrayBuffer>): Promise<string> {
  return [...new Uint8Array(await crypto.subtle.digest('SHA-256', raw))].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

const MEDIA_TYPES = { pdf: 'application/pdf', docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document' } as const
