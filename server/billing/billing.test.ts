import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { billingAccounts, billingEvents, creditEntries, organisations, tasks } from '../../db/schema'
import type { StripeEvent } from '../../test/fakes/stripe'
import { failure, newWorld, type World } from '../../test/world'
import { newId } from '../core/ids'
import { readStripeWebhook } from '../vendors/stripe'
import { listCreditedPostings, postingAllowance, spendPostingCredit } from './posting-allowance'
import { takeInNews } from './take-in-news'

/** Anna, who owns Reed & Daughters. */
async function newOwner(world: World) {
  const anna = await world.person('Anna')
  const { id: organisationId, slug } = await anna.api.organisations.create({ name: 'Reed & Daughters' })
  return { anna, organisationId, slug }
}

/** Brings webhooks as Stripe would: signed, then read by our own door. */
async function deliver(world: World, events: StripeEvent[] = world.stripe.events.splice(0)) {
  for (const event of events) {
    const { body, signature } = world.stripe.sign(event)
    const news = await readStripeWebhook(world.stripe.secret, new TextEncoder().encode(body), signature, world.state.now)
    if (typeof news === 'string') throw new Error(`The webhook is ${news}.`)
    await takeInNews(world.as('system'), news)
  }
  await world.settle()
}
const allowanceOf = (world: World, organisationId: string) => {
  const ctx = world.as('system')
  return postingAllowance(ctx, ctx.db, organisationId)
}

test('who never paid has the free plan; a plan that is paid opens more postings once the webhook came', async () => {
  await using world = await newWorld()
  const { anna, organisationId } = await newOwner(world)
  expect(await anna.api.billing.overview({ organisationId })).toEqual({
    plan: 'free',
    openPostingsMax: 1,
    openPostings: 0,
    creditPostings: 0,
    creditsLeft: 0,
    currency: null,
    subscription: null,
    isSetUp: true,
  })
  const { url } = await anna.api.billing.startPlan({ organisationId, plan: 'team', currency: 'EUR' })
  expect((await allowanceOf(world, organisationId)).plan).toBe('free')
  world.stripe.pay(url)
  await deliver(world)
  expect(await allowanceOf(world, organisationId)).toEqual({ plan: 'team', openPostingsMax: 10, creditsLeft: 0 })
  expect(await anna.api.billing.overview({ organisationId })).toMatchObject({
    plan: 'team',
    currency: 'EUR',
    subscription: { status: 'active', periodEnd: '2026-12-21T10:00:00.000Z', cancelsAtPeriodEnd: false },
  })
  expect((await anna.api.billing.invoices({ organisationId })).data).toMatchObject([
    { totalCents: 9_900, currency: 'EUR', status: 'paid', pdfUrl: expect.stringContaining('/pdf') },
  ])
})

test('events that come twice, late and in any order end in the state that the provider has', async () => {
  await using world = await newWorld()
  const { anna, organisationId } = await newOwner(world)
  world.stripe.pay((await anna.api.billing.startPlan({ organisationId, plan: 'team', currency: 'USD' })).url)
  await deliver(world)
  await anna.api.billing.changePlan({ organisationId, plan: 'scale' })
  await anna.api.billing.cancel({ organisationId })
  const [subscription] = Object.keys(world.stripe.provider.kept.subscriptions)
  world.stripe.provider.passMonth(subscription, true)
  const events = world.stripe.events.splice(0)
  expect(events.map(({ type }) => type)).toEqual([
    'customer.subscription.updated',
    'customer.subscription.updated',
    'customer.subscription.deleted',
  ])
  // The end comes first, the older states after it, and everything twice.
  await deliver(world, [...events].reverse())
  expect((await allowanceOf(world, organisationId)).plan).toBe('free')
  await deliver(world, [...events, ...events])
  expect(await allowanceOf(world, organisationId)).toMatchObject({ plan: 'free', openPostingsMax: 1 })
  const ctx = world.as('system')
  expect(await ctx.db.$count(billingEvents)).toBe(events.length + 3)
  expect(await ctx.db.$count(tasks, eq(tasks.state, 'dead'))).toBe(0)
})

test('of two readings under way at once the one that was begun later counts, whichever answer comes last', async () => {
  await using world = await newWorld()
  const { anna, organisationId } = await newOwner(world)
  world.stripe.pay((await anna.api.billing.startPlan({ organisationId, plan: 'team', currency: 'EUR' })).url)
  const paid = world.stripe.events.splice(0)
  let isFirst = true
  // While the first reading waits for its answer, the plan is ended and read again to the end.
  world.stripe.state.onCall = async (call) => {
    if (call !== 'GET /v1/subscriptions' || !isFirst) return
    isFirst = false
    const [id = ''] = Object.keys(world.stripe.provider.kept.subscriptions)
    const ctx = world.as('system')
    await (await ctx.payments?.())?.endSubscription(id)
    const { syncAccount } = await import('./sync-account')
    const [customer = ''] = Object.keys(world.stripe.provider.kept.customers)
    await syncAccount(ctx, customer)
  }
  await deliver(world, paid.slice(0, 1))
  expect((await allowanceOf(world, organisationId)).plan).toBe('free')
})

test('a webhook that is half taken in is whole when it comes again: event and task are one', async () => {
  await using world = await newWorld()
  const { anna, organisationId } = await newOwner(world)
  world.stripe.pay((await anna.api.billing.buyCredits({ organisationId, credits: 2, currency: 'EUR' })).url)
  const events = world.stripe.events.splice(0)
  world.state.queueIsDown = true
  await deliver(world, events)
  await deliver(world, events)
  expect((await allowanceOf(world, organisationId)).creditsLeft).toBe(0)
  world.state.queueIsDown = false
  world.passMs(31_000)
  await world.cron()
  await world.settle()
  expect((await allowanceOf(world, organisationId)).creditsLeft).toBe(2)
})

test('credits are booked once a checkout, whether the webhook or the way back is first, and never for one that is not paid', async () => {
  await using world = await newWorld()
  const { anna, organisationId } = await newOwner(world)
  const { url } = await anna.api.billing.buyCredits({ organisationId, credits: 3, currency: 'USD' })
  const checkoutId = url.slice(url.lastIndexOf('/') + 1)
  expect(await anna.api.billing.confirm({ organisationId, checkoutId })).toMatchObject({ creditsLeft: 0 })
  const back = world.stripe.pay(url)
  expect(back).toContain(`/billing?checkout=${checkoutId}`)
  expect(await anna.api.billing.confirm({ organisationId, checkoutId })).toMatchObject({ creditsLeft: 3 })
  await deliver(world)
  expect(await anna.api.billing.confirm({ organisationId, checkoutId })).toMatchObject({ creditsLeft: 3 })
  const boris = await world.person('Boris')
  const other = await boris.api.organisations.create({ name: 'Another' })
  const theirs = boris.api.billing.confirm({ organisationId: other.id, checkoutId })
  expect(await failure(theirs)).toMatchObject({ reason: 'checkout.not-found' })
})

test('a posting spends one credit however often it is published, and two that need the last one do not both get it', async () => {
  await using world = await newWorld()
  const { anna, organisationId } = await newOwner(world)
  world.stripe.pay((await anna.api.billing.buyCredits({ organisationId, credits: 2, currency: 'EUR' })).url)
  await deliver(world)
  const ctx = world.as('system')
  const spend = (postingId: string) => ctx.transact((tx) => spendPostingCredit(ctx, tx, { organisationId, postingId }))
  const [first, second, third] = [newId('posting'), newId('posting'), newId('posting')]
  await spend(first)
  await spend(first)
  expect((await allowanceOf(world, organisationId)).creditsLeft).toBe(1)
  const raced = await Promise.allSettled([spend(second), spend(third)])
  expect(raced.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(await failure(spend(newId('posting')))).toMatchObject({ code: 'conflict', reason: 'billing.no-credit' })
  expect((await allowanceOf(world, organisationId)).creditsLeft).toBe(0)
  const credited = await listCreditedPostings(ctx, ctx.db, [first, second, third])
  expect(credited.size).toBe(2)
  // What rolls back with its posting was never spent.
  expect(await ctx.db.$count(creditEntries, eq(creditEntries.kind, 'spent'))).toBe(2)
})

test('credits whose price was paid back are taken back once, also when they were spent', async () => {
  await using world = await newWorld()
  const { anna, organisationId } = await newOwner(world)
  world.stripe.pay((await anna.api.billing.buyCredits({ organisationId, credits: 2, currency: 'EUR' })).url)
  await deliver(world)
  const ctx = world.as('system')
  await ctx.transact((tx) => spendPostingCredit(ctx, tx, { organisationId, postingId: newId('posting') }))
  const [charge = ''] = Object.keys(world.stripe.provider.kept.charges)
  world.stripe.provider.refund(charge)
  const events = world.stripe.events.splice(0)
  await deliver(world, [...events, ...events])
  expect((await allowanceOf(world, organisationId)).creditsLeft).toBe(0)
  world.stripe.pay((await anna.api.billing.buyCredits({ organisationId, credits: 2, currency: 'EUR' })).url)
  await deliver(world)
  expect((await allowanceOf(world, organisationId)).creditsLeft).toBe(1)
})

test('cancelling keeps the plan until the month ends, and can be taken back', async () => {
  await using world = await newWorld()
  const { anna, organisationId } = await newOwner(world)
  expect(await failure(anna.api.billing.cancel({ organisationId }))).toMatchObject({ reason: 'billing.no-plan' })
  world.stripe.pay((await anna.api.billing.startPlan({ organisationId, plan: 'team', currency: 'EUR' })).url)
  await deliver(world)
  expect(await anna.api.billing.cancel({ organisationId })).toMatchObject({ plan: 'team', subscription: { cancelsAtPeriodEnd: true } })
  expect(await anna.api.billing.cancel({ organisationId })).toMatchObject({ plan: 'team', subscription: { cancelsAtPeriodEnd: true } })
  expect(await anna.api.billing.keep({ organisationId })).toMatchObject({ plan: 'team', subscription: { cancelsAtPeriodEnd: false } })
  await anna.api.billing.cancel({ organisationId })
  const [subscription] = Object.keys(world.stripe.provider.kept.subscriptions)
  world.stripe.provider.passMonth(subscription, true)
  await deliver(world)
  expect(await anna.api.billing.overview({ organisationId })).toMatchObject({ plan: 'free', subscription: null })
})

test('nobody pays twice: a second checkout closes the first, and a plan that is there is changed', async () => {
  await using world = await newWorld()
  const { anna, organisationId } = await newOwner(world)
  const first = await anna.api.billing.startPlan({ organisationId, plan: 'team', currency: 'EUR' })
  const second = await anna.api.billing.startPlan({ organisationId, plan: 'scale', currency: 'EUR' })
  expect(() => world.stripe.pay(first.url)).toThrow()
  world.stripe.pay(second.url)
  // The webhook has not come yet; the provider is asked.
  const third = anna.api.billing.startPlan({ organisationId, plan: 'team', currency: 'EUR' })
  expect(await failure(third)).toMatchObject({ code: 'conflict', reason: 'billing.has-plan' })
  expect(Object.keys(world.stripe.provider.kept.customers)).toHaveLength(1)
})

test('a payment that the bank refuses leaves the plan for now, and tells each owner once', async () => {
  await using world = await newWorld()
  const { anna, organisationId } = await newOwner(world)
  world.stripe.pay((await anna.api.billing.startPlan({ organisationId, plan: 'team', currency: 'EUR' })).url)
  await deliver(world)
  const [subscription] = Object.keys(world.stripe.provider.kept.subscriptions)
  world.stripe.provider.passMonth(subscription, false)
  await deliver(world)
  expect(await anna.api.billing.overview({ organisationId })).toMatchObject({ plan: 'team', subscription: { status: 'past_due' } })
  expect(world.state.mailbox.taken.map(({ to, subject }) => [to, subject])).toEqual([
    ['anna@example.com', 'A payment of Reed & Daughters did not go through'],
  ])
})

test('while the provider is away nothing is lost and people are told so; without one nothing can be paid', async () => {
  await using world = await newWorld()
  const { anna, organisationId } = await newOwner(world)
  world.stripe.pay((await anna.api.billing.startPlan({ organisationId, plan: 'team', currency: 'EUR' })).url)
  world.stripe.state.isDown = true
  await deliver(world)
  for (const call of [() => anna.api.billing.invoices({ organisationId }), () => anna.api.billing.openPortal({ organisationId })])
    expect(await failure(call())).toMatchObject({
      code: 'upstream_failed',
      reason: 'payment.failed',
      message: expect.stringContaining('nothing is lost'),
    })
  expect(await anna.api.billing.overview({ organisationId })).toMatchObject({ plan: 'free' })
  world.stripe.state.isDown = false
  world.passMs(120_000)
  await world.cron()
  await world.settle()
  expect(await anna.api.billing.overview({ organisationId })).toMatchObject({ plan: 'team' })
  world.state.hasPayments = false
  const later = await world.person('Anna', { personId: anna.personId })
  expect(await later.api.billing.overview({ organisationId })).toMatchObject({ isSetUp: false })
  expect(await failure(later.api.billing.buyCredits({ organisationId, credits: 1, currency: 'EUR' }))).toMatchObject({
    reason: 'billing.not-set-up',
  })
})

test('only owners see or change what is paid; to everybody else the organisation does not exist', async () => {
  await using world = await newWorld()
  const { anna, organisationId } = await newOwner(world)
  const boris = await world.person('Boris')
  expect(await failure(boris.api.billing.overview({ organisationId }))).toMatchObject({
    code: 'not_found',
    reason: 'organisation.not-found',
  })
  const invitation = await anna.api.organisations.invite({ organisationId, email: 'boris@example.com', role: 'recruiter' })
  await boris.api.organisations.answerInvitation({ invitationId: invitation.id, accept: true })
  for (const call of [
    () => boris.api.billing.overview({ organisationId }),
    () => boris.api.billing.invoices({ organisationId }),
    () => boris.api.billing.startPlan({ organisationId, plan: 'team', currency: 'EUR' }),
    () => boris.api.billing.cancel({ organisationId }),
    () => boris.api.billing.openPortal({ organisationId }),
  ])
    expect(await failure(call())).toMatchObject({ code: 'forbidden', reason: 'organisation.right-missing' })
  expect(world.stripe.state.calls).toEqual([])
})

test('what an organisation pays for ends with it, and what no webhook told is asked for', async () => {
  await using world = await newWorld()
  const { anna, organisationId } = await newOwner(world)
  world.stripe.pay((await anna.api.billing.startPlan({ organisationId, plan: 'team', currency: 'EUR' })).url)
  await deliver(world)
  const ctx = world.as('system')
  const [id] = Object.keys(world.stripe.provider.kept.subscriptions)
  const atMinute7 = async () => {
    const now = world.state.now
    world.passMs(((67 - now.getUTCMinutes()) % 60) * 60_000)
    await world.cron()
    await world.settle()
  }
  // The month passes and its webhook is lost.
  world.stripe.provider.passMonth(id, true)
  world.stripe.events.splice(0)
  world.passMs(31 * 86_400_000)
  await atMinute7()
  const [account] = await ctx.db.select().from(billingAccounts)
  expect(account?.periodEnd?.toISOString()).toBe('2027-01-20T10:00:00.000Z')
  await ctx.db.delete(organisations).where(eq(organisations.id, organisationId))
  world.stripe.state.isDown = true
  await atMinute7()
  expect(await ctx.db.$count(billingAccounts)).toBe(1)
  world.stripe.state.isDown = false
  world.passMs(3_600_000)
  await atMinute7()
  expect(await ctx.db.$count(billingAccounts)).toBe(0)
  expect(world.stripe.provider.kept.subscriptions[id ?? '']).toMatchObject({ status: 'canceled' })
})
