/** `npm run check`: format and lint, types, import rules, dead code, the SDK's package. All of them run; it fails at the end when one did. */
import { spawn } from 'node:child_process'
import { realpathSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const projectDir = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
const bin = (name) => path.join(projectDir, 'node_modules', '.bin', name)

export const CHECKS = [
  { name: 'format and lint', command: [bin('biome'), 'ci', '--colors=off', '--error-on-warnings', '.'] },
  { name: 'types', command: [bin('tsc'), '--noEmit', '--pretty', 'false'] },
  {
    name: 'import rules',
    command: [bin('depcruise'), '--config', '.dependency-cruiser.cjs', 'app', 'server', 'contract', 'party', 'db', 'sdk', 'test'],
  },
  { name: 'dead code', command: [bin('knip'), '--no-progress', '--no-config-hints'] },
  {
    name: 'sdk package',
    command: ['sh', '-c', 'tsup --silent --config sdk/tsup.config.ts && cd sdk && publint --strict --pack npm . && attw --quiet --pack .'],
  },
]

/**
 * Runs every check, one after the other, and prints a line for each.
 * @returns {Promise<Array<{ name: string, passed: boolean, output: string }>>}
 */
export async function runChecks() {
  const results = []
  for (const { name, command } of CHECKS) {
    const startedAt = performance.now()
    const { code, output } = await run(command)
    const passed = code === 0
    console.log(`${passed ? '✓' : '✗'} ${name.padEnd(16)} ${((performance.now() - startedAt) / 1_000).toFixed(1).padStart(5)} s`)
    if (!passed) console.log(output.trim().replace(/^/gm, '    '))
    results.push({ name, passed, output })
  }
  return results
}

function run([program, ...args]) {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: projectDir,
      stdio: ['ignore', 'pipe', 'pipe'],
      // The tools' own first line asks for `node`: it is the project's.
      env: {
        ...process.env,
        PATH: `${path.join(projectDir, 'node_modules', '.bin')}${path.delimiter}${process.env.PATH}`,
        NO_COLOR: '1',
        FORCE_COLOR: undefined,
      },
    })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (output += text))
    child.on('error', (error) => resolve({ code: 1, output: error.message }))
    child.on('close', (code) => resolve({ code: code ?? 1, output }))
  })
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const failed = (await runChecks()).filter(({ passed }) => !passed)
  console.log(
    failed.length === 0
      ? 'All checks passed.'
      : `${failed.length} of ${CHECKS.length} checks failed: ${failed.map(({ name }) => name).join(', ')}.`,
  )
  process.exit(failed.length === 0 ? 0 : 1)
}
