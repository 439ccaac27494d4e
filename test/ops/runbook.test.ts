import { readFileSync } from 'node:fs'
import path from 'node:path'
import { eq, sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { applications, deletionRequests, jobs, leads, liveRooms, people, posts, tasks } from '../../db/schema'
import { newWorld } from '../world'

const runbook = readFileSync(path.join(process.cwd(), 'docs/runbook.md'), 'utf8')
const OFFER = `We are hiring! Harbour Light Software is looking for a Senior Backend Engineer in Hamburg, Germany (hybrid).
€75,000 - €90,000 per year, full-time. You will work with TypeScript, PostgreSQL and Kubernetes.
Apply at https://harbour-light.example/careers`

/** The one statement of the runbook, in code marks, that begins so. */
function statement(begin: string): string {
  const found = [...runbook.matchAll(/`([^`]+)`/g)].flatMap((match) => (match[1]?.startsWith(begin) ? [match[1]] : []))
  if (found.length !== 1 || !found[0]) throw new Error(`The runbook has ${found.length} statements that begin with: ${begin}`)
  return found[0]
}

test('the statement that replays dead tasks gives them a fresh start, and their posts are read', async () => {
  await using world = await newWorld()
  const { db } = world.as('system')
  await world.deliver([world.post({ externalId: 'p1', text: OFFER })])
  const ids = world.state.queue.splice(0)
  await db.update(tasks).set({ state: 'dead', attempts: 6 })
  await db.execute(sql.raw(statement("update tasks set state = 'open'")))
  world.state.now = new Date(Date.now() + 1_000)
  world.state.queue.push(...ids)
  await world.settle()
  expect(await db.$count(leads)).toBe(1)
})

test('the statement that reads posts again wakes their tasks, and reading them again changes nothing that is right', async () => {
  await using world = await newWorld()
  const { db } = world.as('system')
  await world.deliver([world.post({ externalId: 'p1', text: OFFER })])
  const ids = [...world.state.queue]
  await world.settle()
  await db.execute(sql.raw(statement('with again as')))
  const [task] = await db.select().from(tasks).where(eq(tasks.kind, 'leads.detect'))
  expect(task).toMatchObject({ state: 'open', attempts: 0 })
  world.state.now = new Date(Date.now() + 1_000)
  world.state.queue.push(...ids)
  await world.settle()
  const [post] = await db.select().from(posts)
  expect(post?.readVersion).toBe(1)
  expect(await db.$count(jobs)).toBe(1)
})

test('the statements of a restore raise every counter, and erase posts, leads and jobs that the other branch no longer holds', async () => {
  await using world = await newWorld()
  const { db, transact } = world.as('system')
  await world.deliver([
    world.post({ externalId: 'p1', text: OFFER }),
    world.post({ externalId: 'p2', text: OFFER.replace('Backend', 'Data').replace('Hamburg', 'Bremen') }),
  ])
  await world.settle()
  const [kept] = await db.select({ id: posts.id }).from(posts)
  const block = /```sql\n([\s\S]+?)```/.exec(runbook)?.[1] ?? ''
  await transact(async (tx) => {
    for (const line of block.split(';').map((each) => each.trim())) {
      if (line === '' || line === 'begin' || line === 'commit') continue
      // `\copy` is psql's own; here the file is one row.
      const [copied, ...rest] = line.startsWith('\\copy') ? line.split('\n') : [null, line]
      if (copied !== null) await tx.execute(sql`insert into kept values (${kept?.id})`)
      const after = rest.join('\n').trim()
      if (after !== '' && after !== 'begin') await tx.execute(sql.raw(after))
    }
  })
  expect((await db.select({ id: posts.id }).from(posts)).map((post) => post.id)).toEqual([kept?.id])
  expect(await db.$count(jobs)).toBe(1)
  expect(await db.$count(leads)).toBe(1)
  const before = await db.select().from(liveRooms).orderBy(liveRooms.room)
  await db.execute(sql.raw(statement('update live_rooms')))
  const after = await db.select().from(liveRooms).orderBy(liveRooms.room)
  expect(after.map((room) => room.seq)).toEqual(before.map((room) => room.seq + 1_000_000))
  expect(await db.$count(deletionRequests)).toBe(0)
})

test('the statement of a restore that names accounts erases those that the other branch no longer holds, and no other', async () => {
  await using world = await newWorld()
  const { db } = world.as('system')
  const [anna, boris] = [await world.person('Anna'), await world.person('Boris')]
  await anna.api.applications.save({ from: 'form', title: 'Baker' })
  await db.execute(sql`create table kept_people (id text primary key)`)
  await db.execute(sql`insert into kept_people values (${boris.personId})`)
  await db.execute(sql.raw(statement('update people set erase_after = now() where id not in')))
  world.state.now = new Date(Date.now() + 1_000)
  await world.cron()
  await world.settle()
  expect(await db.select({ id: people.id }).from(people)).toEqual([{ id: boris.personId }])
  expect(await db.$count(applications)).toBe(0)
})
