import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import type { ApplicationCard, ApplicationChange, ApplicationEvent } from '../../contract/applications'
import { personRoom } from '../../contract/live'
import type { Db } from '../../db/client'
import { applicationBatches, applicationEvents, applications } from '../../db/schema'
import type { PersonCtx } from '../core/actor'
import { conflict } from '../core/errors'
import type { Emit } from '../live/outbox'
import type { WorkingRow } from './access'
import { type ApplicationState, applyChange, foldEvents } from './core/fold-events'
import { companyKeyOf, titleKeyOf } from './core/likeness'
import { loadCards, outcomeOf } from './show-application'

/** A change to one locked application, before it is written. */
export interface NewChange {
  row: WorkingRow
  change: ApplicationChange
  happenedAt: Date
}

/** More cards than this at once are read anew by whoever shows them. */
const EVENTS_EACH_MAX = 100

/**
 * Adds events to the histories of locked applications and writes what they add up to, all in the caller's transaction. At most one change for each application.
 * Everybody who shows them is told. Returns the cards as they are now, in the order of `changes`.
 *
 * @throws conflict `application.saved-again`  bringing one back whose job was saved anew meanwhile
 */
export async function recordChanges(
  ctx: PersonCtx,
  tx: Db,
  emit: Emit,
  { batchId, changes, actor = actorWord(ctx) }: { batchId: string; changes: readonly NewChange[]; actor?: ApplicationEvent['actor'] },
): Promise<ApplicationCard[]> {
  if (changes.length === 0) return []
  const now = ctx.now()
  const events = changes.map(({ row, change, happenedAt }) => ({
    id: ctx.newId('applicationEvent'),
    applicationId: row.id,
    personId: ctx.actor.personId,
    seq: row.eventSeq + 1,
    change,
    happenedAt,
    learnedAt: now,
    actor,
    batchId,
  }))
  const whole = await loadHistories(
    tx,
    changes.filter(({ change }) => needsHistory(change)).map(({ row }) => row.id),
  )
  const states = changes.map(({ row, change, happenedAt }, index) => {
    const history = whole.get(row.id)
    const event = events[index]
    return history && event ? foldEvents([...history, showEvent(event)]) : applyChange(stateOf(row), change, happenedAt.getTime())
  })
  await refuseSecondOfOneJob(ctx, tx, changes, states)
  await tx.insert(applicationEvents).values(events)
  await saveStates(
    tx,
    changes.map(({ row }, index) => ({ row, state: states[index] })),
    now,
  )
  return tellChanged(
    ctx,
    tx,
    emit,
    changes.map(({ row }) => row.id),
  )
}

/** Emits how applications are now: one event each, or one for all when there are many. */
export async function tellChanged(ctx: PersonCtx, tx: Db, emit: Emit, ids: readonly string[]): Promise<ApplicationCard[]> {
  const cards = await loadCards(tx, { personId: ctx.actor.personId, now: ctx.now() }, ids)
  const room = personRoom(ctx.actor.personId)
  if (cards.length > EVENTS_EACH_MAX) emit(room, { type: 'applications.reload', version: 1, data: { count: cards.length } })
  else
    for (const card of cards)
      emit(
        room,
        card.removedAt === null
          ? { type: 'application.changed', version: card.version, data: { card } }
          : { type: 'application.removed', version: card.version, data: { applicationId: card.id } },
      )
  return cards
}

/** For what belongs to an application and shows on its card: a reminder, an interview. Raises its version and tells of it. */
export async function touchApplication(ctx: PersonCtx, tx: Db, emit: Emit, applicationId: string): Promise<void> {
  await tx
    .update(applications)
    .set({ version: sql`${applications.version} + 1`, updatedAt: ctx.now() })
    .where(and(eq(applications.id, applicationId), eq(applications.personId, ctx.actor.personId)))
  await tellChanged(ctx, tx, emit, [applicationId])
}

/** Marks a change as made. `false`: the same change came before, and what it did stands in the history under this id. */
export async function claimBatch(ctx: PersonCtx, tx: Db, batchId: string): Promise<boolean> {
  const claimed = await tx
    .insert(applicationBatches)
    .values({ personId: ctx.actor.personId, id: batchId, createdAt: ctx.now() })
    .onConflictDoNothing()
    .returning({ id: applicationBatches.id })
  return claimed.length > 0
}

/** The applications that a batch changed, in the order of their ids. */
export async function listBatch(ctx: PersonCtx, db: Db, batchId: string): Promise<string[]> {
  const rows = await db
    .selectDistinct({ id: applicationEvents.applicationId })
    .from(applicationEvents)
    .where(and(eq(applicationEvents.personId, ctx.actor.personId), eq(applicationEvents.batchId, batchId)))
    .orderBy(applicationEvents.applicationId)
  return rows.map(({ id }) => id)
}

/** Whole histories, each in the order of `seq`. */
export async function loadHistories(db: Db, ids: readonly string[]): Promise<Map<string, ApplicationEvent[]>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .select()
    .from(applicationEvents)
    .where(inArray(applicationEvents.applicationId, [...ids]))
    .orderBy(asc(applicationEvents.applicationId), asc(applicationEvents.seq))
  return Map.groupBy(rows.map(showEvent), (event) => event.applicationId)
}

/** A row of the history as every wire carries it. */
export function showEvent(row: typeof applicationEvents.$inferSelect): ApplicationEvent {
  return {
    id: row.id,
    applicationId: row.applicationId,
    seq: row.seq,
    change: row.change,
    happenedAt: row.happenedAt.toISOString(),
    learnedAt: row.learnedAt.toISOString(),
    actor: row.actor,
    batchId: row.batchId,
  }
}

export function actorWord(ctx: PersonCtx): ApplicationEvent['actor'] {
  return ctx.actor.scopes === null ? 'person' : 'key'
}

/** The state that a row holds. */
export function stateOf(row: WorkingRow): ApplicationState {
  return {
    group: row.stageGroup,
    stageId: row.stageId,
    rank: row.rank,
    outcome: outcomeOf(row),
    stageSinceMs: row.stageSince.getTime(),
    appliedAtMs: row.appliedAt?.getTime() ?? null,
    answeredAtMs: row.answeredAt?.getTime() ?? null,
    furthest: row.furthest,
    fields: {
      title: row.title,
      companyName: row.companyName,
      places: row.places,
      url: row.url,
      source: row.source,
      priority: row.priority,
      tags: row.tags,
      resumeVersionId: row.resumeVersionId,
    },
    removedAtMs: row.removedAt?.getTime() ?? null,
  }
}

/** The columns that a state stands in. */
export function columnsOf(state: ApplicationState) {
  const at = (ms: number | null) => (ms === null ? null : new Date(ms))
  return {
    ...state.fields,
    companyKey: companyKeyOf(state.fields.companyName),
    titleKey: titleKeyOf(state.fields.title),
    stageGroup: state.group,
    stageId: state.stageId,
    rank: state.rank,
    stageSince: new Date(state.stageSinceMs),
    outcomeKind: state.outcome?.kind ?? null,
    outcomeReason: state.outcome?.reason ?? null,
    appliedAt: at(state.appliedAtMs),
    answeredAt: at(state.answeredAtMs),
    furthest: state.furthest,
    removedAt: at(state.removedAtMs),
  }
}

const needsHistory = (change: ApplicationChange) => change.kind === 'undone' || change.kind === 'date-corrected'

/** All rows in one statement, so that 500 cost one round trip. A new stage begins a new wait for an answer. */
async function saveStates(tx: Db, states: { row: WorkingRow; state: ApplicationState | undefined }[], now: Date): Promise<void> {
  const values = states.flatMap(({ row, state }) => (state ? [{ id: row.id, ...columnsOf(state) }] : []))
  await tx.execute(sql`
    update applications set
      title = v.title, company_name = v."companyName", company_key = v."companyKey", title_key = v."titleKey", places = v.places, url = v.url,
      source = v.source, priority = v.priority, tags = v.tags, resume_version_id = v."resumeVersionId",
      stage_group = v."stageGroup", stage_id = v."stageId", rank = v.rank, stage_since = v."stageSince",
      outcome_kind = v."outcomeKind", outcome_reason = v."outcomeReason", applied_at = v."appliedAt", answered_at = v."answeredAt",
      furthest = v.furthest, removed_at = v."removedAt",
      silence_told_at = case when applications.stage_since = v."stageSince" then silence_told_at end,
      version = applications.version + 1, event_seq = event_seq + 1, updated_at = ${now.toISOString()}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(values)}::jsonb) as v(
      id text, title text, "companyName" text, "companyKey" text, "titleKey" text, places text[], url text, source text, priority smallint,
      tags text[], "resumeVersionId" text, "stageGroup" text, "stageId" text, rank text, "stageSince" timestamptz, "outcomeKind" text,
      "outcomeReason" text, "appliedAt" timestamptz, "answeredAt" timestamptz, furthest smallint, "removedAt" timestamptz)
    where applications.id = v.id`)
}

/** One job is saved once; the index says so too, but in words for no person. */
async function refuseSecondOfOneJob(
  ctx: PersonCtx,
  tx: Db,
  changes: readonly NewChange[],
  states: readonly ApplicationState[],
): Promise<void> {
  const back = changes.filter(({ row }, index) => row.removedAt !== null && states[index]?.removedAtMs === null)
  const jobIds = back.flatMap(({ row }) => row.jobId ?? [])
  if (jobIds.length === 0) return
  const [again] = await tx
    .select({ id: applications.id })
    .from(applications)
    .where(and(eq(applications.personId, ctx.actor.personId), inArray(applications.jobId, jobIds), sql`removed_at is null`))
    .limit(1)
  if (again)
    throw conflict(
      'application.saved-again',
      { applicationId: again.id },
      'You saved this job again meanwhile. Remove that one first, or keep it.',
    )
}
