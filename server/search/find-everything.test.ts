import { eq, sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import type { FoundThings } from '../../contract/search'
import { candidates, organisations } from '../../db/schema'
import { addHiring } from '../../test/add-hiring'
import { newWorld } from '../../test/world'
import { rowsOf } from '../core/rows'
import { findEverything, hitsStatement } from './find-everything'

const titlesOf = ({ groups }: FoundThings) =>
  Object.fromEntries(groups.filter(({ kind }) => kind !== 'page').map(({ kind, hits }) => [kind, hits.map(({ title }) => title)]))

test('one search reaches applications, interviews, notes, contacts, reminders, résumés, organisations and their members', async () => {
  await using world = await newWorld()
  const anna = await world.person('Anna')
  const { card } = await anna.api.applications.save({ from: 'form', title: 'Baker', companyName: 'Copper Kettle' })
  const applicationId = card.id
  await anna.api.notes.add({ applicationId, markdown: `${'Before. '.repeat(40)}They asked about **sourdough** twice.` })
  await anna.api.contacts.add({ applicationId, name: 'Rosa Lind', email: 'rosa@copper.example' })
  await anna.api.reminders.add({ applicationId, text: 'Send the sourdough photos', dueAt: '2026-12-01T00:00:00.000Z' })
  await anna.api.interviews.add({
    applicationId,
    kind: 'video',
    people: ['Rosa Lind'],
    startsAt: '2026-12-01T09:00:00.000Z',
    endsAt: '2026-12-01T10:00:00.000Z',
    timeZone: 'Europe/Berlin',
  })
  await anna.api.resumes.importJson({ name: 'Bakery', json: '{"basics":{"name":"Anna","summary":"Eleven years of sourdough."}}' })
  await anna.api.organisations.create({ name: 'Sourdough Friends' })

  const sourdough = await anna.api.search.find({ q: 'Sourd' })
  expect(titlesOf(sourdough)).toEqual({
    note: ['Baker'],
    reminder: ['Send the sourdough photos'],
    resume: ['Bakery'],
    organisation: ['Sourdough Friends'],
  })
  expect(sourdough.groups.find(({ kind }) => kind === 'note')?.hits[0]).toMatchObject({
    to: `/applications/${applicationId}#notes-heading`,
    about: 'Copper Kettle',
    excerpt: expect.stringMatching(/^… .*sourdough/),
  })
  expect(titlesOf(await anna.api.search.find({ q: 'rosa lind' }))).toEqual({ interview: ['Baker'], contact: ['Rosa Lind'] })
  expect(titlesOf(await anna.api.search.find({ q: 'copper.example' }))).toEqual({ contact: ['Rosa Lind'] })
  // Misspelt, in another order, and only begun.
  expect(titlesOf(await anna.api.search.find({ q: 'coper ketle' }))).toMatchObject({ application: ['Baker'] })
  expect(titlesOf(await anna.api.search.find({ q: 'kett bak' }))).toMatchObject({ application: ['Baker'] })

  await anna.api.applications.remove({ applicationId })
  expect(titlesOf(await anna.api.search.find({ q: 'rosa lind' }))).toEqual({})
})

test('nobody finds what is another person’s; who shares an organisation finds its members, and who left finds none', async () => {
  await using world = await newWorld()
  const anna = await world.person('Anna')
  const boris = await world.person('Boris')
  const { card } = await anna.api.applications.save({ from: 'form', title: 'Baker', companyName: 'Copper Kettle' })
  await anna.api.notes.add({ applicationId: card.id, markdown: 'Anna wrote about sourdough' })
  await anna.api.contacts.add({ applicationId: card.id, name: 'Anna Lind' })
  await anna.api.resumes.importJson({ name: 'Anna', json: '{"basics":{"name":"Anna"}}' })
  const { id } = await anna.api.organisations.create({ name: 'Anna & Daughters' })
  for (const q of ['anna', 'sourdough', 'copper kettle', 'baker', card.id]) {
    expect(titlesOf(await boris.api.search.find({ q })), q).toEqual({})
    expect(titlesOf(await world.api('visitor').search.find({ q })), q).toEqual({})
    expect(titlesOf(await world.api('operator').search.find({ q })), q).toEqual({})
  }
  const invitation = await anna.api.organisations.invite({ organisationId: id, email: 'boris@example.com', role: 'viewer' })
  await boris.api.organisations.answerInvitation({ invitationId: invitation.id, accept: true })
  expect(titlesOf(await boris.api.search.find({ q: 'anna' }))).toEqual({ organisation: ['Anna & Daughters'], member: ['Anna'] })
  await boris.api.organisations.removeMember({ organisationId: id, personId: boris.personId })
  expect(titlesOf(await boris.api.search.find({ q: 'anna' }))).toEqual({})
})

test('a program finds what its key may read, and no more', async () => {
  await using world = await newWorld()
  const anna = await world.person('Anna')
  await anna.api.applications.save({ from: 'form', title: 'Baker', companyName: 'Copper Kettle' })
  await anna.api.resumes.importJson({ name: 'Baker', json: '{"basics":{"name":"Anna"}}' })
  await anna.api.organisations.create({ name: 'Baker Street' })
  const found = async (scopes: ('applications:read' | 'resumes:read' | 'profile:read')[]) =>
    Object.keys(titlesOf(await (await world.person('Anna', { personId: anna.personId, scopes })).api.search.find({ q: 'baker' })))
  expect(await found(['profile:read'])).toEqual([])
  expect(await found(['applications:read'])).toEqual(['application'])
  expect(await found(['resumes:read'])).toEqual(['resume'])
  expect(Object.keys(titlesOf(await anna.api.search.find({ q: 'baker' })))).toEqual(['application', 'resume', 'organisation'])
})

test('five of a kind are shown and more are told of; one kind alone has up to fifty; under two letters only pages are found', async () => {
  await using world = await newWorld()
  const anna = await world.person('Anna')
  for (let each = 0; each < 7; each++) await anna.api.applications.save({ from: 'form', title: `Baker ${each}` })
  const overview = await anna.api.search.find({ q: 'baker' })
  expect(overview.groups).toMatchObject([{ kind: 'application', hasMore: true, hits: { length: 5 } }])
  const { groups } = await anna.api.search.find({ q: 'baker', kind: 'application' })
  expect(groups).toMatchObject([{ kind: 'application', hasMore: false, hits: { length: 7 } }])
  expect((await anna.api.search.find({ q: 'b' })).groups.map(({ kind }) => kind)).toEqual(['page'])
  expect((await anna.api.search.find({ q: '' })).groups[0]?.hits.length).toBeGreaterThan(20)
})

test('letters that mean something to PostgreSQL mean nothing here', async () => {
  await using world = await newWorld()
  const anna = await world.person('Anna')
  await anna.api.applications.save({ from: 'form', title: 'Baker' })
  for (const q of ['%%', '__', "'; drop table jobs; --", 'a & | ! ( )', '\\\\', ':*:*', 'or and not'])
    expect(titlesOf(await anna.api.search.find({ q })), q).toEqual({})
})

test('among many people’s things no table is read from end to end', async () => {
  await using world = await newWorld()
  const anna = await world.person('Anna')
  const { db } = world.as('system')
  const id = (prefix: string, of = 'n') => sql.raw(`'${prefix}_' || lpad(to_hex(${of}), 32, '0')`)
  const many = sql.raw('generate_series(1, 20000) n')
  const owner = id('per', '1 + n % 500')
  await db.execute(
    sql`insert into people (id, name, email) select ${id('per')}, 'Person ' || n, 'p' || n || '@example.com' from generate_series(1, 2000) n`,
  )
  await db.execute(
    sql`insert into organisations (id, name, slug, created_at) select ${id('org')}, 'Org ' || n, 'org-' || n, now() from generate_series(1, 2000) n`,
  )
  await db.execute(
    sql`insert into members (organisation_id, person_id, role, joined_at) select ${id('org')}, ${id('per')}, 'owner', now() from generate_series(1, 2000) n`,
  )
  await db.execute(sql`
    insert into applications (id, person_id, title, company_name, title_key, source, stage_group, rank, stage_since, furthest, saved_at, updated_at)
    select ${id('app')}, ${owner}, 'Title ' || md5(n::text), 'Company ' || n, 't', 's', 'applied', 'a0', now(), 1, now(), now() from ${many}`)
  await db.execute(sql`insert into application_notes (id, application_id, person_id, markdown, created_at, updated_at)
    select ${id('not')}, ${id('app')}, ${owner}, 'Words ' || md5(n::text) || ' and more', now(), now() from ${many}`)
  await db.execute(sql`insert into application_contacts (id, application_id, person_id, name, created_at, updated_at)
    select ${id('con')}, ${id('app')}, ${owner}, 'Name ' || n, now(), now() from ${many}`)
  await db.execute(sql`insert into application_attachments (id, application_id, person_id, name, media_type, byte_size, created_at)
    select ${id('att')}, ${id('app')}, ${owner}, 'file-' || n, 'text/plain', 1, now() from ${many}`)
  await db.execute(sql`insert into reminders (id, application_id, person_id, text, due_at, first_due_at, created_at, updated_at)
    select ${id('rem')}, ${id('app')}, ${owner}, 'Do ' || n, now(), now(), now(), now() from ${many}`)
  await db.execute(sql`insert into interviews (id, application_id, person_id, kind, starts_at, ends_at, time_zone, employer_time_zone, created_at, updated_at)
    select ${id('int')}, ${id('app')}, ${owner}, 'video', now(), now(), 'UTC', 'UTC', now(), now() from ${many}`)
  await db.execute(sql`insert into companies (id, slug, name) select ${id('com')}, 's' || n, md5(n::text) || ' Works' from ${many}`)
  await db.execute(sql`insert into role_clusters (id) select ${id('clu')} from ${many}`)
  await db.execute(sql`insert into jobs (id, cluster_id, origin, title, source, source_key, found_at)
    select ${id('job')}, ${id('clu')}, 'synced', 'Title ' || md5(n::text), 's', n::text, now() from ${many}`)
  await db.execute(sql`insert into candidates (id, organisation_id, number, name, source, created_at, updated_at)
    select ${id('can')}, ${id('org', '1 + n % 2000')}, n, 'Name ' || md5(n::text), 's', now(), now() from ${many}`)
  await db.execute(sql`insert into postings (id, organisation_id, state, statements, reply_promise_days, created_at, updated_at)
    select ${id('pos')}, ${id('org')}, 'published', '{}', 14, now(), now() from generate_series(1, 2000) n`)
  await db.execute(sql`insert into hiring_applications
      (id, organisation_id, posting_id, candidate_id, rank, stage_since, source, applied_at, reply_due_at, updated_at)
    select ${id('app')}, ${id('org', '1 + n % 2000')}, ${id('pos', '1 + n % 2000')}, ${id('can')}, 'a0', now(), 's', now(), now(), now() from ${many}`)
  await db.execute(sql`vacuum analyze`)
  expect(await db.$count(organisations)).toBe(2_000)
  const anybody = rowsOf<{ id: string }>(await db.execute(sql`select id from people where id <> ${anna.personId} order by id limit 1`))
  for (const personId of [anna.personId, anybody[0]?.id ?? ''])
    for (const q of ['ab', 'title', 'copper kettle', 'c4ca4238a0']) {
      const actor = { ...anna.ctx.actor, personId }
      const statement = hitsStatement(actor, { phrase: q, words: q.split(' '), limit: 6 }, world.state.now)
      if (!statement) throw new Error('There was nothing to look for.')
      const plan = rowsOf<Record<string, string>>(await db.execute(sql`explain ${statement}`)).map((row) => Object.values(row)[0])
      expect
        .soft(
          plan.filter((line) => line?.includes('Seq Scan')),
          q,
        )
        .toEqual([])
    }
  expect(titlesOf(await findEverything(anna.ctx, { q: 'c4ca4238a0' }))).toMatchObject({ job: [expect.stringContaining('c4ca4238a0')] })
})

test('candidates are found by their names alone: no ask spells out what stands in a résumé', async () => {
  await using world = await newWorld()
  const { staff } = await addHiring(world, { Anna: 'owner', Vera: 'viewer' }, 3)
  const { Anna: anna, Vera: vera } = staff
  if (!anna || !vera) throw new Error('Somebody is missing.')
  const resumeText = 'Rosa Delgado, head baker, +49 1512 3456789, rosa.private@delgado.example'
  await anna.ctx.db.update(candidates).set({ resumeText }).where(eq(candidates.name, 'Rosa Delgado'))
  const finds = async (q: string) => titlesOf(await findEverything(vera.ctx, { q, kind: 'candidate' })).candidate ?? []
  expect(await finds('rosa del')).toEqual(['Rosa Delgado'])
  for (const q of ['rosa delgado 3', 'rosa delgado 1512', 'rosa delgado rosa.private@delgado.example', 'rosa baker', 'baker'])
    expect(await finds(q), q).toEqual([])
})
