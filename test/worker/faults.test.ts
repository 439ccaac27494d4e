import { expect, inject, test } from 'vitest'
import { readVars } from '../../scripts/dev-vars.mjs'
import { operatorLink } from '../../scripts/operator-link.mjs'
import { runFaults } from '../faults/faults'
import { runRandomChanges } from '../faults/random-changes'
import { runTeamwork } from '../faults/team/teamwork'

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
    withScreen: false,
    log: () => {},
  })
  expect(report).toMatchObject({ posts: 150, broken: [], kills: [{ part: 'rooms' }, { part: 'worker' }, { part: 'database' }] })
  expect(report.offers).toBeGreaterThan(80)
})

test('posts that are added, edited and removed at random, twice and out of order, end as their newest change says', async () => {
  const report = await runRandomChanges(system, { posts: 20, changes: 300, seed: 3, isHurried: true, settleMsMax: 60_000, log: () => {} })
  expect(report).toMatchObject({ posts: 20, changes: 300, broken: [] })
})

test('five recruiters work at once, on lines that lose, repeat and delay what they hear and cut them off: every screen, the tables and the replay end equal', async () => {
  const report = await runTeamwork(system, { operations: 120, operationsEachMax: 150, seed: 4, settleMsMax: 60_000, log: () => {} })
  expect(report.broken).toEqual([])
  expect(report.accepted).toBeGreaterThan(60)
})
