import { eq, sql } from 'drizzle-orm'
import type { LiveText, SaveText } from '../../contract/texts'
import type { Db } from '../../db/client'
import { liveTexts } from '../../db/schema'
import { asPerson, type PersonCtx } from '../core/actor'
import type { Ctx } from '../core/ctx'
import { AppError, invalid } from '../core/errors'
import { withEvents } from '../live/outbox'
import type { Words } from './core/text-doc'
import { kindOf, type TextKinds } from './text-kinds'

/** A text that grows beyond this is told to be copied into a new one: what was deleted still stands in its history. */
const STATE_CHARS_MAX = 2_000_000

/**
 * A text as somebody opens it to type with others. Its document is made once, of the words that are there: whoever comes first.
 * @throws not_found, forbidden  as the page of what it belongs to
 */
export async function openText(ctx: PersonCtx, kinds: TextKinds, id: string): Promise<LiveText> {
  const kind = await kindOf(kinds, id)
  return ctx.transact(async (tx) => {
    const { role, organisationId, words } = await kind.enter(ctx, id, tx)
    const held = await findText(tx, id)
    if (held) return { id, role, ...held }
    const { newTextDoc, stateOf } = await import('./core/text-doc')
    const state = stateOf(newTextDoc(words))
    await tx.insert(liveTexts).values({ id, organisationId, state, updatedAt: ctx.now() })
    return { id, role, state, version: 1 }
  })
}

/**
 * Takes in what somebody typed. What two people typed apart is put together, whoever saves first; the same twice changes nothing.
 * @throws not_found, forbidden  as the page of what it belongs to
 * @throws forbidden  `text.view-only`
 * @throws invalid    `text.bad-update`, `text.too-long`; and what the words of its fields are refused for
 */
export async function saveText(ctx: PersonCtx, kinds: TextKinds, { id, update }: SaveText): Promise<{ version: number }> {
  const kind = await kindOf(kinds, id)
  return withEvents(ctx, async (tx, emit) => {
    const { role, organisationId, words } = await kind.enter(ctx, id, tx)
    if (role !== 'edit') throw new AppError('forbidden', 'text.view-only', { message: 'This text can only be read now.' })
    const { newTextDoc, stateOf, takeUpdate, textDocOf, wordsOf } = await import('./core/text-doc')
    const held = await findText(tx, id)
    const doc = held ? textDocOf(held.state) : newTextDoc(words)
    try {
      if (!takeUpdate(doc, update) && held) return { version: held.version }
    } catch (cause) {
      throw new AppError('invalid', 'text.bad-update', { message: 'This text cannot be read.', cause })
    }
    const state = stateOf(doc)
    if (state.length > STATE_CHARS_MAX) throw invalid('text.too-long', 'This text has become too long to be kept.')
    await kind.keep(ctx, tx, emit, id, wordsOf(doc, kind.fields))
    return { version: await keepState(tx, { id, organisationId, state, updatedAt: ctx.now() }) }
  })
}

/**
 * Makes a text say what was changed elsewhere, by the part that differs: who types in it meanwhile loses nothing. One that nobody opened
 * yet has no document and needs none. The caller holds the row of what it belongs to.
 */
export async function rewriteText(ctx: Pick<Ctx, 'now'>, tx: Db, id: string, words: Words): Promise<void> {
  const [held] = await tx
    .select({ state: liveTexts.state, organisationId: liveTexts.organisationId })
    .from(liveTexts)
    .where(eq(liveTexts.id, id))
  if (!held) return
  const { rewrite, stateOf, textDocOf } = await import('./core/text-doc')
  const doc = textDocOf(held.state)
  for (const [field, text] of Object.entries(words)) rewrite(doc, field, text)
  await keepState(tx, { id, organisationId: held.organisationId, state: stateOf(doc), updatedAt: ctx.now() })
}

/** Who may listen in the room of a text, and whether what they type is passed on. */
export const enterTextRoom = (kinds: TextKinds) => async (ctx: Ctx, id: string) => {
  const personCtx = { ...ctx, actor: asPerson(ctx.actor, null) }
  const { role } = await (await kindOf(kinds, id)).enter(personCtx, id, ctx.db)
  return { role }
}

async function findText(tx: Db, id: string): Promise<{ state: string; version: number } | null> {
  const [held] = await tx.select({ state: liveTexts.state, version: liveTexts.version }).from(liveTexts).where(eq(liveTexts.id, id))
  return held ?? null
}

async function keepState(tx: Db, row: { id: string; organisationId: string; state: string; updatedAt: Date }): Promise<number> {
  const [kept] = await tx
    .insert(liveTexts)
    .values(row)
    .onConflictDoUpdate({
      target: liveTexts.id,
      set: { state: row.state, updatedAt: row.updatedAt, version: sql`${liveTexts.version} + 1` },
    })
    .returning({ version: liveTexts.version })
  return kept?.version ?? 1
}
