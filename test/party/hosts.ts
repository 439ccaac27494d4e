import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { isPortFree } from '../../scripts/ports.mjs'
import { findTestPort } from '../find-test-port'

export const HOST_NAMES = ['partykit', 'durable'] as const
export type HostName = (typeof HOST_NAMES)[number]

/** Rooms that run on one host, with storage of their own that outlives a kill. */
export type RoomsHost = {
  /** `127.0.0.1:port`, the same after a restart. */
  address: string
  start(): Promise<void>
  /** Ends every process of the host at once, as a crash would. */
  kill(): Promise<void>
  stop(): Promise<void>
}

export const TEST_ORIGIN = 'http://localhost:8787'
export const TEST_VARS = {
  APP_ORIGINS: `https://numerojobs.example, ${TEST_ORIGIN}`,
  PARTY_TICKET_SECRET: 'a ticket secret that only tests use',
  PARTY_PUBLISH_SECRET: 'a publish secret that only tests use',
}

const projectFolder = fileURLToPath(new URL('../..', import.meta.url))

export async function newHost(name: HostName): Promise<RoomsHost> {
  const folder = mkdtempSync(path.join(tmpdir(), `rooms-${name}-`))
  const port = await findTestPort()
  const host = name === 'partykit' ? newPartyKit(folder, port) : newDurable(folder, port)
  await host.start()
  const stop = async () => {
    await host.stop()
    rmSync(folder, { recursive: true, force: true })
  }
  return { address: `127.0.0.1:${port}`, start: host.start, kill: host.kill, stop }
}

/** PartyKit has no programmatic start, so its own command runs as a child. Secrets reach it by a private file, not by its command line. */
function newPartyKit(folder: string, port: number): Omit<RoomsHost, 'address'> {
  const configFile = path.join(folder, 'partykit.json')
  const config = JSON.parse(readFileSync(path.join(projectFolder, 'partykit.json'), 'utf8'))
  const inProject = (file: string) => path.join(projectFolder, file)
  const parties = Object.fromEntries(Object.entries(config.parties).map(([party, file]) => [party, inProject(String(file))]))
  writeFileSync(configFile, JSON.stringify({ ...config, main: inProject(config.main), parties, vars: TEST_VARS }), { mode: 0o600 })
  const log = openSync(path.join(folder, 'log'), 'a')
  let child: ChildProcess | undefined

  const end = async (signal: NodeJS.Signals) => {
    if (!child?.pid) return
    const ended = new Promise((resolve) => child?.once('exit', resolve))
    const tree = [child.pid, ...listChildren(child.pid)]
    for (const pid of signal === 'SIGKILL' ? tree : [child.pid]) process.kill(pid, signal)
    await ended
    child = undefined
    await until(() => isPortFree(port))
  }
  return {
    async start() {
      const script = path.join(projectFolder, 'node_modules/partykit/dist/bin.mjs')
      const flags = ['--config', configFile, '--port', String(port), '--persist', path.join(folder, 'state')]
      child = spawn(process.execPath, [script, 'dev', ...flags, '--disable-request-cf-fetch', '--no-hotkeys'], {
        cwd: projectFolder,
        stdio: ['ignore', log, log],
        env: { ...process.env, NO_UPDATE_NOTIFIER: '1', CI: '1' },
      })
      await until(async () => {
        if (child?.exitCode !== null) throw new Error(`partykit dev ended: ${readFileSync(path.join(folder, 'log'), 'utf8')}`)
        return (await fetch(`http://127.0.0.1:${port}/healthz`)).ok
      })
    },
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
  }
}

type Miniflare = { ready: Promise<URL>; dispose(): Promise<void> }
type MiniflareModule = { Miniflare: new (options: unknown) => Miniflare; convertV4MiniflareOptions(options: unknown): unknown }

/** The rooms as Durable Objects in a Worker that does nothing else, on wrangler's own workerd. */
function newDurable(folder: string, port: number): Omit<RoomsHost, 'address'> {
  // The Miniflare that belongs to the wrangler we use, whatever else is installed.
  const require = createRequire(createRequire(import.meta.url).resolve('wrangler'))
  const { Miniflare, convertV4MiniflareOptions }: MiniflareModule = require('miniflare')
  mkdirSync(path.join(folder, 'state'))
  let miniflare: Miniflare | undefined
  let pids: number[] = []
  let script: Promise<string> | undefined

  return {
    async start() {
      script ??= bundleWorker()
      const options = {
        name: 'rooms',
        host: '127.0.0.1',
        port,
        cf: false,
        modules: [{ type: 'ESModule', path: 'worker.js', contents: await script }],
        compatibilityDate: '2026-10-01',
        bindings: TEST_VARS,
        durableObjects: {
          ROOMS_FEED: { className: 'FeedRoom', useSQLite: true },
          ROOMS_OPERATORS: { className: 'OperatorsRoom', useSQLite: true },
          ROOMS_PERSON: { className: 'PersonRoom', useSQLite: true },
          ROOMS_HIRING: { className: 'HiringRoom', useSQLite: true },
          ROOMS_SHORTLIST: { className: 'ShortlistRoom', useSQLite: true },
          ROOMS_TEXT: { className: 'TextRoom', useSQLite: true },
        },
        resourcePersistencePath: path.join(folder, 'state'),
      }
      const before = listChildren(process.pid)
      miniflare = new Miniflare(convertV4MiniflareOptions(options))
      await miniflare.ready
      pids = listChildren(process.pid).filter((pid) => !before.includes(pid))
    },
    async kill() {
      for (const pid of pids) process.kill(pid, 'SIGKILL')
      await miniflare?.dispose()
      await until(() => isPortFree(port))
    },
    stop: async () => miniflare?.dispose(),
  }
}

async function bundleWorker(): Promise<string> {
  const { outputFiles } = await build({
    stdin: { resolveDir: projectFolder, loader: 'ts', contents: workerSource },
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    conditions: ['workerd', 'worker', 'browser'],
    external: ['cloudflare:*'],
  })
  return outputFiles[0]?.text ?? ''
}

const workerSource = `
  import { routeRoom } from './party/durable'
  export { FeedRoom, HiringRoom, OperatorsRoom, PersonRoom, ShortlistRoom, TextRoom } from './party/durable'
  export default { fetch: async (request, env) => (await routeRoom(request, env)) ?? new Response('Not found', { status: 404 }) }
`

function listChildren(pid: number): number[] {
  try {
    const children = execFileSync('pgrep', ['-P', String(pid)], { encoding: 'utf8' })
      .trim()
      .split('\n')
      .map(Number)
    return children.flatMap((child) => [child, ...listChildren(child)])
  } catch {
    // pgrep fails when there is none.
    return []
  }
}

/** Asks again every 50 ms, at most 30 s; a failure of the question counts as no. */
async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 30_000; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 50))) {
    try {
      if (await isSo()) return
    } catch (error) {
      if (error instanceof Error && error.message.startsWith('partykit dev ended')) throw error
    }
  }
  throw new Error('The rooms did not start or end within 30 s.')
}
