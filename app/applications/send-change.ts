import { newOperationId } from '../offline/new-operation-id'
import type { CardChange, PendingChange } from './board-state'
import { CHANGE_AT, type ChangeAnswer } from './change-answer'

const timeoutMs = 20_000

/** An id for what is changed together, made here: the same change sent twice counts once, and its undo need not wait for the answer. */
export const newBatchId = () => newOperationId('bat')

/** Sends a change. Never throws: no answer is an answer too, with status 0. */
export async function sendChange(pending: Pick<PendingChange, 'batchId' | 'ids' | 'change'>): Promise<ChangeAnswer> {
  const form = formOf(pending.change)
  for (const id of pending.ids) form.append('id', id)
  form.set('batchId', pending.batchId)
  return post(form)
}

/** Takes back what was changed together. */
export async function sendUndo(batchId: string): Promise<ChangeAnswer> {
  const form = new FormData()
  form.set('intent', 'undo')
  form.set('batchId', batchId)
  return post(form)
}

function formOf(change: CardChange): FormData {
  const form = new FormData()
  switch (change.kind) {
    case 'move': {
      const { group, stageId, afterId, outcome } = change.to
      form.set('intent', 'move')
      form.set('group', group)
      if (stageId) form.set('stageId', stageId)
      if (afterId !== undefined) form.set('afterId', afterId ?? '')
      if (outcome) {
        form.set('outcome', outcome.kind)
        form.set('reason', outcome.reason)
      }
      return form
    }
    case 'fields':
      form.set('intent', 'fields')
      if (change.priority !== undefined) form.set('priority', String(change.priority ?? ''))
      for (const tag of change.addTags ?? []) form.append('addTag', tag)
      for (const tag of change.removeTags ?? []) form.append('removeTag', tag)
      return form
    case 'remove':
      form.set('intent', 'remove')
      return form
    case 'put':
      throw new TypeError('What is taken back is sent by its batch.')
    default:
      return change satisfies never
  }
}

async function post(body: FormData): Promise<ChangeAnswer> {
  try {
    const response = await fetch(CHANGE_AT, {
      method: 'POST',
      body,
      headers: { accept: 'application/json' },
      // Sent to its end also when the page is left in this moment.
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

function isAnswer(answer: unknown): answer is ChangeAnswer {
  return typeof answer === 'object' && answer !== null && 'ok' in answer && ('cards' in answer || 'error' in answer)
}
