import { and, desc, eq, gte, inArray, lt, lte, or, type SQL, sql } from 'drizzle-orm'
import type { AuditLine, AuditSearch } from '../../contract/audit'
import type { Page } from '../../contract/wire'
import { auditLines, people } from '../../db/schema'
import type { PersonCtx } from '../core/actor'
import { readCursor, writeCursor } from '../core/page'
import { getOrganisationFor } from '../identity/access'

/**
 * Lines of an organisation's audit log, the newest first: by act, by who, about what, and between two instants.
 * @throws not_found  no such organisation, or the person is no member
 * @throws forbidden  `organisation.right-missing`
 */
export async function searchAudit(ctx: PersonCtx, input: AuditSearch): Promise<Page<AuditLine>> {
  await getOrganisationFor(ctx, input.organisationId, 'audit.view')
  const rows = await ctx.db
    .select({ line: auditLines, name: people.name })
    .from(auditLines)
    .leftJoin(people, eq(people.id, auditLines.actorId))
    .where(
      and(
        eq(auditLines.organisationId, input.organisationId),
        input.acts.length > 0 ? inArray(auditLines.act, input.acts) : undefined,
        input.actorId ? eq(auditLines.actorId, input.actorId) : undefined,
        input.subjectId ? eq(auditLines.subjectId, input.subjectId) : undefined,
        input.from ? gte(auditLines.at, new Date(input.from)) : undefined,
        input.until ? lte(auditLines.at, new Date(input.until)) : undefined,
        after(input.cursor),
      ),
    )
    .orderBy(desc(auditLines.at), desc(auditLines.id))
    .limit(input.limit + 1)
  const shown = rows.slice(0, input.limit)
  const last = shown.at(-1)
  return {
    data: shown.map(({ line, name }) => ({
      id: line.id,
      act: line.act,
      actor: line.actorId !== null && name !== null ? { personId: line.actorId, name } : null,
      subjectId: line.subjectId,
      details: line.details,
      at: line.at.toISOString(),
    })),
    next: rows.length > input.limit && last ? writeCursor([last.line.at.toISOString(), last.line.id]) : null,
  }
}

function after(cursor: string | undefined): SQL | undefined {
  if (cursor === undefined) return undefined
  const [at = '', id = ''] = readCursor(cursor, 2).map(String)
  return or(lt(auditLines.at, sql`${at}::timestamptz`), and(eq(auditLines.at, sql`${at}::timestamptz`), lt(auditLines.id, id)))
}
