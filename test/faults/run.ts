/**
 * `npm run faults [-- --posts 5000] [--rate 60] [--rounds 2] [--seed 1]`: kills rooms, Worker and database in the middle of posts, then
 * sends changes in disorder, and proves that nothing was lost or doubled. Prints one JSON line last; fails when something is broken.
 */
import { parseArgs } from 'node:util'
import { startSystem } from '../start-system'
import { runFaults } from './faults'

const { values: flags } = parseArgs({
  options: {
    posts: { type: 'string', default: '5000' },
    rate: { type: 'string', default: '60' },
    rounds: { type: 'string', default: '2' },
    seed: { type: 'string', default: '1' },
  },
})
const log = (line: string) => console.log(line)
log('Starting a system of its own.')
const system = await startSystem({ seeded: false })
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
    log,
  })
  for (const line of killed.broken) log(`✗ ${line}`)
  console.log(JSON.stringify({ faults: killed, ok: killed.broken.length === 0 }))
  process.exitCode = killed.broken.length === 0 ? 0 : 1
} finally {
  await system.stop()
}
