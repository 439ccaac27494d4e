import { base32 } from '@better-auth/utils/base32'
import { createOTP } from '@better-auth/utils/otp'
import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { personRoom } from '../../contract/live'
import { accounts, people, refreshTokens, sessions } from '../../db/schema'
import { failure, newWorld, type World } from '../../test/world'
import { askAuth } from './ask-auth'
import { renewSession, startSession } from './renew-session'

const settings = { secret: 'a secret of this world, long enough', origin: 'https://numerojobs.example' }
const PASSWORD = 'four words make one'

const ask = (world: World, path: string, body: unknown, ctx = world.as('visitor')) => askAuth(ctx, settings, { method: 'POST', path, body })

/** The code of the newest mail to an address. */
async function codeTo(world: World, email: string): Promise<string> {
  await world.settle()
  const mail = world.state.mailbox.taken.filter(({ to }) => to === email).at(-1)
  return mail?.text.match(/\b\d{6}\b/)?.[0] ?? ''
}

async function signInByCode(world: World, email: string, name = 'Anna Reed') {
  await ask(world, '/email-otp/send-verification-otp', { email, type: 'sign-in' })
  const answer = await ask(world, '/sign-in/email-otp', { email, otp: await codeTo(world, email.toLowerCase()), name })
  return startSession(world.as('visitor'), answer.startedSession ?? '', { country: 'DE' })
}

test('a code by mail makes an account once, and signs in to the same one afterwards', async () => {
  await using world = await newWorld()
  const first = await signInByCode(world, 'anna@example.com')
  const again = await signInByCode(world, 'Anna@Example.com')
  expect(again.claims.sub).toBe(first.claims.sub)
  expect(again.claims.sid).not.toBe(first.claims.sid)
  expect(await world.as('system').db.select({ name: people.name, isVerified: people.emailVerified }).from(people)).toEqual([
    { name: 'Anna Reed', isVerified: true },
  ])
})

test('a code counts once, and three wrong ones end it', async () => {
  await using world = await newWorld()
  await ask(world, '/email-otp/send-verification-otp', { email: 'anna@example.com', type: 'sign-in' })
  const otp = await codeTo(world, 'anna@example.com')
  const wrong = otp === '000000' ? '000001' : '000000'
  const attempt = (code: string) => ask(world, '/sign-in/email-otp', { email: 'anna@example.com', otp: code })
  for (let tried = 0; tried < 3; tried++) expect((await attempt(wrong)).startedSession).toBeNull()
  expect((await attempt(otp)).startedSession).toBeNull()

  await ask(world, '/email-otp/send-verification-otp', { email: 'anna@example.com', type: 'sign-in' })
  const next = await codeTo(world, 'anna@example.com')
  expect((await attempt(next)).startedSession).not.toBeNull()
  expect((await attempt(next)).startedSession).toBeNull()
})

test('known and unknown addresses are answered alike: registering, resetting, asking for a code, a wrong password', async () => {
  await using world = await newWorld()
  await signInByCode(world, 'known@example.com')
  for (const [path, body] of [
    ['/sign-up/email', { password: PASSWORD, name: 'Somebody' }],
    ['/email-otp/request-password-reset', {}],
    ['/email-otp/send-verification-otp', { type: 'sign-in' }],
    ['/sign-in/email', { password: 'not the one that was chosen' }],
  ] as const) {
    const [known, unknown] = [
      await ask(world, path, { ...body, email: 'known@example.com' }),
      await ask(world, path, { ...body, email: 'unknown@example.com' }),
    ]
    expect.soft(known.status, path).toBe(unknown.status)
    expect.soft(known.startedSession, path).toBeNull()
    expect.soft(Object.keys(known.body ?? {}), path).toEqual(Object.keys(unknown.body ?? {}))
  }
})

test('a password opens nothing before its address is proved; who knew only the address gets no way in', async () => {
  await using world = await newWorld()
  await ask(world, '/sign-up/email', { email: 'anna@example.com', password: PASSWORD, name: 'Mallory' })
  expect((await ask(world, '/sign-in/email', { email: 'anna@example.com', password: PASSWORD })).status).toBe(403)
  // The owner of the mailbox signs in by a code: the stranger's password must not stay with the account.
  await signInByCode(world, 'anna@example.com')
  expect((await ask(world, '/sign-in/email', { email: 'anna@example.com', password: PASSWORD })).startedSession).toBeNull()
})

test('a new password ends every other session, and says so by mail', async () => {
  await using world = await newWorld()
  const { claims } = await signInByCode(world, 'anna@example.com')
  await ask(world, '/email-otp/request-password-reset', { email: 'anna@example.com' })
  const reset = { email: 'anna@example.com', otp: await codeTo(world, 'anna@example.com'), password: PASSWORD }
  expect((await ask(world, '/email-otp/reset-password', reset)).status).toBe(200)
  expect((await ask(world, '/email-otp/reset-password', reset)).status).toBeGreaterThanOrEqual(400)
  expect(await world.as('system').db.select().from(sessions).where(eq(sessions.id, claims.sid))).toEqual([])
  await world.settle()
  expect(world.state.mailbox.taken.at(-1)?.subject).toContain('password was changed')
  expect((await ask(world, '/sign-in/email', { email: 'anna@example.com', password: PASSWORD })).startedSession).not.toBeNull()
})

test('a password that is set from within a session keeps that session, and ends the others', async () => {
  await using world = await newWorld()
  const [own, other] = [await signInByCode(world, 'anna@example.com'), await signInByCode(world, 'anna@example.com')]
  const { ctx } = await world.person('Anna', { personId: own.claims.sub, sessionId: own.claims.sid })
  await ask(world, '/email-otp/request-password-reset', { email: 'anna@example.com' }, ctx)
  const reset = { email: 'anna@example.com', otp: await codeTo(world, 'anna@example.com'), password: PASSWORD }
  expect((await ask(world, '/email-otp/reset-password', reset, ctx)).status).toBe(200)
  const held = await world.as('system').db.select({ id: sessions.id }).from(sessions).where(eq(sessions.personId, own.claims.sub))
  expect(held).toEqual([{ id: own.claims.sid }])
  await world.settle()
  const ended = world.events(personRoom(own.claims.sub)).flatMap((event) => (event.type === 'session.ended' ? [event.data.sessionId] : []))
  expect(ended).toEqual([other.claims.sid])
})

test('who guesses at codes for days meets codes of twelve digits, and the owner still gets in', async () => {
  await using world = await newWorld()
  const email = 'anna@example.com'
  const newCode = async () => {
    await ask(world, '/email-otp/send-verification-otp', { email, type: 'sign-in' })
    await world.settle()
    return world.state.mailbox.taken.at(-1)?.text.match(/^\d{6,12}$/m)?.[0] ?? ''
  }
  for (let round = 0; round < 7; round++) {
    expect(await newCode()).toHaveLength(6)
    for (let guess = 0; guess < 3; guess++) await ask(world, '/sign-in/email-otp', { email: ' Anna@example.com', otp: `00000${guess}` })
    world.passMs(3_600_000)
  }
  const long = await newCode()
  expect(long).toHaveLength(12)
  expect((await ask(world, '/sign-in/email-otp', { email, otp: long })).startedSession).not.toBeNull()
  world.passMs(25 * 3_600_000)
  expect(await newCode()).toHaveLength(6)
})

test('an unknown address costs as much work as a known one with a wrong password', async () => {
  await using world = await newWorld()
  await ask(world, '/sign-up/email', { email: 'known@example.com', password: PASSWORD, name: 'Anna' })
  const work = async (email: string) => {
    const beganAt = process.cpuUsage()
    const { status } = await ask(world, '/sign-in/email', { email, password: 'not the one that was chosen' })
    expect(status).toBe(401)
    const { user, system } = process.cpuUsage(beganAt)
    return user + system
  }
  const least = async (email: string) => Math.min(...[await work(email), await work(email), await work(email), await work(email)])
  await work('warm@example.com')
  const [known, unknown] = [await least('known@example.com'), await least('unknown@example.com')]
  // One hash of a password is most of either: without it an answer takes a tenth.
  expect(unknown / known).toBeGreaterThan(0.5)
  expect(known / unknown).toBeGreaterThan(0.5)
})

test('registering a known address costs as much work as an unknown one', async () => {
  await using world = await newWorld()
  await ask(world, '/sign-up/email', { email: 'known@example.com', password: PASSWORD, name: 'Anna' })
  const work = async (email: string) => {
    const beganAt = process.cpuUsage()
    await ask(world, '/sign-up/email', { email, password: PASSWORD, name: 'Anna' })
    const { user, system } = process.cpuUsage(beganAt)
    return user + system
  }
  const least = async (emails: string[]) => {
    const took = []
    for (const email of emails) took.push(await work(email))
    return Math.min(...took)
  }
  await work('warm@example.com')
  const known = await least(Array.from({ length: 4 }, () => 'known@example.com'))
  const unknown = await least(Array.from({ length: 4 }, (_, index) => `unknown${index}@example.com`))
  expect(unknown / known).toBeGreaterThan(0.5)
  expect(known / unknown).toBeGreaterThan(0.5)
})

test('a reset is answered before the address is looked up, and its mail comes all the same', async () => {
  await using world = await newWorld()
  await signInByCode(world, 'known@example.com')
  const answers = []
  for (const email of ['known@example.com', 'unknown@example.com']) {
    const visitor = world.as('visitor')
    const answered = Promise.withResolvers<void>()
    // Whatever is to be written waits for the answer: an answer that waited for it would never come.
    const transact: typeof visitor.transact = async (work) => {
      await answered.promise
      return visitor.transact(work)
    }
    answers.push(await ask(world, '/email-otp/request-password-reset', { email }, { ...visitor, transact }))
    answered.resolve()
    await world.settle()
  }
  expect(answers[0]).toEqual(answers[1])
  expect(answers[0]).toMatchObject({ status: 200, body: { success: true } })
  const resets = world.state.mailbox.taken.filter(({ subject }) => /password/i.test(subject))
  expect(resets.map(({ to }) => to)).toEqual(['known@example.com'])
})

test('no answer holds a token of a session, and no cookie of one leaves', async () => {
  await using world = await newWorld()
  await ask(world, '/email-otp/send-verification-otp', { email: 'anna@example.com', type: 'sign-in' })
  const answer = await ask(world, '/sign-in/email-otp', { email: 'anna@example.com', otp: await codeTo(world, 'anna@example.com') })
  const { startedSession, ...shown } = answer
  expect(startedSession).toMatch(/^\w{20,}$/)
  expect(JSON.stringify(shown)).not.toContain(startedSession)
})

test('attempts cost: over the limit nothing is asked', async () => {
  await using world = await newWorld()
  world.state.isLimited = true
  const attempt = ask(world, '/sign-in/email', { email: 'anna@example.com', password: PASSWORD })
  expect(await failure(attempt)).toMatchObject({ code: 'too_many', reason: 'auth.too-many' })
})

test('what has a door of our own has no second one here', async () => {
  await using world = await newWorld()
  for (const path of ['/update-user', '/delete-user', '/list-sessions', '/sign-out', '/get-session', '/admin/ban-user'])
    expect(await failure(ask(world, path, {}))).toMatchObject({ code: 'not_found' })
})

test('no token of a provider is kept', async () => {
  await using world = await newWorld()
  const { claims } = await signInByCode(world, 'anna@example.com')
  expect(claims.op).toBe(false)
  const kept = await world
    .as('system')
    .db.select({ access: accounts.accessToken, refresh: accounts.refreshToken, id: accounts.idToken })
    .from(accounts)
  for (const row of kept) expect(row).toEqual({ access: null, refresh: null, id: null })
})

test('a refresh token counts once; showing it again ends the whole family, the newest token too', async () => {
  await using world = await newWorld()
  const ctx = world.as('visitor')
  const { claims, refreshToken } = await signInByCode(world, 'anna@example.com')
  const second = await renewSession(ctx, refreshToken ?? '', { strict: true })
  expect(second?.refreshToken).not.toBe(refreshToken)
  expect(await renewSession(ctx, refreshToken ?? '', { strict: true })).toBeNull()
  expect(await renewSession(ctx, second?.refreshToken ?? '', { strict: true })).toBeNull()
  expect(await ctx.db.select().from(sessions)).toEqual([])
  await world.settle()
  expect(world.events(personRoom(claims.sub)).map(({ type }) => type)).toEqual(['session.ended'])
  expect(world.state.reauthorised).toEqual([personRoom(claims.sub)])
})

test('of two who show the same token at once, one is served', async () => {
  await using world = await newWorld()
  const { refreshToken } = await signInByCode(world, 'anna@example.com')
  const both = await Promise.all([1, 2].map(() => renewSession(world.as('visitor'), refreshToken ?? '', { strict: true })))
  expect(both.filter((renewed) => renewed !== null).length).toBeLessThanOrEqual(1)
})

test('in pages two tabs may show the same old token for a moment; later it ends the family', async () => {
  await using world = await newWorld()
  const ctx = world.as('visitor')
  const { refreshToken } = await signInByCode(world, 'anna@example.com')
  expect((await renewSession(ctx, refreshToken ?? '', { strict: false }))?.refreshToken).toBeNull()
  world.passMs(11 * 60_000)
  const tabs = await Promise.all([1, 2].map(() => renewSession(ctx, refreshToken ?? '', { strict: false })))
  expect(tabs.map((tab) => tab?.claims.sub !== undefined)).toEqual([true, true])
  expect(tabs.filter((tab) => tab?.refreshToken).length).toBe(1)
  world.passMs(31_000)
  expect(await renewSession(ctx, refreshToken ?? '', { strict: false })).toBeNull()
  expect(await ctx.db.$count(refreshTokens)).toBe(0)
})

test('an ended session gets no ticket for a room, although its access token is believed for a minute more', async () => {
  await using world = await newWorld()
  const { claims } = await signInByCode(world, 'anna@example.com')
  const anna = await world.person('Anna', { personId: claims.sub, sessionId: claims.sid })
  await expect(anna.api.live.ticket({ room: 'person/me' })).resolves.toMatchObject({ party: 'person' })
  await anna.api.session.revoke({ sessionId: claims.sid })
  expect(await failure(anna.api.live.ticket({ room: 'person/me' }))).toMatchObject({ code: 'unauthenticated', reason: 'session.over' })
})

test('a session that nobody came back to for thirty days is over', async () => {
  await using world = await newWorld()
  const { refreshToken } = await signInByCode(world, 'anna@example.com')
  world.passMs(30 * 86_400_000 + 1)
  expect(await renewSession(world.as('visitor'), refreshToken ?? '', { strict: false })).toBeNull()
})

test('with a second step switched on, neither a code by mail nor a password is enough', async () => {
  await using world = await newWorld()
  const { claims } = await signInByCode(world, 'anna@example.com')
  const anna = await world.person('Anna', { personId: claims.sub, sessionId: claims.sid })
  const enabled = Enabled.parse((await ask(world, '/two-factor/enable', {}, anna.ctx)).body)
  const secret = new URL(enabled.totpURI).searchParams.get('secret') ?? ''
  const code = () => createOTP(new TextDecoder().decode(base32.decode(secret))).totp()
  expect((await ask(world, '/two-factor/verify-totp', { code: await code() }, anna.ctx)).status).toBe(200)

  await ask(world, '/email-otp/send-verification-otp', { email: 'anna@example.com', type: 'sign-in' })
  const answer = await ask(world, '/sign-in/email-otp', { email: 'anna@example.com', otp: await codeTo(world, 'anna@example.com') })
  expect(answer).toMatchObject({ needsSecondStep: true, startedSession: null })
  // The code that proves an address begins a session too, and may be asked for again at any time.
  await ask(world, '/email-otp/send-verification-otp', { email: 'anna@example.com', type: 'email-verification' })
  const proof = await ask(world, '/email-otp/verify-email', { email: 'anna@example.com', otp: await codeTo(world, 'anna@example.com') })
  expect(proof).toMatchObject({ needsSecondStep: true, startedSession: null })
  const cookie = answer.cookies.map((line) => line.split(';')[0]).join('; ')
  const second = (path: string, body: unknown, sent: string | null) =>
    askAuth(world.as('visitor'), settings, { method: 'POST', path, body, cookie: sent })
  expect((await second('/two-factor/verify-totp', { code: '000000' }, cookie)).startedSession).toBeNull()
  expect((await second('/two-factor/verify-totp', { code: await code() }, null)).startedSession).toBeNull()
  expect((await second('/two-factor/verify-backup-code', { code: enabled.backupCodes[0] }, cookie)).startedSession).not.toBeNull()
})

const Enabled = z.object({ totpURI: z.string(), backupCodes: z.array(z.string()).min(5) })

test('a device that no session knows is told of by mail, a known one is not', async () => {
  await using world = await newWorld()
  const enter = async (userAgent: string) => {
    await ask(world, '/email-otp/send-verification-otp', { email: 'anna@example.com', type: 'sign-in' })
    const otp = await codeTo(world, 'anna@example.com')
    const answer = await askAuth(world.as('visitor'), settings, {
      method: 'POST',
      path: '/sign-in/email-otp',
      body: { email: 'anna@example.com', otp },
      userAgent,
    })
    await startSession(world.as('visitor'), answer.startedSession ?? '', { country: 'DE' })
    await world.settle()
    return world.state.mailbox.taken.filter(({ subject }) => /sign-in to|signed in/i.test(subject)).length
  }
  expect(await enter('Firefox/140.0 (X11; Linux)')).toBe(0)
  expect(await enter('Firefox/140.0 (X11; Linux)')).toBe(0)
  expect(await enter('Safari/604.1 (iPhone)')).toBe(1)
})
