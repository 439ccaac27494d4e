import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { personRoom } from '../../contract/live'
import { accounts, apiKeys, messages, people, sessions, tasks } from '../../db/schema'
import { tablesThatHold } from '../../test/tables-that-hold'
import { failure, newKeyRing, newWorld, type World } from '../../test/world'
import { newId } from '../core/ids'
import { rowsOf } from '../core/rows'
import { answerOnce } from '../idempotency/answer-once'
import { queueMail } from '../notifications/queue-mail'
import { requestErasure } from './erase-author'
import { erasePerson, startErasure } from './erase-person'
import { PERSON_STORES } from './person-stores'

const DAY_MS = 86_400_000

/** Somebody with something in every place, and a session that began now. */
async function settledPerson(world: World, name: string) {
  const person = await world.person(name)
  const { personId, ctx, api } = person
  const system = world.as('system')
  const now = world.state.now
  await system.db.insert(sessions).values({
    id: ctx.actor.sessionId ?? '',
    personId,
    token: newId('request'),
    expiresAt: new Date(now.getTime() + 30 * DAY_MS),
    createdAt: now,
  })
  await system.db.insert(accounts).values({ id: newId('account'), personId, accountId: `fb-${personId}`, providerId: 'facebook' })
  await system.db.insert(apiKeys).values({
    id: newId('apiKey'),
    personId,
    name: `Program of ${name}`,
    prefix: 'nj_abc',
    secretHash: newId('request'),
    scopes: ['profile:read'],
    createdAt: now,
    expiresAt: new Date(now.getTime() + DAY_MS),
  })
  const { card } = await api.applications.save({ from: 'form', title: `Baker for ${name}`, companyName: 'Kestrel Bakery' })
  await api.applications.move({ applicationId: card.id, to: { group: 'applied', stageId: null } })
  await api.notes.add({ applicationId: card.id, markdown: `Words of ${name}` })
  await api.birthData.set({ birthDate: '1990-04-23', birthName: `${name} Reed` })
  await api.consents.set({ textId: 'mail-updates', textVersion: 1, given: true })
  await api.notifications.setPreferences({ digest: 'daily', events: [{ event: 'job.closed', channel: 'mail', on: false }] })
  await api.organisations.create({ name: `House of ${name}` })
  await ctx.files.put(`applications/${personId}/lost`, new TextEncoder().encode(`A file of ${name}`))
  await answerOnce(ctx, { key: 'k', operation: 'save', request: 'x' }, async () => ({ status: 200, body: name }))
  await queueMail(system, system.db, {
    template: 'sign-in-code',
    to: `${name.toLowerCase()}@example.com`,
    personId: null,
    data: { code: '123456', link: 'https://numerojobs.example/x', minutes: 10 },
  })
  await world.settle()
  return person
}

test('every table with a column person_id stands in exactly one store, and every store names tables that there are', async () => {
  await using world = await newWorld()
  const { db } = world.as('system')
  const held = rowsOf<{ name: string }>(
    await db.execute(
      sql`select table_name as name from information_schema.columns where column_name = 'person_id' and table_schema not in ('pg_catalog', 'information_schema')`,
    ),
  )
  const named = PERSON_STORES.flatMap(({ tables }) => tables)
  expect(held.map(({ name }) => name).filter((name) => !named.includes(name))).toEqual([])
  expect(named.filter((name, index) => named.indexOf(name) !== index)).toEqual([])
  const all = rowsOf<{ name: string }>(await db.execute(sql`select table_name as name from information_schema.tables`)).map(
    ({ name }) => name,
  )
  expect(named.filter((name) => !all.includes(name))).toEqual([])
})

test('a deleted account waits 14 days, goes with everything, and the page shows each place before and after; others keep theirs', async () => {
  await using world = await newWorld()
  const anna = await settledPerson(world, 'Anna')
  const boris = await settledPerson(world, 'Boris')
  const kept = await placesOf(world, boris.personId)
  const { confirmationCode, eraseAfter } = await anna.api.privacy.askDeletion({ when: 'after-grace' })
  expect(eraseAfter).toBe('2026-12-05T10:00:00.000Z')
  await world.settle()
  expect(world.state.mailbox.taken.at(-1)?.subject).toContain('will be deleted')
  expect(await world.api('visitor').privacy.deletionStatus({ code: confirmationCode })).toMatchObject({ state: 'scheduled', stores: [] })

  world.passMs(14 * DAY_MS - 1)
  await world.cron()
  await world.settle()
  expect((await anna.api.people.me()).eraseAfter).toBe(eraseAfter)
  world.passMs(1)
  await world.cron()
  await world.settle()
  const status = await world.api('visitor').privacy.deletionStatus({ code: confirmationCode })
  expect(status.state).toBe('done')
  expect(status.stores.every(({ left }) => left === 0)).toBe(true)
  expect(status.stores.filter(({ erased }) => erased === 0).map(({ store }) => store)).toEqual(
    expect.not.arrayContaining([
      'sign-in',
      'answers',
      'applications',
      'birth-data',
      'notifications',
      'messages',
      'consents',
      'files',
      'outbox',
      'account',
    ]),
  )
  expect(await tablesThatHold(world, anna.personId)).toEqual([])
  expect(await tablesThatHold(world, 'anna')).toEqual([])
  expect([...world.state.bucket.objects.keys()].filter((key) => key.includes(anna.personId))).toEqual([])
  expect(world.state.forgotten).toContainEqual(personRoom(anna.personId))
  expect(world.state.reauthorised).toContainEqual(personRoom(anna.personId))
  expect(world.state.mailbox.taken.at(-1)).toMatchObject({ to: 'anna@example.com', subject: expect.stringContaining('is deleted') })
  expect(await placesOf(world, boris.personId)).toEqual(expect.arrayContaining(kept))
})

test('one click takes it back, and nothing was lost; asked twice it is one request with one mail', async () => {
  await using world = await newWorld()
  const anna = await settledPerson(world, 'Anna')
  const first = await anna.api.privacy.askDeletion({ when: 'after-grace' })
  world.passMs(60_000)
  expect(await anna.api.privacy.askDeletion({ when: 'after-grace' })).toEqual(first)
  await world.settle()
  expect(world.state.mailbox.taken.filter(({ subject }) => subject.includes('will be deleted'))).toHaveLength(1)
  await anna.api.privacy.takeBackDeletion()
  await anna.api.privacy.takeBackDeletion()
  world.passMs(15 * DAY_MS)
  await world.cron()
  await world.settle()
  expect((await anna.api.people.me()).eraseAfter).toBeNull()
  expect((await anna.api.privacy.overview()).deletion).toBeNull()
  expect((await world.api('visitor').privacy.deletionStatus({ code: first.confirmationCode })).state).toBe('taken-back')
})

test('who types the address is erased at once; another address, or an old session, erases nothing', async () => {
  await using world = await newWorld()
  const anna = await settledPerson(world, 'Anna')
  expect(await failure(anna.api.privacy.askDeletion({ when: 'now', address: 'boris@example.com' }))).toMatchObject({
    reason: 'privacy.other-address',
  })
  world.passMs(10 * 60_000 + 1)
  expect(await failure(anna.api.privacy.askDeletion({ when: 'now', address: 'anna@example.com' }))).toMatchObject({
    reason: 'session.not-fresh',
  })
  await world.as('system').db.update(sessions).set({ createdAt: world.state.now })
  const { confirmationCode } = await anna.api.privacy.askDeletion({ when: 'now', address: 'Anna@example.com' })
  await world.settle()
  expect((await world.api('visitor').privacy.deletionStatus({ code: confirmationCode })).state).toBe('done')
  expect(await tablesThatHold(world, anna.personId)).toEqual([])
})

test('the only owner of an organisation with others in it hands it over first', async () => {
  await using world = await newWorld()
  const anna = await settledPerson(world, 'Anna')
  const boris = await world.person('Boris')
  const [house] = await anna.api.organisations.list()
  await anna.api.organisations.invite({ organisationId: house?.id ?? '', email: 'boris@example.com', role: 'recruiter' })
  const [invitation] = await boris.api.organisations.myInvitations()
  await boris.api.organisations.answerInvitation({ invitationId: invitation?.id ?? '', accept: true })
  expect(await failure(anna.api.privacy.askDeletion({ when: 'after-grace' }))).toMatchObject({ reason: 'privacy.last-owner' })
  await anna.api.organisations.changeRole({ organisationId: house?.id ?? '', personId: boris.personId, role: 'owner' })
  await expect(anna.api.privacy.askDeletion({ when: 'after-grace' })).resolves.toMatchObject({ confirmationCode: expect.any(String) })
})

test('killed after any step it goes on and ends with the same page and one mail', async () => {
  await using world = await newWorld()
  for (let steps = 0; steps < 40; steps += 3) {
    const name = `Anna${steps}`
    const anna = await settledPerson(world, name)
    const { confirmationCode } = await anna.api.privacy.askDeletion({ when: 'now', address: `${name}@example.com` })
    await killAfter(world, steps)
    world.passMs(200_000)
    await world.cron()
    await world.settle()
    const status = await world.api('visitor').privacy.deletionStatus({ code: confirmationCode })
    expect.soft(status.state, `after ${steps} steps`).toBe('done')
    expect.soft(status.stores.find(({ store }) => store === 'account')?.erased, `after ${steps} steps`).toBe(2)
    expect.soft(await tablesThatHold(world, anna.personId), `after ${steps} steps`).toEqual([])
    const farewells = world.state.mailbox.taken.filter(
      ({ to, subject }) => to === `${name.toLowerCase()}@example.com` && subject.includes('is deleted'),
    )
    expect.soft(farewells, `after ${steps} steps`).toHaveLength(1)
  }
})

test('run twice it does no harm, and what an old token wrote meanwhile goes with the last look', async () => {
  await using world = await newWorld()
  const anna = await settledPerson(world, 'Anna')
  await anna.api.privacy.askDeletion({ when: 'now', address: 'anna@example.com' })
  const [task] = await world.as('system').db.select({ payload: tasks.payload }).from(tasks).where(sql`kind = 'privacy.erase-person'`)
  if (task?.payload.kind !== 'privacy.erase-person') throw new Error('There is no task.')
  await world.settle()
  await erasePerson(world.as('system'), task.payload)
  expect(world.state.mailbox.taken.filter(({ subject }) => subject.includes('is deleted'))).toHaveLength(1)
  // Believed for a minute, the token of a page that was open may still write where no key to the account holds it back.
  await anna.api.notifications.setPreferences({ digest: 'weekly' }).catch(() => {})
  world.passMs(125_000)
  await world.cron()
  await world.settle()
  expect(await tablesThatHold(world, anna.personId)).toEqual([])
})

test('the last mail is forgotten a day later', async () => {
  await using world = await newWorld()
  const anna = await settledPerson(world, 'Anna')
  await anna.api.privacy.askDeletion({ when: 'now', address: 'anna@example.com' })
  await world.settle()
  expect(await world.as('system').db.$count(messages)).toBe(1)
  world.passMs(DAY_MS + 1)
  world.state.now.setUTCMinutes(7)
  await world.cron()
  expect(await world.as('system').db.$count(messages)).toBe(0)
})

test('what was sealed under an old key is erased and its task opened all the same', async () => {
  await using world = await newWorld()
  const anna = await settledPerson(world, 'Anna')
  const { confirmationCode } = await anna.api.privacy.askDeletion({ when: 'now', address: 'anna@example.com' })
  world.state.keyRing = newKeyRing('k2', world.state.keyRing)
  await world.settle()
  expect((await world.api('visitor').privacy.deletionStatus({ code: confirmationCode })).state).toBe('done')
  expect(world.state.mailbox.taken.at(-1)?.to).toBe('anna@example.com')
})

test('a deletion request by Facebook also unlinks who signed in by it, and asks whoever came by it alone and made nothing', async () => {
  await using world = await newWorld()
  const anna = await settledPerson(world, 'Anna')
  const boris = await world.person('Boris')
  const { db } = world.as('system')
  await db.insert(accounts).values({ id: newId('account'), personId: boris.personId, accountId: 'fb-boris', providerId: 'facebook' })
  await db.update(people).set({ image: 'https://pictures.example/boris.jpg' })
  for (const accountId of ['fb-boris', `fb-${anna.personId}`]) {
    const code = await requestErasure(world.as('system'), { source: 'facebook', authorExternalId: accountId })
    await world.settle()
    const status = await world.api('visitor').privacy.deletionStatus({ code })
    expect(status).toMatchObject({
      state: 'done',
      stores: expect.arrayContaining([expect.objectContaining({ store: 'sign-in', erased: 1, left: 0 })]),
    })
    expect(await tablesThatHold(world, accountId)).toEqual([])
  }
  expect(await db.select({ image: people.image }).from(people)).toEqual([{ image: null }, { image: null }])
  const asked = world.state.mailbox.taken.filter(({ subject }) => subject.includes('no longer linked')).map(({ to }) => to)
  expect(asked).toEqual(['boris@example.com'])
  expect((await anna.api.applications.list({})).data).toHaveLength(1)
})

/** Carries out the erasure with a database that dies after so many statements. */
async function killAfter(world: World, steps: number): Promise<void> {
  const ctx = world.as('system')
  const [task] = await ctx.db
    .select({ payload: tasks.payload })
    .from(tasks)
    .where(sql`kind = 'privacy.erase-person' and state = 'open' and payload->>'isSweep' = 'false'`)
  if (task?.payload.kind !== 'privacy.erase-person') throw new Error('There is no task.')
  world.state.queue.length = 0
  let left = steps
  const spend = () => {
    left -= 1
    if (left < 0) throw new Error('killed')
  }
  const db = new Proxy(ctx.db, {
    get(target, name) {
      if (name === 'execute') spend()
      return Reflect.get(target, name)
    },
  })
  const killed = {
    ...ctx,
    db,
    transact: (async (work) => {
      spend()
      return ctx.transact(work)
    }) as typeof ctx.transact,
  }
  await erasePerson(killed, task.payload).catch((error: unknown) => {
    if (!(error instanceof Error) || !`${error.message} ${String(error.cause)}`.includes('killed')) throw error
  })
}

/** Where somebody's things are, but for live events, which nobody keeps for two weeks. */
async function placesOf(world: World, personId: string): Promise<string[]> {
  return (await tablesThatHold(world, personId)).filter((name) => name !== 'outbox')
}

test('an operator’s name leaves the decisions that stay, and nobody else’s does', async () => {
  await using world = await newWorld()
  const olga = await world.person('Olga', { isOperator: true })
  const boris = await world.person('Boris', { isOperator: true })
  const offer = (place: string) =>
    `We are hiring! Harbour Light Software is looking for a Senior Backend Engineer in ${place}, Germany. €75,000 - €90,000 per year, full-time. Apply at https://harbour-light.example/${place}`
  await world.deliver(['Hamburg', 'Bremen'].map((place) => world.post({ externalId: place, text: offer(place) })))
  await world.settle()
  const { data } = await olga.api.leads.list({ state: 'published' })
  for (const [index, operator] of [olga, boris].entries()) {
    const lead = data[index]
    if (lead) await operator.api.leads.decide({ decision: 'reject', leadId: lead.id, version: lead.version, label: 'scam' })
  }
  await startErasure(world.as('system'), olga.personId)
  await world.settle()
  const { db } = world.as('system')
  const decided = async (table: string) =>
    rowsOf<{ by: string }>(await db.execute(sql.raw(`select decided_by as by from ${table} order by 1`)))
  for (const table of ['leads', 'lead_labels']) expect(await decided(table), table).toEqual([{ by: 'A former operator' }, { by: 'Boris' }])
})
