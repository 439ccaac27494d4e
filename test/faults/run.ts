/**
 * `npm run faults [-- --posts 5000] [--rate 60] [--rounds 2] [--changes 4000] [--operations 10000] [--seed 1]`: kills rooms, Worker and database in the
 * middle of posts, sends changes in disorder, lets five recruiters work at once on bad lines, and proves that nothing was lost or doubled.
 * A part whose count is 0 is left out. Prints one JSON line last; fails when something is broken.
 */
import { parseArgs } from 'node:util'
import { startSystem } from '../start-system'
import { runFaults } from './faults'
import { runRandomChanges } from './random-changes'
import { runTeamwork } from './team/teamwork'

const { values: flags } = parseArgs({
  options: {
    posts: { type: 'string', default: '5000' },
    rate: { type: 'string', default: '60' },
    rounds: { type: 'string', default: '2' },
    changes: { type: 'string', default: '4000' },
    operations: { type: 'string', default: '10000' },
    seed: { type: 'string', default: '1' },
  },
})
const log = (line: string) => console.log(line)
log('Starting a system of its own.')
const system = await startSystem({ seeded: false, onDisk: true })
const end = () => void system.stop().then(() => process.exit(1))
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, end)
try {
  const count = (flag: 'posts' | 'changes' | 'operations') => Number(flags[flag])
  const common = { seed: Number(flags.seed), isHurried: false, settleMsMax: 240_000, log }
  const killed =
    count('posts') > 0
      ? await runFaults(system, {
          ...common,
          posts: count('posts'),
          ratePerS: Number(flags.rate),
          rounds: Number(flags.rounds),
          withScreen: true,
        })
      : null
  if (count('changes') > 0) log(`${flags.changes} changes in disorder.`)
  const changed =
    count('changes') > 0
      ? await runRandomChanges(system, { ...common, posts: Math.ceil(count('changes') / 20), changes: count('changes') })
      : null
  if (count('operations') > 0) log(`${flags.operations} operations of five recruiters.`)
  const team =
    count('operations') > 0 ? await runTeamwork(system, { ...common, operations: count('operations'), operationsEachMax: 1_500 }) : null
  const broken = [killed, changed, team].flatMap((part) => part?.broken ?? [])
  for (const line of broken) log(`✗ ${line}`)
  console.log(JSON.stringify({ ok: broken.length === 0, killed, changed, team }))
  process.exitCode = broken.length === 0 ? 0 : 1
} finally {
  await system.stop()
}
