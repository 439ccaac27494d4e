import { expect, test } from 'vitest'
import { roleOf } from './role-of'

test.each([
  ['Sr. Software Engineers II, Payments (m/f/d)', 'software engineer'],
  ['Senior Software Engineer', 'software engineer'],
  ['Software Engineer – New Grad', 'software engineer'],
  ['Staff Software Engineer - Platform', 'software engineer'],
  ['Software Engineer / Backend', 'software engineer'],
  ['Account Executive, Enterprise', 'account executive'],
  ['Registered Behavior Technician (RBT)', 'registered behavior technician'],
  ['Head of Data', 'head of data'],
  ['Registered Nurse, nights', 'registered nurse'],
  ['(Senior) Data Engineer', 'data engineer'],
  ['Business Development Rep', 'business development representative'],
  ['Sales Manager', 'sales manager'],
  ['Part-time Barista', 'barista'],
  ['Full-Stack Developer', 'full stack developer'],
])('%s is the role %s', (title, key) => {
  expect(roleOf(title)?.key).toBe(key)
})

test('a role is shown as it is written, and a sentence or a mark is none', () => {
  expect(roleOf('Senior DevOps Engineer (Remote)')?.label).toBe('DevOps Engineer')
  expect(roleOf('')).toBeNull()
  expect(roleOf('—')).toBeNull()
  expect(roleOf('Senior Manager, Supply Chain')).toBeNull()
  expect(roleOf('Senior DevOps Engineer')?.key).toBe('devops engineer')
  expect(roleOf('We are looking for somebody who can do everything at once')).toBeNull()
})
