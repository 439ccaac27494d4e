import { showToast } from '../ui/toast'

const timeoutMs = 15_000

/** Saves a job without leaving the page. Answers where the application is; nothing when it was not saved. */
export async function saveNow(jobId: string, title: string): Promise<string | undefined> {
  const body = new FormData()
  body.set('jobId', jobId)
  try {
    const response = await fetch('/applications/save', {
      method: 'POST',
      body,
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
      if ('isJobClosed' in answer && answer.isJobClosed === true)
        showToast(`Saved, but this posting is gone: ${title}. Its application says why.`, 'bad')
      else showToast('isNew' in answer && answer.isNew === false ? `Saved before: ${title}` : `Saved: ${title}`)
      return answer.savedAt
    }
    showToast(`Not saved: ${title}. ${'error' in answer ? String(answer.error) : ''}`, 'bad')
  } catch {
    showToast(`Not saved: ${title}. The server could not be reached; try again.`, 'bad')
  }
  return undefined
}
