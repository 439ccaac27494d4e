import { and, asc, count, desc, eq, isNotNull, isNull, ne, sql } from 'drizzle-orm'
import {
  type AnswerAppeal,
  APPEAL_DAYS,
  APPEALS_OF_DECISION_MAX,
  type Appeal,
  type AppealOutcome,
  type AppealQueue,
  type FileAppeal,
  type TakenDown,
} from '../../contract/appeals'
import type { Db } from '../../db/client'
import { appeals, jobReports, jobs, members, organisations, people, postings } from '../../db/schema'
import { recordAudit } from '../audit/record-audit'
import type { Ctx } from '../core/ctx'
import { AppError, conflict, invalid, notFound } from '../core/errors'
import { hasRight } from '../identity/access'
import { reopenJob } from '../jobs/reopen-job'
import { type Emit, withEvents } from '../live/outbox'
import { notifyMany } from '../notifications/notify'
import { queueMail } from '../notifications/queue-mail'
import { listMembersWith } from '../postings/access'

const APPEAL_MS = APPEAL_DAYS * 86_400_000
const SHOWN_MAX = 100

/**
 * What was decided about a job that an operator closed: why, by which rule, and whether the one who asks may object or has.
 * @throws not_found  no operator closed this job
 */
export async function getTakenDown(ctx: Ctx, jobId: string): Promise<TakenDown> {
  const { decision, appellant, filed } = await findCase(ctx, ctx.db, jobId)
  const { closedAt, posting, ...job } = decision
  const until = new Date(closedAt.getTime() + APPEAL_MS)
  const state = filed ? (filed.outcome ?? 'waiting') : appellant === null ? 'other' : until <= ctx.now() ? 'too-late' : 'open'
  return {
    jobId,
    jobTitle: job.title,
    companyName: job.companyName,
    reason: job.reason,
    decidedAt: closedAt.toISOString(),
    appealUntil: until.toISOString(),
    appealBy: posting === null ? 'anybody' : 'members',
    state,
    answer: filed?.answer ?? null,
    hasAccount: ctx.actor.role === 'person',
  }
}

/**
 * Objects to a decision, once for each who is affected by it. The operators see it from then on; another than the one who decided answers. The same
 * one again changes nothing.
 *
 * @throws not_found  no operator closed this job
 * @throws forbidden  `appeals.members-only`: the job was posted here, and the asker may not edit postings of its organisation
 * @throws conflict   `appeals.too-late`, `appeals.too-many`
 * @throws invalid    `appeals.address-needed`: who has no account says where to send the answer
 */
export async function fileAppeal(ctx: Ctx, { jobId, text, email }: FileAppeal): Promise<TakenDown> {
  await ctx.transact(async (tx) => {
    await lockDecision(tx, jobId)
    const { decision, appellant, filed } = await findCase(ctx, tx, jobId)
    if (filed) return
    if (appellant === null)
      throw new AppError('forbidden', 'appeals.members-only', {
        message: 'This job was posted here. Sign in as somebody who may edit the postings of its organisation to object.',
      })
    if (decision.closedAt.getTime() + APPEAL_MS <= ctx.now().getTime())
      throw conflict('appeals.too-late', { jobId }, `A decision can be objected to for ${APPEAL_DAYS} days. These are over.`)
    if (appellant.organisationId === null && appellant.personId === null && email === null)
      throw invalid('appeals.address-needed', 'Say where to send the answer.', { email: 'Give an address for the answer.' })
    const isOfDecision = and(eq(appeals.jobId, jobId), eq(appeals.decidedAt, decision.closedAt))
    if ((await tx.$count(appeals, isOfDecision)) >= APPEALS_OF_DECISION_MAX)
      throw conflict('appeals.too-many', { jobId }, 'Others have objected to this decision already. Wait for the answer.')
    await tx.insert(appeals).values({
      id: ctx.newId('appeal'),
      jobId,
      decidedAt: decision.closedAt,
      reason: decision.reason,
      decidedBy: decision.decidedBy,
      appellantHash: appellant.hash,
      organisationId: appellant.organisationId,
      personId: appellant.personId,
      email: appellant.organisationId === null && appellant.personId === null ? email : null,
      text,
      filedAt: ctx.now(),
    })
    if (appellant.organisationId !== null)
      await recordAudit(ctx, tx, {
        organisationId: appellant.organisationId,
        act: 'posting.appealed',
        subjectId: decision.posting?.id ?? null,
      })
  })
  return getTakenDown(ctx, jobId)
}

/** For operators: what waits for an answer, what was answered last, and how often decisions did not hold. */
export async function listAppeals(ctx: Ctx): Promise<AppealQueue> {
  const rows = (isOpen: boolean) =>
    ctx.db
      .select({ appeal: appeals, title: jobs.title, companyName: jobs.companyName, organisationName: organisations.name })
      .from(appeals)
      .innerJoin(jobs, eq(jobs.id, appeals.jobId))
      .leftJoin(organisations, eq(organisations.id, appeals.organisationId))
      .where(isOpen ? isNull(appeals.outcome) : isNotNull(appeals.outcome))
      .orderBy(...(isOpen ? [asc(appeals.filedAt), asc(appeals.id)] : [desc(appeals.answeredAt), desc(appeals.id)]))
      .limit(SHOWN_MAX)
  const [open, answered, figures] = await Promise.all([
    rows(true),
    rows(false),
    ctx.db
      .select({
        reason: appeals.reason,
        restored: count(sql`case when ${appeals.outcome} = 'restored' then 1 end`),
        upheld: count(sql`case when ${appeals.outcome} = 'upheld' then 1 end`),
      })
      .from(appeals)
      .where(isNotNull(appeals.outcome))
      .groupBy(appeals.reason)
      .orderBy(appeals.reason),
  ])
  const show = (row: (typeof open)[number]) => showAppeal(ctx, row)
  return { open: open.map(show), answered: answered.map(show), figures }
}

/**
 * Answers an objection: the job is open again, or stays closed. All who object to the same decision get the same answer, and are told. The same answer
 * again changes nothing.
 *
 * @throws not_found
 * @throws conflict `appeals.answered`; `appeals.own-decision`: another operator answers, since there is one
 */
export async function answerAppeal(ctx: Ctx, { appealId, outcome, answer }: AnswerAppeal): Promise<AppealQueue> {
  await withEvents(ctx, async (tx, emit) => {
    const [asked] = await tx.select({ jobId: appeals.jobId }).from(appeals).where(eq(appeals.id, appealId))
    if (!asked) throw notFound('appeal', appealId)
    await lockDecision(tx, asked.jobId)
    const [held] = await tx.select().from(appeals).where(eq(appeals.id, appealId))
    if (!held) throw notFound('appeal', appealId)
    if (held.outcome === outcome) return
    if (held.outcome !== null)
      throw conflict('appeals.answered', { appealId }, 'Another operator answered this objection meanwhile. Look at what they decided.')
    const isBySame = held.decidedBy === ctx.actor.name
    if (isBySame && (await hasOtherOperator(ctx, tx)))
      throw conflict('appeals.own-decision', { appealId }, 'You closed this job. Another operator answers the objection.')
    const isOfDecision = and(eq(appeals.jobId, held.jobId), eq(appeals.decidedAt, held.decidedAt), isNull(appeals.outcome))
    const told = await tx.select().from(appeals).where(isOfDecision).orderBy(appeals.id)
    const answered = { outcome, answer, answeredAt: ctx.now(), answeredBy: ctx.actor.name, isBySame }
    await tx
      .update(appeals)
      .set({ ...answered, email: null })
      .where(isOfDecision)
    if (outcome === 'restored') {
      const [posting] = await tx.select({ state: postings.state }).from(postings).where(eq(postings.jobId, held.jobId))
      await reopenJob(tx, emit, { jobId: held.jobId, isShown: posting === undefined || posting.state === 'published' })
    }
    for (const appeal of told) await tellAnswer(ctx, tx, emit, { ...appeal, outcome, answer })
    ctx.count(`numerojobs_appeal_answers_total{outcome="${outcome}"}`)
  })
  return listAppeals(ctx)
}

/** Task: tells the organisation behind a job that an operator closed it, with the way to object; nobody for a job that was found elsewhere. */
export async function tellTakenDown(ctx: Ctx, jobId: string): Promise<void> {
  await withEvents(ctx, async (tx, emit) => {
    const decision = await findDecision(tx, jobId)
    if (!decision?.posting) return
    const { posting, title, companyName, reason, closedAt } = decision
    const managers = await listMembersWith(tx, posting.organisationId, 'posting.edit')
    const told = await notifyMany(
      ctx,
      tx,
      emit,
      managers.map((personId) => ({
        personId,
        key: `${jobId}:${closedAt.toISOString()}`,
        data: { event: 'posting.taken-down', jobId, jobTitle: title, companyName, reason },
      })),
    )
    if (told.length > 0)
      await recordAudit(ctx, tx, {
        organisationId: posting.organisationId,
        act: 'posting.taken-down',
        subjectId: posting.id,
        details: { reason },
      })
  })
}

/** Takes an operator's name from what they decided and answered; the decisions stay. Again changes nothing. */
export async function forgetAppealAnswerer({ db }: Ctx, { name, pseudonym }: { name: string; pseudonym: string }): Promise<void> {
  await db.update(appeals).set({ decidedBy: pseudonym }).where(eq(appeals.decidedBy, name))
  await db.update(appeals).set({ answeredBy: pseudonym }).where(eq(appeals.answeredBy, name))
}

/** One objection or answer about a job after another, so that limits hold and no two operators answer at once. */
async function lockDecision(tx: Db, jobId: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`appeals:${jobId}`}, 0))`)
}

/** The decision that stands about a job. */
async function findDecision(db: Db, jobId: string) {
  const [held] = await db
    .select({
      title: jobs.title,
      companyName: jobs.companyName,
      reason: jobs.closedFor,
      closedAt: jobs.closedAt,
      postingId: postings.id,
      organisationId: postings.organisationId,
    })
    .from(jobs)
    .leftJoin(postings, eq(postings.jobId, jobs.id))
    .where(eq(jobs.id, jobId))
  if (!held?.reason || !held.closedAt) return null
  const [report] = await db
    .select({ by: jobReports.answeredBy })
    .from(jobReports)
    .where(and(eq(jobReports.jobId, jobId), eq(jobReports.answer, 'closed')))
    .orderBy(desc(jobReports.answeredAt), desc(jobReports.id))
    .limit(1)
  const { title, companyName, reason, closedAt, postingId, organisationId } = held
  const posting = postingId !== null && organisationId !== null ? { id: postingId, organisationId } : null
  return { title, companyName, reason, closedAt, posting, decidedBy: report?.by ?? '' }
}

/** A decision, who objects to it when the asker does (`null`: they may not), and what they objected before. */
async function findCase(ctx: Ctx, db: Db, jobId: string) {
  const standing = await findDecision(db, jobId)
  if (standing) {
    const appellant = await findAppellant(ctx, db, standing.posting?.organisationId ?? null)
    const filed = appellant ? await findFiled(db, jobId, appellant.hash, standing.closedAt) : undefined
    return { decision: standing, appellant, filed }
  }
  // Once the job is open again, who objected still reads what was answered.
  const [row] = await db
    .select({ title: jobs.title, companyName: jobs.companyName, postingId: postings.id, organisationId: postings.organisationId })
    .from(jobs)
    .leftJoin(postings, eq(postings.jobId, jobs.id))
    .where(eq(jobs.id, jobId))
  const appellant = row ? await findAppellant(ctx, db, row.organisationId) : null
  const filed = appellant ? await findFiled(db, jobId, appellant.hash) : undefined
  if (!row || !filed) throw notFound('decision', jobId)
  const { title, companyName, postingId, organisationId } = row
  const posting = postingId !== null && organisationId !== null ? { id: postingId, organisationId } : null
  return {
    decision: { title, companyName, reason: filed.reason, closedAt: filed.decidedAt, posting, decidedBy: filed.decidedBy },
    appellant,
    filed,
  }
}

async function findFiled(db: Db, jobId: string, appellantHash: string, decidedAt?: Date) {
  const [filed] = await db
    .select()
    .from(appeals)
    .where(
      and(
        eq(appeals.jobId, jobId),
        eq(appeals.appellantHash, appellantHash),
        decidedAt === undefined ? undefined : eq(appeals.decidedAt, decidedAt),
      ),
    )
    .orderBy(desc(appeals.filedAt), desc(appeals.id))
    .limit(1)
  return filed
}

/** As whom the asker objects: for the organisation that posted the job, or for themselves. `null`: they may not. */
async function findAppellant(ctx: Ctx, db: Db, organisationId: string | null) {
  const { actor } = ctx
  const personId = actor.role === 'person' ? actor.personId : null
  if (organisationId === null) return { hash: await ctx.hash(`appeal:${actor.key}`), organisationId: null, personId }
  if (personId === null) return null
  const [member] = await db
    .select({ role: members.role })
    .from(members)
    .where(and(eq(members.organisationId, organisationId), eq(members.personId, personId)))
  if (!member || !hasRight(member.role, 'posting.edit')) return null
  return { hash: await ctx.hash(`appeal:${organisationId}`), organisationId, personId: null }
}

/** Whether anybody else could answer. Who comes by an operator link has no row, and so is not counted. */
async function hasOtherOperator(ctx: Ctx, db: Db): Promise<boolean> {
  const others = await db.$count(people, and(eq(people.isOperator, true), ne(people.name, ctx.actor.name)))
  return others > 0
}

type HeldAppeal = typeof appeals.$inferSelect

/** Tells who objected: the organisation's editors or the person here, who has no account by mail. */
async function tellAnswer(ctx: Ctx, tx: Db, emit: Emit, appeal: HeldAppeal & { outcome: AppealOutcome; answer: string }): Promise<void> {
  const { id, jobId, organisationId, personId, email, outcome } = appeal
  const [job] = await tx.select({ title: jobs.title, companyName: jobs.companyName }).from(jobs).where(eq(jobs.id, jobId))
  if (!job) return
  const told = organisationId === null ? (personId === null ? [] : [personId]) : await listMembersWith(tx, organisationId, 'posting.edit')
  await notifyMany(
    ctx,
    tx,
    emit,
    told.map((each) => ({
      personId: each,
      key: id,
      data: { event: 'appeal.answered', jobId, jobTitle: job.title, companyName: job.companyName, outcome },
    })),
  )
  if (email !== null)
    await queueMail(ctx, tx, {
      template: 'appeal-answered',
      to: email,
      personId: null,
      data: { title: job.title.slice(0, 200), outcome, answer: appeal.answer, link: `${ctx.origin}/appeal/${jobId}` },
    })
  if (organisationId !== null)
    await recordAudit({ ...ctx, actor: { role: 'system', key: 'system', name: 'system' } }, tx, {
      organisationId,
      act: 'posting.appeal-answered',
      subjectId: jobId,
      details: { outcome },
    })
}

function showAppeal(
  ctx: Ctx,
  row: { appeal: HeldAppeal; title: string; companyName: string | null; organisationName: string | null },
): Appeal {
  const { appeal, title, companyName, organisationName } = row
  return {
    id: appeal.id,
    jobId: appeal.jobId,
    jobTitle: title,
    companyName,
    reason: appeal.reason,
    decidedAt: appeal.decidedAt.toISOString(),
    decidedBy: appeal.decidedBy,
    organisationName,
    text: appeal.text,
    filedAt: appeal.filedAt.toISOString(),
    outcome: appeal.outcome,
    answer: appeal.answer,
    answeredAt: appeal.answeredAt?.toISOString() ?? null,
    answeredBy: appeal.answeredBy,
    isBySame: appeal.isBySame,
    isOwnDecision: appeal.decidedBy === ctx.actor.name,
  }
}
