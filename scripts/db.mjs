/**
 * The local database: PostgreSQL in the data folder, and in front of it a bridge that Neon's driver can speak to.
 * `node scripts/db.mjs` runs it until it is asked to end; `startDatabase` does the same inside another program.
 * With DB_ENGINE=external the bridge stands in front of the server that DATABASE_URL names.
 */
import { realpathSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { startBridge } from './neon-bridge.mjs'
import { findFreePort, keepPorts } from './ports.mjs'
import { NOT_DURABLE, startPostgres } from './postgres.mjs'
import { keepSecret, secretsDir, writePrivate } from './secrets.mjs'

export { NOT_DURABLE }

/**
 * Starts the database of a data folder, or takes over the one that still runs there.
 *
 * @param {object} options
 * @param {string} options.dir data folder: the database lies in `postgres/`, its password in `secrets/`
 * @param {number} [options.port] of PostgreSQL; a free one when not given
 * @param {number} [options.proxyPort] of the bridge; a free one when not given
 * @param {Record<string, string>} [options.flags] settings of PostgreSQL; tests add `NOT_DURABLE`
 * @param {string} [options.externalUrl] a server of your own instead; then `dir` and `port` are not used
 * @param {(line: string) => void} [options.log]
 * @returns {Promise<{
 *   url: (database?: string) => string,
 *   proxy: string,
 *   forget: (database: string) => Promise<void>,
 *   ended: Promise<string>,
 *   stop: () => Promise<void>,
 * }>} `url` of any database on the server; `proxy` is `host:port` for DB_PROXY; `forget` closes the bridge's idle connections to one
 *   database, so that it can be cloned or dropped; `ended` resolves with a reason when the server dies by itself
 */
export async function startDatabase({ dir, port, proxyPort, flags = {}, externalUrl, log = () => {} }) {
  const dataDir = path.resolve(dir)
  const engine = externalUrl ? externalEngine(externalUrl) : await embeddedEngine(dataDir, port, flags, log)
  try {
    const bridge = await startBridge({
      port: proxyPort ?? (await findFreePort(new Set([engine.target.port]))),
      target: engine.target,
      healthUrl: engine.url(),
    })
    return {
      url: engine.url,
      proxy: `127.0.0.1:${bridge.port}`,
      forget: bridge.forget,
      ended: engine.ended,
      stop: async () => {
        await bridge.stop()
        await engine.stop()
      },
    }
  } catch (error) {
    // A server that was running before belongs to somebody who may be using it.
    if (!engine.isAdopted) await engine.stop()
    throw error
  }
}

async function embeddedEngine(dataDir, port, flags, log) {
  const password = keepSecret(dataDir, 'database-password')
  const server = await startPostgres({
    clusterDir: path.join(dataDir, 'postgres'),
    password,
    port: port ?? (await findFreePort()),
    flags,
    log,
  })
  const url = (database = 'postgres') => `postgres://postgres:${password}@127.0.0.1:${server.port}/${encodeURIComponent(database)}`
  return { target: { host: '127.0.0.1', port: server.port }, url, isAdopted: server.isAdopted, ended: server.ended, stop: server.stop }
}

function externalEngine(externalUrl) {
  const given = new URL(externalUrl)
  const url = (database) => {
    const other = new URL(given)
    if (database !== undefined) other.pathname = `/${encodeURIComponent(database)}`
    return other.toString()
  }
  return { target: { host: given.hostname, port: Number(given.port || 5432) }, url, ended: new Promise(() => {}), stop: async () => {} }
}

async function main() {
  const dataDir = path.resolve(process.env.DATA_DIR ?? '.data')
  const isExternal = process.env.DB_ENGINE === 'external'
  if (isExternal && !process.env.DATABASE_URL) throw new Error('DB_ENGINE=external needs DATABASE_URL: the address of your own server.')
  const startedAt = performance.now()
  const ports =
    process.env.DB_PORT && process.env.DB_PROXY_PORT
      ? { db: Number(process.env.DB_PORT), bridge: Number(process.env.DB_PROXY_PORT) }
      : await keepPorts(dataDir, ['db', 'bridge'])
  const database = await startDatabase({
    dir: dataDir,
    port: ports.db,
    proxyPort: ports.bridge,
    externalUrl: isExternal ? process.env.DATABASE_URL : undefined,
    flags: process.env.DB_NOT_DURABLE === '1' ? NOT_DURABLE : {},
    log: (line) => console.log(line),
  })
  writePrivate(path.join(secretsDir(dataDir), 'database.json'), `${JSON.stringify({ url: database.url(), proxy: database.proxy })}\n`)
  console.log(`ready in ${Math.round(performance.now() - startedAt)} ms, bridge on ${database.proxy}`)
  process.send?.({ ready: true })

  let isEnding = false
  const end = async () => {
    if (isEnding) return
    isEnding = true
    await database.stop()
    process.exit(0)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, end)
  // A supervisor that was killed cannot ask: the channel to it closes instead.
  process.on('disconnect', end)
  database.ended.then((reason) => {
    if (isEnding) return
    console.error(`PostgreSQL ${reason}`)
    process.exit(1)
  })
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  main().catch((error) => {
    console.error(error.message)
    process.exit(1)
  })
}
