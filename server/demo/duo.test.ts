import { isNull } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { personRoom } from '../../contract/live'
import { applications, candidates, hiringApplications, organisations, outbox, people, postings } from '../../db/schema'
import { failure, newWorld } from '../../test/world'
import { createCaller } from '../entry/app-router'
import { DUO_APPLICANTS } from './duo-world'
import { startDemo } from './start-demo'
import { startDuo } from './start-duo'

test('both sides of one application: asked twice it is one, the teammate moves cards and rests, and nothing of it is left after expiry', async () => {
  await using world = await newWorld()
  const { personId } = await startDemo(world.as('visitor', 'somewhere'), { timeZone: 'UTC' })
  const person = await world.person('Robin', { personId })
  const actor = { ...person.ctx.actor, isDemo: true, name: 'Robin Reed' }
  const api = createCaller({ ...person.ctx, actor })
  const duo = await api.demo.startDuo()
  expect(await api.demo.startDuo()).toEqual(duo)
  expect((await api.applications.get({ applicationId: duo.applicationId })).employer).toMatchObject({ label: 'Received' })
  expect(await api.demo.stepDuo()).toEqual({ hasMoved: true })
  // The first move is the visitor's own card, so that both windows show it.
  expect((await api.applications.get({ applicationId: duo.applicationId })).employer).toMatchObject({ label: 'In review' })
  for (let step = 1; step < 4; step++) expect(await api.demo.stepDuo()).toEqual({ hasMoved: true })
  // As after sixty moves.
  await world.as('system').db.update(hiringApplications).set({ version: 10 })
  expect(await api.demo.stepDuo()).toEqual({ hasMoved: false })
  expect((await world.api('visitor').jobs.search({ q: 'Head of Patisserie' })).data).toEqual([])

  await world.settle()
  world.passMs(25 * 3_600_000)
  for (let run = 0; run < 6; run++) {
    await world.cron()
    await world.settle()
    world.passMs(120_000)
  }
  const { db } = world.as('system')
  for (const table of [people, organisations, postings, candidates, hiringApplications]) expect(await db.$count(table)).toBe(0)
})

test('stopped half-way there is nothing, asked twice at once it is one, and a second try makes it whole', async () => {
  await using world = await newWorld()
  const { personId, ctx: own } = await world.person('Robin')
  const ctx = { ...own, actor: { ...own.actor, isDemo: true } }
  const { db } = world.as('system')
  await db.update(people).set({ demoUntil: new Date(world.state.now.getTime() + 3_600_000) })
  const counts = async () => Promise.all([organisations, postings, applications, candidates, people].map((table) => db.$count(table)))
  const before = await counts()
  // The batch's id is taken last of all, after everything else was written.
  const stopped = {
    ...ctx,
    newId: (kind: Parameters<typeof ctx.newId>[0]) => {
      if (kind === 'batch') throw new Error('The process is gone.')
      return ctx.newId(kind)
    },
  }
  await expect(startDuo(stopped)).rejects.toThrow('The process is gone.')
  expect(await counts()).toEqual(before)
  const [one, two] = await Promise.all([startDuo(ctx), startDuo(ctx)])
  expect(two).toEqual(one)
  expect(await counts()).toEqual(before.map((count, index) => count + ([1, 1, 1, DUO_APPLICANTS.length + 1, 1][index] ?? 0)))
  await world.settle()
  // What was written within the transaction is told once it stands.
  expect(await db.$count(outbox, isNull(outbox.publishedAt))).toBe(0)
  expect(world.events(personRoom(personId)).length).toBeGreaterThan(0)
})

test('only a demo has both sides', async () => {
  await using world = await newWorld()
  const anna = await world.person('Anna')
  expect(await failure(anna.api.demo.startDuo())).toMatchObject({ code: 'invalid', reason: 'demo.none' })
  expect(await failure(anna.api.demo.stepDuo())).toMatchObject({ code: 'invalid', reason: 'demo.none' })
})
