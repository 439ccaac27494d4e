/** Keeps one child alive: starts it in a group of its own, looks at its health, and starts it anew when it dies or no longer answers. */
import { spawn } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { endGroup, findCommand, findProcessStart, isSameProcess, listGroup, pause } from './processes.mjs'

const healthPeriodMs = 2_000
const healthTimeoutMs = 2_000
/** Nobody listens: it is dead. Slow answers are forgiven longer, since the machine may just be busy. */
const refusalsMax = 2
const slowAnswersMax = 4
const backOffMs = [200, 1_000, 2_000, 5_000, 10_000, 30_000]
/** What no longer answers may not hear the request to end either. */
const restartPatienceMs = 3_000
const steadyAfterMs = 60_000

/**
 * @param {object} options
 * @param {string} options.name
 * @param {string[]} options.command program and arguments; never a secret among them
 * @param {Record<string, string>} options.env added to our own
 * @param {string} options.cwd
 * @param {string} options.healthUrl answers 2xx while all is well
 * @param {number} options.startTimeoutMs
 * @param {string} options.runDir where the number of the process is noted for the next start
 * @param {(line: string) => void} options.log
 * @returns {{ name: string, ready: Promise<void>, stop: () => Promise<void> }} `ready` resolves once it is healthy for the first time, and
 *   rejects when it is not in time or ends at once
 */
export function supervise(options) {
  const { name, log, runDir } = options
  let child = null
  let startedAt = 0
  let failures = 0
  let isStopping = false

  async function start() {
    startedAt = Date.now()
    child = spawnChild(options)
    await waitUntilWell(child, options, () => isStopping)
  }

  async function restart(reason) {
    log(`${reason}; it is started again`)
    for (;;) {
      await endGroup(child.pid, restartPatienceMs)
      if (Date.now() - startedAt > steadyAfterMs) failures = 0
      await pause(backOffMs[Math.min(failures, backOffMs.length - 1)])
      failures += 1
      if (isStopping) return
      try {
        await start()
        log(`healthy again after ${Date.now() - startedAt} ms`)
        return
      } catch (error) {
        if (!isStopping) log(error.message)
      }
    }
  }

  async function watch() {
    let refusals = 0
    let slowAnswers = 0
    while (!isStopping) {
      await Promise.race([pause(healthPeriodMs), child.exited])
      if (isStopping) return
      const health = child.hasExited ? 'gone' : await readHealth(options.healthUrl)
      if (isStopping) return
      refusals = health === 'refused' ? refusals + 1 : 0
      slowAnswers = health === 'slow' || health === 'unwell' ? slowAnswers + 1 : 0
      let reason = null
      if (child.hasExited) reason = `it ended (${await child.exited})`
      else if (refusals >= refusalsMax) reason = 'nobody answers'
      else if (slowAnswers >= slowAnswersMax) reason = `it is ${health}`
      if (!reason) continue
      refusals = 0
      slowAnswers = 0
      await restart(reason)
    }
  }

  const ready = start()
  const watching = ready.then(watch, () => {})
  return {
    name,
    ready,
    stop: async () => {
      isStopping = true
      await endGroup(child.pid)
      await watching
      await endGroup(child.pid)
      rmSync(noteFile(runDir, name), { force: true })
    },
  }
}

/** Ends what a supervisor that was killed has left behind. Only processes that are provably ours. */
export async function endLeftovers(runDir, projectDir, log) {
  mkdirSync(runDir, { recursive: true })
  for (const file of readdirSync(runDir).filter((name) => name.endsWith('.json') && name !== 'supervisor.json')) {
    const note = readNote(path.join(runDir, file))
    if (note && isSameProcess(note.pid, note.start)) {
      log(`ending ${path.basename(file, '.json')}, left by the last run`)
      await endGroup(note.pid)
    } else if (note && findProcessStart(note.pid) === null) {
      // Its leader is gone; what is left of the group is ours if it runs a program of this project.
      const packagesDir = realpathSync(path.join(projectDir, 'node_modules'))
      const isOurs = (pid) => (findCommand(pid) ?? '').includes(packagesDir)
      if (listGroup(note.pid).some(isOurs) && listGroup(note.pid).every(isOurs)) await endGroup(note.pid)
    }
    rmSync(path.join(runDir, file), { force: true })
  }
}

/** Notes that this process supervises. @throws when another one does already */
export function claimSupervision(runDir) {
  mkdirSync(runDir, { recursive: true })
  const file = noteFile(runDir, 'supervisor')
  const other = readNote(file)
  if (other && other.pid !== process.pid && isSameProcess(other.pid, other.start))
    throw new Error(
      `It already runs as process ${other.pid}. End that one first, or use another folder: DATA_DIR=.data2 PORT=8788 npm start`,
    )
  writeNote(file, process.pid)
  return () => rmSync(file, { force: true })
}

/** Whether a supervisor of this folder runs now. */
export function isSupervised(runDir) {
  const note = readNote(noteFile(runDir, 'supervisor'))
  return note !== null && isSameProcess(note.pid, note.start)
}

function spawnChild({ name, command, env, cwd, runDir, log }) {
  const [program, ...args] = command
  const child = spawn(program, args, {
    cwd,
    env: { ...process.env, PWD: cwd, ...env },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  // Without a process there is only this event; with one, `exited` below hears it too.
  child.on('error', () => {})
  if (child.pid === undefined) throw new Error(`${program} could not be started.`)
  mkdirSync(runDir, { recursive: true })
  writeNote(noteFile(runDir, name), child.pid)
  for (const stream of [child.stdout, child.stderr]) forEachLine(stream, log)
  const exited = new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message))
    child.once('exit', (code, signal) => resolve(signal ?? `code ${code}`))
  })
  const state = { pid: child.pid, hasExited: false, exited }
  exited.then(() => (state.hasExited = true))
  return state
}

async function waitUntilWell(child, { name, healthUrl, startTimeoutMs }, isCancelled) {
  const until = Date.now() + startTimeoutMs
  while (!child.hasExited && Date.now() < until && !isCancelled()) {
    if ((await readHealth(healthUrl)) === 'well') return
    await Promise.race([pause(100), child.exited])
  }
  if (child.hasExited) throw new Error(`${name} ended (${await child.exited}) before it was ready; its lines above say why`)
  await endGroup(child.pid)
  throw new Error(isCancelled() ? `${name} was asked to end` : `${name} was not ready within ${startTimeoutMs / 1_000} s`)
}

/** @returns {Promise<'well' | 'unwell' | 'slow' | 'refused'>} */
async function readHealth(url) {
  try {
    const response = await fetch(url, {
      signal: AbortSignal.timeout(healthTimeoutMs),
      redirect: 'manual',
      headers: { connection: 'close' },
    })
    await response.arrayBuffer()
    return response.ok ? 'well' : 'unwell'
  } catch (error) {
    return error.name === 'TimeoutError' ? 'slow' : 'refused'
  }
}

function forEachLine(stream, use) {
  let rest = ''
  stream.setEncoding('utf8').on('data', (text) => {
    const lines = (rest + text).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) if (line.trim()) use(line.trimEnd())
  })
  stream.on('end', () => rest.trim() && use(rest))
}

const noteFile = (runDir, name) => path.join(runDir, `${name}.json`)
const writeNote = (file, pid) => writeFileSync(file, JSON.stringify({ pid, start: findProcessStart(pid) }))

function readNote(file) {
  try {
    const { pid, start } = JSON.parse(readFileSync(file, 'utf8'))
    return Number.isInteger(pid) && pid > 1 && typeof start === 'string' ? { pid, start } : null
  } catch {
    return null
  }
}
