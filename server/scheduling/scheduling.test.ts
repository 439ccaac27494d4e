import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { hiringRoom, personRoom } from '../../contract/live'
import type { InviteToInterviewInput } from '../../contract/scheduling'
import { busyFeeds, busyTimes, interviewSeats } from '../../db/schema'
import { addHiring } from '../../test/add-hiring'
import { addMember, addPosting, applyAs, applyWithFile, newBatch } from '../../test/add-posting'
import { failure, newWorld, type World } from '../../test/world'
import { callOffEnded } from './call-off-ended'
import { readFeed, startFeedReads } from './read-feed'

type Person = Awaited<ReturnType<World['person']>>
const ZONE = 'Europe/Berlin'
/** The world's clock stands at Saturday, 21 November 2026. In this week it is winter in Berlin: nine o’clock is eight by UTC. */
const MONDAY_NINE = '2026-11-23T08:00:00.000Z'
const invitation = (applicationId: string, panel: Person[], is: Partial<InviteToInterviewInput> = {}): InviteToInterviewInput => ({
  applicationId,
  kind: 'video',
  lengthMinutes: 60,
  windowFrom: '2026-11-23T00:00:00.000Z',
  windowUntil: '2026-11-28T00:00:00.000Z',
  noticeHours: 2,
  panel: panel.map(({ personId }) => personId),
  timeZone: ZONE,
  link: 'https://meet.example/abc',
  ...is,
})
/** Nine to eleven on Mondays. */
const mondays = (person: Person) =>
  person.api.scheduling.setHours({ timeZone: ZONE, weekly: [[{ from: 540, to: 660 }], [], [], [], [], [], []] })
const pathOf = async (person: Person, applicationId: string) => (await person.api.scheduling.mine({ applicationId })).data[0]?.path ?? ''
const tokenIn = (path: string) => path.split('/').at(-1) ?? ''
const calendar = (...events: string[][]) =>
  ['BEGIN:VCALENDAR', ...events.flatMap((event) => ['BEGIN:VEVENT', ...event, 'END:VEVENT']), 'END:VCALENDAR'].join('\r\n')

/** Rita recruits, Ines interviews, and Sam has applied from an account. */
async function team(world: World) {
  const [rita, ines, sam] = await Promise.all([
    world.person('Rita', { timeZone: ZONE }),
    world.person('Ines', { timeZone: ZONE }),
    world.person('Sam', { timeZone: 'America/New_York' }),
  ])
  const { postingId, organisationId } = await addPosting(world, rita)
  await addMember(world, organisationId, ines, 'interviewer')
  const { applicationId } = await applyAs(sam, postingId)
  await mondays(ines)
  await world.settle()
  return { rita, ines, sam, postingId, organisationId, applicationId }
}

/** Invitations of several candidates without an account to the same panel, with their tokens as their mails bring them. */
async function invitedMany(world: World, count: number, is: Partial<InviteToInterviewInput> = {}) {
  const { staff, applicationIds } = await addHiring(world, { rita: 'owner', ines: 'interviewer', otto: 'interviewer' }, count)
  const { rita, ines, otto } = staff
  if (!rita || !ines || !otto) throw new Error('Somebody is missing.')
  await mondays(ines)
  await mondays(otto)
  const panel = is.mode === 'one' ? [ines, otto] : [ines]
  for (const applicationId of applicationIds) await rita.api.scheduling.invite(invitation(applicationId, panel, is))
  await world.settle()
  const tokens = world.state.mailbox.taken
    .filter(({ subject }) => subject.startsWith('Choose a time'))
    .map(({ text }) => /\/interview\/([0-9a-f]{40})/.exec(text)?.[1] ?? '')
  expect(new Set(tokens).size).toBe(count)
  return { rita, ines, otto, tokens, applicationIds }
}

test('a candidate picks a free time: the team’s room, the timeline, the tracker, both calendars and the interviewer hear of it', async () => {
  await using world = await newWorld()
  const { rita, ines, sam, postingId, applicationId } = await team(world)
  const invited = await rita.api.scheduling.invite(invitation(applicationId, [ines]))
  expect(invited).toMatchObject({ state: 'open', freeCount: 3, panel: [{ name: 'Ines', reliance: 'sure', isSeated: false }] })
  await world.settle()
  expect((await sam.api.notifications.list({})).data[0]?.data).toMatchObject({ event: 'interview.invited', what: 'invited' })
  const token = tokenIn(await pathOf(sam, applicationId))
  const offer = await world.api('visitor').scheduling.offer({ token })
  expect(offer).toMatchObject({ organisationName: 'Kestrel Bakery', title: 'Pastry Chef', state: 'open', mayChange: true, timeZone: ZONE })
  expect(offer.starts).toEqual([MONDAY_NINE, '2026-11-23T08:30:00.000Z', '2026-11-23T09:00:00.000Z'])
  const picked = await sam.api.scheduling.pick({ token, startsAt: MONDAY_NINE, timeZone: 'America/New_York' })
  // Sent twice, it is one.
  expect(await sam.api.scheduling.pick({ token, startsAt: MONDAY_NINE, timeZone: 'America/New_York' })).toEqual(picked)
  expect(picked).toMatchObject({ state: 'agreed', startsAt: MONDAY_NINE, endsAt: '2026-11-23T09:00:00.000Z' })
  await world.settle()

  const [shown] = (await rita.api.scheduling.ofApplication({ applicationId })).data
  expect(shown).toMatchObject({ state: 'agreed', startsAt: MONDAY_NINE, isUnchecked: false, panel: [{ name: 'Ines', isSeated: true }] })
  const heard = world.events(hiringRoom(postingId)).map(({ type }) => type)
  expect(heard.filter((type) => type === 'scheduling.changed')).toHaveLength(2)
  const { events } = await rita.api.hiring.candidate({ applicationId })
  expect(events.flatMap(({ change, actor }) => (change.kind === 'interview' ? [[change.what, actor?.name ?? null]] : []))).toEqual([
    ['invited', 'Rita'],
    // The candidate did it, by no name that colleagues go by.
    ['agreed', null],
  ])
  const [interview] = (await sam.api.interviews.list({ applicationId })).data
  expect(interview).toMatchObject({ startsAt: MONDAY_NINE, timeZone: 'America/New_York', employerTimeZone: ZONE, people: [] })
  expect((await ines.api.notifications.list({})).data[0]?.data).toMatchObject({ event: 'interviewing.changed', what: 'agreed' })
  // Nothing that the candidate receives names anybody of the team or its stages.
  const received = JSON.stringify([world.events(personRoom(sam.personId)), picked, interview, await sam.api.notifications.list({})])
  expect(received).not.toMatch(/Ines|Rita|Screening/)
})

test('twenty candidates pick the same time at once: exactly one has it, and the others are shown the next free ones', async () => {
  await using world = await newWorld()
  const { ines, tokens } = await invitedMany(world, 20)
  const picks = await Promise.allSettled(
    tokens.map((token) => world.api('visitor').scheduling.pick({ token, startsAt: MONDAY_NINE, timeZone: ZONE })),
  )
  expect(picks.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  for (const pick of picks) if (pick.status === 'rejected') expect(String(pick.reason.message)).toContain('taken a moment ago')
  const seats = await ines.ctx.db.select().from(interviewSeats)
  expect(seats).toHaveLength(1)
  const lost = tokens[picks.findIndex(({ status }) => status === 'rejected')] ?? ''
  const offer = await world.api('visitor').scheduling.offer({ token: lost })
  expect(offer).toMatchObject({ state: 'open', starts: ['2026-11-23T09:00:00.000Z'] })
})

test('the database holds each person’s time once, whatever is written past the code', async () => {
  await using world = await newWorld()
  const { ines, tokens } = await invitedMany(world, 2)
  await world.api('visitor').scheduling.pick({ token: tokens[0] ?? '', startsAt: MONDAY_NINE, timeZone: ZONE })
  const [seat] = await ines.ctx.db.select().from(interviewSeats)
  const other = await ines.ctx.db.query.interviewInvitations.findMany({ columns: { id: true }, orderBy: (row, { asc }) => asc(row.id) })
  const free = other.find(({ id }) => id !== seat?.invitationId)?.id ?? ''
  const overlap = { invitationId: free, personId: ines.personId, startsAt: new Date('2026-11-23T08:59:00.000Z') }
  const insert = ines.ctx.db.insert(interviewSeats).values({ ...overlap, heldUntil: new Date('2026-11-23T10:00:00.000Z') })
  await expect(insert).rejects.toMatchObject({ cause: { code: '23P01' } })
  // What touches does not overlap.
  await ines.ctx.db
    .insert(interviewSeats)
    .values({ ...overlap, startsAt: new Date('2026-11-23T09:00:00.000Z'), heldUntil: new Date('2026-11-23T10:00:00.000Z') })
})

test('of a round panel whoever has fewer interviews is asked, and both are busy before a time is gone', async () => {
  await using world = await newWorld()
  const { tokens, ines, otto, rita, applicationIds } = await invitedMany(world, 3, { mode: 'one' })
  const visitor = world.api('visitor')
  for (const token of tokens.slice(0, 2)) await visitor.scheduling.pick({ token, startsAt: MONDAY_NINE, timeZone: ZONE })
  const seats = await ines.ctx.db.select().from(interviewSeats)
  expect(seats.map(({ personId }) => personId).sort()).toEqual([ines.personId, otto.personId].sort())
  const third = tokens[2] ?? ''
  expect(await failure(visitor.scheduling.pick({ token: third, startsAt: MONDAY_NINE, timeZone: ZONE }))).toMatchObject({
    reason: 'interview.time-taken',
  })
  const shown = await Promise.all(applicationIds.map((applicationId) => rita.api.scheduling.ofApplication({ applicationId })))
  expect(shown.flatMap(({ data }) => data.map(({ panel }) => panel.filter(({ isSeated }) => isSeated).length)).sort()).toEqual([0, 1, 1])
})

test('a pause behind an interview and times of one’s own are kept free; a moved interview frees what it had', async () => {
  await using world = await newWorld()
  const { ines, tokens } = await invitedMany(world, 2, { bufferMinutes: 30, lengthMinutes: 30 })
  const visitor = world.api('visitor')
  await ines.api.scheduling.addTime({ kind: 'blocked', startsAt: '2026-11-23T09:30:00.000Z', endsAt: '2026-11-23T10:00:00.000Z' })
  const [first = '', second = ''] = tokens
  await visitor.scheduling.pick({ token: first, startsAt: MONDAY_NINE, timeZone: ZONE })
  expect((await visitor.scheduling.offer({ token: second })).starts).toEqual([])
  await ines.api.scheduling.addTime({ kind: 'open', startsAt: '2026-11-24T12:00:00.000Z', endsAt: '2026-11-24T12:30:00.000Z' })
  const moved = await visitor.scheduling.pick({ token: first, startsAt: '2026-11-24T12:00:00.000Z', timeZone: ZONE })
  expect(moved).toMatchObject({ state: 'agreed', startsAt: '2026-11-24T12:00:00.000Z' })
  expect((await visitor.scheduling.offer({ token: second })).starts).toEqual([MONDAY_NINE, '2026-11-23T08:30:00.000Z'])
})

test('a change and a cancellation reach calendars under the same id with a higher sequence; too late, both are refused', async () => {
  await using world = await newWorld()
  const { rita, ines, sam, applicationId } = await team(world)
  await rita.api.scheduling.invite(invitation(applicationId, [ines], { changeHours: 12 }))
  const token = tokenIn(await pathOf(sam, applicationId))
  const pick = (startsAt: string) => sam.api.scheduling.pick({ token, startsAt, timeZone: ZONE })
  await pick(MONDAY_NINE)
  const [interview] = (await sam.api.interviews.list({ applicationId })).data
  const fileOf = async () => (await sam.api.interviews.file({ interviewId: interview?.id ?? '' })).body
  expect(await fileOf()).toMatch(/UID:int_[0-9a-f]{32}@numerojobs[\s\S]*SEQUENCE:0/)
  await pick('2026-11-23T09:00:00.000Z')
  expect(await fileOf()).toMatch(new RegExp(`UID:${interview?.id}@numerojobs[\\s\\S]*SEQUENCE:1[\\s\\S]*DTSTART:20261123T090000Z`))
  // The tracker's copy is changed where it was agreed, and nowhere else.
  expect(await failure(sam.api.interviews.callOff({ interviewId: interview?.id ?? '' }))).toMatchObject({ reason: 'interview.agreed' })
  // Monday at ten minus twelve hours is Sunday at 21 by UTC.
  world.passMs(35 * 3_600_000 + 1)
  expect(await failure(pick(MONDAY_NINE))).toMatchObject({ reason: 'interview.too-late' })
  expect(await failure(sam.api.scheduling.decline({ token }))).toMatchObject({ reason: 'interview.too-late' })
  const [held] = (await rita.api.scheduling.ofApplication({ applicationId })).data
  const off = await rita.api.scheduling.callOff({ invitationId: held?.id ?? '' })
  expect(off).toMatchObject({ state: 'called-off', calledOffBy: 'team', freeCount: null })
  expect(await rita.api.scheduling.callOff({ invitationId: held?.id ?? '' })).toEqual(off)
  expect(await fileOf()).toMatch(/STATUS:CANCELLED/)
  expect(await fileOf()).toMatch(/SEQUENCE:2/)
  expect(await ines.ctx.db.select().from(interviewSeats)).toEqual([])
  await world.settle()
  expect((await ines.api.notifications.list({})).data.map(({ data }) => ('what' in data ? data.what : ''))).toEqual([
    'called-off',
    'moved',
    'agreed',
  ])
})

test('a candidate without an account chooses, declines and comes back to what stands there, by the link alone', async () => {
  await using world = await newWorld()
  const { tokens } = await invitedMany(world, 1)
  const visitor = world.api('visitor')
  const [token = ''] = tokens
  await visitor.scheduling.pick({ token, startsAt: MONDAY_NINE, timeZone: 'Asia/Tokyo' })
  await world.settle()
  const mail = world.state.mailbox.taken.find(({ subject }) => subject.startsWith('Your interview'))
  expect(mail?.text).toContain('17:00 (Asia/Tokyo)')
  const declined = await visitor.scheduling.decline({ token })
  expect(declined).toMatchObject({ state: 'called-off', mayChange: false, starts: [] })
  expect(await visitor.scheduling.decline({ token })).toEqual(declined)
  expect(await failure(visitor.scheduling.pick({ token, startsAt: MONDAY_NINE, timeZone: ZONE }))).toMatchObject({
    reason: 'interview.called-off',
  })
})

test('who may only look, a stranger and a stranger’s panel are refused; the same invitation sent twice is one', async () => {
  await using world = await newWorld()
  const { rita, ines, organisationId, applicationId } = await team(world)
  const [vera, eve] = await Promise.all([world.person('Vera'), world.person('Eve')])
  await addMember(world, organisationId, vera, 'viewer')
  const wanted = invitation(applicationId, [ines])
  expect(await failure(vera.api.scheduling.invite(wanted))).toMatchObject({ code: 'forbidden' })
  expect(await failure(ines.api.scheduling.invite(wanted))).toMatchObject({ code: 'forbidden' })
  expect(await failure(eve.api.scheduling.invite(wanted))).toMatchObject({ code: 'not_found', reason: 'application.not-found' })
  for (const other of [vera, eve])
    expect(await failure(rita.api.scheduling.invite(invitation(applicationId, [ines, other])))).toMatchObject({
      reason: 'interview.not-an-interviewer',
    })
  const invitationId = `ivn_${'a'.repeat(32)}`
  const twice = [
    await rita.api.scheduling.invite({ ...wanted, invitationId }),
    await rita.api.scheduling.invite({ ...wanted, invitationId }),
  ]
  expect(twice[0]).toEqual(twice[1])
  expect((await rita.api.scheduling.ofApplication({ applicationId })).data).toHaveLength(1)
  expect(await failure(eve.api.scheduling.callOff({ invitationId }))).toMatchObject({ reason: 'interview-invitation.not-found' })
  expect((await eve.api.scheduling.mine({ applicationId })).data).toEqual([])
})

test('a calendar blocks what it says and nothing of what it says is kept; it is read anew before a pick', async () => {
  await using world = await newWorld()
  const { rita, ines, sam, applicationId } = await team(world)
  const url = 'https://calendar.example/secret.ics'
  const { pages } = world.state.web.state
  const put = (text: string) => pages.set(url, () => new Response(text, { headers: { 'content-type': 'text/calendar' } }))
  put(calendar(['UID:1', 'SUMMARY:Dentist', 'DTSTART;TZID=Europe/Berlin:20261123T090000', 'DTEND;TZID=Europe/Berlin:20261123T093000']))
  const { feeds } = await ines.api.scheduling.addFeed({ url })
  expect(feeds).toMatchObject([{ host: 'calendar.example', fault: null, busyCount: 1, unreadCount: 0 }])
  expect(JSON.stringify([await ines.ctx.db.select().from(busyFeeds), await ines.ctx.db.select().from(busyTimes)])).not.toMatch(
    /Dentist|secret/,
  )
  await rita.api.scheduling.invite(invitation(applicationId, [ines]))
  const token = tokenIn(await pathOf(sam, applicationId))
  expect((await sam.api.scheduling.offer({ token })).starts).toEqual(['2026-11-23T08:30:00.000Z', '2026-11-23T09:00:00.000Z'])
  // Six minutes later somebody else has asked Ines for that time, in her own calendar.
  put(calendar(['UID:2', 'DTSTART:20261123T083000Z', 'DTEND:20261123T091500Z']))
  world.passMs(6 * 60_000)
  const taken = await failure(sam.api.scheduling.pick({ token, startsAt: '2026-11-23T08:30:00.000Z', timeZone: ZONE }))
  expect(taken).toMatchObject({ reason: 'interview.time-taken' })
})

test('a calendar that cannot be read makes nobody free: what it said stays, then its owner is offered to nobody, and the team is told', async () => {
  await using world = await newWorld()
  const { rita, ines, sam, applicationId } = await team(world)
  const url = 'https://calendar.example/secret.ics'
  const { pages } = world.state.web.state
  pages.set(url, () => new Response(calendar(['UID:1', 'DTSTART:20261123T080000Z', 'DTEND:20261123T090000Z'])))
  await ines.api.scheduling.addFeed({ url })
  await rita.api.scheduling.invite(invitation(applicationId, [ines], { changeHours: 0 }))
  const token = tokenIn(await pathOf(sam, applicationId))
  pages.set(url, () => new Response(null, { status: 403 }))
  world.passMs(16 * 60_000)
  await world.cron()
  await world.settle()
  expect((await ines.api.scheduling.availability()).feeds).toMatchObject([{ fault: 'refused', busyCount: 1 }])
  const picked = await sam.api.scheduling.pick({ token, startsAt: '2026-11-23T09:00:00.000Z', timeZone: ZONE })
  expect(picked.state).toBe('agreed')
  const shown = async () => (await rita.api.scheduling.ofApplication({ applicationId })).data[0]
  expect(await shown()).toMatchObject({ isUnchecked: true })
  world.passMs(24 * 3_600_000)
  expect((await sam.api.scheduling.offer({ token })).starts).toEqual([])
  expect((await shown())?.panel).toMatchObject([{ reliance: 'calendar-unread' }])
  // Once it can be read, they are free again.
  pages.set(url, () => new Response(calendar()))
  const [feed] = (await ines.api.scheduling.availability()).feeds
  await ines.api.scheduling.readFeed({ feedId: feed?.id ?? '' })
  expect((await shown())?.panel).toMatchObject([{ reliance: 'sure' }])
})

test('a calendar that costs too much is refused in words, and a reading that was stopped half-way is not begun again at once', async () => {
  await using world = await newWorld()
  const anna = await world.person('Anna')
  const { pages } = world.state.web.state
  const url = 'https://calendar.example/a.ics'
  const bomb = calendar(...Array.from({ length: 5_000 }, (_, index) => [`UID:${index}`, 'DTSTART:20200101T000000Z', 'RRULE:FREQ=DAILY']))
  pages.set(url, () => new Response(bomb))
  expect(await failure(anna.api.scheduling.addFeed({ url }))).toMatchObject({
    reason: 'calendar.unreadable',
    message: expect.stringContaining('more than we can read'),
  })
  pages.set(url, () => new Response(calendar(['UID:1', 'DTSTART:20261123T080000Z', 'DTEND:20261123T090000Z'])))
  await anna.api.scheduling.addFeed({ url })
  pages.set(url, () => new Response(bomb))
  world.passMs(16 * 60_000)
  await world.cron()
  await world.settle()
  expect((await anna.api.scheduling.availability()).feeds).toMatchObject([{ fault: 'too-complex', busyCount: 1 }])
  world.passMs(16 * 60_000)
  // As when the isolate ends in the middle of it.
  const [feed] = await anna.ctx.db.select().from(busyFeeds)
  const stopped = { ...anna.ctx, fetchCalendar: () => Promise.reject(new Error('stopped')) }
  await expect(readFeed(stopped, feed?.id ?? '')).rejects.toThrow('stopped')
  expect(await startFeedReads(anna.ctx)).toBe(0)
})

test('addresses of calendars are https on the public web, capped in size, and asked by their tag', async () => {
  await using world = await newWorld()
  const anna = await world.person('Anna')
  const { pages, addresses } = world.state.web.state
  const add = (url: string) => failure(anna.api.scheduling.addFeed({ url }))
  addresses.set('inner.example', ['10.0.0.7'])
  pages.set('https://away.example/a.ics', () => new Response(null, { status: 302, headers: { location: 'https://inner.example/a.ics' } }))
  pages.set('https://large.example/a.ics', () => new Response('x'.repeat(3_000_001)))
  pages.set('https://page.example/', () => new Response('<html>Sign in</html>'))
  expect((await add('http://calendar.example/a.ics')).message).toContain('https://')
  for (const url of [
    'https://169.254.169.254/a.ics',
    'https://inner.example/a.ics',
    'https://away.example/a.ics',
    'https://localhost/a.ics',
  ])
    expect((await add(url)).message, url).toContain('public web')
  expect((await add('https://large.example/a.ics')).message).toContain('3 MB')
  expect((await add('https://page.example/')).message).toContain('no calendar')
  expect((await anna.api.scheduling.availability()).feeds).toEqual([])
  const asked: (string | null)[] = []
  pages.set('https://calendar.example/a.ics', (headers) => {
    asked.push(headers.get('if-none-match'))
    return headers.get('if-none-match') === '"1"'
      ? new Response(null, { status: 304 })
      : new Response(calendar(['UID:1', 'DTSTART:20261123T080000Z', 'DTEND:20261123T090000Z']), { headers: { etag: '"1"' } })
  })
  await anna.api.scheduling.addFeed({ url: 'webcal://calendar.example/a.ics' })
  // The same address again is the same calendar.
  const { feeds } = await anna.api.scheduling.addFeed({ url: 'https://calendar.example/a.ics' })
  expect(feeds).toHaveLength(1)
  world.passMs(15 * 60_000)
  await world.cron()
  await world.settle()
  // The next day it is read whole.
  world.passMs(24 * 3_600_000)
  await world.cron()
  await world.settle()
  expect(asked).toEqual([null, '"1"', null])
  expect((await anna.api.scheduling.availability()).feeds).toMatchObject([{ busyCount: 1, fault: null }])
})

test('times and calendars belong to who made them', async () => {
  await using world = await newWorld()
  const [anna, eve] = await Promise.all([world.person('Anna'), world.person('Eve')])
  expect(await anna.api.scheduling.availability()).toMatchObject({ isAssumed: true, times: [], feeds: [] })
  await anna.api.scheduling.addTime({ kind: 'open', startsAt: '2026-11-24T12:00:00.000Z', endsAt: '2026-11-24T13:00:00.000Z' })
  const { times } = await anna.api.scheduling.availability()
  const timeId = times[0]?.id ?? ''
  const asStranger = await failure(eve.api.scheduling.removeTime({ timeId }))
  expect(asStranger).toMatchObject({ code: 'not_found' })
  await anna.api.scheduling.removeTime({ timeId })
  expect(await failure(anna.api.scheduling.removeTime({ timeId }))).toEqual(asStranger)
})

test('with a candidate’s account their link goes, and the time of who would have met them is free again', async () => {
  await using world = await newWorld()
  const { rita, ines, sam, applicationId } = await team(world)
  await rita.api.scheduling.invite(invitation(applicationId, [ines]))
  const token = tokenIn(await pathOf(sam, applicationId))
  await sam.api.scheduling.pick({ token, startsAt: MONDAY_NINE, timeZone: ZONE })
  const { schedulingOfPerson } = await import('./person-data')
  const person = { personId: sam.personId, email: null, keyIds: [] }
  const system = world.as('system')
  expect(await schedulingOfPerson.countPerson(system, person)).toBe(1)
  while ((await schedulingOfPerson.erasePerson(system, person)) > 0);
  expect(await schedulingOfPerson.countPerson(system, person)).toBe(0)
  expect(await failure(world.api('visitor').scheduling.offer({ token }))).toMatchObject({ code: 'not_found' })
  expect(await system.db.select().from(interviewSeats).where(eq(interviewSeats.personId, ines.personId))).toEqual([])
})

test('an application that ends calls its interviews off once: times are free, calendars say so, and what was taken back in time keeps them', async () => {
  await using world = await newWorld()
  const { rita, ines, sam, applicationId } = await team(world)
  await rita.api.scheduling.invite(invitation(applicationId, [ines]))
  const token = tokenIn(await pathOf(sam, applicationId))
  await sam.api.scheduling.pick({ token, startsAt: MONDAY_NINE, timeZone: ZONE })
  await rita.api.scheduling.invite(invitation(applicationId, [ines], { kind: 'onsite' }))
  await world.settle()
  const states = async () =>
    (await rita.api.scheduling.ofApplication({ applicationId })).data.map(({ state, calledOffBy }) => [state, calledOffBy])
  const end = (batchId: string) =>
    rita.api.hiring.close({ applicationIds: [applicationId], disposition: { kind: 'rejected', reason: 'skills' }, batchId })
  const taken = newBatch()
  await end(taken)
  await rita.api.hiring.undo({ batchId: taken, undoBatchId: newBatch() })
  world.passMs(10_000)
  await world.settle()
  expect(await states()).toEqual([
    ['open', null],
    ['agreed', null],
  ])
  await end(newBatch())
  world.passMs(10_000)
  await world.settle()
  await callOffEnded(world.as('system'), applicationId)
  await world.settle()
  expect(await states()).toEqual([
    ['called-off', 'team'],
    ['called-off', 'team'],
  ])
  expect(await ines.ctx.db.select().from(interviewSeats)).toEqual([])
  const [interview] = (await sam.api.interviews.list({ applicationId })).data
  expect((await sam.api.interviews.file({ interviewId: interview?.id ?? '' })).body).toMatch(/STATUS:CANCELLED/)
  const calledOff = async (person: Person) =>
    (await person.api.notifications.list({})).data.filter(({ data }) => 'what' in data && data.what === 'called-off').length
  expect([await calledOff(ines), await calledOff(sam)]).toEqual([1, 1])
})

test('who has no account gets one mail at the end, with the interview that falls away; who withdrew frees the time without a word', async () => {
  await using world = await newWorld()
  const { rita, ines, postingId } = await team(world)
  const visitor = world.api('visitor')
  const apply = async (name: string) => {
    const { statusToken, applicationId, email } = await applyWithFile(world, postingId, name)
    await rita.api.scheduling.invite(invitation(applicationId, [ines]))
    await world.settle()
    const mail = world.state.mailbox.taken.findLast(({ to }) => to === email)
    return { applicationId, statusToken, token: /\/interview\/([0-9a-f]{40})/.exec(mail?.text ?? '')?.[1] ?? '' }
  }
  const [olga, pia] = [await apply('Olga'), await apply('Pia')]
  await visitor.scheduling.pick({ token: olga.token, startsAt: MONDAY_NINE, timeZone: 'Asia/Tokyo' })
  await visitor.scheduling.pick({ token: pia.token, startsAt: '2026-11-23T09:00:00.000Z', timeZone: ZONE })
  await world.settle()
  world.state.mailbox.taken.splice(0)
  const disposition = { kind: 'rejected', reason: 'skills' } as const
  await rita.api.hiring.close({ applicationIds: [olga.applicationId], disposition, batchId: newBatch() })
  await visitor.hiring.actOnStatus({ token: pia.statusToken, act: 'withdraw' })
  await world.settle()
  world.passMs(10_000)
  await world.settle()
  expect(world.state.mailbox.taken.map(({ to }) => to)).toEqual(['olga@people.example'])
  expect(world.state.mailbox.taken[0]?.text).toContain('17:00 (Asia/Tokyo) is called off')
  expect(await visitor.scheduling.offer({ token: pia.token })).toMatchObject({ state: 'called-off' })
  expect(await ines.ctx.db.select().from(interviewSeats)).toEqual([])
})

test('a closed posting calls the interviews of everybody off whose application it ends; one that has begun stays', async () => {
  await using world = await newWorld()
  const { rita, ines, sam, applicationId, postingId } = await team(world)
  await rita.api.scheduling.invite(invitation(applicationId, [ines]))
  await sam.api.scheduling.pick({ token: tokenIn(await pathOf(sam, applicationId)), startsAt: MONDAY_NINE, timeZone: ZONE })
  const tom = await world.person('Tom')
  const other = await applyAs(tom, postingId)
  await rita.api.scheduling.invite(invitation(other.applicationId, [ines]))
  await tom.api.scheduling.pick({
    token: tokenIn(await pathOf(tom, other.applicationId)),
    startsAt: '2026-11-23T09:00:00.000Z',
    timeZone: ZONE,
  })
  // Monday, ten past nine in Berlin: Sam is being met.
  world.passMs(46 * 3_600_000 + 600_000)
  await rita.api.postings.close({ postingId, reason: 'filled' })
  await world.settle()
  world.passMs(10_000)
  await world.settle()
  const stateOf = async (id: string) => (await rita.api.scheduling.ofApplication({ applicationId: id })).data[0]?.state
  expect([await stateOf(applicationId), await stateOf(other.applicationId)]).toEqual(['agreed', 'called-off'])
})
