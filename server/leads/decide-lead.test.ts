import { expect, test } from 'vitest'
import { rooms } from '../../contract/live'
import { jobs, leadLabels, leads, posts } from '../../db/schema'
import { failure, newWorld, type World } from '../../test/world'

const OFFER = `We are hiring! Harbour Light Software is looking for a Senior Backend Engineer in Hamburg, Germany (hybrid).
€75,000 - €90,000 per year, full-time. Apply at https://harbour-light.example/careers`

async function withLead(world: World) {
  await world.deliver([world.post({ externalId: 'p1', text: OFFER })])
  await world.settle()
  const [lead] = await world.as('operator').db.select().from(leads)
  if (!lead) throw new Error('No lead was made.')
  return lead
}

test('rejecting closes the job, tells the feed, and is kept as a label for the next training', async () => {
  await using world = await newWorld()
  const lead = await withLead(world)
  const decided = await world.api('operator').leads.decide({ decision: 'reject', leadId: lead.id, version: lead.version, label: 'scam' })
  await world.settle()
  expect(decided).toMatchObject({ state: 'rejected', decidedBy: 'Operator' })
  const { db } = world.as('operator')
  expect(await db.select({ status: jobs.status }).from(jobs)).toEqual([{ status: 'closed' }])
  expect(await db.select({ label: leadLabels.label, predicted: leadLabels.predicted }).from(leadLabels)).toEqual([
    { label: 'scam', predicted: 'offer' },
  ])
  expect(world.events(rooms.jobs).map((event) => event.type)).toEqual(['job.opened', 'job.closed'])
  expect(world.events(rooms.operators).at(-1)).toMatchObject({ type: 'lead.decided', data: { state: 'rejected' } })
})

test('two people decide at once: one decides, the other is told that it changed', async () => {
  await using world = await newWorld()
  const lead = await withLead(world)
  const decisions = await Promise.allSettled([
    world.api('operator', 'a').leads.decide({ decision: 'confirm', leadId: lead.id, version: lead.version }),
    world.api('operator', 'b').leads.decide({ decision: 'reject', leadId: lead.id, version: lead.version, label: 'chatter' }),
  ])
  expect(decisions.map((decision) => decision.status).sort()).toEqual(['fulfilled', 'rejected'])
  const refused = decisions.find((decision) => decision.status === 'rejected')
  expect(await failure(Promise.reject(refused?.reason))).toMatchObject({ code: 'conflict', reason: 'lead.changed' })
  expect(await world.as('operator').db.$count(leadLabels)).toBe(1)
})

test('an edit after a person decided goes back to the queue and leaves the job as that person saw it', async () => {
  await using world = await newWorld()
  const lead = await withLead(world)
  await world.api('operator').leads.decide({ decision: 'confirm', leadId: lead.id, version: lead.version })
  world.passMs(60_000)
  await world.deliver([world.post({ externalId: 'p1', text: OFFER.replace('Hamburg', 'Munich') })])
  await world.settle()
  const { db } = world.as('operator')
  const [after] = await db.select().from(leads)
  expect(after?.state).toBe('queued')
  const [job] = await db.select({ places: jobs.places, status: jobs.status }).from(jobs)
  expect(job?.places.join()).toContain('Hamburg')
  expect(job?.status).toBe('open')
})

test('a pasted post of a stranger waits for an operator; pasting it again is the same post', async () => {
  await using world = await newWorld()
  const api = world.api('visitor')
  const { extracted } = await api.leads.preview({ text: OFFER })
  const { evidence: _evidence, language: _language, ...read } = extracted
  const draft = { ...read, title: extracted.title ?? 'Backend Engineer' }
  const first = await api.leads.confirmPasted({ text: OFFER, draft })
  const again = await api.leads.confirmPasted({ text: `${OFFER}  `, draft })
  expect(first).toMatchObject({ state: 'queued', jobId: null })
  expect(again.leadId).toBe(first.leadId)
  expect(await world.as('operator').db.$count(posts)).toBe(1)
  expect(await world.as('operator').db.$count(jobs)).toBe(0)
  const confirmed = await world.api('operator').leads.decide({ decision: 'confirm', leadId: first.leadId, version: 1 })
  expect(confirmed.jobId).not.toBeNull()
})

test('a post that was removed at its source can no longer be confirmed', async () => {
  await using world = await newWorld()
  const lead = await withLead(world)
  world.passMs(60_000)
  await world.deliver([world.removal('p1')])
  const late = world.api('operator').leads.decide({ decision: 'confirm', leadId: lead.id, version: lead.version })
  expect(await failure(late)).toMatchObject({ code: 'conflict', reason: 'lead.post-removed' })
})

test('taking back an approval closes the job that it opened and takes the label back; taking it back twice is once', async () => {
  await using world = await newWorld()
  const api = world.api('operator')
  const draft = { title: 'Sign Writer', company: 'Lamp & Line', places: ['Graz, Austria'], remote: null, remoteRegions: [], salary: null }
  const rest = { employmentType: null, seniority: null, skills: [], applyUrl: null, contact: null }
  const pasted = await world.api('visitor').leads.confirmPasted({ text: OFFER, draft: { ...draft, ...rest } })
  const decided = await api.leads.decide({ decision: 'confirm', leadId: pasted.leadId, version: 1 })
  const back = await api.leads.takeBack({ leadId: pasted.leadId, version: decided.version })
  expect(back).toMatchObject({ state: 'queued', decidedAt: null, decidedBy: null })
  expect(await api.leads.takeBack({ leadId: pasted.leadId, version: decided.version })).toEqual(back)
  await world.settle()
  const { db } = world.as('operator')
  expect(await db.select({ status: jobs.status }).from(jobs)).toEqual([{ status: 'closed' }])
  expect(await db.$count(leadLabels)).toBe(0)
  expect(world.events(rooms.jobs).map((event) => event.type)).toEqual(['job.opened', 'job.closed'])
  expect(world.events(rooms.operators).map((event) => event.type)).toEqual(['lead.read', 'lead.decided', 'lead.taken-back'])
  const again = await api.leads.decide({ decision: 'confirm', leadId: pasted.leadId, version: back.version })
  expect(again.jobId).toBe(decided.jobId)
})

test('taking back a rejection opens the job again as it was published, with no contact that nobody approved', async () => {
  await using world = await newWorld()
  const lead = await withLead(world)
  const { db } = world.as('operator')
  const shown = { title: jobs.title, places: jobs.places, salaryMaxCents: jobs.salaryMaxCents, skills: jobs.skills, excerpt: jobs.excerpt }
  const columns = { ...shown, status: jobs.status, contactIsPublic: jobs.contactIsPublic, closedAt: jobs.closedAt }
  const before = await db.select(columns).from(jobs)
  const api = world.api('operator')
  const decided = await api.leads.decide({ decision: 'reject', leadId: lead.id, version: lead.version, label: 'chatter' })
  expect(await api.leads.takeBack({ leadId: lead.id, version: decided.version })).toMatchObject({ state: 'published' })
  expect(await db.select(columns).from(jobs)).toEqual(before)
  expect(await db.$count(leadLabels)).toBe(0)
})

test('a decision on a corrected job gives the job back as the first person corrected it', async () => {
  await using world = await newWorld()
  const lead = await withLead(world)
  const api = world.api('operator')
  const { evidence: _evidence, language: _language, ...read } = lead.extracted
  const draft = { ...read, title: 'Backend Engineer, Rust', company: 'Harbour Light' }
  await api.leads.decide({ decision: 'confirm', leadId: lead.id, version: lead.version, draft })
  world.passMs(60_000)
  await world.deliver([world.post({ externalId: 'p1', text: OFFER.replace('Hamburg', 'Munich') })])
  await world.settle()
  const [edited] = (await api.leads.list({ state: 'queued' })).data
  const decided = await api.leads.decide({ decision: 'reject', leadId: lead.id, version: edited?.version ?? 0, label: 'scam' })
  await api.leads.takeBack({ leadId: lead.id, version: decided.version })
  const { db } = world.as('operator')
  expect(await db.select({ title: jobs.title, status: jobs.status, isPublic: jobs.contactIsPublic }).from(jobs)).toEqual([
    { title: 'Backend Engineer, Rust', status: 'open', isPublic: true },
  ])
  expect((await db.select({ label: leadLabels.label }).from(leadLabels)).map((row) => row.label)).toEqual(['offer'])
})

test('what was read or decided anew since, and what nobody decided, cannot be taken back', async () => {
  await using world = await newWorld()
  const lead = await withLead(world)
  const api = world.api('operator')
  expect(await failure(api.leads.takeBack({ leadId: lead.id, version: lead.version }))).toMatchObject({ reason: 'lead.not-decided' })
  const decided = await api.leads.decide({ decision: 'confirm', leadId: lead.id, version: lead.version })
  world.passMs(60_000)
  await world.deliver([world.post({ externalId: 'p1', text: OFFER.replace('Hamburg', 'Munich') })])
  await world.settle()
  const late = api.leads.takeBack({ leadId: lead.id, version: decided.version })
  expect(await failure(late)).toMatchObject({ code: 'conflict', reason: 'lead.changed' })
  expect(await world.as('operator').db.select({ status: jobs.status }).from(jobs)).toEqual([{ status: 'open' }])
})

test('a post that is removed at its source withdraws its lead, and the operators see it', async () => {
  await using world = await newWorld()
  const lead = await withLead(world)
  world.passMs(60_000)
  await world.deliver([world.removal('p1')])
  await world.settle()
  const told = world.events(rooms.operators).at(-1)
  expect(told).toMatchObject({ type: 'lead.withdrawn', version: lead.version + 1, data: { leadId: lead.id, state: 'withdrawn' } })
})
