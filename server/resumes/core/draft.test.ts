import { expect, test } from 'vitest'
import { OWN_RESUMES } from '../../../test/fixtures/resumes/own'
import { changedSections } from './changed-sections'
import { draftFromForm, draftOf, resumeOf } from './draft'

for (const [name, resume] of Object.entries(OWN_RESUMES)) {
  test(`${name}: nothing is lost between the résumé, its form and back`, () => {
    expect(resumeOf(draftOf(resume))).toEqual({ resume, errors: null })
    const fields = Object.values(draftOf(resume).parts)
      .flat()
      .flatMap(({ key, values }) => Object.entries(values).map(([field, value]): [string, string] => [`${key}.${field}`, value]))
    expect(resumeOf(draftFromForm(fields, new Set(), undefined)).resume).toEqual(resume)
  })
}

test('every field of JSON Resume survives, and words that hold a comma too', () => {
  const resume = {
    basics: {
      name: 'Mira',
      image: 'https://mira.example/me.png',
      location: { address: 'Bridge Street 1', postalCode: '411 01', city: 'Gothenburg', countryCode: 'SE', region: 'Sweden' },
      profiles: [{ network: 'Mastodon', username: 'mira', url: 'https://social.example/@mira' }],
    },
    projects: [
      { name: 'Atlas', keywords: ['maps'], roles: ['Lead, design'], entity: 'City', type: 'application', url: 'https://atlas.example' },
    ],
    skills: [{ name: 'Tools', level: 'expert', keywords: ['Python', 'Excel, Word'] }],
    meta: { version: '1.0.0' },
  }
  expect(resumeOf(draftOf(resume)).resume).toEqual(resume)
})

test('half a date is told at its field, and moved or empty entries do not shift it', () => {
  const draft = draftOf({ work: [{ name: 'Spanwerk' }, { name: 'Brobyggarna' }] })
  draft.parts.work.unshift({ key: 'work.new', values: { name: ' ' } })
  const second = draft.parts.work[2]
  if (second) second.values.startDate = '2019-4'
  expect(Object.keys(resumeOf(draft).errors ?? {})).toEqual(['work.1.startDate'])
})

test('an address without its scheme gets one, a script is refused', () => {
  const withUrl = (url: string) => {
    const draft = draftOf({ basics: { name: 'Mira' } })
    const [about] = draft.parts.basics
    if (about) about.values.url = url
    return resumeOf(draft)
  }
  expect(withUrl('mira.example/cv').resume?.basics?.url).toBe('https://mira.example/cv')
  expect(Object.keys(withUrl('javascript:alert(1)').errors ?? {})).toEqual(['basics.0.url'])
})

test('what a form drops is left out, alone or as a whole part', () => {
  const fields: [string, string][] = [
    ['basics.0.name', 'Mira'],
    ['work.0.name', 'Spanwerk'],
    ['work.1.name', 'Brobyggarna'],
    ['skills.0.name', 'Python'],
    ['work.1.constructor', 'nothing'],
    ['nonsense.0.name', 'nothing'],
  ]
  expect(resumeOf(draftFromForm(fields, new Set(['work.0', 'skills']), undefined)).resume).toEqual({
    basics: { name: 'Mira' },
    work: [{ name: 'Brobyggarna' }],
  })
})

test('the parts that differ are named; the order of keys is no difference', () => {
  expect(changedSections({ basics: { name: 'A', label: 'B' } }, { basics: { label: 'B', name: 'A' } })).toEqual([])
  expect(changedSections({ basics: { name: 'A' } }, { basics: { name: 'A', summary: 'S' }, work: [{ name: 'W' }] })).toEqual([
    'summary',
    'work',
  ])
})
