import { spawn } from 'node:child_process'
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { hashSources } from '../../scripts/build.mjs'

const projectDir = path.resolve(import.meta.dirname, '../..')

/** A folder that everybody may enter, as PostgreSQL's own account must; gone at the end of the test. */
export function newFolder() {
  const dir = realpathSync(mkdtempSync(path.join(tmpdir(), 'start-')))
  chmodSync(dir, 0o755)
  return { dir, [Symbol.dispose]: () => rmSync(dir, { recursive: true, force: true }) }
}

/** A project of its own with the real scripts and rooms, and a small Worker that counts as built. */
export function newProject({ worker = 'worker.js' } = {}) {
  const folder = newFolder()
  const at = (...parts: string[]) => path.join(folder.dir, ...parts)
  for (const name of ['scripts', 'party', 'contract', 'partykit.json', 'wrangler.toml', 'package.json', 'package-lock.json']) {
    cpSync(path.join(projectDir, name), at(name), { recursive: true, filter: (source) => !source.includes(`${path.sep}seed${path.sep}`) })
  }
  symlinkSync(path.join(projectDir, 'node_modules'), at('node_modules'))
  for (const dir of ['db', 'public', 'build/server', 'build/client/assets']) mkdirSync(at(dir), { recursive: true })
  writeFileSync(at('db/migrate.ts'), "console.log('migrated')\n")
  cpSync(path.join(import.meta.dirname, 'fixtures', worker), at('build/server/index.js'))
  writeFileSync(at('build/client/assets/a.js'), '')
  writeFileSync(at('build/client/_headers'), '/assets/*\n  Cache-Control: public, max-age=31536000, immutable\n')
  writeFileSync(at('build/source-hash'), hashSources(folder.dir))
  return { ...folder, at }
}

/** A command of that project under the project's own Node. `line` waits for a line of its output. */
export function run(project: { dir: string }, args: string[], env: Record<string, string> = {}) {
  const child = spawn(path.join(project.dir, 'node_modules/.bin/node'), args, {
    cwd: project.dir,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const waiting = new Set<() => void>()
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text
      for (const check of waiting) check()
    })
  }
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve))
  const line = (wanted: RegExp, from = 0) =>
    new Promise<RegExpMatchArray>((resolve, reject) => {
      const check = () => {
        const match = output.slice(from).match(wanted)
        if (!match) return
        waiting.delete(check)
        resolve(match)
      }
      waiting.add(check)
      check()
      ended.then((code) => reject(new Error(`Ended with ${code} before ${wanted}:\n${output}`)))
    })
  return { child, ended, line, output: () => output }
}

/** The number that the supervisor noted for one of its children. */
export function notedPid(project: { at: (...parts: string[]) => string }, name: string): number {
  return Number(JSON.parse(readFileSync(project.at('.data/run', `${name}.json`), 'utf8')).pid)
}
