import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { auditLines, outbox, shortlistScorecards } from '../../db/schema'
import { addHiring } from '../../test/add-hiring'
import { failure, newWorld, type World } from '../../test/world'
import { hashCommitment } from './core/commitment'

const COMPETENCIES = ['Craft', 'Team']

async function newRound(world: World, { isSealed }: { isSealed: boolean }) {
  const { staff, postingId, applicationIds } = await addHiring(world, { Anna: 'owner', Boris: 'recruiter', Ivo: 'interviewer' }, 1)
  const { Anna: anna, Boris: boris, Ivo: ivo } = staff
  if (!anna || !boris || !ivo) throw new Error('Somebody is missing.')
  const { id: shortlistId } = await anna.api.shortlists.create({ postingId, name: 'Final round', applicationIds })
  const panel = isSealed ? [anna.personId, boris.personId, ivo.personId] : []
  await anna.api.shortlists.setScoring({ shortlistId, competencies: COMPETENCIES, panel })
  const [line] = (await anna.api.shortlists.get({ shortlistId })).lines
  const of = { shortlistId, entryId: line?.entry.id ?? '' }
  return { anna, boris, ivo, of }
}

async function cardOf(entryId: string, craft: number, note: string) {
  const words = { scores: { Craft: craft, Team: 2 }, note, salt: note.length.toString(16).padStart(32, 'a') }
  return { ...words, hash: await hashCommitment({ entryId, ...words }) }
}

test('others’ scorecards are hidden until one’s own is in, and what is in stays as it is', async () => {
  await using world = await newWorld()
  const { anna, boris, of } = await newRound(world, { isSealed: false })
  const annas = await cardOf(of.entryId, 4, 'Anna saw much')
  await anna.api.shortlists.score({ ...of, ...annas })
  const before = await boris.api.shortlists.scorecards(of)
  expect(before).toMatchObject({ isRevealed: false, cards: [], committed: [{ by: { name: 'Anna' }, hash: annas.hash }] })
  await boris.api.shortlists.score({ ...of, ...(await cardOf(of.entryId, 1, 'Boris saw little')) })
  const after = await boris.api.shortlists.scorecards(of)
  expect(after.cards).toMatchObject([{ by: { name: 'Anna' }, scores: { Craft: 4 }, isIntact: true }, { by: { name: 'Boris' } }])
  const changed = boris.api.shortlists.score({ ...of, ...(await cardOf(of.entryId, 4, 'As Anna says')) })
  expect(await failure(changed)).toMatchObject({ code: 'conflict', reason: 'scorecard.is-in' })
})

test('no score stands in any answer, frame, event, log line or row before the last of the panel has committed; then all are revealed together', async () => {
  await using world = await newWorld()
  const { anna, boris, ivo, of } = await newRound(world, { isSealed: true })
  const notes = ['Anna thinks highly of it', 'Boris doubts', 'Ivo is in between']
  const cards = await Promise.all(notes.map((note, index) => cardOf(of.entryId, index + 1, note)))
  const said: unknown[] = [await anna.api.shortlists.score({ ...of, ...(cards[0] ?? cards[1] ?? (await cardOf('', 1, ''))) })]
  const [, second, third] = cards
  if (!second || !third) throw new Error('A card is missing.')
  await boris.api.shortlists.score({ ...of, ...second })
  for (const who of [boris, ivo]) said.push(await who.api.shortlists.get({ shortlistId: of.shortlistId }))
  const ivosView = await ivo.api.shortlists.scorecards(of)
  expect(ivosView).toMatchObject({ isRevealed: false, cards: [] })
  expect(ivosView.committed.map(({ by, hash }) => [by.name, hash !== null])).toEqual([
    ['Anna', true],
    ['Boris', true],
    ['Ivo', false],
  ])
  expect((await boris.api.shortlists.scorecards(of)).cards.map(({ by }) => by.name)).toEqual(['Boris'])
  expect(await failure(boris.api.shortlists.revealScores(of))).toMatchObject({ code: 'forbidden', reason: 'scorecard.owner-reveals' })
  await world.settle()
  const { db } = anna.ctx
  const rows = [await db.select().from(outbox), await db.select().from(auditLines), await db.select().from(shortlistScorecards)]
  const seen = JSON.stringify([said.slice(1), ivosView, world.state.published, rows])
  for (const { note, salt } of [...cards]) {
    expect(seen).not.toContain(note)
    expect(seen).not.toContain(salt)
  }
  expect(seen).not.toContain('"Craft":')
  await ivo.api.shortlists.score({ ...of, ...third })
  const revealed = await anna.api.shortlists.scorecards(of)
  expect(revealed.cards.map(({ note, isIntact }) => [note, isIntact])).toEqual(notes.map((note) => [note, true]))
  // Everybody can check what was committed before they saw it.
  for (const card of revealed.cards) expect(await hashCommitment({ entryId: of.entryId, ...card })).toBe(card.hash)
  expect(await db.select().from(auditLines).where(eq(auditLines.act, 'scores.revealed'))).toHaveLength(1)
})

test('a score that was changed after it was committed fails its hash, and one that does not fit its hash is refused', async () => {
  await using world = await newWorld()
  const { anna, boris, of } = await newRound(world, { isSealed: true })
  const good = await cardOf(of.entryId, 1, 'As it was')
  const lie = { ...good, scores: { Craft: 4, Team: 4 } }
  expect(await failure(anna.api.shortlists.score({ ...of, ...lie }))).toMatchObject({ code: 'invalid', reason: 'scorecard.wrong-hash' })
  await anna.api.shortlists.score({ ...of, ...good })
  const [row] = await anna.ctx.db.select().from(shortlistScorecards)
  const { hash: _, ...words } = lie
  const sealed = await anna.ctx.seal(JSON.stringify(words), `shortlist_scorecards.sealed:${row?.id}`)
  await anna.ctx.db.update(shortlistScorecards).set({ sealed })
  await anna.api.shortlists.revealScores(of)
  expect((await boris.api.shortlists.scorecards(of)).cards).toMatchObject([{ by: { name: 'Anna' }, isIntact: false }])
})

test('who is not on the panel does not score, nobody changes what is scored once it has begun, and a missing competency is refused', async () => {
  await using world = await newWorld()
  const { anna, boris, ivo, of } = await newRound(world, { isSealed: false })
  await anna.api.shortlists.setScoring({ shortlistId: of.shortlistId, competencies: COMPETENCIES, panel: [anna.personId] })
  const card = await cardOf(of.entryId, 3, 'Fine')
  expect(await failure(ivo.api.shortlists.score({ ...of, ...card }))).toMatchObject({ reason: 'scorecard.not-on-panel' })
  const short = { scores: { Craft: 3 }, note: '', salt: 'a'.repeat(32) }
  const partial = { ...short, hash: await hashCommitment({ entryId: of.entryId, ...short }) }
  expect(await failure(anna.api.shortlists.score({ ...of, ...partial }))).toMatchObject({ reason: 'scorecard.other-competencies' })
  await anna.api.shortlists.score({ ...of, ...card })
  expect(await anna.api.shortlists.score({ ...of, ...card })).toMatchObject({ isRevealed: true })
  const late = boris.api.shortlists.setScoring({ shortlistId: of.shortlistId, competencies: ['Looks'], panel: [] })
  expect(await failure(late)).toMatchObject({ code: 'conflict', reason: 'scoring.has-begun' })
})

test('who reveals early has committed first, and nobody commits after the others were read', async () => {
  await using world = await newWorld()
  const { anna, boris, ivo, of } = await newRound(world, { isSealed: true })
  await boris.api.shortlists.score({ ...of, ...(await cardOf(of.entryId, 2, 'Boris doubts')) })
  expect(await failure(anna.api.shortlists.revealScores(of))).toMatchObject({ code: 'conflict', reason: 'scorecard.own-first' })
  const annas = { ...of, ...(await cardOf(of.entryId, 4, 'Anna thinks highly of it')) }
  await anna.api.shortlists.score(annas)
  expect((await anna.api.shortlists.revealScores(of)).cards.map(({ note }) => note)).toEqual(['Boris doubts', 'Anna thinks highly of it'])
  const late = ivo.api.shortlists.score({ ...of, ...(await cardOf(of.entryId, 2, 'As Boris says')) })
  expect(await failure(late)).toMatchObject({ code: 'conflict', reason: 'scorecard.revealed' })
  // What was in before may arrive again.
  expect((await anna.api.shortlists.score(annas)).cards).toHaveLength(2)
})
