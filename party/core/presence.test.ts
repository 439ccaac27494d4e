import { expect, test, vi } from 'vitest'
import { Presence, type PresentListener, RoomState } from './presence'

function newListener(id: string) {
  const closed: number[] = []
  let state: RoomState | null = null
  const listener: PresentListener = {
    id,
    send: () => {},
    close: (code) => void closed.push(code),
    remember: (next) => {
      state = next
    },
    recall: () => state,
  }
  return { listener, closed }
}
const addressOf = (ageS: number) =>
  `https://rooms.example/parties/text/pos_1?sub=per_1&name=Anna&role=edit&iat=${Math.floor(Date.now() / 1_000) - ageS}`

test('a socket is closed once its ticket is a quarter of an hour old, before anything more is passed on; the others stay', () => {
  vi.useFakeTimers({ now: new Date('2026-11-22T10:00:00.000Z') })
  const [anna, boris] = [newListener('anna'), newListener('boris')]
  const presence = new Presence(() => [anna.listener, boris.listener])
  presence.join(anna.listener, addressOf(4 * 60))
  presence.join(boris.listener, addressOf(0))
  expect(presence.endOld()).toEqual([])
  vi.setSystemTime(new Date('2026-11-22T10:11:01.000Z'))
  expect(presence.endOld()).toEqual(['anna'])
  expect([anna.closed, boris.closed]).toEqual([[4001], []])
  vi.useRealTimers()
})

test('what a host kept beside a socket before tickets had a time is over at once', () => {
  const { listener, closed } = newListener('anna')
  const present = { id: 'anna', key: 'per_1', name: 'Anna', at: null, leads: false }
  listener.remember(RoomState.parse({ present, isEditor: true }))
  expect(new Presence(() => [listener]).endOld()).toEqual(['anna'])
  expect(closed).toEqual([4001])
})
