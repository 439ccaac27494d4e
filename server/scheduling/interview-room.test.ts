import { expect, test } from 'vitest'
import { hiringRoom, personRoom } from '../../contract/live'
import { outbox } from '../../db/schema'
import { addMember, addPosting, applyAs } from '../../test/add-posting'
import { failure, newWorld, type World } from '../../test/world'
import { readCalendarFeed } from '../interviews/calendar'
import { rewrite, textDocOf, updateSince, vectorOf } from '../texts/core/text-doc'
import { listHeldInterviews } from './member-calendar'

const STARTS_AT = '2026-11-23T09:00:00.000Z'
const HOUR_MS = 3_600_000

/** Sam has agreed on an interview with Ines and Otto; Rita recruits. Its stage has a kit of two competencies. */
async function agreed(world: World) {
  const [rita, ines, otto, sam] = await Promise.all(['Rita', 'Ines', 'Otto', 'Sam'].map((name) => world.person(name)))
  if (!rita || !ines || !otto || !sam) throw new Error('Somebody is missing.')
  const { postingId, organisationId } = await addPosting(world, rita)
  await addMember(world, organisationId, ines, 'interviewer')
  await addMember(world, organisationId, otto, 'interviewer')
  const { applicationId } = await applyAs(sam, postingId)
  const { stages } = await rita.api.scheduling.kits({ postingId })
  const stageId = stages[0]?.stageId ?? ''
  await rita.api.scheduling.saveKit({
    stageId,
    focus: 'Lamination',
    questions: ['How do you fold?'],
    competencies: ['Craft', 'Calm'],
    guide: '3 is what we expect.',
    version: 0,
  })
  const invited = await rita.api.scheduling.invite({
    applicationId,
    kind: 'onsite',
    lengthMinutes: 60,
    windowFrom: '2026-11-23T00:00:00.000Z',
    windowUntil: '2026-11-28T00:00:00.000Z',
    panel: [ines.personId, otto.personId],
    timeZone: 'UTC',
  })
  const path = (await sam.api.scheduling.mine({ applicationId })).data[0]?.path ?? ''
  await sam.api.scheduling.pick({ token: path.split('/').at(-1) ?? '', startsAt: STARTS_AT, timeZone: 'UTC' })
  await world.settle()
  const toStart = Date.parse(STARTS_AT) - world.state.now.getTime()
  return { rita, ines, otto, sam, postingId, organisationId, applicationId, stageId, invitationId: invited.id, toStart }
}
const card = (invitationId: string, note: string) => ({ invitationId, scores: { Craft: 4, Calm: 2 }, verdict: 'yes' as const, note })

test('a scorecard is hidden until one’s own is in; who takes no part sees it at once; no frame and no answer of the candidate holds any of it', async () => {
  await using world = await newWorld()
  const { rita, ines, otto, sam, postingId, applicationId, invitationId, toStart } = await agreed(world)
  expect(await failure(ines.api.scheduling.giveFeedback(card(invitationId, 'Early')))).toMatchObject({ reason: 'interview.not-yet' })
  world.passMs(toStart)
  const room = await ines.api.scheduling.room({ invitationId })
  expect(room).toMatchObject({ candidate: 'Sam', owesFeedback: true, missing: ['Ines', 'Otto'], kit: { focus: 'Lamination' } })
  await ines.api.scheduling.giveFeedback(card(invitationId, 'Wombat opinion'))
  const hidden = await otto.api.scheduling.room({ invitationId })
  expect(hidden).toMatchObject({ feedback: [], hiddenCount: 1, owesFeedback: true, missing: ['Otto'] })
  expect(JSON.stringify(hidden)).not.toContain('Wombat')
  expect((await rita.api.scheduling.room({ invitationId })).feedback).toMatchObject([{ by: { name: 'Ines' }, note: 'Wombat opinion' }])
  const mine = await otto.api.scheduling.giveFeedback({ ...card(invitationId, 'Quiet'), verdict: 'no' })
  expect(mine.feedback.map(({ by, verdict }) => `${by.name} ${verdict}`)).toEqual(['Ines yes', 'Otto no'])
  await world.settle()
  expect(world.events(hiringRoom(postingId)).at(-1)).toMatchObject({ type: 'scheduling.changed', data: { applicationId, invitationId } })
  const frames = JSON.stringify(await rita.ctx.db.select({ data: outbox.data }).from(outbox))
  expect(frames).not.toMatch(/Wombat|Quiet|"verdict"|"Craft"/)
  const received = JSON.stringify([
    world.events(personRoom(sam.personId)),
    await sam.api.applications.get({ applicationId }),
    await sam.api.interviews.list({ applicationId }),
    await sam.api.notifications.list({}),
  ])
  expect(received).not.toMatch(/Wombat|Lamination|Ines|Otto/)
})

test('who only looks, or would lose their seat by calling off what has begun, reads nobody’s scorecard', async () => {
  await using world = await newWorld()
  const { rita, ines, otto, organisationId, invitationId, toStart } = await agreed(world)
  const vera = await world.person('Vera')
  await addMember(world, organisationId, vera, 'viewer')
  world.passMs(toStart)
  await ines.api.scheduling.giveFeedback(card(invitationId, 'Wombat opinion'))
  expect(await vera.api.scheduling.room({ invitationId })).toMatchObject({ feedback: [], hiddenCount: 1 })
  for (const who of [rita, otto])
    expect(await failure(who.api.scheduling.callOff({ invitationId }))).toMatchObject({ code: who === rita ? 'conflict' : 'forbidden' })
  expect(await otto.api.scheduling.room({ invitationId })).toMatchObject({ feedback: [], hiddenCount: 1, owesFeedback: true })
})

test('what is in stays as it is, is of the kit’s competencies, and comes from who takes part', async () => {
  await using world = await newWorld()
  const { rita, ines, invitationId, toStart } = await agreed(world)
  world.passMs(toStart)
  const given = card(invitationId, 'Good')
  expect(await failure(rita.api.scheduling.giveFeedback(given))).toMatchObject({ code: 'forbidden', reason: 'interview.not-yours' })
  expect(await failure(ines.api.scheduling.giveFeedback({ ...given, scores: { Craft: 3 } }))).toMatchObject({
    reason: 'interview.other-competencies',
  })
  const once = await ines.api.scheduling.giveFeedback(given)
  expect(await ines.api.scheduling.giveFeedback(given)).toEqual(once)
  expect(await failure(ines.api.scheduling.giveFeedback({ ...given, note: 'Better' }))).toMatchObject({
    reason: 'interview.feedback-is-in',
  })
})

test('a missing scorecard is asked for a day after the interview, once a day, and no more once it is given', async () => {
  await using world = await newWorld()
  const { ines, otto, invitationId, toStart } = await agreed(world)
  const asked = async () =>
    (await ines.api.notifications.list({ limit: 100 })).data.filter(({ data }) => data.event === 'interviewing.feedback').length
  world.passMs(toStart + 24 * HOUR_MS)
  await world.cron()
  expect(await asked()).toBe(0)
  // An hour of interview, and a day after its end.
  world.passMs(HOUR_MS)
  await world.cron()
  await world.cron()
  expect(await asked()).toBe(1)
  world.passMs(24 * HOUR_MS)
  await world.cron()
  expect(await asked()).toBe(2)
  await ines.api.scheduling.giveFeedback(card(invitationId, 'At last'))
  world.passMs(24 * HOUR_MS)
  await world.cron()
  expect(await asked()).toBe(2)
  expect((await otto.api.scheduling.room({ invitationId })).missing).toEqual(['Otto'])
})

test('who takes part is told a day ahead, and has the interview in their own calendar, without a name', async () => {
  await using world = await newWorld()
  const { rita, ines, applicationId, postingId, invitationId, toStart } = await agreed(world)
  const near = async () => (await ines.api.notifications.list({})).data.filter(({ data }) => 'what' in data && data.what === 'near').length
  world.passMs(toStart - 24 * HOUR_MS - 1)
  await world.cron()
  expect(await near()).toBe(0)
  world.passMs(1)
  await world.cron()
  await world.cron()
  expect(await near()).toBe(1)
  const { url } = await ines.api.calendar.issue({})
  const token = url.split('/').at(-1)?.replace('.ics', '') ?? ''
  const read = async () => (await readCalendarFeed(world.as('visitor'), token, listHeldInterviews)).replaceAll('\r\n ', '')
  const before = await read()
  expect(before).toContain('DTSTART:20261123T090000Z')
  expect(before).toContain(`/hiring/${postingId}/${applicationId}`)
  expect(before).not.toContain('Sam')
  await rita.api.scheduling.callOff({ invitationId })
  expect(await read()).toContain('STATUS:CANCELLED')
})

test('notes of an interview are typed together by the team; a viewer reads them, a stranger and the candidate find nothing', async () => {
  await using world = await newWorld()
  const { ines, otto, sam, organisationId, invitationId } = await agreed(world)
  const vera = await world.person('Vera')
  await addMember(world, organisationId, vera, 'viewer')
  const [hers, his] = await Promise.all([ines, otto].map(({ api }) => api.texts.open({ id: invitationId })))
  const write = async (person: typeof ines, state: string, words: string) => {
    const doc = textDocOf(state)
    const since = vectorOf(doc)
    rewrite(doc, 'notes', words)
    await person.api.texts.save({ id: invitationId, update: updateSince(doc, since) })
  }
  await write(ines, hers?.state ?? '', 'Folds well.')
  await write(otto, his?.state ?? '', 'Asks much. ')
  const { notes } = await otto.api.scheduling.room({ invitationId })
  expect(notes).toContain('Folds well.')
  expect(notes).toContain('Asks much.')
  expect(await vera.api.texts.open({ id: invitationId })).toMatchObject({ role: 'view' })
  const missing = `ivn_${'0'.repeat(32)}`
  for (const call of [
    (id: string) => sam.api.texts.open({ id }),
    (id: string) => sam.api.live.ticket({ room: `text/${id}` }),
    (id: string) => sam.api.scheduling.room({ invitationId: id }),
  ])
    expect(await failure(call(invitationId))).toMatchObject({ code: 'not_found', reason: (await failure(call(missing))).reason })
})

test('a kit is written by who may move candidates; one changed meanwhile is not overwritten; the same again is no change', async () => {
  await using world = await newWorld()
  const { rita, ines, postingId, stageId } = await agreed(world)
  const kit = { stageId, focus: 'Bread', questions: [], competencies: ['Craft'], guide: '' }
  expect(await failure(ines.api.scheduling.saveKit({ ...kit, version: 1 }))).toMatchObject({ code: 'forbidden' })
  const eve = await world.person('Eve')
  expect(await failure(eve.api.scheduling.saveKit({ ...kit, version: 1 }))).toMatchObject({ code: 'not_found', reason: 'stage.not-found' })
  expect(await failure(rita.api.scheduling.saveKit({ ...kit, version: 0 }))).toMatchObject({ reason: 'interview.kit-changed-since' })
  const saved = await rita.api.scheduling.saveKit({ ...kit, version: 1 })
  expect(await rita.api.scheduling.saveKit({ ...kit, version: 1 })).toEqual(saved)
  expect((await ines.api.scheduling.kits({ postingId })).stages[0]).toMatchObject({ kit: { focus: 'Bread', version: 2 } })
})
