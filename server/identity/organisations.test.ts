import { expect, test } from 'vitest'
import { failure, newWorld, type World } from '../../test/world'

async function newOrganisation(world: World) {
  const owner = await world.person('Olga')
  const organisation = await owner.api.organisations.create({ name: 'Reed & Daughters' })
  return { owner, organisation }
}

/** Somebody who accepted an invitation in that role. */
async function join(
  world: World,
  name: string,
  role: 'owner' | 'recruiter' | 'hiring_manager' | 'interviewer' | 'viewer',
  by: Awaited<ReturnType<typeof newOrganisation>>,
) {
  const person = await world.person(name)
  const invitation = await by.owner.api.organisations.invite({
    organisationId: by.organisation.id,
    email: `${name.toLowerCase()}@example.com`,
    role,
  })
  await person.api.organisations.answerInvitation({ invitationId: invitation.id, accept: true })
  return person
}

test('who is invited joins in their role, once; the mail names the organisation', async () => {
  await using world = await newWorld()
  const by = await newOrganisation(world)
  const rita = await world.person('Rita')
  const invite = () =>
    by.owner.api.organisations.invite({ organisationId: by.organisation.id, email: 'rita@example.com', role: 'recruiter' })
  await invite()
  const second = await invite()
  await world.settle()
  expect(world.state.mailbox.taken.map(({ subject }) => subject.includes('Reed & Daughters'))).toEqual([true, true])
  expect((await rita.api.organisations.myInvitations()).map(({ id }) => id)).toEqual([second.id])
  await rita.api.organisations.answerInvitation({ invitationId: second.id, accept: true })
  expect(await failure(rita.api.organisations.answerInvitation({ invitationId: second.id, accept: true }))).toMatchObject({
    code: 'not_found',
  })
  expect(await rita.api.organisations.list()).toMatchObject([{ name: 'Reed & Daughters', role: 'recruiter' }])
  expect(await failure(invite())).toMatchObject({ reason: 'organisation.is-member' })
})

test('an invitation opens to its own verified address only, and not after fourteen days', async () => {
  await using world = await newWorld()
  const by = await newOrganisation(world)
  const mallory = await world.person('Mallory')
  const rita = await world.person('Rita')
  const { id } = await by.owner.api.organisations.invite({ organisationId: by.organisation.id, email: 'rita@example.com', role: 'viewer' })
  expect(await failure(mallory.api.organisations.answerInvitation({ invitationId: id, accept: true }))).toMatchObject({ code: 'not_found' })
  world.passMs(14 * 86_400_000 + 1)
  expect(await rita.api.organisations.myInvitations()).toEqual([])
  expect(await failure(rita.api.organisations.answerInvitation({ invitationId: id, accept: true }))).toMatchObject({ code: 'not_found' })
})

test('a stranger gets not_found, exactly as for an organisation that does not exist', async () => {
  await using world = await newWorld()
  const { organisation } = await newOrganisation(world)
  const mallory = await world.person('Mallory')
  const ask = (id: string) => [
    failure(mallory.api.organisations.members({ id })),
    failure(mallory.api.organisations.rename({ id, name: 'Mine' })),
    failure(mallory.api.organisations.invite({ organisationId: id, email: 'a@example.com', role: 'viewer' })),
    failure(mallory.api.organisations.removeMember({ organisationId: id, personId: mallory.personId })),
  ]
  const there = await Promise.all(ask(organisation.id))
  const missing = await Promise.all(ask(`org_${'0'.repeat(32)}`))
  expect(there).toEqual(missing)
  expect(there.every(({ code }) => code === 'not_found')).toBe(true)
})

test('each role does what it may: recruiters invite but make no owner, everybody else only looks', async () => {
  await using world = await newWorld()
  const by = await newOrganisation(world)
  const recruiter = await join(world, 'Rita', 'recruiter', by)
  const viewer = await join(world, 'Vera', 'viewer', by)
  const to = (role: 'owner' | 'viewer', email: string) => ({ organisationId: by.organisation.id, email, role })
  await expect(recruiter.api.organisations.invite(to('viewer', 'new@example.com'))).resolves.toMatchObject({ state: 'open' })
  const refused = { code: 'forbidden', reason: 'organisation.right-missing' }
  expect(await failure(recruiter.api.organisations.invite(to('owner', 'own@example.com')))).toMatchObject(refused)
  expect(await failure(viewer.api.organisations.invite(to('viewer', 'x@example.com')))).toMatchObject(refused)
  expect((await viewer.api.organisations.members({ id: by.organisation.id })).invitations).toEqual([])
  const promote = { organisationId: by.organisation.id, personId: recruiter.personId, role: 'owner' as const }
  expect(await failure(recruiter.api.organisations.changeRole(promote))).toMatchObject(refused)
})

test('the last owner cannot leave, also when two leave in the same moment', async () => {
  await using world = await newWorld()
  const by = await newOrganisation(world)
  const leave = (person: { personId: string; api: typeof by.owner.api }) =>
    person.api.organisations.removeMember({ organisationId: by.organisation.id, personId: person.personId })
  expect(await failure(leave(by.owner))).toMatchObject({ code: 'conflict', reason: 'organisation.last-owner' })
  const second = await join(world, 'Second', 'owner', by)
  const both = await Promise.allSettled([leave(by.owner), leave(second)])
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
})
