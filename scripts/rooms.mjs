/**
 * Runs `partykit dev` for this machine. PartyKit gives rooms their secrets from an `.env` that it looks for upwards, so it
 * works in a folder of its own that holds one: closed to others, without the address of a database, and named on no command line.
 */
import { spawn } from 'node:child_process'
import { chmodSync, copyFileSync, mkdirSync, rmSync, symlinkSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { readVars } from './dev-vars.mjs'
import { listGroup } from './processes.mjs'
import { writePrivate } from './secrets.mjs'

const projectDir = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
const dataDir = path.resolve(process.env.DATA_DIR ?? path.join(projectDir, '.data'))
const port = Number(process.env.ROOMS_PORT)
if (!port) stop('ROOMS_PORT is not set.')

const workDir = path.join(dataDir, 'rooms')
mkdirSync(workDir, { recursive: true })
chmodSync(workDir, 0o700)

const vars = readVars(dataDir)
const passed = ['PARTY_TICKET_SECRET', 'PARTY_PUBLISH_SECRET', 'APP_ORIGINS']
writePrivate(
  path.join(workDir, '.env'),
  passed.map((name) => `${name}=${vars[name] ?? stop(`${name} is missing in .dev.vars.`)}\n`).join(''),
)
// The search for this name ends here too.
writePrivate(path.join(workDir, '.env.local'), '')

// The runtime takes no module from above its folder, so the rooms' source is brought in by a link.
const linkPath = path.join(workDir, 'party')
rmSync(linkPath, { recursive: true, force: true })
symlinkSync(path.join(projectDir, 'party'), linkPath)
copyFileSync(path.join(projectDir, 'partykit.json'), path.join(workDir, 'partykit.json'))

const partykit = spawn(
  process.execPath,
  [
    path.join(projectDir, 'node_modules/partykit/dist/bin.mjs'),
    'dev',
    '--port',
    String(port),
    '--persist',
    path.join(workDir, 'state'),
    '--disable-request-cf-fetch',
    '--no-hotkeys',
  ],
  { cwd: workDir, stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, PWD: workDir, NO_UPDATE_NOTIFIER: '1', CI: '1' } },
)
partykit.on('error', (error) => stop(error.message))
partykit.on('exit', (code, signal) => {
  endRest()
  if (isEnding) process.exit(0)
  stop(`PartyKit ended (${signal ?? code}).`)
})

let isEnding = false
function end() {
  if (isEnding) return
  isEnding = true
  partykit.kill('SIGTERM')
  setTimeout(() => partykit.kill('SIGKILL'), 4_000).unref()
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, end)
// A supervisor that was killed cannot ask: the channel to it closes instead.
process.on('disconnect', end)

/** PartyKit leaves its runtime behind when it ends badly. Only a group that this process leads is looked at. */
function endRest() {
  for (const pid of listGroup(process.pid)) {
    if (pid === process.pid) continue
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // It has just ended by itself.
    }
  }
}

function stop(message) {
  console.error(message)
  process.exit(1)
}
