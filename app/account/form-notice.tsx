import type { FormAnswer } from './form-answer'

/** What became of a form: said where it stands, and to screen readers. */
export function FormNotice({ answer }: { answer: Pick<FormAnswer, 'error' | 'done'> | null | undefined }) {
  if (answer?.error)
    return (
      <p role="alert" className="mb-4 rounded-md bg-bad-soft px-3 py-2 text-sm font-medium text-bad">
        {answer.error}
      </p>
    )
  if (answer?.done)
    return (
      <p role="status" className="mb-4 rounded-md bg-good-soft px-3 py-2 text-sm font-medium text-good">
        {answer.done}
      </p>
    )
  return null
}
