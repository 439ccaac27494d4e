/** `npm run db:reset`: throws the local database away; the next `npm start` makes and seeds a new one. Asks first, unless told `--yes`. */
import { existsSync, rmSync } from 'node:fs'
import path from 'node:path'
import { createInterface } from 'node:readline/promises'
import { fileURLToPath } from 'node:url'
import { readVars } from './dev-vars.mjs'
import { isSupervised } from './supervise.mjs'

const projectDir = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
const dataDir = path.resolve(process.env.DATA_DIR || path.join(projectDir, '.data'))
// What rooms, queues, files and caches remember belongs to the rows that go.
const targets = ['postgres', 'miniflare', 'rooms'].map((name) => path.join(dataDir, name)).filter((target) => existsSync(target))

if ((process.env.DB_ENGINE ?? readVars(dataDir).DB_ENGINE) === 'external')
  stop('The database is a server of your own (DB_ENGINE=external). This command only removes the one in the data folder.')
if (isSupervised(path.join(dataDir, 'run'))) stop('Numerojobs runs with this database. End it first.')
if (targets.length === 0) {
  console.log(`There is no database in ${dataDir}.`)
  process.exit(0)
}
if (!process.argv.includes('--yes') && !(await confirm())) stop('Nothing was removed.')
const { findPostmaster } = await import('./postgres.mjs').catch(() => ({}))
if (await findPostmaster?.(path.join(dataDir, 'postgres')))
  stop('A PostgreSQL still runs on this database. Run npm start once and end it with Ctrl-C, then try again.')
for (const target of targets) rmSync(target, { recursive: true, force: true })
console.log(`Removed ${targets.map((target) => path.relative(process.cwd(), target)).join(', ')}. The next npm start begins anew.`)

async function confirm() {
  if (!process.stdin.isTTY) stop('Nobody is there to ask. Run: npm run db:reset -- --yes')
  const prompt = createInterface({ input: process.stdin, output: process.stdout })
  const answer = await prompt.question(`This removes every job, post and file in ${dataDir}. Type yes to go on: `)
  prompt.close()
  return answer.trim().toLowerCase() === 'yes'
}

function stop(message) {
  console.error(message)
  process.exit(1)
}
