import { AppError } from '../core/errors'

/** A mail with every header that we set: what each transport is given. */
export interface OutgoingMail {
  id: string
  from: { name: string; address: string }
  to: string
  subject: string
  html: string
  text: string
  /** `Message-ID`, and what lets a mail program end this kind of mail. */
  headers: Record<string, string>
}

export const MAIL_TIMEOUT_MS = 8_000

/** The server behind this address said that nobody has it. */
export const addressRefused = (cause: unknown) => new AppError('upstream_failed', 'mail.address-refused', { cause, retryable: false })
