import { expect, test } from 'vitest'
import { newWorld } from '../../test/world'
import { accountNotice } from './account-notice.server'

test('visitors too read that nothing can be changed, for as long as that is so, and a page is shown when nobody can look it up', async () => {
  await using world = await newWorld()
  const visitor = world.as('visitor')
  expect(await accountNotice({ ctx: visitor })).toBeNull()
  const opal = await world.person('Opal', { isOperator: true })
  await opal.api.support.setReadOnly({ isOn: true, reason: 'We move to a <larger> database.' })
  expect(await accountNotice({ ctx: visitor })).toContain('We move to a &#60;larger&#62; database. Searching and reading go on.')
  const down = { ...visitor, cache: { through: () => Promise.reject(new Error('The database is down.')), end: async () => {} } }
  expect(await accountNotice({ ctx: down })).toBeNull()
  await opal.api.support.setReadOnly({ isOn: false })
  expect(await accountNotice({ ctx: visitor })).toBeNull()
})
