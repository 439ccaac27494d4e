import type { FormAnswer } from './form-answer'

export const SECURITY_SECTIONS = ['password', 'second-step', 'passkeys', 'providers', 'sessions'] as const
export type SecuritySection = (typeof SECURITY_SECTIONS)[number]

/** What came of a form of the security page, and which part of the page it belongs to. */
export interface SecurityAnswer extends FormAnswer {
  section: SecuritySection
  /** A second step that was begun: it counts once a code of the app has proved it. */
  setup: SecondStepSetup | null
  /** Shown in this answer only. */
  backupCodes: string[] | null
}

export interface SecondStepSetup {
  /** `otpauth://…`, as the app reads it. */
  uri: string
  /** The same to be typed by hand, in groups of four. */
  secret: string
  backupCodes: string[]
  qr: { size: number; path: string }
}
