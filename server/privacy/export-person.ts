import { and, desc, eq, inArray, lte, ne, sql } from 'drizzle-orm'
import { personRoom } from '../../contract/live'
import { type DataExport, EXPORT_DAYS, type ExportState } from '../../contract/privacy'
import type { Db } from '../../db/client'
import { dataExports } from '../../db/schema'
import type { PersonCtx } from '../core/actor'
import type { Ctx } from '../core/ctx'
import { AppError, notFound } from '../core/errors'
import { type Emit, withEvents } from '../live/outbox'
import { addressOf } from '../notifications/address-of'
import { queueMail } from '../notifications/queue-mail'
import { addTask } from '../tasks/add-task'
import { PERSON_STORES } from './person-stores'
import { pieceKey } from './piece-key'

const DAY_MS = 86_400_000
const EXPIRE_MAX = 20
const UNDER_WAY = ['waiting', 'making'] as const

/** The newest download of the person who asks, and from when on they may ask for the next. */
export async function getExportState(ctx: PersonCtx): Promise<ExportState> {
  const row = await findNewest(ctx)
  if (!row) return { export: null, nextAt: null }
  const nextMs = row.requestedAt.getTime() + DAY_MS
  const waits = row.state !== 'failed' && nextMs > ctx.now().getTime()
  return { export: shown(row), nextAt: waits ? new Date(nextMs).toISOString() : null }
}

/**
 * Begins a download of everything. While one is under way, asking again answers that one.
 * @throws too_many  `privacy.one-export-a-day`, unless the last one failed
 */
export async function startExport(ctx: PersonCtx): Promise<DataExport> {
  const held = await findNewest(ctx)
  if (held && (held.state === 'waiting' || held.state === 'making')) return shown(held)
  const waitMs = held && held.state !== 'failed' ? held.requestedAt.getTime() + DAY_MS - ctx.now().getTime() : 0
  if (waitMs > 0)
    throw new AppError('too_many', 'privacy.one-export-a-day', {
      message: 'One download a day is the most. The last one is still there; ask again tomorrow.',
      retryAfterS: Math.ceil(waitMs / 1_000),
    })
  const id = ctx.newId('export')
  const added = await withEvents(ctx, async (tx, emit) => {
    const [row] = await tx
      .insert(dataExports)
      .values({ id, personId: ctx.actor.personId, areas: PERSON_STORES.length, requestedAt: ctx.now() })
      .onConflictDoNothing()
      .returning()
    if (!row) return null
    await addTask(ctx, tx, { payload: { kind: 'privacy.export', exportId: id }, key: id })
    return tell(emit, row)
  })
  if (added) return added
  // Somebody asked in the same moment on another screen.
  const other = await findNewest(ctx)
  if (!other) throw new Error('A download was neither written nor found.')
  return shown(other)
}

/**
 * Task: writes everything that is kept of a person into one ZIP, in encrypted pieces, and says by mail when it is there.
 * Carried out twice, the first to finish counts, and the other's pieces go.
 */
export async function makeExport(ctx: Ctx, exportId: string): Promise<void> {
  const attempt = ctx.newId('export')
  const row = await change(ctx, exportId, { state: 'making', areasDone: 0 })
  if (!row) return
  const prefix = prefixOf(row, attempt)
  // The ZIP writer is loaded by the first who needs it (docs/decisions/008-what-is-loaded-when.md).
  const { writeExport } = await import('./write-export')
  const written = await writeExport(ctx, {
    personId: row.personId,
    prefix,
    onArea: async (areasDone) => {
      await change(ctx, exportId, { state: 'making', areasDone })
    },
  })
  const now = ctx.now()
  const expiresAt = new Date(now.getTime() + EXPORT_DAYS * DAY_MS)
  const ready = await change(
    ctx,
    exportId,
    { state: 'ready', areasDone: row.areas, attempt, ...written, readyAt: now, expiresAt },
    async (tx) => {
      const mailbox = await addressOf(ctx, tx, row.personId, 'mail')
      if (!mailbox) return
      const data = { link: `${ctx.origin}/settings/privacy`, expiresAt: expiresAt.toISOString(), timeZone: 'UTC' }
      await queueMail(ctx, tx, { template: 'export-ready', to: mailbox.address, personId: row.personId, data })
    },
  )
  await forgetPieces(ctx, row, ready ? attempt : (await findRow(ctx, exportId))?.attempt)
}

/** The task was tried as often as tasks are: the person may ask again at once. */
export async function giveUpExport(ctx: Ctx, exportId: string): Promise<void> {
  const row = await change(ctx, exportId, { state: 'failed' })
  if (row) await forgetPieces(ctx, row, null)
}

/**
 * The bytes of a download, piece by piece, for its owner in a session.
 * @throws not_found  it is not theirs, not ready, or over: all alike
 */
export async function openExport(ctx: PersonCtx, exportId: string): Promise<{ byteSize: number; requestedAt: Date; pieces: string[] }> {
  const [row] = await ctx.db
    .select()
    .from(dataExports)
    .where(and(eq(dataExports.id, exportId), eq(dataExports.personId, ctx.actor.personId), eq(dataExports.state, 'ready')))
  if (!row?.attempt || !row.expiresAt || row.expiresAt <= ctx.now()) throw notFound('download', exportId)
  const prefix = prefixOf(row, row.attempt)
  return {
    byteSize: row.byteSize,
    requestedAt: row.requestedAt,
    pieces: Array.from({ length: row.pieces }, (_, index) => pieceKey(prefix, index)),
  }
}

/** Cron: downloads are kept for a week. The bytes go first, so that what stops half-way is found again. Returns how many. */
export async function forgetOldExports(ctx: Ctx): Promise<number> {
  const due = await ctx.db
    .select()
    .from(dataExports)
    .where(and(eq(dataExports.state, 'ready'), lte(dataExports.expiresAt, ctx.now())))
    .orderBy(dataExports.expiresAt, dataExports.id)
    .limit(EXPIRE_MAX)
  for (const row of due) {
    await forgetPieces(ctx, row, null)
    await withEvents(ctx, async (tx, emit) => {
      const [over] = await tx
        .update(dataExports)
        .set({ state: 'expired', version: sql`${dataExports.version} + 1` })
        .where(and(eq(dataExports.id, row.id), ne(dataExports.state, 'expired')))
        .returning()
      if (over) tell(emit, over)
    })
  }
  return due.length
}

type Row = typeof dataExports.$inferSelect

const prefixOf = (row: Pick<Row, 'personId' | 'id'>, attempt: string) => `exports/${row.personId}/${row.id}/${attempt}/`

/** Changes one that is under way, and tells its owner. `null` when it is not under way any more. */
async function change(
  ctx: Ctx,
  exportId: string,
  set: Partial<Row>,
  alongside: (tx: Db) => Promise<void> = async () => {},
): Promise<Row | null> {
  return withEvents(ctx, async (tx, emit) => {
    const [row] = await tx
      .update(dataExports)
      .set({ ...set, version: sql`${dataExports.version} + 1` })
      .where(and(eq(dataExports.id, exportId), inArray(dataExports.state, [...UNDER_WAY])))
      .returning()
    if (!row) return null
    tell(emit, row)
    await alongside(tx)
    return row
  })
}

function tell(emit: Emit, row: Row): DataExport {
  const data = shown(row)
  emit(personRoom(row.personId), { type: 'privacy.export-changed', version: row.version, data: { export: data } })
  return data
}

/** Forgets the pieces of every attempt but one. */
async function forgetPieces(ctx: Ctx, row: Row, kept: string | null | undefined): Promise<void> {
  const prefix = `exports/${row.personId}/${row.id}/`
  let cursor: string | undefined
  for (;;) {
    const { files, next } = await ctx.files.listByPrefix(prefix, { cursor })
    const old = files.map(({ key }) => key).filter((key) => !kept || !key.startsWith(`${prefix}${kept}/`))
    if (old.length > 0) await ctx.files.delete(old)
    if (next === null) return
    cursor = next
  }
}

async function findNewest(ctx: PersonCtx): Promise<Row | undefined> {
  const [row] = await ctx.db
    .select()
    .from(dataExports)
    .where(eq(dataExports.personId, ctx.actor.personId))
    .orderBy(desc(dataExports.requestedAt), desc(dataExports.id))
    .limit(1)
  return row
}

async function findRow(ctx: Ctx, id: string): Promise<Row | undefined> {
  const [row] = await ctx.db.select().from(dataExports).where(eq(dataExports.id, id))
  return row
}

function shown(row: Row): DataExport {
  return {
    id: row.id,
    state: row.state,
    progressRatio: row.state === 'ready' ? 1 : row.areas === 0 ? 0 : row.areasDone / row.areas,
    byteSize: row.state === 'ready' ? row.byteSize : null,
    version: row.version,
    requestedAt: row.requestedAt.toISOString(),
    readyAt: row.readyAt?.toISOString() ?? null,
    expiresAt: row.expiresAt?.toISOString() ?? null,
  }
}
