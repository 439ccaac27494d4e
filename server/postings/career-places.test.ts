import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { careerPages, employerVerifications, members } from '../../db/schema'
import { addPosting } from '../../test/add-posting'
import { failure, newWorld, type World } from '../../test/world'
import { findCareerHost, listFrameOrigins } from './find-career-host'

const DAY_MS = 86_400_000
const TARGET = 'numerojobs.example'
const DOMAIN = 'kestrel.example'
const HOST = `jobs.${DOMAIN}`

/** Proves a domain by its record. */
async function prove(world: World, owner: Awaited<ReturnType<World['person']>>, organisationId: string) {
  const { recordName, recordValue } = await owner.api.employers.start({ organisationId, method: 'dns', domain: DOMAIN })
  world.state.dns.set(recordName, [...(world.state.dns.get(recordName) ?? []), recordValue])
  await owner.api.employers.check({ organisationId, domain: DOMAIN })
  return { recordName, recordValue }
}

/** Somebody who owns an organisation with a published posting and a domain that is proved. */
async function newOwner(world: World) {
  const rita = await world.person('Rita')
  const { organisationId } = await addPosting(world, rita)
  const record = await prove(world, rita, organisationId)
  return { rita, organisationId, ...record }
}

test('a host in a proved domain that points here shows the career page; without record, proof or right it is refused', async () => {
  await using world = await newWorld()
  const { rita, organisationId } = await newOwner(world)
  const [vera, eve] = await Promise.all([world.person('Vera'), world.person('Eve')])
  await rita.ctx.db.insert(members).values({ organisationId, personId: vera.personId, role: 'recruiter', joinedAt: world.state.now })
  const claim = (host: string | null, who = rita) => who.api.careers.setHost({ organisationId, host })
  expect(await failure(claim(HOST))).toMatchObject({ reason: 'career.cname-missing' })
  world.state.aliases.set(HOST, ['edge.example', `${TARGET}.`])
  for (const bad of ['kestrel', '10.0.0.1', TARGET, `jobs.${TARGET}`, 'a b.example'])
    expect(await failure(claim(bad))).toMatchObject({ reason: 'career.bad-host' })
  expect(await failure(claim('jobs.elsewhere.example'))).toMatchObject({ reason: 'career.domain-not-proved' })
  expect(await failure(claim(`jobs.not${DOMAIN}`))).toMatchObject({ reason: 'career.domain-not-proved' })
  expect(await failure(claim(HOST, vera))).toMatchObject({ code: 'forbidden' })
  expect(await failure(claim(HOST, eve))).toMatchObject({ code: 'not_found' })
  const shown = await claim(` ${HOST.toUpperCase()} `)
  expect(shown).toMatchObject({ host: HOST, isHostFailing: false, hostTarget: TARGET, domains: [DOMAIN] })
  expect(await claim(HOST)).toEqual(shown)
  expect(await findCareerHost(rita.ctx.db, HOST)).toBe(shown.slug)
  expect((await world.api('visitor').careers.show({ slug: shown.slug })).host).toBe(HOST)
  const acts = ['organisation.career-places-changed' as const]
  expect((await rita.api.audit.search({ organisationId, acts })).data).toHaveLength(1)
  world.state.dnsIsDown = true
  expect(await failure(claim(`www.${DOMAIN}`))).toMatchObject({ code: 'upstream_failed' })
  expect((await claim(null)).host).toBeNull()
  expect(await findCareerHost(rita.ctx.db, HOST)).toBeNull()
})

test('of two organisations that prove the domain the first keeps the host, until its proof is gone', async () => {
  await using world = await newWorld()
  const { rita, organisationId } = await newOwner(world)
  world.state.aliases.set(HOST, [TARGET])
  await rita.api.careers.setHost({ organisationId, host: HOST })
  const boris = await world.person('Boris')
  const other = await boris.api.organisations.create({ name: 'Merlin Bakery' })
  const claim = () => boris.api.careers.setHost({ organisationId: other.id, host: HOST })
  expect(await failure(claim())).toMatchObject({ reason: 'career.domain-not-proved' })
  await prove(world, boris, other.id)
  expect(await failure(claim())).toMatchObject({ reason: 'career.host-taken' })
  await rita.ctx.db.update(employerVerifications).set({ state: 'lapsed' }).where(eq(employerVerifications.organisationId, organisationId))
  expect(await findCareerHost(rita.ctx.db, HOST)).toBeNull()
  expect((await claim()).host).toBe(HOST)
  expect(await findCareerHost(rita.ctx.db, HOST)).toBe(other.slug)
  expect((await rita.api.careers.places({ organisationId })).host).toBeNull()
})

test('a record that goes missing is told to the owners, and ends the host on the third day; a resolver in trouble ends nothing', async () => {
  await using world = await newWorld()
  const { rita, organisationId, recordName, recordValue } = await newOwner(world)
  world.state.aliases.set(HOST, [TARGET])
  await rita.api.careers.setHost({ organisationId, host: HOST })
  await world.settle()
  // Seven minutes past the hour is when records are looked at.
  world.passMs(7 * 60_000)
  const day = async () => {
    world.passMs(DAY_MS)
    await world.cron()
    await world.settle()
    return (await rita.api.careers.places({ organisationId })).host
  }
  world.state.dnsIsDown = true
  expect([await day(), await day(), await day(), await day()]).toEqual([HOST, HOST, HOST, HOST])
  world.state.dnsIsDown = false
  world.state.dns.set(recordName, [])
  expect(await day()).toBe(HOST)
  expect((await rita.api.careers.places({ organisationId })).isHostFailing).toBe(true)
  const mails = () => world.state.mailbox.taken.map(({ to, subject }) => `${to} ${subject}`)
  expect(mails()).toEqual([`rita@example.com A record of ${HOST} is missing`])
  // Put back in time, everything is as before.
  world.state.dns.set(recordName, [recordValue])
  expect(await day()).toBe(HOST)
  expect((await rita.api.careers.places({ organisationId })).isHostFailing).toBe(false)
  world.state.dns.set(recordName, [])
  expect([await day(), await day(), await day()]).toEqual([HOST, HOST, null])
  expect(mails().slice(2)).toEqual([`rita@example.com ${HOST} no longer shows your career page`])
  expect(await findCareerHost(rita.ctx.db, HOST)).toBeNull()
})

test('a domain that is taken out takes its host along, and no other one', async () => {
  await using world = await newWorld()
  const { rita, organisationId } = await newOwner(world)
  world.state.aliases.set(HOST, [TARGET])
  await rita.api.careers.setHost({ organisationId, host: HOST })
  await rita.api.employers.start({ organisationId, method: 'dns', domain: 'other.example' })
  await rita.api.employers.remove({ organisationId, domain: 'other.example' })
  expect((await rita.api.careers.places({ organisationId })).host).toBe(HOST)
  await rita.api.employers.remove({ organisationId, domain: DOMAIN })
  expect((await rita.api.careers.places({ organisationId })).host).toBeNull()
})

test('sites that may frame the page are origins over https, each once; the look of the page stays when they change', async () => {
  await using world = await newWorld()
  const { rita, organisationId } = await newOwner(world)
  await rita.api.careers.setSettings({ organisationId, accent: 'violet', letters: 'KB', intro: 'We bake.' })
  const set = (origins: string[]) => rita.api.careers.setFrames({ organisationId, origins })
  for (const bad of [
    'http://a.example',
    'https://a.example/path',
    'a.example',
    "https://a.example'; script-src *",
    'https://*.example',
    '',
  ])
    await expect(set([bad]), bad).rejects.toThrow()
  const { slug, frameOrigins } = await set(['https://www.a.example/', 'https://B.example:8443', 'https://www.a.example'])
  expect(frameOrigins).toEqual(['https://b.example:8443', 'https://www.a.example'])
  expect(await listFrameOrigins(rita.ctx.db, slug)).toEqual(frameOrigins)
  expect(await rita.api.careers.settings({ organisationId })).toMatchObject({ accent: 'violet', letters: 'KB', intro: 'We bake.' })
  const [row] = await rita.ctx.db.select().from(careerPages).where(eq(careerPages.organisationId, organisationId))
  expect(row).toMatchObject({ host: null })
})
