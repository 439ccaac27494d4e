import { expect, test } from 'vitest'
import { personRoom } from '../../contract/live'
import { NOTIFICATION_EVENTS, NOTIFY_CHANNELS, type NotificationData } from '../../contract/notifications'
import { consents, messages, people } from '../../db/schema'
import { failure, newWorld, type World } from '../../test/world'
import { withEvents } from '../live/outbox'
import { applyKeyword } from './apply-news'
import { notify } from './notify'
import { findDueDigests } from './send-digests'
import { unsubscribe } from './unsubscribe'

const HOUR_MS = 3_600_000
const ID = '1'.repeat(32)
const role = { applicationId: `app_${ID}`, jobTitle: 'Baker', companyName: 'Bread & Sons' }
const moved = (stage = 'Interview'): NotificationData => ({ event: 'application.moved', ...role, stage })
const interview: NotificationData = {
  event: 'interview.reminder',
  interviewId: `int_${ID}`,
  ...role,
  startsAt: '2026-11-22T09:00:00.000Z',
  timeZone: 'Europe/Berlin',
}
const tell = (world: World, personId: string, data: NotificationData, key = 'k1') =>
  withEvents(world.as('system'), (tx, emit) => notify(world.as('system'), tx, emit, { personId, data, key }))
type Person = Awaited<ReturnType<World['person']>>
const agree = (person: Person, textId: 'mail-updates' | 'mail-reminders' | 'sms-reminders' | 'sms-updates') =>
  person.api.consents.set({ textId, textVersion: 1, given: true })
const mailsOf = (world: World) => world.state.mailbox.taken.map(({ subject }) => subject)

test('the same news twice is one notification, one event in the room of that person alone, and one mail', async () => {
  await using world = await newWorld()
  const anna = await world.person('Anna')
  await agree(anna, 'mail-updates')
  const id = await tell(world, anna.personId, moved())
  expect(await tell(world, anna.personId, moved())).toBeNull()
  await world.settle()
  expect(await anna.api.notifications.list({})).toMatchObject({ data: [{ id, data: moved(), readAt: null }], unread: 1, next: null })
  expect(world.events(personRoom(anna.personId))).toMatchObject([
    { type: 'notification.added', room: `person/${anna.personId}`, data: { unread: 1, notification: { id } } },
  ])
  expect(mailsOf(world)).toEqual(['Baker at Bread & Sons: Interview'])
})

test('nobody reads or marks the notifications of another person, and a read one is read on all screens', async () => {
  await using world = await newWorld()
  const anna = await world.person('Anna')
  const boris = await world.person('Boris')
  const first = (await tell(world, anna.personId, moved())) ?? ''
  await tell(world, anna.personId, moved('Offer'), 'k2')
  expect((await boris.api.notifications.list({})).data).toEqual([])
  await boris.api.notifications.markRead({ ids: [first] })
  expect(await anna.api.notifications.unread()).toEqual({ unread: 2 })
  expect(await anna.api.notifications.markRead({ ids: [first] })).toEqual({ unread: 1 })
  expect(await anna.api.notifications.markRead({ ids: [first] })).toEqual({ unread: 1 })
  expect((await anna.api.notifications.list({ unreadOnly: true })).data).toHaveLength(1)
  expect(await anna.api.notifications.markAllRead()).toEqual({ unread: 0 })
  await world.settle()
  expect(world.events(personRoom(anna.personId)).map(({ type }) => type)).toEqual([
    'notification.added',
    'notification.added',
    'notification.read',
    'notification.read',
  ])
})

test('each event goes by the channels its person chose for it', async () => {
  await using world = await newWorld()
  const anna = await world.person('Anna')
  await agree(anna, 'mail-updates')
  await anna.api.notifications.setPreferences({
    events: [
      { event: 'application.moved', channel: 'app', on: false },
      { event: 'job.closed', channel: 'mail', on: false },
    ],
  })
  await tell(world, anna.personId, moved())
  await tell(world, anna.personId, { event: 'job.closed', jobId: `job_${ID}`, jobTitle: 'Baker', companyName: null })
  await world.settle()
  expect((await anna.api.notifications.list({})).data.map(({ data }) => data.event)).toEqual(['job.closed'])
  expect(mailsOf(world)).toEqual(['Baker at Bread & Sons: Interview'])
  const { events } = await anna.api.notifications.preferences()
  expect(events.find(({ event }) => event === 'job.closed')).toEqual({ event: 'job.closed', app: true, mail: false, sms: false })
})

test('in quiet hours a mail waits until their end in the zone of its reader, and leaves then', async () => {
  await using world = await newWorld()
  // 10:00 UTC is 23:00 in Auckland.
  const anna = await world.person('Anna', { timeZone: 'Pacific/Auckland' })
  await agree(anna, 'mail-updates')
  await anna.api.notifications.setPreferences({ quietHours: { from: '22:00', to: '07:00' } })
  await tell(world, anna.personId, moved())
  await world.settle()
  expect(mailsOf(world)).toEqual([])
  expect((await anna.api.notifications.deliveries({})).data).toMatchObject([{ state: 'queued', notBefore: '2026-11-21T18:00:00.000Z' }])
  world.passMs(8 * HOUR_MS)
  await world.cron()
  await world.settle()
  expect(mailsOf(world)).toHaveLength(1)
  expect((await anna.api.notifications.deliveries({})).data).toMatchObject([{ state: 'sent', template: 'update', channel: 'mail' }])
})

test('a daily digest is one mail at eight, reminders do not wait for it, and running twice sends none twice', async () => {
  await using world = await newWorld()
  const anna = await world.person('Anna', { timeZone: 'Europe/Berlin' })
  await agree(anna, 'mail-updates')
  await agree(anna, 'mail-reminders')
  await anna.api.notifications.setPreferences({ digest: 'daily' })
  await tell(world, anna.personId, moved('Screening'), 'k1')
  await tell(world, anna.personId, moved('Interview'), 'k2')
  await tell(world, anna.personId, interview)
  await findDueDigests(world.as('system'))
  await world.settle()
  expect(mailsOf(world)).toEqual(['Interview: Baker at Bread & Sons'])
  // To eight in the morning of Berlin.
  world.passMs(21 * HOUR_MS)
  await findDueDigests(world.as('system'))
  await findDueDigests(world.as('system'))
  await world.settle()
  await findDueDigests(world.as('system'))
  await world.settle()
  expect(mailsOf(world)).toEqual(['Interview: Baker at Bread & Sons', '2 updates of your day on Numerojobs'])
  expect(await world.as('system').db.$count(messages)).toBe(2)
})

test('a demo world tells its stories inside itself: nothing leaves', async () => {
  await using world = await newWorld()
  const anna = await world.person('Anna')
  await world
    .as('system')
    .db.update(people)
    .set({ demoUntil: new Date('2026-11-22T00:00:00Z') })
  await tell(world, anna.personId, moved())
  await world.settle()
  expect((await anna.api.notifications.list({})).unread).toBe(1)
  expect(await world.as('system').db.$count(messages)).toBe(0)
})

test('a text message needs a confirmed number and a recorded consent; STOP ends it at once and START brings it back', async () => {
  await using world = await newWorld()
  const anna = await world.person('Anna')
  expect(await failure(agree(anna, 'sms-reminders'))).toMatchObject({ code: 'conflict', reason: 'consents.no-phone' })
  await anna.api.notifications.startPhone({ phone: '+49 151 12345678' })
  await world.settle()
  const code = /^\d{6}/.exec(world.state.phone.taken[0]?.body ?? '')?.[0] ?? ''
  expect(world.state.phone.taken[0]?.to).toBe('+4915112345678')
  expect(await failure(agree(anna, 'sms-reminders'))).toMatchObject({ reason: 'consents.no-phone' })
  await anna.api.notifications.confirmPhone({ code })
  expect((await anna.api.notifications.preferences()).phoneEnding).toBe('5678')
  await agree(anna, 'sms-reminders')
  const texts = async (key: string) => {
    await tell(world, anna.personId, interview, key)
    await world.settle()
    return world.state.phone.taken.length
  }
  expect(await texts('k1')).toBe(2)
  await applyKeyword(world.as('visitor'), { from: '+4915112345678', keyword: 'stop' })
  expect(await texts('k2')).toBe(2)
  expect((await anna.api.consents.list()).data.find(({ textId }) => textId === 'sms-reminders')).toMatchObject({
    given: false,
    how: 'keyword',
  })
  expect((await anna.api.notifications.deliveries({})).data.find(({ channel }) => channel === 'sms')).toMatchObject({
    state: 'never_attempted',
    reason: 'stopped',
  })
  await applyKeyword(world.as('visitor'), { from: '+4915112345678', keyword: 'start' })
  expect(await texts('k3')).toBe(3)
})

test('a code is guessed at five times at most, is over after ten minutes, and is sent once a minute', async () => {
  await using world = await newWorld()
  const anna = await world.person('Anna')
  await anna.api.notifications.startPhone({ phone: '+4915112345678' })
  expect(await failure(anna.api.notifications.startPhone({ phone: '+4915112345678' }))).toMatchObject({ code: 'too_many' })
  await world.settle()
  const code = /^\d{6}/.exec(world.state.phone.taken[0]?.body ?? '')?.[0] ?? ''
  const wrong = code === '000000' ? '000001' : '000000'
  const tries = await Promise.all(Array.from({ length: 5 }, () => failure(anna.api.notifications.confirmPhone({ code: wrong }))))
  expect(new Set(tries.map(({ reason }) => reason))).toEqual(new Set(['phone.wrong-code']))
  expect(await failure(anna.api.notifications.confirmPhone({ code }))).toMatchObject({ reason: 'phone.wrong-code' })
  world.passMs(61_000)
  await anna.api.notifications.startPhone({ phone: '+4915112345678' })
  await world.settle()
  const next = /^\d{6}/.exec(world.state.phone.taken[1]?.body ?? '')?.[0] ?? ''
  world.passMs(11 * 60_000)
  expect(await failure(anna.api.notifications.confirmPhone({ code: next }))).toMatchObject({ reason: 'phone.wrong-code' })
})

test('the ledger keeps every word: who, which version, how, and that it was taken back; nobody agrees to words they did not read', async () => {
  await using world = await newWorld()
  const anna = await world.person('Anna')
  expect((await anna.api.consents.list()).data.map(({ given }) => given)).toEqual([false, false, false, false, false])
  expect(await failure(anna.api.consents.set({ textId: 'mail-updates', textVersion: 0, given: true }))).toMatchObject({
    reason: 'consents.old-text',
  })
  await agree(anna, 'mail-updates')
  await agree(anna, 'mail-updates')
  world.passMs(1_000)
  await anna.api.consents.set({ textId: 'mail-updates', textVersion: 1, given: false })
  await anna.api.consents.set({ textId: 'mail-updates', textVersion: 1, given: false })
  expect((await world.api('operator').consents.ledger({ personId: anna.personId })).data).toMatchObject([
    { textId: 'mail-updates', textVersion: 1, given: false, how: 'settings', at: '2026-11-21T10:00:01.000Z' },
    { textId: 'mail-updates', textVersion: 1, given: true, how: 'settings', at: '2026-11-21T10:00:00.000Z' },
  ])
  await expect(world.as('system').db.update(consents).set({ given: true })).rejects.toThrow()
})

test('news of an own application are mailed to who was never asked, one by one and in a digest; unticked or ended by one click, no more', async () => {
  await using world = await newWorld()
  const anna = await world.person('Anna')
  const closed = { event: 'job.closed', jobId: `job_${ID}`, jobTitle: 'Baker', companyName: null } as const
  await tell(world, anna.personId, moved('Not selected'))
  await tell(world, anna.personId, { event: 'interview.invited', ...role, what: 'invited' }, 'k2')
  await tell(world, anna.personId, closed, 'k3')
  await world.settle()
  expect(world.state.mailbox.taken).toHaveLength(2)
  expect(mailsOf(world)).toContain('Baker at Bread & Sons: Not selected')
  await anna.api.notifications.setPreferences({ digest: 'daily' })
  await tell(world, anna.personId, moved('Offer'), 'k4')
  await tell(world, anna.personId, closed, 'k5')
  world.passMs(24 * HOUR_MS)
  await findDueDigests(world.as('system'))
  await world.settle()
  const digest = world.state.mailbox.taken[2]
  expect(digest?.text).toContain('Offer')
  expect(digest?.text).not.toContain('closed')
  await anna.api.notifications.setPreferences({ digest: 'instant', events: [{ event: 'application.moved', channel: 'mail', on: false }] })
  await tell(world, anna.personId, moved('Hired'), 'k6')
  await world.settle()
  expect(world.state.mailbox.taken).toHaveLength(3)
  await anna.api.notifications.setPreferences({ events: [{ event: 'application.moved', channel: 'mail', on: true }] })
  await unsubscribe(world.as('visitor'), digest?.unsubscribeUrl?.split('/').at(-1) ?? '')
  await tell(world, anna.personId, moved('Hired'), 'k7')
  await world.settle()
  expect(world.state.mailbox.taken).toHaveLength(3)
})

test('an operator sees every message with its state and counts, and neither address nor content', async () => {
  await using world = await newWorld()
  const anna = await world.person('Anna')
  await tell(world, anna.personId, { event: 'job.closed', jobId: `job_${ID}`, jobTitle: 'Baker', companyName: null })
  await world.settle()
  const page = await world.api('operator').notifications.messages({})
  expect(page).toMatchObject({
    data: [{ state: 'never_attempted', reason: 'no-consent', attempts: 0 }],
    counts: { never_attempted: 1, sent: 0 },
  })
  expect(JSON.stringify(page)).not.toMatch(/anna|Baker/)
  expect((await world.api('operator').notifications.messages({ state: 'sent' })).data).toEqual([])
})

test('an event that a person’s room did not take is sent by cron', async () => {
  await using world = await newWorld()
  const anna = await world.person('Anna')
  world.state.roomsAreDown = true
  await tell(world, anna.personId, moved())
  await Promise.allSettled(world.state.later.splice(0))
  world.state.roomsAreDown = false
  await world.cron()
  expect(world.events(personRoom(anna.personId)).map(({ type }) => type)).toEqual(['notification.added'])
})

test('every event can be set for every channel in one go', async () => {
  await using world = await newWorld()
  const anna = await world.person('Anna')
  const events = NOTIFICATION_EVENTS.flatMap((event) => NOTIFY_CHANNELS.map((channel) => ({ event, channel, on: false })))
  await anna.api.notifications.setPreferences({ events })
  const held = await anna.api.notifications.preferences()
  expect(held.events.filter(({ app, mail, sms }) => app || mail || sms)).toEqual([])
})
