import { expect, test } from 'vitest'
import { hiringStages, posts } from '../../db/schema'
import { addHiring } from '../../test/add-hiring'
import { failure, newWorld, type World } from '../../test/world'
import { createCaller } from '../entry/app-router'
import { findSupportActor, leaveSupport } from './visits'

const WHY = 'They wrote that their board stays empty.'

/** An operator's visit as Sam, by the procedures that it may call. */
async function newVisit(world: World) {
  const [opal, sam] = await Promise.all([world.person('Opal', { isOperator: true }), world.person('Sam')])
  const entered = await opal.api.support.enter({ who: 'sam@example.com', reason: WHY, minutes: 15 })
  const find = () => findSupportActor(opal.ctx, entered.token, opal.personId)
  const actor = await find()
  if (!actor) throw new Error('The visit has not begun.')
  return { opal, sam, entered, find, actor, api: createCaller({ ...opal.ctx, actor }) }
}

test('support reads what it needs and changes nothing, by any procedure; the person sees who looked and why', async () => {
  await using world = await newWorld()
  const { sam, api } = await newVisit(world)
  await sam.api.applications.save({ from: 'form', title: 'Baker' })
  expect((await api.applications.list({})).data).toMatchObject([{ title: 'Baker' }])
  expect(await api.people.me()).toMatchObject({ name: 'Sam' })
  expect(await failure(api.applications.save({ from: 'form', title: 'Miller' }))).toMatchObject({ reason: 'support.read-only' })
  expect(await failure(api.people.update({ name: 'Samuel' }))).toMatchObject({ code: 'forbidden', reason: 'support.read-only' })
  expect((await sam.api.support.visits()).data).toMatchObject([
    { operatorName: 'Opal', reason: WHY, startedAt: '2026-11-21T10:00:00.000Z', endsAt: '2026-11-21T10:15:00.000Z' },
  ])
})

test('whatever procedure there is, a visit is refused each that writes, and each that reads birth data, readings, résumés, messages or keys', async () => {
  await using world = await newWorld()
  const { actor, opal } = await newVisit(world)
  const { refuseSupport } = await import('../core/closed-doors')
  const paths = [
    'birthData.get',
    'numerology.settings',
    'resumes.list',
    'resumes.get',
    'notifications.list',
    'keys.list',
    'hiring.candidate',
  ]
  for (const path of [
    ...paths,
    'privacy.exportState',
    'calendar.feed',
    'fairness.mine',
    'matching.receipts',
    'live.ticket',
    'shortlists.get',
  ])
    expect(() => refuseSupport(actor, { path, isWrite: false }), path).toThrow('not for support')
  expect(() => refuseSupport(actor, { path: 'people.me', isWrite: true })).toThrow('changes nothing')
  expect(() => refuseSupport(opal.ctx.actor, { path: 'birthData.get', isWrite: true })).not.toThrow()
})

test('what a visit may not read it does not find: no résumé, note, contact or file; applications and jobs it finds', async () => {
  await using world = await newWorld()
  const { sam, api } = await newVisit(world)
  await sam.api.resumes.start({ name: 'Secret', resume: { basics: { name: 'Sam', summary: 'Has been ill with zxq for two years.' } } })
  const { card } = await sam.api.applications.save({ from: 'form', title: 'Baker' })
  await sam.api.notes.add({ applicationId: card.id, markdown: 'The zxq note' })
  const kinds = async (of: typeof api, q: string) =>
    (await of.search.find({ q })).groups.map(({ kind }) => kind).filter((kind) => kind !== 'page')
  expect(await kinds(sam.api, 'zxq')).toEqual(['note', 'resume'])
  expect(await kinds(api, 'zxq')).toEqual([])
  expect((await api.search.find({ q: 'zxq', kind: 'resume' })).groups).toEqual([])
  expect(await kinds(api, 'baker')).toEqual(['application'])
})

test('a visit is shown the usual stages of a posting that has none, and writes none', async () => {
  await using world = await newWorld()
  const { opal, sam, api } = await newVisit(world)
  const organisation = await sam.api.organisations.create({ name: 'Sam AG' })
  const { id: postingId } = await sam.api.postings.create({ organisationId: organisation.id, fields: { title: 'Baker' } })
  const { stages } = await api.hiring.pipeline({ postingId })
  expect(stages.map(({ group }) => group)).toEqual(['applied', 'screening', 'interview', 'offer'])
  expect(await opal.ctx.db.$count(hiringStages)).toBe(0)
})

test('a visit ends by the button, when its time is over, and counts for no other operator', async () => {
  await using world = await newWorld()
  const { opal, entered, find } = await newVisit(world)
  const other = await world.person('Otto', { isOperator: true })
  expect(await findSupportActor(other.ctx, entered.token, other.personId)).toBeNull()
  world.passMs(14 * 60_000)
  expect(await find()).not.toBeNull()
  world.passMs(60_000)
  expect(await find()).toBeNull()
  const again = await opal.api.support.enter({ who: entered.personId, reason: WHY, minutes: 30 })
  await leaveSupport(opal.ctx, again.visitId)
  await leaveSupport(opal.ctx, again.visitId)
  expect(await findSupportActor(opal.ctx, again.token, opal.personId)).toBeNull()
})

test('nobody looks without a reason, for longer than half an hour, as an operator, or without being one', async () => {
  await using world = await newWorld()
  const { opal, sam } = await newVisit(world)
  await expect(opal.api.support.enter({ who: 'sam@example.com', reason: 'Hm', minutes: 5 })).rejects.toThrow()
  await expect(opal.api.support.enter({ who: 'sam@example.com', reason: WHY, minutes: 31 })).rejects.toThrow()
  expect(await failure(opal.api.support.enter({ who: 'opal@example.com', reason: WHY }))).toMatchObject({ reason: 'support.not-operators' })
  expect(await failure(sam.api.support.enter({ who: 'opal@example.com', reason: WHY }))).toMatchObject({ reason: 'operator.only' })
  expect(await failure(opal.api.support.enter({ who: 'nobody@example.com', reason: WHY }))).toMatchObject({ code: 'not_found' })
})

test('a visit as a member stands in the organisation’s log, and nothing that support looked at is said to be the member’s look', async () => {
  await using world = await newWorld()
  const { staff, organisationId, postingId } = await addHiring(world, { Anna: 'owner' }, 1)
  const { Anna: anna } = staff
  if (!anna) throw new Error('Nobody is there.')
  const opal = await world.person('Opal', { isOperator: true })
  const { token, visitId } = await opal.api.support.enter({ who: anna.personId, reason: WHY })
  const actor = await findSupportActor(opal.ctx, token, opal.personId)
  if (!actor) throw new Error('The visit has not begun.')
  const visit = createCaller({ ...opal.ctx, actor })
  expect((await visit.hiring.pipeline({ postingId })).cards).toHaveLength(1)
  await leaveSupport(opal.ctx, visitId)
  const log = await anna.api.audit.search({ organisationId, acts: ['support.entered', 'support.left'] })
  expect(log.data.map(({ act }) => act).sort()).toEqual(['support.entered', 'support.left'])
  const { recordAudit } = await import('../audit/record-audit')
  await recordAudit({ ...opal.ctx, actor }, opal.ctx.db, { organisationId, act: 'shortlist.viewed', subjectId: null })
  const [line] = (await anna.api.audit.search({ organisationId, acts: ['shortlist.viewed'] })).data
  expect(line).toMatchObject({ actor: null, details: { supportVisit: visitId } })
})

test('in read-only mode every change is refused with when to try again; reading, webhooks and the switch go on', async () => {
  await using world = await newWorld()
  const [opal, sam] = await Promise.all([world.person('Opal', { isOperator: true }), world.person('Sam')])
  await sam.api.applications.save({ from: 'form', title: 'Baker' })
  await opal.api.support.setReadOnly({ isOn: true, reason: 'We move to a larger database.' })
  await opal.api.support.setReadOnly({ isOn: true, reason: 'We move to a larger database.' })
  const refusal = await sam.api.applications.save({ from: 'form', title: 'Miller' }).catch((error: unknown) => error)
  expect(refusal instanceof Error ? refusal.cause : null).toMatchObject({
    reason: 'system.read-only',
    status: 503,
    retryAfterS: 60,
    message: expect.stringContaining('We move to a larger database.'),
  })
  expect((await sam.api.applications.list({})).data).toHaveLength(1)
  expect(await failure(sam.api.support.setReadOnly({ isOn: false }))).toMatchObject({ reason: 'operator.only' })
  await world.deliver([world.post({ externalId: '1', text: 'We are hiring a baker in Lyon. Apply at jobs@kestrel.example.' })])
  await world.settle()
  expect(await world.as('system').db.$count(posts)).toBe(1)
  expect(await opal.api.support.setReadOnly({ isOn: false })).toMatchObject({ isOn: false })
  await sam.api.applications.save({ from: 'form', title: 'Miller' })
  expect((await sam.api.applications.list({})).data).toHaveLength(2)
})
