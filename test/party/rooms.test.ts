import { randomUUID } from 'node:crypto'
import { describe, expect, inject, test } from 'vitest'
import type { Present } from '../../contract/live'
import { HOST_NAMES } from './hosts'
import { eventOf, eventsOf, listen, newRoom, publish, signTicket } from './room-client'

describe.each(HOST_NAMES)('rooms on %s', (name) => {
  const host = inject('roomHosts')[name]

  test('what is published reaches everyone who listens, unchanged', async () => {
    const room = newRoom()
    await using anna = await listen(host, room)
    await using boris = await listen(host, room)
    await Promise.all([anna.nextFrame(), boris.nextFrame()])
    const events = eventsOf(room, 1, 3)
    expect(await publish(host, room, events)).toEqual({ status: 200, accepted: 3, last: 3 })
    expect(await anna.nextFrame()).toEqual({ t: 'events', events })
    expect(await boris.nextFrame()).toEqual({ t: 'events', events })
  })

  test('an event of a type the room was not built for is passed on', async () => {
    const room = newRoom()
    await using anna = await listen(host, room)
    await anna.nextFrame()
    const event = { ...eventOf(room, 1), type: 'job.praised', data: { stars: 5 } }
    await publish(host, room, [], { body: JSON.stringify({ events: [event] }) })
    expect(await anna.nextFrame()).toEqual({ t: 'events', events: [event] })
  })

  test('listeners that leave or vanish keep nothing from the others', async () => {
    const room = newRoom()
    const [left, vanished] = await Promise.all([listen(host, room), listen(host, room)])
    await using anna = await listen(host, room)
    await Promise.all([left.nextFrame(), vanished.nextFrame(), anna.nextFrame()])
    await left[Symbol.asyncDispose]()
    vanished.cut()
    await vanished.closed
    for (const seq of [1, 2, 3]) await publish(host, room, eventsOf(room, seq, seq))
    expect([await anna.nextSeqs(), await anna.nextSeqs(), await anna.nextSeqs()]).toEqual([[1], [2], [3]])
  })

  test('in a room of hiring everybody sees who is there, what each looks at, and who has left; in a feed nobody does', async () => {
    const room = { party: 'hiring', room: `pos_${randomUUID()}` }
    const anna = await listen(host, room, { ticket: await signTicket(room, { sub: 'per_anna', name: 'Anna' }) })
    const boris = await listen(host, room, {
      ticket: await signTicket(room, { sub: 'per_boris', name: 'Boris' }),
      query: { name: 'Eve', sub: 'per_eve' },
    })
    const names = (people: Present[]) => people.map(({ key, name, at, leads }) => ({ key, name, at, leads }))
    const both = [
      { key: 'per_anna', name: 'Anna', at: null, leads: false },
      { key: 'per_boris', name: 'Boris', at: null, leads: false },
    ]
    const seenBy = async (listener: typeof anna, isIt: (people: ReturnType<typeof names>) => boolean) => {
      for (;;) {
        const frame = await listener.nextFrame()
        if (frame.t === 'presence' && isIt(names(frame.people))) return names(frame.people)
      }
    }
    expect((await seenBy(anna, (people) => people.length === 2)).sort((a, b) => a.key.localeCompare(b.key))).toEqual(both)
    boris.send(JSON.stringify({ t: 'look', at: 'app_1', leads: true }))
    boris.send(JSON.stringify({ t: 'look', at: 7 }))
    const looking = await seenBy(anna, (people) => people.some(({ at }) => at !== null))
    expect(looking.find(({ key }) => key === 'per_boris')).toEqual({ key: 'per_boris', name: 'Boris', at: 'app_1', leads: true })
    boris.cut()
    expect(await seenBy(anna, (people) => people.length === 1)).toEqual([both[0]])
    await anna[Symbol.asyncDispose]()

    const feed = newRoom()
    await using reader = await listen(host, feed)
    await reader.nextFrame()
    reader.send(JSON.stringify({ t: 'look', at: 'app_1' }))
    await publish(host, feed, eventsOf(feed, 1, 1))
    expect(await reader.nextSeqs()).toEqual([1])
  })

  test('in a room of text who may edit is heard by all the others, who may look is not, and an answer goes to who asked', async () => {
    const room = { party: 'text', room: `pos_${randomUUID()}` }
    const come = async (name: string, role: 'view' | 'edit') =>
      listen(host, room, { ticket: await signTicket(room, { sub: `per_${name}`, name, role }), query: { role: 'edit' } })
    const nextText = async (listener: Awaited<ReturnType<typeof come>>) => {
      for (;;) {
        const frame = await listener.nextFrame()
        if (frame.t === 'text-vector' || frame.t === 'text-update') return frame
      }
    }
    await using anna = await come('Anna', 'edit')
    await using boris = await come('Boris', 'edit')
    await using vera = await come('Vera', 'view')
    const say = (listener: typeof anna, frame: object) => listener.send(JSON.stringify(frame))
    say(vera, { t: 'text-update', update: 'not heard' })
    say(vera, { t: 'text-vector', vector: 'AA==' })
    const asked = await nextText(anna)
    expect(asked).toEqual({ t: 'text-vector', vector: 'AA==', from: expect.any(String) })
    expect(await nextText(boris)).toEqual(asked)
    say(anna, { t: 'text-update', update: 'for Vera', to: asked.t === 'text-vector' ? asked.from : '' })
    say(anna, { t: 'text-update', update: 'for all' })
    expect([await nextText(vera), await nextText(vera)]).toEqual([
      { t: 'text-update', update: 'for Vera' },
      { t: 'text-update', update: 'for all' },
    ])
    expect(await nextText(boris)).toEqual({ t: 'text-update', update: 'for all' })
    say(boris, { t: 'text-update', update: 'x'.repeat(400_001) })
    expect(await boris.closed).toBe(1009)
  })

  test('who comes back is given what it missed', async () => {
    const room = newRoom()
    await publish(host, room, eventsOf(room, 1, 30))
    await using back = await listen(host, room, { since: 12 })
    expect(await back.nextFrame()).toEqual({ t: 'hello', last: 30, replay: eventsOf(room, 13, 30) })
    await using upToDate = await listen(host, room, { since: 30 })
    expect(await upToDate.nextFrame()).toEqual({ t: 'hello', last: 30, replay: [] })
  })

  test('who missed more than 100 events, or knows more than the room, is sent to the API', async () => {
    const room = newRoom()
    await publish(host, room, eventsOf(room, 1, 150))
    await publish(host, room, eventsOf(room, 151, 250))
    await using justInTime = await listen(host, room, { since: 150 })
    expect(await justInTime.nextFrame()).toMatchObject({ t: 'hello', last: 250, replay: { length: 100 } })
    await using tooLate = await listen(host, room, { since: 149 })
    expect(await tooLate.nextFrame()).toEqual({ t: 'hello', last: 250, resync: true })
    await using ahead = await listen(host, room, { since: 251 })
    expect(await ahead.nextFrame()).toEqual({ t: 'hello', last: 250, resync: true })
  })

  test('a room that has seen nothing does not claim that nothing happened', async () => {
    await using anna = await listen(host, newRoom(), { since: 0 })
    expect(await anna.nextFrame()).toEqual({ t: 'hello', last: 0, resync: true })
  })

  test('publishing twice tells listeners once', async () => {
    const room = newRoom()
    await using anna = await listen(host, room)
    await anna.nextFrame()
    await publish(host, room, eventsOf(room, 1, 2))
    expect(await publish(host, room, eventsOf(room, 1, 3))).toEqual({ status: 200, accepted: 1, last: 3 })
    expect(await publish(host, room, eventsOf(room, 1, 3))).toEqual({ status: 200, accepted: 0, last: 3 })
    await publish(host, room, eventsOf(room, 4, 4))
    expect([await anna.nextSeqs(), await anna.nextSeqs(), await anna.nextSeqs()]).toEqual([[1, 2], [3], [4]])
  })

  test('events that overtake others are sent at once, and so are the others when they come', async () => {
    const room = newRoom()
    await using anna = await listen(host, room)
    await anna.nextFrame()
    await publish(host, room, eventsOf(room, 1, 2))
    expect(await publish(host, room, eventsOf(room, 5, 6))).toMatchObject({ accepted: 2, last: 6 })
    expect(await publish(host, room, eventsOf(room, 3, 4))).toMatchObject({ accepted: 2, last: 6 })
    expect([await anna.nextSeqs(), await anna.nextSeqs(), await anna.nextSeqs()]).toEqual([
      [1, 2],
      [5, 6],
      [3, 4],
    ])
  })

  test('a replay never goes over a hole, and does once the hole is filled', async () => {
    const room = newRoom()
    await publish(host, room, [...eventsOf(room, 1, 4), ...eventsOf(room, 7, 9)])
    await using beforeHole = await listen(host, room, { since: 4 })
    expect(await beforeHole.nextFrame()).toEqual({ t: 'hello', last: 9, resync: true })
    await using afterHole = await listen(host, room, { since: 6 })
    expect(await afterHole.nextFrame()).toEqual({ t: 'hello', last: 9, replay: eventsOf(room, 7, 9) })
    await publish(host, room, eventsOf(room, 5, 6))
    await using filled = await listen(host, room, { since: 4 })
    expect(await filled.nextFrame()).toEqual({ t: 'hello', last: 9, replay: eventsOf(room, 5, 9) })
  })

  test('an event too large to keep is sent, and leaves a hole that no replay goes over', async () => {
    const room = newRoom()
    await using anna = await listen(host, room)
    await anna.nextFrame()
    const large = { ...eventOf(room, 2), data: { text: 'x'.repeat(200_000) } }
    await publish(host, room, [], { body: JSON.stringify({ events: [eventOf(room, 1), large, eventOf(room, 3)] }) })
    expect(await anna.nextSeqs()).toEqual([1, 2, 3])
    await using back = await listen(host, room, { since: 1 })
    expect(await back.nextFrame()).toEqual({ t: 'hello', last: 3, resync: true })
  })

  test('a room told to forget keeps nothing of what was, and goes on', async () => {
    const room = newRoom()
    await using anna = await listen(host, room)
    await anna.nextFrame()
    await publish(host, room, eventsOf(room, 1, 150))
    expect(await publish(host, room, [], { body: '{"forget":true}' })).toEqual({ status: 200, accepted: 0, last: 0 })
    await using back = await listen(host, room, { since: 149 })
    expect(await back.nextFrame()).toEqual({ t: 'hello', last: 0, resync: true })
    await publish(host, room, eventsOf(room, 151, 151))
    await anna.nextFrame()
    expect(await anna.nextSeqs()).toEqual([151])
  })

  test('a ticket that is missing, forged, for something else, expired or too long-lived opens nothing', async () => {
    const room = newRoom()
    const refused = /^401 .*party\.bad-ticket/
    const tickets = {
      missing: '',
      'not a ticket': 'abc.def.ghi',
      'signed with another secret': await signTicket(room, { secret: 'x'.repeat(40) }),
      'of another algorithm': await signTicket(room, { alg: 'HS512' }),
      'of another issuer': await signTicket(room, { issuer: 'somebody' }),
      'for another audience': await signTicket(room, { audience: 'api' }),
      'for another room': await signTicket(newRoom()),
      'for another party': await signTicket({ ...room, party: 'operators' }),
      expired: await signTicket(room, { issuedAgoS: 60, ageS: 50 }),
      'older than five minutes': await signTicket(room, { issuedAgoS: 310, ageS: 3_600 }),
      'from the future': await signTicket(room, { issuedAgoS: -60 }),
    }
    for (const [what, ticket] of Object.entries(tickets)) await expect(listen(host, room, { ticket }), what).rejects.toThrow(refused)
  })

  test('a clock that is a few seconds off does not matter', async () => {
    const room = newRoom()
    await using anna = await listen(host, room, { ticket: await signTicket(room, { issuedAgoS: 3, ageS: 1 }) })
    expect(await anna.nextFrame()).toMatchObject({ t: 'hello' })
  })

  test('a page of another origin may not listen; a program without one may, with its ticket', async () => {
    const room = newRoom()
    for (const origin of ['https://evil.example', 'null', 'http://localhost:87870'])
      await expect(listen(host, room, { origin })).rejects.toThrow(/^403 .*party\.wrong-origin/)
    await using program = await listen(host, room, { origin: null })
    expect(await program.nextFrame()).toMatchObject({ t: 'hello' })
    await expect(listen(host, room, { origin: null, ticket: '' })).rejects.toThrow(/^401/)
  })

  test('only a signed, recent publish to exactly this room is accepted, and a refused one tells nobody', async () => {
    const room = newRoom()
    await using anna = await listen(host, room)
    await anna.nextFrame()
    const events = eventsOf(room, 1, 1)
    const badSignature = { status: 401, reason: 'party.bad-signature' }
    const minuteAgo = String(Date.now() - 61_000)
    expect(await publish(host, room, events, { secret: 'x'.repeat(40) })).toEqual(badSignature)
    expect(await publish(host, room, events, { ts: minuteAgo })).toEqual(badSignature)
    expect(await publish(host, room, events, { ts: String(Date.now() + 61_000) })).toEqual(badSignature)
    expect(await publish(host, room, events, { ts: 'now' })).toEqual(badSignature)
    expect(await publish(host, room, events, { path: '/parties/feed/jobs' })).toEqual(badSignature)
    const unsigned = await fetch(`http://${host}/parties/${room.party}/${room.room}`, { method: 'POST', body: JSON.stringify({ events }) })
    expect(unsigned.status).toBe(401)
    expect(await publish(host, room, eventsOf(newRoom(), 1, 1))).toEqual({ status: 400, reason: 'party.other-room' })
    await publish(host, room, eventsOf(room, 2, 2))
    expect(await anna.nextSeqs()).toEqual([2])
  })

  test('what is malformed, over 500 events or over 256 kB is refused whole', async () => {
    const room = newRoom()
    const malformed = { status: 400, reason: 'party.malformed' }
    expect(await publish(host, room, [], { body: '{"events":' })).toEqual(malformed)
    expect(await publish(host, room, [])).toEqual(malformed)
    expect(await publish(host, room, [{ ...eventOf(room, 1), seq: 0 }])).toEqual(malformed)
    expect(await publish(host, room, eventsOf(room, 1, 501))).toEqual(malformed)
    const large = JSON.stringify({ events: [{ ...eventOf(room, 1), data: { text: 'x'.repeat(256 * 1024) } }] })
    expect(await publish(host, room, [], { body: large })).toEqual({ status: 413, reason: 'party.too-large' })
    expect(await publish(host, room, eventsOf(room, 1, 500))).toMatchObject({ status: 200, accepted: 500 })
  })

  test('a client that chooses its own socket id, or forges a header, does not push another one out', async () => {
    const room = newRoom()
    const forged = { query: { _pk: 'same' }, headers: { 'x-partykit-room': 'jobs', 'x-partykit-props': '{}' } }
    await using anna = await listen(host, room, forged)
    await anna.nextFrame()
    await using boris = await listen(host, room, forged)
    await boris.nextFrame()
    await publish(host, room, eventsOf(room, 1, 1))
    expect([await anna.nextSeqs(), await boris.nextSeqs()]).toEqual([[1], [1]])
  })

  test('nobody writes through a socket: a ping is answered, other words are ignored, long ones close it', async () => {
    const room = newRoom()
    await using anna = await listen(host, room)
    await using boris = await listen(host, room)
    await Promise.all([anna.nextFrame(), boris.nextFrame()])
    anna.send(JSON.stringify({ t: 'events', events: eventsOf(room, 1, 1) }))
    anna.send('ping')
    expect(await anna.nextText()).toBe('pong')
    anna.send('x'.repeat(1_001))
    expect(await anna.closed).toBe(1009)
    boris.send(Buffer.from('ping'))
    expect(await boris.closed).toBe(1009)
    await publish(host, room, eventsOf(room, 1, 1))
    await using carla = await listen(host, room, { since: 0 })
    expect(await carla.nextFrame()).toMatchObject({ last: 1, replay: { length: 1 } })
  })

  test('rooms that do not exist answer 404, and reading a room over HTTP 405', async () => {
    const statusOf = async (path: string) => (await fetch(`http://${host}${path}`)).status
    expect(await statusOf('/parties/feed/jobs')).toBe(405)
    expect(await statusOf('/parties/nothing/jobs')).toBe(404)
    const room = newRoom()
    const below = { ...room, room: `${room.room}/below` }
    await expect(listen(host, below, { ticket: await signTicket(room) })).rejects.toThrow(/^404/)
  })
})
