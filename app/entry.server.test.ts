import { expect, test } from 'vitest'
import { handleError } from './entry.server'

/** What is logged of an error that a page's loader ended with. */
function reported(error: unknown): unknown[] {
  const seen: unknown[] = []
  // Of the load context, only what the function under test uses.
  const context = { report: (each: unknown) => seen.push(each) } as unknown as Parameters<typeof handleError>[1]['context']
  handleError(error, { request: new Request('https://numerojobs.example/nothing'), params: {}, context })
  return seen
}

test('an address that does not exist and a method that is not taken are no news; a fault of ours is', () => {
  const refusal = (status: number) => ({ status, statusText: '', internal: true, data: 'Error: no route', error: new Error('no route') })
  expect(reported(refusal(404))).toEqual([])
  expect(reported(refusal(405))).toEqual([])
  const bug = new TypeError('x is undefined')
  expect(reported(bug)).toEqual([bug])
})
