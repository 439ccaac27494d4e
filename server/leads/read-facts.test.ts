import { expect, test } from 'vitest'
import { readPlaceFacts, readTitleFacts } from './read-facts'

test.each([
  ['Remote - US', [], 'remote', ['US'], ['US']],
  ['New York, NY; San Francisco, CA', ['New York, NY', 'San Francisco, CA'], null, [], ['US']],
  ['Atlanta, Georgia, United States', ['Atlanta, GA'], null, [], ['US']],
  ['Tbilisi, Georgia', ['Tbilisi, Georgia'], null, [], ['GE']],
  ['London, England, United Kingdom', ['London, United Kingdom'], null, [], ['GB']],
  ['New York City, London, Singapore', ['New York, NY', 'London, United Kingdom', 'Singapore'], null, [], ['US', 'GB', 'SG']],
  ['Hybrid - München', ['Munich, Germany'], 'hybrid', [], ['DE']],
  ['Shutesbury, MA', ['Shutesbury, MA'], null, [], ['US']],
  ['São Luís, Maranhão, Brasil', ['São Luís, Brazil'], null, [], ['BR']],
  ['Remote (EMEA)', [], 'remote', ['EMEA'], []],
  ['Anywhere', [], 'remote', ['WORLDWIDE'], []],
  ['Remote US/CA/UK', [], 'remote', ['US', 'CA', 'GB'], ['US', 'CA', 'GB']],
  ['Austin or London', ['Austin, TX', 'London, United Kingdom'], null, [], ['US', 'GB']],
  ['Building 7, Floor 2', [], null, [], []],
])('%s', (location, places, remote, remoteRegions, countryCodes) => {
  expect(readPlaceFacts(location)).toEqual({ places, remote, remoteRegions, countryCodes })
})

test.each([
  ['Senior Software Engineer (Golang)', 'senior', null, ['Go']],
  ['Staff Backend Engineer', 'staff', null, []],
  ['Lead Data Engineer - Python/Airflow', 'staff', null, ['Python', 'Airflow']],
  ['Software Engineering Intern, Summer 2027', 'intern', 'internship', []],
  ['Engineering Manager', 'manager', null, []],
  ['Senior/Staff Engineer', 'senior', null, []],
  ['Senior Staff Engineer', 'staff', null, []],
  ['Product Manager', null, null, []],
  ['VP of Sales', 'executive', null, []],
  ['Chief of Staff', null, null, []],
  ['Jr. Accountant (Part-Time)', 'junior', 'part_time', []],
  ['Pflegefachkraft (m/w/d) in Teilzeit', null, 'part_time', []],
  ['Mid-Market Account Executive', null, null, []],
])('%s', (title, seniority, employmentType, skills) => {
  expect(readTitleFacts(title)).toEqual({ seniority, employmentType, skills })
})
