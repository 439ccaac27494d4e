import type { PipelineChange } from '../../server/hiring/core/pipeline-state'
import { HIRING_CHANGE_AT, type HiringAnswer } from './hiring-answer'

const timeoutMs = 20_000

/** A change as the page made it. */
export interface PendingHiring {
  batchId: string
  ids: string[]
  change: PipelineChange
  /** The stage that a single card was seen in. */
  fromStageId: string | null | undefined
  at: string
  state: 'saving' | 'failed'
}

/** Sends a change. Never throws: no answer is an answer too, with status 0. */
export function sendHiring({ batchId, ids, change, fromStageId }: PendingHiring): Promise<HiringAnswer> {
  switch (change.kind) {
    case 'move':
      return post({ act: 'move', input: { applicationIds: ids, toStageId: change.stageId, afterId: change.afterId, fromStageId, batchId } })
    case 'close':
      return post({ act: 'close', input: { applicationIds: ids, disposition: change.disposition, batchId } })
    case 'tag':
      return post({ act: 'tag', input: { applicationIds: ids, add: change.add, remove: change.remove, batchId } })
    case 'put':
      throw new TypeError('What is taken back is sent by its batch.')
    default:
      return change satisfies never
  }
}

/** Takes back what was changed together. */
export const sendHiringUndo = (batchId: string, undoBatchId: string) => post({ act: 'undo', input: { batchId, undoBatchId } })

/** Cards that the room told of, with what stands on them. */
export const askForCards = (postingId: string, ids: string[]) => post({ act: 'cards', input: { postingId, ids } })

async function post(body: unknown): Promise<HiringAnswer> {
  try {
    const response = await fetch(HIRING_CHANGE_AT, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      keepalive: true,
      signal: AbortSignal.timeout(timeoutMs),
    })
    const answer: unknown = await response.json()
    if (isAnswer(answer)) return answer
    return { ok: false, status: response.status || 500, error: 'The server gave no answer that can be read.' }
  } catch {
    return { ok: false, status: 0, error: 'The server could not be reached.' }
  }
}

function isAnswer(answer: unknown): answer is HiringAnswer {
  return (
    typeof answer === 'object' && answer !== null && 'ok' in answer && ('placements' in answer || 'cards' in answer || 'error' in answer)
  )
}
