import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import net from 'node:net'
import path from 'node:path'
import { neon, neonConfig, Pool } from '@neondatabase/serverless'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { NOT_DURABLE, startDatabase } from '../../scripts/db.mjs'
import { findFreePort } from '../../scripts/ports.mjs'
import { startPostgres } from '../../scripts/postgres.mjs'
import { findProcessStart } from '../../scripts/processes.mjs'
import { newFolder } from './project'

let folder: ReturnType<typeof newFolder>
let database: Awaited<ReturnType<typeof startDatabase>>

beforeAll(async () => {
  folder = newFolder()
  database = await startDatabase({ dir: folder.dir, flags: NOT_DURABLE })
  neonConfig.fetchEndpoint = () => `http://${database.proxy}/sql`
  neonConfig.wsProxy = () => `${database.proxy}/v2`
  neonConfig.useSecureWebSocket = false
  neonConfig.pipelineTLS = false
  neonConfig.pipelineConnect = false
})

afterAll(async () => {
  await database.stop()
  folder[Symbol.dispose]()
})

const failureOf = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: { code?: string; message: string }) => error,
  )

test('a batch is one transaction: its statements see each other, and one that fails undoes all', async () => {
  const sql = neon(database.url())
  await sql`create table batch (id int primary key)`
  const [, rows] = await sql.transaction([sql`insert into batch values (1)`, sql`select id from batch`], { isolationLevel: 'Serializable' })
  expect(rows).toEqual([{ id: 1 }])

  const failure = await failureOf(sql.transaction([sql`insert into batch values (2)`, sql`insert into batch values (1)`]))
  expect(failure).toMatchObject({ code: '23505', constraint: 'batch_pkey' })
  expect(await sql`select id from batch`).toEqual([{ id: 1 }])

  const readOnly = await failureOf(sql.transaction([sql`insert into batch values (3)`], { readOnly: true }))
  expect(readOnly).toMatchObject({ code: '25006' })
})

test('a transaction over a socket is interactive, and a socket that breaks rolls it back', async () => {
  const sql = neon(database.url())
  await sql`create table socket (id int)`
  const pool = new Pool({ connectionString: database.url(), max: 1 })
  pool.on('error', () => {})
  const client = await pool.connect()
  await client.query('begin')
  await client.query('insert into socket values (1)')
  expect((await client.query('select count(*)::int as n from socket')).rows).toEqual([{ n: 1 }])
  expect(await sql`select count(*)::int as n from socket`).toEqual([{ n: 0 }])
  client.release(true)
  await pool.end()
  // The table can be locked only after the broken session is gone.
  await sql.transaction([sql`set local lock_timeout = '5s'`, sql`lock table socket`])
  expect(await sql`select count(*)::int as n from socket`).toEqual([{ n: 0 }])
})

test('values larger than any buffer arrive whole', async () => {
  const pool = new Pool({ connectionString: database.url(), max: 1 })
  pool.on('error', () => {})
  const { rows } = await pool.query("select repeat('x', 20000000) as x, length($1) as n", ['y'.repeat(2_000_000)])
  await pool.end()
  expect(rows[0].x).toHaveLength(20_000_000)
  expect(rows[0].n).toBe(2_000_000)
})

test('several databases live on one server, and a forgotten one can be cloned and dropped', async () => {
  const sql = neon(database.url())
  await sql`create database "template one"`
  await neon(database.url('template one'))`create table kept (id int)`
  await database.forget('template one')
  await sql`create database clone template "template one"`
  expect(await neon(database.url('clone'))`select current_database() as name, count(*)::int as n from kept`).toEqual([
    { name: 'clone', n: 0 },
  ])
  await database.forget('clone')
  await sql`drop database clone`
})

test('a wrong password is refused by PostgreSQL itself, over HTTP and over a socket', async () => {
  const url = new URL(database.url())
  url.password = 'wrong'
  expect(await failureOf(neon(url.toString())`select 1`)).toMatchObject({ code: '28P01' })
  const pool = new Pool({ connectionString: url.toString(), max: 1 })
  pool.on('error', () => {})
  expect(await failureOf(pool.query('select 1'))).toMatchObject({ code: '28P01' })
  await pool.end()
})

test('a web page is refused, even with the right password and whatever name it calls us by', async () => {
  const [, port] = database.proxy.split(':')
  const ask = (headers: Record<string, string>) =>
    fetch(`http://${database.proxy}/sql`, {
      method: 'POST',
      headers: { 'neon-connection-string': database.url(), ...headers },
      body: JSON.stringify({ query: 'select 1', params: [] }),
    })
  expect((await ask({})).status).toBe(200)
  expect((await ask({ origin: 'https://elsewhere.example' })).status).toBe(403)
  expect((await ask({ 'sec-fetch-site': 'cross-site' })).status).toBe(403)
  const refusalOf = (headers: Record<string, string>) =>
    new Promise<string>((resolve) => {
      const socket = new WebSocket(`ws://${database.proxy}/v2`, { headers })
      socket.on('open', () => resolve('opened'))
      socket.on('error', (error) => resolve(error.message))
    })
  expect(await refusalOf({ origin: 'https://elsewhere.example' })).toContain('401')
  expect(await refusalOf({ host: `elsewhere.example:${port}` })).toContain('401')
})

test('a body that is no query is refused without a trace of a stack', async () => {
  for (const body of ['', '{', '[]', '{"query":1}', '{"queries":[{}]}']) {
    const response = await fetch(`http://${database.proxy}/sql`, {
      method: 'POST',
      headers: { 'neon-connection-string': database.url() },
      body,
    })
    expect(response.status).toBe(400)
    expect(await response.json()).toEqual({ message: 'The body is not a query.' })
  }
})

test('the password lies in a file that only its owner may read', () => {
  expect(statSync(path.join(folder.dir, 'secrets')).mode & 0o777).toBe(0o700)
  expect(statSync(path.join(folder.dir, 'secrets/database-password')).mode & 0o777).toBe(0o600)
})

test('a server that still runs is taken over, with its data', async () => {
  const again = await startDatabase({ dir: folder.dir })
  try {
    expect(again.url()).toBe(database.url())
    const response = await fetch(`http://${again.proxy}/health`)
    expect(response.status).toBe(200)
  } finally {
    // Only this second bridge would end here; the server is the other one's, so both must agree that it is gone afterwards.
    await again.stop()
  }
  expect((await fetch(`http://${database.proxy}/health`)).status).toBe(503)
  database = await startDatabase({ dir: folder.dir, flags: NOT_DURABLE })
  expect((await fetch(`http://${database.proxy}/health`)).status).toBe(200)
})

test('a process that only a left-over file names is neither believed nor ended', async () => {
  using other = newFolder()
  const stranger = spawn('sleep', ['60'])
  const clusterDir = path.join(other.dir, 'postgres')
  mkdirSync(clusterDir)
  const port = await findFreePort()
  writeFileSync(path.join(clusterDir, 'PG_VERSION'), '18\n')
  writeFileSync(path.join(clusterDir, 'postmaster.pid'), [stranger.pid, clusterDir, 0, port, '', '127.0.0.1', '', 'ready'].join('\n'))
  try {
    // The folder is no database, so the start fails; what matters is that it is tried, and on whom.
    await expect(startPostgres({ clusterDir, password: 'x', port })).rejects.toThrow('PostgreSQL did not start')
    expect(findProcessStart(stranger.pid ?? 0)).not.toBeNull()
  } finally {
    stranger.kill()
  }
})

test('what cannot work is said in plain words, and disturbs nobody: a taken port, a folder of another version', async () => {
  using other = newFolder()
  const server = net.createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  await expect(startDatabase({ dir: folder.dir, proxyPort: port })).rejects.toThrow(`Port ${port} is taken by process ${process.pid}`)
  server.close()
  expect((await fetch(`http://${database.proxy}/health`)).status).toBe(200)

  const clusterDir = path.join(other.dir, 'postgres')
  mkdirSync(clusterDir)
  writeFileSync(path.join(clusterDir, 'PG_VERSION'), '15\n')
  await expect(startPostgres({ clusterDir, password: 'x', port })).rejects.toThrow('were written by PostgreSQL 15')
  expect(readFileSync(path.join(clusterDir, 'PG_VERSION'), 'utf8')).toBe('15\n')
})
