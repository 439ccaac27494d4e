import { and, eq, gt, isNull, sql } from 'drizzle-orm'
import type { Applied, Apply, ApplyForm } from '../../contract/hiring'
import { hiringRoom } from '../../contract/live'
import type { PostingQuestion } from '../../contract/postings'
import type { JsonResume } from '../../contract/resumes'
import type { Db } from '../../db/client'
import { candidates, hiringApplications, hiringEvents, messages, organisations, people, postings } from '../../db/schema'
import { ranksBetween } from '../applications/core/rank'
import { recordSent } from '../applications/employer-side'
import { recordAudit } from '../audit/record-audit'
import { asPerson, type PersonCtx } from '../core/actor'
import type { Ctx } from '../core/ctx'
import { AppError, conflict, invalid, notFound } from '../core/errors'
import { refuseWhenOff } from '../flags/is-on'
import { tellHooks } from '../hooks/tell-hooks'
import { withEvents } from '../live/outbox'
import { hashAddress } from '../notifications/hash-address'
import { queueMail } from '../notifications/queue-mail'
import { isOfAccounts } from '../postings/find-published'
import { getResume } from '../resumes/list-resumes'
import { addTask } from '../tasks/add-task'
import { lockCandidates } from './candidate-access'
import { employerSideOf } from './core/employer-words'
import { newLinkToken } from './new-link-token'
import { claimHiringBatch } from './record-hiring'
import { resumeText, takeSentFile } from './sent-resume'
import { placementOf } from './show-card'
import { ensureStages } from './stages'
import { joinPoolByApplying } from './talent-pool'

const DAY_MS = 86_400_000

/**
 * What applying to a published posting asks, for everybody.
 * @throws not_found  there is no such posting; `hiring.posting-paused`, `hiring.posting-closed`: it takes no applications, in words for a person
 */
export async function getApplyForm(ctx: Ctx, postingId: string): Promise<ApplyForm> {
  const { posting, organisationName } = await findOpenPosting(ctx.db, postingId)
  const personId = ctx.actor.role === 'person' && ctx.actor.scopes === null ? ctx.actor.personId : null
  const [earlier] =
    personId === null
      ? []
      : await ctx.db
          .select({ id: hiringApplications.id })
          .from(hiringApplications)
          .where(and(eq(hiringApplications.postingId, postingId), eq(hiringApplications.personId, personId)))
  return {
    postingId: posting.id,
    jobId: posting.jobId,
    organisationName,
    title: posting.title,
    places: posting.places,
    remote: posting.remote,
    salary: posting.salary,
    employmentType: posting.employmentType,
    questions: posting.questions,
    statements: posting.statements,
    replyPromiseDays: posting.replyPromiseDays,
    appliedAs: earlier?.id ?? null,
  }
}

/**
 * Takes an application, with or without an account. Signed in, it is the one in the person's own tracker, and name and address are the account's.
 * The same application sent twice (`batchId`) counts once. Nobody is refused for an answer: knock-outs mark the application for a person to decide.
 *
 * @throws not_found  the posting takes no applications, as for `getApplyForm`
 * @throws invalid `hiring.answers`  with the questions that want an answer as fields `answers.<id>`; `hiring.no-resume`
 * @throws conflict `hiring.applied-before`; `flags.switched-off`: without an account
 * @throws forbidden `hiring.not-in-demo`
 */
export async function receiveApplication(ctx: Ctx, input: Apply): Promise<Applied> {
  const person = ctx.actor.role === 'person' ? { ...ctx, actor: asPerson(ctx.actor, 'applications:write') } : null
  if (person?.actor.isDemo)
    throw new AppError('forbidden', 'hiring.not-in-demo', {
      message: 'Nothing leaves a demo. Make it your own account first; everything in it stays.',
    })
  const resume = person && input.resumeId !== null ? await getResume(person, input.resumeId) : null
  if (resume === null && input.fileToken === null)
    throw invalid('hiring.no-resume', 'Add a résumé: a file, or one of your own here.', { fileToken: 'Add a résumé.' })
  const statusToken = person ? null : newLinkToken()
  const statusTokenHash = statusToken === null ? null : await ctx.hash(`hiring.status:${statusToken}`)
  return withEvents(ctx, async (tx, emit) => {
    const { posting, organisationName } = await findOpenPosting(tx, input.postingId)
    const organisationId = posting.organisationId
    if (!person)
      await refuseWhenOff(
        ctx,
        'apply-without-account',
        { key: organisationId, organisationId },
        'Applying without an account is switched off for a while. Sign in or make an account, then send it again.',
      )
    if (!(await claimHiringBatch(ctx, tx, { organisationId, batchId: input.batchId }))) return appliedBefore(tx, person, input.batchId)
    const { answers, knockOuts } = checkAnswers(posting.questions, input.answers)
    const [stage] = await ensureStages(ctx, tx, posting.id)
    if (!stage) throw new Error('A pipeline has no stage.')
    const now = ctx.now()
    const replyDueAt = new Date(now.getTime() + posting.replyPromiseDays * DAY_MS)
    const candidate = await findOrAddCandidate(ctx, tx, { organisationId, person, input, resume: resume?.resume ?? null })
    if (await hasApplied(tx, posting.id, candidate.id))
      throw conflict('hiring.applied-before', {}, `You applied for this on an earlier day. ${organisationName} has that application.`)
    // The application itself is always taken: its status link is shown to whoever sent it.
    const mayMail = person !== null || (await mayMailUnproven(ctx, tx, input.email))
    if (input.joinsPool && mayMail)
      await joinPoolByApplying(ctx, tx, {
        candidateId: candidate.id,
        organisationId,
        organisationName,
        email: candidate.email,
        personId: person?.actor.personId ?? null,
      })
    const employer = employerSideOf(
      {
        organisationName,
        stage,
        disposition: null,
        stageSince: now,
        replyDueAt,
        repliedAt: null,
        hasResume: true,
        isResumeWithdrawn: false,
        isPaused: false,
      },
      now,
    )
    const applicationId = person
      ? await recordSent(ctx, tx, emit, {
          jobId: posting.jobId,
          personId: person.actor.personId,
          employer,
          batchId: input.batchId,
          resumeVersionId: null,
        })
      : ctx.newId('application')
    const file = input.fileToken === null ? null : await takeSentFile(ctx, { token: input.fileToken, organisationId, applicationId })
    const rank = await lastRankIn(tx, stage.id)
    const source = input.source
    const [row] = await tx
      .insert(hiringApplications)
      .values({
        id: applicationId,
        organisationId,
        postingId: posting.id,
        candidateId: candidate.id,
        personId: person?.actor.personId ?? null,
        stageId: stage.id,
        rank,
        stageSince: now,
        source,
        answers,
        knockOuts,
        resume: resume?.resume ?? null,
        resumeVersionId: resume ? `${resume.id}:${resume.version}` : null,
        fileKey: file?.key ?? null,
        fileName: file?.name ?? null,
        fileType: file?.type ?? null,
        coverLetter: input.coverLetter,
        refusesAi: input.refusesAi,
        appliedAt: now,
        replyDueAt,
        toldLabel: employer.label,
        statusTokenHash,
        sealedStatusToken:
          statusToken === null ? null : await ctx.seal(statusToken, `hiring_applications.sealed_status_token:${applicationId}`),
        updatedAt: now,
      })
      .returning()
    if (!row) throw new Error('An application was not written.')
    await tx.insert(hiringEvents).values({
      id: ctx.newId('hiringEvent'),
      applicationId,
      seq: 1,
      change: { kind: 'received', stageId: stage.id, rank, source },
      actorId: null,
      at: now,
      batchId: input.batchId,
    })
    emit(hiringRoom(posting.id), { type: 'hiring.received', version: 1, data: { placement: placementOf(row, stage.group) } })
    await recordAudit(ctx, tx, {
      organisationId,
      act: 'application.received',
      subjectId: applicationId,
      details: { source, hasAccount: person !== null },
    })
    await tellHooks(ctx, tx, { organisationId, type: 'application.created', data: { jobId: posting.jobId, applicationId } })
    if (file) await addTask(ctx, tx, { payload: { kind: 'hiring.read-resume', applicationId }, key: applicationId })
    if (mayMail)
      await sendReceipt(ctx, tx, { person, input, organisationName, title: posting.title, replyDueAt, applicationId, statusToken })
    return { applicationId, replyDueAt: replyDueAt.toISOString(), statusToken }
  })
}

type OpenPosting = typeof postings.$inferSelect & { jobId: string }

/**
 * @throws not_found  there is no such posting, or it was never published
 * @throws not_found `hiring.posting-paused`; `hiring.posting-closed`, over HTTP 410: whoever has the link knew it, and learns what became of it
 */
async function findOpenPosting(db: Db, postingId: string): Promise<{ posting: OpenPosting; organisationName: string }> {
  const [held] = await db
    .select({ posting: postings, organisationName: organisations.name })
    .from(postings)
    .innerJoin(organisations, eq(organisations.id, postings.organisationId))
    .where(and(eq(postings.id, postingId), isOfAccounts(db)))
  const jobId = held?.posting.jobId
  if (!held || !jobId) throw notFound('posting', postingId)
  refuseAtRest(held.posting, held.organisationName)
  return { ...held, posting: { ...held.posting, jobId } }
}

function refuseAtRest({ id, state, title, closedAt, closeReason }: typeof postings.$inferSelect, organisationName: string): void {
  if (state === 'published') return
  const details = { postingId: id }
  if (state === 'paused')
    throw new AppError('not_found', 'hiring.posting-paused', {
      details,
      message: `${organisationName} has paused “${title}” and takes no applications for now. Keep this address and come back in some days: it is the same one when the job goes on. Who has applied already is not forgotten.`,
    })
  if (state !== 'closed') throw notFound('posting', id)
  const on = closedAt ? ` on ${DAY.format(closedAt)}` : ''
  const why = closeReason === 'expired' ? ': its last day is over' : ''
  throw new AppError('not_found', 'hiring.posting-closed', {
    details,
    httpStatus: 410,
    message: `“${title}” at ${organisationName} was closed${on}${why}. It takes no more applications.`,
  })
}

const DAY = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })

/**
 * The answers in the questions' own words, and the labels of those that the posting says to be knock-outs.
 * @throws invalid `hiring.answers`
 */
export function checkAnswers(
  questions: readonly PostingQuestion[],
  given: Readonly<Record<string, string>>,
): { answers: Record<string, string>; knockOuts: string[] } {
  const fields: Record<string, string> = {}
  const answers: Record<string, string> = {}
  const knockOuts: string[] = []
  for (const question of questions) {
    const answer = given[question.id]?.trim() ?? ''
    if (answer === '') {
      if (question.isRequired) fields[`answers.${question.id}`] = 'This wants an answer.'
      continue
    }
    const problem = problemOfAnswer(question, answer)
    if (problem !== null) fields[`answers.${question.id}`] = problem
    answers[question.id] = answer
    if (isKnockOut(question, answer)) knockOuts.push(question.label)
  }
  if (Object.keys(fields).length > 0) throw invalid('hiring.answers', 'Some questions want another answer. They are marked.', fields)
  return { answers, knockOuts }
}

function problemOfAnswer(question: PostingQuestion, answer: string): string | null {
  switch (question.kind) {
    case 'text':
      return null
    case 'yes-no':
      return answer === 'yes' || answer === 'no' ? null : 'Answer yes or no.'
    case 'choice':
      return question.options.includes(answer) ? null : 'Choose one of the options.'
    case 'number':
      return /^-?\d{1,9}([.,]\d{1,3})?$/.test(answer) ? null : 'Give a number.'
    default:
      return question satisfies never
  }
}

export function isKnockOut(question: PostingQuestion, answer: string): boolean {
  switch (question.kind) {
    case 'text':
      return false
    case 'yes-no':
      return question.knockOut === answer
    case 'choice':
      return question.knockOut.includes(answer)
    case 'number':
      return question.knockOutBelow !== null && Number(answer.replace(',', '.')) < question.knockOutBelow
    default:
      return question satisfies never
  }
}

/** The candidate of an account; without one, a new one each time: an address that somebody types proves nothing. Likeness is found later and merged by a person. */
async function findOrAddCandidate(
  ctx: Ctx,
  tx: Db,
  { organisationId, person, input, resume }: { organisationId: string; person: PersonCtx | null; input: Apply; resume: JsonResume | null },
): Promise<{ id: string; email: string }> {
  await lockCandidates(tx, organisationId)
  const account = person
    ? (await tx.select({ name: people.name, email: people.email }).from(people).where(eq(people.id, person.actor.personId)))[0]
    : undefined
  const values = {
    name: account?.name ?? input.name,
    email: account?.email ?? input.email,
    phone: input.phone,
    links: input.links,
    headline: input.headline ?? resume?.basics?.label ?? null,
    places: placesOf(resume),
    ...(resume ? { resumeText: resumeText(resume) } : {}),
    updatedAt: ctx.now(),
  }
  const [known] = person
    ? await tx
        .update(candidates)
        .set({ ...values, version: sql`${candidates.version} + 1` })
        .where(
          and(
            eq(candidates.organisationId, organisationId),
            // Also one who was found to be somebody else: an account stays with its own row.
            eq(candidates.personId, person.actor.personId),
          ),
        )
        .returning({ id: candidates.id })
    : []
  if (known) return { id: known.id, email: values.email }
  const [last] = await tx
    .select({ number: sql<number>`coalesce(max(${candidates.number}), 0)::int` })
    .from(candidates)
    .where(eq(candidates.organisationId, organisationId))
  const id = ctx.newId('candidate')
  await tx.insert(candidates).values({
    ...values,
    id,
    organisationId,
    personId: person?.actor.personId ?? null,
    number: (last?.number ?? 0) + 1,
    source: input.source,
    createdAt: ctx.now(),
  })
  return { id, email: values.email }
}

async function hasApplied(tx: Db, postingId: string, candidateId: string): Promise<boolean> {
  return (
    (await tx.$count(
      hiringApplications,
      and(eq(hiringApplications.postingId, postingId), eq(hiringApplications.candidateId, candidateId)),
    )) > 0
  )
}

/** The same request again. Its status link was shown the first time, and came by mail. */
async function appliedBefore(tx: Db, person: PersonCtx | null, batchId: string): Promise<Applied> {
  const [row] = await tx
    .select({ id: hiringApplications.id, replyDueAt: hiringApplications.replyDueAt, personId: hiringApplications.personId })
    .from(hiringEvents)
    .innerJoin(hiringApplications, eq(hiringApplications.id, hiringEvents.applicationId))
    .where(and(eq(hiringEvents.batchId, batchId), eq(hiringEvents.seq, 1)))
  if (!row || row.personId !== (person?.actor.personId ?? null))
    throw conflict('request.id-used', {}, 'This id was used for something else. Make a new one.')
  return { applicationId: row.id, replyDueAt: row.replyDueAt.toISOString(), statusToken: null }
}

async function lastRankIn(tx: Db, stageId: string): Promise<string> {
  const [last] = await tx
    .select({ rank: sql<string | null>`max(${hiringApplications.rank})` })
    .from(hiringApplications)
    .where(and(eq(hiringApplications.stageId, stageId), isNull(hiringApplications.dispositionKind)))
  return ranksBetween(last?.rank ?? null, null, 1)[0] ?? ''
}

/** So many receipts a day go to an address that nobody proved to be theirs, whoever types it and for whatever posting. */
const RECEIPTS_A_DAY_MAX = 10

async function mayMailUnproven(ctx: Ctx, tx: Db, email: string): Promise<boolean> {
  const sent = await tx.$count(
    messages,
    and(
      eq(messages.toHash, await hashAddress(ctx, 'mail', email)),
      gt(messages.createdAt, new Date(ctx.now().getTime() - DAY_MS)),
      eq(messages.template, 'application-received'),
    ),
  )
  return sent < RECEIPTS_A_DAY_MAX
}

async function sendReceipt(
  ctx: Ctx,
  tx: Db,
  about: {
    person: PersonCtx | null
    input: Apply
    organisationName: string
    title: string
    replyDueAt: Date
    applicationId: string
    statusToken: string | null
  },
): Promise<void> {
  const { person, input, organisationName, title, replyDueAt, applicationId, statusToken } = about
  const [account] = person
    ? await tx.select({ email: people.email, timeZone: people.timeZone }).from(people).where(eq(people.id, person.actor.personId))
    : []
  await queueMail(ctx, tx, {
    template: 'application-received',
    to: account?.email ?? input.email,
    personId: person?.actor.personId ?? null,
    data: {
      organisationName,
      title: title.slice(0, 200),
      replyDueAt: replyDueAt.toISOString(),
      timeZone: account?.timeZone ?? 'UTC',
      link: statusToken === null ? `${ctx.origin}/applications/${applicationId}` : `${ctx.origin}/status/${statusToken}`,
    },
  })
}

const placesOf = (resume: JsonResume | null) => {
  const { city, region, countryCode } = resume?.basics?.location ?? {}
  const place = [city, region, countryCode].filter((part) => part).join(', ')
  return place === '' ? [] : [place.slice(0, 100)]
}
