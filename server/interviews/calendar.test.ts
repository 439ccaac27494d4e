import { expect, test } from 'vitest'
import { failure, newWorld } from '../../test/world'
import { readCalendarFeed } from './calendar'

const DAY = {
  kind: 'video' as const,
  people: ['Carla Núñez'],
  link: 'https://meet.example/abc',
  startsAt: '2026-12-01T15:00:00.000Z',
  endsAt: '2026-12-01T16:00:00.000Z',
  timeZone: 'Europe/Berlin',
  employerTimeZone: 'America/New_York',
}
const tokenOf = (url: string) => url.split('/').at(-1)?.replace('.ics', '') ?? ''

/** Reads a calendar file strictly after RFC 5545, apart from the library that writes it: lines, folding, escapes, nesting. */
function parseCalendar(text: string): { properties: Record<string, string>; events: Record<string, string>[] } {
  expect(text.endsWith('\r\n') || text.endsWith('END:VCALENDAR')).toBe(true)
  expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
  for (const line of text.split('\r\n')) expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75)
  const stack: { name: string; properties: Record<string, string> }[] = []
  const events: Record<string, string>[] = []
  let root: Record<string, string> = {}
  for (const line of text.replaceAll('\r\n ', '').split('\r\n').filter(Boolean)) {
    const [, name = '', parameters = '', value = ''] = /^([A-Z-]+)((?:;[A-Z-]+=[^:;]+)*):(.*)$/u.exec(line) ?? []
    expect(name, line).not.toBe('')
    if (name === 'BEGIN') stack.push({ name: value, properties: {} })
    else if (name === 'END') {
      const ended = stack.pop()
      expect(ended?.name).toBe(value)
      if (value === 'VEVENT') events.push(ended?.properties ?? {})
      if (value === 'VCALENDAR') root = ended?.properties ?? {}
    } else {
      const plain = value.replace(/\\([\\;,nN])/g, (_, sign: string) => (sign.toLowerCase() === 'n' ? '\n' : sign))
      const properties = stack.at(-1)?.properties ?? {}
      properties[`${name}${parameters}`] = plain
    }
  }
  expect(stack).toEqual([])
  return { properties: root, events }
}

test('the calendar has interviews in UTC with both clocks, reminders, and what changed under the same id with a higher sequence', async () => {
  await using world = await newWorld()
  const anna = await world.person('Anna', { timeZone: 'Europe/Berlin' })
  const { card } = await anna.api.applications.save({ from: 'form', title: 'Baker; Cook, Chef\\Lead', companyName: 'Kestrel' })
  const interview = await anna.api.interviews.add({ applicationId: card.id, ...DAY, notes: 'Bring:\nBEGIN:VEVENT\nand 20 € — naïve' })
  await anna.api.reminders.add({ applicationId: card.id, text: 'Ask', dueAt: '2026-11-24T23:00:00.000Z', isAllDay: true })
  const { url } = await anna.api.calendar.issue({})
  const first = await readCalendarFeed(world.as('visitor'), tokenOf(url))
  const { properties, events } = parseCalendar(first)
  expect(properties).toMatchObject({ VERSION: '2.0', METHOD: 'PUBLISH', 'X-WR-CALNAME': 'Numerojobs' })
  expect(events).toHaveLength(2)
  expect(events[0]).toMatchObject({
    UID: `${interview.id}@numerojobs`,
    DTSTART: '20261201T150000Z',
    DTEND: '20261201T160000Z',
    SEQUENCE: '0',
    STATUS: 'CONFIRMED',
    SUMMARY: 'Video interview: Baker; Cook, Chef\\Lead, Kestrel',
  })
  expect(events[0]?.DESCRIPTION).toContain('16:00')
  expect(events[0]?.DESCRIPTION).toContain('10:00')
  // Midnight of 25 November in Berlin.
  expect(events[1]).toMatchObject({ 'DTSTART;VALUE=DATE': '20261125', SUMMARY: 'Ask' })
  expect(await readCalendarFeed(world.as('visitor'), tokenOf(url)), 'the same bytes while nothing changes').toBe(first)

  world.passMs(60_000)
  await anna.api.interviews.update({ interviewId: interview.id, version: 1, ...DAY, startsAt: '2026-12-01T14:00:00.000Z' })
  const [moved] = parseCalendar(await readCalendarFeed(world.as('visitor'), tokenOf(url))).events
  expect(moved).toMatchObject({
    UID: `${interview.id}@numerojobs`,
    DTSTART: '20261201T140000Z',
    SEQUENCE: '1',
    'LAST-MODIFIED': '20261121T100100Z',
  })
  await anna.api.interviews.callOff({ interviewId: interview.id })
  const [off] = parseCalendar(await readCalendarFeed(world.as('visitor'), tokenOf(url))).events
  expect(off).toMatchObject({ STATUS: 'CANCELLED', SEQUENCE: '2' })
  const file = await anna.api.interviews.file({ interviewId: interview.id })
  expect(parseCalendar(file.body).events).toEqual([off])
})

test('a revoked address, a replaced one and one that never was are told the same', async () => {
  await using world = await newWorld()
  const anna = await world.person('Anna')
  const first = await anna.api.calendar.issue({})
  const second = await anna.api.calendar.issue({ hasReminders: false })
  const wrong = await failure(readCalendarFeed(world.as('visitor'), 'x'.repeat(43)))
  expect(wrong.code).toBe('not_found')
  expect(await failure(readCalendarFeed(world.as('visitor'), tokenOf(first.url)))).toEqual(wrong)
  await expect(readCalendarFeed(world.as('visitor'), tokenOf(second.url))).resolves.toContain('BEGIN:VCALENDAR')
  expect(await anna.api.calendar.feed()).toMatchObject({ hasReminders: false, lastReadAt: world.state.now.toISOString() })
  await anna.api.calendar.revoke()
  await anna.api.calendar.revoke()
  expect(await failure(readCalendarFeed(world.as('visitor'), tokenOf(second.url)))).toEqual(wrong)
  expect(await anna.api.calendar.feed()).toBeNull()
})

test('an address that is asked too often is told to wait', async () => {
  await using world = await newWorld()
  const anna = await world.person('Anna')
  const { url } = await anna.api.calendar.issue({})
  world.state.isLimited = true
  expect(await failure(readCalendarFeed(world.as('visitor'), tokenOf(url)))).toMatchObject({ code: 'too_many' })
})

test('every version of an interview is kept; an edit of an old one is told; the same again is no version', async () => {
  await using world = await newWorld()
  const anna = await world.person('Anna')
  const { card } = await anna.api.applications.save({ from: 'form', title: 'Baker' })
  const { id: interviewId } = await anna.api.interviews.add({ applicationId: card.id, ...DAY })
  await anna.api.interviews.update({ interviewId, version: 1, ...DAY, kind: 'onsite', place: 'Lyon' })
  const same = await anna.api.interviews.update({ interviewId, version: 1, ...DAY, kind: 'onsite', place: 'Lyon' })
  expect(same.version).toBe(2)
  expect(await failure(anna.api.interviews.update({ interviewId, version: 1, ...DAY }))).toMatchObject({
    reason: 'interview.changed-since',
  })
  expect((await anna.api.interviews.versions({ interviewId })).map(({ version, kind }) => [version, kind])).toEqual([
    [1, 'video'],
    [2, 'onsite'],
  ])
  expect((await anna.api.applications.list({})).data[0]?.nextInterview).toMatchObject({ interviewId, startsAt: DAY.startsAt })
})
