import type { z } from 'zod'
import {
  type ChangedApplication,
  type ChangedMany,
  ChangeMany,
  type ChangeManyInput,
  MoveApplication,
  type MoveApplicationInput,
} from '../../contract/applications'
import { problemSentence, readProblem } from '../problems/read-problem.server'
import type { ChangeAnswer } from './change-answer'

/** The procedures that a change may need. */
export type ChangeApi = {
  move(input: MoveApplicationInput): Promise<ChangedApplication>
  changeMany(input: ChangeManyInput): Promise<ChangedMany>
  undo(input: { batchId: string; skipConflicts?: boolean }): Promise<ChangedMany>
}

/** Carries out the change that a form holds, and answers also when it is refused. */
export async function answerChange(form: FormData, api: ChangeApi): Promise<ChangeAnswer> {
  try {
    return { ok: true, ...(await change(form, api)) }
  } catch (thrown) {
    const problem = await readProblem(thrown)
    const [fieldError] = Object.values(problem.fields ?? {})
    return { ok: false, status: problem.status, reason: problem.reason ?? null, error: fieldError ?? problemSentence(problem) }
  }
}

/** The form's values, read by the contract's own schemas. */
async function change(form: FormData, api: ChangeApi): Promise<ChangedMany> {
  const text = (name: string) => {
    const value = form.get(name)
    return typeof value === 'string' && value !== '' ? value : undefined
  }
  const texts = (name: string) => form.getAll(name).filter((value): value is string => typeof value === 'string' && value.trim() !== '')
  const batchId = text('batchId')
  const applicationIds = texts('id')
  const [applicationId] = applicationIds
  switch (text('intent')) {
    case 'undo':
      return api.undo({ batchId: batchId ?? '', skipConflicts: true })
    case 'move': {
      const to = { group: text('group') ?? '', stageId: text('stageId') ?? null }
      const outcome = to.group === 'closed' && text('outcome') ? { kind: text('outcome'), reason: text('reason') } : undefined
      const happenedAt = text('happenedAt')
      if (applicationIds.length !== 1 || !applicationId)
        return api.changeMany(read(ChangeMany, { applicationIds, change: { kind: 'move', to, outcome, happenedAt }, batchId }))
      const afterId = form.has('afterId') ? (text('afterId') ?? null) : undefined
      const moved = await api.move(read(MoveApplication, { applicationId, to, afterId, outcome, happenedAt, batchId }))
      return { batchId: moved.batchId, cards: [moved.card], refused: [] }
    }
    case 'fields': {
      const priority = form.has('priority') ? { priority: text('priority') ? Number(text('priority')) : null } : {}
      const change = { kind: 'fields' as const, ...priority, addTags: texts('addTag'), removeTags: texts('removeTag') }
      return api.changeMany({ applicationIds, change, batchId })
    }
    case 'remove':
    case 'restore': {
      const kind = text('intent') === 'remove' ? ('remove' as const) : ('restore' as const)
      return api.changeMany({ applicationIds, change: { kind }, batchId })
    }
    default:
      throw Response.json({ status: 400, title: 'This form says nothing that can be done.' }, { status: 400 })
  }
}

/** What a schema of the contract makes of a form's values; otherwise the first thing that is wrong, as a problem. */
function read<T extends z.ZodType>(schema: T, values: unknown): z.output<T> {
  const parsed = schema.safeParse(values)
  if (parsed.success) return parsed.data
  throw Response.json({ status: 400, title: parsed.error.issues[0]?.message ?? 'This cannot be read.' }, { status: 400 })
}
