import { and, eq } from 'drizzle-orm'
import type {
  ApplicationFields,
  ChangedApplication,
  ChangedMany,
  ChangeMany,
  CorrectDate,
  ManyChange,
  OneApplication,
  Refusal,
  UpdateApplication,
} from '../../contract/applications'
import type { Db } from '../../db/client'
import { applicationEvents, applications } from '../../db/schema'
import type { PersonCtx } from '../core/actor'
import { AppError, conflict, notFound } from '../core/errors'
import { withEvents } from '../live/outbox'
import { lockApplicationsFor, type WorkingRow } from './access'
import { findUndone } from './core/fold-events'
import { ranksBetween } from './core/rank'
import { isSameStage, lastRank, outcomeAfter, placementOf, refuseMove, refuseMovedSince, tellWithdrawal } from './move-application'
import { claimBatch, listBatch, loadHistories, type NewChange, recordChanges, stateOf } from './record-changes'
import { inStage, refuseFuture, requireStage } from './save-application'
import { loadCards } from './show-application'

const TAGS_MAX = 20

/**
 * Changes what a person may set besides the stage. What is set already changes nothing.
 * @throws not_found  the application is not this person's
 */
export async function updateApplication(ctx: PersonCtx, update: UpdateApplication): Promise<ChangedApplication> {
  return changeOne(ctx, update, (row) => changeOfFields(row, definedOf(update.change)))
}

/** Takes an application out of every list. It can be brought back for 30 days; then it is erased with all that belongs to it. Again changes nothing. */
export async function removeApplication(ctx: PersonCtx, one: OneApplication): Promise<ChangedApplication> {
  return changeOne(ctx, one, (row) => (row.removedAt === null ? { kind: 'removed' } : null))
}

/**
 * Brings a removed application back to where it was.
 * @throws conflict `application.saved-again`  its job was saved anew meanwhile
 */
export async function restoreApplication(ctx: PersonCtx, one: OneApplication): Promise<ChangedApplication> {
  return changeOne(ctx, one, (row) => (row.removedAt === null ? null : { kind: 'restored' }))
}

/**
 * Corrects when a step happened. A line is added that says so; the step keeps what was believed before, and when we learned of either.
 * @throws not_found  the step is not one of this application
 * @throws conflict `application.no-date`  it is no step whose date counts, or was taken back
 */
export async function correctDate(ctx: PersonCtx, { applicationId, eventId, happenedAt }: CorrectDate): Promise<ChangedApplication> {
  refuseFuture(ctx, new Date(happenedAt))
  return withEvents(ctx, async (tx, emit) => {
    const batchId = ctx.newId('batch')
    const [row] = await lockApplicationsFor(ctx, tx, [applicationId])
    const [event] = await tx
      .select()
      .from(applicationEvents)
      .where(and(eq(applicationEvents.id, eventId), eq(applicationEvents.applicationId, applicationId)))
    if (!row || !event) throw notFound('event', eventId)
    const history = (await loadHistories(tx, [applicationId])).get(applicationId) ?? []
    const undone = findUndone(history)
    if (!['saved', 'moved'].includes(event.change.kind) || undone.has(eventId))
      throw conflict('application.no-date', {}, 'Only the date of a step that still counts can be corrected.')
    const held = history
      .flatMap(({ id, change }) => (change.kind === 'date-corrected' && change.eventId === eventId && !undone.has(id) ? [change.to] : []))
      .at(-1)
    const from = held ?? event.happenedAt.toISOString()
    const isSame = Date.parse(from) === Date.parse(happenedAt)
    await claimBatch(ctx, tx, batchId)
    const cards = isSame
      ? await loadCards(tx, { personId: ctx.actor.personId, now: ctx.now() }, [applicationId])
      : await recordChanges(ctx, tx, emit, {
          batchId,
          changes: [{ row, change: { kind: 'date-corrected', eventId, from, to: happenedAt }, happenedAt: ctx.now() }],
        })
    return { card: onlyOne(cards), batchId }
  })
}

/**
 * One change to up to 500 applications in one transaction, which one undo takes back. Moved ones go behind those that are there, in the order given.
 * What a rule forbids is told in `refused` and stays as it is. The same change sent twice counts once.
 *
 * @throws not_found  one of the ids is not this person's: then nothing is changed
 */
export async function changeMany(ctx: PersonCtx, { applicationIds, change, ...input }: ChangeMany): Promise<ChangedMany> {
  const batchId = input.batchId ?? ctx.newId('batch')
  return withEvents(ctx, async (tx, emit) => {
    const locked = await lockApplicationsFor(ctx, tx, applicationIds)
    if (!(await claimBatch(ctx, tx, batchId))) {
      const cards = await loadCards(tx, { personId: ctx.actor.personId, now: ctx.now() }, await listBatch(ctx, tx, batchId))
      return { batchId, cards, refused: [] }
    }
    const byId = new Map(locked.map((row) => [row.id, row]))
    const rows = [...new Set(applicationIds)].flatMap((id) => byId.get(id) ?? [])
    const { changes, refused } = await changesOf(ctx, tx, rows, change)
    for (const made of changes) await tellWithdrawal(ctx, tx, made.row, made)
    return { batchId, cards: await recordChanges(ctx, tx, emit, { batchId, changes }), refused }
  })
}

async function changesOf(
  ctx: PersonCtx,
  tx: Db,
  rows: WorkingRow[],
  change: ManyChange,
): Promise<{ changes: NewChange[]; refused: Refusal[] }> {
  const now = ctx.now()
  const same = (make: (row: WorkingRow) => NewChange['change'] | null) => ({
    changes: rows.flatMap((row) => {
      const made = make(row)
      return made ? [{ row, change: made, happenedAt: now }] : []
    }),
    refused: [],
  })
  switch (change.kind) {
    case 'move':
      return movesOf(ctx, tx, rows, change)
    case 'fields':
      return same((row) => changeOfFields(row, fieldsOfMany(row, change)))
    case 'remove':
      return same((row) => (row.removedAt === null ? { kind: 'removed' } : null))
    case 'restore':
      return same((row) => (row.removedAt === null ? null : { kind: 'restored' }))
    default:
      return change satisfies never
  }
}

async function movesOf(
  ctx: PersonCtx,
  tx: Db,
  rows: WorkingRow[],
  { to, outcome, happenedAt, from = {} }: Extract<ManyChange, { kind: 'move' }>,
): Promise<{ changes: NewChange[]; refused: Refusal[] }> {
  const at = happenedAt === undefined ? ctx.now() : new Date(happenedAt)
  refuseFuture(ctx, at)
  await requireStage(ctx, tx, to)
  const refused: Refusal[] = []
  const moving = rows.filter((row) => {
    if (isSameStage(row, to) && outcome === undefined) return false
    try {
      if (row.removedAt !== null) throw conflict('application.removed', {}, 'This application was removed. Bring it back first.')
      refuseMovedSince(row, to, from[row.id])
      refuseMove(row, to, outcome)
      return true
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      refused.push({ applicationId: row.id, reason: error.reason, message: error.message })
      return false
    }
  })
  const last = await lastRank(tx, and(eq(applications.personId, ctx.actor.personId), inStage(to)))
  const ranks = ranksBetween(last, null, moving.length)
  const changes = moving.map((row, index) => ({
    row,
    change: {
      kind: 'moved' as const,
      from: placementOf(row),
      to: { ...to, rank: isSameStage(row, to) ? row.rank : (ranks[index] ?? row.rank), outcome: outcomeAfter(row, to, outcome) },
    },
    happenedAt: at,
  }))
  return { changes, refused }
}

function fieldsOfMany(row: WorkingRow, change: Extract<ManyChange, { kind: 'fields' }>): Partial<ApplicationFields> {
  const tags = [...new Set([...row.tags.filter((tag) => !change.removeTags.includes(tag)), ...change.addTags])].slice(0, TAGS_MAX)
  return {
    tags,
    ...(change.priority === undefined ? {} : { priority: change.priority }),
    ...(change.resumeVersionId === undefined ? {} : { resumeVersionId: change.resumeVersionId }),
  }
}

/** Only the fields that differ; `null` when none does. */
function changeOfFields(row: WorkingRow, wanted: Partial<ApplicationFields>): NewChange['change'] | null {
  const held = stateOf(row).fields
  const names = fieldNames(wanted).filter((name) => JSON.stringify(held[name]) !== JSON.stringify(wanted[name]))
  if (names.length === 0) return null
  const pick = (fields: Partial<ApplicationFields>) => Object.fromEntries(names.map((name) => [name, fields[name]]))
  return { kind: 'changed', from: pick(held), to: pick(wanted) }
}

const FIELD_NAMES = [
  'title',
  'companyName',
  'places',
  'url',
  'source',
  'priority',
  'tags',
  'resumeVersionId',
] as const satisfies readonly (keyof ApplicationFields)[]
const fieldNames = (fields: Partial<ApplicationFields>) => FIELD_NAMES.filter((name) => fields[name] !== undefined)
/** What was not given is no field of the change. */
function definedOf(change: UpdateApplication['change']): Partial<ApplicationFields> {
  const { title, companyName, places, url, source, priority, tags, resumeVersionId } = change
  return {
    ...(title === undefined ? {} : { title }),
    ...(companyName === undefined ? {} : { companyName }),
    ...(places === undefined ? {} : { places }),
    ...(url === undefined ? {} : { url }),
    ...(source === undefined ? {} : { source }),
    ...(priority === undefined ? {} : { priority }),
    ...(tags === undefined ? {} : { tags }),
    ...(resumeVersionId === undefined ? {} : { resumeVersionId }),
  }
}

async function changeOne(
  ctx: PersonCtx,
  input: OneApplication,
  make: (row: WorkingRow) => NewChange['change'] | null,
): Promise<ChangedApplication> {
  const batchId = input.batchId ?? ctx.newId('batch')
  return withEvents(ctx, async (tx, emit) => {
    const rows = await lockApplicationsFor(ctx, tx, [input.applicationId])
    const isFirst = await claimBatch(ctx, tx, batchId)
    const changes = rows.flatMap((row) => {
      const change = isFirst ? make(row) : null
      return change ? [{ row, change, happenedAt: ctx.now() }] : []
    })
    const cards =
      changes.length > 0
        ? await recordChanges(ctx, tx, emit, { batchId, changes })
        : await loadCards(tx, { personId: ctx.actor.personId, now: ctx.now() }, [input.applicationId])
    return { card: onlyOne(cards), batchId }
  })
}

function onlyOne<T>([only]: T[]): T {
  if (only === undefined) throw new Error('A changed application is missing.')
  return only
}
