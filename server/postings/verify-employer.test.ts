import { expect, test } from 'vitest'
import { members } from '../../db/schema'
import { failure, newWorld, type World } from '../../test/world'

const DAY_MS = 86_400_000
const POSTING = {
  title: 'Baker',
  places: ['Lyon, France'],
  jurisdiction: 'FR',
  description: 'You bake for three shops, from four in the morning, with two apprentices.',
}

test('a domain is proved by a code that comes by mail, and its jobs say so at once', async () => {
  await using world = await newWorld()
  const { anna, organisationId, verifiedDomain } = await withJob(world)
  const begun = await anna.api.employers.start({ organisationId, method: 'mail', email: 'jobs@kestrel-bakery.com' })
  expect(begun).toMatchObject({ domain: 'kestrel-bakery.com', state: 'waiting' })
  expect(await verifiedDomain()).toBeNull()
  await world.settle()
  const [mail] = world.state.mailbox.taken
  expect(mail?.to).toBe('jobs@kestrel-bakery.com')
  const code = /^(\d{6})$/m.exec(mail?.text ?? '')?.[1] ?? ''
  const of = { organisationId, domain: 'kestrel-bakery.com' }
  expect(await anna.api.employers.confirm({ ...of, code })).toMatchObject({ state: 'verified' })
  expect(await verifiedDomain()).toBe('kestrel-bakery.com')
  expect(await failure(anna.api.employers.confirm({ ...of, code }))).toMatchObject({ reason: 'employer.wrong-code' })
  await anna.api.employers.remove(of)
  expect(await verifiedDomain()).toBeNull()
})

test('five wrong codes, or half an hour, and the right one counts no more', async () => {
  await using world = await newWorld()
  const { anna, organisationId } = await withJob(world)
  const of = { organisationId, domain: 'kestrel-bakery.com' }
  const start = async () => {
    await anna.api.employers.start({ organisationId, method: 'mail', email: 'jobs@kestrel-bakery.com' })
    await world.settle()
    return /^(\d{6})$/m.exec(world.state.mailbox.taken.at(-1)?.text ?? '')?.[1] ?? ''
  }
  const first = await start()
  const wrong = first === '000000' ? '000001' : '000000'
  for (let tries = 0; tries < 5; tries++) await failure(anna.api.employers.confirm({ ...of, code: wrong }))
  expect(await failure(anna.api.employers.confirm({ ...of, code: first }))).toMatchObject({ reason: 'employer.wrong-code' })
  const second = await start()
  world.passMs(30 * 60_000)
  expect(await failure(anna.api.employers.confirm({ ...of, code: second }))).toMatchObject({ reason: 'employer.wrong-code' })
})

test('a domain is proved by its record; one that is gone three weeks in a row counts no more, and a resolver in trouble changes nothing', async () => {
  await using world = await newWorld()
  const { anna, organisationId, verifiedDomain } = await withJob(world)
  const of = { organisationId, domain: 'kestrel-bakery.com' }
  const { recordName, recordValue } = await anna.api.employers.start({
    organisationId,
    method: 'dns',
    domain: 'https://www.kestrel-bakery.com/',
  })
  expect(await failure(anna.api.employers.check(of))).toMatchObject({ code: 'conflict', reason: 'employer.record-missing' })
  world.state.dns.set(recordName, ['v=spf1 -all', recordValue])
  expect(await anna.api.employers.check(of)).toMatchObject({ state: 'verified', method: 'dns' })
  expect(await verifiedDomain()).toBe('kestrel-bakery.com')
  world.state.dnsIsDown = true
  await weeks(world, 5)
  expect(await verifiedDomain()).toBe('kestrel-bakery.com')
  world.state.dnsIsDown = false
  world.state.dns.clear()
  await weeks(world, 2)
  expect(await verifiedDomain()).toBe('kestrel-bakery.com')
  await weeks(world, 1)
  expect(await verifiedDomain()).toBeNull()
  expect((await anna.api.employers.list({ organisationId })).data).toMatchObject([{ state: 'lapsed' }])
})

test('mail that anybody can have, and a domain that is nobody’s own, prove nothing', async () => {
  await using world = await newWorld()
  const { anna, organisationId } = await withJob(world)
  const byMail = anna.api.employers.start({ organisationId, method: 'mail', email: 'kestrel.bakery@gmail.com' })
  expect(await failure(byMail)).toMatchObject({ code: 'invalid', reason: 'employer.free-mail' })
  for (const domain of ['co.uk', 'kestrel.github.io', 'not a domain'])
    expect(await failure(anna.api.employers.start({ organisationId, method: 'dns', domain }))).toMatchObject({
      reason: 'employer.bad-domain',
    })
})

test('only an owner proves a domain', async () => {
  await using world = await newWorld()
  const { boris, organisationId } = await withJob(world)
  const begun = boris.api.employers.start({ organisationId, method: 'dns', domain: 'kestrel-bakery.com' })
  expect(await failure(begun)).toMatchObject({ code: 'forbidden', reason: 'organisation.right-missing' })
})

async function withJob(world: World) {
  const anna = await world.person('Anna')
  const boris = await world.person('Boris')
  const { id: organisationId } = await anna.api.organisations.create({ name: 'Kestrel Bakery' })
  await anna.ctx.db.insert(members).values({ organisationId, personId: boris.personId, role: 'hiring_manager', joinedAt: world.state.now })
  const { id: postingId } = await anna.api.postings.create({ organisationId, fields: POSTING })
  await anna.api.postings.submit({ postingId })
  await boris.api.postings.approve({ postingId })
  const { jobId } = await anna.api.postings.publish({ postingId })
  const verifiedDomain = async () => (await world.api('visitor').jobs.get({ id: jobId ?? '' })).verifiedDomain
  return { anna, boris, organisationId, verifiedDomain }
}

/** Cron looks at the seventh minute of an hour. */
async function weeks(world: World, count: number) {
  for (let week = 0; week < count; week++) {
    world.state.now = new Date(world.state.now.getTime() + 8 * DAY_MS)
    world.state.now.setUTCMinutes(7)
    await world.cron()
  }
}
