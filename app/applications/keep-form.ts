import type { ClientActionFunctionArgs } from '@remix-run/react'
import type { OfflineOperation } from '../../contract/offline'
import { defaultReasonOf, OUTCOMES, reasonsOf, STAGE_GROUPS } from '../../contract/stages'
import { newOperationId } from '../offline/new-operation-id'
import { keepOperation } from '../offline/outbox-store'
import type { DetailAnswer } from './detail-answer'
import { GROUP_WORDS } from './words'

/**
 * Sends a form of an application's page. When the server cannot be reached and the form can wait, it is kept on this device; everything
 * else stays in the form, and says so.
 */
export async function sendOrKeep({ request, params, serverAction }: ClientActionFunctionArgs): Promise<unknown> {
  const copy = request.clone()
  try {
    return await serverAction()
  } catch (error) {
    // What a browser throws when there is no network.
    if (!(error instanceof TypeError) && navigator.onLine) throw error
    const form = await copy.formData()
    const name = String(form.get('form') ?? '')
    const kept = operationOf(form, params.id ?? '')
    if (kept && (await keepOperation(kept.op, kept.words)))
      return {
        ok: true,
        form: name,
        said: 'Not sent yet: kept on this device until you are online.',
        isUnsent: true,
      } satisfies DetailAnswer
    const values = Object.fromEntries([...form].flatMap(([key, value]) => (typeof value === 'string' ? [[key, value]] : [])))
    const why = 'The server cannot be reached, and this cannot wait here. It stays in the form: send it when you are online.'
    return { ok: false, form: name, error: why, fields: {}, values, isUnsent: true } satisfies DetailAnswer
  }
}

/** What a form asks for, when it may be done later. */
export function operationOf(form: FormData, applicationId: string): { op: OfflineOperation; words: string } | null {
  const text = (name: string) => String(form.get(name) ?? '').trim()
  const markdown = String(form.get('markdown') ?? '')
  const short = (words: string) => (words.length > 60 ? `${words.slice(0, 59)}…` : words)
  switch (text('intent')) {
    case 'note-add':
      return { op: { kind: 'note-add', id: newOperationId('not'), applicationId, markdown }, words: `Note: ${short(markdown)}` }
    case 'note-edit': {
      const op = { kind: 'note-edit' as const, id: newOperationId('not'), applicationId, noteId: text('noteId') }
      return { op: { ...op, markdown, version: Number(text('version')) }, words: `Note changed: ${short(markdown)}` }
    }
    case 'reminder-add': {
      const op = { kind: 'reminder-add' as const, id: newOperationId('rem'), applicationId, text: text('text'), dueAt: text('dueAt') }
      return { op, words: `Reminder: ${short(op.text)}` }
    }
    case 'reminder-done': {
      const isDone = text('isDone') !== 'no'
      return {
        op: { kind: 'reminder-done', id: newOperationId('rem'), reminderId: text('reminderId'), isDone },
        words: isDone ? 'Reminder done' : 'Reminder open again',
      }
    }
    case 'reminder-snooze':
      return {
        op: { kind: 'reminder-snooze', id: newOperationId('rem'), reminderId: text('reminderId'), until: text('until') },
        words: 'Reminder put off',
      }
    case 'move': {
      const group = STAGE_GROUPS.find((each) => each === text('group'))
      const fromGroup = STAGE_GROUPS.find((each) => each === text('fromGroup'))
      if (!group || !fromGroup) return null
      const kind = OUTCOMES.find((each) => each === text('outcome'))
      if ((group === 'closed') !== (kind !== undefined)) return null
      const op = {
        kind: 'move' as const,
        id: newOperationId('bat'),
        applicationId,
        to: { group, stageId: null },
        from: { group: fromGroup, stageId: text('fromStageId') || null },
        happenedAt: text('happenedAt') || new Date().toISOString(),
      }
      const reason = kind && (reasonsOf(kind).find((each) => each === text('reason')) ?? defaultReasonOf(kind))
      return { op: kind && reason ? { ...op, outcome: { kind, reason } } : op, words: `Moved to ${GROUP_WORDS[group]}` }
    }
    default:
      return null
  }
}
