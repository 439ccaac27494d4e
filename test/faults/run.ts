/**
 * `npm run faults [-- --posts 5000] [--rate 60] [--rounds 2] [--changes 4000] [--seed 1]`: kills rooms, Worker and database in the middle of posts, then
 * sends changes in disorder, and proves that nothing was lost or doubled. Prints one JSON line last; fails when something is broken.
 */
import { parseArgs } from 'node:util'
import { startSystem } from '../start-system'
import { runFaults } from './faults'
import { runRandomChanges } from './random-changes'

const { values: flags } = parseArgs({
  options: {
    posts: { type: 'string', default: '5000' },
    rate: { type: 'string', default: '60' },
    rounds: { type: 'string', default: '2' },
    changes: { type: 'string', default: '4000' },
    seed: { type: 'string', default: '1' },
  },
})
const log = (line: string) => console.log(line)
log('Starting a system of its own.')
const system = await startSystem({ seeded: false, onDisk: true })
const end = () => void system.stop().then(() => process.exit(1))
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, end)
try {
  const killed = await runFaults(system, {
    posts: Number(flags.posts),
    ratePerS: Number(flags.rate),
    rounds: Number(flags.rounds),
    seed: Number(flags.seed),
    isHurried: false,
    settleMsMax: 240_000,
    withScreen: true,
    log,
  })
  log(`${flags.changes} changes in disorder.`)
  const changed = await runRandomChanges(system, {
    posts: Math.ceil(Number(flags.changes) / 20),
    changes: Number(flags.changes),
    seed: Number(flags.seed),
    isHurried: false,
    settleMsMax: 240_000,
    log,
  })
  const broken = [...killed.broken, ...changed.broken]
  for (const line of broken) log(`✗ ${line}`)
  console.log(JSON.stringify({ ok: broken.length === 0, killed, changed }))
  process.exitCode = broken.length === 0 ? 0 : 1
} finally {
  await system.stop()
}
