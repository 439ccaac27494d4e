import { expect, test } from 'vitest'
import { SetFounding } from '../../contract/jobs'
import { companies } from '../../db/schema'
import { failure, newWorld } from '../../test/world'

test('an operator writes when a company was founded, with where it stands, and takes it back', async () => {
  await using world = await newWorld()
  const { db, newId } = world.as('system')
  await db.insert(companies).values({ id: newId('company'), slug: 'kestrel', name: 'Kestrel Bakery' })
  const known = { slug: 'kestrel', foundedOn: '2009-03-02', foundedSource: 'https://kestrel.example/about' }
  const operator = world.api('operator').companies
  expect(await operator.setFounding(known)).toMatchObject(known)
  expect(await operator.setFounding(known)).toMatchObject(known)
  expect(await world.api('visitor').companies.get({ slug: 'kestrel' })).toMatchObject(known)
  expect(await operator.setFounding({ slug: 'kestrel', foundedOn: null, foundedSource: null })).toMatchObject({ foundedOn: null })
  expect(await failure(operator.setFounding({ ...known, slug: 'nobody' }))).toMatchObject({ code: 'not_found' })
})

test('a day without where it stands is no fact', () => {
  for (const given of [
    { foundedOn: '2009-03-02', foundedSource: null },
    { foundedOn: null, foundedSource: 'https://kestrel.example/about' },
    { foundedOn: '2009-02-30', foundedSource: 'https://kestrel.example/about' },
  ])
    expect(SetFounding.safeParse({ slug: 'kestrel', ...given }).success).toBe(false)
})
