import { createTransport } from 'nodemailer'
import { type AppError, upstreamFailed } from '../core/errors'
import { addressRefused, MAIL_TIMEOUT_MS, type OutgoingMail } from './outgoing-mail'

/**
 * Sends over SMTP, one connection for each mail: a Worker keeps no socket between requests.
 * Without TLS only on this machine; anywhere else the server must offer it.
 *
 * @throws upstream_failed  `mail.address-refused` when the server knows no such address; retryable when it is away or asks to wait
 */
export async function sendBySmtp(smtpUrl: string, mail: OutgoingMail): Promise<{ vendorId: string }> {
  const url = new URL(smtpUrl)
  const isSecure = url.protocol === 'smtps:'
  const isHere = url.hostname === '127.0.0.1' || url.hostname === 'localhost'
  const transport = createTransport({
    host: url.hostname,
    port: Number(url.port) || (isSecure ? 465 : 587),
    secure: isSecure,
    ignoreTLS: isHere && !isSecure,
    requireTLS: !isHere && !isSecure,
    ...(url.username ? { auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) } } : {}),
    connectionTimeout: MAIL_TIMEOUT_MS,
    greetingTimeout: MAIL_TIMEOUT_MS,
    socketTimeout: MAIL_TIMEOUT_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  try {
    await transport.sendMail(contentOf(mail))
    return { vendorId: mail.headers['Message-ID'] ?? mail.id }
  } catch (error) {
    throw failureOf(error)
  } finally {
    transport.close()
  }
}

/** The whole mail as RFC 5322 writes it, for a transport that takes it raw. */
export async function writeMime(mail: OutgoingMail): Promise<string> {
  const transport = createTransport({
    streamTransport: true,
    buffer: true,
    newline: 'windows',
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  const { message } = await transport.sendMail(contentOf(mail))
  return message.toString()
}

function contentOf({ from, to, subject, text, html, headers }: OutgoingMail) {
  const { 'Message-ID': messageId, ...others } = headers
  return { from, to: { name: '', address: to }, subject, text, html, headers: others, ...(messageId ? { messageId } : {}) }
}

const REFUSED_FOR_GOOD = 500

function failureOf(error: unknown): AppError {
  const code = typeof error === 'object' && error !== null && 'responseCode' in error ? Number(error.responseCode) : 0
  const name = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : ''
  const command = typeof error === 'object' && error !== null && 'command' in error ? String(error.command) : ''
  if (code >= REFUSED_FOR_GOOD && command === 'RCPT TO') return addressRefused(error)
  // A wrong password is ours to put right; the mail waits for it.
  const isOfThisMail = code >= REFUSED_FOR_GOOD && name !== 'EAUTH'
  return upstreamFailed('mail', { cause: error, retryable: !isOfThisMail })
}
