import { expect, test } from 'vitest'
import { addDays, addMonths, dayIn, readDay, timeIn, weekOf, weeksOfMonth } from './calendar-days'

test('an instant falls on the day that the person sees in their own time zone', () => {
  expect(dayIn('2026-11-21T23:30:00.000Z', 'UTC')).toBe('2026-11-21')
  expect(dayIn('2026-11-21T23:30:00.000Z', 'Europe/Berlin')).toBe('2026-11-22')
  expect(dayIn('2026-11-21T03:00:00.000Z', 'America/Los_Angeles')).toBe('2026-11-20')
  expect(timeIn('2026-11-21T23:30:00.000Z', 'Asia/Kolkata')).toBe('05:00')
})

test('a month is shown as whole weeks that begin on Monday', () => {
  const november = weeksOfMonth('2026-11')
  expect(november).toHaveLength(6)
  expect(november[0]?.[0]).toBe('2026-10-26')
  expect(november[5]?.[6]).toBe('2026-12-06')
  expect(weeksOfMonth('2027-02')).toHaveLength(4)
  expect(weekOf('2026-11-22')).toEqual(['2026-11-16', '2026-11-17', '2026-11-18', '2026-11-19', '2026-11-20', '2026-11-21', '2026-11-22'])
})

test('days and months are counted over years and leap days', () => {
  expect(addDays('2028-02-28', 1)).toBe('2028-02-29')
  expect(addDays('2026-01-01', -1)).toBe('2025-12-31')
  expect(addMonths('2026-11', 2)).toBe('2027-01')
  expect(addMonths('2026-01', -1)).toBe('2025-12')
})

test('a day that does not exist is none', () => {
  expect(readDay('2026-11-21')).toBe('2026-11-21')
  for (const text of [null, '', '2026-02-30', '2026-13-01', '21.11.2026', '1066-10-14']) expect(readDay(text)).toBeNull()
})
