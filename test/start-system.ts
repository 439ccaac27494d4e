import { spawn } from 'node:child_process'
import { rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { readVars } from '../scripts/dev-vars.mjs'
import { operatorLink } from '../scripts/operator-link.mjs'
import { findTestPort } from './find-test-port'
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
const STARTS_MAX = 3
/** What `scripts/start.mjs` keeps in a data folder. */
const PORT_NAMES = ['db', 'bridge', 'rooms', 'direct', 'mail', 'inbox']

/**
 * Starts everything as `npm start` does, in a data folder of its own on free ports, and waits until it says that it is ready.
 * @param options.onDisk what is measured or killed keeps its data where `npm start` does; else they may lie in memory
 */
export async function startSystem(options: { seeded: boolean; onDisk?: boolean }): Promise<System> {
  for (let start = 1; ; start++) {
    try {
      return await startOnce(options)
    } catch (error) {
      // Another program may take a port between the look at it and its use: then others are drawn.
      if (start === STARTS_MAX || !(error instanceof Error) || !/EADDRINUSE|is taken|address already in use/i.test(error.message))
        throw error
    }
  }
}

async function startOnce({ seeded, onDisk = false }: { seeded: boolean; onDisk?: boolean }): Promise<System> {
  const dataDir = makeFolder('system', { onDisk })
  const port = await choosePorts(dataDir)
  const child = spawn(process.execPath, ['scripts/start.mjs', ...(seeded ? [] : ['--no-seed'])], {
    env: { ...process.env, DATA_DIR: dataDir, PORT: String(port), NODE_ENV: 'production' },
    // The channel tells the system when this process was killed.
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  let output = ''
  await new Promise<void>((resolve, reject) => {
    const tooLate = setTimeout(() => {
      child.kill('SIGTERM')
      reject(new Error(`The system was not ready in time:\n${output.slice(-4_000)}`))
    }, START_MS_MAX)
    const listen = (chunk: Buffer) => {
      output += chunk.toString()
      if (output.includes('/operator/enter?token=')) {
        clearTimeout(tooLate)
        resolve()
      }
    }
    child.stdout?.on('data', listen)
    child.stderr?.on('data', listen)
    child.once('exit', (code) => {
      clearTimeout(tooLate)
      reject(new Error(`The system ended with ${code}:\n${output.slice(-4_000)}`))
    })
  }).catch(async (error) => {
    await exited
    rmSync(dataDir, { recursive: true, force: true })
    throw error
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

/** Writes the ports of a system into its data folder, and returns the public one. */
async function choosePorts(dataDir: string): Promise<number> {
  const ports: Record<string, number> = {}
  for (const name of PORT_NAMES) ports[name] = await findTestPort()
  writeFileSync(path.join(dataDir, 'ports.json'), JSON.stringify(ports))
  return findTestPort()
}
