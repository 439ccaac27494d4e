import type { Problem } from '../../contract/errors'

/** What a page says about a failure. */
export type ShownProblem = { status: number } & Partial<Pick<Problem, 'title' | 'fields' | 'retryAfterS' | 'requestId' | 'reason'>>

/**
 * Reads the failure out of a thrown answer. A body that is not a problem gives its status alone; `null` (a bug) is a 500.
 *
 * @param answer status and parsed body of what a loader threw
 */
export function readShownProblem(answer: { status: number; data: unknown } | null): ShownProblem {
  if (!answer) return { status: 500 }
  const body = answer.data
  if (typeof body !== 'object' || body === null) return { status: answer.status }
  return {
    status: answer.status,
    ...('title' in body && typeof body.title === 'string' ? { title: body.title } : {}),
    ...('reason' in body && typeof body.reason === 'string' ? { reason: body.reason } : {}),
    ...('requestId' in body && typeof body.requestId === 'string' ? { requestId: body.requestId } : {}),
    ...('retryAfterS' in body && typeof body.retryAfterS === 'number' ? { retryAfterS: body.retryAfterS } : {}),
    ...('fields' in body && isFields(body.fields) ? { fields: body.fields } : {}),
  }
}

function isFields(value: unknown): value is Record<string, string> {
  return typeof value === 'object' && value !== null && Object.values(value).every((message) => typeof message === 'string')
}
