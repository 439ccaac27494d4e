import { expect, inject, test } from 'vitest'
import { readVars } from '../../scripts/dev-vars.mjs'
import { operatorLink } from '../../scripts/operator-link.mjs'
import { runFaults } from '../faults/faults'

const { origin, vars, dataDir } = inject('system')
const system = { origin, vars, dataDir, operatorLink: () => operatorLink({ origin, secret: readVars(dataDir).SESSION_SECRET ?? '' }) }

test('rooms, Worker and database are killed in the middle of posts: nothing is lost and nothing doubled, in the tables and for who listens', async () => {
  const report = await runFaults(system, {
    posts: 150,
    ratePerS: 30,
    rounds: 1,
    seed: 7,
    isHurried: true,
    settleMsMax: 60_000,
    log: () => {},
  })
  expect(report).toMatchObject({ posts: 150, broken: [], kills: [{ part: 'rooms' }, { part: 'worker' }, { part: 'database' }] })
  expect(report.offers).toBeGreaterThan(80)
}, 180_000)
