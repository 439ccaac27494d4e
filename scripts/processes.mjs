/** What is known of processes beside their number: a number alone is reused by strangers. */
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, readlinkSync } from 'node:fs'

const hasProc = process.platform === 'linux'

/**
 * When a process began, in a form that is only compared. `null` when there is no such process.
 * Together with the number it names one process for ever (until the machine starts again).
 */
export function findProcessStart(pid) {
  try {
    if (!hasProc)
      return (
        execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim() || null
      )
    // The name of a program may hold spaces and brackets, so fields are counted from the last bracket on.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ')
    const [state] = fields
    return state === 'Z' || state === 'X' ? null : `${bootId()}-${fields[19]}`
  } catch {
    return null
  }
}

/** The command line of a process, or `null` when it is gone or not ours to see. */
export function findCommand(pid) {
  try {
    if (!hasProc)
      return (
        execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim() || null
      )
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').join(' ').trim() || null
  } catch {
    return null
  }
}

/** The program file a process runs; `null` when that cannot be seen. */
export function findProgram(pid) {
  if (!hasProc) return findCommand(pid)?.split(' ')[0] ?? null
  try {
    return readlinkSync(`/proc/${pid}/exe`).replace(/ \(deleted\)$/, '')
  } catch {
    return null
  }
}

/** The folder a process works in; `null` when that cannot be seen. */
export function findWorkFolder(pid) {
  try {
    if (hasProc) return readlinkSync(`/proc/${pid}/cwd`)
    const listing = execFileSync('lsof', ['-a', '-p', String(pid), '-d', 'cwd', '-Fn'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    return listing.match(/^n(.*)$/m)?.[1] ?? null
  } catch {
    return null
  }
}

/** Whether this very process still runs. */
export const isSameProcess = (pid, start) => start !== null && findProcessStart(pid) === start

/** Who listens on a port of this machine: number and command line. `null` when nobody does, or it is not ours to see. */
export function findPortOwner(port) {
  const pid = hasProc ? findPortOwnerInProc(port) : findPortOwnerByLsof(port)
  return pid === null ? null : { pid, command: findCommand(pid) ?? 'unknown' }
}

/** Numbers of all processes in a group, the living ones only. */
export function listGroup(groupId) {
  if (!hasProc) {
    try {
      const listing = execFileSync('ps', ['-A', '-o', 'pid=,pgid='], { encoding: 'utf8' })
      return listing.split('\n').flatMap((line) => {
        const [pid, group] = line.trim().split(/\s+/).map(Number)
        return group === groupId ? [pid] : []
      })
    } catch {
      return []
    }
  }
  return readdirSync('/proc').flatMap((name) => {
    if (!/^\d+$/.test(name)) return []
    try {
      const [state, , group] = readFileSync(`/proc/${name}/stat`, 'utf8')
        .replace(/^.*\) /s, '')
        .split(' ')
      return Number(group) === groupId && state !== 'Z' ? [Number(name)] : []
    } catch {
      return []
    }
  })
}

/**
 * Ends a whole group that we started: asks first, and after `patienceMs` insists. Ends at once when nobody is left.
 * @param {number} groupId number of the process that leads it
 */
export async function endGroup(groupId, patienceMs = 8_000) {
  signalGroup(groupId, 'SIGTERM')
  const until = Date.now() + patienceMs
  while (listGroup(groupId).length > 0) {
    if (Date.now() > until) {
      signalGroup(groupId, 'SIGKILL')
      await pause(100)
      return
    }
    await pause(25)
  }
}

function signalGroup(groupId, signal) {
  try {
    process.kill(-groupId, signal)
  } catch (error) {
    if (error.code !== 'ESRCH') throw error
  }
}

let cachedBootId
function bootId() {
  cachedBootId ??= readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
  return cachedBootId
}

function findPortOwnerInProc(port) {
  const hexPort = port.toString(16).toUpperCase().padStart(4, '0')
  const inodes = new Set()
  for (const table of ['/proc/net/tcp', '/proc/net/tcp6']) {
    let lines
    try {
      lines = readFileSync(table, 'utf8').split('\n').slice(1)
    } catch {
      continue
    }
    for (const line of lines) {
      const fields = line.trim().split(/\s+/)
      const LISTEN = '0A'
      if (fields[3] === LISTEN && fields[1]?.endsWith(`:${hexPort}`)) inodes.add(`socket:[${fields[9]}]`)
    }
  }
  if (inodes.size === 0) return null
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue
    // Files close while one looks, and those of other people's processes cannot be listed.
    if (listLinks(`/proc/${name}/fd`).some((target) => inodes.has(target))) return Number(name)
  }
  return null
}

function listLinks(dir) {
  try {
    return readdirSync(dir).flatMap((name) => {
      try {
        return [readlinkSync(`${dir}/${name}`)]
      } catch {
        return []
      }
    })
  } catch {
    return []
  }
}

function findPortOwnerByLsof(port) {
  try {
    const listing = execFileSync('lsof', ['-nP', `-iTCP:${port}`, '-sTCP:LISTEN', '-Fp'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    return Number(listing.match(/^p(\d+)$/m)?.[1]) || null
  } catch {
    return null
  }
}

export const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms))
