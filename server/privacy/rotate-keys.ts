import { and, asc, gt, isNotNull, like, not, sql } from 'drizzle-orm'
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core'
import type { TaskPayload } from '../../contract/tasks'
import {
  birthData,
  busyFeeds,
  hiringApplications,
  hookEndpoints,
  interviewInvitations,
  matchFacts,
  matchProfiles,
  matchReceipts,
  matchSettings,
  messages,
  notificationSettings,
  resumeFiles,
  resumeLinks,
  resumes,
  resumeVersions,
  selfIdentifications,
  shortlistScorecards,
} from '../../db/schema'
import type { Ctx } from '../core/ctx'
import { rowsOf } from '../core/rows'

/**
 * Every column that holds sealed text, by its name in the database. A new one belongs here, or a key that is taken out takes it along.
 * Kept answers of repeated requests are not here: they end by themselves within a day or two, and the old key stays until then.
 */
export const SEALED: Record<string, { table: PgTable; id: PgColumn; value: PgColumn }> = {
  'birth_data.birth_date': { table: birthData, id: birthData.personId, value: birthData.birthDate },
  'birth_data.birth_name': { table: birthData, id: birthData.personId, value: birthData.birthName },
  'busy_feeds.sealed_url': { table: busyFeeds, id: busyFeeds.id, value: busyFeeds.sealedUrl },
  'hiring_applications.sealed_status_token': {
    table: hiringApplications,
    id: hiringApplications.id,
    value: hiringApplications.sealedStatusToken,
  },
  'interview_invitations.sealed_token': {
    table: interviewInvitations,
    id: interviewInvitations.id,
    value: interviewInvitations.sealedToken,
  },
  'hook_endpoints.secret': { table: hookEndpoints, id: hookEndpoints.id, value: hookEndpoints.secret },
  'hook_endpoints.old_secret': { table: hookEndpoints, id: hookEndpoints.id, value: hookEndpoints.oldSecret },
  'match_facts.facts': { table: matchFacts, id: matchFacts.id, value: matchFacts.facts },
  'match_profiles.facts': { table: matchProfiles, id: matchProfiles.personId, value: matchProfiles.facts },
  'match_receipts.document': { table: matchReceipts, id: matchReceipts.id, value: matchReceipts.document },
  'match_settings.wishes': { table: matchSettings, id: matchSettings.personId, value: matchSettings.wishes },
  'messages.sealed_to': { table: messages, id: messages.id, value: messages.sealedTo },
  'messages.sealed_content': { table: messages, id: messages.id, value: messages.sealedContent },
  'notification_settings.sealed_phone': {
    table: notificationSettings,
    id: notificationSettings.personId,
    value: notificationSettings.sealedPhone,
  },
  'resume_files.name': { table: resumeFiles, id: resumeFiles.id, value: resumeFiles.name },
  'resume_files.reading': { table: resumeFiles, id: resumeFiles.id, value: resumeFiles.reading },
  'resumes.name': { table: resumes, id: resumes.id, value: resumes.name },
  'resume_versions.document': { table: resumeVersions, id: resumeVersions.id, value: resumeVersions.document },
  'resume_versions.label': { table: resumeVersions, id: resumeVersions.id, value: resumeVersions.label },
  'self_identifications.sealed': { table: selfIdentifications, id: selfIdentifications.applicationId, value: selfIdentifications.sealed },
  'shortlist_scorecards.sealed': { table: shortlistScorecards, id: shortlistScorecards.id, value: shortlistScorecards.sealed },
  'resume_links.token': { table: resumeLinks, id: resumeLinks.id, value: resumeLinks.token },
}
const ROWS_A_STEP = 100
const FILES_A_STEP = 20

type Payload = Extract<TaskPayload, { kind: 'privacy.rotate-keys' }>

/** Cron: when the current key is new, writes the task that moves everything over to it. Once a key. */
export async function startKeyRotation(ctx: Ctx): Promise<void> {
  await addStep(ctx, { kind: 'privacy.rotate-keys', keyId: ctx.dataKeyId, part: Object.keys(SEALED)[0] ?? 'files', after: '' })
}

/**
 * Task: seals a bounded number of rows, or wraps a bounded number of files, under the current key, then writes the task for what follows.
 * A step that runs twice, or stops half-way, finds done what is done. When the last step is done, nothing needs an older key.
 */
export async function rotateKeys(ctx: Ctx, payload: Payload): Promise<void> {
  // The ring has changed again: the newer key has steps of its own.
  if (payload.keyId !== ctx.dataKeyId) return
  const column = SEALED[payload.part]
  const last = column ? await sealAgain(ctx, payload.part, column, payload.after) : await wrapAgain(ctx, payload.after)
  if (last !== null) return addStep(ctx, { ...payload, after: last })
  const parts = [...Object.keys(SEALED), 'files']
  const next = parts[parts.indexOf(payload.part) + 1]
  if (next !== undefined) return addStep(ctx, { ...payload, part: next, after: '' })
  ctx.log.info('privacy.keys-rotated', { keyId: payload.keyId })
}

async function sealAgain(
  ctx: Ctx,
  name: string,
  { table, id, value }: NonNullable<(typeof SEALED)[string]>,
  after: string,
): Promise<string | null> {
  const rows = await ctx.db
    .select({ id: sql<string>`${id}`, value: sql<string>`${value}` })
    .from(table)
    .where(and(gt(id, after), isNotNull(value), not(like(value, `${ctx.dataKeyId}~%`))))
    .orderBy(asc(id))
    .limit(ROWS_A_STEP)
  for (const row of rows) {
    const place = `${name}:${row.id}`
    const sealed = await ctx.seal(await ctx.unseal(row.value, place), place)
    // Only if it is still what was read: whoever changed it meanwhile sealed it with the current key.
    await ctx.db.execute(
      sql`update ${table} set ${sql.identifier(name.slice(name.indexOf('.') + 1))} = ${sealed} where ${id} = ${row.id} and ${value} = ${row.value}`,
    )
  }
  return rows.length === ROWS_A_STEP ? (rows.at(-1)?.id ?? null) : null
}

/** Files are listed by page; `after` is where the next page begins. */
async function wrapAgain(ctx: Ctx, after: string): Promise<string | null> {
  const page = await ctx.files.listByPrefix('', { limit: FILES_A_STEP, ...(after === '' ? {} : { cursor: after }) })
  for (const { key, keyId } of page.files) if (keyId !== ctx.dataKeyId) await ctx.files.rewrap(key)
  return page.next
}

async function addStep(ctx: Ctx, payload: Payload): Promise<void> {
  const now = ctx.now().toISOString()
  const taskId = ctx.newId('task')
  const key = `${payload.keyId}:${payload.part}:${payload.after}`
  const answer = await ctx.db.execute(sql`
    insert into tasks (id, kind, key, payload, created_at, run_after, sent_at)
    values (${taskId}, ${payload.kind}, ${key}, ${JSON.stringify(payload)}::jsonb, ${now}::timestamptz, ${now}::timestamptz, ${now}::timestamptz)
    on conflict (kind, key) do nothing returning id`)
  if (rowsOf<{ id: string }>(answer).length > 0) await ctx.enqueue([taskId]).catch(() => ctx.log.warn('tasks.send-later'))
}
