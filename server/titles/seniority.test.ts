import { expect, test } from 'vitest'
import { seniorityOf } from './seniority'

test.each([
  ['Sr. Data Engineer II', 'senior', 'Data Engineer'],
  ['Junior/Mid Frontend Developer', 'junior', 'Frontend Developer'],
  ['Entry-level Accountant', 'junior', 'Accountant'],
  ['Senior Staff Engineer, Payments', 'staff', 'Engineer, Payments'],
  ['Marketing Intern', 'intern', 'Marketing'],
  ['Warehouse Supervisor', 'manager', 'Warehouse Supervisor'],
  ['Director of Nursing', 'executive', 'Director of Nursing'],
  ['Product Manager', null, 'Product Manager'],
  ['Registered Nurse', null, 'Registered Nurse'],
  ['Lead Generation Specialist', null, 'Lead Generation Specialist'],
  ['Support Engineer (Level 2)', null, 'Support Engineer'],
  ['Intern', 'intern', 'Intern'],
  ['', null, ''],
])('%s: the level is split off, the occupation stays', (title, level, rest) => {
  expect(seniorityOf(title)).toEqual({ level, rest })
})
