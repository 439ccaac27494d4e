import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import type { System } from '../test/start-system'
import { type Figure, round } from './figure'

/** Processor milliseconds since their start, by part of a system. */
interface ProcessorTime {
  worker: number
  database: number
}

/**
 * What `act` costs a request, in processor time: unlike seconds on a clock it hardly depends on what else the machine does.
 * Linux only; elsewhere there are no such figures.
 */
export async function costOf(system: System, name: string, act: () => Promise<number>): Promise<Figure[]> {
  const before = readTimes(system)
  const count = await act()
  const after = readTimes(system)
  if (!before || !after) return []
  const each = (part: keyof ProcessorTime) => round((after[part] - before[part]) / count)
  return [
    { name: `${name}: processor time of workerd`, value: each('worker'), unit: 'ms', note: `each of ${count.toLocaleString('en')}` },
    { name: `${name}: processor time of database and bridge`, value: each('database'), unit: 'ms' },
  ]
}

function readTimes({ dataDir }: System): ProcessorTime | null {
  if (process.platform !== 'linux') return null
  const processes = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
  const timeOf = (pid: number): number =>
    readTicks(pid) * MS_A_TICK +
    processes.reduce((sum, [child, parent]) => sum + (parent === pid && child !== undefined ? timeOf(child) : 0), 0)
  return { worker: timeOf(readLeader(dataDir, 'worker')), database: timeOf(readLeader(dataDir, 'db')) }
}

const MS_A_TICK = 10
/** A process's own user and system time, and that of its children that have ended: connections of PostgreSQL come and go. */
const TICK_FIELDS = [11, 12, 13, 14]

function readTicks(pid: number): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ')
    return TICK_FIELDS.reduce((sum, field) => sum + Number(fields[field]), 0)
  } catch {
    return 0
  }
}

function readLeader(dataDir: string, name: string): number {
  return z.object({ pid: z.int() }).parse(JSON.parse(readFileSync(path.join(dataDir, 'run', `${name}.json`), 'utf8'))).pid
}
