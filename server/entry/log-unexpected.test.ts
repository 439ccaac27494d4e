import { expect, test } from 'vitest'
import { newWorld } from '../../test/world'
import { describeError } from '../core/describe-error'
import { createCaller } from './app-router'

test('a failure that is our fault is logged with its procedure and cause, and without what its message quotes', async () => {
  await using world = await newWorld()
  const lines: unknown[] = []
  const ctx = world.as('visitor')
  const secret = 'Ada Lovelace, ada@example.org'
  const broken = Object.assign(new Error(`Failed query: select … params: ${secret}\nand more: ${secret}`), {
    cause: Object.assign(new Error(secret), { code: '42P01' }),
  })
  const failing = {
    ...ctx,
    cache: { ...ctx.cache, through: () => Promise.reject(broken) },
    log: { ...ctx.log, error: (message: string, fields?: object) => lines.push({ message, ...fields }) },
  }
  await expect(createCaller(failing).jobs.facets({})).rejects.toThrow()
  expect(lines).toEqual([
    { message: 'procedure.unexpected', procedure: 'jobs.facets', error: expect.stringMatching(/^Error caused by Error 42P01 /) },
  ])
  expect(JSON.stringify(lines)).not.toMatch(/Ada|example\.org/)
})

test('an ordinary refusal is no news', async () => {
  await using world = await newWorld()
  const lines: unknown[] = []
  const ctx = world.as('visitor')
  const listening = { ...ctx, log: { ...ctx.log, error: (message: string) => lines.push(message) } }
  await expect(createCaller(listening).tasks.list({})).rejects.toThrow()
  expect(lines).toEqual([])
})

test('what is no error is not guessed at', () => expect(describeError('Ada Lovelace')).toBe('unknown'))
