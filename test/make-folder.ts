import { chmodSync, mkdtempSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

const MEMORY = '/dev/shm'
const FREE_BYTES_MIN = 2 * 1024 ** 3

/**
 * A new folder for what a test throws away: in memory where the system has room there, since a clone of the database is hundreds of
 * small files and a disk takes ten times as long for them.
 */
export function makeFolder(name: string, { onDisk = false } = {}): string {
  const dir = mkdtempSync(path.join(!onDisk && hasRoomInMemory() ? MEMORY : tmpdir(), `numerojobs-${name}-`))
  // PostgreSQL does not run as root: an account of its own must be able to enter.
  chmodSync(dir, 0o711)
  return dir
}

function hasRoomInMemory(): boolean {
  try {
    const { bavail, bsize } = statfsSync(MEMORY)
    return bavail * bsize >= FREE_BYTES_MIN
  } catch {
    return false
  }
}
