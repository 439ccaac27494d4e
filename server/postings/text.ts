import { eq } from 'drizzle-orm'
import { hiringRoom } from '../../contract/live'
import { PostingFields } from '../../contract/postings'
import { postings } from '../../db/schema'
import { invalid } from '../core/errors'
import { hasRight } from '../identity/access'
import type { TextKind } from '../texts/text-kinds'
import { getPostingFor } from './access'
import { isRefusal, stepOf } from './core/posting-state'
import { factsOf, lineOf } from './show-posting'
import { saveFields } from './update-posting'

const TEXT_FIELDS = ['title', 'description'] as const
const Words = PostingFields.pick({ title: true, description: true })

/** Title and description of a posting are typed together; while it waits for approval, and once it is closed, they are only read. */
export const postingText: TextKind = {
  fields: TEXT_FIELDS,
  async enter(ctx, id, db) {
    if (db !== ctx.db) await db.select({ id: postings.id }).from(postings).where(eq(postings.id, id)).for('update')
    const { posting, role } = await getPostingFor(ctx, id, 'posting.view', db)
    const isOpen = !isRefusal(stepOf(factsOf(posting), 'edit'))
    const { title, description, organisationId } = posting
    return { role: isOpen && hasRight(role, 'posting.edit') ? 'edit' : 'view', organisationId, words: { title, description } }
  },
  async keep(ctx, tx, emit, id, words) {
    const read = Words.safeParse(words)
    if (!read.success) {
      const fields = Object.fromEntries(read.error.issues.map(({ path, message }) => [path.join('.'), message]))
      throw invalid('text.too-long', 'This is longer than an advert may be.', fields)
    }
    const { posting } = await getPostingFor(ctx, id, 'posting.edit', tx)
    const saved = await saveFields(ctx, tx, posting, read.data, {})
    if (saved !== posting) emit(hiringRoom(id), { type: 'posting.changed', version: saved.version, data: { posting: lineOf(saved) } })
  },
}
