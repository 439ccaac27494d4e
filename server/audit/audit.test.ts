import { expect, test } from 'vitest'
import { addMember, addPosting, applyAs } from '../../test/add-posting'
import { failure, newWorld } from '../../test/world'

test('an owner finds who saw and changed what, page by page and by act; what people wrote is not in it', async () => {
  await using world = await newWorld()
  const [rita, otto, sam] = await Promise.all([world.person('Rita'), world.person('Otto'), world.person('Sam')])
  const { postingId, organisationId } = await addPosting(world, rita)
  await addMember(world, organisationId, otto, 'recruiter')
  const { applicationId } = await applyAs(sam, postingId)
  world.passMs(1_000)
  await otto.api.hiring.candidate({ applicationId })
  world.passMs(1_000)
  await otto.api.hiring.addNote({ applicationId, markdown: 'Zebrafinch' })
  await otto.api.candidates.search({ organisationId, query: 'zebrafinch' })

  const about = await rita.api.audit.search({ organisationId, subjectId: applicationId })
  expect(about.data.map(({ act, actor }) => `${act} ${actor?.name}`)).toEqual([
    'application.noted Otto',
    'candidate.viewed Otto',
    'application.received Sam',
  ])
  const first = await rita.api.audit.search({ organisationId, limit: 2 })
  const second = await rita.api.audit.search({ organisationId, limit: 100, cursor: first.next ?? '' })
  const whole = await rita.api.audit.search({ organisationId, limit: 100 })
  expect([...first.data, ...second.data]).toEqual(whole.data)
  const seen = await rita.api.audit.search({ organisationId, acts: ['candidate.viewed'], actorId: otto.personId })
  expect(seen.data).toHaveLength(1)
  expect(JSON.stringify(whole.data)).not.toContain('ebrafinch')
})

test('only owners read the log; for strangers there is no such organisation', async () => {
  await using world = await newWorld()
  const [rita, otto, eve] = await Promise.all([world.person('Rita'), world.person('Otto'), world.person('Eve')])
  const { organisationId } = await addPosting(world, rita)
  await addMember(world, organisationId, otto, 'recruiter')
  expect(await failure(otto.api.audit.search({ organisationId }))).toMatchObject({ code: 'forbidden' })
  expect(await failure(eve.api.audit.search({ organisationId }))).toMatchObject({ code: 'not_found' })
})
