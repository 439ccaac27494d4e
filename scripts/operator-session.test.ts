import { expect, test } from 'vitest'
import { findOperator } from '../server/identity/operator-session'
import { operatorSession } from './operator-session.mjs'

const secret = 'a secret of this test, 32 letters'

test('a session that was printed lets its holder in as operator, and no other secret does', async () => {
  const session = operatorSession({ secret })
  expect(await findOperator(secret, session)).toMatchObject({ key: expect.stringMatching(/^operator-/) })
  expect(await findOperator(`${secret}.`, session)).toBeNull()
})

test('after twelve hours it is over', async () => {
  const session = operatorSession({ secret, now: new Date(Date.now() - 12 * 3_600_000 - 60_000) })
  expect(await findOperator(secret, session)).toBeNull()
})
