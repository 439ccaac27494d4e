/**
 * `npm test`: on a fresh clone it installs what is missing, a browser included; then checks, build, and every test.
 * The last line is `N passed, N failed`, checks counted too.
 *
 *   npm test                    everything
 *   npm test -- <pattern> …     only test files whose path contains a pattern; no checks
 *
 * What waits more than it computes runs in lanes: processes side by side, each with a system of its own and always the same files.
 */
import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { installIfChanged, nodeOf } from './install.mjs'

const projectDir = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
/**
 * In this order: what is quick and near to the fault comes first. Projects of one step run at the same time.
 * Unit tests have a world each and keep two cores busy, so that they run alone; folders without tests have no project.
 */
const STEPS = [['unit'], ['workerd', 'party'], ['e2e']]
const LANES = { unit: 1, workerd: 2, party: 1, e2e: 2 }
/** These test what was built. */
const BUILT_PROJECTS = ['workerd', 'e2e']
const END_MS_MAX = 30_000
const patterns = process.argv.slice(2)
/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set()

await main().catch((error) => {
  console.error(error.message)
  console.log('0 passed, 1 failed')
  process.exit(1)
})

async function main() {
  installIfChanged(projectDir, console.log)
  if (realpathSync(process.execPath) !== realpathSync(nodeOf(projectDir))) return continueUnderOwnNode()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, endEverything)

  const begin = performance.now()
  mkdirSync(path.join(projectDir, '.cache'), { recursive: true })
  const totals = { passed: 0, failed: 0 }
  /** @type {string[]} */
  const failures = []
  const durations = readDurations()
  const part = async (title, work) => {
    const startedAt = performance.now()
    console.log(`\n── ${title}`)
    await work().catch((error) => {
      console.log(error.message)
      fail(`${title}: ${error.message}`)
    })
    console.log(`── ${title}: ${((performance.now() - startedAt) / 1_000).toFixed(1)} s`)
  }
  const fail = (name) => {
    totals.failed += 1
    failures.push(name)
  }

  const projects = await listProjects()
  if (projects.size === 0) throw new Error(`No test file's path contains ${patterns.join(' or ')}.`)
  let isBuilt = false
  const check = async () => {
    const { runChecks } = await import('./check.mjs')
    for (const { name, passed } of await runChecks()) {
      if (passed) totals.passed += 1
      else fail(`check: ${name}`)
    }
  }
  const build = async () => {
    const { buildIfChanged } = await import('./build.mjs')
    try {
      console.log((await buildIfChanged(projectDir, console.log)) ? 'built' : 'nothing has changed since the last build')
      isBuilt = true
      totals.passed += 1
    } catch (error) {
      console.log(error.message)
      fail('build')
    }
  }
  const isBuilding = patterns.length === 0 || BUILT_PROJECTS.some((name) => projects.has(name))
  if (patterns.length === 0) await part('checks and build', () => Promise.all([check(), build()]))
  else if (isBuilding) await part('build', build)

  const { findBrowser } = await import('./browser.mjs')
  for (const step of STEPS) {
    const here = step.filter((project) => projects.has(project))
    if (here.length === 0) continue
    await part(here.join(' and '), async () => {
      const env = here.includes('e2e') ? { CHROMIUM_PATH: await findBrowser(projectDir, console.log) } : {}
      const unbuilt = here.filter((project) => !isBuilt && BUILT_PROJECTS.includes(project))
      for (const project of unbuilt) fail(`${project}: nothing is built to test`)
      const lanes = here
        .filter((project) => !unbuilt.includes(project))
        .flatMap((project) => dealFiles(projects.get(project) ?? [], LANES[project], durations).map((files) => ({ project, files })))
        .map((lane, index) => ({ ...lane, number: index + 1 }))
      for (const result of await Promise.all(lanes.map((lane) => runLane(lane, { env, isAlone: lanes.length === 1 })))) {
        totals.passed += result.passed
        totals.failed += result.failures.length
        failures.push(...result.failures)
        Object.assign(durations, result.durations)
      }
    })
  }
  writeFileSync(path.join(projectDir, '.cache', 'durations.json'), `${JSON.stringify(sortKeys(durations), null, 2)}\n`)

  if (failures.length > 0) console.log(`\nFailed:\n${failures.map((name) => `  ✗ ${name}`).join('\n')}`)
  console.log(`\n${((performance.now() - begin) / 60_000).toFixed(1)} minutes`)
  console.log(`${totals.passed} passed, ${totals.failed} failed`)
  process.exit(totals.failed === 0 && totals.passed > 0 ? 0 : 1)
}

function continueUnderOwnNode() {
  const child = spawn(nodeOf(projectDir), [fileURLToPath(import.meta.url), ...patterns], { stdio: 'inherit' })
  process.on('SIGINT', () => {})
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  return new Promise((_, reject) => {
    child.on('error', reject)
    child.on('exit', (code) => process.exit(code ?? 1))
  })
}

/** Ends the lanes, whose systems end with them, and says so in the last line. */
async function endEverything(signal) {
  const ends = [...running].map((child) => new Promise((resolve) => child.once('exit', resolve)))
  for (const child of running) child.kill('SIGTERM')
  const tooLate = setTimeout(() => {
    for (const child of running) child.kill('SIGKILL')
  }, END_MS_MAX)
  await Promise.all(ends)
  clearTimeout(tooLate)
  console.log(`\nended by ${signal}\n0 passed, 1 failed`)
  process.exit(1)
}

/** The test files of each project, as paths in the project, that contain a pattern. */
async function listProjects() {
  const { createVitest } = await import('vitest/node')
  const vitest = await createVitest('test', { root: projectDir, watch: false, run: true })
  const specifications = await vitest.globTestSpecifications(patterns)
  await vitest.close()
  /** @type {Map<string, string[]>} */
  const projects = new Map()
  for (const { project, moduleId } of specifications)
    projects.set(project.name, [...(projects.get(project.name) ?? []), path.relative(projectDir, moduleId)].sort())
  const unknown = [...projects.keys()].filter((name) => !STEPS.flat().includes(name))
  if (unknown.length > 0) throw new Error(`vitest.config.ts has ${unknown.join(', ')}, which scripts/test.mjs does not run.`)
  return projects
}

/**
 * Deals files to lanes that end at about the same time: the longest first, each to the lane with the least to do.
 * The same files and durations always give the same lanes. A file without a duration counts as their mean.
 */
function dealFiles(files, laneCount, durations) {
  const known = files.flatMap((file) => durations[file] ?? [])
  const mean = known.length > 0 ? known.reduce((sum, seconds) => sum + seconds, 0) / known.length : 1
  const secondsOf = (file) => durations[file] ?? mean
  const lanes = Array.from({ length: Math.min(laneCount, files.length) }, () => ({ seconds: 0, files: [] }))
  for (const file of [...files].sort((a, b) => secondsOf(b) - secondsOf(a) || (a < b ? -1 : 1))) {
    const shortest = lanes.reduce((least, lane) => (lane.seconds < least.seconds ? lane : least))
    shortest.seconds += secondsOf(file)
    shortest.files.push(file)
  }
  return lanes.map((lane) => lane.files)
}

/** Seconds of each file that runs in a lane, as a run of `npm test` left them in `.cache/durations.json`. They need not be new. */
function readDurations() {
  return JSON.parse(readFileSync(path.join(projectDir, 'test', 'durations.json'), 'utf8'))
}

function sortKeys(record) {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)))
}

async function runLane({ project, files, number }, { env, isAlone }) {
  const title = LANES[project] > 1 ? `${project} ${number}` : project
  const reportFile = path.join(projectDir, '.cache', `tests-${title.replace(' ', '-')}.json`)
  rmSync(reportFile, { force: true })
  const args = [
    'run',
    ...files,
    '--project',
    project,
    isAlone ? '--reporter=dot' : '--reporter=default',
    '--slowTestThreshold=60000',
    '--reporter=json',
    `--outputFile.json=${reportFile}`,
    // Each unit test has a world of its own, so that two files run at once on two cores; those of a lane share one system.
    ...(project === 'unit' ? ['--maxWorkers=2'] : []),
  ]
  const code = await new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [path.join(projectDir, 'node_modules/vitest/vitest.mjs'), ...args], {
      cwd: projectDir,
      stdio: ['ignore', isAlone ? 'inherit' : 'pipe', isAlone ? 'inherit' : 'pipe'],
      env: { ...process.env, ...env, ...(isAlone ? {} : { TEST_LANE: String(number) }) },
    })
    running.add(child)
    if (!isAlone) for (const stream of [child.stdout, child.stderr]) printLines(stream, title)
    child.on('error', reject)
    child.on('close', (code) => {
      running.delete(child)
      resolve(code)
    })
  })
  return readReport(title, files, reportFile, code)
}

/** Whole lines under the lane's name, so that lanes do not write into each other's. */
function printLines(stream, title) {
  let rest = ''
  const print = (line) => line.trim() && console.log(`${title.padEnd(9)}│ ${line}`)
  stream.setEncoding('utf8').on('data', (text) => {
    const lines = (rest + text).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) print(line)
  })
  stream.on('end', () => print(rest))
}

function readReport(title, files, reportFile, code) {
  let report
  try {
    report = JSON.parse(readFileSync(reportFile, 'utf8'))
  } catch {
    return { passed: 0, failures: [`${title}: the tests did not run to their end (code ${code})`], durations: {} }
  }
  const failures = []
  const durations = {}
  for (const file of report.testResults) {
    const name = path.relative(projectDir, file.name)
    const failed = file.assertionResults.filter(({ status }) => status === 'failed')
    for (const { fullName } of failed) failures.push(`${name}: ${fullName}`)
    if (file.status === 'failed' && failed.length === 0) failures.push(`${name}: the file did not load`)
    durations[name] = Math.round((file.endTime - file.startTime) / 1_000)
  }
  for (const file of files) if (!(file in durations)) failures.push(`${file}: did not run`)
  // An error outside of any test, in a set-up or after the end, fails the run as well.
  if (code !== 0 && failures.length === 0) failures.push(`${title}: an error outside of its tests (code ${code})`)
  return { passed: report.numPassedTests, failures, durations: title.includes(' ') ? durations : {} }
}
