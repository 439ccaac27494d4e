/**
 * `npm test`: on a fresh clone it installs what is missing, a browser included; then checks, build, and every test.
 * The last line is `N passed, N failed`, checks counted too.
 *
 *   npm test                    everything
 *   npm test -- <pattern> …     only test files whose path contains a pattern; no checks
 */
import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, realpathSync, rmSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { installIfChanged, nodeOf } from './install.mjs'

const projectDir = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
/** In this order: what is quick and near to the fault comes first. Folders without tests have no project. */
const PROJECTS = ['unit', 'workerd', 'party', 'e2e']
/** These test what was built. */
const BUILT_PROJECTS = ['workerd', 'e2e']
const patterns = process.argv.slice(2)

await main().catch((error) => {
  console.error(error.message)
  console.log('0 passed, 1 failed')
  process.exit(1)
})

async function main() {
  installIfChanged(projectDir, console.log)
  if (realpathSync(process.execPath) !== realpathSync(nodeOf(projectDir))) return continueUnderOwnNode()

  const begin = performance.now()
  const totals = { passed: 0, failed: 0 }
  /** @type {string[]} */
  const failures = []
  const part = async (title, work) => {
    const startedAt = performance.now()
    console.log(`\n── ${title}`)
    await work()
    console.log(`── ${title}: ${((performance.now() - startedAt) / 1_000).toFixed(1)} s`)
  }
  const fail = (name) => {
    totals.failed += 1
    failures.push(name)
  }

  if (patterns.length === 0) {
    await part('checks', async () => {
      const { runChecks } = await import('./check.mjs')
      for (const { name, passed } of await runChecks()) {
        if (passed) totals.passed += 1
        else fail(`check: ${name}`)
      }
    })
  }
  const projects = await listProjects()
  if (projects.length === 0) throw new Error(`No test file's path contains ${patterns.join(' or ')}.`)
  let isBuilt = false
  if (patterns.length === 0 || projects.some((name) => BUILT_PROJECTS.includes(name))) {
    await part('build', async () => {
      const { buildIfChanged } = await import('./build.mjs')
      try {
        console.log((await buildIfChanged(projectDir, console.log)) ? 'built' : 'nothing has changed since the last build')
        isBuilt = true
        totals.passed += 1
      } catch (error) {
        console.log(error.message)
        fail('build')
      }
    })
  }
  const { findBrowser } = await import('./browser.mjs')
  for (const project of projects) {
    await part(project, async () => {
      if (!isBuilt && BUILT_PROJECTS.includes(project)) return fail(`${project}: nothing is built to test`)
      const env = project === 'e2e' ? { CHROMIUM_PATH: await findBrowser(projectDir, console.log) } : {}
      const result = await runProject(project, env)
      totals.passed += result.passed
      totals.failed += result.failed
      failures.push(...result.failures)
    }).catch((error) => {
      console.log(error.message)
      fail(`${project}: ${error.message}`)
    })
  }

  if (failures.length > 0) console.log(`\nFailed:\n${failures.map((name) => `  ✗ ${name}`).join('\n')}`)
  console.log(`\n${((performance.now() - begin) / 60_000).toFixed(1)} minutes`)
  console.log(`${totals.passed} passed, ${totals.failed} failed`)
  process.exit(totals.failed === 0 && totals.passed > 0 ? 0 : 1)
}

function continueUnderOwnNode() {
  const child = spawn(nodeOf(projectDir), [fileURLToPath(import.meta.url), ...patterns], { stdio: 'inherit' })
  process.on('SIGINT', () => {})
  process.on('SIGTERM', () => child.kill('SIGTERM'))
  return new Promise((_, reject) => {
    child.on('error', reject)
    child.on('exit', (code) => process.exit(code ?? 1))
  })
}

/** The projects that have a test file whose path contains a pattern, in our order. */
async function listProjects() {
  const { createVitest } = await import('vitest/node')
  const vitest = await createVitest('test', { root: projectDir, watch: false, run: true })
  const files = await vitest.globTestSpecifications(patterns)
  await vitest.close()
  const found = new Set(files.map((file) => file.project.name))
  const unknown = [...found].filter((name) => !PROJECTS.includes(name))
  if (unknown.length > 0) throw new Error(`vitest.config.ts has ${unknown.join(', ')}, which scripts/test.mjs does not run.`)
  return PROJECTS.filter((name) => found.has(name))
}

async function runProject(project, env) {
  const reportFile = path.join(projectDir, '.cache', `tests-${project}.json`)
  mkdirSync(path.dirname(reportFile), { recursive: true })
  rmSync(reportFile, { force: true })
  const args = [
    'run',
    ...patterns,
    '--project',
    project,
    '--reporter=dot',
    '--reporter=json',
    `--outputFile.json=${reportFile}`,
    '--passWithNoTests',
    // Each unit test has a world of its own, so that two files run at once on two cores; the other projects share one system.
    ...(project === 'unit' ? ['--maxWorkers=2'] : []),
  ]
  const code = await new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [path.join(projectDir, 'node_modules/vitest/vitest.mjs'), ...args], {
      cwd: projectDir,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, ...env },
    })
    child.on('error', reject)
    child.on('exit', resolve)
  })
  return readReport(project, reportFile, code)
}

function readReport(project, reportFile, code) {
  let report
  try {
    report = JSON.parse(readFileSync(reportFile, 'utf8'))
  } catch {
    return { passed: 0, failed: 1, failures: [`${project}: the tests did not run to their end (code ${code})`] }
  }
  const failures = []
  for (const file of report.testResults) {
    const name = path.relative(projectDir, file.name)
    const failed = file.assertionResults.filter(({ status }) => status === 'failed')
    for (const { fullName } of failed) failures.push(`${name}: ${fullName}`)
    if (file.status === 'failed' && failed.length === 0) failures.push(`${name}: the file did not load`)
  }
  // An error outside of any test, in a set-up or after the end, fails the run as well.
  if (code !== 0 && failures.length === 0) failures.push(`${project}: an error outside of its tests (code ${code})`)
  return { passed: report.numPassedTests, failed: failures.length, failures }
}
