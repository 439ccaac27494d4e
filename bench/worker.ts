import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { buildIfChanged } from '../scripts/build.mjs'
import { type Bench, median, round } from './figure'

const SERVER = 'build/server'
const ENTRY = 'index.js'
const ROUNDS = 7
const QUICK_ROUNDS = 3
const BYTES_A_MB = 1_000_000

/** The deployable as it is: every module of the build. */
export const worker: Bench = {
  name: 'worker',
  about:
    'The Worker gzipped, and how much processor time its start and first answer take more than those of a bare one, served in the same way.',
  async run({ isQuick, log }) {
    await buildIfChanged(process.cwd(), log)
    const modules = readModules()
    const bytes = gzipSync(Buffer.concat(modules.map(({ contents }) => Buffer.from(contents))), { level: 9 }).length
    const bare = [{ type: 'ESModule', path: ENTRY, contents: 'export default { fetch: () => new Response("pong") }' }]
    const own: number[] = []
    const pings: number[] = []
    for (let count = 0; count < (isQuick ? QUICK_ROUNDS : ROUNDS); count++) {
      pings.push(await startUpMs(bare))
      own.push(await startUpMs(modules))
    }
    return [
      { name: 'Worker, gzipped', value: round(bytes / BYTES_A_MB), unit: 'MB', budget: { atMost: 3 }, note: `${modules.length} modules` },
      {
        name: 'Worker start-up',
        value: round(Math.max(0, median(own) - median(pings))),
        unit: 'ms',
        budget: { atMost: 100 },
        note: 'processor time of workerd up to its first answer, less that of a bare Worker; the median of several starts',
      },
      { name: 'processor time of a bare Worker up to its first answer', value: median(pings), unit: 'ms' },
    ]
  },
}

async function startUpMs(modules: { type: string; path: string; contents: string }[]): Promise<number> {
  const { Miniflare, NoOpLog, convertV4MiniflareOptions } = createRequire(import.meta.resolve('wrangler'))('miniflare')
  const settings = {
    DATABASE_URL: 'postgres://nobody@127.0.0.1/none',
    APP_ORIGIN: 'http://127.0.0.1:8787',
    DATA_KEYS: JSON.stringify({ current: 'k1', keys: { k1: btoa('k'.repeat(32)) } }),
  }
  const secret = 'a secret that only this bench uses, and nothing else'
  const others = new Set(listRuntimes())
  const dataKeys = JSON.stringify({ current: 'k1', keys: { k1: Buffer.alloc(32, 1).toString('base64') } })
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      host: '127.0.0.1',
      port: 0,
      cf: false,
      log: new NoOpLog(),
      logRequests: false,
      telemetry: { enabled: false },
      workers: [
        {
          name: 'measured',
          compatibilityDate: '2026-08-01',
          compatibilityFlags: ['nodejs_compat'],
          bindings: { ...settings, SESSION_SECRET: secret, PARTY_TICKET_SECRET: secret, PARTY_PUBLISH_SECRET: secret, DATA_KEYS: dataKeys },
          modulesRoot: '.',
          modules,
        },
      ],
    }),
  )
  try {
    const url: URL = await miniflare.ready
    const response = await fetch(new URL('/health/live', url))
    await response.arrayBuffer()
    if (!response.ok) throw new Error(`The Worker answered its first request with ${response.status}.`)
    return processorMs(listRuntimes().filter((pid) => !others.has(pid)))
  } finally {
    await miniflare.dispose()
  }
}

/** Numbers of the runtimes that this process has started. */
function listRuntimes(): number[] {
  return execFileSync('ps', ['-A', '-o', 'pid=,ppid=,comm='], { encoding: 'utf8' })
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .flatMap(([pid, parent, program]) => (Number(parent) === process.pid && program?.endsWith('workerd') ? [Number(pid)] : []))
}

/** Linux counts in hundredths of a second since a process began. */
function processorMs(pids: number[]): number {
  return pids.reduce((sum, pid) => {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ')
    return sum + (Number(fields[USER_TICKS]) + Number(fields[SYSTEM_TICKS])) * MS_A_TICK
  }, 0)
}

const USER_TICKS = 11
const SYSTEM_TICKS = 12
const MS_A_TICK = 10

/** The entry first. */
function readModules() {
  return readdirSync(SERVER, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.js'))
    .sort((a, b) => Number(b === ENTRY) - Number(a === ENTRY))
    .map((file) => ({ type: 'ESModule', path: file, contents: readFileSync(path.join(SERVER, file), 'utf8') }))
}
