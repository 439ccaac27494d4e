import { UNSENT_WORDS } from '../offline/send-or-stay'
import { showToast } from '../ui/toast'

export type StandingIntent = 'follow' | 'unfollow' | 'hide-job' | 'show-job' | 'hide-company' | 'show-company'
type StandingChange = {
  intents: StandingIntent[]
  about: { jobId?: string; slug?: string }
  /** What is done, in words. */
  words: string
  /** What takes it back. */
  undo: StandingIntent[]
  /** Called at once with `true`; with `false` when it was refused or taken back. */
  onChange(isDone: boolean): void
}
const timeoutMs = 15_000

/** Changes where the person stands to a job or a company at once, and offers to take it back for ten seconds. What is refused is taken back, with the reason. */
export async function changeStandingNow({ intents, about, words, undo, onChange }: StandingChange): Promise<void> {
  onChange(true)
  const refusal = await sendAll(intents, about)
  if (refusal !== null) {
    onChange(false)
    return showToast(refusal, 'bad')
  }
  const takeBack = async () => {
    onChange(false)
    const refusal = await sendAll(undo, about)
    if (refusal === null) return showToast(`Taken back: ${words}`)
    onChange(true)
    showToast(refusal, 'bad')
  }
  showToast(words, 'good', { label: 'Undo', act: () => void takeBack() })
}

/** `null` when all was done; otherwise why not. */
async function sendAll(intents: StandingIntent[], about: StandingChange['about']): Promise<string | null> {
  for (const intent of intents) {
    const body = new FormData()
    for (const [name, value] of Object.entries({ intent, ...about })) body.set(name, value)
    try {
      const response = await fetch('/hidden/standing', { method: 'POST', body, signal: AbortSignal.timeout(timeoutMs) })
      const answer: unknown = await response.json()
      if (!response.ok) return typeof answer === 'object' && answer && 'message' in answer ? String(answer.message) : UNSENT_WORDS
    } catch {
      return UNSENT_WORDS
    }
  }
  return null
}
