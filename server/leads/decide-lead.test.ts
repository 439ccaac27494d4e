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
