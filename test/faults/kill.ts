import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import type { RunningSystem } from './doors'

export const PARTS = ['rooms', 'worker', 'database'] as const
export type Part = (typeof PARTS)[number]

/** Under which name its supervisor notes each part. */
const NOTES: Record<Part, string> = { rooms: 'rooms', worker: 'worker', database: 'db' }
const backMsMax = 90_000

/**
 * Kills a part of a system with all that it started, at one blow, as a crash would.
 * @returns the process that led it
 */
export function killPart({ dataDir }: RunningSystem, part: Part): number {
  const leader = findPid(dataDir, part)
  if (leader === null) throw new Error(`${part} does not run.`)
  // The leader first, so that it sees nothing of what follows.
  for (const pid of [leader, ...listDescendants(leader)]) {
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // It ended with its parent.
    }
  }
  return leader
}

/**
 * Waits until the supervisor has brought a killed part back and the system calls itself healthy.
 * @returns how long that took from now, in milliseconds
 */
export async function waitUntilBack(system: RunningSystem, part: Part, killedPid: number): Promise<number> {
  const startedAt = Date.now()
  while (Date.now() - startedAt < backMsMax) {
    const pid = findPid(system.dataDir, part)
    if (pid !== null && pid !== killedPid && (await isHealthy(system))) return Date.now() - startedAt
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`${part} was not back within ${backMsMax / 1_000} s.`)
}

/** `null` while the supervisor writes its note. */
function findPid(dataDir: string, part: Part): number | null {
  try {
    const note: unknown = JSON.parse(readFileSync(path.join(dataDir, 'run', `${NOTES[part]}.json`), 'utf8'))
    return z.object({ pid: z.int().min(2) }).parse(note).pid
  } catch {
    return null
  }
}

async function isHealthy({ origin }: RunningSystem): Promise<boolean> {
  try {
    return (await fetch(`${origin}/health`, { signal: AbortSignal.timeout(2_000) })).ok
  } catch {
    return false
  }
}

/** PostgreSQL's own children leave the group of their parent, so that parents are followed rather than groups. */
function listDescendants(pid: number): number[] {
  const childrenOf = Map.groupBy(
    execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' })
      .trim()
      .split('\n')
      .map((line) => line.trim().split(/\s+/).map(Number)),
    ([, parent]) => parent,
  )
  const found: number[] = []
  collect(pid)
  return found

  function collect(parent: number) {
    for (const [child] of childrenOf.get(parent) ?? []) {
      if (child === undefined) continue
      found.push(child)
      collect(child)
    }
  }
}
