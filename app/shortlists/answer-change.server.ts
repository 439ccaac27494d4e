import type { z } from 'zod'
import {
  AddEntries,
  AddShortlistComment,
  CastVote,
  type ChangedEntry,
  EditShortlistComment,
  type MergedMoves,
  MergeMoves,
  MoveEntry,
  OneShortlistComment,
  OneShortlistGuest,
  RemoveEntry,
  type ShortlistEntry,
  UpdateShortlist,
} from '../../contract/shortlists'
import { problemSentence, readProblem } from '../problems/read-problem.server'
import type { ShortlistAnswer } from './change-answer'

/** The procedures that a change may need. */
interface Api {
  move(input: MoveEntry): Promise<ChangedEntry>
  merge(input: MergeMoves): Promise<MergedMoves>
  vote(input: CastVote): Promise<ChangedEntry>
  remove(input: RemoveEntry): Promise<{ eventSeq: number }>
  add(input: AddEntries): Promise<{ entries: ShortlistEntry[]; eventSeq: number }>
  update(input: UpdateShortlist): Promise<unknown>
  comment(input: AddShortlistComment): Promise<unknown>
  editComment(input: EditShortlistComment): Promise<unknown>
  removeComment(input: { shortlistId: string; commentId: string }): Promise<unknown>
  revokeGuest(input: { shortlistId: string; guestId: string }): Promise<unknown>
}

/** Carries out the change that a form holds, and answers also when it is refused. */
export async function answerChange(form: FormData, api: Api): Promise<ShortlistAnswer> {
  try {
    return { ok: true, entries: [], eventSeq: 0, conflicts: [], ...(await change(form, api)) }
  } catch (thrown) {
    const problem = await readProblem(thrown)
    const [fieldError] = Object.values(problem.fields ?? {})
    return { ok: false, status: problem.status, reason: problem.reason ?? null, error: fieldError ?? problemSentence(problem) }
  }
}

async function change(form: FormData, api: Api): Promise<Partial<Extract<ShortlistAnswer, { ok: true }>>> {
  const text = (name: string) => {
    const value = form.get(name)
    return typeof value === 'string' && value !== '' ? value : undefined
  }
  const texts = (name: string) => form.getAll(name).filter((value): value is string => typeof value === 'string' && value !== '')
  const shortlistId = text('shortlistId')
  const of = { shortlistId, entryId: text('entryId') }
  const batchId = text('batchId')
  const place = form.has('afterEntryId') ? { afterEntryId: text('afterEntryId') ?? null } : {}
  switch (text('intent')) {
    case 'move': {
      const seenSeq = text('seenSeq') === undefined ? undefined : Number(text('seenSeq'))
      const { entry, eventSeq } = await api.move(read(MoveEntry, { ...of, ...place, reason: text('reason') ?? '', seenSeq, batchId }))
      return { entries: [entry], eventSeq }
    }
    case 'merge':
      return api.merge(read(MergeMoves, { shortlistId, baseSeq: Number(text('baseSeq')), moves: movesOf(text('moves')) }))
    case 'vote': {
      const vote = text('vote')
      const { entry, eventSeq } = await api.vote(read(CastVote, { ...of, vote: vote === 'none' ? null : vote, batchId }))
      return { entries: [entry], eventSeq }
    }
    case 'remove':
      return { eventSeq: (await api.remove(read(RemoveEntry, { ...of, reason: text('reason') ?? '', batchId }))).eventSeq }
    case 'add':
      return api.add(read(AddEntries, { shortlistId, applicationIds: texts('applicationId'), ...place, batchId }))
    case 'update': {
      const wanted = { isAnonymous: flag(text('isAnonymous')), isClosed: flag(text('isClosed')) }
      await api.update(read(UpdateShortlist, { shortlistId, name: text('name'), ...wanted, batchId }))
      return {}
    }
    case 'comment': {
      const words = { markdown: text('markdown') ?? '', mentions: texts('mention') }
      await api.comment(read(AddShortlistComment, { ...of, ...words, commentId: text('commentId') }))
      return {}
    }
    case 'edit-comment': {
      const words = { markdown: text('markdown') ?? '', mentions: texts('mention') }
      await api.editComment(read(EditShortlistComment, { shortlistId, commentId: text('commentId'), ...words }))
      return {}
    }
    case 'remove-comment':
      await api.removeComment(read(OneShortlistComment, { shortlistId, commentId: text('commentId') }))
      return {}
    case 'revoke-guest':
      await api.revokeGuest(read(OneShortlistGuest, { shortlistId, guestId: text('guestId') }))
      return {}
    default:
      throw Response.json({ status: 400, title: 'This page does not know that button. Load it again.' }, { status: 400 })
  }
}

function movesOf(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '')
  } catch {
    return null
  }
}

const flag = (value: string | undefined) => (value === undefined ? undefined : value === 'yes')

/** @throws a response that names the first thing that is wrong, as a problem */
function read<T extends z.ZodType>(schema: T, values: unknown): z.output<T> {
  const parsed = schema.safeParse(values)
  if (parsed.success) return parsed.data
  throw Response.json({ status: 400, title: parsed.error.issues[0]?.message ?? 'This cannot be read.' }, { status: 400 })
}
