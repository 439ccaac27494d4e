import { and, asc, eq, isNotNull, like } from 'drizzle-orm'
import { SaveApplication } from '../../contract/applications'
import type { DuoDemo } from '../../contract/demo'
import { personRoom } from '../../contract/live'
import { members, organisations, people, postings } from '../../db/schema'
import { followEmployer } from '../applications/employer-side'
import { saveApplication } from '../applications/save-application'
import type { PersonCtx } from '../core/actor'
import { describeError } from '../core/describe-error'
import { invalid, notFound } from '../core/errors'
import { addApplicants } from '../hiring/add-applicants'
import { employerSideOf } from '../hiring/core/employer-words'
import { getPipeline } from '../hiring/list-pipeline'
import { moveHiringApplications } from '../hiring/move-applications'
import { addDemoPerson } from '../identity/demo-person'
import { createOrganisation } from '../identity/organisations'
import { withEvents } from '../live/outbox'
import { publishRoom } from '../live/publish'
import { createPosting } from '../postings/create-posting'
import { DEMO_RESUME } from './demo-world'
import { DUO_APPLICANTS, DUO_POSTING, DUO_TEAMMATE, nextDuoMove } from './duo-world'
import { withinTransaction } from './within-transaction'

const DAY_MS = 86_400_000
/** A teammate who has moved so often rests: the demo is a taste, not a load. */
const STEPS_MAX = 60
const DUO_SLUG = 'duo-demo-%'

/**
 * Gives a visitor in a demo both sides of one application: they applied at an organisation of their own in which a simulated teammate works too.
 * All of it is made up by us and erased with the demo, and made in one transaction: stopped half-way there is nothing, and asked again it is the same one.
 *
 * @throws invalid `demo.none`  only a demo has this
 */
export async function startDuo(ctx: PersonCtx): Promise<DuoDemo> {
  refuseOthers(ctx)
  const held = await findDuo(ctx)
  if (held) return held
  const started = await ctx.transact(async (tx) => {
    // Who asks twice at once waits here, and then finds what was made.
    const [me] = await tx.select({ until: people.demoUntil }).from(people).where(eq(people.id, ctx.actor.personId)).for('no key update')
    if (!me?.until) throw notFound('demo', ctx.actor.personId)
    const later: Promise<unknown>[] = []
    // Rooms get nothing before all of it stands; until then its events wait in their rows.
    const within: PersonCtx = {
      ...withinTransaction(ctx, tx, ctx.actor, later),
      publish: () => Promise.reject(new Error('This has not been committed.')),
      log: { ...ctx.log, warn: () => {} },
    }
    const made = (await findDuo(within)) ?? (await makeDuo(within, me.until))
    await Promise.all(later)
    return made
  })
  // Their own screens hear of it once it stands.
  ctx.waitUntil(
    publishRoom(ctx, personRoom(ctx.actor.personId)).catch((error) => ctx.log.warn('live.publish-later', { error: describeError(error) })),
  )
  return started
}

async function makeDuo(ctx: PersonCtx, until: Date): Promise<DuoDemo> {
  const organisation = await createOrganisation(ctx, { name: DUO_POSTING.organisationName })
  const { id: postingId } = await createPosting(ctx, { organisationId: organisation.id, fields: DUO_POSTING.fields })
  const { card } = await saveApplication(
    ctx,
    SaveApplication.parse({
      from: 'form',
      title: DUO_POSTING.fields.title,
      companyName: DUO_POSTING.organisationName,
      source: 'own',
      stage: { group: 'applied' },
    }),
  )
  await withEvents(ctx, async (tx, emit) => {
    const { actor } = await addDemoPerson(ctx, tx, { name: DUO_TEAMMATE, timeZone: 'UTC', until })
    await tx
      .update(organisations)
      .set({ slug: DUO_SLUG.replace('%', organisation.id.slice(-12)) })
      .where(eq(organisations.id, organisation.id))
    await tx.insert(members).values({ organisationId: organisation.id, personId: actor.personId, role: 'recruiter', joinedAt: ctx.now() })
    const now = ctx.now()
    const own = {
      applicationId: card.id,
      personId: ctx.actor.personId,
      name: ctx.actor.name,
      email: null,
      headline: 'You, in your tracker on the other side',
      places: ['Lyon, France'],
      source: 'numerojobs',
      resume: DEMO_RESUME,
      appliedAt: now,
    }
    const others = DUO_APPLICANTS.map(({ daysAgo, ...applicant }) => ({
      ...applicant,
      applicationId: null,
      personId: null,
      email: null,
      source: 'numerojobs',
      resume: null,
      appliedAt: new Date(now.getTime() - daysAgo * DAY_MS),
    }))
    await addApplicants(ctx, tx, { organisationId: organisation.id, postingId, replyPromiseDays: 14 }, [own, ...others])
    const employer = employerSideOf(
      {
        organisationName: DUO_POSTING.organisationName,
        stage: { group: 'applied', wording: null },
        disposition: null,
        stageSince: now,
        replyDueAt: new Date(now.getTime() + 14 * DAY_MS),
        repliedAt: null,
        hasResume: true,
        isResumeWithdrawn: false,
        isPaused: false,
      },
      now,
    )
    const batchId = ctx.newId('batch')
    await followEmployer(ctx, tx, emit, { applicationId: card.id, personId: ctx.actor.personId, employer, outcome: null, batchId })
  })
  return { postingId, applicationId: card.id, teammate: DUO_TEAMMATE }
}

/**
 * The simulated teammate moves one card, as a member does: through the same function, told to the same rooms. After sixty moves they rest.
 * @returns whether they moved
 */
export async function stepDuo(ctx: PersonCtx): Promise<{ hasMoved: boolean }> {
  refuseOthers(ctx)
  const duo = await findDuo(ctx)
  if (!duo) throw notFound('demo', ctx.actor.personId)
  const [teammate] = await ctx.db
    .select({ id: people.id, name: people.name })
    .from(members)
    .innerJoin(people, eq(people.id, members.personId))
    .innerJoin(postings, eq(postings.organisationId, members.organisationId))
    .where(and(eq(postings.id, duo.postingId), eq(people.name, DUO_TEAMMATE), isNotNull(people.demoUntil)))
  if (!teammate) return { hasMoved: false }
  const { stages, cards } = await getPipeline(ctx, duo.postingId)
  const made = cards.reduce((sum, card) => sum + card.version - 1, 0)
  const move = made >= STEPS_MAX ? null : nextDuoMove({ stages, cards, ownId: duo.applicationId, count: made })
  if (!move) return { hasMoved: false }
  const actor = { ...ctx.actor, personId: teammate.id, key: teammate.id, name: teammate.name, sessionId: null }
  await moveHiringApplications({ ...ctx, actor }, { ...move, batchId: ctx.newId('batch') })
  return { hasMoved: true }
}

async function findDuo(ctx: PersonCtx): Promise<DuoDemo | null> {
  const [held] = await ctx.db
    .select({ postingId: postings.id })
    .from(postings)
    .innerJoin(organisations, and(eq(organisations.id, postings.organisationId), like(organisations.slug, DUO_SLUG)))
    .innerJoin(members, and(eq(members.organisationId, organisations.id), eq(members.personId, ctx.actor.personId)))
    .orderBy(asc(postings.id))
    .limit(1)
  if (!held) return null
  const { cards } = await getPipeline(ctx, held.postingId)
  const own = cards.find(({ label }) => label === 'Candidate 1')
  return own ? { postingId: held.postingId, applicationId: own.applicationId, teammate: DUO_TEAMMATE } : null
}

function refuseOthers(ctx: PersonCtx): void {
  if (!ctx.actor.isDemo) throw invalid('demo.none', 'This is for a demo. Sign out and try it from the first page.')
}
