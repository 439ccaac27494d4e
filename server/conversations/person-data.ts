import { and, asc, eq, gt, inArray, isNotNull } from 'drizzle-orm'
import { conversationMessages, conversations } from '../../db/schema'
import type { Ctx } from '../core/ctx'
import { type ErasedPerson, type ExportPart, PERSON_BATCH, type PersonStore, rowsInBatches } from '../core/person-data'

/** Threads between the person and employers: all that left to them, and all that they wrote. Templates and what never left are the employers' own. */
export const conversationsOfPerson: PersonStore = {
  store: 'conversations',
  tables: ['conversations', 'conversation_messages'],
  countPerson: (ctx, { personId }) => ctx.db.$count(conversations, eq(conversations.personId, personId)),
  exportPerson,
  erasePerson: (ctx, { personId }: ErasedPerson) => eraseThreadsOf(ctx, personId),
}

/** Erases the threads of applications with every file that came in them. Returns how many threads went. */
export async function eraseConversations(ctx: Ctx, applicationIds: readonly string[]): Promise<number> {
  if (applicationIds.length === 0) return 0
  const ids = [...applicationIds]
  const held = await ctx.db
    .select({ files: conversationMessages.files })
    .from(conversationMessages)
    .where(and(inArray(conversationMessages.applicationId, ids), isNotNull(conversationMessages.incomingHash)))
  // Files first: a row that is gone no longer names its files.
  const keys = held.flatMap(({ files }) => files.map(({ key }) => key))
  if (keys.length > 0) await ctx.files.delete(keys)
  const gone = await ctx.db
    .delete(conversations)
    .where(inArray(conversations.applicationId, ids))
    .returning({ id: conversations.applicationId })
  return gone.length
}

async function eraseThreadsOf(ctx: Ctx, personId: string): Promise<number> {
  const held = await ctx.db
    .select({ id: conversations.applicationId })
    .from(conversations)
    .where(eq(conversations.personId, personId))
    .orderBy(asc(conversations.applicationId))
    .limit(PERSON_BATCH)
  return eraseConversations(
    ctx,
    held.map(({ id }) => id),
  )
}

async function* exportPerson({ db }: Ctx, personId: string): AsyncGenerator<ExportPart> {
  const file = 'applications/messages-with-employers.json'
  const about = 'Messages between you and employers about your applications.'
  yield { file, about, rows: [] }
  const read = (after: string | null) =>
    db
      .select({
        id: conversationMessages.id,
        applicationId: conversationMessages.applicationId,
        state: conversationMessages.state,
        subject: conversationMessages.subject,
        text: conversationMessages.text,
        quoted: conversationMessages.quoted,
        at: conversationMessages.at,
        fromAddress: conversationMessages.fromAddress,
      })
      .from(conversationMessages)
      .innerJoin(conversations, eq(conversations.applicationId, conversationMessages.applicationId))
      .where(
        and(
          eq(conversations.personId, personId),
          inArray(conversationMessages.state, ['left', 'received']),
          after === null ? undefined : gt(conversationMessages.id, after),
        ),
      )
      .orderBy(asc(conversationMessages.id))
      .limit(PERSON_BATCH)
  for await (const rows of rowsInBatches(read, ({ id }) => id))
    yield { file, about, rows: rows.map(({ state, ...row }) => ({ ...row, writtenBy: state === 'received' ? 'you' : 'employer' })) }
}
