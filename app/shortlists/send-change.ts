import { newOperationId } from '../offline/new-operation-id'
import type { ShortlistAnswer } from './change-answer'

const timeoutMs = 15_000

import { CHANGE_AT } from './change-at'
export const newBatchId = () => newOperationId('bat')

/** Sends a change as the page's own forms do. Never throws: no answer is an answer too, with status 0. */
export async function sendChange(intent: string, values: Record<string, string | number | null | undefined>): Promise<ShortlistAnswer> {
  const body = new FormData()
  body.set('intent', intent)
  for (const [name, value] of Object.entries(values)) if (value !== undefined) body.set(name, String(value ?? ''))
  try {
    const response = await fetch(CHANGE_AT, {
      method: 'POST',
      body,
      headers: { accept: 'application/json' },
      keepalive: true,
      signal: AbortSignal.timeout(timeoutMs),
    })
    const answer: unknown = await response.json()
    if (isAnswer(answer)) return answer
    return { ok: false, status: 500, reason: null, error: 'The server gave no answer that can be read.' }
  } catch {
    return { ok: false, status: 0, reason: null, error: 'The server could not be reached.' }
  }
}

function isAnswer(answer: unknown): answer is ShortlistAnswer {
  return typeof answer === 'object' && answer !== null && 'ok' in answer
}
