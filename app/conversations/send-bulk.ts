import type { BulkAnswer } from './bulk-answer'

const timeoutMs = 30_000

/** Asks what the window for writing to many needs. Never throws: no answer is an answer too, with status 0. */
export async function sendBulk(body: { act: string; input: unknown }): Promise<BulkAnswer> {
  try {
    const response = await fetch('/hiring/messages', {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      signal: AbortSignal.timeout(timeoutMs),
    })
    const answer: unknown = await response.json()
    if (isAnswer(answer)) return answer
    return { ok: false, status: response.status || 500, error: 'The server gave no answer that can be read.' }
  } catch {
    return { ok: false, status: 0, error: 'The server could not be reached. Nothing was sent twice: press again.' }
  }
}

function isAnswer(answer: unknown): answer is BulkAnswer {
  return typeof answer === 'object' && answer !== null && 'ok' in answer
}
