import { expect, test } from 'vitest'
import { idempotencyKeys } from '../../db/schema'
import { failure, newWorld } from '../../test/world'
import { tooMany } from '../core/errors'
import { answerOnce, forgetOldAnswers } from './answer-once'

const WRITE = { key: 'a-key', operation: 'addNote', request: '{"text":"Hello"}' }
/** A write that counts how often it was carried out. */
function counting() {
  const done = { times: 0 }
  return { done, carryOut: async () => ({ status: 200, body: JSON.stringify({ note: ++done.times }) }) }
}

test('the same write again gets the same answer, and is not carried out again', async () => {
  await using world = await newWorld()
  const { done, carryOut } = counting()
  expect(await answerOnce(world.as('visitor'), WRITE, carryOut)).toEqual({ status: 200, body: '{"note":1}', isReplay: false })
  expect(await answerOnce(world.as('visitor'), WRITE, carryOut)).toEqual({ status: 200, body: '{"note":1}', isReplay: true })
  expect(done.times).toBe(1)
})

test('a key belongs to its caller and its operation', async () => {
  await using world = await newWorld()
  const { done, carryOut } = counting()
  await answerOnce(world.as('visitor', 'anna'), WRITE, carryOut)
  await answerOnce(world.as('visitor', 'boris'), WRITE, carryOut)
  await answerOnce(world.as('visitor', 'anna'), { ...WRITE, operation: 'addStage' }, carryOut)
  expect(done.times).toBe(3)
})

test('a key with another request is a conflict, and one that is no key is refused', async () => {
  await using world = await newWorld()
  const { carryOut } = counting()
  const ctx = world.as('visitor')
  await answerOnce(ctx, WRITE, carryOut)
  const other = answerOnce(ctx, { ...WRITE, request: '{"text":"Bye"}' }, carryOut)
  expect(await failure(other)).toMatchObject({ code: 'conflict', reason: 'idempotency.other-request' })
  for (const key of ['', ' ', 'x'.repeat(256), 'é'])
    expect(await failure(answerOnce(ctx, { ...WRITE, key }, carryOut))).toMatchObject({ code: 'invalid', reason: 'idempotency.bad-key' })
})

test('of two that come at once one is carried out, and the other is told when to ask again', async () => {
  await using world = await newWorld()
  const { done, carryOut } = counting()
  let letGo = () => {}
  const gate = new Promise<void>((resolve) => {
    letGo = resolve
  })
  const began = new Promise<void>((resolve) => {
    void answerOnce(world.as('visitor'), WRITE, async () => {
      resolve()
      await gate
      return carryOut()
    }).then((answer) => finished(answer.body))
  })
  let finished: (body: string) => void = () => {}
  const first = new Promise<string>((resolve) => {
    finished = resolve
  })
  await began
  const second = await answerOnce(world.as('visitor'), WRITE, carryOut).catch((error) => error)
  expect(second).toMatchObject({ code: 'conflict', reason: 'idempotency.in-progress', retryAfterS: 1, status: 409 })
  letGo()
  expect(await first).toBe('{"note":1}')
  expect((await answerOnce(world.as('visitor'), WRITE, carryOut)).body).toBe('{"note":1}')
  expect(done.times).toBe(1)
})

test('what was refused may be asked anew under the same key', async () => {
  await using world = await newWorld()
  const { done, carryOut } = counting()
  const refused = answerOnce(world.as('visitor'), WRITE, async () => {
    throw tooMany('paste.too-many', 60)
  })
  expect(await failure(refused)).toMatchObject({ code: 'too_many' })
  expect((await answerOnce(world.as('visitor'), WRITE, carryOut)).isReplay).toBe(false)
  expect(done.times).toBe(1)
})

test('a write whose worker died half-way is carried out by a repeat a minute later', async () => {
  await using world = await newWorld()
  const { carryOut } = counting()
  void answerOnce(world.as('visitor'), WRITE, () => new Promise(() => {}))
  await expect.poll(() => world.as('visitor').db.$count(idempotencyKeys)).toBe(1)
  expect(await failure(answerOnce(world.as('visitor'), WRITE, carryOut))).toMatchObject({ reason: 'idempotency.in-progress' })
  world.passMs(61_000)
  expect(await answerOnce(world.as('visitor'), WRITE, carryOut)).toMatchObject({ body: '{"note":1}', isReplay: false })
})

test('after a day a key is new again, and its row leaves; the row names nobody and shows no answer', async () => {
  await using world = await newWorld()
  const { done, carryOut } = counting()
  await answerOnce(world.as('visitor', 'anna'), WRITE, carryOut)
  const [row] = await world.as('system').db.select().from(idempotencyKeys)
  expect(JSON.stringify(row)).not.toMatch(/anna|note/)
  world.passMs(24 * 3_600_000 + 1)
  expect((await answerOnce(world.as('visitor', 'anna'), WRITE, carryOut)).isReplay).toBe(false)
  expect(done.times).toBe(2)
  expect(await forgetOldAnswers(world.as('system'))).toBe(0)
  world.passMs(24 * 3_600_000 + 1)
  expect(await forgetOldAnswers(world.as('system'))).toBe(1)
})
