/**
 * `npm start`: everything Numerojobs needs on one machine, under one supervisor.
 * Installs, goes on under the project's own Node, then database, schema, seed, build, rooms and Worker; prints one address when all are well.
 *
 *   npm start                      PORT (8787) and DATA_DIR (.data) may be given in the environment
 *   npm start -- --no-seed         without the seeded world
 *   npm start -- --operator-link   a fresh operator link for the system that runs
 *   npm run dev                    the same with hot reload
 */
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildIfChanged, hashSources } from './build.mjs'
import { isOwnStripe, keepVars, readVars } from './dev-vars.mjs'
import { installIfChanged, nodeOf } from './install.mjs'
import { operatorLink } from './operator-link.mjs'
import { isPortFree, keepPorts } from './ports.mjs'
import { findPortOwner } from './processes.mjs'
import { keepSecret } from './secrets.mjs'
import { claimSupervision, endLeftovers, isSupervised, supervise } from './supervise.mjs'

const projectDir = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
const dataDir = path.resolve(process.env.DATA_DIR || path.join(projectDir, '.data'))
const cronPeriodMs = 10_000
const runDir = path.join(dataDir, 'run')
const scriptPath = (name) => path.join(projectDir, 'scripts', name)
const argumentsGiven = new Set(process.argv.slice(2))
const isDev = argumentsGiven.has('--dev')
const port = readPort()
const origin = `http://127.0.0.1:${port}`
const begin = performance.now()
/** Values that no line of any log may show. */
const hidden = new Set()

const say = (line) => write('start', line)

await main().catch((error) => {
  say(error.message)
  process.exit(1)
})

async function main() {
  if (Number(process.versions.node.split('.')[0]) < 20) throw new Error(`Node 20 or newer is needed; this is ${process.version}.`)
  const unknown = [...argumentsGiven].find((argument) => !['--dev', '--no-seed', '--operator-link'].includes(argument))
  if (unknown) throw new Error(`There is no ${unknown}. Known are --no-seed and --operator-link.`)
  if (argumentsGiven.has('--operator-link')) return printOperatorLink()

  // Hot reload reads the variables that lie in the project, and those belong to the data folder in it.
  if (isDev && dataDir !== path.join(projectDir, '.data'))
    throw new Error('npm run dev keeps to the data folder .data. Leave DATA_DIR away.')
  mkdirSync(dataDir, { recursive: true })
  installIfChanged(projectDir, say)
  if (realpathSync(process.execPath) !== realpathSync(nodeOf(projectDir))) return continueUnderOwnNode()
  await run()
}

function printOperatorLink() {
  const { SESSION_SECRET, APP_ORIGIN } = readVars(dataDir)
  if (!isSupervised(runDir) || !SESSION_SECRET || !APP_ORIGIN)
    throw new Error('Nothing runs in this data folder. Start it with npm start, and ask again.')
  console.log(operatorLink({ origin: APP_ORIGIN, secret: SESSION_SECRET }))
}

/** The packages need a newer Node than the system may have, and one of them is that Node. */
function continueUnderOwnNode() {
  // The channel tells the other one when this one was killed.
  const child = spawn(nodeOf(projectDir), [scriptPath('start.mjs'), ...process.argv.slice(2)], {
    cwd: process.cwd(),
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  })
  // A terminal signals its whole group, so that the child has heard Ctrl-C itself.
  process.on('SIGINT', () => {})
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  return new Promise((_, reject) => {
    child.on('error', reject)
    child.on('exit', (code) => process.exit(code ?? 1))
  })
}

async function run() {
  const release = claimSupervision(runDir)
  /** @type {Array<{ name: string, stop: () => Promise<void> }>} */
  // Whoever listened may be gone, as a test that was killed: then there is nobody to tell, and saying that would go round for ever.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})
  const children = []
  let ending = null
  const end = (code) => {
    ending ??= (async () => {
      if (children.length > 0) say('ending')
      // The Worker first, so that it does not miss what it stands on.
      for (const child of [...children].reverse()) await child.stop()
      release()
      process.exit(code)
    })()
    return ending
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => end(0))
  process.on('disconnect', () => end(0))
  process.on('uncaughtException', (error) => {
    say(`stopped by a mistake of its own: ${error.stack ?? error.message}`)
    end(1)
  })

  try {
    await startAll((child) => {
      children.push(child)
      return child.ready
    })
  } catch (error) {
    if (ending) return
    say(error.message)
    await end(1)
  }
}

async function startAll(add) {
  await endLeftovers(runDir, projectDir, say)
  await checkPort()
  const ports = await keepPorts(dataDir, ['db', 'bridge', 'rooms', 'direct', 'mail', 'inbox'])
  const addresses = {
    APP_ORIGIN: origin,
    APP_ORIGINS: `${origin},http://localhost:${port}`,
    DB_PROXY: `127.0.0.1:${ports.bridge}`,
    PARTY_HOST: `127.0.0.1:${ports.rooms}`,
    LOCAL_INBOX: `127.0.0.1:${ports.inbox}`,
    TWILIO_API_URL: `http://127.0.0.1:${ports.inbox}`,
    // An account of one's own, by a key that a person put in place of ours, is reached at its own address.
    ...(isOwnStripe(readVars(dataDir)) ? {} : { STRIPE_API_URL: `http://127.0.0.1:${ports.inbox}` }),
    // A server of one's own that a person named stays.
    ...(/^smtps?:\/\/(?!127\.0\.0\.1:)/.test(readVars(dataDir).SMTP_URL ?? '') ? {} : { SMTP_URL: `smtp://127.0.0.1:${ports.mail}` }),
  }
  const isExternal = (process.env.DB_ENGINE ?? readVars(dataDir).DB_ENGINE) === 'external'
  const external = isExternal
    ? { DB_ENGINE: 'external', DATABASE_URL: process.env.DATABASE_URL ?? readVars(dataDir).DATABASE_URL ?? '' }
    : {}
  hide(keepVars(dataDir, { ...addresses, ...external }))

  const env = {
    DATA_DIR: dataDir,
    CLOUDFLARE_CF_FETCH_ENABLED: 'false',
    WRANGLER_SEND_METRICS: 'false',
    WRANGLER_HIDE_BANNER: 'true',
    WRANGLER_LOG: 'warn',
    WRANGLER_LOG_PATH: path.join(dataDir, 'wrangler-logs'),
    NO_UPDATE_NOTIFIER: '1',
  }
  const child = (name, script, more) =>
    add(
      supervise({
        name,
        command: [process.execPath, scriptPath(script)],
        cwd: projectDir,
        runDir,
        startTimeoutMs: 60_000,
        log: (line) => write(name, line),
        ...more,
        env: { ...env, ...more.env },
      }),
    )

  // Rooms and the inbox stand on nothing, so they start beside the rest.
  const rooms = child('rooms', 'rooms.mjs', {
    env: { ROOMS_PORT: String(ports.rooms) },
    healthUrl: `http://127.0.0.1:${ports.rooms}/healthz`,
  })
  rooms.catch(() => {})
  const inbox = child('inbox', 'inbox.mjs', {
    env: { MAIL_PORT: String(ports.mail), INBOX_PORT: String(ports.inbox) },
    healthUrl: `http://127.0.0.1:${ports.inbox}/health`,
  })
  inbox.catch(() => {})
  await child('db', 'db.mjs', {
    env: { DB_PORT: String(ports.db), DB_PROXY_PORT: String(ports.bridge), ...external },
    healthUrl: `http://127.0.0.1:${ports.bridge}/health`,
  })
  const { url } = JSON.parse(readFileSync(path.join(dataDir, 'secrets', 'database.json'), 'utf8'))
  const rankingPassword = keepSecret(dataDir, 'ranking-password')
  const ranking = new URL(url)
  ranking.username = 'numerojobs_ranking'
  ranking.password = rankingPassword
  hide(keepVars(dataDir, { ...addresses, ...external, DATABASE_URL: url, DATABASE_URL_RANKING: ranking.toString() }))
  hidden.add(rankingPassword)
  hidden.add(decodeURIComponent(new URL(url).password))

  const databaseEnv = { ...env, DATABASE_URL: url, DB_PROXY: addresses.DB_PROXY, RANKING_PASSWORD: rankingPassword }
  await Promise.all([prepareDatabase(databaseEnv, isExternal), isDev ? null : build()])
  await Promise.all([rooms, inbox])
  const healthUrl = `${origin}/health/live`
  if (isDev) {
    const command = [process.execPath, path.join(projectDir, 'node_modules/.bin/remix'), 'vite:dev']
    await child('worker', 'serve.mjs', {
      command,
      env: { PORT: String(port), NODE_ENV: 'development' },
      healthUrl,
      startTimeoutMs: 120_000,
    })
    runCronInDev()
  } else {
    await child('worker', 'serve.mjs', {
      env: { PORT: String(port), DIRECT_PORT: String(ports.direct), NODE_ENV: 'production' },
      healthUrl,
    })
  }
  announce()
}

/** Where nothing is deployed and serve.mjs does not run, the development server's own trigger stands for Cloudflare's cron. */
function runCronInDev() {
  const run = () => fetch(`${origin}/cdn-cgi/local/scheduled`, { signal: AbortSignal.timeout(cronPeriodMs) }).catch(() => {})
  setInterval(run, cronPeriodMs).unref()
}

/** Brings schema and seed up to date. Both may run again at any time, but when nothing has changed there is no need to. */
async function prepareDatabase(env, isExternal) {
  const isSeeding = !argumentsGiven.has('--no-seed')
  const clusterId = isExternal ? null : findClusterId()
  const stamp = `${clusterId} ${hashSources(projectDir, ['db', 'scripts/seed'], ['scripts/seed.ts'])}`
  const stampFile = path.join(dataDir, 'prepared')
  const done = existsSync(stampFile) ? readFileSync(stampFile, 'utf8').split('\n') : []
  if (clusterId !== null && done[0] === stamp && (done[1] === 'seeded' || !isSeeding)) return
  await runScript('migrate', ['--import', 'tsx', path.join(projectDir, 'db/migrate.ts')], env)
  if (isSeeding) await runScript('seed', ['--import', 'tsx', scriptPath('seed.ts')], env)
  writeFileSync(stampFile, `${stamp}\n${isSeeding ? 'seeded' : 'not seeded'}`)
}

/** The number that PostgreSQL gave this database when it was made; `null` when it cannot be read. */
function findClusterId() {
  try {
    return readFileSync(path.join(dataDir, 'postgres/global/pg_control')).readBigUInt64LE(0).toString()
  } catch {
    return null
  }
}

async function build() {
  const startedAt = performance.now()
  if (await buildIfChanged(projectDir, (line) => write('build', line))) write('build', `done in ${seconds(startedAt)}`)
}

function announce() {
  const { SESSION_SECRET } = readVars(dataDir)
  const lines = [
    '',
    `  Numerojobs   ${origin}`,
    `  Operator     ${operatorLink({ origin, secret: SESSION_SECRET })}`,
    `  Inbox        ${origin}/dev/mail`,
    `  Payments     ${origin}/dev/stripe`,
    '',
    `  Ready after ${seconds(begin)}. The operator link works once, within half an hour. Ctrl-C ends everything.`,
    '',
  ]
  console.log(lines.join('\n'))
}

function runScript(name, args, env) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: projectDir, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
    let tail = []
    for (const stream of [child.stdout, child.stderr]) {
      let rest = ''
      stream.setEncoding('utf8').on('data', (text) => {
        const lines = (rest + text).split('\n')
        rest = lines.pop() ?? ''
        for (const line of lines.filter((each) => each.trim())) {
          tail = [...tail.slice(-30), line]
          write(name, line)
        }
      })
      stream.on('end', () => rest.trim() && write(name, rest))
    }
    child.on('error', reject)
    child.on('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`${name} did not succeed (code ${code}); its lines above say why.`)),
    )
  })
}

async function checkPort() {
  if (await isPortFree(port)) return
  const owner = findPortOwner(port)
  throw new Error(
    `Port ${port} is taken${owner ? ` by process ${owner.pid} (${owner.command.slice(0, 100)})` : ''}. End that program, or choose another port: PORT=${port + 1} npm start`,
  )
}

function readPort() {
  const given = process.env.PORT || '8787'
  const number = Number(given)
  if (Number.isInteger(number) && number > 0 && number < 65_536) return number
  console.error(`PORT is ${given}, which is no port. Give a number from 1 to 65535.`)
  process.exit(2)
}

function hide(vars) {
  for (const [name, value] of Object.entries(vars))
    if (/SECRET|TOKEN|DATABASE_URL|DATA_KEYS/.test(name) && value.length > 7) hidden.add(value)
}

function write(name, line) {
  if (name === 'rooms' && isPartyKitChatter(line)) return
  let clean = line
  for (const value of hidden) clean = clean.replaceAll(value, '[hidden]')
  console.log(`${name.padEnd(7)}│ ${clean}`)
}

/** PartyKit names every request with its address, tickets included, and greets at each start. Its warnings and errors stay. */
function isPartyKitChatter(line) {
  return /\[pk:inf\]|^🎈|^-+$|^Loading environment variables|^Build succeeded/u.test(line)
}

function seconds(since) {
  return `${((performance.now() - since) / 1_000).toFixed(1)} s`
}
