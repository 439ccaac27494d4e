import { and, desc, eq, sql } from 'drizzle-orm'
import { hiringRoom } from '../../contract/live'
import { PostingFields, type PostingView, type UpdatePosting } from '../../contract/postings'
import type { Db } from '../../db/client'
import { auditLines, postings } from '../../db/schema'
import { recordAudit } from '../audit/record-audit'
import type { PersonCtx } from '../core/actor'
import { AppError, conflict } from '../core/errors'
import { withEvents } from '../live/outbox'
import { rewriteText } from '../texts/live-text'
import { holdPostingFor, type PostingRow } from './access'
import { columnsOf } from './columns-of'
import { isRefusal, stepOf } from './core/posting-state'
import { factsOf, fieldsOf, lineOf, showPosting } from './show-posting'

type Field = keyof PostingFields
const FIELDS = PostingFields.keyof().options

/**
 * Changes some fields of a posting and leaves the others as they are, so that two people who edit different fields both keep what they wrote.
 * Saying what a posting says already changes nothing.
 *
 * @throws not_found, forbidden  as `getPostingFor`
 * @throws conflict  `posting.in-review`, `posting.closed`
 * @throws conflict  `posting.field-changed`, with the fields that somebody else changed meanwhile: nothing was changed
 */
export async function updatePosting(ctx: PersonCtx, { postingId, change, was }: UpdatePosting): Promise<PostingView> {
  return withEvents(ctx, async (tx, emit) => {
    const held = await holdPostingFor(ctx, tx, postingId, 'edit')
    const { posting } = held
    const step = stepOf(factsOf(posting), 'edit')
    if (isRefusal(step)) throw conflict(step.reason, { postingId }, step.message)
    const saved = await saveFields(ctx, tx, posting, change, was)
    if (saved !== posting) await rewriteText(ctx, tx, postingId, wordsIn(change))
    if (saved !== posting)
      emit(hiringRoom(postingId), { type: 'posting.changed', version: saved.version, data: { posting: lineOf(saved) } })
    return showPosting(ctx, { ...held, posting: saved }, tx)
  })
}

/** What of a change is typed together elsewhere. */
function wordsIn({ title, description }: Partial<PostingFields>): Record<string, string> {
  return { ...(title === undefined ? {} : { title }), ...(description === undefined ? {} : { description }) }
}

/** The row as it is afterwards: the one that was given when nothing changed. */
export async function saveFields(
  ctx: PersonCtx,
  tx: Db,
  posting: PostingRow,
  change: Partial<PostingFields>,
  was: Partial<PostingFields>,
): Promise<PostingRow> {
  const current = fieldsOf(posting)
  const columns = columnsOf(change)
  const wanted: Partial<PostingFields> = { ...change, ...(columns.salary === undefined ? {} : { salary: columns.salary }) }
  const changed = FIELDS.filter((field) => field in wanted && written(field, wanted) !== written(field, current))
  const overtaken = changed.filter((field) => field in was && written(field, was) !== written(field, current))
  if (overtaken.length > 0)
    throw new AppError('conflict', 'posting.field-changed', {
      message: `Somebody changed ${overtaken.join(', ')} meanwhile. Look at the newest words and decide again.`,
      details: { postingId: posting.id, fields: overtaken.join(', ') },
      fields: Object.fromEntries(overtaken.map((field) => [field, 'Somebody changed this meanwhile.'])),
    })
  if (changed.length === 0) return posting
  const [saved] = await tx
    .update(postings)
    .set({
      ...Object.fromEntries(changed.map((field) => [field, columns[field]])),
      isAhead: posting.publishedAt !== null,
      version: sql`${postings.version} + 1`,
      updatedAt: ctx.now(),
    })
    .where(eq(postings.id, posting.id))
    .returning()
  if (!saved) throw new Error('The posting was not stored.')
  await recordEdit(ctx, tx, posting, changed)
  return saved
}

/** One writing of a field: keys of an object in the order of its schema, whatever order a database or a caller keeps them in. */
function written(field: Field, fields: Partial<PostingFields>): string {
  return JSON.stringify(PostingFields.shape[field].parse(fields[field]))
}

const ONE_EDIT_MS = 600_000

/** One person who goes on typing in the same fields writes one line every ten minutes, not one for each key. */
export async function recordEdit(ctx: PersonCtx, tx: Db, { id, organisationId }: PostingRow, changed: readonly Field[]): Promise<void> {
  const [newest] = await tx
    .select({ actorId: auditLines.actorId, act: auditLines.act, details: auditLines.details, at: auditLines.at })
    .from(auditLines)
    .where(and(eq(auditLines.organisationId, organisationId), eq(auditLines.subjectId, id)))
    .orderBy(desc(auditLines.at), desc(auditLines.id))
    .limit(1)
  const isSame = newest?.act === 'posting.changed' && newest.actorId === ctx.actor.personId
  const known = isSame && typeof newest.details.fields === 'string' ? newest.details.fields.split(', ') : []
  if (newest && changed.every((field) => known.includes(field)) && ctx.now().getTime() - newest.at.getTime() < ONE_EDIT_MS) return
  await recordAudit(ctx, tx, { organisationId, act: 'posting.changed', subjectId: id, details: { fields: changed.join(', ') } })
}
