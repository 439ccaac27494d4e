import type { PostingQuestion } from '../../contract/postings'

/** What an applicant reads beside a question of which some answers mark the application; `null` where none does. */
export function knockOutWords(question: PostingQuestion): string | null {
  switch (question.kind) {
    case 'text':
      return null
    case 'yes-no':
      return question.knockOut === null ? null : `Needed: ${question.knockOut === 'yes' ? 'no' : 'yes'}.`
    case 'choice': {
      const { knockOut } = question
      return knockOut.length === 0 ? null : `Needed: another answer than ${knockOut.map((answer) => `“${answer}”`).join(' or ')}.`
    }
    case 'number':
      return question.knockOutBelow === null ? null : `Needed: at least ${question.knockOutBelow}.`
    default:
      return question satisfies never
  }
}
