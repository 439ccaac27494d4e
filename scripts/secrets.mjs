/** Secrets of this machine: random, in files that only their owner may read. */
import { randomBytes } from 'node:crypto'
import { chmodSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'

export const randomSecret = (bytes = 32) => randomBytes(bytes).toString('base64url')

/** The secret of that name in the data folder, made at first use. */
export function keepSecret(dataDir, name) {
  const file = path.join(secretsDir(dataDir), name)
  const known = readPrivate(file)
  if (known) return known
  const secret = randomSecret()
  writePrivate(file, `${secret}\n`)
  return secret
}

/** The folder for secrets, closed to everyone else. */
export function secretsDir(dataDir) {
  const dir = path.join(dataDir, 'secrets')
  mkdirSync(dir, { recursive: true })
  chmodSync(dir, 0o700)
  return dir
}

/** Replaces a file at once, so that nobody ever reads half of it, and never with a wider mode than 0600. */
export function writePrivate(file, text) {
  writeFileSync(`${file}.new`, text, { mode: 0o600 })
  chmodSync(`${file}.new`, 0o600)
  renameSync(`${file}.new`, file)
}

function readPrivate(file) {
  try {
    if ((statSync(file).mode & 0o077) !== 0) chmodSync(file, 0o600)
    return readFileSync(file, 'utf8').trim()
  } catch (error) {
    if (error.code === 'ENOENT') return null
    throw error
  }
}
