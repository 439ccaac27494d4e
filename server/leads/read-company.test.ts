import { expect, test } from 'vitest'
import { extractJob } from './extract-job'

test.each([
  ['Pike & Larch Motors is hiring a Vehicle Technician in Leeds.', 'Pike & Larch Motors'],
  ['Fernhill Dry Storage in Des Moines, Iowa is looking for Forklift Operators. jobs@fernhilldry.example', 'Fernhill Dry Storage'],
  ['Copperpot Hostel Lisbon is looking for a General Manager.', 'Copperpot Hostel'],
  ['Murray Bend Walnuts needs an Irrigation Technician on site.', 'Murray Bend Walnuts'],
])('the name is taken whole, without the town behind it: %s', (text, expected) => {
  expect(extractJob({ text }).company).toBe(expected)
})

test.each([
  'SEEKING WORK | Berlin | Remote',
  'SEEKING FREELANCER | React developer | Remote',
  'Cook needed. Applicants is a word we like.',
  'Waiter wanted. German A2 is enough.',
  'Our school is looking for a Teaching Assistant to join Year 3 after Easter.',
  'Receptionist wanted at Signal House, 4 King Street, Kigali.',
  'Barista wanted, dm @fernhill_coffee',
])('%s names no company', (text) => {
  expect(extractJob({ text }).company).toBeNull()
})

test('a clearance is no programming language', () => {
  expect(extractJob({ text: 'Engineer needed. Python, TS/SCI clearance, Java.' }).skills).toEqual(['Python', 'Java'])
  expect(extractJob({ text: 'Engineer needed. Stack: Python, TS, Java.' }).skills).toContain('TypeScript')
})

test('of several roles with their pay, the pay is that of the title', () => {
  const job = extractJob({ text: 'The Copper Rooms need:\n• Head chef (£37k)\n• Kitchen porter (£12.50/h)' })
  expect(job).toMatchObject({ title: 'Head chef', salary: { minCents: 3_700_000, period: 'year' } })
})
