import { showToast } from '../ui/toast'

const timeoutMs = 15_000

/** Sends the form of a save button without leaving the page. Answers where the application is; nothing when it was not saved. */
export async function saveNow(form: HTMLFormElement, title: string): Promise<string | undefined> {
  try {
    const response = await fetch(form.action, {
      method: 'POST',
      body: new FormData(form),
      headers: { accept: 'application/json' },
      signal: AbortSignal.timeout(timeoutMs),
    })
    const answer: unknown = await response.json()
    if (typeof answer !== 'object' || answer === null) throw new TypeError('This is no answer.')
    if ('goTo' in answer && typeof answer.goTo === 'string') {
      location.assign(answer.goTo)
      return undefined
    }
    if ('savedAt' in answer && typeof answer.savedAt === 'string') {
      showToast('isNew' in answer && answer.isNew === false ? `Saved before: ${title}` : `Saved: ${title}`)
      return answer.savedAt
    }
    showToast(`Not saved: ${title}. ${'error' in answer ? String(answer.error) : ''}`, 'bad')
  } catch {
    showToast(`Not saved: ${title}. The server could not be reached; try again.`, 'bad')
  }
  return undefined
}
