import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import { type ArchiveTemplate, type MessageTemplate, type SaveTemplate, TEMPLATES_MAX } from '../../contract/conversations'
import type { Db } from '../../db/client'
import { messageTemplates } from '../../db/schema'
import { recordAudit } from '../audit/record-audit'
import type { PersonCtx } from '../core/actor'
import { conflict, invalid, notFound } from '../core/errors'
import { getOrganisationFor } from '../identity/access'
import { problemOfFields } from './core/merge-fields'

type TemplateRow = typeof messageTemplates.$inferSelect

/** An organisation's templates by kind and name, those that are archived last. @throws not_found, forbidden as `getOrganisationFor` */
export async function listTemplates(ctx: PersonCtx, organisationId: string): Promise<MessageTemplate[]> {
  await getOrganisationFor(ctx, organisationId, 'candidate.contact')
  const rows = await ctx.db
    .select()
    .from(messageTemplates)
    .where(eq(messageTemplates.organisationId, organisationId))
    .orderBy(sql`archived_at is not null`, asc(messageTemplates.kind), asc(sql`lower(name)`), asc(messageTemplates.id))
    .limit(10 * TEMPLATES_MAX)
  return rows.map(showTemplate)
}

/** Those that can be used now. The caller has passed the gate. */
export async function usableTemplates(db: Db, organisationId: string): Promise<MessageTemplate[]> {
  const rows = await db
    .select()
    .from(messageTemplates)
    .where(and(eq(messageTemplates.organisationId, organisationId), isNull(messageTemplates.archivedAt)))
    .orderBy(asc(messageTemplates.kind), asc(sql`lower(name)`), asc(messageTemplates.id))
    .limit(TEMPLATES_MAX)
  return rows.map(showTemplate)
}

/**
 * Adds a template, or changes one.
 *
 * @throws not_found, forbidden as `getOrganisationFor`
 * @throws invalid `conversations.unknown-field`  with the fields `subject` and `text`
 * @throws conflict `conversations.template-changed-since`, `conversations.template-name-taken`, `conversations.too-many-templates`
 */
export async function saveTemplate(ctx: PersonCtx, input: SaveTemplate): Promise<MessageTemplate> {
  refuseUnknownFields(input)
  return ctx.transact(async (tx) => {
    await getOrganisationFor(ctx, input.organisationId, 'candidate.manage', tx)
    // Names and the count of an organisation are looked at one at a time.
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`templates:${input.organisationId}`}, 0))`)
    await refuseTakenName(tx, input)
    const saved = input.templateId === null ? await add(ctx, tx, input) : await change(ctx, tx, input)
    await recordAudit(ctx, tx, {
      organisationId: input.organisationId,
      act: 'template.saved',
      subjectId: saved.id,
      details: { kind: saved.kind, version: saved.version },
    })
    return showTemplate(saved)
  })
}

/**
 * Takes a template out of use, or back into it. Messages that were written from it stay.
 * @throws not_found, forbidden as `getOrganisationFor`
 * @throws conflict `conversations.template-changed-since`, `conversations.template-name-taken`
 */
export async function archiveTemplate(ctx: PersonCtx, input: ArchiveTemplate): Promise<MessageTemplate> {
  return ctx.transact(async (tx) => {
    await getOrganisationFor(ctx, input.organisationId, 'candidate.manage', tx)
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`templates:${input.organisationId}`}, 0))`)
    const held = await getTemplate(tx, input)
    if ((held.archivedAt !== null) === input.isArchived) return showTemplate(held)
    if (!input.isArchived) await refuseTakenName(tx, { ...input, name: held.name })
    const changed = await update(ctx, tx, input, { archivedAt: input.isArchived ? ctx.now() : null })
    await recordAudit(ctx, tx, {
      organisationId: input.organisationId,
      act: 'template.archived',
      subjectId: changed.id,
      details: { isArchived: input.isArchived },
    })
    return showTemplate(changed)
  })
}

/** @throws invalid `conversations.unknown-field` */
export function refuseUnknownFields({ subject, text }: { subject: string; text: string }): void {
  const fields = Object.fromEntries(
    Object.entries({ subject: problemOfFields(subject), text: problemOfFields(text) }).flatMap(([name, problem]) =>
      problem === null ? [] : [[name, problem] as const],
    ),
  )
  const [first] = Object.values(fields)
  if (first !== undefined) throw invalid('conversations.unknown-field', first, fields)
}

async function add(ctx: PersonCtx, tx: Db, { organisationId, kind, name, subject, text }: SaveTemplate): Promise<TemplateRow> {
  const count = await tx.$count(
    messageTemplates,
    and(eq(messageTemplates.organisationId, organisationId), isNull(messageTemplates.archivedAt)),
  )
  if (count >= TEMPLATES_MAX)
    throw conflict('conversations.too-many-templates', { count }, `There are ${count} templates. Archive one that is not used.`)
  const now = ctx.now()
  const [added] = await tx
    .insert(messageTemplates)
    .values({
      id: ctx.newId('messageTemplate'),
      organisationId,
      kind,
      name,
      subject,
      text,
      savedBy: ctx.actor.personId,
      createdAt: now,
      updatedAt: now,
    })
    .returning()
  if (!added) throw new Error('A template was not written.')
  return added
}

function change(ctx: PersonCtx, tx: Db, { organisationId, templateId, version, kind, name, subject, text }: SaveTemplate) {
  return update(ctx, tx, { organisationId, templateId: templateId ?? '', version: version ?? 0 }, { kind, name, subject, text })
}

async function update(
  ctx: PersonCtx,
  tx: Db,
  at: { organisationId: string; templateId: string; version: number },
  values: Partial<TemplateRow>,
): Promise<TemplateRow> {
  await getTemplate(tx, at)
  const [changed] = await tx
    .update(messageTemplates)
    .set({ ...values, savedBy: ctx.actor.personId, version: sql`${messageTemplates.version} + 1`, updatedAt: ctx.now() })
    .where(and(eq(messageTemplates.id, at.templateId), eq(messageTemplates.version, at.version)))
    .returning()
  if (!changed)
    throw conflict('conversations.template-changed-since', {}, 'This template was changed meanwhile. Look at it and decide again.')
  return changed
}

async function getTemplate(tx: Db, { organisationId, templateId }: { organisationId: string; templateId: string }): Promise<TemplateRow> {
  const [held] = await tx
    .select()
    .from(messageTemplates)
    .where(and(eq(messageTemplates.id, templateId), eq(messageTemplates.organisationId, organisationId)))
    .for('update')
  if (!held) throw notFound('template', templateId)
  return held
}

async function refuseTakenName(
  tx: Db,
  { organisationId, templateId, name }: { organisationId: string; templateId: string | null; name: string },
): Promise<void> {
  const [other] = await tx
    .select({ id: messageTemplates.id })
    .from(messageTemplates)
    .where(
      and(
        eq(messageTemplates.organisationId, organisationId),
        isNull(messageTemplates.archivedAt),
        sql`lower(${messageTemplates.name}) = lower(${name})`,
        templateId === null ? undefined : sql`${messageTemplates.id} <> ${templateId}`,
      ),
    )
  if (other) throw conflict('conversations.template-name-taken', {}, `There is a template “${name}” already. Give this one another name.`)
}

function showTemplate({ id, organisationId, kind, name, subject, text, version, archivedAt, updatedAt }: TemplateRow): MessageTemplate {
  return { id, organisationId, kind, name, subject, text, version, isArchived: archivedAt !== null, updatedAt: updatedAt.toISOString() }
}
