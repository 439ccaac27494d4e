import { and, desc, eq, gte, inArray, lte } from 'drizzle-orm'
import type { Db } from '../../db/client'
import { candidates, conversationMessages, hiringApplications, organisations, postings } from '../../db/schema'
import type { Ctx } from '../core/ctx'
import { withEvents } from '../live/outbox'
import { notify } from '../notifications/notify'
import { queueMail } from '../notifications/queue-mail'
import type { HiringRow } from './access'
import { standingWords } from './core/employer-words'
import { loadEmployerSide } from './load-employer-side'
import { findLostMeeting } from './lost-meeting'

/**
 * Task: tells a candidate where their application stands, unless they were told that already: by notification where they have an account,
 * by mail where they have none. What they did themselves is not told to them, and an ending that a letter of the employer tells is not told twice.
 */
export async function tellCandidate(ctx: Ctx, applicationId: string): Promise<void> {
  await withEvents(ctx, async (tx, emit) => {
    const [held] = await tx
      .select({
        row: hiringApplications,
        title: postings.title,
        version: postings.version,
        organisationName: organisations.name,
        email: candidates.email,
      })
      .from(hiringApplications)
      .innerJoin(postings, eq(postings.id, hiringApplications.postingId))
      .innerJoin(organisations, eq(organisations.id, hiringApplications.organisationId))
      .innerJoin(candidates, eq(candidates.id, hiringApplications.candidateId))
      .where(eq(hiringApplications.id, applicationId))
      .for('update', { of: hiringApplications })
    if (!held) return
    const { row, title, version, organisationName, email } = held
    const label = standingWords(await loadEmployerSide(ctx, tx, row))
    if (label === row.toldLabel) return
    const closing = row.personId === null ? await findClosing(ctx, tx, row) : null
    // Its letter is due now. Whoever lets it leave, or takes it back, asks again.
    if (closing === 'waiting') return
    await tx.update(hiringApplications).set({ toldLabel: label }).where(eq(hiringApplications.id, row.id))
    if (row.dispositionKind === 'withdrawn') return
    if (row.personId !== null) {
      const data = {
        event: 'application.moved',
        applicationId: row.id,
        jobTitle: title,
        companyName: organisationName,
        stage: label,
      } as const
      await notify(ctx, tx, emit, { personId: row.personId, key: `${row.id}:${row.eventSeq}:${version}`, data })
    } else if (email !== null && row.sealedStatusToken !== null && closing === null) {
      const isClosed = row.dispositionKind !== null
      const token = await ctx.unseal(row.sealedStatusToken, `hiring_applications.sealed_status_token:${row.id}`)
      const link = `${ctx.origin}/status/${token}`
      await queueMail(ctx, tx, {
        template: 'application-status',
        to: email,
        personId: null,
        data: { organisationName, title, label, isClosed, link, calledOff: await findLostMeeting(ctx, tx, row) },
      })
    }
  })
}

/** The employer's own letter about this ending: it left, or it leaves right now. One that shall leave later is no reason to be silent until then. */
async function findClosing(ctx: Ctx, tx: Db, row: HiringRow): Promise<'left' | 'waiting' | null> {
  if (row.dispositionKind === null) return null
  const [closing] = await tx
    .select({ state: conversationMessages.state })
    .from(conversationMessages)
    .where(
      and(
        eq(conversationMessages.applicationId, row.id),
        eq(conversationMessages.kind, 'closing'),
        gte(conversationMessages.at, row.stageSince),
        lte(conversationMessages.at, ctx.now()),
        inArray(conversationMessages.state, ['left', 'waiting']),
      ),
    )
    .orderBy(desc(conversationMessages.at), desc(conversationMessages.id))
    .limit(1)
  return closing ? (closing.state === 'left' ? 'left' : 'waiting') : null
}
