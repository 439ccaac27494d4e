import type { TalkPreview } from '../../contract/conversations'
import type { FormAnswer } from '../account/form-answer'

/** What became of a form of the thread. */
export interface TalkAnswer extends FormAnswer {
  /** Which form it was: the id of its message, or `new`. */
  talk: string
  preview: TalkPreview | null
}

export const isTalkAnswer = (answer: FormAnswer | undefined): answer is TalkAnswer => answer !== undefined && 'talk' in answer
