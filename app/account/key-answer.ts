import type { FormAnswer } from './form-answer'

/** What came of a form of the keys page. */
export interface KeyAnswer extends FormAnswer {
  scopes: string[]
  /** A key just made: this answer is the only one that holds it. */
  issued: { key: string; name: string; isSuccessor: boolean } | null
}
