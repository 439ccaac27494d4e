/**
 * `npm run bench [-- <name> …] [--quick] [--write] [--file posts.jsonl]`: measures, and prints one JSON line last.
 * `--write` puts the figures into docs/benchmarks.md; figures of benches that did not run stay as they were.
 */
import { parseArgs } from 'node:util'
import type { System } from '../test/start-system'
import { startSystem } from '../test/start-system'
import { api } from './api'
import { board } from './board'
import { dashboard } from './dashboard'
import { detection } from './detection'
import type { Bench, Figure } from './figure'
import { isMet } from './figure'
import { javascript } from './javascript'
import { language } from './language'
import { lighthouseBench } from './lighthouse'
import { million } from './million'
import { pages } from './pages'
import { startPing } from './ping'
import { pipeline } from './pipeline'
import { rooms } from './rooms'
import { screen } from './screen'
import { search } from './search'
import { seedMillionBench } from './seed-million'
import { team } from './team'
import { webhook } from './webhook'
import { worker } from './worker'
import { describeMachine, writeReport } from './write-report'

const BENCHES: Bench[] = [
  detection,
  language,
  javascript,
  worker,
  search,
  dashboard,
  pages,
  api,
  screen,
  board,
  pipeline,
  team,
  webhook,
  rooms,
  lighthouseBench,
  seedMillionBench,
  million,
]

const { values: flags, positionals: names } = parseArgs({
  allowPositionals: true,
  options: { quick: { type: 'boolean', default: false }, write: { type: 'boolean', default: false }, file: { type: 'string' } },
})
const unknown = names.find((name) => !BENCHES.some((bench) => bench.name === name))
if (unknown) {
  console.error(`There is no bench ${unknown}. Known are ${BENCHES.map(({ name }) => name).join(', ')}.`)
  process.exit(2)
}

const chosen = BENCHES.filter(({ name }) => names.length === 0 || names.includes(name))
let system: Promise<System> | undefined
let ping: ReturnType<typeof startPing> | undefined
const stopsOnBreak: (() => Promise<unknown>)[] = []
const stopAll = () => Promise.allSettled([system?.then((started) => started.stop()), ping?.then((started) => started.stop())])
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void breakOff())

async function breakOff(): Promise<void> {
  await Promise.allSettled(stopsOnBreak.map((stop) => stop()))
  await stopAll()
  process.exit(1)
}

const machine = describeMachine()
const results: { name: string; about: string; figures: Figure[]; failure?: string }[] = []
try {
  for (const bench of chosen) {
    console.log(`\n${bench.name}: ${bench.about}`)
    try {
      const figures = await bench.run({
        isQuick: flags.quick,
        file: flags.file,
        log: (line) => console.log(`  ${line}`),
        onBreak: (stop) => void stopsOnBreak.push(stop),
        system: () => {
          system ??= startSystem({ seeded: true, onDisk: true })
          return system
        },
        ping: () => {
          ping ??= startPing()
          return ping
        },
      })
      results.push({ name: bench.name, about: bench.about, figures })
      for (const figure of figures) console.log(`  ${markOf(figure)} ${figure.name}: ${figure.value} ${figure.unit}${noteOf(figure)}`)
    } catch (error) {
      const failure = error instanceof Error ? error.message : String(error)
      results.push({ name: bench.name, about: bench.about, figures: [], failure })
      console.log(`  ✗ ${failure}`)
    }
    if (flags.write) writeReport(results.slice(-1), machine)
  }
} finally {
  await stopAll()
}
const missed = results.flatMap(({ figures }) => figures.filter((figure) => isMet(figure) === false).map(({ name }) => name))
const failed = results.filter(({ failure }) => failure).map(({ name }) => name)
const figures = Object.fromEntries(
  results.map(({ name, figures }) => [name, Object.fromEntries(figures.map((figure) => [figure.name, figure.value]))]),
)
console.log(JSON.stringify({ figures, missed, failed, machine }))
process.exitCode = failed.length > 0 ? 1 : 0

function markOf(figure: Figure): string {
  const met = isMet(figure)
  return met === null ? ' ' : met ? '✓' : '✗'
}

function noteOf({ budget, note }: Figure): string {
  const asked = budget ? [`budget ${'atMost' in budget ? `≤ ${budget.atMost}` : `≥ ${budget.atLeast}`}`] : []
  const words = [...asked, ...(note ? [note] : [])]
  return words.length > 0 ? `  (${words.join('; ')})` : ''
}
