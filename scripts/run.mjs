/**
 * Runs a TypeScript script under the project's own Node: `node scripts/run.mjs <file.ts> …arguments`.
 * Input, output and exit code are the script's own.
 */
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const projectDir = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
const node = path.join(projectDir, 'node_modules', '.bin', 'node')
const [script, ...args] = process.argv.slice(2)

if (!script) stop('Name a script: node scripts/run.mjs <file.ts> [arguments]')
if (!existsSync(node)) stop('The packages are not installed yet. Run `npm start` or `npm ci` first.')
const scriptPath = path.resolve(projectDir, script)
if (!existsSync(scriptPath)) stop(`There is no ${script} in this project.`)

const child = spawn(node, ['--import', 'tsx', scriptPath, ...args], { stdio: 'inherit' })
// A terminal signals its whole group: the script hears Ctrl-C itself, and decides when it is done.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => signal !== 'SIGINT' && child.kill(signal))
child.on('error', (error) => stop(error.message))
child.on('exit', (code, signal) => {
  if (!signal) process.exit(code ?? 1)
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.removeAllListeners(name)
  process.kill(process.pid, signal)
})

function stop(message) {
  console.error(message)
  process.exit(2)
}
