import { and, eq, inArray, sql } from 'drizzle-orm'
import { PLAN_TERMS, type PlanName } from '../../contract/billing'
import type { Db } from '../../db/client'
import { billingAccounts, creditEntries } from '../../db/schema'
import type { Ctx } from '../core/ctx'
import { AppError } from '../core/errors'

export interface PostingAllowance {
  plan: PlanName
  /** How many postings may be open by the plan; those with a credit of their own do not count against it. */
  openPostingsMax: number
  creditsLeft: number
}

/** How many postings an organisation may have open, and how many credits it has for more. Who never paid has the free plan. */
export async function postingAllowance(_ctx: Ctx, tx: Db, organisationId: string): Promise<PostingAllowance> {
  const [[account], creditsLeft] = await Promise.all([
    tx.select({ plan: billingAccounts.plan }).from(billingAccounts).where(eq(billingAccounts.organisationId, organisationId)),
    countCredits(tx, organisationId),
  ])
  const plan = account?.plan ?? 'free'
  return { plan, openPostingsMax: PLAN_TERMS[plan].openPostings, creditsLeft: Math.max(0, creditsLeft) }
}

/** Which of these postings are open by a credit of their own. */
export async function listCreditedPostings(_ctx: Ctx, tx: Db, postingIds: string[]): Promise<Set<string>> {
  if (postingIds.length === 0) return new Set()
  const rows = await tx
    .select({ reference: creditEntries.reference })
    .from(creditEntries)
    .where(and(eq(creditEntries.kind, 'spent'), inArray(creditEntries.reference, postingIds)))
  return new Set(rows.map(({ reference }) => reference))
}

/**
 * Spends one credit on a posting. A posting that has one already costs no second, however often it is published.
 *
 * @param tx the transaction that opens the posting: both happen, or neither
 * @throws conflict  `billing.no-credit`
 */
export async function spendPostingCredit(
  ctx: Ctx,
  tx: Db,
  { organisationId, postingId }: { organisationId: string; postingId: string },
): Promise<void> {
  await lockAccount(ctx, tx, organisationId)
  const added = await tx
    .insert(creditEntries)
    .values({ id: ctx.newId('creditEntry'), organisationId, kind: 'spent', amount: -1, reference: postingId, createdAt: ctx.now() })
    .onConflictDoNothing()
    .returning({ id: creditEntries.id })
  if (added.length === 0) return
  if ((await countCredits(tx, organisationId)) < 0)
    throw new AppError('conflict', 'billing.no-credit', {
      message: 'The plan’s postings are all open and no credit is left. Close a posting, or let an owner change the plan or buy a credit.',
    })
}

/** Takes the row of an organisation's account, making it if need be: whoever else counts its credits waits. */
export async function lockAccount(ctx: Ctx, tx: Db, organisationId: string): Promise<typeof billingAccounts.$inferSelect> {
  const now = ctx.now()
  await tx.insert(billingAccounts).values({ organisationId, createdAt: now, updatedAt: now }).onConflictDoNothing()
  const [account] = await tx.select().from(billingAccounts).where(eq(billingAccounts.organisationId, organisationId)).for('update')
  if (!account) throw new Error('The account was not stored.')
  return account
}

async function countCredits(db: Db, organisationId: string): Promise<number> {
  const [row] = await db
    .select({ sum: sql<string>`coalesce(sum(${creditEntries.amount}), 0)` })
    .from(creditEntries)
    .where(eq(creditEntries.organisationId, organisationId))
  return Number(row?.sum ?? 0)
}
