import { expect, test } from 'vitest'
import { parseCandidates } from './candidate-csv'

const read = (...lines: string[]) => parseCandidates(lines.join('\r\n'), { mapping: undefined, needsConsent: false })

// Written by us in the columns that each system names in its own help pages; nobody in them exists.
test('a file of Lever is known by its columns: the first of several addresses counts, and origins, tags and times are read', () => {
  const file = read(
    'Opportunity ID,Contact Name,Headline,Emails,Phones,Location,Links,Origin,Sources,Tags,Stage,Created At',
    'op-1,Rosa Delgado,Head baker,"rosa@people.example, rosa@work.example",+33 6 12 34 56 78,"Lyon, France",https://rosa.example,sourced,"LinkedIn","night shift, oven",Phone screen,2026-03-02 14:05:00',
    'op-2,Otto Reed,,otto@people.example,,,,applied,Careers page,,New applicant,2026-03-03T08:15:00Z',
  )
  expect(file).toMatchObject({ format: 'lever', rowCount: 2, errors: [] })
  expect(file.mapping).toMatchObject({ externalId: 'Opportunity ID', name: 'Contact Name', email: 'Emails', phone: 'Phones' })
  expect(file.rows).toMatchObject([
    {
      externalId: 'op-1',
      name: 'Rosa Delgado',
      email: 'rosa@people.example',
      headline: 'Head baker',
      places: ['Lyon, France'],
      links: ['https://rosa.example/'],
      tags: ['night shift', 'oven'],
      appliedAt: '2026-03-02T14:05:00.000Z',
    },
    { externalId: 'op-2', name: 'Otto Reed', email: 'otto@people.example', source: 'careers page', appliedAt: '2026-03-03T08:15:00.000Z' },
  ])
})

test('a file of Workable is known by its columns: first and last name are one, and a wrong row is told with its line', () => {
  const file = read(
    'First Name,Last Name,Email,Phone,Headline,Address,Source,Tags,Profile URL,Stage,Created At',
    'Ines,Varga,ines@people.example,0171 555 0100,Pastry chef,"Leeds, United Kingdom",Indeed,"day shift",https://people.example/ines,Applied,03/04/2026',
    'Paul,,paul at people,,,,,,,Applied,2026-03-05',
  )
  expect(file).toMatchObject({ format: 'workable', rowCount: 2 })
  expect(file.rows).toMatchObject([
    {
      line: 2,
      name: 'Ines Varga',
      email: 'ines@people.example',
      phone: '0171 555 0100',
      headline: 'Pastry chef',
      places: ['Leeds, United Kingdom'],
      source: 'indeed',
      tags: ['day shift'],
      links: ['https://people.example/ines'],
      appliedAt: '2026-03-04T12:00:00.000Z',
    },
  ])
  expect(file.errors).toEqual([{ line: 3, field: 'email', message: '“paul at people” is no e-mail address.' }])
})
