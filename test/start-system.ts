import { spawn } from 'node:child_process'
import { rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { readVars } from '../scripts/dev-vars.mjs'
import { operatorLink } from '../scripts/operator-link.mjs'
import { makeFolder } from './make-folder'

export interface System {
  origin: string
  dataDir: string
  /** Settings and secrets of this system, as its Worker reads them. */
  vars: Record<string, string>
  /** A fresh one-time link. */
  operatorLink(): string
  /** The process that supervises it. */
  pid: number
  stop(): Promise<void>
}

const START_MS_MAX = 240_000
const STOP_MS_MAX = 20_000

/**
 * Starts everything as `npm start` does, in a data folder of its own on a free port, and waits until it says that it is ready.
 * @param options.onDisk what is measured or killed keeps its data where `npm start` does; else they may lie in memory
 */
export async function startSystem({ seeded, onDisk = false }: { seeded: boolean; onDisk?: boolean }): Promise<System> {
  const dataDir = makeFolder('system', { onDisk })
  const port = await freePort()
  const child = spawn(process.execPath, ['scripts/start.mjs', ...(seeded ? [] : ['--no-seed'])], {
    env: { ...process.env, DATA_DIR: dataDir, PORT: String(port), NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  let output = ''
  await new Promise<void>((resolve, reject) => {
    const tooLate = setTimeout(() => reject(new Error(`The system was not ready in time:\n${output.slice(-4_000)}`)), START_MS_MAX)
    const listen = (chunk: Buffer) => {
      output += chunk.toString()
      if (output.includes('/operator/enter?token=')) {
        clearTimeout(tooLate)
        resolve()
      }
    }
    child.stdout.on('data', listen)
    child.stderr.on('data', listen)
    child.once('exit', (code) => reject(new Error(`The system ended with ${code}:\n${output.slice(-4_000)}`)))
  })
  const vars: Record<string, string> = readVars(dataDir)
  const origin = `http://127.0.0.1:${port}`
  return {
    origin,
    dataDir,
    vars,
    operatorLink: () => operatorLink({ origin, secret: vars.SESSION_SECRET ?? '' }),
    pid: child.pid ?? 0,
    async stop() {
      child.kill('SIGTERM')
      const tooLate = setTimeout(() => child.kill('SIGKILL'), STOP_MS_MAX)
      await exited
      clearTimeout(tooLate)
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => (typeof address === 'object' && address ? resolve(address.port) : reject(new Error('No port is free.'))))
    })
  })
}
