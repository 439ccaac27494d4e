import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { hiringRoom } from '../../contract/live'
import { liveTexts, members } from '../../db/schema'
import { failure, newWorld, type World } from '../../test/world'
import { rewrite, stateOf, textDocOf, updateSince, vectorOf, wordsOf } from './core/text-doc'

test('two people who type apart both keep every word, in the text and in the posting', async () => {
  await using world = await newWorld()
  const { anna, boris, postingId } = await team(world)
  const [hers, his] = [await openDoc(anna, postingId), await openDoc(boris, postingId)]
  const since = vectorOf(hers)
  rewrite(hers, 'description', 'You bake bread and cakes.')
  rewrite(his, 'description', 'Early each day you bake bread.')
  rewrite(his, 'title', 'Head baker')
  await anna.api.texts.save({ id: postingId, update: updateSince(hers, since) })
  await boris.api.texts.save({ id: postingId, update: updateSince(his, since) })
  const posting = await anna.api.postings.get({ postingId })
  expect(posting).toMatchObject({ title: 'Head baker', description: 'Early each day you bake bread and cakes.' })
  expect(wordsOf(await openDoc(boris, postingId), ['title', 'description'])).toEqual({
    title: posting.title,
    description: posting.description,
  })
})

test('the same update twice changes nothing', async () => {
  await using world = await newWorld()
  const { anna, postingId } = await team(world)
  const doc = await openDoc(anna, postingId)
  const since = vectorOf(doc)
  rewrite(doc, 'title', 'Bakers')
  const update = updateSince(doc, since)
  const once = await anna.api.texts.save({ id: postingId, update })
  expect(await anna.api.texts.save({ id: postingId, update })).toEqual(once)
  await world.settle()
  expect(world.events(hiringRoom(postingId))).toHaveLength(1)
})

test('what a form or a program changes is in the text too, beside what somebody types', async () => {
  await using world = await newWorld()
  const { anna, boris, postingId } = await team(world)
  const doc = await openDoc(anna, postingId)
  const since = vectorOf(doc)
  rewrite(doc, 'description', 'You bake bread, and you like it.')
  await boris.api.postings.update({ postingId, change: { description: 'Each day you bake bread.' } })
  await anna.api.texts.save({ id: postingId, update: updateSince(doc, since) })
  expect((await anna.api.postings.get({ postingId })).description).toBe('Each day you bake bread, and you like it.')
})

test('two who open a new text at once type in one document', async () => {
  await using world = await newWorld()
  const { anna, boris, postingId } = await team(world)
  const [hers, his] = await Promise.all([anna.api.texts.open({ id: postingId }), boris.api.texts.open({ id: postingId })])
  expect(hers.state).toBe(his.state)
})

test('what waits for approval is only read, and who typed in it is asked for a new ticket', async () => {
  await using world = await newWorld()
  const { anna, postingId } = await team(world)
  const doc = await openDoc(anna, postingId)
  const since = vectorOf(doc)
  rewrite(doc, 'title', 'Bakers')
  await anna.api.postings.submit({ postingId })
  await world.settle()
  expect(world.state.reauthorised).toEqual([{ party: 'text', room: postingId }])
  const save = () => anna.api.texts.save({ id: postingId, update: updateSince(doc, since) })
  expect(await failure(save())).toMatchObject({ code: 'forbidden', reason: 'text.view-only' })
  expect(await anna.api.texts.open({ id: postingId })).toMatchObject({ role: 'view' })
  await anna.api.postings.takeBack({ postingId })
  await save()
  expect((await anna.api.postings.get({ postingId })).title).toBe('Bakers')
})

test('a viewer reads the text and changes nothing of it', async () => {
  await using world = await newWorld()
  const { anna, boris, postingId, organisationId } = await team(world)
  await anna.api.organisations.changeRole({ organisationId, personId: boris.personId, role: 'viewer' })
  const { state, role } = await boris.api.texts.open({ id: postingId })
  expect(role).toBe('view')
  const doc = textDocOf(state)
  rewrite(doc, 'title', 'Mine')
  expect(await failure(boris.api.texts.save({ id: postingId, update: stateOf(doc) }))).toMatchObject({ reason: 'text.view-only' })
})

test('words that are too long for an advert, and bytes that are no text, are refused whole', async () => {
  await using world = await newWorld()
  const { anna, postingId } = await team(world)
  const doc = await openDoc(anna, postingId)
  rewrite(doc, 'title', 'x'.repeat(201))
  expect(await failure(anna.api.texts.save({ id: postingId, update: stateOf(doc) }))).toMatchObject({ reason: 'text.too-long' })
  expect(await failure(anna.api.texts.save({ id: postingId, update: 'AQIDBA==' }))).toMatchObject({ reason: 'text.bad-update' })
  const [kept] = await anna.ctx.db.select({ version: liveTexts.version }).from(liveTexts).where(eq(liveTexts.id, postingId))
  expect(kept?.version).toBe(1)
})

test('a stranger gets not_found, exactly as for a text that does not exist', async () => {
  await using world = await newWorld()
  const { postingId } = await team(world)
  const eve = await world.person('Eve')
  const missing = `pos_${'0'.repeat(32)}`
  for (const call of [
    (id: string) => eve.api.texts.open({ id }),
    (id: string) => eve.api.texts.save({ id, update: 'AAA=' }),
    (id: string) => eve.api.live.ticket({ room: `text/${id}` }),
  ])
    expect(await failure(call(postingId))).toEqual(await failure(call(missing)))
  expect(await failure(eve.api.texts.open({ id: `job_${'0'.repeat(32)}` }))).toMatchObject({ reason: 'text.not-found' })
})

/** Anna owns Kestrel Bakery, Boris is its hiring manager, and a draft lies between them. */
async function team(world: World) {
  const anna = await world.person('Anna')
  const boris = await world.person('Boris')
  const { id: organisationId } = await anna.api.organisations.create({ name: 'Kestrel Bakery' })
  await anna.ctx.db.insert(members).values({ organisationId, personId: boris.personId, role: 'hiring_manager', joinedAt: world.state.now })
  const { id: postingId } = await anna.api.postings.create({ organisationId, fields: { title: 'Baker', description: 'You bake bread.' } })
  return { anna, boris, organisationId, postingId }
}
const openDoc = async ({ api }: Awaited<ReturnType<World['person']>>, id: string) => textDocOf((await api.texts.open({ id })).state)
