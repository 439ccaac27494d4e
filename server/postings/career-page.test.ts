import { expect, test } from 'vitest'
import { failure, newWorld } from '../../test/world'

const POSTING = {
  title: 'Baker',
  places: ['Lyon, France'],
  jurisdiction: 'FR',
  description: 'You bake for three shops, from four in the morning, with two apprentices.',
}

test('an organisation has a page of its open postings from the first published one on, and nothing else of it is shown', async () => {
  await using world = await newWorld()
  const anna = await world.person('Anna')
  const { id: organisationId, slug } = await anna.api.organisations.create({ name: 'Kestrel Bakery' })
  const visitor = world.api('visitor')
  const draft = await anna.api.postings.create({ organisationId, fields: POSTING })
  expect(await failure(visitor.careers.show({ slug }))).toMatchObject({ code: 'not_found', reason: 'career-page.not-found' })
  await anna.api.postings.submit({ postingId: draft.id })
  await anna.api.postings.approve({ postingId: draft.id })
  const { jobId } = await anna.api.postings.publish({ postingId: draft.id })
  await anna.api.postings.create({ organisationId, fields: { ...POSTING, title: 'A secret plan' } })
  expect(await visitor.careers.show({ slug })).toMatchObject({
    name: 'Kestrel Bakery',
    letters: 'KB',
    accent: 'green',
    jobs: [{ id: jobId }],
  })
  expect(JSON.stringify(await visitor.careers.show({ slug }))).not.toContain('secret')
  await anna.api.careers.setSettings({ organisationId, accent: 'blue', letters: 'K', intro: 'Bread since 1990.' })
  await anna.api.postings.pause({ postingId: draft.id })
  expect(await visitor.careers.show({ slug })).toMatchObject({ accent: 'blue', letters: 'K', intro: 'Bread since 1990.', jobs: [] })
})

test('only an owner changes how the page looks', async () => {
  await using world = await newWorld()
  const anna = await world.person('Anna')
  const boris = await world.person('Boris')
  const { id: organisationId } = await anna.api.organisations.create({ name: 'Kestrel Bakery' })
  const look = { organisationId, accent: 'blue' as const, letters: 'K', intro: '' }
  expect(await failure(boris.api.careers.setSettings(look))).toMatchObject({ code: 'not_found', reason: 'organisation.not-found' })
  expect(await anna.api.careers.setSettings(look)).toEqual({ accent: 'blue', letters: 'K', intro: '' })
  expect(await anna.api.careers.settings({ organisationId })).toEqual({ accent: 'blue', letters: 'K', intro: '' })
})
