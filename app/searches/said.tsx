/** How the last form went. */
export function Said({ answer }: { answer: { isDone: boolean; message: string } | undefined }) {
  if (!answer) return null
  return (
    <p
      role={answer.isDone ? 'status' : 'alert'}
      className={`mb-4 rounded-md px-3 py-2 text-sm ${answer.isDone ? 'bg-surface-2 text-ink' : 'bg-bad-soft text-bad'}`}
    >
      {answer.message}
    </p>
  )
}
