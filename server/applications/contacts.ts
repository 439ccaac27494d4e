import { and, eq } from 'drizzle-orm'
import type { AddContact, Contact, TextFile, UpdateContact } from '../../contract/applications'
import { applicationContacts } from '../../db/schema'
import type { PersonCtx } from '../core/actor'
import { invalid, notFound } from '../core/errors'
import { getApplicationFor } from './access'
import { writeVcard } from './core/vcard'
import { showContact } from './show-parts'

const CONTACTS_MAX = 50

/**
 * Adds somebody to write to or ask about an application.
 * @throws not_found  the application is not this person's
 * @throws invalid `contact.too-many`  50 are there already
 */
export async function addContact(ctx: PersonCtx, { applicationId, ...given }: AddContact): Promise<Contact> {
  const application = await getApplicationFor(ctx, ctx.db, applicationId)
  const held = await ctx.db
    .select({ id: applicationContacts.id })
    .from(applicationContacts)
    .where(eq(applicationContacts.applicationId, applicationId))
    .limit(CONTACTS_MAX)
  if (held.length >= CONTACTS_MAX) throw invalid('contact.too-many', `This application has ${CONTACTS_MAX} contacts. Remove one first.`)
  const now = ctx.now()
  const [row] = await ctx.db
    .insert(applicationContacts)
    .values({
      id: ctx.newId('contact'),
      applicationId: application.id,
      personId: ctx.actor.personId,
      ...given,
      createdAt: now,
      updatedAt: now,
    })
    .returning()
  if (!row) throw new Error('A contact was not written.')
  return showContact(row)
}

/** Writes a contact anew. @throws not_found  it is not this person's */
export async function updateContact(ctx: PersonCtx, { contactId, ...given }: UpdateContact): Promise<Contact> {
  const [row] = await ctx.db
    .update(applicationContacts)
    .set({ ...given, updatedAt: ctx.now() })
    .where(ownContact(ctx, contactId))
    .returning()
  if (!row) throw notFound('contact', contactId)
  return showContact(row)
}

/** @throws not_found  it is not this person's, or gone already */
export async function removeContact(ctx: PersonCtx, contactId: string): Promise<{ ok: true }> {
  const [row] = await ctx.db.delete(applicationContacts).where(ownContact(ctx, contactId)).returning({ id: applicationContacts.id })
  if (!row) throw notFound('contact', contactId)
  return { ok: true }
}

/** A contact as the file that address books take: vCard 4.0. @throws not_found  it is not this person's */
export async function writeContactCard(ctx: PersonCtx, contactId: string): Promise<TextFile> {
  const [row] = await ctx.db.select().from(applicationContacts).where(ownContact(ctx, contactId))
  if (!row) throw notFound('contact', contactId)
  const { companyName } = await getApplicationFor(ctx, ctx.db, row.applicationId)
  return {
    name: `${row.id}.vcf`,
    mediaType: 'text/vcard',
    body: writeVcard({ ...row, organisation: companyName, revisedAt: row.updatedAt.toISOString() }),
  }
}

const ownContact = (ctx: PersonCtx, contactId: string) =>
  and(eq(applicationContacts.id, contactId), eq(applicationContacts.personId, ctx.actor.personId))
