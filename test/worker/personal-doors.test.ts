import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { createTRPCClient, httpLink } from '@trpc/client'
import pg from 'pg'
import { expect, inject, test } from 'vitest'
import { z } from 'zod'
import { operatorLink } from '../../scripts/operator-link.mjs'
import { createClient, type PersonEvent } from '../../sdk/src'
import type { AppRouter } from '../../server/entry/app-router'
import { deletionRequest, facebookDelivery } from '../senders'
import { databaseUrl, signIn } from '../sign-in'

/** A person's own doors on a served system: files, calendars, live news, and their end. */
const system = inject('system')
const { origin, vars, dataDir } = system
const PATIENT = { timeout: 15_000, interval: 200 }

async function enter(name: string) {
  const { personId, cookies } = await signIn(system, name)
  const cookie = cookies.map((each) => `${each.name}=${each.value}`).join('; ')
  const api = createTRPCClient<AppRouter>({ links: [httpLink({ url: `${origin}/trpc`, headers: { cookie } })] })
  const get = (address: string, headers: Record<string, string> = {}) =>
    fetch(new URL(address, origin), { headers: { cookie, ...headers }, redirect: 'manual' })
  return { personId, cookie, api, get }
}
const soon = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString()

test('a calendar is read by its secret address alone, is not sent again unchanged, and ends when it is revoked', async () => {
  const anna = await enter('Anna')
  const { card } = await anna.api.applications.save.mutate({ from: 'form', title: 'Baker', companyName: 'Copper Kettle' })
  const interview = await anna.api.interviews.add.mutate({
    applicationId: card.id,
    kind: 'video',
    startsAt: soon(48),
    endsAt: soon(49),
    timeZone: 'Europe/Berlin',
  })
  const { url } = await anna.api.calendar.issue.mutate({})
  const { pathname } = new URL(url)
  const first = await fetch(`${origin}${pathname}`)
  expect([first.status, first.headers.get('content-type')]).toEqual([200, 'text/calendar; charset=utf-8'])
  const body = await first.text()
  expect(body).toMatch(/^BEGIN:VCALENDAR\r\n[\s\S]*\r\nEND:VCALENDAR\r\n$/)
  expect(body).toContain(interview.id)
  const again = await fetch(`${origin}${pathname}`, { headers: { 'if-none-match': first.headers.get('etag') ?? '' } })
  expect([again.status, await again.text()]).toEqual([304, ''])
  expect((await fetch(`${origin}/calendar/${'A'.repeat(43)}.ics`)).status).toBe(404)
  await anna.api.calendar.revoke.mutate()
  expect((await fetch(`${origin}${pathname}`)).status).toBe(404)
})

test('an interview, a contact and a file leave in their formats to their owner; a stranger is told what a wrong id is told', async () => {
  const [anna, boris] = [await enter('Anna'), await enter('Boris')]
  const { card } = await anna.api.applications.save.mutate({ from: 'form', title: 'Baker', companyName: 'Copper Kettle' })
  const applicationId = card.id
  const contact = await anna.api.contacts.add.mutate({ applicationId, name: 'Rosa Lind', email: 'rosa@copper.example' })
  const interview = await anna.api.interviews.add.mutate({
    applicationId,
    kind: 'onsite',
    startsAt: soon(24),
    endsAt: soon(25),
    timeZone: 'Europe/Berlin',
  })
  const pdf = new TextEncoder().encode('%PDF-1.7\n1 0 obj')
  const form = new FormData()
  form.set('applicationId', applicationId)
  form.set('file', new File([pdf], 'Zeugnis für Anna.pdf'))
  const kept = await fetch(`${origin}/attachments`, { method: 'POST', headers: { cookie: anna.cookie }, body: form })
  const attachment = z.object({ id: z.string() }).parse(await kept.json())
  const doors = [
    { door: `/interviews/${interview.id}.ics`, type: 'text/calendar', holds: 'BEGIN:VEVENT' },
    { door: `/applications/contacts/${contact.id}`, type: 'text/vcard', holds: 'EMAIL;TYPE=work:rosa@copper.example' },
    { door: `/attachments/${attachment.id}`, type: 'application/pdf', holds: '%PDF-1.7' },
  ]
  for (const { door, type, holds } of doors) {
    const own = await anna.get(door)
    expect.soft([own.status, own.headers.get('content-type')?.split(';')[0]], door).toEqual([200, type])
    expect.soft(own.headers.get('cache-control'), door).toContain('private')
    expect.soft(await own.text(), door).toContain(holds)
    const nobodys = door.replace(/_[0-9a-f]{32}/, `_${'f'.repeat(32)}`)
    const statuses = await Promise.all([boris.get(door), boris.get(nobodys), anna.get(nobodys)])
    expect
      .soft(
        statuses.map(({ status }) => status),
        door,
      )
      .toEqual([404, 404, 404])
  }
  const named = await anna.get(`/attachments/${attachment.id}`)
  expect(named.headers.get('content-disposition')).toContain("filename*=UTF-8''Zeugnis%20f%C3%BCr%20Anna.pdf")
})

test('a program that watches hears of its person’s things alone, within moments, and goes on where it left off', async () => {
  const [anna, boris] = [await enter('Anna'), await enter('Boris')]
  const scopes = ['applications:read', 'resumes:read', 'notifications:read', 'profile:read'] as const
  const { key } = await anna.api.keys.issue.mutate({ name: 'A program', scopes: [...scopes] })
  const client = createClient({ baseUrl: origin, apiKey: key })
  const stop = new AbortController()
  const events: PersonEvent[] = []
  let isLive = false
  const watching = (async () => {
    const live = client.me.watch({ signal: stop.signal, onState: (state) => (isLive = state === 'live') })
    for await (const event of live) events.push(event)
  })()
  await expect.poll(() => isLive, PATIENT).toBe(true)
  await boris.api.applications.save.mutate({ from: 'form', title: 'Boris' })
  const { card } = await anna.api.applications.save.mutate({ from: 'form', title: 'Baker' })
  await anna.api.applications.move.mutate({ applicationId: card.id, to: { group: 'applied' } })
  await expect.poll(() => events.length, PATIENT).toBe(2)
  expect(events.map((event) => (event.type === 'application.changed' ? [event.data.card.id, event.data.card.group] : []))).toEqual([
    [card.id, 'preparing'],
    [card.id, 'applied'],
  ])
  stop.abort()
  await watching
  await anna.api.notes.add.mutate({ applicationId: card.id, markdown: 'While nobody listened' })
  for await (const event of client.me.watch({ since: events.at(-1)?.seq ?? 0, signal: AbortSignal.timeout(15_000) })) {
    events.push(event)
    break
  }
  expect(events.at(-1)).toMatchObject({ type: 'note.changed', seq: (events.at(-2)?.seq ?? 0) + 1 })
})

test('signing out ends the sockets of that device, and no ticket opens another; the other device goes on', async () => {
  const anna = await enter('Anna')
  const Ticket = z.object({ ticket: z.string(), party: z.string(), room: z.string() })
  const ticketOf = async (cookie: string) => {
    const answer = await fetch(`${origin}/v1/live/ticket?room=person%2Fme`, { headers: { cookie } })
    return answer.ok ? Ticket.parse(await answer.json()) : answer.status
  }
  const open = (ticket: z.infer<typeof Ticket>) => {
    const socket = new WebSocket(`${origin.replace('http', 'ws')}/parties/${ticket.party}/${ticket.room}?ticket=${ticket.ticket}`)
    const state = { isOpen: false, isClosed: false, frames: 0 }
    socket.addEventListener('open', () => (state.isOpen = true))
    socket.addEventListener('message', () => (state.frames += 1))
    socket.addEventListener('close', () => (state.isClosed = true))
    return { socket, state }
  }
  const ticket = await ticketOf(anna.cookie)
  if (typeof ticket === 'number') throw new Error(`No ticket was given: ${ticket}.`)
  const { state } = open(ticket)
  await expect.poll(() => state.isOpen, PATIENT).toBe(true)
  const out = await fetch(`${origin}/sign-out`, { method: 'POST', headers: { cookie: anna.cookie, origin }, redirect: 'manual' })
  expect(out.status).toBe(302)
  await expect.poll(() => state.isClosed, PATIENT).toBe(true)
  expect(await ticketOf(anna.cookie)).toBe(401)
  // The old ticket is not over by time yet.
  const late = open(ticket)
  await expect.poll(() => late.state.isClosed, PATIENT).toBe(true)
  expect(late.state.frames).toBe(0)
})

test('within a minute of a deletion request that Meta signed, no store holds anything of the person; its page lists each; again is the same', async () => {
  const secret = vars.FACEBOOK_APP_SECRET ?? ''
  const author = '5544332211009988'
  const mark = `quillwright${Math.random().toString(36).slice(2, 8)}`
  const entered = await fetch(operatorLink({ origin, secret: vars.SESSION_SECRET ?? '' }), { redirect: 'manual' })
  const cookie = entered.headers.get('set-cookie')?.split(';')[0] ?? ''
  const operator = createTRPCClient<AppRouter>({ links: [httpLink({ url: `${origin}/trpc`, headers: { cookie } })] })
  await operator.sources.connectPage.mutate({ externalId: '200000000000077', name: 'A page' })
  const text = `We are hiring! Quay Lantern Software is looking for a Maintenance Electrician in Genoa, Italy. Full-time, €75,000 - €90,000 per year. You will work with TypeScript and PostgreSQL. Apply at https://quay-lantern.example/careers/${mark}`
  const delivery = facebookDelivery(secret, [{ pageId: '200000000000077', id: '1', text, authorId: author }])
  expect((await fetch(`${origin}/webhooks/facebook`, { method: 'POST', ...delivery })).status).toBe(200)
  // Somebody who signed in by the same account, and gave nothing else.
  const anna = await enter('Anna')
  const db = new pg.Client({ connectionString: databaseUrl(dataDir) })
  await db.connect()
  await db.query(`insert into accounts (id, person_id, account_id, provider_id) values ($1, $2, $3, 'facebook')`, [
    `acc_${crypto.randomUUID().replaceAll('-', '')}`,
    anna.personId,
    author,
  ])
  const pageOf = async (address: string) => (await fetch(`${origin}${address}`)).text()
  const words = encodeURIComponent('"Maintenance Electrician"')
  // Asked past the caches, which would keep that nothing was there yet.
  const search = () => operator.jobs.search.query({ q: '"Maintenance Electrician"' })
  await expect.poll(async () => (await search()).data.length, PATIENT).toBe(1)
  const [job] = (await search()).data
  const readers = {
    search: `/v1/jobs?q=${words}`,
    page: `/jobs?q=${words}`,
    job: `/v1/jobs/${job?.id}`,
    feed: `/jobs.atom?q=${words}`,
    everything: `/trpc/search.find?input=${encodeURIComponent(JSON.stringify({ q: 'maintenance electrician' }))}`,
    room: '/v1/live/events?room=feed%2Fjobs&since=0',
  }
  // Read once, so that caches hold it.
  for (const [name, address] of Object.entries(readers)) expect(await pageOf(address), name).toContain('Quay Lantern Software')
  expect(await rowsHolding(db, author)).not.toEqual([])

  const startedAtMs = Date.now()
  const ask = async () =>
    z.object({ url: z.string(), confirmation_code: z.string() }).parse(
      await (
        await fetch(`${origin}/webhooks/facebook/deletion`, {
          method: 'POST',
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
          body: new URLSearchParams({ signed_request: deletionRequest(secret, author) }).toString(),
        })
      ).json(),
    )
  const answer = await ask()
  const Status = z.object({ state: z.string(), stores: z.array(z.object({ store: z.string(), left: z.int() })) })
  const input = encodeURIComponent(JSON.stringify({ code: answer.confirmation_code }))
  const status = async () =>
    z.object({ result: z.object({ data: Status }) }).parse(JSON.parse(await pageOf(`/trpc/privacy.deletionStatus?input=${input}`))).result
      .data
  await expect.poll(async () => (await status()).state, { timeout: 60_000, interval: 500 }).toBe('done')
  // An answer repeats the words that were looked for; what they found comes with the company.
  const holdsIt = (answer: string) => answer.includes(mark) || answer.includes('Quay Lantern Software')
  const held = async () => [
    ...(await rowsHolding(db, author)),
    ...(await rowsHolding(db, mark)),
    ...filesHolding([author, mark]),
    ...(await Promise.all(Object.entries(readers).map(async ([name, address]) => (holdsIt(await pageOf(address)) ? [name] : [])))).flat(),
  ]
  await expect.poll(held, { timeout: 60_000 - (Date.now() - startedAtMs), interval: 1_000 }).toEqual([])
  const { stores } = await status()
  expect(stores.map(({ store }) => store)).toEqual(
    expect.arrayContaining(['posts', 'leads', 'jobs', 'sign-in', 'tasks', 'outbox', 'rooms', 'caches']),
  )
  expect(stores.every(({ left }) => left === 0)).toBe(true)
  const page = await pageOf(new URL(answer.url).pathname)
  expect(page).toMatch(/Posts/i)
  expect(page).not.toContain(author)
  expect(await ask()).toEqual(answer)
  await expect.poll(async () => (await status()).state, { timeout: 60_000, interval: 500 }).toBe('done')
  expect(await held()).toEqual([])
  await db.end()
})

/** The tables that have a row with a text anywhere in it. */
async function rowsHolding(db: pg.Client, text: string): Promise<string[]> {
  const { rows } = await db.query(
    `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
      where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`,
  )
  const found: string[] = []
  for (const { name } of z.array(z.object({ name: z.string() })).parse(rows)) {
    const answer = await db.query(`select 1 from ${name} held where held::text like $1 limit 1`, [`%${text}%`])
    if (answer.rows.length > 0) found.push(name)
  }
  return found
}

/**
 * Files that the system keeps beside its database: uploads, rooms, logs. PostgreSQL's own hold what vacuum has not reached yet, and the
 * edge cache what nobody can ask for any more until its age ends it: what answers come from it, the readers show.
 */
function filesHolding(texts: string[]): string[] {
  const files = readdirSync(dataDir, { recursive: true, encoding: 'utf8' }).filter(
    (file) => !/^(postgres|inbox|secrets|run|prepared|miniflare\/cache)\b/.test(file) && statSync(path.join(dataDir, file)).isFile(),
  )
  return files.filter((file) => {
    const bytes = readFileSync(path.join(dataDir, file))
    return texts.some((text) => bytes.includes(Buffer.from(text)))
  })
}
