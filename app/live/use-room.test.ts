import { createElement } from 'react'
import { renderToString } from 'react-dom/server'
import { expect, test } from 'vitest'
import { useRoom } from './use-room'

test('on the server a room is connecting, and nothing is opened', () => {
  const Feed = () => useRoom({ party: 'feed', room: 'jobs', startAt: 4, onEvent: () => {}, onReload: () => {} })
  expect(renderToString(createElement(Feed))).toBe('connecting')
})
