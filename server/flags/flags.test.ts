import { expect, test } from 'vitest'
import { FLAG_NAMES, FLAG_UNTOUCHED, FLAGS, type FlagName, type FlagSetting } from '../../contract/flags'
import { FINDABLE_TEXT } from '../../contract/matching'
import { jobs, messages } from '../../db/schema'
import { addMember, addPosting, applyAs, newBatch } from '../../test/add-posting'
import { failure, newWorld, type World } from '../../test/world'
import { receiveSentFile } from '../hiring/sent-resume'
import { bucketOf, isFlagOn, isOnFor } from './is-on'

const REASON = 'We saw harm and look into it.'
const OFF: FlagSetting = { ...FLAG_UNTOUCHED, mode: 'off' }

async function switchFlag(world: World, name: FlagName, setting: FlagSetting) {
  const opal = await world.person('Opal', { isOperator: true })
  return opal.api.flags.set({ name, setting, reason: REASON })
}

test('a subject is in the same share on every machine, and stays in it when the share grows', () => {
  expect(['per_1', 'per_2', 'per_3', 'org_a'].map((key) => bucketOf(`numerology:${key}`))).toMatchInlineSnapshot(`
    [
      39,
      50,
      3,
      94,
    ]
  `)
  const keys = Array.from({ length: 2_000 }, (_, index) => `per_${index.toString(16).padStart(32, '0')}`)
  const share = (percent: number) => keys.filter((key) => isOnFor('numerology', { mode: 'some', percent, organisationIds: [] }, { key }))
  const [none, ten, half, all] = [share(0), share(10), share(50), share(100)]
  expect(none).toEqual([])
  expect(all).toHaveLength(keys.length)
  expect(ten.every((key) => half.includes(key))).toBe(true)
  expect(Math.abs(half.length - 1_000)).toBeLessThan(100)
  const named: FlagSetting = { mode: 'some', percent: 0, organisationIds: ['org_a'] }
  expect([isOnFor('numerology', named, { key: 'x', organisationId: 'org_a' }), isOnFor('numerology', named, { key: 'x' })]).toEqual([
    true,
    false,
  ])
})

test('operators switch a flag with a reason, which is kept with who did it; the same setting again adds no line, and nobody else may', async () => {
  await using world = await newWorld()
  const opal = await world.person('Opal', { isOperator: true })
  expect((await opal.api.flags.list()).data.map(({ name, setting }) => [name, setting.mode])).toEqual(
    FLAG_NAMES.map((name) => [name, 'on']),
  )
  await switchFlag(world, 'numerology', OFF)
  await switchFlag(world, 'numerology', OFF)
  const held = (await opal.api.flags.list()).data.find(({ name }) => name === 'numerology')
  expect(held).toEqual({
    name: 'numerology',
    setting: OFF,
    changes: [{ setting: OFF, reason: REASON, changedBy: 'Opal', changedAt: '2026-11-21T10:00:00.000Z' }],
  })
  const sam = await world.person('Sam')
  expect(await failure(sam.api.flags.set({ name: 'numerology', setting: FLAG_UNTOUCHED, reason: REASON }))).toMatchObject({
    reason: 'operator.only',
  })
  await expect(opal.api.flags.set({ name: 'numerology', setting: FLAG_UNTOUCHED, reason: 'Hm' })).rejects.toThrow()
  const { forgetOperator } = await import('../privacy/forget-operator')
  await forgetOperator(world.as('system'), opal.personId)
  expect(JSON.stringify(await world.api('operator').flags.list())).not.toContain('Opal')
})

test('what cannot be looked up does no harm, and is asked for at most once in half a minute', async () => {
  await using world = await newWorld()
  const ctx = world.as('system')
  const down = { ...ctx, cache: { through: () => Promise.reject(new Error('The database is down.')), end: async () => {} } }
  for (const name of FLAG_NAMES) expect(await isFlagOn(down, name, { key: 'x' }), name).toBe(FLAGS[name].whenUnknown)
  expect(world.state.errors.map(({ message }) => message)).toContain('flags.not-read')
  const ages: number[] = []
  const cache = {
    through: <T>({ ageS }: { ageS: number }, load: () => Promise<T>) => {
      ages.push(ageS)
      return load()
    },
    end: async () => {},
  }
  expect(await isFlagOn({ ...ctx, cache }, 'numerology', { key: 'x' })).toBe(true)
  expect(ages).toEqual([30])
})

const OFFER = `We are hiring! Harbour Light Software is looking for a Senior Backend Engineer in Hamburg, Germany (hybrid).
€75,000 - €90,000 per year, full-time. Apply at https://harbour-light.example/careers`

test('detected-jobs off: a sure reading waits for an operator, and what is public stays public when it is read again', async () => {
  await using world = await newWorld()
  await world.deliver([world.post({ externalId: 'p1', text: OFFER })])
  await world.settle()
  await switchFlag(world, 'detected-jobs', OFF)
  world.passMs(60_000)
  await world.deliver([
    world.post({ externalId: 'p1', text: `${OFFER} Join us.` }),
    world.post({ externalId: 'p2', text: OFFER.replace('Harbour Light', 'Quiet Dock') }),
  ])
  await world.settle()
  const rows = await world.as('system').db.select({ status: jobs.status }).from(jobs)
  expect(rows).toEqual([{ status: 'open' }])
  expect((await world.api('operator').leads.list({ state: 'queued' })).total).toBe(1)
  expect((await world.api('operator').leads.list({ state: 'published' })).total).toBe(1)
})

test('outgoing-mail off: a mail waits as it is, and leaves within five minutes of switching it on', async () => {
  await using world = await newWorld()
  const { postingId } = await addPosting(world, await world.person('Olga'))
  await switchFlag(world, 'outgoing-mail', OFF)
  await applyAsVisitor(world, postingId)
  await world.settle()
  expect(world.state.mailbox.taken).toEqual([])
  const states = async () => (await world.as('system').db.select({ state: messages.state }).from(messages)).map(({ state }) => state)
  expect(await states()).toEqual(['queued'])
  world.passMs(1_000)
  await switchFlag(world, 'outgoing-mail', FLAG_UNTOUCHED)
  world.passMs(5 * 60_000)
  await world.cron()
  await world.settle()
  expect(world.state.mailbox.taken).toHaveLength(1)
  expect(await states()).toEqual(['sent'])
})

async function applyAsVisitor(world: World, postingId: string) {
  const form = new FormData()
  form.set('file', new File(['%PDF-1.7'], 'resume.pdf'))
  const { fileToken } = await receiveSentFile(
    world.as('visitor'),
    new Request('https://numerojobs.example/apply/files', { method: 'POST', body: form }),
  )
  return world.api('visitor').hiring.sendApplication({
    postingId,
    name: 'Vera Visitor',
    email: 'vera@example.com',
    fileToken,
    batchId: newBatch(),
  })
}

test('apply-without-account off for an organisation: its visitors sign in first, who is signed in applies, and others go on', async () => {
  await using world = await newWorld()
  const [one, other] = [await addPosting(world, await world.person('Olga')), await addPosting(world, await world.person('Nora'))]
  await switchFlag(world, 'apply-without-account', { mode: 'some', percent: 0, organisationIds: [other.organisationId] })
  expect(await failure(applyAsVisitor(world, one.postingId))).toMatchObject({ code: 'conflict', reason: 'flags.switched-off' })
  expect(await applyAsVisitor(world, other.postingId)).toMatchObject({ statusToken: expect.any(String) })
  expect(await applyAs(await world.person('Sam'), one.postingId)).toMatchObject({ statusToken: null })
})

test('candidate-scores off: nobody is found or scored; candidate-invitations off: nobody is invited', async () => {
  await using world = await newWorld()
  const { postingId, organisationId } = await addPosting(world, await world.person('Olga'))
  const rita = await world.person('Rita')
  await addMember(world, organisationId, rita, 'recruiter')
  const mira = await world.person('Mira')
  await mira.api.resumes.start({ name: 'Main', resume: { work: [{ name: 'Bread', position: 'Pastry Chef' }] } })
  await world.settle()
  await mira.api.matching.setFindability({ isFindable: true, textVersion: FINDABLE_TEXT.version })
  await switchFlag(world, 'candidate-scores', OFF)
  expect(await failure(rita.api.matching.candidates({ postingId }))).toMatchObject({ code: 'conflict', reason: 'flags.switched-off' })
  expect((await mira.api.matching.receipts({})).data).toEqual([])
  await switchFlag(world, 'candidate-scores', FLAG_UNTOUCHED)
  world.passMs(1_000)
  await switchFlag(world, 'candidate-invitations', OFF)
  const [found] = (await rita.api.matching.candidates({ postingId })).data
  const invite = { postingId, receiptId: found?.receiptId ?? '' }
  expect(await failure(rita.api.matching.invite(invite))).toMatchObject({ reason: 'flags.switched-off' })
  expect((await mira.api.matching.invitations()).data).toEqual([])
  world.passMs(1_000)
  await switchFlag(world, 'candidate-invitations', { mode: 'some', percent: 0, organisationIds: [organisationId] })
  expect(await rita.api.matching.invite(invite)).toMatchObject({ state: 'invited' })
})

test('numerology off: it counts in no list of anybody, and what they chose is kept', async () => {
  await using world = await newWorld()
  const sam = await world.person('Sam')
  await sam.api.numerology.setSettings({ forJobs: true })
  expect(await sam.api.matching.recommended({})).toMatchObject({ hasNumerology: true })
  await switchFlag(world, 'numerology', OFF)
  expect(await sam.api.matching.recommended({})).toMatchObject({ hasNumerology: false })
  expect(await sam.api.numerology.settings()).toMatchObject({ forJobs: true })
})
