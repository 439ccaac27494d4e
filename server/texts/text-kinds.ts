import type { Db } from '../../db/client'
import type { PersonCtx } from '../core/actor'
import { notFound } from '../core/errors'
import type { Emit } from '../live/outbox'
import type { Words } from './core/text-doc'

/** What the area of a thing says of its text: who may see and write it, and what its words are. */
export interface TextKind {
  fields: readonly string[]
  /** @throws not_found, forbidden  as the area's own pages do */
  enter(ctx: PersonCtx, id: string, db: Db): Promise<{ role: 'view' | 'edit'; organisationId: string; words: Words }>
  /**
   * Keeps the words where the area shows them. Called in the transaction that keeps the text, with the thing's row locked by `enter`.
   * @throws invalid  the words cannot be kept, and then the text is not either
   */
  keep(ctx: PersonCtx, tx: Db, emit: Emit, id: string, words: Words): Promise<void>
}
/** By the prefix of the id. */
export type TextKinds = Readonly<Record<string, () => Promise<TextKind>>>

/** @throws not_found  nothing of this kind has a text */
export async function kindOf(kinds: TextKinds, id: string): Promise<TextKind> {
  const load = kinds[id.slice(0, 3)]
  if (!load) throw notFound('text', id)
  return load()
}
