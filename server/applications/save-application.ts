import { and, asc, eq, isNull } from 'drizzle-orm'
import type { ApplicationCard, EmployerSide, FrozenJob, SaveApplication, SavedApplication, StageRef } from '../../contract/applications'
import type { ClosedBecause } from '../../contract/jobs'
import type { Db } from '../../db/client'
import { applicationEvents, applicationStages, applications, jobs } from '../../db/schema'
import type { PersonCtx } from '../core/actor'
import { AppError, invalid, notFound } from '../core/errors'
import { checkBeforeUse } from '../jobs/check-links'
import { yearlySalary } from '../jobs/core/normalise-salary'
import { getJob } from '../jobs/get-job'
import { withEvents } from '../live/outbox'
import { startState } from './core/fold-events'
import { rankBetween } from './core/rank'
import { findEarlier } from './find-earlier'
import { actorWord, claimBatch, columnsOf, listBatch, tellChanged } from './record-changes'
import { loadCards } from './show-application'
import { addClosing } from './tell-closed'

/** What is frozen of a job, its text included. */
export type Facts = FrozenJob & { text: string | null }

/**
 * Saves an application with the job as it is now. It comes first in its stage.
 * A job that is saved already, and a request that was sent before, add nothing: the answer is the card that is there.
 *
 * @throws not_found  there is no such job, or no such stage of this person
 * @throws invalid `application.no-title`  the text names no title: show it as a form first
 * @throws invalid `application.outcome-needed`, `application.outcome-not-closed`
 */
export async function saveApplication(ctx: PersonCtx, input: SaveApplication): Promise<SavedApplication> {
  refuseOddOutcome(input)
  // A posting that nobody has seen for a while is looked at first, so that no evening is spent on one that is gone.
  if (input.from === 'job') await checkBeforeUse(ctx, input.jobId)
  const facts = await readFacts(ctx, input)
  const batchId = input.batchId ?? ctx.newId('batch')
  const { card, isNew, closing } = await withEvents(ctx, async (tx, emit) => {
    // Whoever closes the job waits until this is saved, and tells of it then; or is done, and it is seen here.
    const closing = await findClosing(tx, facts.jobId)
    if (!(await claimBatch(ctx, tx, batchId))) return { card: await cardOfBatch(ctx, tx, batchId), isNew: false, closing }
    await requireStage(ctx, tx, input.stage)
    const rank = rankBetween(null, await firstRank(ctx, tx, input.stage))
    const saved = await addApplication(ctx, tx, { facts, input, rank, batchId, actor: actorWord(ctx) })
    if (saved === null) return { card: await cardOfJob(ctx, tx, facts.jobId), isNew: false, closing }
    if (closing) await addClosing(ctx, tx, { id: saved, personId: ctx.actor.personId, seq: 1 }, closing)
    const [told] = await tellChanged(ctx, tx, emit, [saved])
    if (!told) throw new Error('An application was saved and is not there.')
    return { card: told, isNew: true, closing }
  })
  const earlier = isNew
    ? await findEarlier(ctx, {
        title: facts.title,
        companyName: facts.companyName,
        jobId: facts.jobId ?? undefined,
        url: facts.url ?? undefined,
        exceptId: card.id,
      })
    : []
  return { card, isNew, isJobClosed: closing !== null, closedBecause: closing?.because ?? null, batchId, earlier }
}

/** How the job was closed that an application begins from; `null` while it is open, and without one. */
async function findClosing(tx: Db, jobId: string | null): Promise<{ because: ClosedBecause | null; closedAt: Date } | null> {
  if (jobId === null) return null
  const [job] = await tx
    .select({ status: jobs.status, because: jobs.closedBecause, closedAt: jobs.closedAt })
    .from(jobs)
    .where(eq(jobs.id, jobId))
    .for('share')
  return job?.status === 'closed' && job.closedAt ? { because: job.because, closedAt: job.closedAt } : null
}

/** Writes the row and its first event. `null` when this job is saved already. */
export async function addApplication(
  ctx: PersonCtx,
  tx: Db,
  {
    facts,
    input,
    rank,
    batchId,
    actor,
    id = ctx.newId('application'),
    employer = null,
  }: {
    facts: Facts
    input: Pick<SaveApplication, 'stage' | 'outcome' | 'happenedAt' | 'appliedAt' | 'priority' | 'tags' | 'resumeVersionId'>
    rank: string
    batchId: string
    actor: ReturnType<typeof actorWord> | 'import'
    id?: string
    employer?: EmployerSide | null
  },
): Promise<string | null> {
  const now = ctx.now()
  const happenedAt = input.happenedAt === undefined ? now : new Date(input.happenedAt)
  for (const at of [happenedAt, new Date(input.appliedAt ?? happenedAt)]) refuseFuture(ctx, at)
  const { title, companyName, places, url, source } = facts
  const { priority, tags, resumeVersionId } = input
  const change = {
    kind: 'saved' as const,
    to: { ...input.stage, rank, outcome: input.outcome ?? null },
    fields: { title, companyName, places, url, source, priority, tags, resumeVersionId },
    appliedAt: input.appliedAt ?? null,
  }
  const [row] = await tx
    .insert(applications)
    .values({
      id,
      personId: ctx.actor.personId,
      jobId: facts.jobId,
      remote: facts.remote,
      salary: facts.salary,
      postingText: facts.text,
      employer,
      ...columnsOf(startState(change, happenedAt.getTime())),
      savedAt: now,
      updatedAt: now,
    })
    .onConflictDoNothing()
    .returning({ id: applications.id })
  if (!row) return null
  await tx.insert(applicationEvents).values({
    id: ctx.newId('applicationEvent'),
    applicationId: id,
    personId: ctx.actor.personId,
    seq: 1,
    change,
    happenedAt,
    learnedAt: now,
    actor,
    batchId,
  })
  return id
}

/** @throws not_found  the stage is not one of this person's in that group */
export async function requireStage(ctx: PersonCtx, tx: Db, stage: StageRef): Promise<void> {
  if (stage.stageId === null) return
  const [row] = await tx
    .select({ id: applicationStages.id })
    .from(applicationStages)
    .where(
      and(
        eq(applicationStages.id, stage.stageId),
        eq(applicationStages.personId, ctx.actor.personId),
        eq(applicationStages.group, stage.group),
      ),
    )
    // Whoever removes the stage waits until this is done, or is done first.
    .for('key share')
  if (!row) throw notFound('stage', stage.stageId)
}

/** @throws invalid `application.in-the-future`  more than a day ahead: a clock may be in another zone, a fact may not */
export function refuseFuture(ctx: PersonCtx, happenedAt: Date): void {
  if (happenedAt.getTime() > ctx.now().getTime() + DAY_MS)
    throw invalid('application.in-the-future', 'This date has not come yet. Give the day it happened, or add a reminder.', {
      happenedAt: 'Give a day that has come.',
    })
}

/** A job as it is now. @throws not_found  there is none */
export async function factsOfJob(ctx: PersonCtx, jobId: string): Promise<Facts> {
  const job = await getJob(ctx, jobId)
  return {
    jobId: job.id,
    title: job.title,
    companyName: job.companyName,
    places: job.places,
    remote: job.remote,
    salary: job.salary,
    url: job.applyUrl ?? job.sourceUrl,
    source: job.source,
    text: job.description ?? job.excerpt,
  }
}

/** The posting as a text says it; what it does not say is `null` or empty. */
export async function factsOfText(
  ctx: Pick<PersonCtx, 'asset'>,
  text: string,
  url: string | null,
): Promise<Omit<Facts, 'title'> & { title: string | null }> {
  const [{ readText }, { openDetector }] = await Promise.all([import('../leads/detect-lead'), import('../leads/open-detector')])
  const { extracted } = readText(await openDetector(ctx), text)
  return {
    jobId: null,
    title: extracted.title,
    companyName: extracted.company,
    places: extracted.places.slice(0, 10),
    remote: extracted.remote,
    salary: extracted.salary,
    url: url ?? extracted.applyUrl,
    source: sourceOfUrl(url),
    text,
  }
}

/** The word for where an address is from: its site's name. `own` without one. */
export function sourceOfUrl(url: string | null): string {
  const host = url === null ? '' : new URL(url).hostname.toLowerCase().replace(/^www\./, '')
  return KNOWN_SITES.find(([ending]) => host === ending || host.endsWith(`.${ending}`))?.[1] ?? (host.slice(0, 60) || 'own')
}

async function readFacts(ctx: PersonCtx, input: SaveApplication): Promise<Facts> {
  switch (input.from) {
    case 'job':
      return factsOfJob(ctx, input.jobId)
    case 'text': {
      const facts = await factsOfText(ctx, input.text, input.url)
      if (facts.title === null)
        throw invalid('application.no-title', 'No title can be read in this text. Give it one.', { title: 'Give the job a title.' })
      return { ...facts, title: facts.title.slice(0, 200) }
    }
    case 'form': {
      const { title, companyName, places, remote, salary, url, source, text } = input
      return {
        jobId: null,
        title,
        companyName,
        places,
        remote,
        // The yearly value is worked out here, whatever was sent.
        salary: salary && yearlySalary(salary),
        url,
        source: source === 'own' ? sourceOfUrl(url) : source,
        text,
      }
    }
    default:
      return input satisfies never
  }
}

function refuseOddOutcome({ stage, outcome }: SaveApplication): void {
  if (stage.group === 'closed' && outcome === undefined)
    throw invalid('application.outcome-needed', 'Say how it ended: accepted, rejected, withdrawn, ghosted or expired.', {
      outcome: 'Choose how it ended.',
    })
  if (stage.group !== 'closed' && outcome !== undefined)
    throw invalid('application.outcome-not-closed', 'Only a closed application has an outcome.', {
      outcome: 'Leave it out, or save it as closed.',
    })
}

async function firstRank(ctx: PersonCtx, tx: Db, stage: StageRef): Promise<string | null> {
  const [first] = await tx
    .select({ rank: applications.rank })
    .from(applications)
    .where(and(eq(applications.personId, ctx.actor.personId), inStage(stage)))
    .orderBy(asc(applications.rank))
    .limit(1)
  return first?.rank ?? null
}

/** In one stage of whoever else the query names. */
export function inStage(stage: StageRef) {
  return and(
    eq(applications.stageGroup, stage.group),
    stage.stageId === null ? isNull(applications.stageId) : eq(applications.stageId, stage.stageId),
  )
}

async function cardOfBatch(ctx: PersonCtx, tx: Db, batchId: string): Promise<ApplicationCard> {
  const [card] = await loadCards(tx, { personId: ctx.actor.personId, now: ctx.now() }, await listBatch(ctx, tx, batchId))
  if (card) return card
  throw new AppError('conflict', 'application.batch-used', { message: 'This batch id stands for something else. Make a new one.' })
}

async function cardOfJob(ctx: PersonCtx, tx: Db, jobId: string | null): Promise<ApplicationCard> {
  const [row] = await tx
    .select({ id: applications.id })
    .from(applications)
    .where(and(eq(applications.personId, ctx.actor.personId), eq(applications.jobId, jobId ?? ''), isNull(applications.removedAt)))
  const [card] = row ? await loadCards(tx, { personId: ctx.actor.personId, now: ctx.now() }, [row.id]) : []
  if (!card) throw new Error('A job counts as saved without its application.')
  return card
}

const DAY_MS = 86_400_000
const KNOWN_SITES: [string, string][] = [
  ['linkedin.com', 'linkedin'],
  ['indeed.com', 'indeed'],
  ['facebook.com', 'facebook'],
  ['greenhouse.io', 'greenhouse'],
  ['lever.co', 'lever'],
  ['ashbyhq.com', 'ashby'],
  ['news.ycombinator.com', 'hackernews'],
  ['reddit.com', 'reddit'],
  ['glassdoor.com', 'glassdoor'],
  ['stepstone.de', 'stepstone'],
  ['xing.com', 'xing'],
]
