import { and, desc, eq, lt } from 'drizzle-orm'
import { z } from 'zod'
import {
  JobFacts,
  LineNear,
  Match,
  type MatchInputs,
  type MatchReceiptLine,
  type MatchScore,
  type MatchWeights,
  type OpenedReceipt,
  SeekerFacts,
  SkillNear,
  TitleNear,
} from '../../contract/matching'
import { JobId, type Page } from '../../contract/wire'
import { matchFacts, matchReceipts } from '../../db/schema'
import type { PersonCtx } from '../core/actor'
import type { Ctx } from '../core/ctx'
import { notFound } from '../core/errors'
import { readCursor, toPage, writeCursor } from '../core/page'
import { findNumerologyOfJobs } from '../numerology/compare-companies'
import { canonicalJson } from './core/canonical'
import { MATCHER_VERSION, matchJob } from './core/match-job'
import { partsOf, scoreParts } from './core/weigh-match'
import { openNearFinder } from './find-near'
import { hashOf } from './hash-of'
import { loadJobFacts } from './load-job-facts'
import { linesOfJob } from './read-job-facts'
import { findSeekerProfile, type SeekerProfile } from './seeker-profile'
import { getMatchSettings } from './settings'

/** Every matcher that ever wrote a receipt, by its version. */
const MATCHERS: Record<string, (inputs: MatchInputs) => Match> = { [MATCHER_VERSION]: (inputs) => matchJob(inputs) }

/** What a receipt seals beside the person's facts, which many share. */
const Document = z.object({
  job: JobFacts,
  jobTitle: z.string(),
  companyName: z.string().nullable(),
  skillsNear: z.array(SkillNear),
  titlesNear: z.array(TitleNear),
  linesNear: z.array(LineNear),
  match: Match,
  /** Absent for who did not choose numerology; `null` where no number is defined. */
  numerologyPermille: z.int().nullable().optional(),
})

/** Whose score, for whom, and by which weights. */
export interface ReceiptOwner {
  personId: string
  organisationId: string | null
  profile: Pick<SeekerProfile, 'facts' | 'factsHash' | 'resumeVersionId'>
  weights: MatchWeights
}
/** One score of a list, with all that it came from. */
export interface Scored {
  jobId: string
  card: { title: string; companyName: string | null }
  inputs: MatchInputs
  match: Match
  numerologyPermille?: number | null | undefined
}

/**
 * Keeps what proves these scores. The same inputs under the same weights are one receipt, however often they are worked out.
 * @returns their ids, in the order given
 */
export async function keepReceipts(ctx: Ctx, owner: ReceiptOwner, scored: readonly Scored[]): Promise<string[]> {
  if (scored.length === 0) return []
  const { personId, organisationId, profile, weights } = owner
  const factsId = `${personId}:${profile.factsHash}`
  const weightsHash = await hashOf(weights)
  const rows = await Promise.all(
    scored.map(async ({ jobId, card, inputs, match, numerologyPermille }) => {
      const id = ctx.newId('matchReceipt')
      const { job, skillsNear, titlesNear, linesNear } = inputs
      const document = {
        job,
        jobTitle: card.title,
        companyName: card.companyName,
        skillsNear,
        titlesNear,
        linesNear,
        match,
        numerologyPermille,
      }
      const score = scoreParts(partsOf(match, numerologyPermille), weights)
      return {
        id,
        personId,
        jobId,
        side: organisationId === null ? ('seeker' as const) : ('organisation' as const),
        organisationId,
        version: match.version,
        inputsHash: await inputsHashOf(match.version, profile.factsHash, inputs, numerologyPermille),
        factsHash: profile.factsHash,
        weights,
        weightsHash,
        scorePermille: score.permille,
        knownPermille: score.knownPermille,
        document: await ctx.seal(JSON.stringify(document), `match_receipts.document:${id}`),
        madeAt: ctx.now(),
      }
    }),
  )
  const facts = await ctx.seal(JSON.stringify(profile.facts), `match_facts.facts:${factsId}`)
  return ctx.transact(async (tx) => {
    const { factsHash: hash, resumeVersionId } = profile
    await tx.insert(matchFacts).values({ id: factsId, personId, hash, resumeVersionId, facts, madeAt: ctx.now() }).onConflictDoNothing()
    // Setting what is there already to itself makes the row answer its id.
    const kept = await tx
      .insert(matchReceipts)
      .values(rows)
      .onConflictDoUpdate({
        target: [
          matchReceipts.personId,
          matchReceipts.jobId,
          matchReceipts.organisationId,
          matchReceipts.inputsHash,
          matchReceipts.weightsHash,
        ],
        set: { weightsHash },
      })
      .returning({ id: matchReceipts.id, jobId: matchReceipts.jobId })
    const idOf = new Map(kept.map(({ id, jobId }) => [jobId, id]))
    return rows.map(({ jobId }) => idOf.get(jobId) ?? '')
  })
}

/**
 * The receipt of one job for the person who asks, worked out now, whatever list it stood in. Asking again changes nothing.
 * @throws not_found  there is no such job, or there is nothing of the person to match it with
 */
export async function explainJob(ctx: PersonCtx, { jobId }: { jobId: string }): Promise<OpenedReceipt> {
  const { personId } = ctx.actor
  const [settings, profile, numerology, [job], findNear] = await Promise.all([
    getMatchSettings(ctx),
    findSeekerProfile(ctx, personId),
    findNumerologyOfJobs(ctx, personId),
    loadJobFacts(ctx, [jobId]),
    openNearFinder(ctx),
  ])
  if (!job) throw notFound('job', jobId)
  if (profile === null) throw notFound('match-profile', personId)
  const inputs: MatchInputs = { seeker: profile.facts, job: job.facts, ...findNear(profile.facts, job.facts) }
  const numerologyPermille = numerology === null ? undefined : numerology(job.card)
  const scored = { jobId, card: job.card, inputs, match: matchJob(inputs), numerologyPermille }
  const [id = ''] = await keepReceipts(ctx, { personId, organisationId: null, profile, weights: settings.weights }, [scored])
  return openReceipt(ctx, { id })
}

/**
 * A receipt with the lines that its evidence points into, worked out again. Open to whose score it is; an organisation's, to them too.
 * @throws not_found  there is none with this id, or it is somebody else's
 */
export async function openReceipt(ctx: PersonCtx, { id }: { id: string }): Promise<OpenedReceipt> {
  const [row] = await ctx.db
    .select()
    .from(matchReceipts)
    .where(and(eq(matchReceipts.id, id), eq(matchReceipts.personId, ctx.actor.personId)))
  if (!row) throw notFound('match-receipt', id)
  const { document, facts, resumeVersionId } = await readReceipt(ctx, row)
  return {
    ...showLine(row),
    match: document.match,
    numerologyPermille: document.numerologyPermille ?? null,
    jobTitle: document.jobTitle,
    companyName: document.companyName,
    jobLines: linesNamed(linesOfJob(document.job), document.match, 'asked'),
    resumeLines: linesNamed(linesOfSeeker(facts), document.match, 'answered'),
    resumeVersionId,
    isReproduced: await recompute(row, facts, document),
  }
}

/** The person's receipts, newest first, without their evidence. */
export async function listReceipts(
  ctx: PersonCtx,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<Page<MatchReceiptLine>> {
  const before = cursor === undefined ? null : String(readCursor(cursor, 1)[0])
  const rows = await ctx.db
    .select()
    .from(matchReceipts)
    .where(and(eq(matchReceipts.personId, ctx.actor.personId), before === null ? undefined : lt(matchReceipts.id, before)))
    .orderBy(desc(matchReceipts.id))
    .limit(limit + 1)
  return toPage(rows, limit, showLine, (row) => writeCursor([row.id]))
}

/**
 * Works a stored score out again from what is stored with it.
 * @returns whether hash, match and score came out as they are stored; `null` when the matcher of that version is gone
 */
export async function checkReceipt(ctx: Ctx, row: typeof matchReceipts.$inferSelect): Promise<boolean | null> {
  const { facts, document } = await readReceipt(ctx, row)
  return recompute(row, facts, document)
}

type ReceiptRow = typeof matchReceipts.$inferSelect

async function recompute(row: ReceiptRow, seeker: SeekerFacts, document: z.infer<typeof Document>): Promise<boolean | null> {
  const matcher = MATCHERS[row.version]
  if (!matcher) return null
  const { job, skillsNear, titlesNear, linesNear } = document
  const inputs = { seeker, job, skillsNear, titlesNear, linesNear }
  const match = matcher(inputs)
  const numerology = document.numerologyPermille
  const score = scoreParts(partsOf(match, numerology), row.weights)
  const hash = await inputsHashOf(row.version, row.factsHash, inputs, numerology)
  return (
    (await hashOf(seeker)) === row.factsHash &&
    hash === row.inputsHash &&
    canonicalJson(match) === canonicalJson(document.match) &&
    score.permille === row.scorePermille &&
    score.knownPermille === row.knownPermille
  )
}

/** Everything that a match is worked out from, as one hash; the person's facts stand in it by their own. */
function inputsHashOf(
  version: string,
  factsHash: string,
  inputs: MatchInputs,
  numerologyPermille: number | null | undefined,
): Promise<string> {
  const { job, skillsNear, titlesNear, linesNear } = inputs
  return hashOf({
    version,
    factsHash,
    job,
    skillsNear,
    titlesNear,
    linesNear,
    ...(numerologyPermille === undefined ? {} : { numerologyPermille }),
  })
}

async function readReceipt(ctx: Ctx, row: ReceiptRow) {
  const factsId = `${row.personId}:${row.factsHash}`
  const [held] = await ctx.db.select().from(matchFacts).where(eq(matchFacts.id, factsId))
  if (!held) throw new Error(`The facts of ${row.id} are gone.`)
  const [document, facts] = await Promise.all([
    ctx.unseal(row.document, `match_receipts.document:${row.id}`),
    ctx.unseal(held.facts, `match_facts.facts:${factsId}`),
  ])
  return {
    document: Document.parse(JSON.parse(document)),
    facts: SeekerFacts.parse(JSON.parse(facts)),
    resumeVersionId: held.resumeVersionId,
  }
}

function showLine(row: ReceiptRow): MatchReceiptLine {
  const score: MatchScore = { permille: row.scorePermille, knownPermille: row.knownPermille }
  return {
    id: row.id,
    jobId: JobId.parse(row.jobId),
    side: row.side,
    version: row.version,
    inputsHash: row.inputsHash,
    weights: row.weights,
    score,
    madeAt: row.madeAt.toISOString(),
  }
}

/** The lines of one side that evidence points into. */
function linesNamed(lines: Record<string, string>, match: Match, side: 'asked' | 'answered'): Record<string, string> {
  const named = match.criteria.flatMap(({ evidence }) => evidence.flatMap((each) => each[side]?.line ?? []))
  return Object.fromEntries(
    [...new Set(named)].flatMap((id) => {
      const text = lines[id]
      return text === undefined ? [] : [[id, text] as const]
    }),
  )
}

function linesOfSeeker(facts: SeekerFacts): Record<string, string> {
  const { wishes } = facts
  const listed = Object.entries({ titles: wishes.titles, places: wishes.places })
  return {
    ...Object.fromEntries(facts.lines.map(({ id, text }) => [id, text])),
    ...Object.fromEntries(listed.flatMap(([name, values]) => values.map((value, number) => [`wishes.${name}.${number}`, value] as const))),
    ...(wishes.livesIn === null ? {} : { 'wishes.livesIn': wishes.livesIn }),
  }
}
