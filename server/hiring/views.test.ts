import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { hiringDefaultViews, hiringViews } from '../../db/schema'
import { addMember, addPosting } from '../../test/add-posting'
import { failure, newWorld, type World } from '../../test/world'
import { startErasure } from '../privacy/erase-person'

/** Olga owns a bakery; Rita and Ben recruit for it, and Vera looks on. */
async function team(world: World) {
  const [olga, rita, ben, vera] = await Promise.all(['Olga', 'Rita', 'Ben', 'Vera'].map((name) => world.person(name)))
  if (!olga || !rita || !ben || !vera) throw new Error('Somebody is missing.')
  const { organisationId, postingId } = await addPosting(world, olga)
  await addMember(world, organisationId, rita, 'recruiter')
  await addMember(world, organisationId, ben, 'recruiter')
  await addMember(world, organisationId, vera, 'viewer')
  const at = { organisationId, place: 'pipeline' as const }
  return { olga, rita, ben, vera, organisationId, postingId, at }
}

test('one’s own view is seen by nobody else, a shared one by the team; saved twice it is one', async () => {
  await using world = await newWorld()
  const { rita, ben, vera, at } = await team(world)
  const mine = await rita.api.views.save({ ...at, name: 'Night shift', settings: { tag: 'night' } })
  expect(await rita.api.views.save({ ...at, name: 'Night shift', settings: { tag: 'night' } })).toEqual(mine)
  const ours = await rita.api.views.save({ ...at, name: 'Overdue', isShared: true, settings: { isOverdue: true, layout: 'table' } })
  expect((await rita.api.views.list(at)).data.map(({ name }) => name)).toEqual(['Night shift', 'Overdue'])
  for (const colleague of [ben, vera]) {
    expect((await colleague.api.views.list(at)).data).toMatchObject([{ id: ours.id, owner: { name: 'Rita' }, mayChange: false }])
    expect(await failure(colleague.api.views.save({ ...at, viewId: mine.id, version: 1, name: 'X', settings: {} }))).toMatchObject({
      code: 'not_found',
    })
    expect(await failure(colleague.api.views.remove({ viewId: mine.id }))).toMatchObject({ code: 'not_found' })
  }
  expect((await rita.api.views.list({ ...at, place: 'candidates' })).data).toEqual([])
})

test('a shared view is changed by who made it and by owners; others copy it, and two who change it at once are told', async () => {
  await using world = await newWorld()
  const { olga, rita, ben, at } = await team(world)
  const ours = await rita.api.views.save({ ...at, name: 'Overdue', isShared: true, settings: { isOverdue: true } })
  const change = { ...at, viewId: ours.id, version: ours.version, isShared: true, settings: ours.settings }
  expect(await failure(ben.api.views.save({ ...change, name: 'Late' }))).toMatchObject({ code: 'forbidden', reason: 'view.not-yours' })
  expect(await failure(ben.api.views.remove({ viewId: ours.id }))).toMatchObject({ reason: 'view.not-yours' })
  expect(await ben.api.views.save({ ...at, name: 'Overdue (copy)', settings: ours.settings })).toMatchObject({ isShared: false })
  const renamed = await olga.api.views.save({ ...change, name: 'Late' })
  expect(renamed).toMatchObject({ name: 'Late', version: 2, owner: { name: 'Rita' } })
  // The same change again is no other; another one made on what was there before is refused.
  expect(await olga.api.views.save({ ...change, name: 'Late' })).toEqual(renamed)
  expect(await failure(rita.api.views.save({ ...change, name: 'Late ones' }))).toMatchObject({ reason: 'view.changed' })
  expect(await failure(rita.api.views.save({ ...at, name: 'late', isShared: true, settings: { tag: 'a' } }))).toMatchObject({
    reason: 'view.name-taken',
  })
  await olga.api.views.remove({ viewId: ours.id })
  expect(await failure(olga.api.views.remove({ viewId: ours.id }))).toMatchObject({ code: 'not_found' })
})

test('everybody opens a place in a view of their own choice, until it is deleted', async () => {
  await using world = await newWorld()
  const { rita, ben, at } = await team(world)
  const ours = await rita.api.views.save({ ...at, name: 'Overdue', isShared: true, settings: { isOverdue: true } })
  const other = await rita.api.views.save({ ...at, name: 'Tagged', settings: { tag: 'a' } })
  const opens = async (person: typeof rita) =>
    (await person.api.views.list(at)).data.filter((view) => view.isDefault).map(({ name }) => name)
  await rita.api.views.setDefault({ ...at, viewId: other.id })
  await rita.api.views.setDefault({ ...at, viewId: ours.id })
  await ben.api.views.setDefault({ ...at, viewId: ours.id })
  expect([await opens(rita), await opens(ben)]).toEqual([['Overdue'], ['Overdue']])
  await ben.api.views.setDefault({ ...at, viewId: null })
  expect([await opens(rita), await opens(ben)]).toEqual([['Overdue'], []])
  expect(await failure(ben.api.views.setDefault({ ...at, viewId: other.id }))).toMatchObject({ code: 'not_found' })
  await rita.api.views.remove({ viewId: ours.id })
  expect(await opens(rita)).toEqual([])
})

test('a view does not open in the order of a score, and says why', async () => {
  await using world = await newWorld()
  const { rita, at } = await team(world)
  await rita.api.candidates.saveField({ organisationId: at.organisationId, name: 'Test score', kind: 'number' })
  for (const sort of ['score', '-f.test_score']) {
    const refusal = await failure(rita.api.views.save({ ...at, name: 'Best', settings: { layout: 'table', sort } }))
    expect(refusal, sort).toMatchObject({ code: 'invalid', reason: 'view.score-sort' })
    expect(refusal.message).toContain('a number would decide')
  }
  expect((await rita.api.views.save({ ...at, name: 'Due', settings: { sort: 'due' } })).settings).toEqual({ sort: 'due' })
})

test('who only looks on saves views of their own and shares none; strangers find nothing', async () => {
  await using world = await newWorld()
  const { rita, vera, at } = await team(world)
  expect(await vera.api.views.save({ ...at, name: 'Mine', settings: { tag: 'a' } })).toMatchObject({ mayChange: true })
  expect(await failure(vera.api.views.save({ ...at, name: 'Ours', isShared: true, settings: {} }))).toMatchObject({
    reason: 'organisation.right-missing',
  })
  expect((await vera.api.views.list(at)).mayShare).toBe(false)
  const ours = await rita.api.views.save({ ...at, name: 'Overdue', isShared: true, settings: {} })
  const otto = await world.person('Otto')
  expect(await failure(otto.api.views.list(at))).toMatchObject({ code: 'not_found' })
  expect(await failure(otto.api.views.remove({ viewId: ours.id }))).toMatchObject({ code: 'not_found', reason: 'view.not-found' })
})

test('who is erased takes their own views along; those they shared stay with the team, for owners to change', async () => {
  await using world = await newWorld()
  const { olga, rita, at } = await team(world)
  await rita.api.views.save({ ...at, name: 'Mine', settings: { tag: 'a' } })
  const ours = await rita.api.views.save({ ...at, name: 'Overdue', isShared: true, settings: { isOverdue: true } })
  await rita.api.views.setDefault({ ...at, viewId: ours.id })
  await startErasure(world.as('system'), rita.personId)
  await world.settle()
  expect((await olga.api.views.list(at)).data).toMatchObject([{ name: 'Overdue', owner: null, mayChange: true }])
  const { db } = world.as('system')
  expect(await db.$count(hiringViews)).toBe(1)
  expect(await db.$count(hiringDefaultViews, eq(hiringDefaultViews.personId, rita.personId))).toBe(0)
})
