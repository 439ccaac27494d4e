import type { HookAttempt } from '../../contract/hooks'
import type { FormAnswer } from '../account/form-answer'

/** What a form of the pages of webhooks is answered. */
export interface HookFormAnswer extends FormAnswer {
  /** The types that were chosen. */
  types: string[]
  /** A secret that was just made; shown once. */
  secret: string | null
  /** What a test was answered. */
  tested: HookAttempt | null
}

export const hookAnswer = (answer: FormAnswer, more: Partial<HookFormAnswer> = {}): HookFormAnswer => ({
  types: [],
  secret: null,
  tested: null,
  ...answer,
  ...more,
})
