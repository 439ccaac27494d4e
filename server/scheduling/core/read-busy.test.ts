import { expect, test } from 'vitest'
import { readBusy } from './read-busy'

const WINDOW = { from: Date.UTC(2026, 9, 1), to: Date.UTC(2027, 2, 1) }
const calendar = (...lines: string[]) => ['BEGIN:VCALENDAR', 'VERSION:2.0', ...lines, 'END:VCALENDAR', ''].join('\r\n')
const event = (...lines: string[]) => ['BEGIN:VEVENT', 'UID:one', ...lines, 'END:VEVENT']
/** `2026-10-20T07:00/08:00` for each busy time, by UTC. */
function busyOf(text: string, timeZone = 'Europe/Berlin'): string[] {
  const iso = (at: number) => new Date(at).toISOString().slice(0, 16)
  const reading = readBusy(text, { window: WINDOW, timeZone })
  if (typeof reading === 'string') throw new Error(reading)
  return reading.busy.map(({ from, to }) => `${iso(from)}/${iso(to)}`)
}

/** As Outlook writes it: a name of its own for the zone, described below 1601. */
const BERLIN_OF_OUTLOOK = [
  'BEGIN:VTIMEZONE',
  'TZID:W. Europe Standard Time',
  'BEGIN:STANDARD',
  'DTSTART:16010101T030000',
  'TZOFFSETFROM:+0200',
  'TZOFFSETTO:+0100',
  'RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10',
  'END:STANDARD',
  'BEGIN:DAYLIGHT',
  'DTSTART:16010101T020000',
  'TZOFFSETFROM:+0100',
  'TZOFFSETTO:+0200',
  'RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3',
  'END:DAYLIGHT',
  'END:VTIMEZONE',
]

test.each([
  ['Europe/Berlin', []],
  ['W. Europe Standard Time', BERLIN_OF_OUTLOOK],
])('nine o’clock each Tuesday stays nine o’clock where clocks change, by the zone %s', (zone, described) => {
  const weekly = event(`DTSTART;TZID=${zone}:20261020T090000`, `DTEND;TZID=${zone}:20261020T100000`, 'RRULE:FREQ=WEEKLY;COUNT=2')
  // Clocks in Berlin go back on 25 October.
  expect(busyOf(calendar(...described, ...weekly))).toEqual(['2026-10-20T07:00/2026-10-20T08:00', '2026-10-27T08:00/2026-10-27T09:00'])
})

test('a time taken out of a series, one moved by itself and one cancelled by itself count as they are now', () => {
  const series = event(
    'DTSTART;TZID=America/New_York:20261109T090000',
    'DURATION:PT30M',
    'RRULE:FREQ=WEEKLY;BYDAY=MO,WE;UNTIL=20261119T000000Z',
    'EXDATE;TZID=America/New_York:20261111T090000',
  )
  const moved = event('RECURRENCE-ID;TZID=America/New_York:20261116T090000', 'DTSTART:20261116T200000Z', 'DTEND:20261116T203000Z')
  const cancelled = event('RECURRENCE-ID;TZID=America/New_York:20261118T090000', 'DTSTART:20261118T140000Z', 'STATUS:CANCELLED')
  expect(busyOf(calendar(...series, ...moved, ...cancelled))).toEqual([
    '2026-11-09T14:00/2026-11-09T14:30',
    '2026-11-16T20:00/2026-11-16T20:30',
  ])
})

test('a day without a time is that day on the owner’s clock; what blocks no time is left out', () => {
  const holiday = event('DTSTART;VALUE=DATE:20261025', 'DTEND;VALUE=DATE:20261027')
  expect(busyOf(calendar(...holiday))).toEqual(['2026-10-24T22:00/2026-10-26T23:00'])
  expect(busyOf(calendar(...holiday), 'America/New_York')).toEqual(['2026-10-25T04:00/2026-10-27T04:00'])
  expect(busyOf(calendar(...event('DTSTART;VALUE=DATE:20261025', 'TRANSP:TRANSPARENT')))).toEqual([])
  expect(busyOf(calendar(...event('DTSTART:20261025T100000Z', 'DTEND:20261025T110000Z', 'STATUS:CANCELLED')))).toEqual([])
})

test.each([
  ['FREQ=MONTHLY;BYDAY=2TU;COUNT=3', ['2026-10-13', '2026-11-10', '2026-12-08']],
  ['FREQ=MONTHLY;BYDAY=-1TU;COUNT=3', ['2026-10-13', '2026-10-27', '2026-11-24']],
  ['FREQ=MONTHLY;BYMONTHDAY=31;COUNT=3', ['2026-10-13', '2026-10-31', '2026-12-31']],
  ['FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=3', ['2026-10-13', '2026-10-31', '2026-11-30']],
  ['FREQ=DAILY;INTERVAL=3;UNTIL=20261019', ['2026-10-13', '2026-10-16', '2026-10-19']],
  ['FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR;COUNT=6', ['2026-10-13', '2026-10-14', '2026-10-15', '2026-10-16', '2026-10-19', '2026-10-20']],
  ['FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TU;COUNT=4', ['2026-10-13', '2026-10-26', '2026-10-27', '2026-11-09']],
  ['FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=SU,TU;COUNT=3', ['2026-10-13', '2026-10-25', '2026-10-27']],
  ['FREQ=YEARLY;COUNT=2', ['2026-10-13']],
])('the rule %s names these days', (rule, days) => {
  const text = calendar(...event('DTSTART:20261013T120000Z', 'DTEND:20261013T130000Z', `RRULE:${rule}`))
  expect(busyOf(text).map((time) => time.slice(0, 10))).toEqual(days)
})

test('a rule that we do not expand is counted and its first time is busy; what is no calendar is none; titles are not kept', () => {
  const text = calendar(
    ...event('DTSTART:20261013T120000Z', 'DTEND:20261013T130000Z', 'RRULE:FREQ=MONTHLY;BYDAY=MO;BYSETPOS=-1', 'SUMMARY:Divorce lawyer'),
    ...event('DTSTART:nonsense', 'SUMMARY;X-A="b:c":Folded', ' on', 'RRULE:FREQ=DAILY'),
  )
  const reading = readBusy(text, { window: WINDOW, timeZone: 'UTC' })
  expect(reading).toEqual({ busy: [{ from: Date.UTC(2026, 9, 13, 12), to: Date.UTC(2026, 9, 13, 13) }], unreadCount: 1 })
  expect(readBusy('<html>Sign in</html>', { window: WINDOW, timeZone: 'UTC' })).toBe('not-a-calendar')
})

test('a series that began long ago costs little and reaches into the window', () => {
  const text = calendar(...event('DTSTART;TZID=Europe/Berlin:20040105T090000', 'DURATION:PT15M', 'RRULE:FREQ=DAILY'))
  const times = busyOf(text)
  expect(times).toHaveLength(151)
  expect(times[0]).toBe('2026-10-01T07:00/2026-10-01T07:15')
})

const times = (count: number, line: (index: number) => string[]) => Array.from({ length: count }, (_, index) => line(index)).flat()
const many = (count: number, ...lines: string[]) => times(count, () => event(...lines))
test.each([
  ['20,000 events that repeat each day', many(20_000, 'DTSTART:19700101T000000Z', 'RRULE:FREQ=DAILY')],
  ['events that are counted from long ago', many(200, 'DTSTART:19700101T000000Z', 'RRULE:FREQ=DAILY;COUNT=22000')],
  [
    'a zone that changes its clocks each day in 45 ways',
    [
      'BEGIN:VTIMEZONE',
      'TZID:My',
      ...times(45, () => ['BEGIN:STANDARD', 'DTSTART:20200101T000000', 'TZOFFSETTO:+0100', 'RRULE:FREQ=DAILY', 'END:STANDARD']),
      'END:VTIMEZONE',
      ...times(45, (index) => event(`DTSTART;TZID=My:202611${10 + (index % 20)}T100000`, 'DURATION:PT1H')),
    ],
  ],
  [
    'a hundred thousand single dates',
    event('DTSTART:19700101T000000Z', 'RRULE:FREQ=DAILY', `RDATE:${'20261120T093000Z,'.repeat(100_000)}`),
  ],
])('a calendar that asks for more work than one may cost is not read: %s', (_, lines) => {
  expect(readBusy(calendar(...lines), { window: WINDOW, timeZone: 'UTC' })).toBe('too-complex')
})

test('what people have is far from the limit: hundreds of series since years ago, in a zone that the calendar describes', () => {
  const series = times(300, (index) =>
    event(`DTSTART;TZID=W. Europe Standard Time:2012010${1 + (index % 9)}T090000`, 'DURATION:PT30M', 'RRULE:FREQ=WEEKLY;BYDAY=MO,WE'),
  )
  expect(busyOf(calendar(...BERLIN_OF_OUTLOOK, ...series)).length).toBeGreaterThan(40)
})

test.each(['FREQ=DAILY;INTERVAL=3', 'FREQ=WEEKLY;INTERVAL=2', 'FREQ=MONTHLY;INTERVAL=5', 'FREQ=YEARLY;BYMONTH=12;INTERVAL=2'])(
  'a series of long ago is found by arithmetic in the same steps as one counted through: %s',
  (rule) => {
    const days = (written: string) => busyOf(calendar(...event('DTSTART:20001002T120000Z', 'DURATION:PT1H', `RRULE:${written}`)))
    expect(days(rule)).toEqual(days(`${rule};COUNT=10000`))
    expect(days(rule)).not.toEqual([])
  },
)
