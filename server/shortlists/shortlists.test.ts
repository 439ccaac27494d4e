import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { shortlistRoom } from '../../contract/live'
import { auditLines, hiringApplications, hookEndpoints, hookEvents, shortlistEvents } from '../../db/schema'
import { addHiring, RESUME_OF_ROSA } from '../../test/add-hiring'
import { newBatch } from '../../test/add-posting'
import { failure, newWorld, type World } from '../../test/world'
import { newId } from '../core/ids'
import { foldChanges, orderOf } from './core/shortlist-state'

async function newShortlist(world: World, { isAnonymous = false, applicants = 4 } = {}) {
  const hiring = await addHiring(world, { Anna: 'owner', Boris: 'recruiter', Vera: 'viewer', Ivo: 'interviewer' }, applicants)
  const [anna, boris, vera, ivo] = (['Anna', 'Boris', 'Vera', 'Ivo'] as const).map((name) => hiring.staff[name])
  if (!anna || !boris || !vera || !ivo) throw new Error('Somebody is missing.')
  const { id: shortlistId } = await anna.api.shortlists.create({
    postingId: hiring.postingId,
    name: 'Final round',
    isAnonymous,
    applicationIds: hiring.applicationIds,
  })
  const read = async (who = anna) => (await who.api.shortlists.get({ shortlistId })).lines
  const ids = (await read()).map(({ entry }) => entry.id)
  const entryIds = [ids[0] ?? '', ids[1] ?? '', ids[2] ?? '', ids[3] ?? ''] as const
  return { ...hiring, anna, boris, vera, ivo, shortlistId, entryIds, read }
}
const idsOf = (lines: { entry: { id: string } }[]) => lines.map(({ entry }) => entry.id)

test('a shortlist is made with its candidates in the given order, and the same one sent twice is one', async () => {
  await using world = await newWorld()
  const { anna, postingId, applicationIds } = await newShortlist(world)
  const input = { postingId, name: 'Second look', applicationIds: applicationIds.toReversed(), shortlistId: newId('shortlist') }
  const first = await anna.api.shortlists.create(input)
  expect(await anna.api.shortlists.create(input)).toEqual(first)
  const { lines } = await anna.api.shortlists.get({ shortlistId: first.id })
  expect(lines.map(({ entry }) => entry.applicationId)).toEqual(applicationIds.toReversed())
  const { data } = await anna.api.shortlists.list({ postingId })
  expect(data.map(({ shortlist, entryCount }) => [shortlist.name, entryCount])).toEqual([
    ['Second look', 4],
    ['Final round', 4],
  ])
})

test('an application of another posting cannot be put on it, and nothing is made', async () => {
  await using world = await newWorld()
  const { anna, postingId } = await newShortlist(world)
  const refused = anna.api.shortlists.create({ postingId, name: 'Mixed', applicationIds: [newId('application')] })
  expect(await failure(refused)).toMatchObject({ code: 'not_found', reason: 'application.not-found' })
  expect((await anna.api.shortlists.list({ postingId })).data).toHaveLength(1)
})

test('a move puts an entry right after another one, everybody is told once, and the audit log says who', async () => {
  await using world = await newWorld()
  const { anna, boris, shortlistId, entryIds, read } = await newShortlist(world)
  const [a, b, c, d] = entryIds
  const batchId = newId('batch')
  const move = { shortlistId, entryId: d, afterEntryId: a, reason: 'Baked best', batchId }
  const moved = await boris.api.shortlists.move(move)
  expect(idsOf(await read())).toEqual([a, d, b, c])
  expect(await boris.api.shortlists.move(move)).toEqual(moved)
  expect(await boris.api.shortlists.move({ ...move, batchId: newId('batch') })).toEqual(moved)
  await world.settle()
  const told = world.events(shortlistRoom(shortlistId)).filter(({ type }) => type === 'shortlist.entry-changed')
  expect(told).toMatchObject([{ data: { entry: { id: d }, by: { name: 'Boris' }, eventSeq: moved.eventSeq } }])
  const lines = await anna.ctx.db.select().from(auditLines).where(eq(auditLines.actorId, boris.personId))
  expect(lines).toMatchObject([{ act: 'shortlist.changed', subjectId: shortlistId, details: { kind: 'moved', entryId: d } }])
})

test('two people who move the same entry get one clear result: the second is told who was first, and decides again', async () => {
  await using world = await newWorld()
  const { anna, boris, shortlistId, entryIds, read } = await newShortlist(world)
  const [a, b, c, d] = entryIds
  const { shortlist } = await anna.api.shortlists.get({ shortlistId })
  const seenSeq = shortlist.eventSeq
  await anna.api.shortlists.move({ shortlistId, entryId: a, afterEntryId: b, seenSeq })
  const second = boris.api.shortlists.move({ shortlistId, entryId: a, afterEntryId: d, seenSeq })
  expect(await failure(second)).toMatchObject({
    code: 'conflict',
    reason: 'shortlist.moved-since',
    message: 'Anna moved this candidate a moment before you. Look where it is now and decide again.',
  })
  expect(idsOf(await read())).toEqual([b, a, c, d])
  await boris.api.shortlists.move({ shortlistId, entryId: a, afterEntryId: d })
  expect(idsOf(await read())).toEqual([b, c, d, a])
})

test('two moves at the very same moment are both kept, and everybody sees the same order', async () => {
  await using world = await newWorld()
  const { anna, boris, shortlistId, entryIds, read } = await newShortlist(world)
  const [a, b, c, d] = entryIds
  await Promise.all([
    anna.api.shortlists.move({ shortlistId, entryId: c, afterEntryId: a }),
    boris.api.shortlists.move({ shortlistId, entryId: d, afterEntryId: a }),
  ])
  const order = idsOf(await read())
  expect(order[0]).toBe(a)
  expect(order.slice(1, 3).sort()).toEqual([c, d].sort())
  expect(order[3]).toBe(b)
  expect(idsOf(await read(boris))).toEqual(order)
})

test('a removal names its reason; adding again brings votes and comments back', async () => {
  await using world = await newWorld()
  const { anna, boris, shortlistId, entryIds, applicationIds, read } = await newShortlist(world)
  const [a] = entryIds
  await boris.api.shortlists.vote({ shortlistId, entryId: a, vote: 'yes' })
  await expect(anna.api.shortlists.remove({ shortlistId, entryId: a, reason: ' ' })).rejects.toThrow('Say why it leaves the shortlist.')
  await anna.api.shortlists.remove({ shortlistId, entryId: a, reason: 'Withdrew' })
  expect(idsOf(await read())).not.toContain(a)
  expect(await failure(boris.api.shortlists.vote({ shortlistId, entryId: a, vote: 'no' }))).toMatchObject({ reason: 'entry.not-found' })
  expect((await anna.api.shortlists.addable({ shortlistId })).data).toMatchObject([
    { applicationId: applicationIds[0], name: 'Rosa Delgado' },
  ])
  const { entries } = await anna.api.shortlists.add({ shortlistId, applicationIds: [applicationIds[0] ?? ''], afterEntryId: null })
  expect(entries).toMatchObject([{ id: a, votes: { yes: 1 } }])
  expect(idsOf(await read())[0]).toBe(a)
})

test('each votes once; a vote can be changed and taken back, and who may only look cannot vote', async () => {
  await using world = await newWorld()
  const { ivo, vera, boris, shortlistId, entryIds, read } = await newShortlist(world)
  const [a] = entryIds
  await ivo.api.shortlists.vote({ shortlistId, entryId: a, vote: 'yes' })
  await boris.api.shortlists.vote({ shortlistId, entryId: a, vote: 'no' })
  await ivo.api.shortlists.vote({ shortlistId, entryId: a, vote: 'maybe' })
  expect((await read(ivo))[0]).toMatchObject({ myVote: 'maybe', entry: { votes: { yes: 0, maybe: 1, no: 1 } } })
  await ivo.api.shortlists.vote({ shortlistId, entryId: a, vote: null })
  expect((await read(ivo))[0]).toMatchObject({ myVote: null, entry: { votes: { yes: 0, maybe: 0, no: 1 } } })
  expect((await boris.api.shortlists.discussion({ shortlistId, entryId: a })).votes).toMatchObject([{ by: { name: 'Boris' }, vote: 'no' }])
  expect(await failure(vera.api.shortlists.vote({ shortlistId, entryId: a, vote: 'yes' }))).toMatchObject({
    code: 'forbidden',
    reason: 'organisation.right-missing',
  })
  expect(await failure(ivo.api.shortlists.move({ shortlistId, entryId: a, afterEntryId: null }))).toMatchObject({ code: 'forbidden' })
})

test('a comment tells whom it mentions, once; only its author edits and removes it, and no frame carries its words', async () => {
  await using world = await newWorld()
  const { anna, boris, shortlistId, entryIds } = await newShortlist(world)
  const [a] = entryIds
  const commentId = newId('shortlistComment')
  const input = { shortlistId, entryId: a, markdown: 'Look, **@Boris**', mentions: [boris.personId, newId('person')], commentId }
  await anna.api.shortlists.comment(input)
  await anna.api.shortlists.comment(input)
  const { comments } = await boris.api.shortlists.discussion({ shortlistId, entryId: a })
  expect(comments).toMatchObject([{ id: commentId, by: { name: 'Anna' }, isOwn: false, html: '<p>Look, <strong>@Boris</strong></p>\n' }])
  expect((await boris.api.notifications.list({})).data).toMatchObject([
    { data: { event: 'shortlist.mentioned', shortlistId, shortlistName: 'Final round', byName: 'Anna' } },
  ])
  expect(await failure(boris.api.shortlists.editComment({ shortlistId, commentId, markdown: 'Mine' }))).toMatchObject({ code: 'not_found' })
  await anna.api.shortlists.editComment({ shortlistId, commentId, markdown: 'Secret words', mentions: [boris.personId] })
  expect((await boris.api.notifications.list({})).data).toHaveLength(1)
  await anna.api.shortlists.removeComment({ shortlistId, commentId })
  expect((await boris.api.shortlists.discussion({ shortlistId, entryId: a })).comments).toEqual([])
  await world.settle()
  expect(JSON.stringify(world.state.published)).not.toContain('Secret words')
})

test('an anonymous shortlist hides name, contact, places, school years and dates from everybody, in texts too', async () => {
  await using world = await newWorld()
  const { anna, shortlistId, read } = await newShortlist(world, { isAnonymous: true, applicants: 1 })
  const [line] = await read()
  expect(line?.card).toMatchObject({
    name: null,
    label: 'Candidate 1',
    headline: 'Baker from …',
    places: [],
    work: [{ position: 'Head baker', company: 'Kestrel Bakery', period: null, months: 60 }],
    education: [{ what: 'CAP, Baking', institution: null, period: null }],
  })
  expect(line?.card.summary).toBe('… has baked in … since …. Born …, … years old. Write to ….')
  // Ids hold the time they were made, and so by chance any year.
  const told = JSON.stringify(await anna.api.shortlists.get({ shortlistId })).replaceAll(/[a-z]{3}_[0-9a-f]{32}/g, '')
  for (const clue of ['Rosa', 'Delgado', 'rosa@', 'Lyon', '1985', '2003', '2009', '2019', '41 years']) expect(told).not.toContain(clue)
  await anna.api.shortlists.update({ shortlistId, isAnonymous: false })
  expect((await read())[0]?.card).toMatchObject({
    name: 'Rosa Delgado',
    places: ['Lyon, France'],
    summary: RESUME_OF_ROSA.basics?.summary,
    work: [{ period: '2019–2024' }],
    education: [{ institution: 'Lycée de Lyon', period: '2003–2005' }],
  })
})

test('a card bears the present name of who was merged; an anonymous one hides the earlier name in what they sent, too', async () => {
  await using world = await newWorld()
  const { anna, shortlistId, read, organisationId } = await newShortlist(world, { applicants: 2 })
  const { data } = await anna.api.candidates.list({ organisationId })
  const [rosa, other] = ['Rosa Delgado', 'Applicant Number2'].map((name) => data.find((candidate) => candidate.name === name)?.id ?? '')
  await anna.api.candidates.merge({ keptId: other ?? '', mergedId: rosa ?? '', take: [], batchId: newBatch() })
  const cards = (await read()).map(({ card }) => card)
  expect(cards.map(({ name, label }) => [name, label])).toEqual([
    ['Applicant Number2', 'Candidate 2'],
    ['Applicant Number2', 'Candidate 2'],
  ])
  expect(cards.find(({ summary }) => summary !== null)?.summary).toContain('Rosa')
  await anna.api.shortlists.update({ shortlistId, isAnonymous: true })
  const told = JSON.stringify(await anna.api.shortlists.get({ shortlistId })).replaceAll(/[a-z]{3}_[0-9a-f]{32}/g, '')
  for (const clue of ['Rosa', 'Delgado', 'Number2', 'rosa@', 'Lyon']) expect(told).not.toContain(clue)
})

test('while its candidate withdraws a résumé, nothing of it is on the card', async () => {
  await using world = await newWorld()
  const { anna, applicationIds, read } = await newShortlist(world, { applicants: 1 })
  await anna.ctx.db
    .update(hiringApplications)
    .set({ resumeWithdrawnAt: world.state.now })
    .where(eq(hiringApplications.id, applicationIds[0] ?? ''))
  expect((await read())[0]?.card).toMatchObject({ name: 'Rosa Delgado', hasResume: false, summary: null, work: [], skills: [] })
})

test('a closed shortlist changes no more until it is opened again', async () => {
  await using world = await newWorld()
  const { anna, shortlistId, entryIds } = await newShortlist(world)
  const [a] = entryIds
  await anna.api.shortlists.update({ shortlistId, isClosed: true })
  const closed = { code: 'conflict', reason: 'shortlist.closed' }
  expect(await failure(anna.api.shortlists.vote({ shortlistId, entryId: a, vote: 'yes' }))).toMatchObject(closed)
  expect(await failure(anna.api.shortlists.update({ shortlistId, name: 'Other' }))).toMatchObject(closed)
  expect(await anna.api.shortlists.update({ shortlistId, isClosed: false })).toMatchObject({ closedAt: null })
  await anna.api.shortlists.vote({ shortlistId, entryId: a, vote: 'yes' })
})

test('a stranger gets not_found in every procedure and at the room, exactly as for a shortlist that does not exist', async () => {
  await using world = await newWorld()
  const { shortlistId, entryIds } = await newShortlist(world)
  const stranger = await world.person('Stranger')
  const [a] = entryIds
  const asked = (id: string) =>
    Promise.all([
      failure(stranger.api.shortlists.get({ shortlistId: id })),
      failure(stranger.api.shortlists.move({ shortlistId: id, entryId: a, afterEntryId: null })),
      failure(stranger.api.shortlists.discussion({ shortlistId: id, entryId: a })),
      failure(stranger.api.live.ticket({ room: `shortlist/${id}` })),
      failure(stranger.api.live.since({ room: `shortlist/${id}`, since: 0 })),
    ])
  expect(await asked(shortlistId)).toEqual(await asked(newId('shortlist')))
})

test('the history adds up to what the rows say', async () => {
  await using world = await newWorld()
  const { anna, boris, shortlistId, entryIds, applicationIds, read } = await newShortlist(world)
  const [a, b, c, d] = entryIds
  await anna.api.shortlists.move({ shortlistId, entryId: a, afterEntryId: c, reason: 'Later' })
  await boris.api.shortlists.remove({ shortlistId, entryId: b, reason: 'Accepted elsewhere' })
  await boris.api.shortlists.vote({ shortlistId, entryId: d, vote: 'yes' })
  await anna.api.shortlists.comment({ shortlistId, entryId: d, markdown: 'Good' })
  await anna.api.shortlists.add({ shortlistId, applicationIds: applicationIds.slice(1, 2) })
  const rows = await anna.ctx.db.select().from(shortlistEvents).orderBy(shortlistEvents.seq)
  expect(rows.map(({ seq }) => seq)).toEqual(rows.map((_, index) => index + 1))
  const state = foldChanges(rows.map(({ change }) => change))
  const lines = await read()
  expect(orderOf(state).map(({ id, rank, votes, comments }) => [id, rank, votes.size, comments.size])).toEqual(
    lines.map(({ entry: { id, rank, votes, commentCount } }) => [id, rank, votes.yes + votes.maybe + votes.no, commentCount]),
  )
})

test("the organisation's endpoints hear once of each change, and of a repeat nothing", async () => {
  await using world = await newWorld()
  const { anna, organisationId, shortlistId, entryIds } = await newShortlist(world)
  await anna.ctx.db.insert(hookEndpoints).values({
    id: newId('hookEndpoint'),
    organisationId,
    url: 'https://hooks.example/in',
    types: ['shortlist.changed'],
    description: '',
    secret: 'sealed',
    createdAt: world.state.now,
  })
  const move = { shortlistId, entryId: entryIds[2], afterEntryId: null, batchId: newId('batch') }
  await anna.api.shortlists.move(move)
  await anna.api.shortlists.move(move)
  await anna.api.shortlists.vote({ shortlistId, entryId: entryIds[0], vote: 'yes' })
  const told = await anna.ctx.db.select({ type: hookEvents.type, data: hookEvents.data }).from(hookEvents)
  expect(told.map(({ type }) => type)).toEqual(['shortlist.changed', 'shortlist.changed'])
  expect(told[0]?.data).toMatchObject({ shortlistId })
})
