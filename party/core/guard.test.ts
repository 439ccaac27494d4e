import { SignJWT } from 'jose'
import { expect, test } from 'vitest'
import { TICKET_AUDIENCE, TICKET_ISSUER } from '../../contract/live'
import { guardConnect, guardPublish } from './guard'

const env = {
  APP_ORIGINS: 'https://numerojobs.example',
  PARTY_TICKET_SECRET: 'a ticket secret that only tests use',
  PARTY_PUBLISH_SECRET: 'a publish secret that only tests use',
}

const newTicket = () =>
  new SignJWT({ sub: 'anna', name: 'Anna', party: 'feed', room: 'jobs', role: 'view' })
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer(TICKET_ISSUER)
    .setAudience(TICKET_AUDIENCE)
    .setIssuedAt()
    .setExpirationTime('5m')
    .sign(new TextEncoder().encode(env.PARTY_TICKET_SECRET))

test('the room receives the position, the ticket’s age, owner and role, and a socket id of our own, and neither ticket, cookie nor invented header', async () => {
  const address = `https://numerojobs.example/parties/feed/jobs?ticket=${await newTicket()}&since=7&_pk=chosen&sub=eve&name=Eve&role=edit&extra=1`
  const headers = { upgrade: 'websocket', origin: 'https://numerojobs.example', cookie: 'session=1', 'x-partykit-room': 'other' }
  const passed = await guardConnect(new Request(address, { headers }), env)
  const url = new URL(passed.url)
  expect([...url.searchParams.keys()].sort()).toEqual(['_pk', 'iat', 'name', 'role', 'since', 'sub'])
  expect([url.searchParams.get('sub'), url.searchParams.get('name'), url.searchParams.get('role')]).toEqual(['anna', 'Anna', 'view'])
  expect(Math.abs(Number(url.searchParams.get('iat')) - Date.now() / 1_000)).toBeLessThan(60)
  expect(url.searchParams.get('since')).toBe('7')
  expect(url.searchParams.get('_pk')).toMatch(/^[0-9a-f-]{36}$/)
  expect([...passed.headers.keys()]).toEqual(['upgrade'])
})

test('a host without its secrets lets nobody in, and does not say what is missing', async () => {
  const request = () => new Request(`https://numerojobs.example/parties/feed/jobs?ticket=x`, { method: 'POST', body: '{}' })
  for (const missing of Object.keys(env)) {
    const incomplete = { ...env, [missing]: undefined }
    for (const guard of [guardConnect, guardPublish]) {
      const answer = await guard(request(), incomplete)
      expect(answer instanceof Response && [answer.status, await answer.json()]).toEqual([500, { reason: 'party.not-configured' }])
    }
  }
})
