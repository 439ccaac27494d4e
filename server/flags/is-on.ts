import { desc } from 'drizzle-orm'
import { FLAG_UNTOUCHED, FLAGS, type FlagName, type FlagSetting } from '../../contract/flags'
import { flagChanges } from '../../db/schema'
import type { Ctx } from '../core/ctx'
import { AppError } from '../core/errors'

export const FLAGS_KEY = 'system.flags'
/** So long a change may go unseen; the database is asked at most so often by each data centre. */
const FLAGS_AGE_S = 30

/** Whom a flag is asked about: the id of what it is counted by, and the organisation where there is one. */
export interface FlagSubject {
  key: string
  organisationId?: string | null
}
type FlagCtx = Pick<Ctx, 'db' | 'cache' | 'log'>

/** Whether a part of the product is on for this subject. Where nobody can look it up, what does no harm. */
export async function isFlagOn(ctx: FlagCtx, name: FlagName, subject: FlagSubject): Promise<boolean> {
  return (await openFlag(ctx, name))(subject)
}

/** The same for many subjects, looked up once. */
export async function openFlag(ctx: FlagCtx, name: FlagName): Promise<(subject: FlagSubject) => boolean> {
  try {
    const settings = await ctx.cache.through({ key: FLAGS_KEY, ageS: FLAGS_AGE_S }, () => readSettings(ctx))
    const setting = settings[name] ?? FLAG_UNTOUCHED
    return (subject) => isOnFor(name, setting, subject)
  } catch (error) {
    ctx.log.error('flags.not-read', { flag: name, error: error instanceof Error ? error.name : 'unknown' })
    return () => FLAGS[name].whenUnknown
  }
}

/** @throws conflict `flags.switched-off`, with what is to be read */
export async function refuseWhenOff(ctx: FlagCtx, name: FlagName, subject: FlagSubject, message: string): Promise<void> {
  if (!(await isFlagOn(ctx, name, subject))) throw new AppError('conflict', 'flags.switched-off', { message, details: { flag: name } })
}

/** The same subject has the same answer for as long as the setting stays, and stays on when a share grows. */
export function isOnFor(name: FlagName, { mode, percent, organisationIds }: FlagSetting, { key, organisationId }: FlagSubject): boolean {
  if (mode !== 'some') return mode === 'on'
  return organisationIds.includes(organisationId ?? '') || bucketOf(`${name}:${key}`) < percent
}

/** 0 to 99, by FNV-1a over the UTF-16 units with a last mix: stable in every runtime, even over ids that differ in their last digits only. */
export function bucketOf(text: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return ((hash ^ (hash >>> 16)) >>> 0) % 100
}

async function readSettings(ctx: Pick<Ctx, 'db'>): Promise<Partial<Record<FlagName, FlagSetting>>> {
  const rows = await ctx.db
    .selectDistinctOn([flagChanges.name], { name: flagChanges.name, setting: flagChanges.setting })
    .from(flagChanges)
    .orderBy(flagChanges.name, desc(flagChanges.changedAt), desc(flagChanges.id))
  return Object.fromEntries(rows.map(({ name, setting }) => [name, setting]))
}
