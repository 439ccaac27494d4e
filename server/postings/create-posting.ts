import { and, eq, ne } from 'drizzle-orm'
import { type NewPosting, type PostingFields, type PostingView, REPLY_PROMISE_DAYS } from '../../contract/postings'
import type { Db } from '../../db/client'
import { organisations, postings } from '../../db/schema'
import { recordAudit } from '../audit/record-audit'
import type { PersonCtx } from '../core/actor'
import { conflict } from '../core/errors'
import { getOrganisationFor } from '../identity/access'
import { getPostingFor } from './access'
import { columnsOf } from './columns-of'
import { fieldsOf, showPosting } from './show-posting'

const POSTINGS_MAX = 2_000

/**
 * Begins a posting: a draft, whose fields may all be empty yet.
 * @throws not_found  no such organisation, or the person is no member
 * @throws forbidden  `organisation.right-missing`
 * @throws conflict   `posting.too-many`
 */
export async function createPosting(ctx: PersonCtx, { organisationId, fields }: NewPosting): Promise<PostingView> {
  return ctx.transact(async (tx) => {
    const { organisation, role } = await getOrganisationFor(ctx, organisationId, 'posting.edit', tx)
    await refuseTooMany(tx, organisationId)
    const posting = await insertDraft(ctx, tx, organisationId, { ...EMPTY, ...fields })
    return showPosting(ctx, { posting, role, organisationName: organisation.name }, tx)
  })
}

/**
 * Begins a new draft with the words of another posting of the same organisation. Its last day is left out.
 * @throws not_found, forbidden, conflict as `createPosting`
 */
export async function duplicatePosting(ctx: PersonCtx, postingId: string): Promise<PostingView> {
  return ctx.transact(async (tx) => {
    const held = await getPostingFor(ctx, postingId, 'posting.edit', tx)
    await refuseTooMany(tx, held.posting.organisationId)
    const posting = await insertDraft(ctx, tx, held.posting.organisationId, { ...fieldsOf(held.posting), validThrough: null }, postingId)
    return showPosting(ctx, { ...held, posting }, tx)
  })
}

const EMPTY: PostingFields = {
  title: '',
  places: [],
  jurisdiction: null,
  remote: null,
  remoteRegions: [],
  employmentType: null,
  seniority: null,
  salary: null,
  skills: [],
  description: '',
  questions: [],
  statements: { usesAi: null, isExistingVacancy: null },
  replyPromiseDays: REPLY_PROMISE_DAYS.usual,
  openings: 1,
  requisition: null,
  validThrough: null,
}

async function insertDraft(ctx: PersonCtx, tx: Db, organisationId: string, fields: PostingFields, from?: string) {
  const id = ctx.newId('posting')
  const now = ctx.now()
  const [posting] = await tx
    .insert(postings)
    .values({
      ...columnsOf(fields),
      statements: fields.statements,
      replyPromiseDays: fields.replyPromiseDays,
      id,
      organisationId,
      createdBy: ctx.actor.personId,
      createdAt: now,
      updatedAt: now,
    })
    .returning()
  if (!posting) throw new Error('The posting was not stored.')
  await recordAudit(ctx, tx, { organisationId, act: 'posting.created', subjectId: id, details: from ? { from } : {} })
  return posting
}

/** The organisation's row is locked, so that two drafts begun at once are counted one after the other. */
async function refuseTooMany(tx: Db, organisationId: string): Promise<void> {
  await tx.select({ id: organisations.id }).from(organisations).where(eq(organisations.id, organisationId)).for('update')
  const open = await tx.$count(postings, and(eq(postings.organisationId, organisationId), ne(postings.state, 'closed')))
  if (open >= POSTINGS_MAX)
    throw conflict('posting.too-many', { max: POSTINGS_MAX }, `${POSTINGS_MAX} postings are open. Close some first.`)
}
