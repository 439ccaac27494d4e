import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import type { TaskPayload } from '../../contract/tasks'
import { tasks } from '../../db/schema'
import { failure, newWorld, type World } from '../../test/world'
import { AppError } from '../core/errors'
import { newId } from '../core/ids'
import { forgetDoneTasks, resendTasks, runTasks, type TaskHandlers } from './run-tasks'

async function addTask(world: World, postId: string): Promise<string> {
  const id = newId('task')
  const payload: TaskPayload = { kind: 'leads.detect', postId }
  await world
    .as('system')
    .db.insert(tasks)
    .values({ id, kind: 'leads.detect', key: postId, payload, createdAt: world.state.now, runAfter: world.state.now })
  return id
}
const handlers = (detect: (postIds: string[]) => void): TaskHandlers => ({
  'leads.detect': async (_ctx, payloads) =>
    detect(payloads.flatMap((payload) => (payload.kind === 'leads.detect' ? [payload.postId] : []))),
  'jobs.check-links': async () => {},
  'applications.tell-closed': async () => {},
  'appeals.tell-taken-down': async () => {},
  'privacy.rotate-keys': async () => {},
  'matching.read-profile': async () => {},
  'resumes.read-file': async () => {},
  'privacy.erase-author': async () => {},
  'privacy.erase-person': async () => {},
  'privacy.export': async () => {},
  'hiring.withdraw': async () => {},
  'hiring.tell-closed': async () => {},
  'hiring.tell-paused': async () => {},
  'hiring.read-resume': async () => {},
  'hiring.close-rooms': async () => {},
  'hiring.tell-candidate': async () => {},
  'conversations.send': async () => {},
  'conversations.prepare-closing': async () => {},
  'notifications.send': async () => {},
  'notifications.digest': async () => {},
  'scheduling.read-feed': async () => {},
  'scheduling.call-off': async () => {},
  'searches.tell-new-jobs': async () => {},
  'billing.sync': async () => {},
  'billing.book-checkout': async () => {},
  'billing.book-refund': async () => {},
  'billing.end-orphan': async () => {},
  'hooks.fan-out': async () => {},
  'hooks.deliver': async () => {},
})
const stateOf = async (world: World, id: string) =>
  (
    await world
      .as('operator')
      .db.select({ state: tasks.state, attempts: tasks.attempts, lastError: tasks.lastError })
      .from(tasks)
      .where(eq(tasks.id, id))
  )[0]

test('one bad task stops nobody else: the others of its batch are done', async () => {
  await using world = await newWorld()
  const ids = [await addTask(world, newId('post')), await addTask(world, newId('post')), await addTask(world, newId('post'))]
  const [badTask = ''] = ids
  const [bad] = await world.as('system').db.select({ key: tasks.key }).from(tasks).where(eq(tasks.id, badTask))
  await runTasks(
    world.as('system'),
    handlers((postIds) => {
      if (postIds.includes(bad?.key ?? '')) throw new Error('This one is broken.')
    }),
    ids,
  )
  expect((await Promise.all(ids.map((id) => stateOf(world, id)))).map((task) => task?.state)).toEqual(['open', 'done', 'done'])
})

test('a task that keeps failing is tried six times with growing waits and ends as a dead letter, which an operator can replay', async () => {
  await using world = await newWorld()
  const id = await addTask(world, newId('post'))
  const failing = handlers(() => {
    throw new Error('The database text of somebody must not be kept.')
  })
  const ctx = world.as('system')
  await runTasks(ctx, failing, [id])
  await runTasks(ctx, failing, [id])
  expect((await stateOf(world, id))?.attempts).toBe(1)
  for (let attempt = 2; attempt <= 6; attempt++) {
    world.passMs(200_000)
    expect(await resendTasks(ctx)).toBe(1)
    await runTasks(ctx, failing, world.state.queue.splice(0))
  }
  expect(await stateOf(world, id)).toEqual({ state: 'dead', attempts: 6, lastError: 'Error' })
  expect(await resendTasks(ctx)).toBe(0)
  const api = world.api('operator')
  expect((await api.tasks.list({})).data.map((task) => task.id)).toEqual([id])
  await api.tasks.replay({ taskId: id })
  const done: string[] = []
  await runTasks(
    ctx,
    handlers((postIds) => done.push(...postIds)),
    world.state.queue.splice(0),
  )
  expect(done).toHaveLength(1)
  expect((await stateOf(world, id))?.state).toBe('done')
  expect(await failure(api.tasks.replay({ taskId: id }))).toMatchObject({ code: 'conflict', reason: 'task.not-dead' })
})

test('what trying again cannot mend dies at once', async () => {
  await using world = await newWorld()
  const id = await addTask(world, newId('post'))
  await runTasks(
    world.as('system'),
    handlers(() => {
      throw new AppError('invalid', 'leads.unreadable')
    }),
    [id],
  )
  expect(await stateOf(world, id)).toMatchObject({ state: 'dead', attempts: 1, lastError: 'leads.unreadable' })
})

test('two workers that get the same message carry it out once; a worker that died is followed by another', async () => {
  await using world = await newWorld()
  const id = await addTask(world, newId('post'))
  const done: string[] = []
  const counting = handlers((postIds) => done.push(...postIds))
  await Promise.all([runTasks(world.as('system'), counting, [id]), runTasks(world.as('system'), counting, [id])])
  expect(done).toHaveLength(1)
  const orphan = await addTask(world, newId('post'))
  await world
    .as('system')
    .db.update(tasks)
    .set({ attempts: 1, leasedUntil: new Date(world.state.now.getTime() + 30_000) })
    .where(eq(tasks.id, orphan))
  expect(await resendTasks(world.as('system'))).toBe(0)
  world.passMs(61_000)
  expect(await resendTasks(world.as('system'))).toBe(1)
})

test('a task that was done a week ago is forgotten; one that is younger, open or dead stays', async () => {
  await using world = await newWorld()
  const ctx = world.as('system')
  const [old, dead] = [await addTask(world, newId('post')), await addTask(world, newId('post'))]
  await runTasks(
    ctx,
    handlers(() => {}),
    [old],
  )
  await ctx.db.update(tasks).set({ state: 'dead' }).where(eq(tasks.id, dead))
  world.passMs(7 * 86_400_000 + 1)
  const [young, open] = [await addTask(world, newId('post')), await addTask(world, newId('post'))]
  await runTasks(
    ctx,
    handlers(() => {}),
    [young],
  )
  expect(await forgetDoneTasks(ctx)).toBe(1)
  expect(await forgetDoneTasks(ctx)).toBe(0)
  const left = await ctx.db.select({ id: tasks.id }).from(tasks)
  expect(left.map((task) => task.id).sort()).toEqual([dead, young, open].sort())
})
