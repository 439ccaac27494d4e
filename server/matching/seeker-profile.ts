import { eq, sql } from 'drizzle-orm'
import { SeekerFacts } from '../../contract/matching'
import { findablePeople, matchProfiles, rankedCandidates } from '../../db/schema'
import type { Ctx } from '../core/ctx'
import { rowsOf } from '../core/rows'
import { findResumeHead, openResumeHead } from '../resumes/find-resume-head'
import { blindFacts } from './blind-facts'
import { hashOf } from './hash-of'
import { readSeekerFacts } from './read-seeker-facts'
import { readMatchSettings } from './settings'

/** Names the readers of facts. A change of what they read makes a new one, so that every profile is read anew. */
const READER_VERSION = 'f1'
/** Skills and titles beyond these narrow nothing any more. */
const KEY_SKILLS_MAX = 30
const KEY_TITLES_MAX = 8

/** A person as matching knows them. */
export interface SeekerProfile {
  facts: SeekerFacts
  factsHash: string
  /** What the database's own `match_terms` makes of their titles and skills. */
  keys: string[]
  resumeVersionId: string | null
}

/**
 * What matching goes by for a person: read from their résumé and wishes, and kept until one of them changes or a month ends.
 * @returns `null` when there is neither a résumé nor a wished title to go by
 */
export async function findSeekerProfile(ctx: Ctx, personId: string): Promise<SeekerProfile | null> {
  const settings = await readMatchSettings(ctx, personId)
  const [head, [held]] = await Promise.all([
    findResumeHead(ctx, personId, settings.resumeId),
    ctx.db.select().from(matchProfiles).where(eq(matchProfiles.personId, personId)),
  ])
  if (head === null && settings.wishes.titles.length === 0) return null
  const month = ctx.now().toISOString().slice(0, 7)
  const basis = [READER_VERSION, head?.versionId ?? 'none', settings.version, month].join(' ')
  if (held?.basis === basis) {
    const facts = SeekerFacts.parse(JSON.parse(await ctx.unseal(held.facts, `match_profiles.facts:${personId}`)))
    return { facts, factsHash: held.factsHash, keys: held.keys, resumeVersionId: held.resumeVersionId }
  }
  const facts = readSeekerFacts(head ? await openResumeHead(ctx, head) : {}, settings.wishes, month)
  const profile = { facts, factsHash: await hashOf(facts), keys: await keysOf(ctx, facts), resumeVersionId: head?.versionId ?? null }
  await keepProfile(ctx, personId, basis, profile)
  return profile
}

/** Task: reads a person's profile anew, so that new jobs find them by it. What is up to date is left alone. */
export async function readProfile(ctx: Ctx, personId: string): Promise<void> {
  const profile = await findSeekerProfile(ctx, personId)
  if (profile !== null) return
  await ctx.db.delete(matchProfiles).where(eq(matchProfiles.personId, personId))
  await ctx.db
    .delete(rankedCandidates)
    .where(sql`${rankedCandidates.ref} in (select ref from findable_people where person_id = ${personId})`)
}

async function keepProfile(ctx: Ctx, personId: string, basis: string, profile: SeekerProfile): Promise<void> {
  const { factsHash, keys, resumeVersionId } = profile
  const facts = await ctx.seal(JSON.stringify(profile.facts), `match_profiles.facts:${personId}`)
  const row = { basis, resumeVersionId, keys, factsHash, facts, updatedAt: ctx.now() }
  await ctx.db
    .insert(matchProfiles)
    .values({ personId, ...row })
    .onConflictDoUpdate({ target: matchProfiles.personId, set: row })
  const [findable] = await ctx.db.select({ ref: findablePeople.ref }).from(findablePeople).where(eq(findablePeople.personId, personId))
  if (findable) await keepCandidate(ctx, findable.ref, profile)
}

/** Writes what a ranking may know of somebody who lets themselves be found. */
export async function keepCandidate(ctx: Ctx, ref: string, { facts, keys }: SeekerProfile): Promise<void> {
  const blind = blindFacts(facts)
  const row = { keys, factsHash: await hashOf(blind), facts: blind }
  // Only while they are findable: a withdrawal at the same moment wins.
  await ctx.db.execute(sql`
    insert into ${rankedCandidates} (ref, keys, facts_hash, facts)
    select ref, ${textArray(row.keys)}, ${row.factsHash}, ${JSON.stringify(row.facts)}::jsonb from findable_people where ref = ${ref}
    on conflict (ref) do update set keys = excluded.keys, facts_hash = excluded.facts_hash, facts = excluded.facts`)
}

async function keysOf(ctx: Ctx, facts: SeekerFacts): Promise<string[]> {
  const titles = [...facts.wishes.titles, ...facts.titles.map(({ text }) => text)].slice(0, KEY_TITLES_MAX)
  const skills = facts.skills.slice(0, KEY_SKILLS_MAX).map(({ skill }) => skill)
  const rows = rowsOf<{ key: string }>(
    await ctx.db.execute(sql`
      select distinct key from (
        select unnest(match_terms(title, '{}')) as key from unnest(${textArray(titles)}) title
        union all select unnest(match_terms('', ${textArray(skills)}))
      ) keys order by key`),
  )
  return rows.map(({ key }) => key)
}

/** An array of texts as a parameter, also an empty one. */
export const textArray = (values: readonly string[]) =>
  values.length === 0
    ? sql`'{}'::text[]`
    : sql`array[${sql.join(
        values.map((value) => sql`${value}`),
        sql`, `,
      )}]::text[]`
