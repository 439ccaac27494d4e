import { and, eq } from 'drizzle-orm'
import type { AddContact, Contact, TextFile, UpdateContact } from '../../contract/applications'
import { personRoom } from '../../contract/live'
import { applicationContacts } from '../../db/schema'
import type { PersonCtx } from '../core/actor'
import { invalid, notFound } from '../core/errors'
import { type Emit, withEvents } from '../live/outbox'
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
  return withEvents(ctx, async (tx, emit) => {
    const application = await getApplicationFor(ctx, tx, applicationId)
    const held = await tx
      .select({ id: applicationContacts.id })
      .from(applicationContacts)
      .where(eq(applicationContacts.applicationId, applicationId))
      .limit(CONTACTS_MAX)
    if (held.length >= CONTACTS_MAX) throw invalid('contact.too-many', `This application has ${CONTACTS_MAX} contacts. Remove one first.`)
    const now = ctx.now()
    const id = ctx.newId('contact')
    const [row] = await tx
      .insert(applicationContacts)
      .values({ id, applicationId: application.id, personId: ctx.actor.personId, ...given, createdAt: now, updatedAt: now })
      .returning()
    if (!row) throw new Error('A contact was not written.')
    tell(emit, row)
    return showContact(row)
  })
}

/** Writes a contact anew. @throws not_found  it is not this person's */
export async function updateContact(ctx: PersonCtx, { contactId, ...given }: UpdateContact): Promise<Contact> {
  return withEvents(ctx, async (tx, emit) => {
    const [row] = await tx
      .update(applicationContacts)
      .set({ ...given, updatedAt: ctx.now() })
      .where(ownContact(ctx, contactId))
      .returning()
    if (!row) throw notFound('contact', contactId)
    tell(emit, row)
    return showContact(row)
  })
}

/** @throws not_found  it is not this person's, or gone already */
export async function removeContact(ctx: PersonCtx, contactId: string): Promise<{ ok: true }> {
  await withEvents(ctx, async (tx, emit) => {
    const [row] = await tx.delete(applicationContacts).where(ownContact(ctx, contactId)).returning()
    if (!row) throw notFound('contact', contactId)
    tell(emit, row, { isRemoved: true })
  })
  return { ok: true }
}

/** A contact has no version of its own: of its news the last one counts. */
function tell(emit: Emit, row: typeof applicationContacts.$inferSelect, { isRemoved } = { isRemoved: false }): void {
  const { id: contactId, applicationId } = row
  emit(personRoom(row.personId), { type: 'contact.changed', version: 1, data: { applicationId, contactId, isRemoved } })
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
