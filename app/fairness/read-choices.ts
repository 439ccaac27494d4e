import { SELF_DIMENSIONS, SelfAnswers } from '../../contract/fairness'
import { textOf } from '../account/form-answer'

/** What the form of choices asks for; `null` when it cannot be read. */
export function readChoices(form: FormData): { refusesAi: boolean } | { answers: SelfAnswers } | null {
  const intent = textOf(form, 'intent')
  if (intent === 'refuse-ai' || intent === 'allow-ai') return { refusesAi: intent === 'refuse-ai' }
  if (intent === 'forget') return { answers: SelfAnswers.parse({}) }
  const said = Object.fromEntries(SELF_DIMENSIONS.map((dimension) => [dimension, textOf(form, dimension) || null]))
  const answers = SelfAnswers.safeParse(said)
  return intent === 'say' && answers.success ? { answers: answers.data } : null
}

export const CHOICES_SAVED = { review: 'Saved. The employer’s list says so already.', answers: 'Saved, for counting alone.' }
export const CHOICES_UNREAD = 'This form cannot be read. Load the page again.'
