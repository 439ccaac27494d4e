import type { FormAnswer } from '../account/form-answer'

/** What a form of the page of payment is answered. */
export interface BillingAnswer extends FormAnswer {
  /** Where to go on, when it goes on elsewhere. */
  goTo: string | null
}
