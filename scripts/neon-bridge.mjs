/**
 * Speaks the HTTP and WebSocket protocols of Neon's driver in front of one PostgreSQL server, on loopback.
 * It trusts nobody: each request and each socket brings a user and a password, and PostgreSQL itself checks them.
 * Web pages are refused, since any page a browser shows could otherwise knock here.
 */
import http from 'node:http'
import net from 'node:net'
import pg from 'pg'
import { WebSocketServer } from 'ws'
import { describePortTaken } from './postgres.mjs'

const HOST = '127.0.0.1'
const bodyBytesMax = 64 * 1024 * 1024
const bufferedBytesMax = 4 * 1024 * 1024
const poolsMax = 500
const connectionsPerPoolMax = 10
const idleMs = 10_000
const healthTimeoutMs = 2_000
const LEVELS = {
  ReadUncommitted: 'READ UNCOMMITTED',
  ReadCommitted: 'READ COMMITTED',
  RepeatableRead: 'REPEATABLE READ',
  Serializable: 'SERIALIZABLE',
}
const ERROR_FIELDS = [
  'message',
  'code',
  'severity',
  'detail',
  'hint',
  'position',
  'internalPosition',
  'internalQuery',
  'where',
  'schema',
  'table',
  'column',
  'dataType',
  'constraint',
  'file',
  'line',
  'routine',
]
const textOnly = { getTypeParser: () => (value) => value }

/**
 * @param {{ port: number, target: { host: string, port: number }, healthUrl: string }} options
 *   `target` is the only server it ever connects to, whatever an asker names; `healthUrl` is used for `GET /health`
 * @returns {Promise<{ port: number, forget: (database: string) => Promise<void>, stop: () => Promise<void> }>}
 */
export async function startBridge({ port, target, healthUrl }) {
  /** @type {Map<string, pg.Pool>} */
  const pools = new Map()
  const health = new pg.Pool({
    connectionString: addressAt(healthUrl, target),
    max: 1,
    idleTimeoutMillis: idleMs,
    connectionTimeoutMillis: healthTimeoutMs,
    query_timeout: healthTimeoutMs,
    application_name: 'health',
  })
  health.on('error', () => {})

  const server = http.createServer((request, response) => {
    answer(request, response).catch((error) => {
      if (response.headersSent) return response.destroy()
      reply(response, error.status ?? 500, { message: error.message })
    })
  })
  server.requestTimeout = 120_000
  server.keepAliveTimeout = 60_000

  async function answer(request, response) {
    if (isFromBrowser(request)) return reply(response, 403, { message: 'Web pages may not speak to the database.' })
    if (request.method === 'GET' && request.url === '/health') return answerHealth(response)
    if (request.method !== 'POST' || request.url?.split('?')[0] !== '/sql')
      return reply(response, 404, { message: 'There is nothing here.' })
    const address = request.headers['neon-connection-string']
    if (typeof address !== 'string') return reply(response, 400, { message: 'The header neon-connection-string is missing.' })
    const body = parseBody(await readBody(request))
    const isArrayMode = request.headers['neon-array-mode'] === 'true'
    const pool = poolFor(address)
    try {
      const result = body.queries
        ? { results: await runTransaction(pool, body.queries, request.headers, isArrayMode) }
        : await runQuery(pool, body, isArrayMode)
      reply(response, 200, result)
    } catch (error) {
      // PostgreSQL's own errors have a five-character code; the driver reads them from a 400.
      if (!/^[0-9A-Z]{5}$/.test(error.code ?? ''))
        return reply(response, 503, { message: `The database does not answer: ${error.message}` })
      reply(response, 400, Object.fromEntries(ERROR_FIELDS.map((field) => [field, error[field]])))
    }
  }

  async function answerHealth(response) {
    try {
      await health.query('select 1')
      reply(response, 200, { ok: true })
    } catch (error) {
      reply(response, 503, { ok: false, message: error.message })
    }
  }

  function poolFor(address) {
    const key = addressAt(address, target)
    const known = pools.get(key)
    if (known) {
      // The map keeps the order of use, so that its first pool is the one longest unused.
      pools.delete(key)
      pools.set(key, known)
      return known
    }
    if (pools.size >= poolsMax) {
      const [oldest, pool] = pools.entries().next().value
      pools.delete(oldest)
      pool.end().catch(() => {})
    }
    const pool = new pg.Pool({
      connectionString: key,
      max: connectionsPerPoolMax,
      idleTimeoutMillis: idleMs,
      connectionTimeoutMillis: 10_000,
      allowExitOnIdle: true,
    })
    pool.on('error', () => {})
    pool.on('remove', () => {
      if (pool.totalCount === 0 && pool.waitingCount === 0 && pools.get(key) === pool) pools.delete(key)
    })
    pools.set(key, pool)
    return pool
  }

  const sockets = new WebSocketServer({
    server,
    perMessageDeflate: false,
    maxPayload: bodyBytesMax,
    verifyClient: ({ req }) => !isFromBrowser(req),
  })
  // It repeats the errors of the HTTP server, which are answered where they belong.
  sockets.on('error', () => {})
  const tunnels = new Set()
  sockets.on('connection', (socket) => {
    const tunnel = openTunnel(socket, target)
    tunnels.add(tunnel)
    socket.once('close', () => tunnels.delete(tunnel))
  })

  await new Promise((resolve, reject) => {
    server.once('error', (error) => reject(error.code === 'EADDRINUSE' ? new Error(describePortTaken(port)) : error))
    server.listen(port, HOST, resolve)
  })
  return {
    port: server.address().port,
    forget: async (database) => {
      for (const [key, pool] of [...pools]) {
        if (decodeURIComponent(new URL(key).pathname.slice(1)) !== database) continue
        pools.delete(key)
        await pool.end()
      }
    },
    stop: async () => {
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeIdleConnections()
      for (const end of tunnels) end()
      const patience = setTimeout(() => server.closeAllConnections(), 3_000)
      await closed
      clearTimeout(patience)
      sockets.close()
      await Promise.allSettled([health, ...pools.values()].map((pool) => pool.end()))
    },
  }
}

/** Browsers name themselves: by an Origin on sockets and foreign requests, by Sec-Fetch-Site on all. A name other than loopback is a page that bent its DNS. */
function isFromBrowser(request) {
  const { origin, host = '' } = request.headers
  return origin !== undefined || request.headers['sec-fetch-site'] !== undefined || !/^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(host)
}

/** User, password and database as the asker names them; the server is always ours. */
function addressAt(address, target) {
  let url
  try {
    url = new URL(address)
  } catch {
    throw Object.assign(new Error('The header neon-connection-string holds no address.'), { status: 400 })
  }
  url.protocol = 'postgresql:'
  url.hostname = target.host
  url.port = String(target.port)
  url.search = ''
  return url.toString()
}

async function readBody(request) {
  const chunks = []
  let bytes = 0
  for await (const chunk of request) {
    bytes += chunk.length
    if (bytes > bodyBytesMax) throw Object.assign(new Error('A query may have 64 MB.'), { status: 413 })
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function parseBody(text) {
  try {
    const body = JSON.parse(text)
    const queries = body.queries ?? [body]
    if (
      Array.isArray(queries) &&
      queries.every((query) => typeof query?.query === 'string' && (query.params === undefined || Array.isArray(query.params)))
    )
      return body
  } catch {
    // Answered below like any other body that is not a query.
  }
  throw Object.assign(new Error('The body is not a query.'), { status: 400 })
}

const runQuery = async (client, { query, params = [] }, isArrayMode) =>
  resultOf(await client.query({ text: query, values: params, rowMode: isArrayMode ? 'array' : undefined, types: textOnly }), isArrayMode)

async function runTransaction(pool, queries, headers, isArrayMode) {
  const client = await pool.connect()
  let broken
  try {
    await client.query(beginOf(headers))
    const results = []
    for (const query of queries) results.push(await runQuery(client, query, isArrayMode))
    await client.query('COMMIT')
    return results
  } catch (error) {
    await client.query('ROLLBACK').catch((failure) => (broken = failure))
    throw error
  } finally {
    client.release(broken)
  }
}

function beginOf(headers) {
  const level = LEVELS[headers['neon-batch-isolation-level']]
  const parts = ['BEGIN']
  if (level) parts.push(`ISOLATION LEVEL ${level}`)
  if (headers['neon-batch-read-only'] === 'true') parts.push('READ ONLY')
  if (headers['neon-batch-deferrable'] === 'true') parts.push('DEFERRABLE')
  return parts.join(' ')
}

function resultOf(result, isArrayMode) {
  // Several statements in one text give several results; the driver knows only one, the last.
  const last = Array.isArray(result) ? result[result.length - 1] : result
  const fields = last.fields.map(({ name, dataTypeID, tableID, columnID, dataTypeSize, dataTypeModifier }) => ({
    name,
    dataTypeID,
    tableID,
    columnID,
    dataTypeSize,
    dataTypeModifier,
    format: 'text',
  }))
  return { command: last.command, rowCount: last.rowCount, rowAsArray: isArrayMode, fields, rows: last.rows }
}

function reply(response, status, data) {
  const body = Buffer.from(JSON.stringify(data))
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': body.length })
  response.end(body)
}

/** Carries PostgreSQL's own bytes both ways; a slow side makes the other one wait. Returns what ends it. */
function openTunnel(socket, target) {
  const tcp = net.connect(target.port, target.host)
  tcp.setNoDelay(true)
  tcp.on('data', (bytes) => {
    if (socket.readyState !== socket.OPEN) return
    socket.send(bytes, () => socket.bufferedAmount < bufferedBytesMax && tcp.resume())
    if (socket.bufferedAmount >= bufferedBytesMax) tcp.pause()
  })
  tcp.on('drain', () => socket.resume())
  tcp.on('close', () => socket.close())
  tcp.on('error', () => socket.close())
  socket.on('message', (bytes) => {
    if (!tcp.write(bytes)) socket.pause()
  })
  socket.on('close', () => tcp.destroy())
  socket.on('error', () => tcp.destroy())
  return () => {
    tcp.destroy()
    socket.terminate()
  }
}
